"""Recognizers for addresses and postcodes, Dutch and British."""

import re

from kwalicode.deid.numerals import number_pattern
from kwalicode.deid.page import pattern_recognizer
from kwalicode.model import IdentifierKind

_CAP = r"[A-ZÀ-Þ][\w'’-]{0,40}"
_STREET = (
    r"(?:straat|laan|weg|plein|gracht|kade|dijk|singel|hof|pad|steeg|dreef|baan|plantsoen|markt|"
    r"wal|haven|park|gang|poort|bolwerk|kamp|erf|stee|"
    r"ring|dam|veld|berg|burg|meent|brink|lei|str\.)"
)
_NUMBER = r"\d{1,4}(?:\s?[a-zA-Z](?!\w))?(?:\s?[-/]\s?(?:\d{1,4}|[a-zA-Z])(?!\w))?"
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
        rf"(?<!\w)(?:(?!(?:Aan|Op|In|Bij|Van|Naar|Uit)\b){_CAP}\s"
        rf"(?:(?:van|de|der|den|het|'t|ter|ten)\s)*){{0,3}}"
        rf"(?:[A-ZÀ-Þ][\w'’-]*?{_STREET}|(?:[A-ZÀ-Þ][\w'’-]*\s){{1,2}}(?:[Ss]traat|[Ll]aan|[Ww]eg|"
        rf"[Pp]lein|[Gg]racht|[Kk]ade|[Dd]ijk|[Ss]ingel|[Hh]of)),?\s{_HOUSE}(?!\w)"
    ),
)
find_spoken_addresses = pattern_recognizer(
    "address",
    IdentifierKind.ADDRESS,
    0.7,
    re.compile(
        rf"(?<!\w)(?:[A-ZÀ-Þ]?\w{{3,}}(?:straat|laan|weg|plein|gracht|kade|singel|dreef|steeg)\s"
        rf"(?:nummer\s)?(?:{_NUMBER}|{_NUMBER_WORDS}))(?![\w:]|\s(?:uur|euro|jaar|keer|mensen|km|"
        rf"kilometer|meter|minuten|mei|juni|juli))"
    ),
)
find_english_addresses = pattern_recognizer(
    "address",
    IdentifierKind.ADDRESS,
    0.85,
    needs_figure=True,
    pattern=re.compile(
        rf"(?<!\w)(?:(?:[Ff]lat|[Uu]nit|[Aa]partment)\s\w+,?\s)?"
        rf"\d{{1,4}}[a-zA-Z]?,?\s(?:{_CAP}\s){{1,3}}"
        r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Close|Crescent|Terrace|Court|Gardens|Grove|"
        r"Place|Square|Way|Row|Walk|Mews|Hill|Park|Parade|Green|View)(?!\w)"
    ),
)
find_streets = pattern_recognizer(
    "street",
    IdentifierKind.ADDRESS,
    0.55,
    re.compile(
        r"(?<!\w)[A-ZÀ-Þ][\w'’-]{2,}"
        r"(?:straat|laan|weg|plein|gracht|kade|singel|dreef|steeg|plantsoen)"
        rf"(?!\w)|(?<!\w)(?:{_CAP}\s){{1,2}}"
        rf"(?:Street|Road|Avenue|Lane|Crescent|Terrace|Close)(?!\w)"
    ),
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
)
find_other_addresses = pattern_recognizer(
    "address",
    IdentifierKind.ADDRESS,
    0.65,
    re.compile(
        # 'nummer 9' of a house, 'PO Box 4421', 'Laan van de Vrede 8bis', 'Rue des Tilleuls 27'
        r"(?:straat|laan|weg|plein|gracht|kade|hof|[Ss]treet|[Rr]oad|[Ll]ane|[Aa]venue|woon\w*|"
        r"live|living|postcode)\b[^.\n]{0,45}?\b(?:huis)?(?:nummer|number|nr\.?)\s"
        r"(?P<span>\d{1,4}[a-z]?)(?![\w:.]\d|\s?(?:uur|euro|%))"
        r"|(?<!\w)(?:(?:PO|P\.O\.|po)\s[Bb]ox\s\d{1,6})(?!\w)"
        rf"|(?<!\w)(?:(?:Laan|Plein|Kade|Dijk|Hof|Weg|Markt|Rue|Avenue|Boulevard|Chaussée|"
        rf"Place|Via|Calle|Kaya|Plaza|Pad|Singel|Allee|Ring)\s(?:(?:van|de|der|den|het|des|du|la|le|"
        rf"les|'t)\s){{0,3}}(?:{_CAP}\s){{0,3}}(?:\d{{4}}\s)?(?:nr\.\s)?"
        rf"{_NUMBER}(?:\s?bis|\sbus\s\d+|\sI{{1,3}})?)(?!\w)"
        rf"|(?<!\w)(?:[Nn]umber\s\d{{1,4}},\s(?:The\s)?{_CAP}(?:\s{_CAP}){{0,3}})"
        r"|(?<!\w)(?:(?:[A-Z]\w+\s)?[\wà-ÿ]{3,}(?:straat|laan|weg|plein|"
        r"gracht|kade|singel|dreef|steeg|hof),?\s"
        rf"(?:nummer\s)?(?:(?:honderd|tweehonderd|driehonderd)\s?(?:en\s)?)?{_NUMBER_WORDS}"
        r"(?:\shuis|\sboven|\s(?:hoog|a|b|c))?)(?!\w|\s(?:uur|euro|jaar|keer|mensen|km|minuten))"
        r"|(?<!\w)(?:(?:(?:a|one|two|three)\shundred\s(?:and\s)?)?"
        rf"{number_pattern('en', 1)}\s(?:[a-z]+\s){{1,2}}(?:street|road|lane|avenue|close|crescent|"
        r"terrace|drive|gardens|grove))(?!\w)"
        rf"|(?<!\w)(?:\d{{1,4}}[a-z]?\s(?:{_CAP}\s){{1,3}}(?:Rise|Yard|Bank|Wharf|Quay|Fold|Mount|"
        r"Vale|Croft|Circus|End|Hill|Heights|Passage|Alley|Bridge))(?!\w)"
        r"|(?<=in de |op de )(?:[a-zà-ÿ]{4,}(?:straat|straatweg|laan|gracht|kade|singel)"
        r"(?:\s(?:oost|west|noord|zuid))?)(?!\w)"
        r"|(?:(?<=into )|(?<=down )|(?<=on )|(?<=in ))(?:[a-z]+\s){1,2}"
        r"(?:street|road|lane|avenue|crescent)(?!\w)"
    ),
)
