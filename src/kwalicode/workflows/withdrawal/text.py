"""The raw text of a source without what one person said and without that person's name.

Pure arithmetic: what is cut out or put in the place of names, and where everything else goes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kwalicode.model import Source, Turn
from kwalicode.text import OffsetMap, Replacement, replace_spans

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class NewText:
    """A raw text after edits.

    Attributes:
        edits: Spans of the old raw text and what stands there now; none overlaps another.
        turns: Of the new raw text, without those that were cut.
        release: What replaces spans of the new raw text in the study; empty without a sign-off.
    """

    edits: tuple[Replacement, ...]
    text: str
    turns: tuple[Turn, ...]
    release: tuple[Replacement, ...]

    @property
    def released(self) -> str:
        """The de-identified text that follows."""
        return replace_spans(self.text, self.release)

    @property
    def released_turns(self) -> tuple[Turn, ...]:
        """The turns in that text."""
        moved = OffsetMap(self.release)
        return tuple(
            replace(turn, start=start, end=end)
            for turn in self.turns
            for start, end in [moved.forward(turn.start, turn.end)]
        )


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A source that stays, without the person's words or name.

    Attributes:
        new: Its newest raw text.
        base: Where a correction waits for its review: the raw text that the study's version was
            made of.
        version: Of the release that the new one takes the place of; 0 if there is none.
        is_in_study: Whether the study holds that version; where a withdrawal was interrupted it
            holds the new one already.
        findings: New place of each finding that stays, by id.
        codings: New place of each coding that stays, by id.
        barred: New place of each barred passage; an empty one is gone.
        quotes: New place of each segment of a quote that stays, by id.
        gone: Ids of the codings of which nothing is left.
    """

    source: Source
    new: NewText
    base: NewText | None = None
    version: int = 0
    is_in_study: bool = False
    is_text_changed: bool = False
    findings: Mapping[str, Span] = field(default_factory=dict)
    codings: Mapping[str, Span] = field(default_factory=dict)
    barred: Mapping[str, Span] = field(default_factory=dict)
    quotes: Mapping[str, Span] = field(default_factory=dict)
    gone: tuple[str, ...] = ()

    @property
    def studied(self) -> NewText:
        """The raw text that the study's version follows from."""
        return self.base or self.new


def cuts_of(turns: Sequence[Turn], gone: Iterable[Turn], length: int) -> list[Replacement]:
    r"""Give the spans to cut so that some turns go, each with the `\n` that parts it.

    Args:
        turns: All turns of the text, in reading order.
        gone: Those that go.
        length: Of the text.
    """
    left = set(gone)
    spans: list[Span] = []
    for place, turn in enumerate(turns):
        if turn not in left:
            continue
        # After the last turn that stays nothing may be left to part.
        stays_after = any(later not in left for later in turns[place + 1 :])
        start = turn.start if stays_after or not place else turns[place - 1].end
        end = turns[place + 1].start if stays_after else turn.end
        spans.append((start, length if place == len(turns) - 1 else end))
    return [Replacement(start, end, "") for start, end in _joined(spans)]


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def widened(
    masks: Iterable[Replacement], release: Sequence[Replacement], cuts: Sequence[Replacement]
) -> list[Replacement]:
    """Let each mask take all of what the release replaced there, such as a title with a name.

    Those in cuts are left out; of several that overlap one takes the place of all.
    """
    kept: list[Replacement] = []
    for mask in sorted(masks):
        covered = [mask, *(r for r in release if r.start < mask.end and mask.start < r.end)]
        start, end = min(one.start for one in covered), max(one.end for one in covered)
        if any(cut.start < end and start < cut.end for cut in cuts):
            continue
        if kept and start < kept[-1].end:
            kept[-1] = kept[-1]._replace(end=max(end, kept[-1].end))
        else:
            kept.append(Replacement(start, end, mask.text))
    return kept


def edit(
    text: str, turns: Sequence[Turn], release: Sequence[Replacement], edits: Sequence[Replacement]
) -> NewText:
    """Apply edits to a raw text and take along its turns and what the release replaces in it.

    A turn that is cut out is gone; so is a replacement inside an edit, since what stands there
    now needs none.
    """
    edits = sorted(edits)
    moved = OffsetMap(edits)
    cuts = [one for one in edits if not one.text]
    kept = [turn for turn in turns if not _lies_in(turn.start, turn.end, cuts)]
    return NewText(
        tuple(edits),
        replace_spans(text, edits),
        tuple(replace(t, start=s, end=e) for t in kept for s, e in [moved.forward(t.start, t.end)]),
        tuple(
            Replacement(*moved.forward(r.start, r.end), r.text)
            for r in release
            if not _lies_in(r.start, r.end, edits)
        ),
    )


def _lies_in(start: int, end: int, edits: Iterable[Replacement]) -> bool:
    return any(one.start <= start and end <= one.end for one in edits)


def moved_place(
    span: Span, release: Sequence[Replacement], new: NewText, released: str
) -> Span | None:
    """Give where a segment of the old de-identified text stands in the new one.

    Args:
        span: `[start, end)` in the old de-identified text.
        release: What replaced spans of the old raw text in it.
        new: The new raw text.
        released: The new de-identified text.

    Returns:
        What is left of the segment, without blanks at an edge that a cut made; None where
        nothing is left.
    """
    raw = OffsetMap(release).back(*span)
    start, end = OffsetMap(new.release).forward(*OffsetMap(new.edits).forward(*raw))
    if _touches_cut(raw, new.edits):
        words = released[start:end]
        start, end = end - len(words.lstrip()), start + len(words.rstrip())
    return (start, end) if start < end else None


def _touches_cut(span: Span, edits: Iterable[Replacement]) -> bool:
    return any(not one.text and one.start < span[1] and span[0] < one.end for one in edits)
