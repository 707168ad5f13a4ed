"""The leak scan of what is no quote: names and prose of codebook, diagram, theme map and memos."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kwalicode import deid
from kwalicode.errors import LeakError
from kwalicode.formats.language import guess_language
from kwalicode.model import Codebook, IdentifierKind, Language, Leak
from kwalicode.store.key import Key
from kwalicode.store.study import Study
from kwalicode.store.whole_codebook import find_codebook
from kwalicode.workflows.leak_scan import leak_scanner

_LANGUAGES: tuple[Language, ...] = ("nl", "en")


class Words(NamedTuple):
    """What a file would show.

    Attributes:
        names: Of codes, categories and the like, too short to tell their language.
        prose: Sentences; each is read in the language that it seems to be in.
    """

    names: Sequence[str]
    prose: Sequence[str] = ()


# What a rule knows by its form; names it only guesses, and codes begin with capitals.
_BY_FORM = frozenset(
    (
        *(IdentifierKind.ADDRESS, IdentifierKind.POSTCODE, IdentifierKind.PHONE),
        *(IdentifierKind.EMAIL, IdentifierKind.BSN, IdentifierKind.IBAN, IdentifierKind.PLATE),
        IdentifierKind.HANDLE,
    )
)


class LeakyWords(NamedTuple):
    """A name or a piece of prose in which identifying text was found."""

    text: str
    leaks: tuple[Leak, ...]

    @property
    def is_certain(self) -> bool:
        """Tell whether it may not leave the study, whatever a person says.

        It holds a name of the key, an address, a telephone number or the like. Otherwise a rule
        only takes something for a name.
        """
        return any(leak.reason == "key" or leak.kind in _BY_FORM for leak in self.leaks)


class Written(NamedTuple):
    """A file that may leave the study.

    Attributes:
        n_doubtful: In how many texts of it a rule takes something for a name.
    """

    content: bytes
    n_doubtful: int


def leaks_in_names(scanner: deid.LeakScanner, names: Iterable[str]) -> Mapping[str, Sequence[Leak]]:
    """Scan names that may be in either language.

    What a rule finds counts only where the rules of the other language find it too: a Dutch word
    is no name because English does not have it.
    """
    texts = list(dict.fromkeys(names))
    both = [scanner.scan_many(texts, language) for language in _LANGUAGES]
    return {
        text: [leak for leak in dutch if leak.reason == "key" or _is_in(leak, english)]
        for text, dutch, english in zip(texts, *both, strict=True)
    }


def _is_in(leak: Leak, others: Sequence[Leak]) -> bool:
    return any(leak.start < other.end and other.start < leak.end for other in others)


def scan_words(key: Key, words: Words) -> list[LeakyWords]:
    """Look for names of the key and for identifying text in all that a file would show.

    Args:
        key: The open key file; without it nobody can tell that the words are safe.
        words: What is to be written.
    """
    with key.read() as db:
        return leaky_words(leak_scanner(db), words)


def leaky_words(scanner: deid.LeakScanner, words: Words) -> list[LeakyWords]:
    """Look as `scan_words` does, by a scanner that was made before."""
    found = dict(leaks_in_names(scanner, filter(None, words.names)))
    prose = list(dict.fromkeys(filter(None, words.prose)))
    for language in _LANGUAGES:
        texts = [text for text in prose if guess_language(text) == language]
        found |= zip(texts, scanner.scan_many(texts, language), strict=True)
    return [LeakyWords(text, tuple(leaks)) for text, leaks in found.items() if leaks]


def written(key: Key, words: Words, content: bytes) -> Written:
    """Give a file with these words, unless one of them leaks for certain.

    Raises:
        LeakError: It does; the sentence says how many do, not which.
    """
    leaky = scan_words(key, words)
    n_certain = sum(one.is_certain for one in leaky)
    if n_certain:
        raise LeakError(
            "Nothing was written: texts in this file that hold identifying text: {n}. Save it on "
            "its page in the app to see which.",
            n=n_certain,
        )
    return Written(content, len(leaky))


def codebook_words(book: Codebook) -> Words:
    """Give all that a file of the codebook would show."""
    synonyms = (name for names in book.synonyms.values() for name in names)
    names = [*_node_names(book), *synonyms, *(one.name for one in book.themes)]
    prose = [one.description for one in book.categories]
    for code in book.codes:
        prose += [code.description, code.include_when, code.exclude_when]
        prose += [code.example, code.literature]
    for theme in book.themes:
        prose += [theme.claim, theme.concept, theme.scope, theme.recommendations]
    return Words(names, [*prose, *(one.note for one in book.relations)])


def theme_map_words(study: Study) -> Words:
    """Give all that the theme map could show."""
    with study.read() as db:
        book = find_codebook(db)
    names = [*_node_names(book), *(one.name for one in book.themes)]
    return Words(names, [one.claim for one in book.themes])


def _node_names(book: Codebook) -> list[str]:
    nodes = [*(one.name for one in book.categories), *(one.name for one in book.codes)]
    return [*nodes, *(one.type for one in book.relations)]
