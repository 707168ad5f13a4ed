"""Recognizers for addresses and postcodes, Dutch, Belgian, British and American."""

import re
from collections.abc import Iterator

from kwalicode.deid.lists import cues, fold, name_lists, words
from kwalicode.deid.numerals import number_pattern
from kwalicode.deid.page import Page, matches_near, pattern_recognizer, together
from kwalicode.deid.towns import is_town
from kwalicode.deid.vocabulary import is_word
from kwalicode.model import Finding, IdentifierKind

_CAP = r"[A-ZÀ-Þ][\w'’-]{0,40}"
_STREET = (
    r"(?:straat|laan|weg|plein|gracht|kade|dijk|singel|hof|pad|steeg|dreef|baan|plantsoen|markt|"
    r"wal|haven|park|gang|poort|bolwerk|kamp|erf|stee|"
    r"ring|dam|veld|berg|burg|meent|brink|lei|str\.|str|pln|strjitte|wei|reed)"
)
_NUMBER = (
    r"\d{1,4}(?:\s?[a-zA-Z](?!\w))?(?:\s?[-/]\s?(?:\d{1,4}|[a-zA-Z]|I{1,3}|IV|hs|huis|bis)(?!\w))?"
    r"(?:\s(?:rood|zwart|huis|hs|bis|boven|beneden|links|rechts|achter|driehoog|tweehoog)(?!\w))?"
)
_NUMBER_WORDS = number_pattern("nl", 1)
_HOUSE = (
    rf"(?:(?:(?:huis)?nummer|nr\.?)\s)?(?:{_NUMBER}(?![\w:.,]\d|\s?(?:uur|euro|jaar|%))"
    rf"|nummer\s{_NUMBER_WORDS})"
)

find_addresses = pattern_recognizer(
    "address",
    IdentifierKind.ADDRESS,
    0.85,
    needs_figure=True,
    pattern=re.compile(
        rf"(?<!\w)[Pp]ostbus\s\d{{1,5}}(?!\w)|"
        rf"(?<!\w)(?:(?!(?:Aan|Op|In|Bij|Van|Naar|Uit)\b)(?:{_CAP}\.?|(?:[A-ZÀ-Þ]\.){{1,4}})\s"
        rf"(?:(?:van|de|der|den|het|'t|ter|ten)\s)*){{0,3}}"
        rf"(?:[A-ZÀ-Þ][\w'’-]{{0,40}}?{_STREET}|(?:{_CAP}\s){{1,2}}(?:[Ss]traat|[Ll]aan|[Ww]eg|"
        rf"[Pp]lein|[Gg]racht|[Kk]ade|[Dd]ijk|[Ss]ingel|[Hh]of)),?\s{_HOUSE}(?!\w)"
    ),
)
find_spoken_addresses = pattern_recognizer(
    "address",
    IdentifierKind.ADDRESS,
    0.7,
    re.compile(
        r"(?<!\w)(?:(?:lange|korte|oude|nieuwe|grote|kleine|eerste|tweede|derde|hoge|lage|verlengde|"
        r"burgemeester|dokter|koningin|prins|prinses|sint)\s)?"
        rf"(?:[A-ZÀ-Þ]?\w{{3,}}(?:straat|laan|weg|plein|gracht|kade|singel|dreef|steeg)\s"
        rf"(?:nummer\s)?(?:{_NUMBER}|{_NUMBER_WORDS})"
        r"|(?:nieuwe|oude|grote|kleine|lange|korte|hoge|lage)\s(?:markt|dijk|wal|haven|gracht|singel|weg|"
        rf"straat|plein|kade|hof|baan|brink)\s{_NUMBER}"
        r"|(?!super|week|rommel|boeren|vis|arbeids|huizen|voetbal|sport|speel|bouw)[A-ZÀ-Þ]?\w{3,}"
        rf"(?:dijk|hof|markt|plantsoen|pad|wal|erf|brink|meent|akker|kamp|oord|park)\s{_NUMBER})"
        r"(?![\w:]|\s(?:uur|euro|jaar|keer|mensen|km|kilometer|meter|minuten|mei|juni|juli))"
    ),
)
find_english_addresses = pattern_recognizer(
    "address",
    IdentifierKind.ADDRESS,
    0.85,
    needs_figure=True,
    pattern=re.compile(
        rf"(?<!\w)(?:(?:[Ff]lat|[Uu]nit|[Aa]partment)\s\w+,?\s(?:{_CAP}\s{_CAP},\s)?)?"
        rf"\d{{1,5}}[a-zA-Z]?,?\s(?:{_CAP}\s){{1,3}}"
        r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Close|Crescent|Terrace|Court|Gardens|Grove|"
        r"Place|Square|Way|Row|Walk|Mews|Hill|Park|Parade|Green|View)(?!\w)"
    ),
)
find_streets = pattern_recognizer(
    "street",
    IdentifierKind.ADDRESS,
    0.55,
    re.compile(
        r"(?<!\w)[A-ZÀ-Þ][\w'’-]{2,40}"
        r"(?:straat|laan|weg|plein|gracht|kade|singel|dreef|steeg|plantsoen)"
        rf"(?!\w)|(?<!\w)(?:{_CAP}\s){{1,2}}"
        rf"(?:Street|Road|Avenue|Lane|Crescent|Terrace|Close)(?!\w)"
    ),
    needs=tuple(sorted(cues("street-words"))),
)
find_postcodes = pattern_recognizer(
    "postcode",
    IdentifierKind.POSTCODE,
    0.85,
    needs_figure=True,
    pattern=re.compile(
        r"(?<![\w.,-])[1-9]\d{3}\s?(?!SA|SD|SS|IS|EN|OF|DE|IN)[A-Z]{2}(?![\w-])"
        r"|(?<![\w-])(?:[A-PR-UWYZ]\d{1,2}|[A-PR-UWYZ][A-HK-Y]\d{1,2}|[A-PR-UWYZ]\d[A-Z]|"
        r"[A-PR-UWYZ][A-HK-Y]\d[A-Z])\s?\d[ABD-HJLNP-UW-Z]{2}(?![\w-])"
    ),
)
_SHORT_WORDS = (
    r"(?:in|en|de|is|om|op|of|ik|je|ze|we|te|er|km|nu|al|zo|uu|ha|mm|cm|kg|ml|pk|na|ja|dr|m2|to|at|"
    r"on|by|or|an|as|it|he|my|no|so|am|pm|do|go|us|up)"
)
find_odd_postcodes = pattern_recognizer(
    "postcode",
    IdentifierKind.POSTCODE,
    0.6,
    needs_figure=True,
    pattern=re.compile(
        rf"(?<![\w.,-])[1-9]\d{{3}}[ -](?:(?!{_SHORT_WORDS}\b)[a-z]{{2}}|(?<=-)[A-Z]{{2}})(?![\w-])"
        r"|(?<![\w-])[a-pr-uwyz][a-hk-y]?\d{1,2}\s\d[abd-hjlnp-uw-z]{2}(?![\w-])"
        r"|(?<!\w)(?=\d*[lIO])[1-9lI][\dlIO]{3}\s[A-Z]{2}(?!\w)"
        r"|(?<!\w)[A-Z]{1,2}(?=\d?[lIO])[\dlIO]{1,2}\s\d[A-Z]{2}(?!\w)"
        r"|(?<![\w.,-])(?P<span>[1-9]\d{3})\sals\spostcode\b"
    ),
)
find_cued_postcodes = pattern_recognizer(
    "postcode",
    IdentifierKind.POSTCODE,
    0.8,
    re.compile(
        r"(?:postcode|postal code)\W+(?:\w+\W+){0,2}?(?P<span>[1-9]\d{3}\s?(?:[a-z]\s?){2})(?!\w)",
        re.IGNORECASE,
    ),
    needs=("postcode", "postal code"),
)
_TWO_FIGURES = rf"(?:{number_pattern('nl', 10)}|nul\s{number_pattern('nl', 0, 9)})"
_UNIT = number_pattern("nl", 1, 9)
find_spoken_postcodes = pattern_recognizer(
    "postcode",
    IdentifierKind.POSTCODE,
    0.75,
    re.compile(
        r"postcode\W+(?:(?!en\b)\w+\W+){0,2}?(?P<span>"
        rf"(?:{_TWO_FIGURES}\s(?:en\sdan\s)?(?:{_TWO_FIGURES}|honderd)"
        rf"|{_UNIT}duizend(?:\s?(?:en\s?)?{_UNIT}?honderd)?"
        rf"(?:\s?(?:en\s?)?{number_pattern('nl', 1)})?"
        rf"|{_UNIT}(?:\s{number_pattern('nl', 0, 9)}){{3}})"
        r"(?:\s(?:[a-z]|[a-z][a-z]|en|el|ef|em|er|es|ka|ge|ha|pe|te|ve|we|ix)(?:\s[a-z])?(?=\W|$)"
        r"(?<!\sen)(?<!\sin)(?<!\sis)(?<!\sik)(?<!\sof)(?<!\sze)(?<!\sdat)(?<!\sje)(?<!\sde))?)(?!\w)",
        re.IGNORECASE,
    ),
    needs=("postcode",),
)
_HOW_MANY = r"(?!\w|[:.,]\d|\s(?:uur|euro|jaar|keer|mensen|km|kilometer|minuten|procent|%))"
_NO_STREET = (
    r"(?!(?:Kamer|Zaal|Lokaal|Blok|Unit|Groep|Klas|Afdeling|Route|Lijn|Spoor|Perron|Poort|Hal|Team|"
    r"Ward|Deel|Artikel|Hoofdstuk|Bijlage|Pagina|Week|Dag|Fase|Area|Room|Channel|Radio|Year|Covid|"
    r"Januari|Februari|Maart|April|Mei|Juni|Juli|Augustus|September|Oktober|November|December)\b)"
)
_LOW_STREET = r"(?:straat|laan|weg|plein|gracht|kade|singel|dreef|steeg|hof|dijk|markt|plantsoen)"
_OF_THE = r"(?:(?:van|de|der|den|het|des|du|la|le|les|'t)\s){0,3}"
_UK_STREET = r"(?:street|road|lane|avenue|crescent|terrace|grove|gardens)"
_LIVE = r"\b(?:live[sd]?|living|grew\sup|brought\sup|house|flat|born|moved|number\s\w+)"
_NOT_NAMED = (
    r"(?!(?:the|a|an|my|our|your|his|her|this|that|same|whole|main|busy|other|next|one|every|any|"
    r"long|right|wrong|middle|high\sroad|of|in|on|and)\s)"
)
# Addresses that hold a figure.
_WITH_FIGURES = (
    r"(?<!\w)(?:PO|P\.O\.|po)\s[Bb]ox\s\d{1,6}(?!\w)",
    r"(?<!\w)(?:[Aa]ntwoordnummer|[Bb]usnummer)\s\d{1,5}(?!\w)",
    r"(?<!\w)(?:PSC|Unit|unit|psc)\s\d{2,5},?\s[Bb]ox\s\d{2,5}(?!\w)",
    r"(?<!\w)(?:Apt|Suite|Ste|Apartment)\.?\s#?\d{1,5}[A-Z]?(?!\w)",
    # 'Laan van de Vrede 8bis', 'Rue des Tilleuls 27 bus 4', 'Plein 1953 nr. 44 II'
    r"(?<!\w)(?:Laan|Plein|Kade|Dijk|Hof|Weg|Markt|Rue|Avenue|Boulevard|Chaussée|Place|Via|Viale|"
    rf"Calle|Rua|Kaya|Plaza|Piazza|Pad|Singel|Allee|Ring|Coupure|ul\.)\s{_OF_THE}(?:{_CAP}\s){{0,3}}"
    rf"(?:\d{{4}}\s)?(?:nr\.\s)?{_NUMBER}(?:\s?bis|\sbus\s\d+|\sI{{1,3}})?(?!\w)",
    r"(?<!\w)[A-ZÀ-Þ][\w-]{2,30}(?:stra(?:ß|ss)e|gasse|allee|platz|gatan|vägen|vej|gade|katu)"
    rf"\s{_NUMBER}(?!\w)",
    rf"(?<!\w)[Nn]umber\s\d{{1,4}},\s(?:The\s)?{_CAP}(?:\s{_CAP}){{0,3}}",
    rf"(?<!\w)\d{{1,5}}[a-z]?\s(?:{_CAP}\s){{1,3}}(?:Rise|Yard|Bank|Wharf|Quay|Fold|Mount|Vale|"
    r"Croft|Circus|End|Hill|Heights|Passage|Alley|Bridge|Crescent|Boulevard|Blvd|Pkwy|Parkway|"
    r"Circle|Cir|Ct|Dr|Ln|Trail|Pike|Highway|Hwy)(?!\w)",
    rf"(?<!\w)\d{{1,4}}[a-z]?,?\sThe\s{_CAP}(?!\w)",
    # a street of no telling name, by where it stands: 'aan Het Zand 12', 'Die flat, Merelstein 312'
    rf"\b(?:aan|op|in|naar)\s(?:de\s|het\s)?(?P<span>{_NO_STREET}(?:Het\s|De\s)?{_CAP}"
    rf"(?:\s{_CAP}){{0,2}}\s{_NUMBER})(?=\s?[.,;!?]|$|\s(?:in|en|te|bij)\s)",
    r"\b(?i:flat|huis|adres|pand|kantoor|gebouw|winkel|zaak|appartement|woning|woon|woont|wonen)[,:]?\s"
    rf"(?P<span>{_NO_STREET}{_CAP}(?:\s{_CAP}){{0,2}}\s{_NUMBER}){_HOW_MANY}",
    # in lower case behind 'wonen': 'wij wonen aan de oude rijksweg 114'
    r"\b(?:woon\w*|wonen|gewoond|adres)\s(?:\w+\s){0,3}?(?:(?:aan|op|in)\s(?:de\s|het\s)?)"
    r"(?P<span>(?!kamer|etage|verdieping)[a-zà-ÿ'-]{3,}(?:\s[a-zà-ÿ'-]{3,}){0,2}\s\d{1,3}[a-z]?)"
    rf"{_HOW_MANY}",
    r"\b(?:woon\w*|wonen|gewoond|adres)\s(?:\w+\s){0,3}?"
    r"(?P<span>(?:achter|onder|voor|tussen|langs)\s(?:de|het)\s[a-zà-ÿ]+\s\d{1,3}[a-z]?)"
    rf"{_HOW_MANY}",
)
# Addresses that may be said in words, and streets without a number.
_IN_WORDS = (
    # the number of a house alone: 'de Dorpsstraat, op nummer 9'
    r"(?:straat|laan|weg|plein|gracht|kade|hof|[Ss]treet|[Rr]oad|[Ll]ane|[Aa]venue|woon\w*|live|"
    r"living|postcode)\b[^.\n]{0,45}?\b(?:huis)?(?:nummer|number|nr\.?)\s"
    rf"(?P<span>\d{{1,4}}[a-z]?|{number_pattern('en', 1)}|{_NUMBER_WORDS})"
    r"(?![\w:.]\d|\w|\s?(?:uur|euro|%))",
    # in words: 'kerklaan twaalf', 'anjerstraat honderd zevenentwintig'
    rf"(?<!\w)(?:[A-Z]\w+\s)?[\wà-ÿ]{{3,}}{_LOW_STREET},?\s(?:nummer\s)?"
    rf"(?:(?:honderd|tweehonderd|driehonderd)\s?(?:en\s)?)?{_NUMBER_WORDS}"
    rf"(?:\shuis|\s(?:hoog|a|b|c))?{_HOW_MANY}",
    r"(?<!\w)(?:(?:a|one|two|three)\shundred\s(?:and\s)?)?"
    rf"{number_pattern('en', 1)}\s(?:[a-z]+\s){{1,2}}(?:{_UK_STREET}|close|drive)(?!\w)",
    rf"(?<!\w)number\s(?:{number_pattern('en', 1)}|\d{{1,4}})\s(?:[a-z]+\s){{1,2}}"
    rf"(?:{_UK_STREET}|close|drive|row|way|place|court|square|hill|walk|view|mews|yard)(?!\w)",
    # a street without a number
    r"(?<=in de |op de )[a-zà-ÿ]{4,}(?:straat|straatweg|laan|gracht|kade|singel)"
    r"(?:\s(?:oost|west|noord|zuid))?(?!\w)",
    # 'in de witte de withstraat'
    r"(?<=in de |op de )(?!(?:buurt|omgeving|hoek|rest|kant|richting|straat)\s)(?:[a-zà-ÿ]+\s)?"
    r"(?:van\s)?(?:de|der|den)\s[a-zà-ÿ]{2,}(?:straat|laan|gracht|kade|singel|plein)(?!\w)",
    rf"\b(?:into|down|on|in|up|onto|along)\s(?P<span>{_NOT_NAMED}(?:[a-z]+\s){{1,2}}"
    r"(?:street|road|lane|avenue|crescent))(?!\w)",
    rf"{_LIVE}\s(?:\w+\s)?(?:on|in|at|to)\s(?P<span>{_NOT_NAMED}(?:[a-z]+\s){{1,2}}"
    rf"(?:{_UK_STREET}|close|drive|way|place|court|square|hill|walk|rise|view|mews|row))(?!\w)",
    rf"{_LIVE}\s(?:\w+\s)?(?:at|in)\s(?P<span>{_CAP}(?:\s{_CAP})?\s"
    rf"(?:Cottage|Cottages|Farm|Lodge|Barn|Villa|House|Hall)(?:,\s{_CAP}(?:\s{_CAP})?)?)(?!\w)",
)
find_other_addresses = together(
    *(
        pattern_recognizer(
            "address",
            IdentifierKind.ADDRESS,
            0.65,
            re.compile(source),
            needs_figure=source in _WITH_FIGURES,
        )
        for source in (*_WITH_FIGURES, *_IN_WORDS)
    )
)
_STATES = (
    "A[KLPRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|"
    "T[NX]|UT|V[AT]|W[AIVY]|AA|AE|AP"
)
find_zip_codes = pattern_recognizer(
    "postcode",
    IdentifierKind.POSTCODE,
    0.85,
    re.compile(
        rf"(?<!\w)(?:(?:{_STATES})\s\d{{5}}(?:-\d{{4}})?"
        r"|(?i:zip(?:\scode)?|postal\scode|postcode)\W{1,3}(?:(?:is|was)\s)?"
        r"(?P<span>\d{3,6}(?:[- ]\d{2,4})?))(?![\w-]|\s[A-Za-z]{2}\b)"
    ),
    needs_figure=True,
)
_BARE_POSTCODE = re.compile(
    rf"(?<![\w.,-])(?P<first>[1-9]\d{{3}}),?\s(?P<town>{_CAP})"
    rf"|(?P<before>{_CAP})(?:,\s(?P<last>[1-9]\d{{3}})(?=[.,;]|$)|\s(?P<zip>\d{{4,6}})(?![\w-]|[.,]\d))"
)


def find_bare_postcodes(page: Page) -> Iterator[Finding]:
    """Find the figures of a postcode beside its town or country; years are none."""
    for match in matches_near(_BARE_POSTCODE, page.figures, page.text):
        group = next(name for name in ("first", "last", "zip") if match[name])
        is_year = len(match[group]) == 4 and match[group][:2] in {"19", "20"}
        if is_town(match["town"] or match["before"]) and not is_year:
            yield Finding(*match.span(group), IdentifierKind.POSTCODE, 0.6, "postcode")


_STRANGE = re.compile(
    rf"(?<![\w.,])(?:\d{{2,5}}\s)?(?:{_CAP}\s){{0,3}}(?P<street>{_CAP})\s\d{{1,4}}"
    r"(?=\s?[.,;]?(?:\s|$)(?!\s?(?:jaar|jr|euro|uur)))(?!\s[a-zà-ÿ])"
)


def find_strange_streets(page: Page) -> Iterator[Finding]:
    """Find a word that no list and no dictionary has before a number: 'Tylova 285', 'Bryggen 4'."""
    for match in matches_near(_STRANGE, page.figures, page.text):
        street = match["street"]
        is_listed = fold(street) in words("no_names.txt") or fold(street) in name_lists().first
        if len(street) > 4 and not (
            street.isupper() or is_listed or is_word(street, page.language)
        ):
            yield Finding(*match.span(), IdentifierKind.ADDRESS, 0.45, "unknown name with a number")
