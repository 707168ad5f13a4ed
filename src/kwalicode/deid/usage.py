"""Whether a listed name that is also a word is used as a name where it stands."""

from bisect import bisect_left

from kwalicode.deid.evidence import left_points, right_points
from kwalicode.deid.known import is_used_as_word
from kwalicode.deid.lists import (
    common_words,
    is_ambiguous,
    is_nationality,
    is_surname,
    name_lists,
    words,
)
from kwalicode.deid.name_words import follows, unit_words, whole_surnames
from kwalicode.deid.page import Page, Word
from kwalicode.deid.vocabulary import is_word
from kwalicode.model import IdentifierKind

_VERBS = words("verbs.txt")
_DETERMINERS = frozenset(("de", "het", "een", "the", "a", "an"))
_NEVER = frozenset(
    (
        *("ramadan", "parkinson", "alzheimer", "iban", "room", "april", "may", "june", "august"),
        *("mei", "juni", "juli", "augustus"),
    )
)
_SEASONS = frozenset(("summer", "winter", "spring", "autumn", "lente", "zomer", "herfst", "hoop"))
_AND = frozenset(("en", "and"))
# Common words that are first names too, and mostly that before a finite verb.
_NAMES_TOO = frozenset(
    ("will", "wil", "an", "bo", "mo", "hope", "art", "pat", "bill", "can", "mark")
)
_PRONOUNS = frozenset(
    ("ik", "je", "jij", "hij", "ze", "zij", "we", "wij", "u", "i", "you", "he", "she", "they", "it")
)
_THERE = frozenset(("de", "het", "mijn", "ons", "onze", "hier", "boven", "beneden", "hiernaast"))
_TONGUE = 4


def is_never_name(key: str) -> bool:
    """Tell whether a listed name is a feast, an illness or a month far more often."""
    return key in _NEVER


def is_usable(page: Page, place: int) -> bool:
    """Tell whether a listed word with a capital stands where only a name has one."""
    word = page.words[place]
    if word.key in _NEVER or word.key in _DETERMINERS or _is_tongue(page, place):
        return word.key == "may" and right_points(page, place + 1) > 1
    if word.key in common_words(page.language):
        is_opener = word.starts_sentence and word.key in _NAMES_TOO and _does(page, place)
        return is_opener or (not word.starts_sentence and _is_amid_words(page, place))
    if _is_after_article(page, place):
        return False
    if word.starts_sentence:
        return _opens_as_name(page, place)
    is_season = word.key in _SEASONS and left_points(page, place) < 1
    return word.key not in unit_words() and not is_season


def _opens_as_name(page: Page, place: int) -> bool:
    """Tell whether a listed word is a name where it starts a sentence."""
    word = page.words[place]
    if not (is_ambiguous(word.key) or word.key in page.lower_keys):
        return True
    if _acts(page, place):
        return True
    return word.key in page.inside_keys and not _is_word_here(page, word)


def _is_after_article(page: Page, place: int) -> bool:
    """'de Turk', 'the Hunter': a word with its article, but 'de Vries' all the same."""
    word, left = page.words[place], page.words[place - 1] if place else None
    if left is None or left.key not in _DETERMINERS | {"geen", "no"} or not follows(page, place):
        return False
    if left.is_capital and is_surname(word.key):  # 'De Haan'
        return False
    is_plain = is_ambiguous(word.key) or is_word(word.key, page.language)
    is_rare = word.key in words("surnames.txt") or word.key in name_lists().first
    is_plain = is_plain and (is_ambiguous(word.key) or not is_rare)
    return is_plain and (left.key, word.key) not in whole_surnames()


def _is_tongue(page: Page, place: int) -> bool:
    """'Engels en Frans', 'mijn Frans': a language or someone from a country."""
    word = page.words[place]
    if not _is_tongue_word(word.key):
        return False
    near = page.words[max(0, place - _TONGUE) : place] + page.words[place + 1 : place + _TONGUE]
    left = page.words[place - 1].key if place else ""
    is_owned = left in _DETERMINERS or left in {"mijn", "my", "zijn", "haar", "in", "spreekt"}
    return is_owned or any(_is_tongue_word(other.key) for other in near)


def _is_tongue_word(key: str) -> bool:
    return is_nationality(key) or key in words("no_names.txt")


def _acts(page: Page, place: int) -> bool:
    """'Mark had', 'Frost said': a verb right after it makes a word without article a name."""
    word, after = page.words[place], page.words[place + 1 : place + 3]
    if not after or word.key in _SEASONS:
        return bool(after) and right_points(page, place + 1) > 1
    right = after[0]
    beyond = after[-1] if len(after) > 1 else None
    if page.gap(word, right) != " ":  # 'Bos, Berg, Beek'
        is_row = page.gap(word, right) == ", " and right.is_capital
        return is_row and is_surname(word.key) and is_surname(right.key)
    is_past = word.key in name_lists().first and right.key.endswith("ed") and _does(page, place)
    is_sure = right_points(page, place + 1) > 1
    if right.key in _VERBS or is_sure or is_past:
        # 'Roos is een kleur', where the text has 'een roos' too
        return is_sure or not (right.key in {"is", "was"} and word.key in page.lower_keys)
    return beyond is not None and _is_from_or_with(word, right, beyond)


def _is_from_or_with(word: Word, right: Word, beyond: Word) -> bool:
    """'Roos van Hofmeester', 'Bloem en Jan', 'Engel van de receptie'."""
    is_first = word.key in name_lists().first
    if not beyond.is_capital:
        return right.text == "van" and beyond.text in _THERE and is_first
    is_pair = right.text in _AND and beyond.key in name_lists().first
    return right.text == "van" or (is_pair and is_first)


def _is_amid_words(page: Page, place: int) -> bool:
    """'I told Will that': a common word that is also a first name, amid lower-case words."""
    before = page.words[place - 1] if place else None
    is_first = page.words[place].key in name_lists().first
    is_amid = bool(is_first and before and not before.is_capital and follows(page, place))
    return is_amid and left_points(page, place) > -2


def _does(page: Page, place: int) -> bool:
    """'Will said', 'Mo was de enige', 'Hope hoped': a verb that no pronoun follows."""
    word, after = page.words[place], [w.key for w in page.words[place + 1 : place + 3]]
    if not after or page.gap(word, page.words[place + 1]) != " ":
        return False
    is_past = page.language == "en" and len(after[0]) > 4 and after[0].endswith("ed")
    is_asked = page.language == "nl" and len(after) > 1 and after[1] in _PRONOUNS  # 'wil zei je'
    return (after[0] in _VERBS or after[0] in words("saying_verbs.txt") or is_past) and not is_asked


def _is_word_here(page: Page, word: Word) -> bool:
    place = bisect_left(page.parts, (word.start,))
    return is_used_as_word(page, place, IdentifierKind.PERSON)
