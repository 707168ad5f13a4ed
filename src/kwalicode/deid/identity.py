"""Recognizers for numbers that stand for one person or matter: BSN, IBAN, plates, cases."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from kwalicode.deid.lists import common_words
from kwalicode.deid.page import Page, matches_near, pattern_recognizer
from kwalicode.deid.vocabulary import is_word
from kwalicode.model import Finding, IdentifierKind, Language

_BSN = re.compile(r"(?<![\w.-])\d(?:[ .-]?\d){7,8}(?![\w]|[.-]\d)")
_BSN_CUE = re.compile(r"\b(?:bsn|burgerservice\w*|sofi\w*|citizen service)\b", re.IGNORECASE)
_CUE_REACH = 60


def find_bsns(page: Page) -> Iterator[Finding]:
    """Find citizen service numbers by the 11-test, or by the word beside a mistyped one."""
    from stdnum.nl import bsn

    for match in _BSN.finditer(page.text):
        around = page.text[max(0, match.start() - _CUE_REACH) : match.end() + _CUE_REACH]
        has_cue = bool(_BSN_CUE.search(around))
        is_valid = bsn.is_valid(re.sub(r"\D", "", match.group()).zfill(9))
        if has_cue or (is_valid and match.group().isdigit()):
            score = 0.6 + 0.2 * is_valid + 0.15 * has_cue
            yield Finding(*match.span(), IdentifierKind.BSN, score, "citizen service number")


_IBAN_HEAD = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[ -]?\d\d(?=[ -]?[A-Za-z0-9])")
_IBAN_BODY = re.compile(r"(?:[ -]?[A-Za-z0-9]){11,30}")
# Lengths in the IBAN registry of SWIFT, of the countries that occur here.
_IBAN_LENGTHS = {"nl": 18, "be": 16, "de": 22, "gb": 22, "fr": 27, "es": 24, "it": 27, "pl": 28}
_IBAN_LENGTHS |= {"tr": 26, "pt": 25, "at": 20, "ch": 21, "ie": 22, "lu": 20, "dk": 18, "se": 24}


def find_ibans(page: Page) -> Iterator[Finding]:
    """Find bank accounts in any case and spacing; a mistyped Dutch one with a lower score."""
    from stdnum import iban

    for head in _IBAN_HEAD.finditer(page.text):
        body = _IBAN_BODY.match(page.text, head.end())
        if not body:
            continue
        length = _IBAN_LENGTHS.get(head.group()[:2].lower())
        end = _end_of(page.text, head.start(), body.end(), length) if length else body.end()
        if end is None:
            continue
        surface = re.sub("[ -]", "", page.text[head.start() : end])
        if iban.is_valid(surface, check_country=False):
            yield Finding(head.start(), end, IdentifierKind.IBAN, 1.0, "bank account")
        elif re.fullmatch(r"NL\d\d[A-Z]{4}\d{10}", surface, re.IGNORECASE):
            yield Finding(head.start(), end, IdentifierKind.IBAN, 0.7, "bank account")


def _end_of(text: str, start: int, last: int, length: int) -> int | None:
    """Give where the first `length` letters and digits end, if a word ends there."""
    seen = 0
    for place in range(start, last):
        seen += text[place].isalnum()
        if seen == length:
            whole = place + 1 == len(text) or not text[place + 1].isalnum()
            return place + 1 if whole else None
    return None


# The series of Dutch plates since 1951, 'L' a letter and 'D' a digit.
_PLATE_SERIES = (
    *("LL-DD-DD", "DD-DD-LL", "DD-LL-DD", "LL-DD-LL", "LL-LL-DD", "DD-LL-LL", "DD-LLL-D"),
    *("D-LLL-DD", "LL-DDD-L", "L-DDD-LL", "LLL-DD-L", "L-DD-LLL", "D-LL-DDD", "DDD-LL-D"),
    *("LLL-DD-D", "D-DDD-LL"),
)
_PLATE = "|".join(s.replace("L", "[A-Z]").replace("D", r"\d") for s in _PLATE_SERIES)
_LOOSE_PLATE = _PLATE.replace("]-", "][- ]?").replace(r"\d-", r"\d[- ]?")
_PLATE_CUE = (
    r"(?:(?:kenteken|nummerbord|nummerplaat|registration|licen[cs]e plate|number plate|reg)\w*"
    r"|(?:auto|wagen|bus|busje|scooter|brommer|motor|car|van)\s(?:had|met|is|was|with|has))"
)
_UK_PLATE = r"(?<!\w)[A-Z]{2}\d{2}\s[A-Z]{3}(?!\w)"
# Belgian '1-ABC-234', Irish '171-D-4418', Polish 'WX 4T519', German 'KLE AB 123', older British
_ABROAD = (
    r"(?<![\w-])(?:[1-9]-[A-Z]{3}-\d{3}|\d{2,3}-[A-Z]{1,2}-\d{1,6}|[A-Z]{2,3}\s\d[A-Z\d]{4}"
    r"|[A-Z]{3}\s\d{4}|[A-Z]{1,3}[- ][A-Z]{1,2}[- ]\d{2,4}|[A-Z]\d{2,3}\s[A-Z]{3})(?![\w-])"
)
_LOW_PLATE = rf"(?<![\w-])(?:{_PLATE.lower().replace(chr(92) + 'd', chr(92) + 'd')})(?![\w-])"

# Without hyphens only where the letters make no word of four: 'TX091Z'.
_WHOLE_PLATE = "|".join(
    series.replace("-", "").replace("L", "[A-Z]").replace("D", r"\d")
    for series in _PLATE_SERIES
    if not re.search("LL-?LL|LLL-DD-D", series)
)
find_plates = pattern_recognizer(
    "licence plate",
    IdentifierKind.PLATE,
    0.8,
    re.compile(
        rf"(?<![\w-])(?:{_PLATE})(?![\w-])|{_UK_PLATE}|{_ABROAD}|{_LOW_PLATE}|(?<![\w-])(?:{_WHOLE_PLATE})(?![\w-])"
    ),
    needs_figure=True,
)
find_cued_plates = pattern_recognizer(
    "licence plate",
    IdentifierKind.PLATE,
    0.8,
    needs_figure=True,
    pattern=re.compile(
        rf"{_PLATE_CUE}\W{{1,3}}(?:\w+\W+){{0,3}}?"
        rf"(?<![\w-])(?P<span>(?!(?:19|20)\d\d\s[a-z]{{2}}\b)(?:{_LOOSE_PLATE})|[A-Z]{{2}}\d\d\s?[A-Z]{{3}}"
        r"|[1-9]-[A-Z]{3}-\d{3}|\d{2,3}-[A-Z]{1,2}-\d{1,6})(?![\w-])",
        re.IGNORECASE,
    ),
)

# Two letters that are no plate's: units, short words, ordinals.
_NO_PLATE = (
    r"(?:km|cm|mm|kg|ml|dl|cl|pk|hr|dr|nr|st|mg|kb|gb|mb|tb|tv|dm|ds|mw|mr|ms|vs|vd|nv|bv|th|nd|rd|"
    r"jr|sr|pm|am|wc|cv|cd|ft|lb|oz|no|in|at|by|my|to|of|on|we|he|me|is|it|or|so|an|as|be|do|go|if)"
)
_CONSONANTS = "[bcdfghjklmnpqrstvwxyz]"
_FLAT_PLATE = "|".join(
    series.replace("-", " ").replace("L", _CONSONANTS).replace("D", r"\d")
    for series in _PLATE_SERIES
    if "LL-LL" not in series
)
_FLAT_PLATES: dict[Language, re.Pattern[str]] = {
    "nl": re.compile(rf"(?<![\w.,:-])(?!\d*\s?{_NO_PLATE}\b)(?:{_FLAT_PLATE})(?![\w:-]|[.,]\d)"),
    "en": re.compile(
        rf"(?<![\w.,:-])(?!{_NO_PLATE}\b)[a-z]{{2}}\s?\d{{2}}\s(?P<last>[a-z]{{3}})(?![\w:'-])"
    ),
}


def find_flat_plates(page: Page) -> Iterator[Finding]:
    """Find plates as speech recognition writes them: 'h 381 bk', 'sg67 hwo'.

    Dutch plates have no vowels since 1978, so they look like no words; a British one must not end
    in a word, unless its first half is written as one.
    """
    for match in matches_near(_FLAT_PLATES[page.language], page.figures, page.text):
        surface = match.group()
        word = page.words[bisect_left(page.words, (match.start(),))]
        last = match.groupdict().get("last")
        is_whole = surface[2].isdigit() and last not in common_words("en")
        is_word_too = bool(last) and not is_whole and is_word(str(last), "en")
        is_unit = re.search(rf"\b{_NO_PLATE}\b", surface) is not None
        if page.is_flat(word) and not is_word_too and not is_unit:
            yield Finding(*match.span(), IdentifierKind.PLATE, 0.6, "licence plate")


_NUMBER_CUE = (
    r"\w*(?:dossier|zaak|zaken|kenmerk|personeel|medewerker|klant|polis|referentie|"
    r"melding|inschrijf|"
    r"rapport|registratie|cli[eë]nt|patiënt|lidmaatschap|student|paspoort|rijbewijs|factuur|order|"
    r"case|staff|employee|payroll|reference|complaint|file|policy|ticket|passport|customer|member|"
    r"student|incident|invoice|badge|pas)(?:s|en)?[- ]?(?:nummer|nr\.?|number|no\.?|id|code|ref)?|"
    r"\w*nummer|kenmerk|ref\.?|no\.|nr\.?|number|"
    r"(?:geregistreerd|bekend|opgeslagen|ingeboekt|gemeld|vastgelegd|staat|sta)(?:\s(?:staat|staan|zit))?"
    r"\s(?:onder|als)(?:\sde)?|onder\svermelding\svan|vermeld|quote|quoting|(?:registered|known|filed|logged|listed|recorded|down)\s(?:under|as)"
)
find_cued_numbers = pattern_recognizer(
    "case or staff number",
    IdentifierKind.NUMBER,
    0.75,
    re.compile(
        rf"(?<!\w)(?:{_NUMBER_CUE})(?:['’]s|\s?(?:[:#=]|is|was|van|had|erbij,?|en\sal,))?\s?"
        rf"(?P<span>(?=[\w./-]*\d[\w./-]*\d[\w./-]*\d)[A-Z0-9][\w./-]{{2,30}}[A-Z0-9]"
        r"|[A-Z]{1,3}\s\d{3,6})(?!\w)",
        re.IGNORECASE,
    ),
    needs_figure=True,
)
find_codes = pattern_recognizer(
    "code with a long number",
    IdentifierKind.NUMBER,
    0.7,
    re.compile(
        r"(?<![\w/.-])(?!(?:19|20)\d\d[-/](?:19|20)?\d\d(?!\d))(?:ECLI:[A-Z]{2}:[A-Z]+:\d{4}:[\w.]+"
        r"|(?:[A-Z]{1,6}[-/ ]?)?(?:19|20)?\d{2,4}[-/]\d{3,9}(?:[-/][\dA-Z]{1,6})?"
        r"|[A-Z]{1,6}[-/]?\d{4,12}(?:[-/]\d{1,6})?"
        r"|[A-Z]{2,6}[-/]\d{3,12}(?:[-/]\d{1,6})?"
        rf"|(?!{_NO_PLATE}\b|(?:van|uit|tot|met|from|the|and|was)\b|[A-Za-z]+[ -](?:19|20)\d\d[-/])"
        r"[A-Za-z]{1,4}[ -]?\d{3,9}[/-][A-Za-z\d]{1,4})(?![\w/-])"
    ),
)
_SCANNED_DIGIT = r"[\dOolI]"
find_odd_numbers = pattern_recognizer(
    "number as a scan or a form writes it",
    IdentifierKind.NUMBER,
    0.6,
    re.compile(
        # accounts with points or letters of a scan, sort code and account, National Insurance
        rf"(?<![\w-])[A-Z]{{2}}\d\d[. ]?[A-Z]{{4}}(?:[. ]?{_SCANNED_DIGIT}){{10}}(?!\w)"
        r"|(?<![\w-])\d\d-\d\d-\d\d(?:\s|,\s?|\sand\s)\d{8}(?!\w)"
        r"|(?<=[Ss]ort code )\d\d[- ]\d\d[- ]\d\d(?!\w)"
        r"|(?<!\w)(?:[A-Z]{2}\s?\d\d\s?\d\d\s?\d\d\s?[A-D]|[a-z]{2}\s?\d\d\s\d\d\s\d\d\s?[a-d])(?!\w)"
        r"|(?<![\w.,])\d{1,5}(?:\s(?:en\s|and\s)?(?:dan|daarna|then)\s\d{1,5}){2,6}(?![\w:])"
        r"|(?<![\w.-])\d{3}\.\d{3}\.\d{3,4}(?![\w.])"
        r"|(?<!\w)[A-Z]/\d\d/\d{3,6}(?:\s?/?\s?[A-Z]{2}\s[A-Z]{2}\s\d\d-\d+)?(?!\w)"
        r"|(?<![\w-])(?=[A-Z\d]*[A-Z])(?=(?:[A-Z]*\d){4})[A-Z\d]{6,14}(?![\w-])"
        # 'hr/2291-k', 'c/10/664321', 'HQ 19 X 0231'
        r"|(?<![\w@./-])(?=[\w/-]{0,20}?\d[\d/-]?\d[\d/-]?\d)(?=[\d/-]{0,12}[A-Za-z])"
        r"[A-Za-z]{1,5}(?:[/-][A-Za-z]{0,3}\d{1,9}[A-Za-z]{0,2}){1,4}(?:[/-][A-Za-z]{1,3})?(?![\w/@-]|\.\w)"
        r"|(?<![\w-])[A-Z]{1,3}\s\d{1,3}\s[A-Z]{1,2}\s\d{3,8}(?![\w-])"
    ),
    needs_figure=True,
)
find_long_numbers = pattern_recognizer(
    "long number", IdentifierKind.NUMBER, 0.6, re.compile(r"(?<![\w.,])\d{7,}(?![\w]|[.,]\d)")
)
# What machines and other countries call people by; Presidio has such patterns too.
_BYTE = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_MACHINE_NUMBERS = (
    rf"(?<![\w.])(?:{_BYTE}\.){{3}}{_BYTE}(?![\w.]\d|\w)",  # IPv4
    r"(?<![\w:])(?:[\da-fA-F]{1,4}:){4,7}[\da-fA-F]{1,4}(?![\w:])",  # IPv6
    r"(?<![\w:-])(?:[\da-fA-F]{2}[:-]){5}[\da-fA-F]{2}(?![\w:-])",  # MAC
    r"(?<![\w-])[\da-fA-F]{8}(?:-[\da-fA-F]{4}){3}-[\da-fA-F]{12}(?![\w-])",  # UUID
    r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])",  # US social security
    r"(?<![\w-])\d{4}(?:[ -]\d{4}){3}(?![\w-])",  # cards, in fours or as American Express
    r"(?<![\w-])3[47]\d\d[ -]\d{6}[ -]\d{5}(?![\w-])",
    r"(?<!\w)(?:bc1[a-z\d]{25,60}|[13][1-9A-HJ-NP-Za-km-z]{26,34})(?!\w)",  # Bitcoin
    r"(?<![\w-])\d{3}\s\d{3}\s\d{4}(?![\w-]|\s\d)",  # NHS
)
find_machine_numbers = pattern_recognizer(
    "number of a machine, card or insurance",
    IdentifierKind.NUMBER,
    0.7,
    re.compile("|".join(_MACHINE_NUMBERS)),
    needs_figure=True,
)
