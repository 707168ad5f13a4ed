"""An export of quotes: which stand under which heading, with what counts, ready to be written."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kwalicode.model import Language
from kwalicode.report.quotes.file import Look, Part, PrintedQuote, QuoteFile
from kwalicode.report.quotes.words import Counted, Scale
from kwalicode.store.exports import get_label_rules
from kwalicode.store.quantity_limits import Limits, find_limits
from kwalicode.store.standing_texts import find_standing_texts
from kwalicode.store.study import Study
from kwalicode.workflows.quotes.export_material import Going, find_material
from kwalicode.workflows.quotes.headings import Heading, Wanted, find_headings
from kwalicode.workflows.quotes.labels import counts_shown
from kwalicode.workflows.quotes.labels_groups import GroupedQuote, QuoteGroup
from kwalicode.workflows.theme_reach import quantity


class Export(NamedTuple):
    """Quotes under their headings, ready to be scanned and written.

    Attributes:
        n_all: How many quotes may go out under what was asked for.
        n_approved: How many of them a participant approved.
        n_left_out: How many more of the register may not; see `Material`.
        told: How many participants speak under each heading; None where that is withheld.
        pseudonyms: Of participants, by case id.
        standing: What the team wrote in the place of the usual standing text, by language.
    """

    wanted: Wanted
    headings: tuple[Heading, ...]
    n_all: int
    n_approved: int
    n_left_out: int
    told: Mapping[QuoteGroup, int | None]
    scale: Scale
    pseudonyms: Mapping[str, str]
    standing: Mapping[Language, str]

    @property
    def quotes(self) -> list[Going]:
        """Each quote once."""
        return _once(one for heading in self.headings for one in heading.quotes)

    def printed(self) -> list[GroupedQuote]:
        """Give each quote as it stands under each of its headings."""
        return [one for heading in self.headings for one in heading.printed()]


def collect_export(study: Study, wanted: Wanted, *, coder: str | None = None) -> Export:
    """Gather what may go out under the headings that were asked for.

    Raises:
        NotFoundError: There is no theme, category or code of that name.
    """
    with study.read() as db:
        material = find_material(db, coder=coder)
        headings = find_headings(db, material, wanted.grouping, wanted.only)
        limits, least = find_limits(db), get_label_rules(db).k
        standing = find_standing_texts(db)
    every = _once(one for heading in headings for one in heading.quotes)
    n_approved = sum(one.state == "approved" for one in every)
    if wanted.is_approved:
        headings = [_approved(one) for one in headings]
    shown = tuple(one for one in headings if one.quotes or one.has_evidence)
    pseudonyms = material.voices.pseudonyms
    scale = Scale(len(pseudonyms), least, limits.few, limits.nearly_all)
    printed = [one for heading in shown for one in heading.printed()]
    told = counts_shown(study, printed)
    numbers = (len(every), n_approved, material.n_left_out)
    return Export(wanted, shown, *numbers, told, scale, pseudonyms, standing)


def _once(quotes: Iterable[Going]) -> list[Going]:
    return list({one.order: one for one in quotes}.values())


def _approved(heading: Heading) -> Heading:
    kept = tuple(one for one in heading.quotes if one.state == "approved")
    return heading._replace(quotes=kept)


def file_of(export: Export, look: Look) -> QuoteFile:
    """Put an export in the form that every format is written from."""
    parts, before = [], ""
    for heading in export.headings:
        counted = [_counted(export, look, heading.groups[-1], heading.quotes)]
        has_own = heading.groups[-1][0] == "code" and bool(heading.path[1])
        if has_own and heading.path[0] != before:
            inside = _under(export.headings, heading.path[0])
            counted.insert(0, _counted(export, look, heading.groups[-2], inside))
        before = heading.path[0] if has_own else "\0"
        quotes = tuple(_printed(one, export, look) for one in heading.quotes)
        told = (heading.claim, heading.is_against, heading.has_evidence)
        parts.append(Part(heading.path, tuple(counted), quotes, *told))
    whole = export.headings[0].groups[0] if export.headings else ("all",)
    everyone = _counted(export, look, whole, export.quotes)
    own = export.standing.get(look.language, "")
    return QuoteFile(export.wanted.grouping, tuple(parts), everyone, export.scale, look, own)


def _under(headings: Sequence[Heading], name: str) -> list[Going]:
    """Give the quotes under all codes of a category, each once."""
    own = (one for one in headings if one.path[0] == name and one.path[1])
    return _once(quote for one in own for quote in one.quotes)


def _counted(export: Export, look: Look, group: QuoteGroup, quotes: Sequence[Going]) -> Counted:
    scale = export.scale
    n = len({who for one in quotes for who in one.speakers})
    # What has no name is no group that an earlier export could be compared by.
    is_told = look.is_inside or (bool(group[-1]) and export.told.get(group) is not None)
    if not is_told:
        return Counted(len(quotes), None, is_small=0 < n < scale.least)
    limits = Limits(scale.few, scale.nearly_all)
    return Counted(len(quotes), n, quantity(n, scale.n_participants, limits))


def _printed(one: Going, export: Export, look: Look) -> PrintedQuote:
    style = one.registered.style if one.registered else "running"
    quote = one.quote
    inside = ("", "", "")
    if look.is_inside:
        who = ", ".join(export.pseudonyms[case_id] for case_id in one.speakers)
        inside = (who, quote.document, quote.comment)
    return PrintedQuote(quote.text, quote.role_label, style, one.order, quote.language, *inside)
