"""The methods section on de-identification, member check, quotes, consent, retention and tools."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from kwalicode.model import IdentifierKind, Language, ReplacementStyle
from kwalicode.model.quotes import QuoteState, QuoteStyle
from kwalicode.report.methods import care_words as words
from kwalicode.report.methods.say import Part, Teller
from kwalicode.report.privacy import KIND_WORDS


class Masked(NamedTuple):
    """What was de-identified; places, never persons.

    Attributes:
        n_signed_off: Of `n_sources`.
        n_approvers: Who signed off.
        n_after_scan: Places that the leak scan found later, and that were masked then.
        kinds: Places that were masked, by kind.
        left: How many are probably left, and the upper end; None where that is unknown.
    """

    n_sources: int
    n_signed_off: int
    n_approvers: int
    needs_two: bool
    n_found: int
    n_added: int
    n_masked: int
    n_refused: int
    n_open: int
    n_after_scan: int
    kinds: Mapping[IdentifierKind, int]
    styles: Mapping[IdentifierKind, ReplacementStyle]
    left: tuple[float, float] | None
    engines: tuple[str, ...]
    is_learned: bool


class Checked(NamedTuple):
    """What participants did with the reports of their interviews (W41).

    Attributes:
        n_objected: Passages that they kept out, of analysis or of quotes.
        n_corrected: Texts that were corrected.
    """

    n_reports: int
    n_answered: int
    n_objected: int
    n_corrected: int


class Quoted(NamedTuple):
    """The register of quotes.

    Attributes:
        fewest: Participants who could bear the rarest role label; None without labels.
        k: How many should, by the rule of the study (W60); of fewer persons nothing is told apart.
        n_sheets: Sheets of quotes that went to participants, without those that were replaced.
        answers: Quotes on these sheets by answer, '' for none; one on two sheets counts twice.
    """

    states: Mapping[QuoteState, int]
    styles: Mapping[QuoteStyle, int]
    n_changed: int
    fewest: int | None
    k: int = 7
    n_sheets: int = 0
    answers: Mapping[str, int] = {}


class Consented(NamedTuple):
    """What participants agreed to.

    Attributes:
        n_consented: Whose consent covers analysis, of `n_asked`.
        n_quotable: Whose consent covers quotes too.
        n_forms: How many versions of the form there were.
        is_required: Whether nothing is signed off without consent.
    """

    n_asked: int
    n_consented: int
    n_quotable: int
    n_forms: int
    is_required: bool


class Kept(NamedTuple):
    """How long a class of data is kept; see `store.retention.Term`."""

    data: str
    event: str
    n_months: int
    due: date | None
    destroyed: date | None


class Ethics(NamedTuple):
    """What participants agreed to, and how long their data are kept.

    Attributes:
        consent: None where the key file is closed.
        n_withdrawn: Participants who withdrew.
        kept: Empty where nobody chose it.
    """

    consent: Consented | None
    n_withdrawn: int
    kept: tuple[Kept, ...]


def care_parts(
    masked: Masked | None,
    checked: Checked | None,
    quoted: Quoted,
    ethics: Ethics,
    version: str,
    language: Language,
) -> Iterator[Part]:
    """Write these parts; what needs the key file is None where that is closed."""
    yield _masking(masked, language)
    yield _check(checked, language)
    yield _quotes(quoted, language)
    yield _ethics(ethics, quoted.k, language)
    yield _tools(version, masked, language)


def _masking(masked: Masked | None, language: Language) -> Part:
    teller = Teller("masking", words.MASKED, language)
    if masked is None or not masked.n_signed_off:
        teller.ask("ask_none")
        return teller.part()
    teller.tell("done", masked.n_signed_off, all=teller.number(masked.n_sources))
    counts = {"found": masked.n_found, "added": masked.n_added, "masked": masked.n_masked}
    counts |= {"refused": masked.n_refused, "open": masked.n_open}
    teller.tell("found", **{name: teller.number(n) for name, n in counts.items()})
    if masked.n_approvers:
        teller.tell("approvers", masked.n_approvers)
    if masked.needs_two:
        teller.tell("two")
    if masked.left:
        rest, high = (teller.number(value, value < 10) for value in masked.left)
        teller.tell("left", rest=rest, high=high)
    if masked.n_after_scan:
        teller.tell("after_scan", masked.n_after_scan)
    teller.tell("scans")
    rows = [
        (
            KIND_WORDS[kind][language == "en"],
            teller.number(n),
            teller.word(masked.styles.get(kind, "code")),
        )
        for kind, n in masked.kinds.items()
    ]
    teller.show("heads", rows, (550, 450, 600))
    teller.ask("ask")
    return teller.part()


def _check(checked: Checked | None, language: Language) -> Part:
    teller = Teller("check", words.CHECKED, language)
    if checked is None or not checked.n_reports:
        teller.ask("ask")
        return teller.part()
    teller.tell("sent", checked.n_reports)
    if checked.n_answered == checked.n_reports:
        teller.tell("all_answered", checked.n_reports)
    elif checked.n_answered:
        teller.tell("answered", checked.n_answered)
    else:
        teller.tell("none_answered")
    if checked.n_objected:
        teller.tell("objected", checked.n_objected)
    if checked.n_corrected:
        teller.tell("corrected", checked.n_corrected)
    teller.ask("ask_findings")
    return teller.part()


def _quotes(quoted: Quoted, language: Language) -> Part:
    teller = Teller("quotes", words.QUOTED, language)
    if not quoted.states:
        teller.ask("ask_none")
        return teller.part()
    states = [teller.word(state, n) for state, n in quoted.states.items()]
    teller.tell("quotes", sum(quoted.states.values()), states=teller.listed(states))
    for style in ("composite", "paraphrase"):
        if quoted.styles.get(style):
            teller.tell(style, quoted.styles[style])
    if quoted.n_changed:
        teller.tell("reworded", quoted.n_changed)
    if quoted.n_sheets:
        teller.tell("sheets", quoted.n_sheets)
        answers = [teller.word(f"answer_{key}", n) for key, n in quoted.answers.items()]
        teller.tell("answers", sum(quoted.answers.values()), list=teller.listed(answers))
    if quoted.fewest is not None and quoted.fewest >= quoted.k:
        teller.tell("labels", quoted.k)
    elif quoted.fewest is not None:
        teller.ask("ask_labels", few=quoted.k)
    teller.ask("ask")
    return teller.part()


def _ethics(ethics: Ethics, k: int, language: Language) -> Part:
    teller = Teller("ethics", words.ETHICS, language)
    if ethics.consent and ethics.consent.n_consented:
        _tell_consent(ethics.consent, teller, k)
    else:
        teller.ask("ask_consent")
    if not ethics.n_withdrawn:
        teller.tell("withdrawn_none")
    elif ethics.n_withdrawn < k:
        teller.tell("withdrawn_few", few=k)
    else:
        teller.tell("withdrawn", ethics.n_withdrawn)
    if ethics.kept:
        teller.tell("kept")
        teller.show("heads", [_kept_row(one, teller) for one in ethics.kept], (550, 600, 450))
    else:
        teller.ask("ask_kept")
    teller.ask("ask")
    return teller.part()


def _tell_consent(consent: Consented, teller: Teller, k: int) -> None:
    _tell_share(teller, "consented", (consent.n_consented, consent.n_asked), k)
    _tell_share(teller, "quotable", (consent.n_quotable, consent.n_consented), k)
    teller.tell("forms", consent.n_forms)
    if consent.is_required:
        teller.tell("required")


def _tell_share(teller: Teller, key: str, share: tuple[int, int], k: int) -> None:
    """Say how many of all; where few are left over or few did, no number tells of them."""
    n, total = share
    if n == total:
        teller.tell(f"all_{key}", n)
    elif min(n, total - n) < k:
        teller.tell(f"most_{key}", all=teller.number(total), few=k)
    else:
        teller.tell(key, n, all=teller.number(total))


def _kept_row(one: Kept, teller: Teller) -> tuple[str, str, str]:
    if one.destroyed:
        until = teller.word("destroyed", day=teller.day(one.destroyed))
    else:
        until = teller.day(one.due) if one.due else teller.word("not_yet")
    return teller.word(one.data), teller.word(one.event, one.n_months), until


def _tools(version: str, masked: Masked | None, language: Language) -> Part:
    teller = Teller("tools", words.TOOLS, language)
    teller.tell("version", version=version)
    if masked and masked.engines:
        teller.tell("engines", names=teller.listed(masked.engines))
    if masked and masked.is_learned:
        teller.tell("learned")
    teller.ask("ask")
    return teller.part()
