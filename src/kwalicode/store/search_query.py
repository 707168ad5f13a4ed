"""What a researcher types to search, read and written as FTS5 wants it.

Words side by side must all stand in one turn. Operators are written in capitals, in Dutch or
English: EN / AND, OF / OR, NIET / NOT, NABIJ / NEAR or NABIJ/5 / NEAR/5. A phrase stands in
quotation marks, a star at the end of a word or phrase lets more letters follow, brackets group.
Every word is quoted, so that nothing a person types is a mistake to FTS5 itself.
"""

import re
import unicodedata
from collections.abc import Sequence

from kwalicode.errors import InputError
from kwalicode.text import normalise

MAX_QUERY, MAX_DEPTH, MAX_NEAR = 500, 20, 100

_DEFAULT_NEAR = 10
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_PIECE = re.compile(r'"[^"]*"\*?|[()]|[^\s()"]+')
_OPERATORS = {
    **dict.fromkeys(("AND", "EN"), "AND"),
    **dict.fromkeys(("OR", "OF"), "OR"),
    **dict.fromkeys(("NOT", "NIET"), "NOT"),
}
_NEAR = re.compile(r"(?:NEAR|NABIJ)(?:/(\d{1,4}))?")


def match_expression(query: str) -> str:
    """Write a query as an FTS5 expression.

    Args:
        query: As it was typed.

    Raises:
        InputError: It holds no word, is longer than 500 characters, or a quotation mark, a
            bracket or what an operator joins is missing.

    >>> match_expression('bang* OF "niets zeggen" NIET werk')
    '("bang"* OR ("niets zeggen" NOT "werk"))'
    """
    query = normalise(query).translate(_QUOTES)
    if len(query) > MAX_QUERY:
        raise InputError("A search has at most {most} characters; shorten it.", most=MAX_QUERY)
    if query.count('"') % 2:
        raise InputError(
            "A quotation mark in the search has no partner; add the other one or remove it."
        )
    pieces = [piece for piece in _PIECE.findall(query) if piece in "()" or _words(piece)]
    if not any(piece not in "()" for piece in pieces):
        raise InputError("Type at least one word to search for.")
    return _Reader(pieces).read()


class _Reader:
    """Reads pieces from left to right; OF binds least, then EN, NIET and NABIJ."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._pieces = pieces
        self._place = 0
        self._depth = 0

    def read(self) -> str:
        expression = self._any()
        if self._place < len(self._pieces):
            raise _bracket_missing()
        return expression

    def _any(self) -> str:
        parts = [self._all()]
        while self._operator() == "OR":
            self._place += 1
            parts.append(self._all())
        return _joined(parts, "OR")

    def _all(self) -> str:
        parts = [self._without()]
        while self._next() not in {"", ")"} and self._operator() != "OR":
            if self._operator() == "AND":
                self._place += 1
            parts.append(self._without())
        return _joined(parts, "AND")

    def _without(self) -> str:
        found = self._near()
        while self._operator() == "NOT":
            self._place += 1
            found = f"({found} NOT {self._near()})"
        return found

    def _near(self) -> str:
        if self._next() == "(":
            return self._group()
        phrases, distance = [self._phrase()], 0
        while self._operator() == "NEAR":
            distance = max(distance, _distance(self._next()))
            self._place += 1
            phrases.append(self._phrase())
        if len(phrases) == 1:
            return _either(phrases[0])
        return _either(f"NEAR({' '.join(phrases)}, {distance})")

    def _group(self) -> str:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise InputError(
                "A search has at most {most} brackets within each other; leave some out.",
                most=MAX_DEPTH,
            )
        self._place += 1
        inside = self._any()
        if self._next() != ")":
            raise _bracket_missing()
        self._place += 1
        self._depth -= 1
        return inside

    def _phrase(self) -> str:
        piece = self._next()
        if piece in {"", "(", ")"} or self._operator():
            raise self._side_missing()
        self._place += 1
        star = "*" if piece.endswith("*") else ""
        return f'"{_words(piece)}"{star}'

    def _side_missing(self) -> InputError:
        around = (self._next(), self._pieces[self._place - 1] if self._place else "")
        operator = next((piece for piece in around if _operator(piece)), "")
        if not operator:
            return _bracket_missing()
        return InputError(
            "{operator} needs a word or phrase on both sides; add it, or write {operator} in small "
            "letters to search for the word itself.",
            operator=operator,
        )

    def _next(self) -> str:
        return self._pieces[self._place] if self._place < len(self._pieces) else ""

    def _operator(self) -> str:
        return _operator(self._next())


def _operator(piece: str) -> str:
    return "NEAR" if _NEAR.fullmatch(piece) else _OPERATORS.get(piece, "")


def _distance(piece: str) -> int:
    given = _NEAR.fullmatch(piece)
    return min(int((given and given[1]) or _DEFAULT_NEAR), MAX_NEAR)


def _joined(parts: Sequence[str], operator: str) -> str:
    return parts[0] if len(parts) == 1 else f"({f' {operator} '.join(parts)})"


def _words(piece: str) -> str:
    """Keep what FTS5 takes for words; the rest parts them, as it does in the text."""
    kept = (c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in piece)
    return " ".join("".join(kept).split())


def _either(found: str) -> str:
    """Let `ij` be found where it was written as the one letter `ĳ`, and the other way round."""
    two = found.replace("ĳ", "ij").replace("Ĳ", "IJ")
    one = re.sub("ij|IJ|Ij", "ĳ", two)
    return two if two == one else f"({two} OR {one})"


def _bracket_missing() -> InputError:
    return InputError(
        "A bracket in the search has no partner; add the other one or remove this one."
    )
