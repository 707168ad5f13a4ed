"""Recognizers for functions that one person holds, alone or by where they are held."""

import re
from collections.abc import Iterator
from functools import cache

from kwalicode.deid.lists import common_words, fold, is_surname, lines, name_lists, places, words
from kwalicode.deid.lookups import find_departments
from kwalicode.deid.organisations import LOW_NAME, telling
from kwalicode.deid.page import Page, Word
from kwalicode.deid.towns import is_town
from kwalicode.deid.vocabulary import is_place_like, is_word
from kwalicode.model import Finding, IdentifierKind, Language

_CAP = r"[A-ZÀ-Þ][\w'’.-]{0,40}(?<![.'’])"
_LOW = r"[a-zà-ÿ'-]{3,30}"
_CAPS = rf"{_CAP}(?:[ ](?:(?:&|en|and|van|of|de|der|the|het)[ ]){{0,2}}{_CAP}){{0,4}}"
# 'of the Labour group in Westmere': where it is may follow.
_WHERE = r"(?:in|of|on|at|for|van|bij|op|voor|te)(?:[ ](?:de|het|the))?"
# 'of the Todmorden Labour party': its own word in lower case belongs to it.
_OWN = (
    r"(?:[ ](?:party|branch|club|society|association|group|council|church|school|team|committee|"
    r"union|mosque|temple|hospital|college|fractie|afdeling|school|kerk|vereniging|ziekenhuis)\b)?"
)
_AT = rf"(?:(?:[ ][a-z]+)?[ ]{_WHERE}[ ]{_CAPS}{_OWN})"
_UNIT = rf"{_CAPS}(?:[ ]\d{{1,3}}[A-Za-z]?(?!\w))?{_OWN}{_AT}{{0,3}}"

# Words that end the phrase: verbs and conjunctions, after which another clause begins.
_STOP: dict[Language, str] = {
    "nl": r"(?:is|was|zijn|waren|die|dat|heeft|had|hebben|hadden|zei|zegt|en|maar|want|om|met|of|"
    r"kwam|komt|ging|gaat|kan|kon|wil|wou|moet|moest|wordt|werd|ook|toen|dan|als|er|niet|ik|hij|"
    r"ze|zij|we|wij|je|u|heet|heette|belde|vond|mij|me|hem|haar|ons|naar|uit|over)",
    "en": r"(?:is|was|are|were|who|that|has|had|have|said|says|and|but|because|to|with|or|came|"
    r"went|can|could|will|would|must|then|when|if|not|i|he|she|they|we|you|me|him|her|us|from|"
    r"about|called|rang|told|did|does|do)",
}
_LINK: dict[Language, str] = {
    "nl": r"(?:van|bij|in|op|voor|aan|namens|binnen)",
    "en": r"(?:of|at|for|in|on|to|with)",
}
_BEFORE = words("before_posts.txt")


@cache
def _posts(language: Language) -> frozenset[str]:
    rows = (row[3:] for row in lines("posts.txt") if row.startswith(language))
    return frozenset(fold(post) for row in rows for post in row.split())


@cache
def _place(language: Language, unit: str, kind: str = "{0,4}?") -> re.Pattern[str]:
    """Make the pattern of what follows a post: a topic, a preposition and what it is held in."""
    between = rf"(?:[ ](?!(?i:{_STOP[language]})\b)[\w&-]{{1,40}})"
    gemeente = r"|[ ]gemeente" if language == "nl" else ""
    return re.compile(
        rf"(?P<topic>{between}{{0,3}}?)(?P<link>[ ]{_LINK[language]}{gemeente})"
        rf"(?P<kind>{between}{kind})[ ](?P<of>{unit})(?![\w-])"
    )


# Endings of work: 'kapelmeester', 'kinderburgemeester', 'housekeeper', 'neurologist'.
_POST_ENDS: dict[Language, tuple[str, ...]] = {
    "nl": (
        *("meester", "leider", "leidster", "hoofd", "baas", "chef", "directeur", "directrice"),
        *("arts", "loog", "kundige", "wachter", "bewaarder", "beheerder", "adviseur", "consulent"),
        *("therapeut", "coach", "trainer", "manager", "coordinator", "secretaris", "voorzitter"),
        *("inspecteur", "commandant", "ondernemer", "uitbater", "predikant", "rechter"),
        *("redacteur", "bestuurder"),
    ),
    "en": (
        *("keeper", "master", "mistress", "warden", "wright", "smith", "monger", "ologist"),
        *("iatrist", "trician", "therapist", "visitor", "officer", "adviser", "advisor", "trustee"),
        *("governor", "chancellor", "counsellor", "inspector", "director", "conductor", "rector"),
        *("barrister", "solicitor", "preacher", "organiser", "convenor", "convener", "champion"),
    ),
}


@cache
def _is_post_name(key: str, language: Language) -> bool:
    return key in _posts(language) or (len(key) > 7 and key.endswith(_POST_ENDS[language]))


def _is_post(word: Word, language: Language) -> bool:
    """Tell whether a word is work or an office; with a capital inside a sentence it is a name."""
    is_listed = word.key in _posts(language)
    return is_listed or (not word.is_capital and _is_post_name(word.key, language))


def find_posts(page: Page) -> Iterator[Finding]:
    """Find 'burgemeester van Meerveld', 'hoofd inkoop bij zorggroep merelzoom' in one span.

    What stands after 'van' may also be a person ('de secretaris van Jan'): that is no function.
    """
    last = 0
    for place, word in enumerate(page.words):
        if word.start < last or not _is_post(word, page.language):
            continue
        end = _low_end(page, word.end) if page.is_flat(word) else _end(page, word)
        if end:
            last = end
            start = _first(page, place)
            yield Finding(start, last, IdentifierKind.FUNCTION, 0.7, "function with its place")


def _end(page: Page, word: Word) -> int | None:
    """Give where what follows a post ends, up to the place or organisation it is held in."""
    match = _place(page.language, _UNIT).match(page.text, word.end)
    if match and not _is_person(match):
        return match.end()
    body = _body(page.language).match(page.text, word.end)
    if body:
        return body.end()
    beside = _BESIDE.match(page.text, word.end) if word.key.endswith(_LEADS) else None
    return beside.end() if beside and is_town(beside["of"]) else None


# 'regiomanager Noord-Holland'; after 'wethouder' a name would come.
_LEADS = ("manager", "directeur", "coördinator", "coordinator", "leider", "hoofd")
_BESIDE = re.compile(rf"[ ](?P<of>{_CAP})(?:[ ]{_CAP}){{0,5}}")


def _low_end(page: Page, at: int) -> int | None:
    """Give the same in a line without capitals; 'head of procurement' may go on with 'at'."""
    for kind in ("{0}", "{1}", "{2}", "{3}"):
        match = _place(page.language, _LOW, kind).match(page.text, at)
        if match and _is_low_unit(page, match):
            heads = telling("head") | telling("wide-head")
            if fold(match["kind"].split()[-1] if match["kind"] else "") in heads:
                name = LOW_NAME.match(page.text, match.start("of") - 1)
                return name.end() if name else match.end()
            tail = _tail_end(page, match.end())
            if tail:
                return tail
            is_topic = fold(match["of"]) in words("topics.txt")
            return (_low_end(page, match.end()) if is_topic else None) or match.end()
    body = _body(page.language).match(page.text, at)
    return body.end() if body else None


_NEXT = re.compile(r"(?:[ ](?:and[ ]|en[ ])?[a-z]+)")


def _tail_end(page: Page, at: int) -> int | None:
    """Give where 'todmorden cricket club' ends, from where 'todmorden' does."""
    end = at
    for _ in range(3):
        following = _NEXT.match(page.text, end)
        if not following or fold(following.group().split()[-1]) in _ENDERS:
            return None
        end = following.end()
        if fold(following.group().split()[-1]) in telling("tail", "wide-tail"):
            return end
        if is_town(page.text[page.text.rfind(" ", 0, at) + 1 : end]):
            return end
    return None


_ENDERS = frozenset(
    {"and", "en", "he", "she", "i", "we", "in", "at", "to", "the", "who", "that", "was"}
)
_ARTICLES = frozenset({"de", "het", "een", "the", "a", "our", "my", "his", "her", "their"})


@cache
def _body(language: Language) -> re.Pattern[str]:
    """Make the pattern of a part of an organisation that has one chair: 'van de dorpsraad'."""
    bodies = "|".join(sorted(telling("body"), key=len, reverse=True)).replace("-", "[ -]")
    return re.compile(
        rf"(?:[ ]\w+)?[ ]{_LINK[language]}(?:[ ](?:de|het|the))?[ ](?:{bodies})(?!\w)"
        rf"(?:[ ]{_WHERE}[ ]{_CAPS})?",
        re.IGNORECASE,
    )


def _first(page: Page, place: int) -> int:
    """Give where the phrase starts: 'eerste', 'plaatsvervangend' before a post belong to it."""
    while place and page.words[place - 1].key in _BEFORE:
        place -= 1
    return page.words[place].start


def _is_person(match: re.Match[str]) -> bool:
    if any(map(str.isdigit, match["of"])):  # 'matron of Ward 7'
        return False
    key = fold(match["of"].split()[0])
    last = fold(match["of"].split()[-1])
    if last != key and last in telling("tail", "wide-tail"):
        return False
    is_name = key in name_lists().first or (match["link"].strip() == "van" and is_surname(key))
    has_name = any(word[:1].isupper() and is_surname(fold(word)) for word in match["topic"].split())
    return has_name or (is_name and not match["kind"].strip() and key not in places().names)


def _is_low_unit(page: Page, match: re.Match[str]) -> bool:
    """A place, a department, an unknown word, or a name before 'school' and the like."""
    key = fold(match["of"])
    if key in telling("head", "wide-head"):
        return False
    if match["kind"].split()[-1:] and fold(match["kind"].split()[-1]) in telling("head"):
        return key not in common_words(page.language)
    if key in telling("tail", "wide-tail"):
        return bool(set(match["kind"].split()) - _ARTICLES)
    if key.endswith("afdeling") and len(key) > 10:
        return True
    is_unit = is_town(key) or key in words("topics.txt") or is_place_like(key)
    return (is_unit and key not in common_words(page.language)) or not is_word(key, page.language)


_ONLY: dict[Language, str] = {
    "nl": r"(?i:enige)[ ](?!(?:keer|dag|plek|ding|dat|die|probleem|reden|manier|tijd)\b)",
    "en": r"(?i:only)[ ](?!(?:one|thing|time|place|way|problem|reason|if|when)\b)",
}


@cache
def _only(language: Language) -> re.Pattern[str]:
    link = r"(?:in|van|op|at|of|on)(?:[ ](?:de|het|the))?(?:[ ]gemeente)?"
    between = rf"(?:(?!(?i:{_STOP[language]}|{_LINK[language]})\b)[\w-]{{1,40}}[ ])"
    return re.compile(
        rf"(?<!\w){_ONLY[language]}{between}{{1,4}}{link}[ ](?P<of>{_CAPS}|{_LOW})(?![\w-])"
    )


def find_only_ones(page: Page) -> Iterator[Finding]:
    """Find 'the only midwife in Rutland', whatever it is that the place has one of."""
    for match in _only(page.language).finditer(page.text):
        if match["of"][0].isupper() or (
            is_town(match["of"]) and not is_word(match["of"], page.language)
        ):
            yield Finding(*match.span(), IdentifierKind.FUNCTION, 0.6, "the only one of a place")


@cache
def _functions(language: Language) -> re.Pattern[str]:
    """Make one pattern of the functions, longest first; unique ones, and those with a unit."""
    rows = [line[3:] for line in lines("functions.txt") if line.startswith(language)]
    alone = sorted((row for row in rows if not row.endswith("+")), key=len, reverse=True)
    with_unit = sorted((row[:-2] for row in rows if row.endswith("+")), key=len, reverse=True)
    topics = [line[3:] for line in lines("topics.txt") if line.startswith(language)]
    link = r"(?:\s(?:van|der|voor|bij|of|for|de|het|the))*"
    return re.compile(
        rf"(?<![\w-])(?:(?P<topic>(?i:{_either(with_unit)}\s{_either(topics)}))|"
        rf"(?P<unit>(?i:{_either(with_unit)}){link}\s"
        rf"(?P<of>{_CAP}(?:\s(?:en|and)\s"
        rf"{_CAP}|\s{_CAP})*))|(?i:{_either(alone)}))(?![\w-])"
    )


def _either(words: list[str]) -> str:
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s") for word in words) + ")"


def find_functions(page: Page) -> Iterator[Finding]:
    """Find functions that one person holds: 'griffier', 'directeur RO', 'head of Housing'.

    A function with a unit counts only where the unit is a department, or follows 'van', 'of':
    in 'wethouder Terpstra' and 'wethouder van Dijk' a name comes after it.
    """
    units = {f.start: f.end for f in find_departments(page)}
    for match in _functions(page.language).finditer(page.text):
        end = match.end()
        if match["unit"] is not None:
            start_of_unit = match.start("of")
            before = page.text[match.start() : start_of_unit].rstrip()
            has_link = before.endswith((" van", " of", " for", " voor", " bij", " de", " het"))
            is_name = before.endswith(" van") and is_surname(fold(match["of"].split()[0]))
            if (is_name or not has_link) and start_of_unit not in units:
                continue
            end = max(units.get(start_of_unit, 0), end if has_link else 0)
        yield Finding(match.start(), end, IdentifierKind.FUNCTION, 0.7, "function")
