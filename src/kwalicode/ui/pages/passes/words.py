"""Words for passes, and for what became of the codebook between two moments."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

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


class Alike(NamedTuple):
    """What one line says: more than one thing only where they can share a sentence.

    Attributes:
        most: How many of them it names before it only counts.
    """

    found: Sequence[Development]
    most: int

    @property
    def first(self) -> Development:
        """Give the one that stands for all in what they share."""
        return self.found[0]


def development_sections(
    found: Sequence[Development], *, most: int = MOST
) -> list[tuple[str, list[str]]]:
    """Put what became of the codebook into lines of Markdown, under a heading for each part.

    Args:
        found: See `developments`.
        most: How many of a kind are named before they are only counted.
    """
    headings = {
        "code": _("Codes"),
        "category": _("Categories"),
        "theme": _("Themes"),
        "relation": _("Relations"),
        "coding": _("Codings"),
    }
    sections = []
    for part, heading in headings.items():
        lines = _lines([one for one in found if one.part == part], most)
        if lines:
            sections.append((heading, lines))
    return sections


def _lines(found: Sequence[Development], most: int) -> list[str]:
    """Say it in lines: what needs no more than a name shares one."""
    if found and found[0].part == "coding":
        return [_codings(one) for one in found]
    by_kind: dict[str, list[Development]] = {}
    for one in sorted(found, key=lambda one: (short(one.name).casefold(), one.new)):
        by_kind.setdefault(one.kind, []).append(one)
    lines = []
    for kind, label in _together().items():
        alike = by_kind.pop(kind, [])
        if alike:
            lines.append(f"**{label} ({number(len(alike))}):** {_names(Alike(alike, most))}")
    for alike in by_kind.values():
        groups = _grouped(alike, most)
        lines += [_SAY[group.first.kind](group) for group in groups[:most]]
        lines += [_more(len(groups) - most)] if len(groups) > most else []
    return lines


def _grouped(found: Sequence[Development], most: int) -> list[Alike]:
    """Put together what goes to the same place, so that a sentence can name all of it."""
    groups: dict[object, list[Development]] = {}
    for one in found:
        is_many = one.kind in {"merged", "moved"}
        key = (one.old, one.new) if is_many else len(groups)
        groups.setdefault(key, []).append(one)
    return [Alike(group, most) for group in groups.values()]


def _together() -> Mapping[str, str]:
    return {
        "new": _("New"),
        "deleted": _("Deleted"),
        "retired": _("Retired"),
        "restored": _("Back in use"),
    }


def _names(alike: Alike) -> str:
    names = ", ".join(_name(one) for one in alike.found[: alike.most])
    left = len(alike.found) - alike.most
    return f"{names}, {_more(left)}" if left > 0 else names


def _more(n: int) -> str:
    return N_("and {n} more", "and {n} more", n)


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


def _all(alike: Alike) -> str:
    names = [_strong(one.name) for one in alike.found[: alike.most]]
    left = len(alike.found) - alike.most
    return f"{', '.join(names)} {_more(left)}" if left > 0 else and_list(names)


def _merged(alike: Alike) -> str:
    names = {"name": _all(alike), "other": _strong(alike.first.new)}
    n = sum(one.n for one in alike.found)
    if not n:
        return _("{name} merged into {other}", **names)
    codings = N_("{n} coding", "{n} codings", n)
    return _("{name} merged into {other}, {codings} moved", **names, codings=codings)


def _split(alike: Alike) -> str:
    one = alike.first
    names = {"name": _strong(one.name), "other": _strong(one.old)}
    return _("{name} split off from {other}, {codings} moved", **names, codings=_n_codings(one))


def _recoded(alike: Alike) -> str:
    one = alike.first
    names = {"name": _strong(one.name), "other": _strong(one.old)}
    return _("{codings} moved from {other} to {name}", **names, codings=_n_codings(one))


def _renamed(alike: Alike) -> str:
    return _(
        "{old} renamed to {name}", old=_strong(alike.first.old), name=_strong(alike.first.name)
    )


def _moved(alike: Alike) -> str:
    name, old, new = _all(alike), _strong(alike.first.old), _strong(alike.first.new)
    if not alike.first.old:
        return _("{name} put in {new}", name=name, new=new)
    if not alike.first.new:
        return _("{name} taken out of {old}", name=name, old=old)
    return _("{name} moved from {old} to {new}", name=name, old=old, new=new)


def _linked(alike: Alike) -> str:
    names = {"name": _strong(alike.first.name), "new": _strong(alike.first.new)}
    if alike.first.part == "theme":
        return _("{name} now rests on {new}", **names)
    return _("{name} now also stands under {new}", **names)


def _unlinked(alike: Alike) -> str:
    names = {"name": _strong(alike.first.name), "old": _strong(alike.first.old)}
    if alike.first.part == "theme":
        return _("{name} no longer rests on {old}", **names)
    return _("{name} no longer stands under {old}", **names)


def _edited(alike: Alike) -> str:
    one = alike.first
    words = field_words()
    fields = and_list([words[field] for field in one.fields])
    name = f"**{plain(one.name)}**" if one.part == "relation" else _strong(one.name)
    return _("{name}: {fields} changed", name=name, fields=fields)


_SAY: Mapping[str, Callable[[Alike], str]] = {
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
