"""Repeats: documents that stand in others, which make codes look frequent and saturation early."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from kwalicode.formats.mail import EARLIER
from kwalicode.formats.repeats import Repeat, find_repeats
from kwalicode.model import Barred, Turn
from kwalicode.store import barred, repeats
from kwalicode.store.documents import document_text, versions_signed_off
from kwalicode.store.files import Database
from kwalicode.store.key import Key
from kwalicode.store.repeats import Decision
from kwalicode.store.sources import find_sources
from kwalicode.store.study import Study


class ShownRepeat(NamedTuple):
    """A document that repeats another one, by title.

    Attributes:
        share: How much of it stands in the other, 0 to 1.
        decision: Empty while nobody decided.
    """

    repeat_id: int
    title: str
    other_title: str
    share: float
    decision: Decision


def own_words(text: str, turns: Sequence[Turn]) -> str:
    """Give a text without the earlier mails it quotes."""
    return "\n".join(text[turn.start : turn.end] for turn in turns if turn.part != EARLIER)


def refind_repeats(db: Database, source_ids: Collection[str]) -> list[Repeat]:
    """Find which documents of a key file some of them repeat, or are repeated by."""
    texts = {
        source.source_id: own_words(source.text, source.turns)
        for source in find_sources(db)
        if source.kind == "document"
    }
    return find_repeats(texts, set(source_ids))


def look_for_repeats(key: Key, *, coder: str) -> int:
    """Look through all documents of a key file for repeats, and list those that are new.

    Returns:
        How many pairs wait for a decision.
    """
    with key.write(coder, "look for repeats", undoable=False) as db:
        everything = [source.source_id for source in find_sources(db)]
        found = refind_repeats(db, everything)
        repeats.add_repeats(db, [(*pair, "") for pair in found])
        return sum(not pair.decision for pair in repeats.find_repeats(db))


def list_repeats(key: Key) -> list[ShownRepeat]:
    """List the repeats that were found, undecided ones first."""
    with key.read() as db:
        titles = {source.source_id: source.title for source in find_sources(db)}
        pairs = repeats.find_repeats(db)
    return [
        ShownRepeat(
            pair.repeat_id,
            titles[pair.source_id],
            titles[pair.other_id],
            pair.share,
            pair.decision,
        )
        for pair in pairs
    ]


def decide_repeat(
    study: Study, key: Key, repeat_id: int, decision: Decision, *, coder: str
) -> None:
    """Leave a document that repeats another one out of analysis, or keep both.

    What was coded in it is left out too, and comes back when both are kept. A document that is
    not signed off yet is barred by its sign-off.

    Raises:
        NotFoundError: The pair is not there any more.
    """
    with key.write(coder, "repeat", undoable=False) as db:
        source_id = repeats.decide_repeat(db, repeat_id, decision)
        is_barred = repeats.is_repeat(db, source_id)
    with study.write(coder, "repeat", undoable=False) as db:
        if source_id in versions_signed_off(db):
            bar_repeat(db, source_id, is_barred=is_barred, coder=coder)


def bar_repeat(db: Database, document_id: str, *, is_barred: bool, coder: str) -> None:
    """Bar the whole of a document as a repeat, or lift that; inside a write on the study file."""
    barred.lift_all(db, [document_id], reason="repeat")
    if is_barred:
        text = document_text(db, document_id)
        whole = Barred("", document_id, 0, len(text), text, "analysis", "repeat")
        barred.add_barred(db, whole, coder=coder)
