"""What a text must hold for each pattern of ages to be tried: most hold little of it."""

from kwalicode.model import Language

# How patterns begin ('#' is the number), and what a text must hold for them to be tried.
_NEEDED: dict[Language, tuple[tuple[str, str], ...]] = {
    "nl": (
        (r"#(?:\s?jaar\s(?:oud", "jaar jarig"),
        ("leeftijd", "leeftijd"),
        (r"op\s(?:mijn", "op"),
        (r"#\stoen", "toen"),
        (r"\boud\b", "oud"),
        ("(?:toen|tot|", "toen tot als dat sinds nadat"),
        ("(?:begin|midden", "begin midden eind half rond tegen in boven voorbij"),
        (r"(?:(?-i:[A-Z])\w+|man|vrouw)\s?\(", "("),
        (r"(?:mijn|zijn|haar", "verjaardag"),
        ("(?:word|wordt|werd|werden)", "word werd"),
        (r"tussen\sde", "tussen"),
        (r"#\s(?:maanden", "oud"),
        ("(?:ouder|jonger)", "ouder jonger"),
        ("(?P<span>(?:twin", "0 tiger plusser"),
        ("(?:halverwege", "halverwege eind begin diep ver achter"),
        (r"met\s(?:mijn", "jaar"),
        ("geboren", "geboren"),
        (r"#,\s(?:bijna", "bijna net zowat"),
        ("(?:kinderen|kids", "kinderen kids jongens meisjes dochters zoons zonen"),
        (r"(?-i:[A-Z])\w+,", ","),
        (r"\b(?:mij|me|", ","),
    ),
    "en": (
        (r"#[\s-](?:years?", "year yo y/o yr"),
        ("(?:aged?", "age"),
        ("(?:when|until", "when until since before after time"),
        (r"\bold\b", "old"),
        ("(?:turned|turning", "turn hit pushing"),
        (r"(?:i|he|she|they|you|we|who)\s(?:turned", "turn"),
        ("(?:early|mid", "ties 0s"),
        (r"(?:(?-i:[A-Z])\w+|man|woman)\s?\(", "("),
        (r"(?:my|his|her|their)\s#", "birthday"),
        (r"#\s(?:months", "months weeks"),
        ("(?:older", "older younger"),
        ("(?:lived", "live"),
        ("(?:between", "years"),
        (r"#,\s(?:nearly", "nearly almost going"),
        ("(?:kids|children", "kids children boys girls sons daughters lads"),
        ("(?:man|woman|boy|girl|lad|", "man boy girl lad lass child kid son daughter bloke baby"),
        (r"(?-i:[A-Z])\w+,", ","),
        (r"at\s", "at"),
    ),
}


def needed_words(source: str, language: Language) -> tuple[str, ...]:
    """Give words of which a text must hold one, or a pattern for ages matches nowhere in it.

    Args:
        source: The pattern, with '#' for its number.
        language: Of the pattern.
    """
    for start, needed in _NEEDED[language]:
        if source.startswith(start):
            return tuple(needed.split())
    return ("",)
