"""Recognizers for ages; durations such as 'drie jaar geleden' are none."""

import re
from collections.abc import Iterator
from functools import cache

from kwalicode.deid.age_cues import needed_words
from kwalicode.deid.lists import fold
from kwalicode.deid.numerals import number_pattern, number_words, ordinal_pattern
from kwalicode.deid.page import Page, matches_in
from kwalicode.model import Finding, IdentifierKind, Language

_FIGURES = r"(?:1[01]\d|\d{1,2})(?:[,.]5|½)?"
_RANGE = rf"{_FIGURES}(?:\s?(?:-|–|tot|to|à|of|or)\s?{_FIGURES})?"
_STOP = r"(?:\s?[.,;:!?)…–—]|\n|$)"
_SEVERAL = rf"(?P<span>{_FIGURES}(?:,\s{_FIGURES}){{0,4}},?\s(?:en|and)\s{_FIGURES})(?={_STOP})"
_ROW = rf"{_FIGURES}(?:,\s{_FIGURES}){{0,4}}"

# A name: any capitalised word but those that open sentences about things.
_NAMED = (
    r"(?-i:(?!(?:Dat|Het|Er|Dit|Wat|Alles|Die|Nu|De|Een|It|That|This|What|There|Which|The|And|En)"
    r"\b)[A-Z][a-z]+)"
)
_UNITS = (
    r"(?!\s?(?:euro|meter|kilo|uur|minuten|procent|weken|maanden|dagen|graden|mensen|man\b|keer|%|€"
    r"|jaar\s(?:geleden|later|lang)))"
)

_NL_WHO = r"(?:ik|hij|zij|ze|je|jij|u|wie|die)"
_NL_SOMEONE = (
    r"(?:man|vrouw|buurman|buurvrouw|vriend(?:in)?|cliënte?|patiënte?|bewoner|bewoonster|meneer|"
    r"mevrouw|leerling|studente?|tante|oom|schoon(?:moeder|vader|zus|zoon)|jongens?|meisjes?|meid|kind|(?:klein)?kinderen|(?:klein)?zoon(?:tje|s)?|zonen|tweelingen|"
    r"(?:klein)?dochter(?:tje)?|kleinkind|broer(?:tje)?|zus(?:je)?|moeder|vader|collega|iemand|"
    r"vent|gast|dame|heer|baby|tweeling|kleuter|puber|oma|opa|neef(?:je)?|nicht(?:je)?|eentje|"
    r"jongste|oudste|middelste)"
)
_NL_PERSON = rf"(?:{_NL_SOMEONE}|{_NAMED})"
# Words that may stand between 'was' and an age; after 'hier', 'met', 'om' other numbers come.
_NL_FILLER = (
    r"(?:\s(?!(?:er|daar|hier|met|in|op|om|voor|na|van|bij|de|het|een|nummer|maal|zo|om|vanaf|"
    r"sinds|tot|tussen|uit)\b)[a-zà-ÿ']+){0,3}"
)
_NL_HEDGE = r"(?:hooguit|ofzo|of\szo|denk\sik|schat\sik|misschien|ongeveer|geloof\sik|zoiets)"
_NL_BE = (
    r"(?:ben|bent|is|zijn|was|waren|word|wordt|werd|werden)"
    r"(?:\s(?:ook|nu|al|net|pas|zelf|inmiddels|nog|maar|bijna|ruim|toen|dan|dus|gewoon|ehm?|uh|"
    r"trouwens|ondertussen|amper|krap|ongeveer|dik|zo['’]n|een\sjaar\sof|rond\sde|"
    r"(?:volgende|vorige|deze|in)\s\w+))*,?"
)
_NL_GUESS = (
    r"(?:zal|zullen|moet|moeten|zou|zouden)"
    r"(?:\s(?:nu|toen|wel|ongeveer|zo['’]n|rond\sde|een\sjaar\sof))*"
)
# What follows an age: the end of a clause, or words that no duration has after it.
_NL_AFTER = (
    rf"(?=(?:\sjaar)?(?:{_STOP}|\s(?:toen|dus|denk|geworden|was|is|waren|bent|ben|werd|hè|hoor|maar|als|nu|"
    r"en|want|dit\s(?:jaar|voorjaar|najaar)|deze\s(?:maand|week|zomer|winter|lente|herfst)|straks|"
    r"binnenkort|morgen|volgende?\s(?:jaar|maand|week|zomer|\w+dag)|over\s(?:een|twee|drie|\d)\s|"
    r"in\s(?:het\s(?:voorjaar|najaar)|de\s(?:zomer|winter|lente|herfst|vakantie)|januari|februari|maart|"
    r"april|mei|juni|juli|augustus|september|oktober|november|december)|met\s(?:kerst|pasen)|"
    r"geloof\sik|dacht\sik|dacht\swe|zei|hij|zij|ze|die)\b))"
)
# What one has a tenth of: no age.
_NO_NOUN = (
    r"\b(?!\s(?:dag|keer|poging|werkdag|plek|plaats|verdieping|etage|jaar|huwelijk|trouwdag|baan|les|"
    r"week|maand|ronde|rij|straf|dienst)\w*)"
)
_NL_VERB = (
    r"(?:kreeg|ging|was|ben|had|heb|moest|mocht|werd|kwam|begon|vertrok|stond|zat|woonde|trouwde|"
    r"verjaardag)"
)
_EN_WHO = r"(?:i|he|she|they|you|we|who)"
_EN_PERSON = (
    r"(?:man|woman|boy|girl|child|kids?|(?:grand)?son|(?:grand)?daughter|guy|lad|lass|brother|"
    r"sister|mother|father|mum|dad|youngest|eldest|oldest|baby|someone|somebody|bloke|twins|"
    rf"nephew|niece|uncle|aunt|auntie|gran|grandad|grandma|nan|cousin|husband|wife|partner|"
    rf"neighbour|friend|colleague|one|{_NAMED})"
)
_EN_BE = (
    r"(?:\s(?:am|is|was|were|are|turned|turns?|became|will\sbe)|['’](?:m|s|re|(?:ll|d)\s(?:be|turn|have\sbeen|have\sturned))"
    r"|\s(?:will\sturn|(?:must|might|would|could|can['’]t)\s(?:be|have\sbeen)))"
    r"(?:\s(?:now|only|just|about|almost|nearly|around|already|still|like|what|um|uh|well|erm|"
    r"also|me|turning|(?:gonna|going\sto)\sbe|over|barely))*,?"
)
_EN_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_EN_AFTER = (
    rf"(?={_STOP}|-odd|ish\b|\s(?:i\s(?:reckon|think|suppose|guess)|maybe|probably|if|odd|by|years?\sold|now|at\sthe\stime|when|next|this\syear|but|then|or\sso|last|and|"
    rf"(?:in|come|this|last)\s{_EN_MONTH}|in\s(?:the\s)?(?:spring|summer|autumn|winter|new\syear|a\s(?:few|couple))|"
    r"on\s(?:my|his|her|the|\w+day)|at\s(?:christmas|easter|the\sweekend)|tomorrow|soon|so|because|cos|with|"
    r"he|she|they|though|i\sthought|at\sthat\spoint|back\sthen)\b)"
)


@cache
def _patterns(language: Language) -> tuple[tuple[re.Pattern[str], float, tuple[str, ...]], ...]:
    words = number_pattern(language, 2)
    number = rf"(?P<span>{_RANGE}|{words}(?:\s(?:of|or)\s{words})?)"
    sources = _dutch(number) if language == "nl" else _english(number)
    return tuple(
        (
            re.compile(rf"(?<![\w,.€$£-]){source}", re.IGNORECASE),
            score,
            needed_words(source.replace(number, "#"), language),
        )
        for source, score in sources
    )


def _dutch(number: str) -> list[tuple[str, float]]:
    tens = (
        r"(?P<span>twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|[2-9]0)\b"
        r"(?!\s\w*\s?(?:euro|procent|uur|minuten|mensen))"
    )
    lone = number_pattern("nl", 16)
    whose = r"(?:mijn|zijn|haar|je|m['’]n|z['’]n|d['’]r)"
    plain = number.replace("?P<span>", "?:")
    child = r"(?:jongste|oudste|middelste|tweede|derde|ander|andere)"
    return [
        (rf"{number}(?:\s?jaar\s(?:oud|jong)\b(?!\snieuws)|[-\s]?jarige?n?\b)", 0.9),
        (rf"leeftijd(?:\s(?:van|is|was|tussen|op))?\s?:?\s{number}(?![\w%])", 0.85),
        (rf"(?:{_NL_WHO}|en)\s{_NL_BE}\s{number}\b{_NL_AFTER}", 0.8),
        (rf"(?:ben|was|werd|word|bent)\s{_NL_WHO}(?:\s\w+)?\s{number}\b{_NL_AFTER}", 0.8),
        (rf"{_NL_PERSON}(?:\s\w+)?\s{_NL_BE}\s{number}\b{_NL_AFTER}", 0.75),
        (rf"{_NL_PERSON}\svan\s(?:\w+\s|rond\sde\s)?{number}\b{_NL_AFTER}", 0.7),
        (rf"{_NL_SOMEONE}\svan\s(?:\w+\s)?{number}\b{_UNITS}", 0.6),
        (
            rf"(?:{_NL_WHO}|{_NL_SOMEONE})\s(?:ben|bent|is|was|wordt|werd){_NL_FILLER}\s{number}"
            rf"(?=(?:\sjaar)?(?:{_STOP}|\s(?:en|maar|dus|toen|{_NL_HEDGE})\b))",
            0.6,
        ),
        (
            rf"(?:{_NL_WHO}|{_NL_SOMEONE})\s(?:zijn|waren|worden|werden){_NL_FILLER}\s"
            rf"(?P<span>{plain}(?:,\s{plain}){{0,4}}\sen\s{plain})\b{_NL_AFTER}",
            0.6,
        ),
        (rf"{_NL_SOMEONE},\s(?:misschien|hooguit|een\sjaar\sof|ongeveer)\s{number}(?=,)", 0.6),
        (
            rf"op\s{whose}\s(?P<span>(?:tiende|elfde|twaalfde|\w{{2,8}}tiende|\w{{2,20}}tigste)){_NO_NOUN}",
            0.6,
        ),
        (rf"{number}\stoen(?=[,.])", 0.6),
        (rf"(?-i:[A-Z])\w+,\s(?:dat\sis\s[\w\s]+,\s)?(?P<span>{lone})(?={_STOP})", 0.5),
        (
            rf"\b(?:mij|me|hem|haar|hen|hij|zij|ze)(?:\s\w+){{0,2}},\s(?P<span>{lone})(?={_STOP})",
            0.5,
        ),
        (rf"\boud\b[^.\n]{{0,30}}\?\s+(?P<span>{lone})(?={_STOP})", 0.8),
        (
            r"(?:toen|tot|totdat|als|dat|sinds|voordat|nadat)\s(?:we|\w+)\s"
            rf"{number}(?:\sjaar)?\s(?:was|ben|bent|is|werd|word|wordt|waren)\b",
            0.85,
        ),
        (rf"(?:begin|midden|eind|half|(?:rond|tegen|in|boven|voorbij)\sde)\s{tens}", 0.6),
        (rf"(?:(?-i:[A-Z])\w+|man|vrouw)\s?\({number}\)", 0.7),
        (rf"(?-i:[A-Z])\w+,\s{number}(?:\sjaar)?(?=,\s[a-z])", 0.6),
        (rf"(?:op|met|na|rond)\s{whose}\s{number}(?:e|ste|de)(?={_STOP}|\s{_NL_VERB}\b)", 0.7),
        (rf"op\s{whose}\s{number}(?={_STOP})", 0.7),
        (rf"{whose}\s{number}(?:e|ste|de)\sverjaardag\b", 0.7),
        (rf"{_NL_BE}\s(?:er\s)?{number}\sjaar(?={_STOP}|\sen\s)", 0.7),
        (
            rf"(?:word|wordt|werd|werden)\s(?:[a-z]+\s){{1,3}}{number}(?={_STOP}|\s(?:en|dit|die|dus)\b)",
            0.6,
        ),
        (rf"{number}\s(?:ben|was|is)\s{_NL_WHO}\b", 0.7),
        (rf"{_NL_PERSON}\s{_NL_BE}\s(?P<span>{_ROW}\sen\s{_FIGURES})\b(?!\s\w*%)", 0.7),
        (
            rf"tussen\sde\s(?P<span>{_FIGURES}\s(?:en|à)\s{_FIGURES})"
            rf"(?=\s(?:jaar|zijn|was|oud)|{_STOP})",
            0.6,
        ),
        (rf"{number}\s(?:maanden|weken|maandjes)\soud\b", 0.8),
        (
            rf"(?:ouder|jonger)\sdan\s{number}(?=\s(?:jaar\s)?(?:geworden|was|is|ben|waren)\b|{_STOP})",
            0.7,
        ),
        (rf"leeftijd\?\s{number}\b", 0.85),
        (
            r"(?P<span>(?:twin|der|veer|vijf|zes|zeven|tach|negen)ti(?:ger|plusser)s?|"
            r"\d0(?:er|-er|-plusser|plusser)s?)(?![\w-])(?!\sjaren)",
            0.6,
        ),
        (rf"(?:halverwege|eind|begin|diep\sin|ver\sin|achter\sin)\sde\s{tens}", 0.6),
        (
            rf"op\s{whose}\s(?P<span>{ordinal_pattern('nl')})(?={_STOP}|\s(?:al|nog|{_NL_VERB})\b)",
            0.7,
        ),
        (
            rf"{_NL_PERSON}\s{_NL_BE}\s"
            rf"(?P<span>(?:ander|{number_pattern('nl', 1, 12)}(?:eneen|ën|en)?)half)\b",
            0.7,
        ),
        (
            rf"{_NL_WHO}\s(?:ben|is|was|word|wordt)\s(?:\w+\s)?(?P<span>{lone})(?=\sen\b|\sdit\sjaar|\sintussen)",
            0.7,
        ),
        (rf"met\s{whose}\s{number}\sjaar\b", 0.7),
        (rf"geboren\s[^.\n]{{3,40}},\s{number}(?={_STOP})", 0.6),
        # the second of two: 'mijn oudste is twaalf, de jongste negen', 'zij was vijf en hij acht'
        (
            rf"(?:ben|is|was|wordt|werd)\s{plain}(?:\sjaar)?,?\s(?:en\s|maar\s)?"
            rf"(?:{_NL_WHO}|(?:de|mijn|die|het)\s{child})\s(?:is\s|was\s|wordt\s)?{number}"
            rf"(?={_STOP}|\s(?:en|toen)\b)",
            0.7,
        ),
        (rf"{plain},\s(?:bijna|net|zowat)\s{number}(?={_STOP})", 0.6),
        (
            rf"(?:{_NL_WHO}|{_NL_PERSON})\s{_NL_GUESS}\s{number}(?:\sjaar)?\s(?:zijn|geweest|wezen)\b",
            0.7,
        ),
        (rf"(?:kinderen|kids|jongens|meisjes|dochters|zoons|zonen)(?:\svan)?,?\s{_SEVERAL}", 0.6),
    ]


def _english(number: str) -> list[tuple[str, float]]:
    plain = number.replace("?P<span>", "?:")
    tens = r"(?P<span>twenties|thirties|forties|fifties|sixties|seventies|eighties|[2-9]0s)"
    return [
        (rf"{number}[\s-](?:years?[\s-](?:old|young)s?|yo|y/o|yr[\s-]old)\b", 0.9),
        (rf"(?:aged?|(?:the\s)?age\sof|ages)\s?:?\s{number}\b(?!\s(?:group|percent))", 0.85),
        (rf"{_EN_WHO}{_EN_BE}\s{number}\b{_EN_AFTER}", 0.75),
        (rf"{_EN_PERSON}(?:\s\w+)?{_EN_BE}\s{number}\b{_EN_AFTER}", 0.75),
        (
            r"(?:when|until|since|before|after|by\sthe\stime)\s(?:\w+)\s?"
            rf"(?:was|were|is|am|turned|['’]m|hit)\s{number}\b"
            r"(?!\s(?:minutes|hours|weeks|months|percent|miles))",
            0.8,
        ),
        (rf"\bold\b[^.\n]{{0,30}}\?\s+{number}(?={_STOP})", 0.8),
        (rf"(?:turned|turning|hit|pushing)\s{number}\b{_EN_AFTER}", 0.7),
        (
            rf"{_EN_WHO}\s(?:turned|turn|turns)\s{number}\b"
            r"(?!\s(?:degrees|percent|miles|pages|away|down|up|off|on|out|into|to|of)\b)",
            0.7,
        ),
        (rf"(?:early|mid|late|her|his|my|their|your)[\s-]{tens}\b", 0.6),
        (rf"(?:(?-i:[A-Z])\w+|man|woman)\s?\({number}\)", 0.7),
        (rf"(?-i:[A-Z])\w+,\s{number}(?=,\s[a-z])", 0.6),
        (rf"(?:my|his|her|their)\s{number}(?:st|nd|rd|th)\sbirthday\b", 0.8),
        (rf"{_EN_PERSON}{_EN_BE}\s(?P<span>{_ROW},?\sand\s{_FIGURES})\b(?!\s?%)", 0.7),
        (rf"{_EN_PERSON}{_EN_BE}\s(?P<span>{number_pattern('en', 1, 12)}\sand\sa\shalf)\b", 0.75),
        (rf"{number}\s(?:months|weeks)\sold\b", 0.8),
        (rf"(?:older|younger)\sthan\s{number}(?={_STOP})", 0.6),
        (rf"(?:lived|lives|live)\sto\s(?:be\s)?{number}\b(?!\s(?:miles|minutes))", 0.7),
        (rf"(?:between|about|around)\s(?P<span>{_FIGURES}\sand\s{_FIGURES})\syears\sold", 0.6),
        (
            r"(?:man|woman|boy|girl|lad|lass|child|kid),\s(?:maybe|about|around|perhaps|only|just)\s"
            rf"{number}(?=,)",
            0.6,
        ),
        (
            rf"(?:{_EN_WHO}|{_EN_PERSON}){_EN_BE}\s"
            rf"(?P<span>{plain}(?:,\s{plain}){{0,4}},?\sand\s{plain})\b{_EN_AFTER}",
            0.6,
        ),
        (
            rf"{plain},\s(?:nearly|almost|going\son)\s{number}(?={_STOP})",
            0.6,
        ),
        (rf"(?:kids|children|boys|girls|sons|daughters|lads)(?:\sof)?,?\s{_SEVERAL}", 0.6),
        (
            r"(?:man|woman|boy|girl|lad|lass|child|kid|son|daughter|bloke|baby)\sof\s"
            rf"{number}(?={_STOP}|\s(?:who|that|and|with|on|in)\b)",
            0.6,
        ),
        (rf"at\s(?P<span>{number_pattern('en', 13)})(?={_STOP})", 0.5),
        (rf"(?:man|woman|boy|girl|lad|bloke|lady),\s{number}\s(?:or\sso|odd)\b", 0.6),
        (rf"at\s(?P<span>1[4-9]|[2-9]\d)(?={_STOP}|\s(?:i|he|she)\b)(?![:.]\d)", 0.5),
    ]


@cache
def _number_keys(language: Language) -> frozenset[str]:
    decades = "zestiger vijftiger veertiger dertiger twintiger zeventiger tachtiger negentiger "
    decades += "zestigers vijftigers veertigers dertigers twintigers zeventigers tachtigers "
    decades += "anderhalf drieënhalf vierenhalf vijfenhalf zesenhalf zevenenhalf achtenhalf "
    decades += "zestiende zeventiende achttiende negentiende twintigste vijftiende veertiende "
    decades += "dertiende twaalfde eenentwintigste dertigste leeftijd "
    decades += "twenties thirties forties fifties sixties seventies eighties"
    # 'een' is mostly an article, so it is no reason to look for an age.
    numbers = [word for word, number in number_words(language).items() if number > 1]
    ordinals = [f"{word}ste" for word in numbers if language == "nl" and word.endswith("tig")]
    return frozenset(fold(word) for word in [*numbers, *ordinals, *decades.split()])


def find_ages(page: Page) -> Iterator[Finding]:
    """Find the number, in figures or words, that says how old somebody is."""
    spans = page.spans_of(_number_keys(page.language))
    for pattern, score, needed in _patterns(page.language) if spans else ():
        if page.holds(needed):
            for match in matches_in(pattern, spans, page.text):
                yield Finding(*match.span("span"), IdentifierKind.AGE, score, "age")
