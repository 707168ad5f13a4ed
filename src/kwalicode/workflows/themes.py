"""The thematic pass: themes with how far they reach (W04, W08, W87), each act one step."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple
from uuid import uuid4

from kwalicode.model import Category, Code, Pass, Theme
from kwalicode.store import categories, codebook, memos, passes, themes
from kwalicode.store.answers import count_usable_units
from kwalicode.store.files import Database
from kwalicode.store.history import find_changes, revision
from kwalicode.store.prevalence import Reach, codes_of_themes, find_reach, joined
from kwalicode.store.quantity_limits import Limits, find_limits
from kwalicode.store.relations import Node
from kwalicode.store.study import Study
from kwalicode.store.theme_merging import merge_themes, split_theme
from kwalicode.store.themes import Role, nodes_of
from kwalicode.store.voices import Voices


class ListedTheme(NamedTuple):
    """A theme with what it rests on.

    Attributes:
        code_ids: All its codes, also those under its categories; each once.
        reach: Of all these codes together.
        main_share: Share of its segments in which one participant speaks, of who speaks most.
        was_searched: Whether a memo of method on it tells of a search for counter-cases.
    """

    theme: Theme
    code_ids: frozenset[str]
    reach: Reach
    main_share: float
    was_searched: bool


class ThemesState(NamedTuple):
    """What the page Themes shows.

    Attributes:
        themes: In their order, those that were dropped too.
        reach: Of every code that was used, by code id.
        n_documents: Of which anything may be used; each answer of a survey counts as one.
        coding_pass: The thematic pass in which something is made now, if there is one.
        mark: Differs as soon as something was changed.
        limits: From which share of participants a word of quantity is used.
    """

    themes: list[ListedTheme]
    reach: Mapping[str, Reach]
    categories: list[Category]
    codes: list[Code]
    voices: Voices
    n_documents: int
    coding_pass: Pass | None
    mark: tuple[int, ...]
    limits: Limits

    @property
    def n_participants(self) -> int:
        """Tell how many participants say anything that may be used."""
        return len(self.voices.role_labels)


def themes_state(study: Study, *, coder: str, before: ThemesState | None = None) -> ThemesState:
    """Read all themes with how far they reach, as far as a coder may see the codings.

    Args:
        study: The study.
        coder: Who looks; a blind pass hides the work of others.
        before: What the same coder was given earlier; given back where nothing changed since.
    """
    with study.read() as db:
        limits = find_limits(db)
        mark = (revision(db), *db.execute(_VERSIONS).fetchone())
        if before and (before.mark, before.limits) == (mark, limits):
            return before
        # To go through all codings takes longest; most steps on the page leave them alone.
        known = before if before and not _is_coded_anew(db, before.mark, mark) else None
        voices = known.voices if known else Voices(db, is_counted=True)
        reach = known.reach if known else find_reach(db, voices, coder=coder)
        found = memos.find_memos(db, memos.Wanted(kind="method", target_kind="theme"), coder=coder)
        searched = {placed.memo.target_id for placed in found}
        of_kind = [one for one in passes.find_passes(db) if one.kind == "thematic"]
        current = passes.current_pass(db, "thematic")
        return ThemesState(
            _listed(db, reach, voices, searched, known.themes if known else ()),
            reach,
            categories.find_categories(db),
            codebook.find_codes(db),
            voices,
            count_usable_units(db),
            next((one for one in of_kind if one.pass_id == current), None),
            mark,
            limits,
        )


# A sign-off and a withdrawal need not leave a trace in history.
_VERSIONS = "SELECT count(*), coalesce(max(id), 0) FROM versions"


_COUNTED_BY = ("codings", "cases", "passes", "barred", "anchor_checks")


def _is_coded_anew(db: Database, before: tuple[int, ...], now: tuple[int, ...]) -> bool:
    """Tell whether codings, speakers or what may be used of them changed between two marks."""
    if before[1:] != now[1:] or before[0] > now[0]:
        return True
    return bool(find_changes(db, since=before[0], tables=_COUNTED_BY))


def _listed(
    db: Database,
    reach: Mapping[str, Reach],
    voices: Voices,
    searched: Collection[str],
    known: Iterable[ListedTheme],
) -> list[ListedTheme]:
    codes = codes_of_themes(db)
    same = {one.code_ids: one for one in known}
    listed = []
    for theme in themes.find_themes(db):
        code_ids = codes.get(theme.theme_id, frozenset())
        was_searched = theme.theme_id in searched
        if code_ids in same:
            _, _, whole, share, _ = same[code_ids]
        else:
            whole = joined(reach[code_id] for code_id in code_ids if code_id in reach)
            share = _main_share(whole, voices)
        listed.append(ListedTheme(theme, code_ids, whole, share, was_searched))
    return listed


def _main_share(reach: Reach, voices: Voices) -> float:
    counts = voices.main_speakers(reach.segments)
    return max(counts.values(), default=0) / max(1, len(reach.segments))


def has_changed(study: Study, since: tuple[int, ...]) -> bool:
    """Tell whether what the page shows changed after the mark of a state."""
    with study.read() as db:
        if since[1:] != db.execute(_VERSIONS).fetchone():
            return True
        return bool(find_changes(db, since=since[0], tables=_SHOWN))


_SHOWN = (
    *("themes", "theme_categories", "theme_codes", "theme_codings", "memos", "relations"),
    *("codes", "categories", "code_categories", "codings", "cases", "passes"),
)


def stored_theme(study: Study, theme_id: str) -> Theme | None:
    """Read a theme as it is now; None where it is gone."""
    with study.read() as db:
        return next((one for one in themes.find_themes(db) if one.theme_id == theme_id), None)


def make_theme(study: Study, name: str, claim: str = "", *, coder: str) -> str:
    """Make a theme as one step and give its id; see `store.themes.add_theme`."""
    theme = Theme(str(uuid4()), name, claim)
    with study.write(coder, "make_theme") as db:
        themes.add_theme(db, theme)
    return theme.theme_id


def change_theme(study: Study, before: Theme, after: Theme, *, coder: str) -> None:
    """Change texts and links of a theme as one step; only what its writer changed is stored.

    Raises:
        KwalicodeError: As of `store.themes.update_theme` and `link_nodes`.
    """
    old, new = nodes_of(before), nodes_of(after)
    with study.write(coder, "change_theme") as db:
        themes.update_theme(db, before, after)
        themes.unlink_nodes(db, after.theme_id, [node for node in old if node not in new])
        themes.link_nodes(db, after.theme_id, [node for node in new if node not in old])


def merge(study: Study, theme_ids: Iterable[str], target_id: str, *, coder: str) -> None:
    """Merge themes as one step; see `store.theme_merging.merge_themes`."""
    with study.write(coder, "merge_themes") as db:
        merge_themes(db, theme_ids, target_id)


def split(study: Study, theme_id: str, nodes: Collection[Node], name: str, *, coder: str) -> str:
    """Make a theme of a part of another one as one step and give its id.

    Raises:
        KwalicodeError: As of `store.theme_merging.split_theme`.
    """
    new = Theme(str(uuid4()), name)
    with study.write(coder, "split_theme") as db:
        split_theme(db, theme_id, nodes, new)
    return new.theme_id


def drop(study: Study, theme_id: str, *, is_dropped: bool, coder: str) -> None:
    """Give a theme up or bring it back as one step."""
    with study.write(coder, "drop_theme" if is_dropped else "bring_back_theme") as db:
        themes.drop_theme(db, theme_id, is_dropped=is_dropped)


def move(study: Study, theme_id: str, steps: int, *, coder: str) -> None:
    """Let a theme stand some places further down, or up if negative, as one step."""
    with study.write(coder, "order_themes") as db:
        ids = [one.theme_id for one in themes.find_themes(db) if not one.is_dropped]
        if theme_id in ids:
            place = ids.index(theme_id) + steps
            ids.remove(theme_id)
            ids.insert(max(0, place), theme_id)
            themes.order_themes(db, ids)


def mark(study: Study, theme_id: str, coding_id: str, role: Role | None, *, coder: str) -> None:
    """Choose a segment as quote or counter-case, or neither, as one step."""
    with study.write(coder, "mark_theme_segment") as db:
        themes.mark_coding(db, theme_id, coding_id, role)


def note_search(study: Study, theme_id: str, text: str, *, coder: str) -> None:
    """Write down where counter-cases were looked for and not found, as a memo of method (W89).

    Raises:
        KwalicodeError: As of `store.memos.add_memo`.
    """
    with study.write(coder, "add memo") as db:
        themes.get_theme(db, theme_id)
        memos.add_memo(db, str(uuid4()), "method", ("theme", theme_id), text, coder=coder)


class Recommendation(NamedTuple):
    """What follows from a theme (W103); what was not said is ''.

    Attributes:
        term: When, such as 'short'.
        focus: What it is aimed at, such as 'culture'.
    """

    theme: str
    text: str
    term: str
    focus: str


def recommendations(listed: Sequence[Theme]) -> list[Recommendation]:
    """Read the recommendations of themes: one a line, term and focus after a bar each.

    >>> recommendations([Theme("t", "Zwijgen", recommendations="Meldpunt | kort | structuur")])
    [Recommendation(theme='Zwijgen', text='Meldpunt', term='kort', focus='structuur')]
    """
    found = []
    for theme in listed:
        for line in filter(str.strip, theme.recommendations.split("\n")):
            text, term, focus = ([*(part.strip() for part in line.split("|", 2)), "", ""])[:3]
            found.append(Recommendation(theme.name, text, term, focus))
    return found
