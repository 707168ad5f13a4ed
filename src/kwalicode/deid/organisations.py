"""Recognizers for organisations, local parties, departments and functions by their words."""

import re
from collections.abc import Iterator
from functools import cache

from kwalicode.deid.lists import fold, is_surname, lines
from kwalicode.deid.lookups import find_departments
from kwalicode.deid.page import Page, pattern_recognizer
from kwalicode.model import Finding, IdentifierKind, Language

_CAP = r"(?:(?<![\w&-])[A-ZÀ-Þ][\w'’&-]{0,40})"
_FIRST = rf"(?!(?:De|Het|Een|Dit|Dat|Deze|In|Bij|Van|Op|The|An?|This|That|At)\s){_CAP}"
_LINK = r"(?:\s(?:van|voor|de|der|den|het|en|of|for|and|the|aan|&)){0,4}"
_CAPS = rf"{_CAP}(?:{_LINK}\s{_CAP}){{0,4}}"

_HEADS = (
    r"(?:[Ss]tichting|[Oo]bs|OBS|CSG|csg|CBS|[Bb]akkerij|[Bb]akker|[Ss]lagerij|[A-Z]?[a-z]{3,20}bedrijf|[Gg]arage|"
    r"[Kk]apsalon|[Dd]rukkerij|[Ss]cheepswerf|[Bb]uurthuis|[Ww]ijkcentrum|[Zz]orgcentrum|"
    r"[Vv]erpleeghuis|[Kk]liniek|[Pp]raktijk|[Vv]ereniging|[Bb]ureau|[Uu]niversiteit|[Hh]ogeschool|[Aa]cademie|"
    r"[Cc]ollege|[Ss]cholengemeenschap|[Bb]asisschool|[Zz]iekenhuis|[Uu]niversity\sof|"
    r"[Cc]entrum\svoor|[Hh]uis\svoor|[Ii]nstituut\svoor|[Rr]aad\svoor|[Cc]offeeshop|[Cc]af[eé]|"
    r"[Rr]estaurant|[Hh]otel|[Ww]oningcorporatie|[Zz]orggroep|[Oo]mgevingsdienst|"
    r"(?:Academisch|Medisch)\s(?:[Zz]iekenhuis|[Cc]entrum)|UMC|"
    r"[Ii]nspectie|[Vv]eiligheidsregio|[Ww]aterschap|"
    r"[Hh]oogheemraadschap|[Oo]mroep|[Dd]agblad|[Kk]rant\sde)"
)
_TAILS = (
    r"(?:B\.?V\.?|N\.?V\.?|Ltd|Limited|plc|PLC|LLP|Inc|GmbH|Council|University|College|Academy|"
    r"School|Hospital|Trust|Foundation|Association|Society|Union|Institute|Centre|Group|"
    r"Consultancy|Consulting|Holding|Groep|Bank|Church|Club|Housing|Services|Solicitors|Media|"
    r"News|Gazette|Herald|Post|Courant|Dagblad|Advies|Bedrijfszorg|Corporation|Corp|[Cc]ommittee|"
    r"Nederland|MC|UMC|(?:Medisch\s)?Centrum|[Zz]iekenhuis|[Kk]liniek|[Hh]uisartsenpraktijk|"
    r"Primary|Bakery|Motors|Butchers|Homes|Garage|Logistics|Builders|Foods|Surgery|Pharmacy|"
    r"Bakers|Partners|Zonen|Zn|Sons|Daughters|"
    r"Zorg|Wonen|Lyceum|Museum|Theater)"
)
_INSIDE = r"(?:hogeschool|universiteit|ziekenhuis|college|lyceum|bibliotheek|theater|museum)"

find_organisations = pattern_recognizer(
    "organisation",
    IdentifierKind.ORGANISATION,
    0.65,
    re.compile(
        rf"(?<!\w)(?:{_HEADS}\s{_CAPS}|{_FIRST}(?:\s{_CAP}){{0,3}}\s{_TAILS}(?!\w)"
        rf"|{_CAP}{_INSIDE}(?:\s{_CAP})?(?!\w))"
    ),
)
_LOW_HEAD = (
    r"(?:[a-z]{3,20}bedrijf|slagerij|bakkerij|scheepswerf|zorggroep|stichting|kapsalon|drukkerij|"
    r"basisschool|obs|csg|woningcorporatie|thuiszorg)"
)
_NO_NAME = (
    r"(?!(?:heb|had|heeft|was|is|en|maar|want|in|op|bij|van|voor|met|om|die|dat|waar|toen|dus|daar|"
    r"daarna|gewerkt|gegaan|geweest|zeg|als|of|te|aan|naar|over|uit|ik|hij|zij|ze|we|er|niet|ook|"
    r"zijn|waren|hebben|gaan|moet|kan|wil|eh|uh|nou|ja)\b)"
)
_LOW_TAIL = (
    r"(?:motors|butchers|bakery|college|homes|primary|foundry|builders|logistics|lyceum|gymnasium|"
    r"housing|garage|academy|ltd|bv)"
)
find_low_organisations = pattern_recognizer(
    "organisation",
    IdentifierKind.ORGANISATION,
    0.5,
    re.compile(
        rf"(?<![\w-])(?P<head>{_LOW_HEAD}(?:\s(?:de|het|ter|ten|van))?(?:\s{_NO_NAME}[a-zà-ÿ'-]{{2,20}}){{1,2}}"
        r"(?:\s(?:bv|nv))?)(?![\w-])"
        rf"|(?<![\w-])(?:at|for|from|to|the|naar|het|bij|op)\s(?P<span>(?!the\b|het\b|my\b|a\b|de\b|een\b)"
        rf"[a-z]{{3,20}}(?:\s(?:and|en)\s[a-z]{{3,20}}|\s[a-z]{{3,20}})?\s{_LOW_TAIL})(?!\w)"
        r"|(?<![\w-])(?P<party>(?:leefbaar|gemeentebelangen|dorpsbelangen|stadspartij)\s[a-z]{4,20})(?!\w)"
    ),
)
find_commissions = pattern_recognizer(
    "committee with a name",
    IdentifierKind.ORGANISATION,
    0.8,
    re.compile(
        r"(?<![\w-])(?:\w{0,30}commissie|[Ww]erkgroep|[Tt]askforce)-[A-ZÀ-Þ][\w'-]{0,40}(?!\w)"
    ),
)
find_local_parties = pattern_recognizer(
    "local party",
    IdentifierKind.PARTY,
    0.75,
    re.compile(
        rf"(?<!\w)(?:{_CAP}(?:\s{_CAP})?\s(?:Lokaal|Belang|Belangen|Vooruit)"
        rf"|(?:Leefbaar|Lokaal|Lijst|Dorpslijst|Gemeentelijst|Gemeentebelangen|Stadspartij|Dorpsbelangen)(?:\s{_CAP}){{1,2}}"
        rf"|(?:Gemeentebelangen|Stadspartij|Dorpsbelangen)"
        rf"|{_CAP}(?:\s{_CAP})?\s(?:First\sParty|Independents(?:\sFirst)?|Residents['’]?\sAssociation))(?!\w)"
    ),
)
_UNIT = (
    r"(?:[Aa]fdeling|[Dd]ienst|[Ss]ector|[Cc]luster|[Dd]irectie|[Tt]eam|[Dd]omein|[Ff]aculteit|"
    r"[Vv]akgroep|[Oo]pleiding|[Ss]ectie|[Bb]usiness\s[Uu]nit|[Uu]nit|[Ff]aculty\sof|[Ss]chool\sof)"
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
find_named_departments = pattern_recognizer(
    "department",
    IdentifierKind.DEPARTMENT,
    0.7,
    re.compile(
        rf"(?<!\w){_UNIT}\s(?:{_CAPS}(?:,\s{_CAP})*(?:\s(?:en|and|&)\s{_CAP})?(?:\s\d[-\w]*)?"
        rf"|{_SUBJECT}(?:(?:,\s{_SUBJECT})*\s(?:en|&)\s{_SUBJECT})?)(?![\w-])"
        rf"|(?<!\w)(?:[Dd]epartment|[Oo]ffice|[Dd]irectorate|[Dd]ivision)\s(?:of|for)\s"
        rf"{_CAPS}(?!\w)"
        rf"|(?<=[a-z,] )(?:{_CAP}\s(?:(?:and|&)\s)?){{1,3}}(?:Team|Department|Unit|Directorate|"
        rf"Division|Office|Desk|Services)(?!\w)"
        rf"|(?<!\w)(?:Ward|Afdeling|Unit)\s\d[\w-]*(?:\s{_CAP})*(?:,\s{_CAP})?"
    ),
)


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
