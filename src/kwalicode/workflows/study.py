"""Make a study with its key file."""

from pathlib import Path

from kwalicode.errors import AccessError
from kwalicode.store.key import create_key
from kwalicode.store.study import Study, create_study
from kwalicode.workflows.consent import require_consent


def create_both(
    path: Path, passphrase: str, key_passphrase: str, *, name: str, key_file: Path | None = None
) -> Study:
    """Make a study file and its key file, beside it unless another place is given; both or none.

    The study asks for consent before anything is signed off (W30).

    Raises:
        AccessError: The two passphrases are equal or one is too short.
        ConflictError: One of the files exists already.
    """
    if passphrase == key_passphrase:
        raise AccessError("The key file needs another passphrase than the study; choose two.")
    study = create_study(path, passphrase, name=name)
    try:
        with create_key(study, key_passphrase, path=key_file) as key:
            require_consent(key, is_required=True, coder="kwalicode")
    except BaseException:
        study.close()
        study.path.unlink()
        raise
    return study
