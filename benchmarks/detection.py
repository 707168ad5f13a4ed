"""How many words a second are looked through for identifying text."""

from collections.abc import Iterator
from typing import get_args

from benchmarks.figures import Figure, runs, timed
from kwalicode.deid import detect
from kwalicode.formats import read_document
from kwalicode.model import Language
from kwalicode.workflows.demo.make import shipped_folder


def measure() -> Iterator[Figure]:
    """Detect in all sample interviews of a language, as one text."""
    for language in get_args(Language):
        text = sample_text(language)
        n_words = len(text.split())
        detect(text[:5000], language, known={}, refused=())  # makes the engine
        seconds = timed(lambda: detect(text, language, known={}, refused=()), n_runs=3)  # noqa: B023
        speed = n_words / sorted(seconds)[1]
        what = f"detection, {language}, {n_words:,} words"
        yield Figure(what, "-", f"{speed:,.0f} words a second; {runs(seconds)}")


def sample_text(language: Language) -> str:
    """Join the sample interviews of a language."""
    folder = shipped_folder("sample_data") / "interviews"
    read = [read_document(path.name, path.read_bytes()) for path in sorted(folder.iterdir())]
    return "\n".join(transcript.text for transcript in read if transcript.language == language)
