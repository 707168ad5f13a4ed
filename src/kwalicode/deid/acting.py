"""What only people do: verbs beside a bare word that make a name of it."""

from functools import cache

from kwalicode.deid.lists import all_common_words, lines, name_lists, words
from kwalicode.deid.page import Page
from kwalicode.model import Language

PRONOUNS = frozenset(["ik", "je", "jij", "hij", "ze", "zij", "we", "wij", "u", "i", "you", "he"])
# Small words that are names of people all the same.
_NAMES_TOO = frozenset(["wil", "will", "hoop", "can", "may", "an", "bo", "mo", "do"])
_AFTER_SUBJECT = frozenset(
    [
        "nooit",
        "niet",
        "nog",
        "al",
        "altijd",
        "ook",
        "toen",
        "me",
        "mij",
        "zelf",
        "het",
        "dat",
        "er",
        "wel",
    ]
)
_BEFORE_ALL = words("openers.txt") | frozenset(
    [
        "en",
        "and",
        "but",
        "maar",
        "dus",
        "so",
        "want",
        "because",
        "toen",
        "dan",
        "then",
        "when",
        "als",
    ]
)
# What is done to people: 'heb ik roos gebeld'.
_MET = frozenset(
    ("gebeld", "gesproken", "gevraagd", "gemaild", "geappt", "ontmoet", "geholpen", "bedankt")
)
_NEXT_TO = frozenset(("naast", "tegenover", "next", "spoke", "talked", "beside"))
_ONE = frozenset(
    ["de", "het", "the", "my", "mijn", "onze", "our", "nooit", "never", "altijd", "always"]
)


@cache
def rows(file: str, language: Language) -> frozenset[str]:
    """Give the words of the rows of a data file that start with a language."""
    parts = (line.split() for line in lines(file))
    return frozenset(word for row in parts if row[0] == language for word in row[1:])


@cache
def finite_verbs() -> frozenset[str]:
    """Give all verbs that stand after whoever does something."""
    return words("verbs.txt") | words("saying_verbs.txt")


def key_at(page: Page, place: int) -> str:
    """Give the key of a word, or nothing before the first and after the last."""
    return page.words[place].key if 0 <= place < len(page.words) else ""


def does_as_person(page: Page, place: int) -> bool:
    """Tell whether only a person does what follows: 'hoop zei', 'will goes', 'joy die zat'."""
    word, right = page.words[place], key_at(page, place + 1)
    is_first = word.key in name_lists().first
    is_name = is_first or word.key in rows("bare_nouns.txt", page.language) | _NAMES_TOO
    if not is_name or (word.key in all_common_words() and word.key not in _NAMES_TOO):
        return False
    is_joined = bool(right) and page.gap(word, page.words[place + 1]) == " "
    if not is_joined or key_at(page, place - 1) in PRONOUNS:
        return False
    beyond = key_at(page, place + 2)
    if right in {"die", "who"}:
        return is_first and beyond in finite_verbs()
    if page.language == "nl" and beyond in PRONOUNS:  # 'nou zei ik'
        return False
    is_speaking = right in words("saying_verbs.txt")
    return is_speaking or (is_first and right in finite_verbs() and _opens(page, place))


def _opens(page: Page, place: int) -> bool:
    """'nou storm is de oudste', 'star lives': a noun has its article, also where a line opens."""
    word = page.words[place]
    if not (word.starts_sentence or key_at(page, place - 1) in _BEFORE_ALL):
        return False
    is_one = key_at(page, place + 1) in {"is", "was"} and key_at(page, place + 2) in _ONE
    is_mostly = is_one and word.key in rows("mostly_names.txt", page.language)
    return is_mostly or word.key not in words("mass_nouns.txt")


def is_between(page: Page, place: int) -> bool:
    """Tell whether a first name is the subject after its verb: 'dat heeft ster nooit geweten'."""
    key = page.words[place].key
    is_plain = key in words("mass_nouns.txt") or key in all_common_words()
    is_verb = page.language == "nl" and key_at(page, place - 1) in words("verbs.txt")
    is_subject = is_verb and key_at(page, place + 1) in _AFTER_SUBJECT
    # 'toen heb ik roos gebeld', 'i sat next to hope'
    left, before = key_at(page, place - 1), key_at(page, place - 2)
    is_met = left in PRONOUNS and key_at(page, place + 1) in _MET
    is_beside = left in _NEXT_TO or (left == "to" and before in _NEXT_TO)
    return key in name_lists().first and (((is_subject or is_met) and not is_plain) or is_beside)
