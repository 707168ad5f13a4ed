"""Recognizers for bodies and posts by what their words say: 'the Office of X', 'koster van'."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from kwalicode.deid.acting import finite_verbs
from kwalicode.deid.lists import all_common_words, fold, lines, name_lists, places
from kwalicode.deid.page import Page
from kwalicode.deid.towns import is_town
from kwalicode.deid.vocabulary import is_word
from kwalicode.model import Finding, IdentifierKind, Language

_CAP = r"[A-ZÀ-Þ][\w'’&-]{1,40}"
# 'through Student Conduct and Appeals': words with capitals that 'and' or 'of' joins are one body.
_BODY = re.compile(
    r"\b(?:at|for|with|to|through|from|by|via|in|under|bij|voor|van|naar|door|op|aan|binnen)"
    r"(?:\s(?:the|de|het|our|onze))?\s"
    rf"(?P<span>{_CAP}(?:\s{_CAP}){{1,3}}(?!\s(?:and|en|&|of|for)\s[A-Z])|{_CAP}(?:\s{_CAP}){{0,3}}\s(?:and|en|&|of|for|van|voor)\s(?:the\s|de\s|het\s)?"
    rf"{_CAP}(?:\s{_CAP}){{0,3}})"
)
# A section and what it is about: 'op de administratie zorgdossiers'.
_SECTION = re.compile(
    r"\b(?:bij|op|van|naar|voor|vanuit)\s(?:de\s|het\s|ons\s|onze\s)?"
    r"(?P<span>(?:administratie|afdeling|secretariaat|balie|team|bureau|loket|helpdesk|backoffice|"
    r"frontoffice|servicepunt|meldpunt|unit|cluster|sector|staf|dienst|directie|poli|stafbureau)\s"
    r"(?P<about>[a-zà-ÿ&-]{4,30}(?:\sen\s[a-zà-ÿ-]{4,30}(?=zaken|zorg|ing\b|heer\b)\w*)?))(?![\w-])"
)
_NOT_ABOUT = frozenset(
    ("waar", "waarin", "toen", "omdat", "maar", "gewerkt", "gezeten", "geweest", "gegaan", "daar")
    + ("zelf", "alleen", "samen", "gewoon", "helemaal", "genoeg", "gebeld", "gemeld", "zitten")
    + (
        "werken",
        "werkte",
        "werkt",
        "begonnen",
        "terecht",
        "eigenlijk",
        "inmiddels",
        "langs",
        "mensen",
    )
)
_ABOUT_ENDS = (
    "en",
    "ing",
    "zaken",
    "heer",
    "zorg",
    "ers",
    "dienst",
    "logie",
    "kunde",
    "tie",
    "voering",
)


def find_units(page: Page) -> Iterator[Finding]:
    """Find bodies of several words with capitals, sections, posts and well-known bodies."""
    for match in _BODY.finditer(page.text):
        if _is_body(match["span"]):
            yield Finding(*match.span("span"), IdentifierKind.NAME_LIKE, 0.3, "unknown name")
    if page.language == "nl":
        for match in _SECTION.finditer(page.text):
            if _is_about(match["about"]):
                yield Finding(*match.span("span"), IdentifierKind.DEPARTMENT, 0.5, "department")
    for match in _known_bodies().finditer(page.text):
        yield Finding(*match.span(), IdentifierKind.ORGANISATION, 0.6, "organisation")
    for match in _firm(page.language).finditer(page.text):
        name = match.lastgroup or "span"
        if page.is_flat(page.words[bisect_left(page.words, (match.start(name),))]):
            yield Finding(*match.span(name), IdentifierKind.ORGANISATION, 0.4, "employer")
    for match in _ONLY.finditer(page.text):
        yield Finding(*match.span("span"), IdentifierKind.FUNCTION, 0.5, "the only one of a place")
    for match in _post(page.language).finditer(page.text):
        if is_town(match["where"]) or not _is_general(match["where"]):
            name = "function with its place"
            yield Finding(*match.span("span"), IdentifierKind.FUNCTION, 0.5, name)


def _is_body(span: str) -> bool:
    """'Xander and Bo' are two, and so are 'Monday and Tuesday'."""
    keys = [fold(word) for word in span.split() if word[0].isupper()]
    if keys[0] in places().names:
        return False
    is_pair = len(keys) == 2 and re.search(r"\s(?:and|en|&)\s", span)
    is_first_place = len(keys) == 2 and is_town(span)
    return not (is_pair or is_first_place) and not any(key in name_lists().first for key in keys)


def _is_about(about: str) -> bool:
    key = fold(about.split()[0])
    is_plain = key in _NOT_ABOUT or key in all_common_words() or key in finite_verbs()
    is_past = key.startswith("ge") and key.endswith(("d", "t", "en"))
    return not (is_plain or is_past) and key.endswith(_ABOUT_ENDS)


@cache
def _known_bodies() -> re.Pattern[str]:
    names = sorted(lines("known_bodies.txt"), key=len, reverse=True)
    either = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in names)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)


# After these another clause begins.
_STOPS = (
    "is|was|zijn|waren|die|dat|heeft|had|hebben|zei|zegt|en|maar|want|om|met|kwam|komt|ging|gaat|kan|kon|"
    "moet|toen|dan|als|er|niet|ik|hij|ze|zij|we|wij|je|who|that|has|have|said|says|and|but|because|to|with|"
    "or|came|went|can|could|when|if|not|i|he|she|they|it|you|are|were|did|does|just|got|gave|told|rang"
)
# 'de eerste vrouwelijke sluiswachter van Zeeland', 'the first woman on the lifeboat at Filey'
_ONLY = re.compile(
    r"\b(?P<span>(?:(?:enige|eerste)\s(?:vrouwelijke|mannelijke|zwarte|turkse|marokkaanse|surinaamse|dove|blinde|"
    r"gekleurde|transgender|vrouw|man|moslima?|homo|jonge)(?:\s[\w-]{3,25})?|(?:only|first)\s(?:female|male|"
    r"woman|man|black|asian|deaf|blind|trans|gay|muslim|polish|irish|girl|lad)(?:\s[\w-]{3,25})?)"
    rf"(?:\s(?!(?:{_STOPS})\b)[\w'’-]{{2,20}}){{0,4}}?"
    r"\s(?:in|van|op|bij|te|of|at|on|for)\s(?:(?:de|het|the|our|onze)\s)?"
    rf"(?!(?:{_STOPS})\b)[\w'’-]{{3,25}}(?:\s(?:in|van|op|te|of|at|on)\s(?:(?:de|het|the)\s)?"
    rf"(?!(?:{_STOPS})\b)[\w'’-]{{3,25}})?)(?![\w-])",
    re.IGNORECASE,
)
# 'my placement was at boots', 'bij praxis heb ik gewerkt': beside work, a word is a firm.
_WORK: dict[Language, str] = {
    "nl": r"(?:werk(?:t|te|ten|en)?|gewerkt|stage|begonnen|vrijwilliger|baan|dienst|kassa|uitzendkracht|"
    r"vakkenvuller|ingehuurd|gesolliciteerd|aangenomen|ontslagen|contract|schoonma\w+|monteur)",
    "en": r"(?:work(?:s|ed|ing)?|placement|shifts?|job|years|temped|started|till|tills|employed|contract|"
    r"sacked|hired|interview|cleaner|apprentice\w*|internship|volunteer\w*)",
}
_GENERAL = {
    "nl": r"mijn|zijn|haar|een|hem|haar|hen|ons|elkaar|mij|me|jou|je|mekaar|iedereen|iemand|mensen|school|ziekenhuis|"
    r"gemeente|politie|bank|bakker|slager|familie|vrienden|bedrijf|winkel|fabriek|kassa|receptie|werk|dat|die|"
    r"deze|dit|ze|hun|onze|thuis|zichzelf|mezelf|alles|elke|iedere|veel|ouderen|kinderen|jongeren|twee|drie|"
    r"andere|oud|groot|klein|dokter|huisarts|overheid|provincie|rijk|universiteit|baas|stage|afdeling|team|start|"
    r"begin|eind|einde|oudere|jonge|nieuwe|vorige|horeca|zorg|bouw|bar|deur|ingang|uitgang|klanten|patienten|"
    r"clienten|bewoners|collega|gezin|gezinnen|club|kerk|krant|hotel|restaurant|supermarkt|apotheek|defensie|"
    r"leger|marine|brandweer|ambulance|rechtbank|justitie|onderwijs|boer|kapper|garage|aannemer|uitzendbureau",
    "en": r"my|his|her|their|our|the|a|an|this|that|these|those|home|school|night|nights|weekends?|sea|height|work|"
    r"least|most|all|once|first|last|him|them|us|me|you|it|both|each|any|some|every|one|two|three|half|time|"
    r"times|lunch|university|uni|college|hospital|church|council|head|what|which|about|around|another|present|"
    r"point|heights|risk|home|noon|midnight|christmas|easter|dawn|people|kids|children|cash|pay|money|years|"
    r"months|weeks|ages|now|free|minimum|board|government|peanuts|five|six|seven|eight|nine|ten|front|reception",
}


@cache
def _firm(language: Language) -> re.Pattern[str]:
    """Make the pattern of a firm in lower case beside work."""
    at = r"bij(?:\s(?:de|het))?" if language == "nl" else r"at"
    name = rf"(?!(?:{_GENERAL[language]})\b)[a-zà-ÿ][a-zà-ÿ'’&-]{{2,20}}"
    after = r"(?=$|[.,;]|\s(?:in|op|en|als|heb|had|was|toen|and|for|as|before|until|till|when|on|but|maar|gewerkt|gezeten|begonnen|werk\w*|was)\b)"
    return re.compile(
        rf"\b{_WORK[language]}\b(?:\s[\w'’-]+){{0,3}}?\s{at}\s(?P<span>{name}){after}"
        + (
            rf"|\bbij(?:\s(?:de|het))?\s(?P<before>{name})(?=(?:\s[\w'’-]+){{0,6}}\s{_WORK['nl']}\b)"
            r"(?=\s(?:in|heb|had|ben|werk|werkt|werkte|gewerkt|gaan|als|op)\b)"
            if language == "nl"
            else ""
        )
    )


@cache
def _post(language: Language) -> re.Pattern[str]:
    """Make the pattern of a post at a house that has a place: 'koster van de kerk in Wolvega'."""
    rows = (row[3:] for row in lines("posts.txt") if row.startswith(language))
    posts = sorted({post.replace("-", "[ -]") for row in rows for post in row.split()}, key=len)
    link = "van|bij|in|op" if language == "nl" else "of|at|in|for"
    where = "in|van|te|op|bij" if language == "nl" else "in|of|at|on|near"
    article = "de|het|onze|ons" if language == "nl" else "the|our"
    return re.compile(
        rf"(?<![\w-])(?P<span>(?:{'|'.join(reversed(posts))})\s(?:{link})\s(?:(?:{article})\s)?"
        rf"(?:(?!(?:{_STOPS})\b)[\w'’-]{{3,20}}\s){{1,4}}(?:{where})\s(?:(?:{article})\s)?"
        r"(?P<where>[\w'’-]{3,30}))(?![\w-])",
        re.IGNORECASE,
    )


def _is_general(where: str) -> bool:
    """Tell whether the last word is one of talk and no name of a place."""
    key = fold(where)
    is_plain = key in all_common_words() or is_word(where, "nl") or is_word(where, "en")
    return is_plain and not where[0].isupper()
