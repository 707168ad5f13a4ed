"""What was edited between two texts: lines first, then the words inside changed lines."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from kwalicode.text import Replacement

# Comparing words takes a bit of memory for each pair of them: 125 MB at most.
_MOST_PAIRS = 1_000_000_000
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


class _Block(NamedTuple):
    """A stretch of the old pieces that another stretch of the new ones took the place of."""

    old: tuple[int, int]
    new: tuple[int, int]


def edits_between(old: str, new: str, *, whole: Collection[str] = ()) -> list[Replacement]:
    """Tell how a text became another one, in whole words.

    Words that stay between two longer changes by chance, such as 'de', count as changed too:
    nothing that stands on them may be taken for unchanged.

    Args:
        old: The text before.
        new: The text after.
        whole: Parts of either text that are one word, such as the marks that replace names.

    Returns:
        Replacements in `old` that give `new`, by start, none touching another.

    >>> edits_between("Zij kwam in 2014 terug.", "Zij kwam in 2015 weer terug.")
    [Replacement(start=12, end=16, text='2015 weer')]
    """
    marks = sorted(whole, key=len, reverse=True)
    word = re.compile("|".join([*map(re.escape, marks), r"\w+", r"[^\S\n]+", r"[\w\W]"]))
    old_lines, new_lines = _LINES.findall(old), _LINES.findall(new)
    starts = (_starts(old_lines), _starts(new_lines))
    edits: list[Replacement] = []
    for block in _changed(old_lines, new_lines):
        first, last = (starts[0][at] for at in block.old)
        after = new[starts[1][block.new[0]] : starts[1][block.new[1]]]
        edits += _in_words(old[first:last], after, first, word)
    return edits


def _in_words(old: str, new: str, start: int, word: re.Pattern[str]) -> Iterator[Replacement]:
    pieces, new_pieces = word.findall(old), word.findall(new)
    starts, new_starts = _starts(pieces), _starts(new_pieces)
    blocks = list(_joined(list(_changed(pieces, new_pieces)), starts, new_starts))
    # A word stays between two changes, so that none touches another one.
    befores = [0, *(block.old[1] + 1 for block in blocks)]
    afters = [*(block.old[0] - 1 for block in blocks[1:]), len(pieces)]
    for block, before, after in zip(blocks, befores, afters, strict=False):
        room = (block.old[0] - before, after - block.old[1])
        settled = _settled(block, pieces, new_pieces, room)
        first, last = (start + starts[at] for at in settled.old)
        words = new[new_starts[settled.new[0]] : new_starts[settled.new[1]]]
        yield Replacement(first, last, words)


def _settled(
    block: _Block, old: Sequence[str], new: Sequence[str], room: tuple[int, int]
) -> _Block:
    """Let a sentence that only came or went begin where a sentence does.

    'A. B.' became 'A. C. B.' by 'C. ' or by '. C': both are right, but people say the first.

    Args:
        block: What came or went; anything else is left as it is.
        old: All pieces before.
        new: All pieces after.
        room: How many pieces it may go down and up.
    """
    (first, last), (new_first, new_last) = block
    if first < last and new_first < new_last:
        return block
    pieces, low, high = (old, first, last) if first < last else (new, new_first, new_last)
    down = up = 0
    while down < room[0] and pieces[low - down - 1] == pieces[high - down - 1]:
        down += 1
    while up < room[1] and pieces[low + up] == pieces[high + up]:
        up += 1
    by = max(range(-down, up + 1), key=lambda by: (_begins(pieces, low + by), -abs(by)))
    return _Block((first + by, last + by), (new_first + by, new_last + by))


def _begins(pieces: Sequence[str], at: int) -> int:
    """Tell how much a place looks like the beginning of something: a line, a sentence, a word."""
    if at == 0 or pieces[at - 1] == "\n" or pieces[at] == "\n":
        return 3
    if pieces[at - 1] in ".?!…":
        return 2
    return int(pieces[at].isspace() or pieces[at - 1].isspace())


def _starts(pieces: Sequence[str]) -> list[int]:
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    return starts


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[_Block]:
    """Give the stretches that differ, longest common subsequence taken out."""
    if len(old) * len(new) > _MOST_PAIRS:
        yield _Block((0, len(old)), (0, len(new)))
        return
    block: _Block | None = None
    for code in LCSseq.opcodes(old, new):
        if code.tag == "equal":
            if block:
                yield block
            block = None
        else:
            first = block or _Block((code.src_start, 0), (code.dest_start, 0))
            block = _Block((first.old[0], code.src_end), (first.new[0], code.dest_end))
    if block:
        yield block


def _joined(blocks: Sequence[_Block], old: Sequence[int], new: Sequence[int]) -> Iterator[_Block]:
    """Join changes with what stays between them where that is shorter than both.

    After 'semantic cleanup' as N. Fraser describes it for differences that people read (2006).
    """
    kept: list[_Block] = []
    for block in blocks:
        kept.append(block)
        while len(kept) > 1 and _is_chance(kept[-2], kept[-1], old, new):
            last, before = kept.pop(), kept.pop()
            kept.append(_Block((before.old[0], last.old[1]), (before.new[0], last.new[1])))
    yield from kept


def _is_chance(before: _Block, after: _Block, old: Sequence[int], new: Sequence[int]) -> bool:
    between = old[after.old[0]] - old[before.old[1]]
    sizes = (
        max(old[one.old[1]] - old[one.old[0]], new[one.new[1]] - new[one.new[0]])
        for one in (before, after)
    )
    return between <= min(sizes)
