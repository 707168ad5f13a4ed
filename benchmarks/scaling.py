"""Whether twice the text takes about twice the time, for talk and for texts made to be slow."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import cycle, islice, product
from string import ascii_lowercase
from typing import get_args

from faker import Faker

from kwalicode import deid
from kwalicode.model import IdentifierKind, Language
from kwalicode.text import Replacement, replace_spans

MOST = 2.2
"""Times that twice the text may take."""
_SIZE = 100_000
_TALK: Mapping[Language, str] = {
    "nl": "Nou, ik werkte bij Henk Dijkstra in Zwolle en hij zei op 12 maart dat het goed was. ",
    "en": "Well, I worked for Emma Whitaker in Leeds and on 12 March she said that it was fine. ",
}


def again(piece: str, size: int) -> str:
    """Repeat some words until there are so many code points."""
    return (piece * (size // len(piece) + 1))[:size]


def unlike_words(n_words: int) -> list[str]:
    """Make so many words that no list knows, all different."""
    letters = islice(product(ascii_lowercase, repeat=4), n_words)
    return [f"qw{''.join(word)}" for word in letters]


def names(n_names: int) -> list[str]:
    """Make so many invented names of persons."""
    faker = Faker("nl_NL")
    faker.seed_instance(1)
    listed = [f"{faker.first_name()} {faker.last_name()}" for _ in range(300)]
    own = (f"{name} {word.title()}" for name, word in zip(cycle(listed), unlike_words(n_names)))
    return [*listed, *islice(own, max(0, n_names - len(listed)))][:n_names]


_PIECES = (
    *(
        "1",
        "1 ",
        "12-",
        "1/",
        "06-12345678 ",
        "A",
        "A.",
        "A ",
        "A-",
        "A'",
        "Aa ",
        "Aa, ",
        "AAP NOOT ",
    ),
    *("@", "a@", "a.", "a-", "a_", "a ", "a", " ", "\n", "'", "█ ", "[naam", "http://", "www."),
    *("van de ", "mevrouw ", "afdeling ", "Burgemeester ", "wethouder van ", "nul ", "a punt "),
    *("👩‍👩‍👧", "J\u200ban ", "J\u202ean ", "Jаn ", "zwol-\n", "e\u0301n "),
)
TEXTS: Mapping[str, Callable[[int], str]] = {
    "only names": lambda size: again(" ".join(names(3000)), size),
    "only names, a row": lambda size: again(", ".join(names(3000)), size),
    "words that all differ": lambda size: " ".join(unlike_words(size // 7)),
    "names that all differ": lambda size: " ".join(unlike_words(size // 7)).title(),
    "nested brackets": lambda size: "[" * (size // 2) + "]" * (size // 2),
    "marks on one letter": lambda size: "e" + again("\u0301\u0323", size),
    **{f"{piece!a} again and again": partial(again, piece) for piece in _PIECES},
}


def table() -> Iterator[Sequence[str]]:
    """Measure every text once and twice as long, by the time of the processor."""
    yield ["looking through", "language", "seconds", "twice as much", "times", "more than 2.2"]
    for language in get_args(Language):
        seconds("Jan", language)  # makes the engine
        yield _row("one line of 0.5 and 1 MB", language, partial(again, _TALK[language]), 500_000)
        for name, make in TEXTS.items():
            yield _row(name, language, make, _SIZE)
        known = dict.fromkeys(names(10_000), IdentifierKind.PERSON)
        talk = ", ".join([*names(500), _TALK[language]])
        seconds(talk, language, known)  # makes the index
        yield _row("10,000 names known", language, partial(again, talk), _SIZE, known)


def _row(
    name: str,
    language: Language,
    make: Callable[[int], str],
    size: int,
    known: Mapping[str, IdentifierKind] = {},
) -> Sequence[str]:
    texts = make(size), make(2 * size)
    rounds = [[seconds(text, language, known) for text in texts] for _ in range(3)]
    once, twice = map(min, zip(*rounds, strict=True))
    times = twice / max(once, 0.001)
    return name, language, f"{once:.2f}", f"{twice:.2f}", f"{times:.2f}", "yes" * (times > MOST)


def seconds(text: str, language: Language, known: Mapping[str, IdentifierKind] = {}) -> float:
    """Give the time of the processor to find and replace."""
    began = time.process_time()
    found = deid.detect(text, language, known=known, refused=())
    replace_spans(text, [Replacement(f.start, f.end, "[x]") for f in found])
    return time.process_time() - began
