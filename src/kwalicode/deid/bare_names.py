"""Recognizer for names that are also words, in lines without capitals: 'bakker belde me op'."""

from collections.abc import Iterator

from simplemma import is_known

from kwalicode.deid.acting import (
    PRONOUNS,
    does_as_person,
    finite_verbs,
    is_between,
    key_at,
    rows,
)
from kwalicode.deid.evidence import right_points
from kwalicode.deid.lists import (
    PARTICLES,
    common_words,
    is_ambiguous,
    is_surname,
    name_lists,
    titles,
    words,
)
from kwalicode.deid.name_words import PREPOSITIONS, follows, whole_surname
from kwalicode.deid.page import Page, Word
from kwalicode.deid.vocabulary import is_word
from kwalicode.model import Finding, IdentifierKind

# After these a noun may stand: what follows names nobody.
_DETERMINERS = frozenset(
    (
        *(
            "de",
            "het",
            "een",
            "die",
            "dat",
            "deze",
            "dit",
            "geen",
            "elke",
            "iedere",
            "welke",
            "elk",
        ),
        *("mijn", "jouw", "zijn", "haar", "ons", "onze", "hun", "jullie", "uw", "m'n", "z'n"),
        *("the", "a", "an", "this", "that", "these", "those", "my", "your", "his", "our", "their"),
        *("her", "its", "some", "any", "every", "each"),
    )
)
_NO_NOUN = _DETERMINERS | frozenset(
    (
        *("veel", "weinig", "als", "is", "was", "ben", "bent", "word", "wordt", "werd", "waren"),
        *("no", "much", "as", "good", "very", "so", "of", "te", "to", "ook", "nog", "niet", "not"),
        *("heel", "erg", "voor", "i", "you", "he", "she", "it", "we", "they", "ik", "je", "hij"),
    )
)
_BESIDE = frozenset(
    (
        *(
            "met",
            "tegen",
            "volgens",
            "naar",
            "bij",
            "van",
            "door",
            "aan",
            "zonder",
            "namens",
            "zei",
        ),
        *("with", "told", "asked", "by", "against", "called", "said", "rang", "saw", "sprak"),
        *(
            "kwam",
            "came",
            "eh",
            "uh",
            "er",
            "vond",
            "belde",
            "vroeg",
            "kreeg",
            "ken",
            "kende",
            "know",
            "knew",
            "mailde",
            "appte",
        ),
    )
)
_THEY = frozenset(("die", "hij", "zij", "ze", "ik", "who", "he", "she", "i"))
_CERTAIN = frozenset(("volgens", "namens", "told", "asked", "rang", "vroeg", "zei"))
_AND = frozenset(("en", "and", "of", "or", "tot"))


def is_bare_noun(key: str) -> bool:
    """Tell whether a surname is a noun that has an article wherever it is no name."""
    return key in rows("bare_nouns.txt", "nl") or key in rows("bare_nouns.txt", "en")


def find_bare_names(page: Page) -> Iterator[Finding]:
    """Find names that are also words by what stands beside them, where there are no capitals."""
    place = 0
    while place < len(page.words):
        end = _name_at(page, place) if page.is_flat(page.words[place]) else place
        if end > place:
            first = with_initials(page, place)
            start, last = page.words[first].start, page.words[end - 1].end
            yield Finding(start, last, IdentifierKind.PERSON, 0.5, "name without capitals")
        place = max(end, place + 1)


def with_initials(page: Page, place: int) -> int:
    """Give where the initials before a name start: 'm van leeuwen'."""
    while place and follows(page, place):
        left = page.words[place - 1].text
        if len(left) != 1 or left in "aiou" or not left.isalpha():
            break
        place -= 1
    return place


def _name_at(page: Page, place: int) -> int:
    """Give where the name that starts at a word ends; the word itself where there is none."""
    if page.words[place - 1 : place] and key_at(page, place - 1) in words("address_forms.txt"):
        end = _addressed(page, place)
        if end > place:
            return end
    end = whole_surname(page, place)
    if end > place:
        return end
    if _is_with_article(page, place):
        return place + 2
    return _with_surname(page, place) if _is_single(page, place) else place


# Surnames with 'de' that are heard more often than what they mean.
_WITH_DE = frozenset(("boer", "haan", "leeuw", "wolf", "vos", "graaf", "koning", "ruiter", "beer"))


def _is_with_article(page: Page, place: int) -> bool:
    """'de boer belde me': who rings, writes or says is no farmer in most talk."""
    is_name = key_at(page, place) == "de" and key_at(page, place + 1) in _WITH_DE
    is_speaking = key_at(page, place + 2) in {"belde", "mailde", "appte", "zei", "schreef", "vroeg"}
    return is_name and is_speaking and follows(page, place + 1)


def _addressed(page: Page, place: int) -> int:
    """'mrs baker', 'mevrouw de boer': a name after a form of address."""
    end = place
    while key_at(page, end) in PARTICLES - PREPOSITIONS and end - place < 3:
        end += 1
    if end == len(page.words) or not all(follows(page, i) for i in range(place, end + 1)):
        return place
    word = page.words[end]
    is_small = word.key in common_words(page.language) | titles(page.language) | finite_verbs()
    is_speaker = is_surname(word.key) and key_at(page, end + 1) in words("saying_verbs.txt")
    if (is_small and not is_speaker) or len(word.key) < 2 or word.key in words("functions.txt"):
        return place
    is_name = _is_listed(word) or key_at(page, place) in {"van", "ter", "ten", "el"}
    return end + 1 if is_name or _is_object(page, place, end) else place


def _is_object(page: Page, place: int, end: int) -> bool:
    """Tell whether an unlisted word after a form of address can be no verb.

    'tegen mevrouw pomp' and 'zei mevrouw pomp' have their verb already, in 'mevrouw pomp kwam' it
    follows; in 'mevrouw drinkt koffie' it is the word itself.
    """
    before, right = key_at(page, place - 2), key_at(page, end + 1)
    return right in finite_verbs() or before in _BESIDE


def _is_listed(word: Word) -> bool:
    return word.key in name_lists().first or is_surname(word.key)


def _is_single(page: Page, place: int) -> bool:
    """Tell whether one listed word, a word of the language too, names somebody here."""
    word, left = page.words[place], key_at(page, place - 1)
    if word.key in words("address_forms.txt") or left in _DETERMINERS or _is_adjective(left):
        return _is_of_kin(page, place)
    if word.key in rows("mostly_names.txt", page.language):
        return True
    if does_as_person(page, place) or _is_paired(page, place) or is_between(page, place):
        return True
    if word.key in common_words(page.language) or left in _NO_NOUN:
        return False
    is_noun = word.key in rows("bare_nouns.txt", page.language)
    is_rare = is_surname(word.key) and not is_ambiguous(word.key)
    is_rare = is_rare or _is_surname_like(word.key)
    if is_noun or is_rare:
        return _is_beside(page, place) or right_points(page, place + 1) > 0
    return _is_of_kin(page, place)


_SURNAME_ENDS = (
    *("huizen", "burg", "berg", "veld", "huis", "sloot", "kamp", "brink", "mans", "dijk", "horst"),
    *("meijer", "boer", "bakker", "laar", "donk", "beek", "broek", "bosch", "poel", "daal", "wijk"),
    *("hoven", "straten", "kerk", "voort", "laan", "hout", "brief", "bergen", "velde", "mulder"),
)


def _is_surname_like(key: str) -> bool:
    """'dijkhuizen': no word of a dictionary, though two words in one."""
    return len(key) > 6 and key.endswith(_SURNAME_ENDS) and not is_known(key, lang="nl")


def _is_paired(page: Page, place: int) -> bool:
    """'rang mark and rob': a first name beside one that is no word."""
    if page.words[place].key not in name_lists().first or key_at(page, place - 1) in PRONOUNS:
        return False
    beyond = key_at(page, place + 2)
    is_pair = key_at(page, place + 1) in {"en", "and"} and beyond in name_lists().first
    is_sure = not is_ambiguous(beyond) or beyond in rows("mostly_names.txt", page.language)
    return is_pair and is_sure


def _is_of_kin(page: Page, place: int) -> bool:
    """'my boss pearl was', 'mijn schoonzus hope komt'."""
    word = page.words[place]
    if (
        key_at(page, place - 1) not in words("kin.txt")
        or key_at(page, place - 2) not in _DETERMINERS
    ):
        return False
    is_name = _is_listed(word) or is_ambiguous(word.key)
    is_small = word.key in common_words(page.language) or word.key in finite_verbs()
    is_end = place + 1 == len(page.words)
    return is_name and not is_small and (is_end or right_points(page, place + 1) > 0)


def _is_adjective(key: str) -> bool:
    """'oude', 'jonge': what stands between an article and a noun."""
    is_inflected = len(key) > 3 and key.endswith("e")
    return is_inflected and key not in _BESIDE | finite_verbs() and is_word(key, "nl")


def _is_beside(page: Page, place: int) -> bool:
    left = key_at(page, place - 1)
    if key_at(page, place + 1) in _AND and key_at(page, place + 2) not in _THEY:
        return False
    return left in _CERTAIN or left in _BESIDE


def _with_surname(page: Page, place: int) -> int:
    """'daphne white', 'bob de wit': a surname that is a word, after a first name."""
    end = place + 1
    if page.words[place].key not in name_lists().first or not follows(page, end):
        return end
    return max(end, surname_after(page, end))


def surname_after(page: Page, place: int) -> int:
    """Give where a surname that is a word ends, after a first name; `place` if there is none."""
    if not follows(page, place):
        return place
    end = whole_surname(page, place)
    if end > place:
        return end
    start = place + 1 if key_at(page, place) == "de" else place
    is_noun = key_at(page, start) in rows("bare_nouns.txt", page.language)
    return start + 1 if is_noun and follows(page, start) else place
