from collections.abc import Callable, Mapping

import pytest

from kwalicode import deid
from kwalicode.model import IdentifierKind, Language

Found = list[tuple[str, str]]


@pytest.fixture
def found() -> Callable[..., Found]:
    """Give what is found in a text as pairs of kind and surface, catch-all left out."""

    def find(
        text: str,
        language: Language = "nl",
        known: Mapping[str, IdentifierKind] = {},
        *,
        guesses: bool = False,
    ) -> Found:
        findings = deid.detect(text, language, known=known, refused=())
        return [
            (str(f.kind), text[f.start : f.end])
            for f in findings
            if guesses or f.kind != IdentifierKind.NAME_LIKE
        ]

    return find
