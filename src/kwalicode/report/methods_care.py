"""The methods section on de-identification, member check, quotes, consent, retention and tools."""

from collections.abc import Iterator

from kwalicode.model import Language
from kwalicode.report import methods_care_words as words
from kwalicode.report.methods_facts import (
    FEWEST,
    Agreement,
    Checked,
    Kept,
    Masked,
    Quoted,
    StudyFacts,
)
from kwalicode.report.methods_say import Part, Teller
from kwalicode.report.privacy import KIND_WORDS


def care_parts(facts: StudyFacts, language: Language) -> Iterator[Part]:
    """Write these parts."""
    yield _masking(facts.masked, language)
    yield _check(facts.checked, language)
    yield _quotes(facts.quoted, language)
    yield _ethics(facts, language)
    yield _tools(facts, language)


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


def _ethics(facts: StudyFacts, language: Language) -> Part:
    teller = Teller("ethics", words.ETHICS, language)
    if facts.consent and facts.consent.n_consented:
        _tell_consent(facts.consent, teller)
    else:
        teller.ask("ask_consent")
    if not facts.n_withdrawn:
        teller.tell("withdrawn_none")
    elif facts.n_withdrawn < FEWEST:
        teller.tell("withdrawn_few", few=FEWEST)
    else:
        teller.tell("withdrawn", facts.n_withdrawn)
    if facts.kept:
        teller.tell("kept")
        teller.show("heads", [_kept_row(one, teller) for one in facts.kept], (550, 600, 450))
    else:
        teller.ask("ask_kept")
    teller.ask("ask")
    return teller.part()


def _tell_consent(consent: Agreement, teller: Teller) -> None:
    _tell_share(teller, "consented", consent.n_consented, consent.n_asked)
    _tell_share(teller, "quotable", consent.n_quotable, consent.n_consented)
    teller.tell("forms", consent.n_forms)
    if consent.is_required:
        teller.tell("required")


def _tell_share(teller: Teller, key: str, n: int, total: int) -> None:
    """Say how many of all; where few are left over or few did, no number tells of them."""
    if n == total:
        teller.tell(f"all_{key}", n)
    elif min(n, total - n) < FEWEST:
        teller.tell(f"most_{key}", all=teller.number(total), few=FEWEST)
    else:
        teller.tell(key, n, all=teller.number(total))


def _kept_row(one: Kept, teller: Teller) -> tuple[str, str, str]:
    if one.destroyed:
        until = teller.word("destroyed", day=teller.day(one.destroyed))
    else:
        until = teller.day(one.due) if one.due else teller.word("not_yet")
    return teller.word(one.data), teller.word(one.event, one.n_months), until


def _tools(facts: StudyFacts, language: Language) -> Part:
    teller = Teller("tools", words.TOOLS, language)
    teller.tell("version", version=facts.version)
    if facts.masked and facts.masked.engines:
        teller.tell("engines", names=teller.listed(facts.masked.engines))
    if facts.masked and facts.masked.is_learned:
        teller.tell("learned")
    teller.ask("ask")
    return teller.part()
