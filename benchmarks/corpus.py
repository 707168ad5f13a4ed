"""Made-up texts and studies of a given size; the same every time."""

import random
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import docx

from kwalicode.model import Code, Coding, Document, Turn
from kwalicode.store.codebook import add_category, add_code
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import add_version
from kwalicode.store.study import Study, create_study

PASSPHRASE, KEY_PASSPHRASE = "benchmark study", "benchmark key"
WORDS = [
    *("werk", "thuis", "mensen", "nooit", "echt", "omdat", "denk", "team", "overleg", "geld"),
    *("leren", "bang", "later", "samen", "weet", "buur", "water", "tijd", "zomer", "leiding"),
    *("stad", "reizen", "brief", "kantoor", "baas", "staken", "stil", "keuken", "tuin", "gang"),
    *("taal", "blijven", "gaan", "terug", "weer", "papier", "tekenen", "wachten", "antwoord"),
]


def turns(n_words: int, seed: int | str, words: Sequence[str] = WORDS) -> Iterator[tuple[str, str]]:
    """Give speaker and words, turn by turn."""
    chance = random.Random(seed)  # noqa: S311  no secret
    left, asks = n_words, True
    while left > 0:
        length = min(left, chance.randint(6, 22) if asks else chance.randint(25, 80))
        yield ("Interviewer" if asks else "Sanne"), " ".join(chance.choices(words, k=length)) + "."
        left, asks = left - length, not asks


def interview_docx(n_words: int, seed: int) -> bytes:
    """Make a Word file of an interview with time stamps and speaker labels."""
    document = docx.Document()
    for place, (speaker, words) in enumerate(turns(n_words, seed)):
        stamp = f"[{place // 3600:02}:{place // 60 % 60:02}:{place % 60:02}]"
        document.add_paragraph(f"{stamp} {speaker}: {words}")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def coded_document(
    document_id: str,
    title: str,
    n_words: int,
    *,
    speaker: str = "respondent 1",
    words: Sequence[str] = WORDS,
) -> Document:
    """Make a de-identified document of some length in which one participant speaks."""
    parts, spoken, start = [], [], 0
    for who, said in turns(n_words, title, words):
        asks = who == "Interviewer"
        spoken.append(Turn(start, start + len(said), "interviewer" if asks else speaker, asks))
        parts.append(said)
        start += len(said) + 1
    return Document(document_id, title, "interview", "nl", "\n".join(parts), tuple(spoken), 1)


def make_study(path: Path, sizes: dict[str, int], *, n_words: int = 10_000) -> Study:
    """Make a study with one document per size, coded with 150 codes in 10 categories.

    Args:
        path: Where.
        sizes: Title of each document and its number of codings.
        n_words: Length of each document.
    """
    study = create_study(path, PASSPHRASE, name="benchmark")
    chance = random.Random(7)  # noqa: S311  no secret
    with study.write("bench", "make", undoable=False) as db:
        categories = [add_category(db, f"Categorie {i}") for i in range(10)]
        codes = [Code(str(uuid4()), f"code {i}", categories[i % 10], i % 10) for i in range(150)]
        for code in codes:
            add_code(db, code, coder="bench")
        for title, n_codings in sizes.items():
            document = coded_document(str(uuid4()), title, n_words)
            add_version(db, document, coder="bench", role_labels={"respondent 1": "ambtenaar"})
            for _ in range(n_codings):
                add_coding(db, random_coding(document, chance, codes))
    return study


def random_coding(document: Document, chance: random.Random, codes: list[Code]) -> Coding:
    """Make a coding of a few words to a few turns, as in a real study."""
    turn = chance.choice(document.turns)
    start = chance.randrange(turn.start, turn.end)
    end = min(len(document.text), start + chance.randint(8, 400))
    text = document.text[start:end]
    code_id = chance.choice(codes).code_id
    return Coding(str(uuid4()), document.document_id, code_id, "bench", start, end, text)
