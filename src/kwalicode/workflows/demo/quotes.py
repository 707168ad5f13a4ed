"""The register of quotes of the demo study: adapted, and shown to participants (W44).

The content is data: `told` is `sample_data/demo/quotes.yaml`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import uuid4

from kwalicode.model import Language, Source
from kwalicode.model.quote_sheets import SheetAnswer
from kwalicode.model.quotes import BETWEEN_SEGMENTS, QuoteChange, QuoteSegment, RegisteredQuote
from kwalicode.store.documents import document_text
from kwalicode.store.exports import LabelRules, set_label_rules
from kwalicode.store.key import Key
from kwalicode.store.quote_register import add_quote, set_forbidden
from kwalicode.store.sources import get_release, get_source
from kwalicode.store.study import Study
from kwalicode.store.voices import Voices
from kwalicode.text import OffsetMap
from kwalicode.workflows.demo.passes import Ids
from kwalicode.workflows.quotes.register import adapt
from kwalicode.workflows.quotes.sheet_answers import store_answers
from kwalicode.workflows.quotes.sheets import Sending, remind, send_sheets
from kwalicode.workflows.retention import present_day


class _Text(NamedTuple):
    """A document as it came in, with its release, and as it was signed off."""

    source: Source
    moved: OffsetMap
    text: str


class _Passage(NamedTuple):
    """A passage of a quote; changes are counted from its beginning."""

    segment: QuoteSegment
    changes: Sequence[QuoteChange]
    later: Sequence[QuoteChange]
    language: Language


def add_quotes(study: Study, key: Key, told: Any, ids: Ids, *, coder: str) -> None:
    """Fill the register of quotes, and show some to their participants.

    Args:
        study: The study with its codings and participants.
        key: Its key file.
        told: What the demo holds.
        ids: Of the documents.
        coder: Who does it.
    """
    texts = _texts(study, key, told, ids)
    made = [
        (row, [_passage(texts[piece["in"]], piece) for piece in row["pieces"]])
        for row in told["quotes"]
    ]
    with study.write(coder, "demo quotes", undoable=False) as db:
        set_label_rules(db, LabelRules(k=told["k"]))
        set_forbidden(db, told["forbidden"])
        voices = Voices(db)
        quotes = [_quote(row, passages, voices) for row, passages in made]
        for quote in quotes:
            add_quote(db, quote, coder=coder)
    speakers = {one.document_id: _speaker(voices, one) for q in quotes for one in q.segments}
    for sheet in told["sheets"]:
        who = speakers[ids["document", sheet["in"]]]
        _ask(study, key, who, {"answer_to": told["answer_to"], **sheet}, coder=coder)
    for quote, (_row, passages) in zip(quotes, made, strict=True):
        for change in (change for one in passages for change in one.later):
            adapt(study, quote.quote_id, change, coder=coder)


def _texts(study: Study, key: Key, told: Any, ids: Ids) -> dict[str, _Text]:
    """Read every document that a quote stands in."""
    names = {piece["in"] for row in told["quotes"] for piece in row["pieces"]}
    with study.read() as db:
        texts = {name: document_text(db, ids["document", name]) for name in names}
    found = {}
    with key.read() as db:
        for name, text in texts.items():
            source = get_source(db, ids["document", name])
            moved = OffsetMap(get_release(db, source.source_id, source.review_number))
            found[name] = _Text(source, moved, text)
    return found


def _passage(known: _Text, piece: Mapping[str, Any]) -> _Passage:
    start = known.source.text.index(piece["words"])
    span = known.moved.forward(start, start + len(piece["words"]))
    segment = QuoteSegment(known.source.source_id, *span, known.text[slice(*span)])

    def changed(rows: Sequence[Mapping[str, Any]]) -> Iterator[QuoteChange]:
        for row in rows:
            begins = start + piece["words"].index(row["words"])
            place = known.moved.forward(begins, begins + len(row["words"]))
            own = (place[0] - span[0], place[1] - span[0])
            yield QuoteChange(*own, row["text"], row["kind"], row.get("reason", ""))

    return _Passage(
        segment,
        tuple(changed(piece.get("changes", ()))),
        tuple(changed(piece.get("later", ()))),
        known.source.language,
    )


def _quote(row: Mapping[str, Any], passages: Sequence[_Passage], voices: Voices) -> RegisteredQuote:
    """Put a quote together; changes of a later passage come after all words before it."""
    changes: list[QuoteChange] = []
    before = 0
    for one in passages:
        changes += [replace(c, start=c.start + before, end=c.end + before) for c in one.changes]
        before += len(one.segment.text) + len(BETWEEN_SEGMENTS)
    style = row.get("style", "running")
    if "paraphrase" in row:
        style = "paraphrase"
        whole = before - len(BETWEEN_SEGMENTS)
        changes = [QuoteChange(0, whole, row["paraphrase"], "paraphrase")]
    first = passages[0]
    quote = RegisteredQuote(
        str(uuid4()),
        tuple(one.segment for one in passages),
        tuple(changes),
        "",
        style,
        row["state"],
        row.get("used_in", ""),
        first.language,
    )
    label = voices.role_labels[_speaker(voices, first.segment)]
    return replace(quote, role_label=row.get("label", label))


def _speaker(voices: Voices, segment: QuoteSegment) -> str:
    return voices.speakers(segment.document_id, segment.start, segment.end)[0]


def _ask(study: Study, key: Key, who: str, told: Mapping[str, Any], *, coder: str) -> None:
    """Send a participant a sheet some days ago, and note what came of it."""
    sent, due = _ago(told["sent"]), _ago(told["due"])
    (code,) = send_sheets(study, key, [who], Sending(told["answer_to"], sent, due), coder=coder)
    for days in told.get("reminded", ()):
        remind(study, [code], _ago(days), coder=coder)
    answers = [SheetAnswer(number, *said) for number, said in told.get("answers", {}).items()]
    if answers:
        day = _ago(told["answered"])
        store_answers(study, key, {code: answers}, on_date=day, coder=coder)


def _ago(days: int) -> date:
    return present_day() - timedelta(days=days)
