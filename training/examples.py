"""Texts with the names in them, read from the corpora the network learns from."""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kwalicode.deid.lists import PARTICLES, fold, is_nationality, name_lists, places, words
from kwalicode.deid.vocabulary import is_word

PERSON, OTHER = frozenset({1}), frozenset({2})
UNKNOWN = PERSON | OTHER
ANYTHING = UNKNOWN | {0}
"""Labels, as places in `kwalicode.deid.learned.LABELS`, that a name may have."""


class Name(NamedTuple):
    """Code points `[start, end)` of a text that are a name, and what it may be the name of."""

    start: int
    end: int
    labels: frozenset[int]


class Example(NamedTuple):
    """A text with the names that stand in it, in order."""

    text: str
    names: tuple[Name, ...]


_CALENDAR = frozenset(
    (
        *("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
        *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus"),
        *("september", "oktober", "november", "december", "kerst", "kerstmis", "pasen", "god"),
    )
)


def read_conllu(path: Path) -> Iterator[Example]:
    """Read sentences of Universal Dependencies with their proper nouns as names.

    Neighbouring proper nouns are one name, with the tussenvoegsels between them; days and months
    are none. The kind comes from the gender of the noun and from our lists, where they tell.
    """
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        heads = [x.removeprefix("# text = ") for x in lines if x.startswith("# text = ")]
        tokens = [x.split("\t") for x in lines if re.match(r"\d+\t", x)]
        if heads and tokens:
            yield Example(heads[0], tuple(_proper_nouns(heads[0], tokens)))


def _proper_nouns(text: str, tokens: Iterable[list[str]]) -> Iterator[Name]:
    place, run = 0, list[_Token]()
    for cells in [*tokens, [""] * 8]:
        form, is_name = cells[1], cells[3] == "PROPN" and fold(cells[1]) not in _CALENDAR
        start = text.find(form, place) if form else len(text)
        place = start + len(form)
        token = _Token(start, place, is_name, cells[5])
        is_part = cells[7] == "flat" and fold(form) in PARTICLES  # most have the tag of a name
        if is_name or (run and is_part):
            run.append(token)
            continue
        while run and not run[-1].is_name:
            run.pop()
        if run:
            yield _typed(text, run)
        run = []


class _Token(NamedTuple):
    start: int
    end: int
    is_name: bool
    features: str


def _typed(text: str, run: Sequence[_Token]) -> Name:
    """Tell what a name is, where the lists or the gender of the noun do."""
    start, end = run[0].start, run[-1].end
    keys = [fold(word) for word in re.findall(r"[^\W\d_]+", text[start:end])]
    whole = fold(text[start:end])
    if is_nationality(whole) or "Number=Plur" in run[0].features:  # 'Grieken' or 'Ardennen'
        return Name(start, end, ANYTHING)
    # Places are neuter and persons are not.
    if whole in places().names or (len(run) == 1 and "Gender=Neut" in run[0].features):
        return Name(start, end, OTHER)
    is_first = bool(keys) and keys[0] in name_lists().first
    if is_first and (len(keys) > 1 or keys[0] not in words("ambiguous_names.txt")):
        return Name(start, end, PERSON)
    is_common = len(run) == 1 and "Gender=Com" in run[0].features
    is_titled = text[start:end].istitle() and not is_word(text[start:end], "nl")
    return Name(start, end, PERSON if is_common and is_titled else UNKNOWN)


_NO_BLANK_BEFORE = re.compile(r"[.,!?;:)\]’”%]|['’](?:s|m|re|ve|d|ll|t)|n['’]t", re.IGNORECASE)


def read_bio(path: Path) -> Iterator[Example]:
    """Read words with `B-PER` and the like, one a line, parted by a tab or a blank.

    The Broad Twitter Corpus and Europeana Newspapers are written this way; blanks are put back by
    rule.
    """
    pairs: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        cells = re.split(r"[\t ]", line)
        if len(cells) >= 2 and cells[0] and cells[1]:
            pairs.append((cells[0], cells[1]))
        elif pairs:
            yield _joined(pairs)
            pairs = []
        if len(pairs) >= 40 and pairs[-1][0].endswith("."):  # a newspaper has no sentences
            yield _joined(pairs)
            pairs = []


def _joined(pairs: Iterable[tuple[str, str]]) -> Example:
    text = ""
    names: list[Name] = []
    last = "O"
    for word, label in pairs:
        blank = "" if not text or _NO_BLANK_BEFORE.fullmatch(word) or text[-1] in "(@#" else " "
        start = len(text) + len(blank)
        text += blank + word
        kind = PERSON if label.endswith("PER") else OTHER
        if label[0] == "I" and names and last != "O":
            names[-1] = names[-1]._replace(end=len(text))
        elif label != "O" and word != "@":
            is_handle = text[start - 1 : start] == "@"  # rules find those
            names.append(Name(start, len(text), ANYTHING if is_handle else kind))
        last = label
    return Example(text, tuple(names))


def spoken(example: Example) -> Example:
    """Write a text as speech recognition does: lower case, without punctuation.

    >>> spoken(Example("Nou, Bo!", (Name(5, 7, PERSON),)))
    Example(text='nou bo', names=(Name(start=4, end=6, labels=frozenset({1})),))
    """
    said = re.compile(r"\w|[ '’-]|[.,](?=\d)")
    kept = [match.start() for match in said.finditer(example.text)]
    moved = {old: new for new, old in enumerate(kept)}
    text = "".join(example.text[i].lower()[:1] for i in kept)
    names = []
    for name in example.names:
        inside = [moved[i] for i in range(name.start, name.end) if i in moved]
        if inside:
            names.append(Name(inside[0], inside[-1] + 1, name.labels))
    return Example(text, tuple(names))


def fragments(examples: Iterable[Example], chance: random.Random) -> Iterator[Example]:
    """Take a few words without a name out of half of the texts, as one sentence of talk.

    Talk is full of them ('Prachtig.', 'Loopt goed, ja'), and their capital says nothing.
    """
    for example in examples:
        found = list(re.finditer(r"[^\W\d_]+", example.text))
        first, n_words = chance.randrange(len(found) or 1), chance.randint(1, 3)
        taken = found[first : first + n_words]
        if not taken or chance.random() < 0.5:
            continue
        start, end = taken[0].start(), taken[-1].end()
        if all(name.end <= start or end <= name.start for name in example.names):
            text = example.text[start:end]
            yield Example(text[0].upper() + text[1:] + chance.choice(".?!,"), ())
