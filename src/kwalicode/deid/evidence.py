"""What the words around an unknown one say about whether it names a person."""

from functools import cache

from kwalicode.deid.lists import (
    PARTICLES,
    common_words,
    is_ambiguous,
    is_surname,
    name_lists,
    titles,
    words,
)
from kwalicode.deid.page import Page, Word
from kwalicode.deid.vocabulary import is_place_like, is_word

_LONG_ENOUGH = 5
ENOUGH = 2
"""Points from which a run of words counts as a person."""

_IN_PLACE = frozenset(
    ("in", "uit", "vanuit", "te", "nabij", "rond", "langs", "via", "from", "near")
)
_AT_PLACE = frozenset(("op", "naar", "at", "on", "through", "to", "into", "heel", "tot"))
_ARTICLES = frozenset(("de", "het", "een", "'t", "the", "a", "an", "dit", "geen"))
_OURS = frozenset(("ons", "onze", "our", "mijn", "my", "jullie", "die"))
_BESIDE = frozenset(
    ("met", "tegen", "volgens", "zonder", "aan", "behalve", "namens", "with", "without", "than")
)
_BESIDE_ONLY = frozenset(("volgens", "tegen", "namens"))
_AT_WORK = frozenset(("for", "at", "bij", "voor", "with"))
_WORK = frozenset(
    (
        *("work", "works", "worked", "working", "job", "placement", "company", "firm", "client"),
        *(
            "werk",
            "werkt",
            "werkte",
            "werken",
            "gewerkt",
            "baan",
            "stage",
            "dienst",
            "solliciteerde",
        ),
        *("dorp", "stad", "village", "town", "begon", "begonnen"),
    )
)
_FILLERS = frozenset(
    ("gewoon", "maar", "just", "eigenlijk", "altijd", "always", "toen", "dus", "then")
)
_I = frozenset(("ik", "i", "hij", "he", "ze", "she", "we", "wij", "they"))
_TO_WHOM = frozenset(("me", "mij", "hem", "us", "him", "mee"))
_ME = frozenset(("mij", "ik", "hem", "haar", "me", "i", "him", "her"))
_BEING = frozenset(("is", "was", "are", "were", "zijn", "waren"))
_NAMED = frozenset(("genoemd", "geheten", "called", "heette", "heet"))
_AND = frozenset(("en", "and", "of", "or"))
_AFTER = frozenset(("die", "who", "haar", "zijn", "z'n", "d'r", "zelf", "himself", "herself"))
_VERBS = words("verbs.txt")
_PERSONAL_VERBS = words("saying_verbs.txt")
_SPEAKING = frozenset(("said", "spoke", "talked", "listened", "wrote", "next", "gave", "according"))


@cache
def _callers() -> frozenset[str]:
    """Give the words right before a name: titles, kin, verbs of naming, greetings."""
    named = words("before_names.txt") | words("kin.txt") | words("openers.txt")
    return (named | titles("nl") | titles("en")) - _AND - _BESIDE


def person_points(page: Page, first: int, end: int) -> int:
    """Weigh whether words `[first, end)` of a page, which no list knows, name a person.

    An unknown word in a place where anything may stand has `ENOUGH` points when it carries a
    capital letter or five letters; words around it add and take away.
    """
    return _shape(page, first, end) + left_points(page, first) + right_points(page, end)


def _shape(page: Page, first: int, end: int) -> int:
    run = [word for word in page.words[first:end] if word.key not in PARTICLES]
    if not run or any(_is_code(page, word) for word in run):
        return -4
    known = [word for word in run if is_word(page.text[word.start : word.end], page.language)]
    lists = name_lists()
    names = [word for word in run if word.key in lists.first or is_surname(word.key)]
    names = names or [word for word in run if word.key in words("ambiguous_names.txt")]
    points = 2 if len(known) < len(run) else 0
    is_all_known = len(known) == len(run) > 1
    has_first = bool(names) and run[0] is names[0]
    points += 1 if names and (len(run) == 1 or has_first or not is_all_known) else 0
    if is_all_known and not has_first:
        points -= 2 if page.language == "en" or not names else 0
    points -= _is_verb_like(run[-1])
    points -= sum(word.key in common_words(page.language) for word in run)
    points -= any(is_place_like(word.key) for word in run)
    points += 1 if len(run) == 2 and not known else 0
    is_short = not run[0].is_capital and len(run[-1].key) < _LONG_ENOUGH
    return points - is_short


def _is_verb_like(word: Word) -> bool:
    """'facetimed', 'appte': what talk makes of new words in lower case."""
    return not word.is_capital and word.key.endswith(("ed", "ing", "de", "te", "den", "ten"))


def _is_code(page: Page, word: Word) -> bool:
    """Tell whether a word is an abbreviation or has figures or capitals inside."""
    text = page.text[word.start : word.end]
    inner = text[1:].replace("-", "")
    return (
        any(map(str.isdigit, text))
        or (text != text.upper() and any(map(str.isupper, inner)) and "-" not in text)
        or (_has_acronym(text) and not _is_shouting(page, word))
    )


def _has_acronym(text: str) -> bool:
    return any(len(part) > 1 and part.isupper() for part in text.split("-"))


def _is_shouting(page: Page, word: Word) -> bool:
    around = page.text[max(0, word.start - 15) : word.end + 15]
    return around == around.upper()


def left_points(page: Page, first: int) -> int:
    """Weigh what stands before a word."""
    if first == 0:
        return 0
    left = page.words[first - 1]
    gap = page.gap(left, page.words[first])
    if gap == ", ":
        return _after_comma(page, first)
    if gap.strip() or left.text[:1].isdigit():
        return -2 if left.text[:1].isdigit() or "&" in gap else 0
    return _after_word(page, first)


def _after_comma(page: Page, first: int) -> int:
    left = page.words[first - 1]
    if left.key in words("kin.txt") or left.key in words("openers.txt"):
        return 2
    if any(map(str.isdigit, left.text)):
        return -3
    return 1 if _is_name(left) else 0


def _after_word(page: Page, first: int) -> int:
    while first > 1 and page.words[first - 1].key in _FILLERS:
        first -= 1
    key = page.words[first - 1].key
    if key in _callers():
        return 2
    if key in _BESIDE_ONLY and page.language == "nl":
        return 2
    if any(key in group for group in (_OURS, _BESIDE, _VERBS, _PERSONAL_VERBS, _I)):
        return 1
    if key in _AND:
        return 2 if first > 1 and _is_name(page.words[first - 2]) else 0
    return -_distance(page, first)


def _distance(page: Page, first: int) -> int:
    """Give how far a preposition or an article takes a word from a person."""
    key = page.words[first - 1].key
    if key in _IN_PLACE:
        return 3
    if key in _ARTICLES:
        return 3
    if key in _AT_WORK and _key(page, first - 2) in _WORK:
        return 3
    if key in _AT_PLACE:
        before = {word.key for word in page.words[max(0, first - 4) : first - 1]}
        return 0 if key == "to" and before & _SPEAKING else 2
    return 0


def _key(page: Page, place: int) -> str:
    return page.words[place].key if 0 <= place < len(page.words) else ""


def _is_name(word: Word) -> bool:
    is_listed = word.key in name_lists().first or is_surname(word.key)
    return is_listed and (word.is_capital or not is_ambiguous(word.key))


def right_points(page: Page, end: int) -> int:
    """Weigh what stands after a word."""
    last = page.words[end - 1]
    if last.end - last.start < len(last.text):  # a genitive with an apostrophe
        return 2
    if end == len(page.words):
        return 0
    gap = page.gap(last, page.words[end])
    if gap == ", ":
        right = page.words[end]
        return 1 if right.key in _AFTER | _PERSONAL_VERBS or _is_name(right) else 0
    return _right_word(page, end) if gap == " " else 0


def _right_word(page: Page, end: int) -> int:
    right, beyond = page.words[end], _key(page, end + 1)
    if right.text[0].isdigit():  # a street or a version
        return -2
    if right.key in _PERSONAL_VERBS or right.key in _NAMED:
        return 2
    if right.key in _BEING and beyond in _OURS and _key(page, end + 2) in words("kin.txt"):
        return 2
    if right.key in _VERBS or right.key in _AFTER or right.key in _TO_WHOM:
        return 1
    if right.key in _AND and beyond in _ME:
        return 3
    is_pair = right.key in _AND and beyond != "" and _is_name(page.words[end + 1])
    return 2 if is_pair else 0
