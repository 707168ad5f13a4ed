"""Recognizers for who or what a place has one of, and for firms that are named as words."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from kwalicode.deid.lists import all_common_words, cues, fold, lines
from kwalicode.deid.page import Page
from kwalicode.deid.towns import is_town
from kwalicode.deid.vocabulary import is_word
from kwalicode.model import Finding, IdentifierKind, Language


def _either(name: str) -> str:
    return "|".join(sorted(cues(name)))


# Words after which another clause begins.
_STOP = rf"(?:{_either('clause-words')})\b"
_FIRSTS = frozenset(("enige", "eerste", "only", "first"))
# 'de eerste vrouwelijke sluiswachter van Zeeland', 'the first woman on the lifeboat at Filey'
_ONLY = re.compile(
    r"\b(?:(?:enige|eerste)\s(?:vrouwelijke|mannelijke|zwarte|turkse|marokkaanse|surinaamse|dove|"
    r"blinde|gekleurde|transgender|vrouw|man|moslima?|homo|jonge)|(?:only|first)\s(?:female|male|"
    r"woman|man|black|asian|deaf|blind|trans|gay|muslim|polish|irish|girl|lad))(?:\s[\w-]{3,25})?"
    rf"(?:\s(?!{_STOP})[\w'’-]{{2,20}}){{0,4}}?"
    r"\s(?:in|van|op|bij|te|of|at|on|for)\s(?:(?:de|het|the|our|onze)\s)?"
    rf"(?!{_STOP})[\w'’-]{{3,25}}(?:\s(?:in|van|op|te|of|at|on)\s(?:(?:de|het|the)\s)?"
    rf"(?!{_STOP})[\w'’-]{{3,25}})?(?![\w-])",
    re.IGNORECASE,
)


def find_holders(page: Page) -> Iterator[Finding]:
    """Find 'first woman on the lifeboat at Filey', 'koster van de grote kerk in Dokkum'."""
    for match in _ONLY.finditer(page.text) if _FIRSTS & page.keys else ():
        yield Finding(*match.span(), IdentifierKind.FUNCTION, 0.5, "the only one of a place")
    last = 0
    for word in page.words:
        if word.start < last or word.key not in _post_keys(page.language):
            continue
        post = _post(page.language).match(page.text, word.start)
        if post and (is_town(post["where"]) or not _is_general(post["where"])):
            last, name = post.end(), "function with its place"
            yield Finding(word.start, last, IdentifierKind.FUNCTION, 0.5, name)


@cache
def _firm(language: Language) -> re.Pattern[str]:
    """Make the pattern of a firm in lower case: 'my placement was at boots'."""
    at = r"bij(?:\s(?:de|het))?" if language == "nl" else "at"
    work = rf"(?:{_either(f'work-{language}')})"
    name = rf"(?!(?:{_either(f'no-firm-{language}')})\b)[a-zà-ÿ][a-zà-ÿ'’&-]{{2,20}}"
    after = (
        r"(?=$|[.,;]|\s(?:in|op|en|als|heb|had|was|toen|and|for|as|before|until|till|when|on|but|"
        r"maar|gewerkt|gezeten|begonnen|werk\w*)\b)"
    )
    # 'bij praxis heb ik gewerkt'
    before = (
        rf"|\bbij(?:\s(?:de|het))?\s(?P<before>{name})(?=(?:\s[\w'’-]+){{0,9}}\s{work}\b)"
        r"(?=\s(?:in|heb|had|ben|werk|werkt|werkte|gewerkt|gaan|als|op)\b)"
    )
    told = rf"\b{work}\b(?:\s[\w'’-]+){{0,3}}?\s{at}\s(?P<span>{name}){after}"
    return re.compile(told + (before if language == "nl" else ""))


def find_low_firms(page: Page) -> Iterator[Finding]:
    """Find firms that are words, in lines without capitals, beside a word of work."""
    if ("bij" if page.language == "nl" else "at") not in page.keys:
        return
    for match in _firm(page.language).finditer(page.text):
        name = match.lastgroup or "span"
        if page.is_flat(page.words[bisect_left(page.words, (match.start(name),))]):
            yield Finding(*match.span(name), IdentifierKind.ORGANISATION, 0.4, "employer")


@cache
def _post_keys(language: Language) -> frozenset[str]:
    rows = (row[3:] for row in lines("posts.txt") if row.startswith(language))
    return frozenset(fold(post) for row in rows for post in row.split())


@cache
def _post(language: Language) -> re.Pattern[str]:
    """Make the pattern from a post to its place: 'koster van de kerk in Wolvega'."""
    link = "van|bij|in|op" if language == "nl" else "of|at|in|for"
    where = "in|van|te|op|bij" if language == "nl" else "in|of|at|on|near"
    article = "de|het|onze|ons" if language == "nl" else "the|our"
    return re.compile(
        rf"[\w-]+\s(?:{link})\s(?:(?:{article})\s)?(?:(?!{_STOP})[\w'’-]{{3,20}}\s){{1,4}}"
        rf"(?:{where})\s(?:(?:{article})\s)?(?P<where>[\w'’-]{{3,30}})(?![\w-])",
        re.IGNORECASE,
    )


def _is_general(where: str) -> bool:
    """Tell whether the last word is one of talk and no name of a place."""
    key = fold(where)
    is_plain = key in all_common_words() or is_word(where, "nl") or is_word(where, "en")
    return is_plain and not where[0].isupper()
