"""Make a study with its key file."""

from pathlib import Path

from kwalicode.errors import AccessError
from kwalicode.store.key import create_key
from kwalicode.store.study import Study, create_study


def create_both(
    path: Path, passphrase: str, key_passphrase: str, *, name: str, key_file: Path | None = None
) -> Study:
    """Make a study file and its key file, beside it unless another place is given; both or none.

    Raises:
        AccessError: The two passphrases are equal or one is too short.
        ConflictError: One of the files exists already.
    """
    if passphrase == key_passphrase:
        raise AccessError("The key file needs another passphrase than the study; choose two.")
    study = create_study(path, passphrase, name=name)
    try:
        create_key(study, key_passphrase, path=key_file).close()
    except BaseException:
        study.close()
        study.path.unlink()
        raise
    return study
