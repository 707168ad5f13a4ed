"""Questions and answers of a written exchange, such as those of a parliament."""

import re
from collections.abc import Sequence
from itertools import pairwise

from kwalicode.formats.lines import Line

_LIST = r"\d{1,3}(?:(?:\s?,\s?|\s?(?:en|and|&)\s?|\s?(?:-|–|t/m|tot en met|to)\s?)\d{1,3})*"
_QUESTION = re.compile(
    rf"(?P<bullet>[•*·▪#-]+\s*)?(?:vraag|vragen|questions?)\s+(?P<n>{_LIST})\s*[.:]?\s*",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"(?P<bullet>[•*·▪#-]+\s*)?(?:antwoord|answer)(?:en|s)?\s+(?:(?:op|bij|to)\s+)?"
    rf"(?:(?:de|the)\s+)?(?:vra(?:ag|gen)\s+|questions?\s+)?(?P<n>{_LIST})\s*[.:]?\s*",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"[•*·▪#-]+\s*(?:mededeling|toelichting|bijlage|notice|explanation|annex)\b.{0,60}",
    re.IGNORECASE,
)


def find_questions(lines: Sequence[Line]) -> list[Line] | None:
    """Say which lines are question 3 and which its answer; the heads above them fall away.

    Without heads of answers the first paragraph below a question is the question, and the rest
    its answer. A question without one gets 'question 3 unanswered'.

    Args:
        lines: In normal form, without blank ones.

    Returns:
        The lines with `part` set; None where no two questions follow each other or none is
        answered.
    """
    heads = [_QUESTION.fullmatch(line.text) for line in lines]
    firsts = [_numbers(head["n"])[0] for head in heads if head]
    is_row = len(firsts) > 1 and all(b > a for a, b in pairwise(firsts))
    if not is_row or firsts[0] > 2:
        return None
    has_answers = any(_ANSWER.fullmatch(line.text) for line in lines)
    parted = _parted(lines, heads, has_answers=has_answers)
    answered = {
        number
        for line in parted
        if line.part.startswith("answer ")
        for number in _numbers(line.part)
    }
    # Questions that nobody answers are a form, whose words are all text.
    return [_marked(line, answered) for line in parted] if answered else None


def _parted(
    lines: Sequence[Line], heads: Sequence[re.Match[str] | None], *, has_answers: bool
) -> list[Line]:
    part, is_bulleted, parted = "", False, []
    for line, head in zip(lines, heads, strict=True):
        answer = _ANSWER.fullmatch(line.text)
        if head or answer:
            found = head or answer
            part = f"{'question' if head else 'answer'} {found['n']}"  # type: ignore[index]  # one of the two
            is_bulleted = bool(found["bullet"])  # type: ignore[index]  # as above
            continue
        # Another item of the list that the questions are in is none of them.
        if is_bulleted and _OTHER.fullmatch(line.text):
            part = ""
        parted.append(line._replace(part=part))
        if part.startswith("question ") and not has_answers:
            part = part.replace("question", "answer")
    return parted


def _marked(line: Line, answered: set[int]) -> Line:
    is_open = line.part.startswith("question ") and not answered & set(_numbers(line.part))
    return line._replace(part=f"{line.part} unanswered") if is_open else line


def _numbers(text: str) -> list[int]:
    numbers: list[int] = []
    for sign, digits in re.findall(r"(-|–|t/m|tot en met|\bto\b)?\s?(\d{1,3})", text):
        number = int(digits)
        numbers += range(numbers[-1] + 1, number + 1) if sign and numbers else [number]
    return numbers
