"""What words of a questionnaire say of a column or of a missing answer, in Dutch and English."""

import re
from collections.abc import Sequence
from datetime import date

from kwalicode.model import ColumnUse, Missing

_MISSING: Sequence[tuple[Missing, str]] = (
    (
        "refused",
        r"(?:dat )?(?:zeg|wil|deel|geef|noem|beantwoord)\w*(?: ik)?(?: dit| dat)? (?:liever )?niet"
        r"(?: zeggen| delen| beantwoorden| antwoorden| aangeven)?|liever niet(?: \w+)?"
        r"|(?:i(?:'d| would)? )?(?:prefer|rather) not(?: to)?(?: say| answer| disclose| tell)?"
        r"|wil niet zeggen|geweigerd|refused|no comment",
    ),
    (
        "don't know",
        r"(?:dat )?weet (?:ik )?(?:het |dit )?niet(?: meer| zeker)?|geen idee|geen mening"
        r"|(?:i )?do(?:n['’]t| not) know|not sure|no opinion|dk|unsure",
    ),
    (
        "not asked",
        r"n[./]?\s?a[.]?|n[.]?v[.]?t[.]?|niet (?:van toepassing|gesteld|gevraagd)"
        r"|not (?:applicable|asked|shown|presented)",
    ),
    ("no answer", r"geen antwoord|niet (?:in)?gevuld|no answer|not answered|missing|-99"),
)
_MISSING_PATTERNS = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _MISSING]


def missing_kind(value: str) -> Missing | None:
    """Tell why something is no answer, by its words; None where it is an answer.

    >>> missing_kind("Zeg ik liever niet"), missing_kind("weet ik niet"), missing_kind("N/A")
    ('refused', "don't know", 'not asked')
    >>> missing_kind("helemaal niet")
    """
    plain = " ".join(value.split()).rstrip(".!/ ")
    if len(plain) > 60:
        return None
    return next((kind for kind, pattern in _MISSING_PATTERNS if pattern.fullmatch(plain)), None)


# What a service adds to the questions: dropped, or left out because a moment can point at someone.
# The number is how long a question may be to be believed: a long one may ask about e-mails too.
_USES: Sequence[tuple[ColumnUse, int, str]] = (
    (
        "identifying",
        40,
        r"ip[ _-]?(?:address|adres|addr)?|.*e[ _-]?mail.*|recipient\w*|external(?:data)?reference"
        r"|location\w*|latitude|longitude|lat|lon|lng|geo\w*|token|refurl|referer url"
        r"|.*(?:first|last|sur|full|user|nick)[ _-]?name|name"
        r"|.*(?:voor|achter|familie|roep|gebruikers)naam|naam|.*telefoon.*|.*phone.*"
        r"|.*mobiel.*|adres|address|.*postcode.*|.*zip[ _-]?code.*"
        r"|.*geboorte(?:datum|plaats).*|.*date of birth.*|.*birth[ _-]?date.*|bsn|iban|kenteken"
        r"|personeelsnummer|.*staff number.*|.*employee (?:id|number).*",
    ),
    (
        "code",
        200,
        r".*(?:anonieme|intrek|terugtrek|deelname|uw|persoonlijke)[ _-]?code.*"
        r"|.*(?:withdraw\w*|anonymous|personal|random)[ _-]?(?:code|id).*|code|randomid",
    ),
    ("consent", 2_000, r".*(?:consent|toestemming|akkoord|instemming|i agree).*"),
    (
        "leave out",
        0,
        r"start[ _-]?date|end[ _-]?date|recorded[ _-]?date|status|progress|duration.*|finished"
        r"|response[ _-]?id|_recordid|distribution[ _-]?channel|user[ _-]?language|q_\w+|id"
        r"|submitdate|date submitted|last[ _]?page|start[ _]?language|seed|datestamp"
        r"|date last action|date started|interviewtime|total time|grouptime\d+|\w*time"
        r"|respondent(?:id|nr)?|nr|volgnummer",
    ),
    (
        "attribute",
        60,
        r"gender|geslacht|sekse|.*leeftijd.*|age(?: group)?|.*age category.*|functie\w*|rol|role\w*"
        r"|dienstjaren|.*years of service.*|opleiding\w*|education|dienstverband|contract\w*"
        r"|jaren in dienst|leidinggevend\w*|wat is uw (?:leeftijd|geslacht|gender|functie).*"
        r"|what is your (?:age|gender|role|position).*",
    ),
)
_USE_PATTERNS = [(use, most, re.compile(said, re.IGNORECASE)) for use, most, said in _USES]


def use_by_words(name: str, wording: str) -> ColumnUse | None:
    """Tell what a column is for by its name or question; None where they do not say.

    >>> use_by_words("IPAddress", "IP Address"), use_by_words("Q1", "Uw anonieme code")
    ('identifying', 'code')
    >>> use_by_words("Q2", "Krijgt u op het werk wel eens een dreigende e-mail van iemand?")
    """
    asked = wording.strip(" .?:*")
    for use, most, pattern in _USE_PATTERNS:
        if pattern.fullmatch(name) or (len(asked) <= most and pattern.fullmatch(asked)):
            return use
    return None


_IDENTIFYING = re.compile(
    r"[^@\s]+@[^@\s]+\.[a-z]{2,}"
    r"|(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{0,4}"
    r"|(?:\+31|0031|0)[ -]?\d(?:[ -]?\d){8}"
    r"|[1-9]\d{3} ?[A-Z]{2}"
    r"|-?\d{1,3}\.\d{4,}",
    re.IGNORECASE,
)


def identifies(value: str) -> bool:
    """Tell whether a whole cell is an e-mail or IP address, phone number, postcode or coordinate.

    >>> [identifies(v) for v in ("an@voorbeeld.nl", "10.0.0.7", "1234 AB", "06-12345678", "3")]
    [True, True, True, True, False]
    """
    return _IDENTIFYING.fullmatch(value.strip()) is not None


_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: .*)?")


def read_day(cell: str) -> date | None:
    """Read a date, the year first or the day first; None where it is no date.

    >>> read_day("2022-09-28 10:15:00"), read_day("28-9-2022")
    (datetime.date(2022, 9, 28), datetime.date(2022, 9, 28))
    """
    if found := _YEAR_FIRST.fullmatch(cell.strip()):
        year, month, day = map(int, found.groups())
    elif found := _DAY_FIRST.fullmatch(cell.strip()):
        day, month, year = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
