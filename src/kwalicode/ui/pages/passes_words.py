"""Words for passes, and for what became of the codebook between two moments."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from kwalicode.model import Pass, PassKind
from kwalicode.store.passes import Made
from kwalicode.ui.components.board_labels import relation_words
from kwalicode.ui.language import N_, _, day, number
from kwalicode.ui.parts import plain
from kwalicode.workflows.differences import Development, short

MOST = 12
"""How many names a line gives before it only counts."""


def kind_title(kind: PassKind) -> str:
    """Name a kind of pass."""
    return {
        "open": _("Open pass"),
        "axial": _("Axial pass"),
        "thematic": _("Thematic pass"),
    }[kind]


def pass_title(one: Pass) -> str:
    """Give the name of a pass; the first one of a study has none of its own yet."""
    return kind_title(one.kind) if one.name == one.kind else one.name


def day_of(moment: str) -> str:
    """Write the day of a moment of the store on this computer's calendar."""
    return day(datetime.fromisoformat(moment).astimezone())


def made_lines(made: Made) -> list[str]:
    """Say what came of a pass, a line for each kind of thing."""
    lines = []
    if made.n_codings:
        where = N_("in {n} document", "in {n} documents", made.n_documents)
        coders = plain(and_list(made.coders))
        codings = N_("{n} coding", "{n} codings", made.n_codings)
        lines.append(
            _("{codings} {where}, by {coders}", codings=codings, where=where, coders=coders)
        )
    n_links, n_filed = made.n_links, made.n_filed
    counted = {
        N_("{n} code made", "{n} codes made", made.n_codes): made.n_codes,
        N_("{n} category made", "{n} categories made", made.n_categories): made.n_categories,
        N_("{n} code put in a category", "{n} codes put in categories", n_filed): n_filed,
        N_("{n} relation drawn", "{n} relations drawn", made.n_relations): made.n_relations,
        N_("{n} theme", "{n} themes", made.n_themes): made.n_themes,
        N_("{n} link from a theme", "{n} links from themes", n_links): n_links,
    }
    return lines + [line for line, n in counted.items() if n]


def and_list(names: Sequence[str]) -> str:
    """Write names as in a sentence: 'Ana, Bo and Cas'."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])


def development_sections(found: Sequence[Development]) -> list[tuple[str, list[str]]]:
    """Put what became of the codebook into lines of Markdown, under a heading for each part."""
    headings = {
        "code": _("Codes"),
        "category": _("Categories"),
        "theme": _("Themes"),
        "relation": _("Relations"),
        "coding": _("Codings"),
    }
    sections = []
    for part, heading in headings.items():
        lines = _lines([one for one in found if one.part == part])
        if lines:
            sections.append((heading, lines))
    return sections


def _lines(found: Sequence[Development]) -> list[str]:
    """Say it in lines: what needs no more than a name shares one."""
    by_kind: dict[str, list[Development]] = {}
    for one in sorted(found, key=lambda one: (one.name.casefold(), one.new)):
        by_kind.setdefault(one.kind, []).append(one)
    if found and found[0].part == "coding":
        return [_codings(one) for one in found]
    lines = []
    for kind, label in _together().items():
        alike = by_kind.pop(kind, [])
        if alike:
            lines.append(f"**{label} ({number(len(alike))}):** {_names(alike)}")
    for alike in by_kind.values():
        lines += [_SAY[one.kind](one) for one in alike[:MOST]]
        lines += [_more(alike)] if len(alike) > MOST else []
    return lines


def _together() -> Mapping[str, str]:
    return {
        "new": _("New"),
        "deleted": _("Deleted"),
        "retired": _("Retired"),
        "restored": _("Back in use"),
    }


def _names(alike: Sequence[Development]) -> str:
    names = ", ".join(_name(one) for one in alike[:MOST])
    return f"{names}, {_more(alike)}" if len(alike) > MOST else names


def _more(alike: Sequence[Development]) -> str:
    return N_("and {n} more", "and {n} more", len(alike) - MOST)


def _name(one: Development) -> str:
    if one.part == "relation":
        kind = one.new or one.old
        return plain(f"{one.name} ({relation_words().get(kind, kind)})")
    name = plain(short(one.name))
    return f"{name} ({_n_codings(one)})" if one.n else name


def _n_codings(one: Development) -> str:
    return N_("{n} coding", "{n} codings", one.n)


def _codings(one: Development) -> str:
    if one.kind == "new":
        return N_("{n} coding made", "{n} codings made", one.n)
    return N_("{n} coding removed or joined", "{n} codings removed or joined", one.n)


def _strong(path: str) -> str:
    return f"**{plain(short(path))}**"


def _merged(one: Development) -> str:
    names = {"name": _strong(one.name), "other": _strong(one.new)}
    if not one.n:
        return _("{name} merged into {other}", **names)
    return _("{name} merged into {other}, {codings} moved", **names, codings=_n_codings(one))


def _split(one: Development) -> str:
    names = {"name": _strong(one.name), "other": _strong(one.old)}
    return _("{name} split off from {other}, {codings} moved", **names, codings=_n_codings(one))


def _recoded(one: Development) -> str:
    names = {"name": _strong(one.name), "other": _strong(one.old)}
    return _("{codings} moved from {other} to {name}", **names, codings=_n_codings(one))


def _renamed(one: Development) -> str:
    return _("{old} renamed to {name}", old=_strong(one.old), name=_strong(one.name))


def _moved(one: Development) -> str:
    name, old, new = _strong(one.name), _strong(one.old), _strong(one.new)
    if not one.old:
        return _("{name} put in {new}", name=name, new=new)
    if not one.new:
        return _("{name} taken out of {old}", name=name, old=old)
    return _("{name} moved from {old} to {new}", name=name, old=old, new=new)


def _linked(one: Development) -> str:
    names = {"name": _strong(one.name), "new": _strong(one.new)}
    if one.part == "theme":
        return _("{name} now rests on {new}", **names)
    return _("{name} now also stands under {new}", **names)


def _unlinked(one: Development) -> str:
    names = {"name": _strong(one.name), "old": _strong(one.old)}
    if one.part == "theme":
        return _("{name} no longer rests on {old}", **names)
    return _("{name} no longer stands under {old}", **names)


def _edited(one: Development) -> str:
    words = field_words()
    fields = and_list([words[field] for field in one.fields])
    name = f"**{plain(one.name)}**" if one.part == "relation" else _strong(one.name)
    return _("{name}: {fields} changed", name=name, fields=fields)


_SAY: Mapping[str, Callable[[Development], str]] = {
    "merged": _merged,
    "split": _split,
    "recoded": _recoded,
    "renamed": _renamed,
    "moved": _moved,
    "linked": _linked,
    "unlinked": _unlinked,
    "edited": _edited,
}


def field_words() -> Mapping[str, str]:
    """Name the fields of codes, categories, themes and relations, inside a sentence."""
    return {
        "description": _("description"),
        "include_when": _("when to use it"),
        "exclude_when": _("when not to use it"),
        "example": _("example"),
        "origin": _("origin"),
        "literature": _("literature"),
        "valence": _("direction"),
        "claim": _("claim"),
        "concept": _("central concept"),
        "scope": _("scope"),
        "recommendations": _("recommendations"),
        "type": _("type"),
        "strength": _("evidence"),
        "note": _("note"),
        "supports": _("segments that support it"),
        "contradicts": _("segments that contradict it"),
    }
