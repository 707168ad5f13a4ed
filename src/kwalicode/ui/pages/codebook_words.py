"""The history of a code in words."""

from datetime import datetime

from kwalicode.store.code_history import CodeChange
from kwalicode.ui.components.codebook_labels import field_words, origin_words, valence_words
from kwalicode.ui.language import N_, _, day
from kwalicode.workflows.codebook import CodeDetail


def detail_words(detail: CodeDetail) -> list[str]:
    """Say what became of a code, newest first, one sentence each."""
    return [
        _(
            "{what}, by {coder} on {day}",
            what=_what(change, detail),
            coder=change.coder,
            day=_on(change),
        )
        for change in reversed(detail.history)
    ]


def _on(change: CodeChange) -> str:
    return day(datetime.fromisoformat(change.at).astimezone())


def _what(change: CodeChange, detail: CodeDetail) -> str:
    if change.kind == "merged":
        return N_(
            "“{name}” was merged into it with {n} coding",
            "“{name}” was merged into it with {n} codings",
            change.n_codings,
            name=change.old,
        )
    if change.kind == "edited":
        return _edited(change)
    if change.kind in {"moved", "linked", "unlinked"}:
        return _moved(change, detail)
    words = {
        "created": _("Made as “{new}”", new=change.new),
        "renamed": _("Renamed from “{old}” to “{new}”", old=change.old, new=change.new),
        "retired": _("Retired"),
        "restored": _("Brought back"),
    }
    return words[change.kind]


def _moved(change: CodeChange, detail: CodeDetail) -> str:
    place = detail.names.get(change.new or "", "")
    if change.kind == "linked":
        return _("Stands under “{name}” too", name=place)
    if change.kind == "unlinked":
        return _("Not under “{name}” any more", name=place)
    before = detail.names.get(change.old or "", "")
    if not place:
        return _("Moved out of “{old}”", old=before)
    if not before:
        return _("Moved to “{new}”", new=place)
    return _("Moved from “{old}” to “{new}”", old=before, new=place)


def _edited(change: CodeChange) -> str:
    field = change.new or ""
    words = {"origin": origin_words(), "valence": valence_words()}.get(field)
    name = field_words()[field].lower()
    if words and change.old:
        return _(
            "Changed: {field}, before: {old}", field=name, old=words.get(change.old, change.old)
        )
    return _("Changed: {field}", field=name)
