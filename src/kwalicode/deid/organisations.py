"""Recognizers for organisations and local parties by their words."""

import re
from collections.abc import Iterator
from functools import cache

from kwalicode.deid.lists import all_common_words, cues, fold, is_nationality, lines, name_lists
from kwalicode.deid.page import Page, Word, pattern_recognizer
from kwalicode.deid.towns import is_town
from kwalicode.deid.vocabulary import is_word
from kwalicode.model import Finding, IdentifierKind, Language

_CAP = r"(?:(?<![\w&-])[A-ZÀ-Þ][\w'’&-]{0,40})"
_FIRST = rf"(?!(?:De|Het|Een|Dit|Dat|Deze|In|Bij|Van|Op|The|An?|This|That|At)\s){_CAP}"
_LINK = r"(?:\s(?:van|voor|de|der|den|het|en|of|for|and|the|aan|&)){0,4}"
_CAPS = rf"{_CAP}(?:{_LINK}\s{_CAP}){{0,4}}"
_LINKS = frozenset({"and", "en", "van", "of", "for", "voor", "de", "der", "the", "aan"})

# What follows 'Stichting': 'De Boei', 'voor de Haven'; after 'van' may come a person.
_NAME_AFTER = re.compile(rf"\s(?:(?:voor|de|het|'t|ter|ten|the|for|of)\s){{0,2}}{_CAPS}(?:\s\d+)?")
_NO_NAME = (
    r"(?!(?:heb|had|hadden|heeft|was|is|en|maar|want|in|op|bij|van|voor|met|om|die|dat|waar|toen|"
    r"dus|daar|daarna|gewerkt|gegaan|geweest|gereden|gezeten|gezet|begonnen|gestopt|zeg|als|of|te|"
    r"aan|naar|over|uit|ik|hij|zij|ze|we|wij|er|niet|ook|zijn|waren|hebben|gaan|ging|moet|kan|wil|"
    r"eh|uh|nou|ja|al|nog|zo|werd|wordt|deed|doet|kwam|zat|zit)\b)"
)
LOW_NAME = re.compile(
    rf"\s(?:(?:de|het|ter|ten|van|'t)\s)?(?P<name>{_NO_NAME}[a-zà-ÿ'-]{{2,20}}"
    rf"(?:\s{_NO_NAME}[a-zà-ÿ'-]{{2,20}})?)(?:\s(?:bv|nv|vof))?(?![\w-])"
)


@cache
def telling(*sorts: str) -> frozenset[str]:
    """Give the words of one or more sorts that tell an organisation, folded."""
    rows = (line.split() for line in lines("organisation_words.txt"))
    return frozenset(fold(word) for row in rows if row[0] in sorts for word in row[2:])


def find_organisations(page: Page) -> Iterator[Finding]:
    """Find names beside a word that tells what kind of organisation has them.

    'Zorggroep Merel', 'Merel & Sons Bakery', 'Hanzehogeschool'; in lines without capitals
    'slagerij ostinga', 'at red cliff motors'.
    """
    for place, word in enumerate(page.words):
        span = _span_at(page, place)
        if span:
            score = 0.6 if page.is_flat(word) else 0.85
            yield Finding(*span, IdentifierKind.ORGANISATION, score, "organisation")


def _span_at(page: Page, place: int) -> tuple[int, int] | None:
    """Give the span of the organisation that the word at `place` tells, if any."""
    word = page.words[place]
    if word.key in telling("head", "wide-head") or _is_firm(word):
        after = _after(page, word)
        if after:
            return word.start, after
    if word.key in telling("tail", "wide-tail"):
        first = _before(page, place)
        return None if first is None else (first.start, word.end)
    is_whole = word.is_capital and word.key.endswith(tuple(telling("ending")))
    if is_whole and word.key not in telling("ending"):
        more = re.compile(rf"\s{_CAP}").match(page.text, word.end)
        return word.start, more.end() if more else word.end
    return None


def _is_firm(word: Word) -> bool:
    """'bouwbedrijf', 'transportbedrijf'."""
    return word.key.endswith("bedrijf") and len(word.key) > 9


def _after(page: Page, word: Word) -> int | None:
    """Give where the name after 'Stichting' or 'slagerij' ends."""
    if not page.is_flat(word):
        match = _NAME_AFTER.match(page.text, word.end)
        return match.end() if match else None
    match = LOW_NAME.match(page.text, word.end)
    if not match:
        return None
    first, _, second = match["name"].partition(" ")
    if second and not is_word(first, page.language) and is_word(second, page.language):
        return match.start("name") + len(first)
    if word.key in telling("head") or _is_firm(word):
        return match.end()
    closed = _CLOSED.match(page.text, word.end)
    is_strange = _is_strange(match["name"], page.language)
    return match.end() if is_strange else closed and closed.end()


# 'mavo de driesprong en': an article and one word between 'mavo' and what goes on.
_CLOSED = re.compile(
    rf"\s(?:de|het|'t)\s{_NO_NAME}[a-zà-ÿ'-]{{3,20}}"
    r"(?=$|[.,]|\s(?:en|in|op|bij|waar|daar|dat|die|was|is|heb|had|toen|dus|maar)\b)"
)


def _is_strange(name: str, language: Language) -> bool:
    """Tell whether one of some words stands in no dictionary, or the first is a town."""
    parts = name.split()
    return is_town(parts[0]) or not all(is_word(part, language) for part in parts)


def _before(page: Page, place: int) -> Word | None:
    """Give the first word of the name before 'Homes' or 'Ziekenhuis'."""
    tail = page.words[place]
    if page.is_flat(tail):
        return _low_before(page, place)
    if not tail.is_capital and tail.key not in _LOWER_TAILS:
        return None
    first, at = None, place - 1
    while at >= max(0, place - 6) and _joins(page, at):
        word = page.words[at]
        if word.is_capital and not _opens(word):
            first = word
        elif word.key not in _LINKS:
            break
        at -= 1
    return None if first is None or is_nationality(first.key) else first


# Tails that stay small after a name: 'Cromwell hospital'.
_LOWER_TAILS = frozenset(
    {"ziekenhuis", "kliniek", "huisartsenpraktijk", "huisartspraktijk", "lyceum", "hospital"}
    | {"school", "college", "church", "surgery", "nursery", "revalidatiecentrum", "committee"}
)


def _joins(page: Page, at: int) -> bool:
    return page.gap(page.words[at], page.words[at + 1]) in {" ", " & "}


def _opens(word: Word) -> bool:
    """'The', 'At' with the capital of a sentence belong to no name."""
    return word.key in {"de", "het", "een", "the", "a", "an"} or (
        word.starts_sentence and word.key in all_common_words()
    )


_AT = frozenset(
    {"at", "for", "from", "to", "with", "in", "the", "naar", "het", "bij", "op", "voor"}
)
_NO_FIRM = frozenset(
    {
        "the",
        "het",
        "my",
        "a",
        "an",
        "de",
        "een",
        "our",
        "their",
        "his",
        "her",
        "local",
        "old",
        "new",
    }
    | {"same", "other", "another", "that", "this", "every", "any", "some", "these", "those", "own"}
    | {
        "big",
        "small",
        "two",
        "first",
        "private",
        "public",
        "special",
        "good",
        "proper",
        "mijn",
        "ons",
    }
    | {
        "dat",
        "dit",
        "different",
        "busy",
        "nice",
        "lovely",
        "huge",
        "nearby",
        "main",
        "state",
        "rough",
    }
    | {"single", "teaching", "village", "town", "city", "at", "form", "which", "what", "no", "one"}
)
# Between a name and its tail: 'sunnyside care home'.
_QUALIFIERS = frozenset(
    {"care", "nursing", "retirement", "children's", "housing", "credit", "sixth", "primary", "high"}
    | {"secondary", "grammar", "community", "junior", "infant", "medical", "health", "general"}
    | {"district", "shopping", "sports", "leisure", "day", "youth", "football", "village"}
)


def _low_before(page: Page, place: int) -> Word | None:
    """Give the first of one or two words before a tail, behind 'at' or the like."""
    at, tail = place - 1, page.words[place]
    while at > 0 and page.words[at].key in _QUALIFIERS and _joins(page, at):
        at -= 1
    is_distinct = at < place - 1 or tail.key in telling("tail")
    for first in (at, at - 1, at - 2):
        if first < 1 or not _joins(page, first):
            return None
        word, cue = page.words[first], page.words[first - 1]
        if word.key in _NO_FIRM or word.key in _AT:
            return None
        if cue.key in _AT and word.key not in {"and", "en"} and _joins(page, first - 1):
            name = page.text[word.start : tail.start]
            return word if is_distinct or _is_strange(name, page.language) else None
    return None


_WORK = (
    r"(?i:\b(?:work(?:s|ed|ing)?|started|apprentice\w*|job|placement|carer|porter|nurse|cleaner|"
    r"driver|trainee|volunteer\w*|employed|left|joined|werk(?:t|te|ten|en)?|gewerkt|stage|begonnen|"
    r"opdracht|dienst|baan)\b)"
)
# Whom one works for, whatever it is called: 'I worked at Tetley's', 'werkt bij Deltares'.
_EMPLOYER = re.compile(
    rf"{_WORK}(?:\s\w+){{0,3}}?\s(?:for|at|bij|voor)\s(?:the\s|de\s|het\s)?"
    rf"(?P<span>{_CAP}(?:\s(?:(?:and|en|&)\s)?{_CAP}){{0,3}})"
    rf"|\bbij\s(?:de\s|het\s)?(?P<after>{_CAP}(?:\s{_CAP}){{0,3}})(?=\s(?:gaan\s|ben\sgaan\s)?"
    r"(?:werken|gewerkt|begonnen)\b)"
    r"|(?<=(?:.at|for|rom)\s)(?P<shop>[A-Z][a-z]+['’]s)(?=[,.;!?]|\sand\b|$)"
    rf"|{_WORK}(?:\s\w+)?\s(?:for|at)\s(?P<low>[a-z]{{4,}}['’]s)(?=\s(?:the|in|on|and|for|when)\b|$)"
    r"|\b(?:drives?|drove|driving|works?|worked|working|temped|temping|temps)\s(?:for|at)\s(?P<brand>(?!(?:years|"
    r"hours|miles|ages|work|free|fun|money|them|days|home|everyone|someone|people|charity|himself|herself|"
    r"myself|themselves|yourself|ourselves|night|nights|weekends|sea|height|heights|nothing|anything|it|"
    r"him|her|us|me|you|weeks|months|least|most|all|once|first|last|minimum|peanuts|pay|cash|something|"
    r"living|what|about|over|almost|nearly|two|three|four|five|ten|twenty|both|social|local|private|public|"
    r"school|uni|university|college|church|hospital|government|council|head|office|parliament|anyone)\b)"
    r"[a-z]{4,}(?<!ing)(?:\s(?!(?:these|then|since|until|when|before)\b)[a-z]{5,}s)?)(?=$|[.,;]|\s(?:these\sdays|now|and|for|in|on|until|since|then|at\sthe|before|when|as\sa)\b)"
    # what is told afterwards: 'bij de rietvink een basisschool', 'at little acorns, a nursery'
    r"|\b(?:bij|op|voor)\s(?P<told>(?:(?:de|het|'t)\s)?[a-z]{4,20}),?\seen\s(?:\w+\s)?(?:basisschool|school|"
    r"bedrijf|zorginstelling|verzorgingshuis|verpleeghuis|winkel|stichting|organisatie|bureau|"
    r"kinderdagverblijf|zorgboerderij|camping|hotel|restaurant|kliniek|fabriek)\b"
    r"|\b(?:at|for)\s(?P<said>[a-z]{3,20}(?:\s[a-z]{4,20})?),?\sa\s(?:\w+\s)?(?:school|nursery|care\shome|"
    r"charity|company|firm|hotel|clinic|factory|housing\sassociation)\b"
    rf"|{_WORK}\s(?:\w+\s)?(?:for|at)\s(?P<firm>[a-z]{{3,20}}\sand\s(?:sons|daughters|partners))\b"
)


def find_employers(page: Page) -> Iterator[Finding]:
    """Find what has a capital where an employer stands, unless it is a first name."""
    if not _AT & page.keys:
        return
    for match in _EMPLOYER.finditer(page.text):
        name = match.lastgroup or "span"
        first = fold(match[name].split()[0])
        if name in {"span", "after"} and (
            first in name_lists().first or first in all_common_words()
        ):
            continue
        yield Finding(*match.span(name), IdentifierKind.ORGANISATION, 0.7, "employer")


find_commissions = pattern_recognizer(
    "committee with a name",
    IdentifierKind.PERSON,
    0.8,
    re.compile(
        r"(?<![\w-])(?:\w{0,30}commissie|[Ww]erkgroep|[Tt]askforce)-(?P<span>"
        r"(?:[Vv]an\s(?:de[nr]?\s)?|[Dd]e\s)?[A-ZÀ-Þ][\w'-]{0,40})(?!\w)"
    ),
    needs=("commissie-", "werkgroep-", "taskforce-"),
)
_LOCAL_HEADS = (
    "Leefbaar|Lokaal|Lijst|Dorpslijst|Gemeentelijst|Gemeentebelangen|Stadspartij|Dorpspartij|"
    "Dorpsbelangen|Stadsbelangen|Burgerbelangen|(?:Hart|Vooruit|Samen|Beter|Sterk)\\s[Vv]oor|Senioren|Ouderenpartij"
)
_LOCAL_TAILS = (
    r"Lokaal|Belang|Belangen|Vooruit|Sterk|Liberaal|Alternatief|Actief|Centraal|Anders|"
    r"First\sParty|Independents(?:\sFirst)?|"
    r"Residents['’]?\sAssociation"
)
find_local_parties = pattern_recognizer(
    "local party",
    IdentifierKind.PARTY,
    0.75,
    re.compile(
        rf"(?<!\w)(?:{_FIRST}(?:\s{_CAP})?\s(?:{_LOCAL_TAILS})"
        rf"|(?:{_LOCAL_HEADS})(?:\s{_CAP}){{1,2}}"
        r"|(?:Gemeentebelangen|Stadspartij|Dorpsbelangen)"
        rf"|Lijst\s\d{{1,2}}|Ons\s{_CAP}|Partij\s(?:voor|van)\s(?:de\s|het\s)?{_CAP}"
        rf"|(?!(?:Christmas|Birthday|Garden|Third|House|Tea|Office|Leaving|Summer|Working|The)\b){_CAP}"
        rf"(?:\s{_CAP}){{0,2}}\sParty"
        r"|(?:jong|lokaal|progressief|sociaal)\s(?:liberaal|alternatief|akkoord|progressief)"
        r"|(?<=(?:oor|van|bij) )ons\s(?:dorp|belang|[a-z]{3,15}land)"
        r"|(?:leefbaar|gemeentebelangen|dorpsbelangen|stadspartij|dorpspartij)\s[a-z]{4,20})(?!\w)"
    ),
    needs=tuple(sorted(cues("party-words"))),
)
