"""A large study: documents, a codebook of three passes, and very many codings."""

import random
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from benchmarks.corpus import PASSPHRASE, WORDS, coded_document, random_coding
from kwalicode.model import Code, Coding, Document, Relation, Theme
from kwalicode.store.codebook import add_category, add_code
from kwalicode.store.codings import coder_id
from kwalicode.store.documents import add_version
from kwalicode.store.files import Database, now
from kwalicode.store.memos import KINDS, add_memo
from kwalicode.store.passes import current_pass, open_pass
from kwalicode.store.relations import RELATION_TYPES, STRENGTHS, add_relation
from kwalicode.store.study import Study, create_study
from kwalicode.store.themes import add_theme

CODERS, ROLES = ("bench", "anouk", "bram"), ("ambtenaar", "teamleider", "bestuurder", "")
N_THEMES, N_MEMOS, N_BIG = 12, 400, 2
_SYLLABLES = ("zol", "tar", "ra", "quib", "bel", "mor", "vin", "dex", "lu", "pam", "ko", "fe")
RARE = [a + b + c for a in _SYLLABLES for b in _SYLLABLES for c in _SYLLABLES]
# One word in ten is one that is hardly ever said, and one in fifteen ends a sentence.
SPOKEN = [*WORDS * 276, *(f"{word}. En" for word in WORDS * 22), *RARE]


class Size(NamedTuple):
    """How large a study is.

    Attributes:
        n_big: How many codings each of its first two codes has.
    """

    n_documents: int
    n_words: int
    n_codes: int
    n_codings: int
    n_relations: int
    n_big: int


LARGE = Size(200, 8_000, 1_500, 100_000, 150, 5_000)
BOARD = Size(20, 4_000, 300, 6_000, 150, 300)


def make_large(path: Path, size: Size) -> Study:
    """Make a study; the same every time but for its ids.

    Args:
        path: Where.
        size: How large.
    """
    study = create_study(path, PASSPHRASE, name=path.stem)
    chance = random.Random(7)  # noqa: S311  no secret
    with study.write("bench", "make", undoable=False) as db:
        for kind, name in (("open", "tweede ronde"), ("axial", "as"), ("thematic", "thema's")):
            open_pass(db, kind, name, coder="bench")  # type: ignore[arg-type]  # a literal
        categories, codes = _codebook(db, size.n_codes)
        documents = [_document(db, number, size.n_words) for number in range(size.n_documents)]
        _add_codings(db, _codings(documents, codes, size, chance))
        _relations(db, categories, codes, size.n_relations, chance)
        _themes(db, categories, codes)
        for number in range(N_MEMOS):
            code_id = chance.choice(codes).code_id
            text = " ".join(chance.choices(WORDS, k=30))
            add_memo(db, str(uuid4()), KINDS[number % 4], ("code", code_id), text, coder="bench")
    return study


def _codebook(db: Database, n_codes: int) -> tuple[list[str], list[Code]]:
    """Make a category for about twenty codes, most of them below another one."""
    categories: list[str] = []
    for number in range(max(10, n_codes // 20)):
        parent_id = categories[number % 10] if number >= 10 else None
        categories.append(add_category(db, f"Categorie {number}", parent_id=parent_id))
    codes = []
    for number in range(n_codes):
        category_id = categories[number % len(categories)] if number % 5 else None
        name = f"{RARE[number % len(RARE)]} in omstandigheid {number}"
        code = Code(str(uuid4()), name, category_id, number % 12, description=f"Over {name}.")
        add_code(db, code, coder="bench")
        codes.append(code)
    return categories, codes


def _document(db: Database, number: int, n_words: int) -> Document:
    speaker = f"respondent {number}"
    document = coded_document(
        str(uuid4()), f"Gesprek {number}", n_words, speaker=speaker, words=SPOKEN
    )
    role = ROLES[number % len(ROLES)]
    add_version(db, document, coder="bench", role_labels={speaker: role})
    return document


def _codings(
    documents: Sequence[Document], codes: Sequence[Code], size: Size, chance: random.Random
) -> Iterator[Coding]:
    """Give codings that all differ: of two big codes first, then of all by chance."""
    seen: set[tuple[str, int, int, str | None]] = set()
    for number in range(size.n_codings):
        of = [codes[number // size.n_big]] if number < size.n_big * N_BIG else list(codes)
        while True:
            coding = random_coding(documents[number % len(documents)], chance, of)
            place = (coding.document_id, coding.start, coding.end, coding.code_id)
            if place not in seen:
                break
        seen.add(place)
        yield coding


def _add_codings(db: Database, codings: Iterator[Coding]) -> None:
    """Store codings by the thousand: one by one each would be checked against its document."""
    coders, pass_id, at = [coder_id(db, name) for name in CODERS], current_pass(db, "open"), now()
    while some := list(islice(codings, 1_000)):
        db.table("codings").insert_all(
            {
                "id": one.coding_id,
                "document_id": one.document_id,
                "code_id": one.code_id,
                "coder_id": coders[number % len(coders)],
                "pass_id": 1 + number % pass_id,
                "start": one.start,
                "end": one.end,
                "text": one.text,
                "surroundings": "",
                "created_at": at,
            }
            for number, one in enumerate(some)
        )


def _relations(
    db: Database, categories: list[str], codes: list[Code], number: int, chance: random.Random
) -> None:
    """Join codes, and every fourth time a category and a code."""
    drawn: set[tuple[str, str]] = set()
    while len(drawn) < number:
        is_wide = len(drawn) % 4 == 0
        start = chance.choice(categories) if is_wide else chance.choice(codes).code_id
        end = chance.choice(codes).code_id
        if start == end or (start, end) in drawn:
            continue
        type_, strength = RELATION_TYPES[len(drawn) % 5], STRENGTHS[len(drawn) % 4]
        ends = ("category" if is_wide else "code", start, "code", end)
        relation = Relation(str(uuid4()), *ends, type_, strength)  # type: ignore[arg-type]  # literals
        add_relation(db, relation, coder="bench")
        drawn.add((start, end))


def _themes(db: Database, categories: list[str], codes: list[Code]) -> None:
    """Let the themes share all categories among them, with some codes besides."""
    for number in range(N_THEMES):
        theme = Theme(
            str(uuid4()),
            f"Thema {number}",
            f"Bewering {number} houdt stand.",
            category_ids=tuple(categories[number::N_THEMES]),
            code_ids=tuple(code.code_id for code in codes[number : number + 30 : 10]),
        )
        add_theme(db, theme)
