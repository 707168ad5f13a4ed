"""Who speaks where: the participants in the turns of the newest version of each document."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable

from kwalicode.store.answers import WHOLLY_BARRED
from kwalicode.store.files import Database

_Turn = tuple[int, int, str]


class Voices:
    """The turns of participants of all documents, read once.

    Args:
        db: The study.
        is_counted: Leave out turns of which nothing may be used, so that who is restricted is in
            no denominator (W34).

    Attributes:
        role_labels: Role label of every participant who speaks, by case id; '' where none.
        pseudonyms: Pseudonym of every participant who speaks, by case id.
    """

    def __init__(self, db: Database, *, is_counted: bool = False) -> None:
        self.role_labels: dict[str, str] = {}
        self.pseudonyms: dict[str, str] = {}
        self._turns: dict[str, list[_Turn]] = {}
        self._ends: dict[str, list[int]] = {}
        self._alone: dict[str, tuple[str]] = {}
        self._known: dict[tuple[str, int, int], tuple[str, ...]] = {}
        for document_id, start, end, case_id, pseudonym, role_label in db.execute(
            _TURNS, [is_counted]
        ):
            self.role_labels[case_id] = role_label
            self.pseudonyms[case_id] = pseudonym
            self._alone.setdefault(case_id, (case_id,))
            self._turns.setdefault(document_id, []).append((start, end, case_id))
            self._ends.setdefault(document_id, []).append(end)

    def speakers(self, document_id: str, start: int, end: int) -> tuple[str, ...]:
        """Give the participants in whose turns a segment lies, who says most of it first.

        An interviewer is no participant; a segment of a question alone has no speaker.
        """
        segment = (document_id, start, end)
        known = self._known.get(segment)
        if known is None:
            known = self._known[segment] = self._look_up(document_id, start, end)
        return known

    def main_speakers(self, segments: Iterable[tuple[str, int, int]]) -> Counter[str]:
        """Count in how many segments each participant says most of it."""
        found = (self._known.get(segment) or self.speakers(*segment) for segment in segments)
        return Counter(who[0] for who in found if who)

    def _look_up(self, document_id: str, start: int, end: int) -> tuple[str, ...]:
        turns = self._turns.get(document_id, ())
        last = first = bisect_right(self._ends.get(document_id, ()), start)
        while last < len(turns) and turns[last][0] < end:
            last += 1
        if last - first == 1:  # most segments; thousands of them share one tuple
            return self._alone[turns[first][2]]
        shares: dict[str, int] = {}
        for turn_start, turn_end, case_id in turns[first:last]:
            said = min(turn_end, end) - max(turn_start, start)
            shares[case_id] = shares.get(case_id, 0) + said
        return tuple(sorted(shares, key=lambda case_id: -shares[case_id]))


_TURNS = f"""
SELECT document_id, start, "end", case_id, pseudonym, role_label FROM turns
JOIN cases ON cases.id = case_id
JOIN (SELECT max(number), id, document_id FROM versions GROUP BY document_id) AS versions
  ON versions.id = version_id
WHERE NOT is_interviewer AND NOT (? AND {WHOLLY_BARRED}) ORDER BY document_id, start"""  # noqa: S608  ours
