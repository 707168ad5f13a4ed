"""Recognizers for numbers that stand for one person or matter: BSN, IBAN, plates, cases."""

import re
from collections.abc import Iterator

from kwalicode.deid.page import Page, pattern_recognizer
from kwalicode.model import Finding, IdentifierKind

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
    r"(?:kenteken|nummerbord|nummerplaat|registration|licen[cs]e plate|number plate|reg)\w*"
)
_UK_PLATE = r"(?<!\w)[A-Z]{2}\d{2}\s[A-Z]{3}(?!\w)"
# Belgian '1-ABC-234', Irish '171-D-4418', Polish 'WX 4T519', German 'KLE AB 123', older British
_ABROAD = (
    r"(?<![\w-])(?:[1-9]-[A-Z]{3}-\d{3}|\d{2,3}-[A-Z]{1,2}-\d{1,6}|[A-Z]{2,3}\s\d[A-Z\d]{4}"
    r"|[A-Z]{3}\s\d{4}|[A-Z]{1,3}[- ][A-Z]{1,2}[- ]\d{2,4}|[A-Z]\d{2,3}\s[A-Z]{3})(?![\w-])"
)
_LOW_PLATE = rf"(?<![\w-])(?:{_PLATE.lower().replace(chr(92) + 'd', chr(92) + 'd')})(?![\w-])"

find_plates = pattern_recognizer(
    "licence plate",
    IdentifierKind.PLATE,
    0.8,
    re.compile(rf"(?<![\w-])(?:{_PLATE})(?![\w-])|{_UK_PLATE}|{_ABROAD}|{_LOW_PLATE}"),
    needs_figure=True,
)
find_cued_plates = pattern_recognizer(
    "licence plate",
    IdentifierKind.PLATE,
    0.8,
    needs_figure=True,
    pattern=re.compile(
        rf"{_PLATE_CUE}\W{{1,3}}(?:\w+\W+){{0,3}}?"
        rf"(?P<span>{_LOOSE_PLATE}|[A-Z]{{2}}\d\d\s?[A-Z]{{3}})(?!\w)",
        re.IGNORECASE,
    ),
)

_NUMBER_CUE = (
    r"\w*(?:dossier|zaak|zaken|kenmerk|personeel|medewerker|klant|polis|referentie|"
    r"melding|inschrijf|"
    r"rapport|registratie|cli[eë]nt|patiënt|lidmaatschap|student|paspoort|rijbewijs|factuur|order|"
    r"case|staff|employee|payroll|reference|complaint|file|policy|ticket|passport|customer|member|"
    r"student|incident|invoice|badge|pas)(?:s|en)?[- ]?(?:nummer|nr\.?|number|no\.?|id|code|ref)?|"
    r"\w*nummer|kenmerk|ref\.?|no\.|nr\.?|number"
)
find_cued_numbers = pattern_recognizer(
    "case or staff number",
    IdentifierKind.NUMBER,
    0.75,
    re.compile(
        rf"(?<!\w)(?:{_NUMBER_CUE})(?:\s?(?:[:#=]|is|was|van|had|erbij,?))?\s?"
        rf"(?P<span>(?=[\w./-]*\d[\w./-]*\d[\w./-]*\d)[A-Z0-9][\w./-]{{2,30}}[A-Z0-9])(?!\w)",
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
        r"|[A-Z]{2,6}[-/]\d{3,12}(?:[-/]\d{1,6})?)(?![\w/-])"
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
        r"|(?<!\w)[A-Z]{2}\s?\d\d\s?\d\d\s?\d\d\s?[A-D](?!\w)"
        r"|(?<![\w.-])\d{3}\.\d{3}\.\d{3,4}(?![\w.])"
        r"|(?<!\w)[A-Z]/\d\d/\d{3,6}(?:\s?/?\s?[A-Z]{2}\s[A-Z]{2}\s\d\d-\d+)?(?!\w)"
        r"|(?<![\w-])(?=[A-Z\d]*[A-Z])(?=(?:[A-Z]*\d){4})[A-Z\d]{6,14}(?![\w-])"
    ),
    needs_figure=True,
)
find_long_numbers = pattern_recognizer(
    "long number", IdentifierKind.NUMBER, 0.6, re.compile(r"(?<![\w.,])\d{7,}(?![\w]|[.,]\d)")
)
