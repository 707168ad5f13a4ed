"""Recognizers for departments: by list, by what they are called, and by a word for their kind."""

import re
from collections.abc import Iterator
from functools import cache

from kwalicode.deid.lists import cues, fold, lines
from kwalicode.deid.page import Page, pattern_recognizer
from kwalicode.model import Finding, IdentifierKind, Language

_CAP = r"(?:(?<![\w&-])[A-ZÀ-Þ][\w'’&-]{0,40})"
_LINK = r"(?:\s(?:van|voor|de|der|den|het|en|of|for|and|the|aan|&)){0,4}"
_CAPS = rf"{_CAP}(?:{_LINK}\s{_CAP}){{0,4}}"
_UNIT = (
    r"(?:[Aa]fdeling|[Dd]ienst|[Ss]ector|[Cc]luster|[Dd]irectie|[Tt]eam|[Dd]omein|[Ff]aculteit|"
    r"[Vv]akgroep|[Oo]pleiding|[Ss]ectie|[Bb]usiness\s[Uu]nit|[Uu]nit|[Ff]aculty\sof|[Ss]chool\sof)"
)
_DIRECTION = (
    r"(?:(?:noord|zuid)(?:oost|west)?|oost|west|centrum|midden|"
    r"(?:north|south)(?:[ -]?(?:east|west))?|"
    r"east|central)"
)
_MEDICAL = (
    r"(?:orthopa?edics?|cardiology|oncology|neurology|surgery|surgical|medical|stroke|maternity|"
    r"respiratory|renal|geriatrics?|pa?ediatrics?|psychiatry|rehab|elderly\scare|urology|"
    r"interne|orthopedie|chirurgie|long|hart|trauma)"
)
_NO_TEAM = (
    r"(?:in|under|with|from|to|at|by|for|of|the|a|an|our|my|their|his|her|that|this|and|or|was|is|"
    r"were|on|into|one|every|each|same|other|whole|football|old|new|had|have|through|via|it|which)"
)
# What a department is about, by its ending: 'handhaving', 'kindergeneeskunde', 'burgerzaken'.
_SUBJECT = (
    r"(?:(?!(?:afdeling|vergadering|bespreking|meeting|opdracht|ging|hing|ving|ding|sessie|uitje)\b)"
    r"[a-z]{2,20}(?:zaken|beheer|ing|ingen|logie|kunde|zorg|recht|rechten|techniek|service|control|"
    r"wetenschappen|voering|verkoop|huur|koop|beslag|geneeskunde|iatrie|psychologie)|hr|hrm|ict|wmo|"
    r"jeugd|wonen|werk|inkomen|financiën|communicatie|inkoop|verkoop|verhuur|marketing|sales|"
    r"logistiek|onderhoud|beslag|toezicht|onderzoek|onderwijs|cultuur|sport|milieu|verkeer|"
    r"vastgoed|juridische\szaken|sociale\szaken|ruimte|welzijn|schulden|klachten|bezwaar)"
)
_TAIL = (
    r"(?:[Tt]eam|[Cc]linic|[Dd]epartment|[Uu]nit|[Dd]irectorate|[Dd]ivision|[Oo]ffice|[Dd]esk|"
    r"[Ww]ard)"
)
_SUBJECTS = (
    rf"(?:{_CAPS}(?:,\s{_CAP})*(?:\s(?:en|and|&)\s{_CAP})?(?:\s\d[-\w]*)?"
    rf"|{_SUBJECT}(?:(?:,\s{_SUBJECT})*\s(?:en|&)\s{_SUBJECT})?)"
)

find_named_departments = pattern_recognizer(
    "department",
    IdentifierKind.DEPARTMENT,
    0.7,
    re.compile(
        rf"(?<!\w){_UNIT}\s{_SUBJECTS}(?![\w-])"
        rf"|(?<!\w)(?:[Dd]epartment|[Oo]ffice|[Dd]irectorate|[Dd]ivision)\s(?:of|for)\s"
        rf"{_CAPS}(?!\w)"
        rf"|(?<=[a-z,] )(?:{_CAP}\s(?:(?:and|&)\s)?){{1,3}}(?:{_TAIL}|Services)(?!\w)"
        rf"|(?<!\w)(?:Ward|Afdeling|Unit)\s\d[\w-]*(?:\s{_CAP})*(?:,\s{_CAP})?"
        # 'de kraamafdeling', 'een zusterafdeling' is none
        # 'afdeling 4 noord', 'ward 7 orthopaedics', 'wijkteam zuid', 'district nursing team east'
        rf"|(?<![\w-])(?:[Aa]fdeling|[Uu]nit|[Ww]ard|[Tt]eam|[Cc]luster|[Ll]ocatie)\s(?:\d{{1,3}}[a-z]?|[a-z]\d{{1,2}}|"
        rf"(?:(?:noord|zuid)?(?:oost|west)|noord|zuid)(?!\w))(?:\s(?:{_DIRECTION}|{_SUBJECT}|{_MEDICAL}))?(?![\w-])"
        r"|(?<![\w-])(?:[Pp]oli(?:kliniek)?|[Aa]fdeling|[Tt]eam)\s[a-z]{3,20}-\s(?:en|of)\s[a-z]{4,25}(?!\w)"
        rf"|(?<![\w-])(?:wijk|gebieds|buurt|jeugd|fact|thuiszorg|sociaal\swijk|crisis|zorg|behandel)-?team\s"
        rf"(?:{_CAP}|{_DIRECTION}|\d{{1,2}})(?!\w)"
        rf"|(?<=[a-z,] )(?:(?!{_NO_TEAM}\b)[a-z&-]+\s){{1,4}}team\s"
        rf"(?:{_DIRECTION}|one|two|three|four|\d)(?!\w)"
        r"|(?<![\w-])(?!(?:sub|hoofd|zuster|andere|deel|onder|vervolg)-?afdeling)[a-z]{4,20}afdeling(?!\w)"
    ),
    needs=tuple(sorted(cues("department-words"))),
)

# More subjects of the teams and wards that people speak of: 'the stroke ward'.
_TEAM_SUBJECTS = (
    *(
        "stroke",
        "burns",
        "surgical",
        "medical",
        "children's",
        "complaints",
        "fraud",
        "visa",
        "debt",
    ),
    *("arrears", "allocations", "lettings", "homelessness", "fostering", "adoption", "press"),
    *("leaving care", "early help", "youth offending", "probation", "exams", "cleaning", "kitchen"),
    *("sports", "equality", "nursing", "transport", "claims", "invoicing", "recruitment"),
    *("mental health", "community mental health", "crisis", "home treatment", "early intervention"),
    *("reablement", "continence", "district nursing", "memory", "learning disability", "diabetes"),
    *("learning disabilities", "eating disorders", "perinatal", "community nursing", "rehab"),
    *("falls", "hospital discharge", "discharge", "family", "looked after children", "gender"),
)
_BEFORE: dict[Language, dict[str, re.Pattern[str]]] = {
    "nl": {
        "~": re.compile(
            r"\b(?:bij|op|van|naar|vanuit|binnen|voor|via)(?:\s(?:de|het|onze))?\s$", re.I
        ),
        "?": re.compile(
            r"\b(?:werk\w*|gewerkt|zit|zat|zaten|gezeten|begonnen|stage|baan|baas|iemand|mensen|"
            r"collega\w*|hoofd|manager|overgeplaatst|dame|man|vrouw|meisjes?)"
            r"(?:\s\w+){0,3}\s(?:bij|op|van|naar|voor)(?:\s(?:de|het))?\s$",
            re.I,
        ),
    },
    "en": {
        "~": re.compile(r"\b(?:in|from|at|to|on|into|for|with)(?:\sthe)?\s$", re.I),
        "?": re.compile(
            r"\b(?:work(?:s|ed|ing)?|job|placement|rotation|started|transferred|moved|people|"
            r"someone|somebody|something|anything|colleagues?|manager|woman|lady|man|girls?|lads?|guy|over|[‘’']s|"
            r"(?:was|were|am|is|are|been|[’']m|[’']re)(?:\sback|\sover)?)"
            r"\s(?:in|from|at|to|into|for)\s$",
            re.I,
        ),
    },
}


# What is a word too must speak: 'Facilities knew', 'huisvesting belde terug'.
_SPEAKS: dict[Language, re.Pattern[str]] = {
    "nl": re.compile(
        r"\s(?:zei|zegt|belde|wilde|stuurde|wist|schreef|mailde|weigerde|vroeg)\b", re.I
    ),
    "en": re.compile(
        r"\s(?:said|says|told|rang|asked|sent|wrote|emailed|phoned|knew|knows|wanted|refused|decided)\b",
        re.I,
    ),
}
_TELLING = 10
"""A department of so many letters is one with its article too: 'de salarisadministratie heeft'."""
_PLAIN = frozenset(
    ("administratie", "boekhouding", "polikliniek", "expeditie", "klantenservice", "servicedesk")
)
_ARTICLE = re.compile(r"\b(?:de|het|een|the|a|an|no|geen|some|any|of)\s$", re.I)
# A department does what people do: 'payroll rang me', 'licensing never wrote back'.
_ACTS: dict[Language, re.Pattern[str]] = {
    "nl": re.compile(
        r"\s(?:zei|zegt|zeggen|belde|belt|wilde|had|hadden|heeft|hebben|kwam|kwamen|stuurde|stuurt|wist|"
        r"weet|vond|vindt|deed|doet|was|waren|is|zit|zat|ging|gaat|moest|moet|kon|kan|nam|schreef)\b",
        re.I,
    ),
    "en": re.compile(
        r"\s(?:said|says|say|rang|told|tells|wanted|want|never|kept|keeps?|lost|lose|sent|wrote|asked|asks?|phoned|"
        r"called|have|had|has|haven['’]t|hadn['’]t|are|were|weren['’]t|is|was|wasn['’]t|didn['’]t|don['’]t|"
        r"did|do|does|got|gave|made|took|came|emailed|couldn['’]t|can['’]t|won['’]t|messed|always|just)\b",
        re.I,
    ),
}
# Between two departments: ', ', ' to ', ' and I was in '.
_NEXT = re.compile(
    r",\s|\s(?:to|naar)\s|,?\s(?:en|and)\s(?:ik|hij|zij|ze|i|he|she|they)(?:\s\w+)?\s(?:bij|op|in)\s"
)


@cache
def _cued(language: Language) -> re.Pattern[str]:
    """Make one pattern of all departments that need a cue, with what 'and' joins to them."""
    names = sorted((row[1:] for row in lines("spoken_departments.txt")), key=len)
    either = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in reversed(names))
    link = "en|&" if language == "nl" else "and|&"
    return re.compile(
        rf"(?<![\w&'-])(?:(?:poli|polikliniek|vakgroep|sectie)\s)?(?P<first>{either})(?P<more>(?:\s(?:{link})\s(?:{either}))*)"
        r"(?![\w&-]|\s(?:trouble|matters|advice|action|reasons|problems|costs|terms|issues|work)\b)",
        re.IGNORECASE,
    )


@cache
def _openings() -> frozenset[str]:
    """Give the first words of all departments that need a cue."""
    names = (row[1:] for row in lines("spoken_departments.txt"))
    firsts = {Page(name, "nl").words[0].key for name in names}
    return frozenset(firsts | {"poli", "polikliniek", "vakgroep", "sectie"})


def _cued_matches(page: Page) -> Iterator[re.Match[str]]:
    """Match only at words that can open one: the pattern is too long to try at every letter."""
    pattern, last = _cued(page.language), 0
    for word in page.words:
        if word.start >= last and word.key in _openings():
            match = pattern.match(page.text, word.start)
            if match:
                last = match.end()
                yield match


@cache
def _strong() -> frozenset[str]:
    return frozenset(fold(row[1:]) for row in lines("spoken_departments.txt") if row[0] == "~")


@cache
def _team() -> re.Pattern[str]:
    rows = (*lines("departments.txt"), *lines("spoken_departments.txt"), *_TEAM_SUBJECTS)
    names = sorted({row.lstrip("=~?").lower() for row in rows}, key=len, reverse=True)
    either = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in names)
    return re.compile(
        rf"\b(?:the|our|my|their|his|her|a)\s(?P<span>(?:{either})(?:\s(?:and|&)\s(?:{either}))?"
        rf"\s{_TAIL})(?!\w)",
        re.IGNORECASE,
    )


def find_spoken_departments(page: Page) -> Iterator[Finding]:
    """Find departments in any case: 'she worked in payroll', 'op interne geneeskunde'.

    Several that 'and' joins need no cue.
    """
    last = 0
    for match in _cued_matches(page):
        sign = "~" if fold(match["first"]) in _strong() else "?"
        before = page.text[max(0, match.start() - 60) : match.start()]
        is_chained = bool(last) and bool(_NEXT.fullmatch(page.text, last, match.start()))
        if before.endswith("raad van "):
            continue
        is_row = bool(match["more"]) and sign == "~"
        is_acting = sign == "~" and bool(_ACTS[page.language].match(page.text, match.end()))
        is_long = page.language == "nl" and len(match["first"]) >= _TELLING
        is_plain = fold(match["first"]) in _PLAIN
        is_acting = is_acting or bool(_SPEAKS[page.language].match(page.text, match.end()))
        is_acting = is_acting and ((is_long and not is_plain) or not _ARTICLE.search(before))
        if is_chained or is_row or is_acting or _BEFORE[page.language][sign].search(before):
            last = match.end()
            yield Finding(*match.span(), IdentifierKind.DEPARTMENT, 0.6, "department")
    if page.language == "en":
        for match in _team().finditer(page.text):
            yield Finding(*match.span("span"), IdentifierKind.DEPARTMENT, 0.65, "department")
