"""Recognizers for names of persons that are days, months or words, where a pattern says so."""

import re
from collections.abc import Iterator
from itertools import chain

from kwalicode.deid.lists import cues, fold, name_lists, places, titles, words
from kwalicode.deid.page import Page
from kwalicode.deid.vocabulary import is_word
from kwalicode.model import Finding, IdentifierKind

_CAP = r"[A-ZÀ-Þ][a-zà-ÿ'’]{1,30}"
# Behind a form of address a day is a surname: 'mevrouw Zondag'.
_ADDRESSED = re.compile(
    r"\b(?:[Mm]evrouw|[Mm]evr\.|[Mm]w\.|[Mm]eneer|[Dd]hr\.|[Jj]uf|[Jj]uffrouw|[Mm]eester|[Zz]uster|[Bb]roeder|"
    r"Mr|Mrs|Ms|Miss|Mister|Sister)\.?\s"
    rf"(?P<span>(?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Tt]er)\s){{0,2}}{_CAP})"
)
# 'Mei-Ling', 'Jan-Willem': one name where neither half is a place.
_DOUBLE = re.compile(rf"(?<![\w-])(?P<span>(?P<first>{_CAP})-(?P<last>{_CAP}))(?![\w-])")
# 'lente was de jongste', 'april is my eldest'
_ONE_OF = re.compile(
    r"(?<![\w-])(?P<span>[^\W\d_]{3,15})\s(?:is|was)\s(?:(?:nu|nog|ook|toen|now|still|then)\s)?"
    r"(?:de|het|mijn|onze|zijn|haar|the|my|our|his|her)\s"
    r"(?:jongste|oudste|middelste|kleinste|tweede|youngest|eldest|oldest|littlest|middle\sone|"
    r"zus|zusje|broer|broertje|dochter|zoon|nichtje?|neef|buurvrouw|buurman|collega|mentor|"
    r"sister|brother|daughter|son|niece|nephew|neighbour|colleague|keyworker|key\sworker|"
    r"supervisor|leidinggevende|begeleider|begeleidster|therapeut|therapist|social\sworker)\b",
    re.IGNORECASE,
)
# 'Grace was never late, and April was': the second does what the first, a name, does.
_ALIKE = re.compile(
    r"\b(?P<other>[^\W\d_]{2,15})\s(?P<verb>was|is|had|has|said|says|went|got|zei|heeft|had|ging|zat|werkt|"
    r"werkte|works|worked|lives|woont|woonde)\b[^.!?\n]{2,40}?\b(?:and|but|while|en|maar|terwijl)\s"
    r"(?P<span>[^\W\d_]{3,12})\s(?P=verb)\b",
    re.IGNORECASE,
)
# 'de motie van amerongen': what is called after somebody.
_AFTER_SOMEBODY = re.compile(
    r"\b(?:motie|amendement|initiatiefwet|kabinet|affaire|familie|gezin|huize|firma|notaris|advocaat|"
    r"dokter|meester|rechter|wethouder|minister|raadslid|kamerlid)\s"
    r"(?P<span>(?:van|van\sder|van\sden|van\sde|de|ter|ten)\s(?P<last>[a-zà-ÿ]{4,20}))(?![\w-])"
)
_TIMES = cues("times")


_FORMS = cues("forms")
_RELATED = cues("related")


def _found(pattern: re.Pattern[str], page: Page, needed: frozenset[str]) -> Iterator[re.Match[str]]:
    return pattern.finditer(page.text) if needed & page.keys else iter(())


def find_word_names(page: Page) -> Iterator[Finding]:
    """Find 'mevrouw Zondag', 'Mei-Ling' and 'lente was de jongste'."""
    found = chain(
        (m for m in _found(_ADDRESSED, page, _FORMS) if _is_addressed(page, m["span"])),
        (m for m in _DOUBLE.finditer(page.text) if _is_double(page, m)) if "-" in page.text else (),
        (m for m in _found(_ALIKE, page, _TIMES) if _is_time_alike(m)),
        (m for m in _AFTER_SOMEBODY.finditer(page.text) if not is_word(m["last"], page.language)),
        (m for m in _found(_ONE_OF, page, _RELATED) if _is_first(m["span"])),
    )
    for match in found:
        yield Finding(*match.span("span"), IdentifierKind.PERSON, 0.5, "name after a cue")


def _is_addressed(page: Page, name: str) -> bool:
    key = fold(name.rsplit(maxsplit=1)[-1])
    if key in _TIMES:
        return True
    return key not in titles(page.language) | words("functions.txt") | words("posts.txt")


def _is_double(page: Page, match: re.Match[str]) -> bool:
    halves = (fold(match["first"]), fold(match["last"]))
    if any(half in _TIMES for half in halves):
        return not all(half in _TIMES for half in halves)
    if any(half in places().names or half in words("no_names.txt") for half in halves):
        return False
    is_first = halves[0] in name_lists().first or halves[1] in name_lists().first
    return is_first or not all(is_word(half, page.language) for half in halves)


def _is_first(name: str) -> bool:
    key = fold(name)
    return key in _TIMES or (key in name_lists().first and key not in words("mass_nouns.txt"))


def _is_time_alike(match: re.Match[str]) -> bool:
    return fold(match["span"]) in _TIMES and fold(match["other"]) in name_lists().first
