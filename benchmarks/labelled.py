"""Texts with labels, to measure suggestions by: a report by its sections, coded interviews."""

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from kwalicode.model import Language

SAMPLES = Path(__file__).parent.parent / "sample_data"
LEAST_WORDS, LEAST_TEXTS, N_BLOCKS = 20, 5, 5
_CHAPTER = re.compile(r"#\s*Hoofdstuk (\d)")
_END = re.compile(r"# (Bijlage|Eindnoten|Noten|Literatuur|Referent)")
_NUMBER = re.compile(r"Hoofdstuk \d|\d\.\d(?:\.\d)?")
_SECTION = re.compile(r"#+\s*\**\s*(\d\.\d)(?:\.\d)?\b")


class Labelled(NamedTuple):
    """Texts in their order.

    Attributes:
        labels: One of each text.
        blocks: Which part of the material each is in; tested on one, learned from the others.
        called: What each label is called, as a code would be.
    """

    name: str
    language: Language
    texts: list[str]
    labels: list[str]
    blocks: np.ndarray
    called: Mapping[str, str]

    @property
    def names(self) -> list[str]:
        """The labels that occur."""
        return sorted(set(self.labels))


def read_report(path: Path) -> Labelled:
    """Read the paragraphs of a report in Markdown, labelled by their numbered section.

    Sections with fewer than five paragraphs of twenty words are left out. A block is a fifth of
    each section, in one piece: neighbours say the same with the same words, so a paragraph beside
    one that was learned from would be too easy.
    """
    rows: list[tuple[str, str]] = []
    called: dict[str, str] = {}
    label = ""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("#"):
            chapter, section = _CHAPTER.match(line), _SECTION.match(line.strip())
            if chapter:
                label = f"{chapter[1]}.0"
            elif section and label:
                label = section[1]
            elif _END.match(line):
                label = ""
            called.setdefault(label, _NUMBER.sub("", line).strip(" #*"))
        elif label and len(line.split()) >= LEAST_WORDS:
            rows.append((label, line))
    counts = Counter(label for label, _text in rows)
    rows = [row for row in rows if counts[row[0]] >= LEAST_TEXTS]
    labels = [label for label, _text in rows]
    texts = [text for _label, text in rows]
    return Labelled("paragraphs by section", "nl", texts, labels, blocked(labels), called)


def blocked(labels: Sequence[str]) -> np.ndarray:
    """Deal the texts of each label into five blocks, each in one piece."""
    blocks = np.zeros(len(labels), dtype=int)
    for label in set(labels):
        places = np.array([at for at, one in enumerate(labels) if one == label])
        blocks[places] = np.arange(len(places)) * N_BLOCKS // len(places)
    return blocks


def read_interviews() -> Labelled:
    """Read the coded segments of the Dutch sample interviews; each interview is a block."""
    texts, labels, blocks = [], [], []
    for block, path in enumerate(sorted((SAMPLES / "demo" / "codings").glob("nl-*.csv"))):
        for row in csv.DictReader(path.open(encoding="utf-8")):
            texts.append(row["text"])
            labels.append(row["code"])
            blocks.append(block)
    called = {label: label for label in labels}
    return Labelled("coded sample interviews", "nl", texts, labels, np.array(blocks), called)
