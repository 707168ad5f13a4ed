"""Recognizer for firms with all that belongs to their names: owners, trade, legal form."""

import re

from kwalicode.deid.page import pattern_recognizer
from kwalicode.model import IdentifierKind

_CAP = r"(?:(?<![\w&-])[A-ZÀ-Þ][\w'’&-]{0,40})"
_PARTICLE = r"(?:[Vv]an|[Dd]e[nr]?|[Tt]e[rn]?|'t|[Hh]et|[Ee]l|[Aa]l|[Vv]on)"
_NAME_WORDS = (
    rf"(?:{_PARTICLE}\s){{0,3}}(?!(?:Ik|Bij|Voor|Op|In|Naar|En|Toen|Dus|Maar|I|At|For|And|So|But|"
    rf"The|With|From|To|Die|Dat)\s){_CAP}\.?"
)
_NAMES = rf"{_NAME_WORDS}(?:,?\s(?:(?:&|en|and|\+)\s)?(?:{_NAME_WORDS})){{0,4}}"
_LEGAL = (
    r"(?:(?:B\.\s?V|N\.\s?V|V\.\s?O\.\s?F|C\.\s?V|B\.\s?A|U\.\s?A)\.|B\.?V\b|N\.?V\b|V\.?O\.?F\b|"
    r"[Bb]v\b|[Nn]v\b|[Vv]of\b|Ltd\b\.?|Limited\b|LLP\b|PLC\b|[Pp]lc\b|Inc\b\.?|GmbH\b|& Co\b\.?)"
)
# What a firm of a family does: 'Jansen Loodgieters', 'Jansen & Zn. Loodgieters'.
_TRADE = (
    r"(?:[A-Z]\w{0,20}(?:techniek|technieken|installaties?|bedrijf|bedrijven|werken|transport|bouw|verhuur|"
    r"handel|makelaardij|schade|vervoer|reizen|beheer|advies|administraties?|materialen|meubelen|"
    r"verzekeringen|zuivel|catering|schilders|dekkers)|Loodgieters?|Schilders|Aannemers?|Stukadoors|"
    r"Hoveniers|Hoveniersbedrijf|Makelaars|Advocaten|Notarissen|Accountants|Tandartsen|"
    r"Fysiotherapie|Installateurs|Timmerlieden|Verhuizingen|Verhuizers|Elektro|Dakbedekking|Catering|"
    r"Schoonmaak|Transport|Bouw|Logistiek|Slagers|Bakkers|Bloemen|Mode|Juweliers|Uitvaartzorg|"
    r"Plumbing|Heating|Electrical|Electricals|Roofing|Joinery|Removals|Solicitors|Scaffolding|"
    r"Landscapes|Landscaping|Haulage|Builders|Decorators|Plumbers|Roofers|Garages|Opticians|Funerals|"
    r"Cleaning|Flooring|Windows|Tyres|Autos|Interiors|Lettings|Carpentry|Glazing|Coaches|Taxis|Cars)"
)
_AND_SONS = (
    r"(?:\s(?:&|en|and)\s"
    r"(?:Z(?:oo)?n\.?|Zonen|Zoon|Dochters?|Sons?|Daughters?|Partners|Co\.?|Bros\.?))"
)
find_firms = pattern_recognizer(
    "organisation",
    IdentifierKind.ORGANISATION,
    0.9,
    re.compile(
        rf"(?<![\w-])(?=[A-Z])(?:{_NAMES}\s{_LEGAL}|{_NAMES}{_AND_SONS}(?:\s{_TRADE})?(?:\s{_LEGAL})?"
        rf"|{_NAME_WORDS}(?:\s(?:(?:&|en|and)\s)?{_NAME_WORDS}){{0,2}}\s{_TRADE}(?:\s{_LEGAL})?)(?!\w)"
    ),
)
