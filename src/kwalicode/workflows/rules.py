"""How a study de-identifies: lists and settings, and what was signed off before they changed."""

from collections.abc import Callable, Iterable, Sequence

from kwalicode import deid
from kwalicode.errors import InputError
from kwalicode.model import DeidSettings, IdentifierKind, ListedName
from kwalicode.store import sources
from kwalicode.store.documents import versions_signed_off
from kwalicode.store.key import Key
from kwalicode.store.listed import add_listed, find_listed, replace_listed
from kwalicode.store.settings import get_settings, save_settings
from kwalicode.store.study import Study
from kwalicode.workflows.deidentify import released_now, sign_off
from kwalicode.workflows.leak_scan import reopen_leaky
from kwalicode.workflows.lists import MAX_LENGTH, read_names
from kwalicode.workflows.naming import give_aliases


def study_names(key: Key) -> list[ListedName]:
    """List what stands on the study's lists."""
    with key.read() as db:
        return find_listed(db)


def import_names(
    study: Study, key: Key, content: bytes, *, kind: IdentifierKind | None = None, coder: str
) -> int:
    """Add the names of a file to the study's lists; see `read_names` for its form.

    Signed-off documents in which one of the names stands go into review again.

    Returns:
        The number of new names.

    Raises:
        InputError: A line cannot be read; nothing is added.
    """
    names = read_names(content, kind=kind)
    with key.write(coder, "list") as db:
        n_new = add_listed(db, names)
    reopen_leaky(study, key, coder=coder)
    return n_new


def save_names(study: Study, key: Key, names: Iterable[ListedName], *, coder: str) -> None:
    """Make the study's lists hold exactly these names; see `import_names` for what follows.

    Raises:
        InputError: A name is empty or too long.
        ConflictError: Two names are the same.
    """
    wanted = list(names)
    if any(not 0 < len(name.text.strip()) <= MAX_LENGTH for name in wanted):
        raise InputError(
            "A name in the list needs 1 to {most} characters; complete or remove it.",
            most=MAX_LENGTH,
        )
    with key.write(coder, "list") as db:
        replace_listed(db, wanted)
    reopen_leaky(study, key, coder=coder)


def current_settings(key: Key) -> DeidSettings:
    """Read how the study de-identifies."""
    with key.read() as db:
        return get_settings(db)


def change_settings(key: Key, settings: DeidSettings, *, coder: str) -> None:
    """Store how the study de-identifies.

    Raises:
        InputError: A kind cannot be replaced in the style chosen for it, or an engine that was
            named is not on this computer.
    """
    for kind, style in settings.styles.items():
        if style not in deid.STYLES_OF[kind]:
            raise InputError(
                "This kind cannot be replaced by '{style}'; choose another way.", style=style
            )
    deid.check_engines(settings.engines)
    with key.write(coder, "settings", undoable=False) as db:
        save_settings(db, settings)
        # So that `outdated` sees which texts would show them.
        give_aliases(db, settings)


def outdated(study: Study, key: Key) -> list[str]:
    """List the signed-off documents whose text would be another one by the rules of now.

    Returns:
        Their ids. Documents that are in review again are left out: they get the new text anyway.
    """
    with study.read() as db:
        signed_off = versions_signed_off(db)
    with key.read() as db:
        done = [
            source.source_id
            for source in sources.find_sources(db)
            if signed_off.get(source.source_id) == source.review_number
        ]
        return [
            source_id
            for source_id in done
            if released_now(db, source_id)
            != sources.get_release(db, source_id, signed_off[source_id])
        ]


def renew(
    study: Study,
    key: Key,
    source_ids: Sequence[str],
    *,
    coder: str,
    progress: Callable[[float], object] = lambda _share: None,
) -> int:
    """Sign documents off once more, so that their text follows the rules of now.

    Args:
        study: The open study.
        key: Its open key file.
        source_ids: As `outdated` gives them.
        coder: Who signs off.
        progress: Told the share that is done, 0 to 1.

    Returns:
        How many are in the study in their new form; where two have to sign off, none until the
        second one did.
    """
    n_done = 0
    for place, source_id in enumerate(source_ids):
        with key.write(coder, "sign off again", undoable=False) as db:
            sources.reopen_review(db, source_id)
        done = sign_off(study, key, source_id, coder=coder, look_elsewhere=False)
        n_done += done is not None
        progress((place + 1) / len(source_ids))
    reopen_leaky(study, key, coder=coder)
    return n_done
