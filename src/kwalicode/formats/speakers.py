"""Who speaks: which labels of a text are speakers, and which of them asks."""

from collections import Counter
from collections.abc import Iterable, Sequence

from kwalicode.formats.labels import INTERVIEWERS, Form, Label, base, find_label
from kwalicode.formats.lines import Line
from kwalicode.formats.stamps import is_stamp
from kwalicode.text import folded

# Shares of all lines; set by trying transcripts and reports, not derived from anything.
_SOME, _HALF, _NEARLY_ALL = 0.1, 0.5, 0.8
# 'V' asks beside 'A' (antwoord) or 'R'; beside 'M' it is a woman.
_ANSWERS = frozenset({"a", "r", "resp"})


def find_speakers(lines: Sequence[Line]) -> list[Label | None]:
    """Say for every line whose turn starts there, None where nobody's does.

    A label counts when it names a part in a conversation or comes back, and when labels of its
    form stand at the head of a good part of the lines. So 'Datum:' in a report is no speaker.

    Returns:
        One entry a line; all None when the text is no conversation.
    """
    if any(line.speaker for line in lines):
        return [_given(line) for line in lines]
    stamps = [i for i, line in enumerate(lines) if is_stamp(line.text)]
    near = _near_stamps(lines, stamps)
    found = [find_label(line, is_near_stamp=i in near) for i, line in enumerate(lines)]
    n_lines = len(lines) - len(stamps)
    accepted: set[str] = set()
    for form in Form:
        labels = [label for label in found if label and label.form is form]
        accepted |= _accepted(labels, n_lines * (1 if form is not Form.TAB else 5))
    # One person is one speaker, whether typed 'Anna' or 'ANNA'.
    spelling: dict[str, str] = {}
    for label in found:
        if label:
            spelling.setdefault(folded(label.name), label.name)
    return [
        label._replace(name=spelling[folded(label.name)])
        if label and folded(label.name) in accepted
        else None
        for label in found
    ]


def _near_stamps(lines: Sequence[Line], stamps: Sequence[int]) -> set[int]:
    """Give the lines that name who speaks at a stamp: all before their stamp, or all after it."""
    before = {i - 1 for i in stamps if i > 0}
    after = {i + 1 for i in stamps if i + 1 < len(lines)}

    def n_labels(near: set[int]) -> int:
        return sum(find_label(lines[i], is_near_stamp=True) is not None for i in near)

    return max(before, after, key=n_labels)


def _given(line: Line) -> Label | None:
    if not line.speaker:
        return None
    return Label(" ".join(line.speaker.split()), line.text, Form.BRACKETS, is_sure=True)


def _accepted(labels: Sequence[Label], n_lines: int) -> set[str]:
    counts = Counter(folded(label.name) for label in labels)
    sure = {folded(label.name) for label in labels if label.is_sure}
    typed = {folded(label.name) for label in labels if not label.name[0].islower()}
    # A word in lower case is seldom a name, so it must come back more often.
    back = {key for key, n in counts.items() if n >= (2 if key in typed else 3)}
    # 'Interviewer: Femke' at the head of a transcript tells who is who; nobody speaks there yet.
    start = next((i for i, label in enumerate(labels) if folded(label.name) in back), 0)
    later = {folded(label.name) for label in labels[start:]}
    accepted = back | (sure & later)
    n_accepted = sum(counts[key] for key in accepted)
    is_conversation = (
        bool(back or len(sure) > 1)
        and n_accepted >= _HALF * len(labels)
        and n_accepted >= (_SOME if len(accepted) > 1 else _HALF) * n_lines
    )
    if not is_conversation:
        return set()
    # Where every line has a label, someone may say one thing only.
    return accepted | (typed & later) if n_accepted >= _NEARLY_ALL * n_lines else accepted


def find_interviewers(turns: Iterable[tuple[str, str]]) -> set[str]:
    """Say which speakers ask: by their label, or by their questions when there are two.

    Args:
        turns: Speaker and text of each turn.

    Returns:
        The labels of those who ask; empty when that is not clear.
    """
    asked: dict[str, list[bool]] = {}
    for speaker, text in turns:
        if speaker:
            asked.setdefault(speaker, []).append(text.rstrip(" )'\"”’").endswith("?"))
    bases = {base(speaker) for speaker in asked}
    named = {speaker for speaker in asked if _asks_by_label(speaker, bases)}
    if named or len(asked) != 2:
        return named if len(named) < len(asked) or len(asked) == 1 else set()
    (less, low), (more, high) = sorted(
        ((speaker, sum(flags) / len(flags)) for speaker, flags in asked.items()),
        key=lambda share: share[1],
    )
    return {more} if high >= 0.3 and high >= 2 * low and more != less else set()


def _asks_by_label(speaker: str, bases: set[str]) -> bool:
    words = base(speaker).split()
    if words == ["v"]:
        return bool(bases & _ANSWERS)
    in_brackets = folded(speaker).partition("(")[2].rstrip(") ")
    return not INTERVIEWERS.isdisjoint([*words[:1], in_brackets])
