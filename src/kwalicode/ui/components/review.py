"""What the reader is told in a review: findings, why each was found, and whom it may mean."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from kwalicode.deid import SERIES_OF, pseudonym_name, pseudonym_text
from kwalicode.model import Finding, IdentifierKind, Language, Reviewed
from kwalicode.store.findings import KEPT, count_same
from kwalicode.store.key import Key
from kwalicode.ui.parts import identifier_words, layer_word, reason_word, recognizer_words
from kwalicode.workflows.findings import layer_of
from kwalicode.workflows.naming import known_pseudonyms
from kwalicode.workflows.review import review_state

Kind = IdentifierKind
# Kinds that belong together share a colour of the palette.
_COLOURS = {
    0: (Kind.PERSON,),
    8: (Kind.NAME_LIKE,),
    2: (Kind.PLACE, Kind.ADDRESS, Kind.POSTCODE),
    4: (Kind.ORGANISATION, Kind.PARTY, Kind.DEPARTMENT, Kind.FUNCTION),
    5: (Kind.DATE, Kind.AGE),
    1: (Kind.PHONE, Kind.EMAIL, Kind.URL, Kind.HANDLE),
    3: (Kind.BSN, Kind.IBAN, Kind.PLATE, Kind.NUMBER),
    7: (Kind.SENSITIVE,),
}


def review_answer(
    key: Key, source_id: str, language: Language, coder: str, since: int | None
) -> Mapping[str, Any]:
    """Tell all findings of a source as they stand now; only the revision where that is known.

    Each mark is `[id, kind, start, end, state, what replaces it, "", [rule, score, reason of the
    link, whether that is sure]]`; `rules` and `links` hold the words of rules and reasons, `same`
    how often the words of a mark were found in the whole study: `[places, documents]`.
    """
    state = review_state(key, source_id, coder=coder)
    common = {"undo": state.can_undo, "redo": state.can_redo, "coder": coder}
    common |= {"revision": state.revision, "changes": [], "counts": {}, "full": None}
    if since == state.revision:
        return common
    counts = Counter(str(finding.kind) for finding in state.findings if finding.state != "refused")
    with key.read() as db:
        same = count_same(db, source_id)
    reasons = {finding.link_reason for finding in state.findings if finding.link_reason}
    full = {
        "marks": [_mark(finding, language) for finding in state.findings],
        "rules": _rules(state.findings),
        "links": {reason: reason_word(reason) for reason in reasons},
        "same": same,
        "codes": _kinds(),
        "categories": [],
        "counts": dict(counts),
        "recent": [str(kind) for kind in list(IdentifierKind)[:9]],
    }
    return common | {
        "full": full,
        "numbered": [str(kind) for kind in SERIES_OF],
        "people": _people(key),
    }


def _mark(finding: Reviewed, language: Language) -> list[Any]:
    note = ""
    if finding.state == "accepted":
        note = pseudonym_text(finding.kind, finding.pseudonym, language, finding.surface, "")
    place = [finding.finding_id, str(finding.kind), finding.start, finding.end]
    why = [_rule(finding), finding.score, finding.link_reason, int(finding.is_link_sure)]
    return [*place, finding.state, note, "", why]


def _rule(finding: Reviewed) -> str:
    """Name a rule in such a way that its words depend on nothing else."""
    return f"{_layer(finding)}: {finding.recognizer}"


def _rules(findings: Iterable[Reviewed]) -> dict[str, list[str]]:
    """Give layer and rule in words, by the names of the rules; no layer where a person found it."""
    words = recognizer_words()
    rules = {_rule(finding): (_layer(finding), finding.recognizer) for finding in findings}
    return {
        rule: [layer and layer_word(layer), words.get(name, name.removeprefix("engine "))]
        for rule, (layer, name) in rules.items()
    }


def _layer(finding: Reviewed) -> str:
    if finding.recognizer in KEPT:
        return ""
    if finding.recognizer.startswith("engine "):
        return "engine"
    span = (finding.start, finding.end)
    return layer_of(Finding(*span, finding.kind, finding.score, finding.recognizer))


def _kinds() -> list[dict[str, Any]]:
    words = identifier_words()
    return [
        {
            "id": str(kind),
            "name": words[kind],
            "category_id": None,
            "colour": colour,
            "description": "",
        }
        for colour, kinds in _COLOURS.items()
        for kind in kinds
    ]


def _people(key: Key) -> list[dict[str, Any]]:
    """What the reviewer can say a finding means: pseudonyms with the names they stand for."""
    kinds = {series: [str(kind)] for kind, series in SERIES_OF.items()}
    kinds |= {
        "respondent": [str(IdentifierKind.PERSON)],
        "interviewer": [str(IdentifierKind.PERSON)],
    }
    return [
        {
            "id": pseudonym.pseudonym_id,
            "label": pseudonym_name(pseudonym),
            "names": ", ".join(sorted(names)[:4]),
            "kinds": kinds[pseudonym.series],
        }
        for pseudonym, names in known_pseudonyms(key)
    ]
