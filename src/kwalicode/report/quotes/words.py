"""The words of a file of quotes, in Dutch and English: what its numbers and its quotes mean."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from babel.dates import format_date
from babel.numbers import format_decimal

from kwalicode.model import Language

_LOCALE = {"nl": "nl_NL", "en": "en_GB"}
WORDS: Mapping[Language, Mapping[str, str]] = {
    "nl": {
        "title": "Citaten",
        "inside": "Niet voor publicatie",
        "quotes": "{n} citaten",
        "1 quote": "1 citaat",
        "no quotes": "Er zijn geen citaten.",
        "by": "{quotes} van {n} van de {total} deelnemers ({word})",
        "by few": "{quotes} van minder dan {least} deelnemers",
        "evidence": "Over dit onderwerp is meer gezegd dan hier staat: wat te herkennen zou zijn, "
        "wordt niet geciteerd.",
        "without code": "Zonder code",
        "without category": "Zonder categorie",
        "without theme": "Zonder thema",
        "counter-cases": "Wat ertegen spreekt",
        "running": "letterlijk",
        "pull": "uitgelicht citaat",
        "composite": "samengesteld uit uitspraken van meerdere deelnemers, niet letterlijk",
        "paraphrase": "in andere woorden, niet letterlijk",
        "one": "een van hen",
        "few": "enkele",
        "some": "sommige",
        "half": "de helft",
        "most": "meer dan de helft",
        "nearly all": "bijna alle",
        "all": "alle",
        "theme": "thema",
        "category": "categorie",
        "code": "code",
        "quote": "citaat",
        "role": "rolaanduiding",
        "kind": "soort",
        "count": "onder dit kopje",
        "respondent": "respondent",
        "source": "bron",
        "comment": "opmerking",
        "status": "status",
        "heading": "kopje",
        "explained": "Leeswijzer",
        "experience": "Dit onderzoek gaat over wat deelnemers hebben ervaren. Het stelt geen "
        "feiten vast over afzonderlijke voorvallen of personen: gedrag waarover deelnemers "
        "vertellen, is vermeend gedrag, zoals zij het hebben beleefd.",
        "nature": "De citaten laten zien wat er speelt en hoe daarmee wordt omgegaan, niet hoe "
        "vaak het voorkomt. Aantallen gelden alleen voor de deelnemers aan dit onderzoek en zijn "
        "niet te vertalen naar anderen. Verschillende deelnemers kunnen over hetzelfde voorval "
        "vertellen, en één voorval kan onder meer kopjes vallen.",
        "numbers": "Onder elk kopje staat hoeveel citaten er volgen en van hoeveel verschillende "
        "deelnemers die zijn. In dit onderzoek komen {total} deelnemers aan het woord, in "
        "gesprekken of in een vragenlijst.",
        "small": "Aantallen van minder dan {least} deelnemers staan er niet, en ook niet wat een "
        "andere groep zou verraden.",
        "quantity": "‘Enkele’ betekent hoogstens {few} van de deelnemers, ‘sommige’ minder dan de "
        "helft, ‘bijna alle’ minstens {nearly_all}.",
        "adapted": "Waar nodig zijn citaten aangepast, zodat niemand te herkennen is. Woorden "
        "tussen vierkante haken staan in de plaats van wat er werd gezegd; [...] staat voor "
        "woorden die zijn weggelaten.",
        "outside order": "Respondentcodes staan er niet bij, en de volgorde van de citaten zegt "
        "niets over wie er spreekt.",
        "inside order": "Bij de citaten staan respondentcodes en bronnen. Dit bestand is alleen "
        "voor het onderzoeksteam.",
        "not literal": "Teksten met de woorden ‘niet letterlijk’ zijn samengesteld uit uitspraken "
        "van meerdere deelnemers, of in andere woorden weergegeven; al het andere is gezegd of "
        "geschreven.",
        "pulled": "Uitgelichte citaten zijn ontdaan van haken en weglatingstekens.",
    },
    "en": {
        "title": "Quotes",
        "inside": "Not for publication",
        "quotes": "{n} quotes",
        "1 quote": "1 quote",
        "no quotes": "There are no quotes.",
        "by": "{quotes} by {n} of {total} participants ({word})",
        "by few": "{quotes} by fewer than {least} participants",
        "evidence": "More was said about this than stands here: what could be recognised is not "
        "quoted.",
        "without code": "Without a code",
        "without category": "Without a category",
        "without theme": "Without a theme",
        "counter-cases": "What speaks against it",
        "running": "literal",
        "pull": "pull quote",
        "composite": "composed of statements by several participants, not literal",
        "paraphrase": "in other words, not literal",
        "one": "one of them",
        "few": "a few",
        "some": "some",
        "half": "half",
        "most": "more than half",
        "nearly all": "nearly all",
        "all": "all",
        "theme": "theme",
        "category": "category",
        "code": "code",
        "quote": "quote",
        "role": "role label",
        "kind": "kind",
        "count": "under this heading",
        "respondent": "respondent",
        "source": "source",
        "comment": "comment",
        "status": "status",
        "heading": "heading",
        "explained": "How to read these quotes",
        "experience": "This study is about what participants experienced. It establishes no facts "
        "about single incidents or persons: conduct that participants tell of is alleged conduct, "
        "as they experienced it.",
        "nature": "The quotes show what is going on and how it is dealt with, not how often it "
        "happens. Numbers hold for the participants in this study alone and cannot be generalised. "
        "Several participants may tell of the same incident, and one incident may stand under "
        "several headings.",
        "numbers": "Under each heading stands how many quotes follow and how many different "
        "participants they are by. In this study {total} participants speak, in interviews or in a "
        "questionnaire.",
        "small": "Numbers of fewer than {least} participants are not given, nor those that would "
        "tell such a number.",
        "quantity": "‘A few’ means at most {few} of the participants, ‘some’ fewer than half, "
        "‘nearly all’ at least {nearly_all}.",
        "adapted": "Where needed, quotes were adapted so that nobody can be recognised. Words in "
        "square brackets stand in the place of what was said; [...] stands for words left out.",
        "outside order": "No respondent codes are given, and the order of the quotes tells nothing "
        "of who speaks.",
        "inside order": "Respondent codes and sources stand with the quotes. This file is for the "
        "research team alone.",
        "not literal": "Texts with the words ‘not literal’ are composed of statements by several "
        "participants, or told in other words; all else was said or written.",
        "pulled": "Pull quotes were rid of brackets and marks of omission.",
    },
}


class Counted(NamedTuple):
    """What stands under a heading.

    Attributes:
        n_participants: Different persons who speak in the quotes; None where it is withheld.
        quantity: The word for so many of the participants, a key of `WORDS`.
        is_small: Whether it is withheld because it is small, not because it would tell another.
    """

    n_quotes: int
    n_participants: int | None
    quantity: str = ""
    is_small: bool = False


class Scale(NamedTuple):
    """What numbers of participants are measured by.

    Attributes:
        n_participants: All who speak in the study.
        least: Fewer than this are not counted exactly.
        few: 'A few' is at most this percentage.
        nearly_all: 'Nearly all' is at least this percentage.
    """

    n_participants: int
    least: int
    few: int
    nearly_all: int


def whole(n: int, language: Language) -> str:
    """Write a whole number in the form of the language."""
    return str(format_decimal(n, locale=_LOCALE[language]))


def day(exported: date, language: Language) -> str:
    """Write a day as '28 september 2022'."""
    return str(format_date(exported, format="d MMMM y", locale=_LOCALE[language]))


def count_words(counted: Counted, scale: Scale, language: Language) -> str:
    """Say how many quotes stand under a heading, and how many participants they are by.

    >>> count_words(Counted(12, 9, "some"), Scale(34, 7, 20, 90), "en")
    '12 quotes by 9 of 34 participants (some)'
    >>> count_words(Counted(1, None, is_small=True), Scale(34, 7, 20, 90), "nl")
    '1 citaat van minder dan 7 deelnemers'
    """
    words = WORDS[language]
    said = words["quotes"].format(n=whole(counted.n_quotes, language))
    quotes = words["1 quote"] if counted.n_quotes == 1 else said
    if counted.is_small:
        return words["by few"].format(quotes=quotes, least=whole(scale.least, language))
    if not counted.n_participants:
        return quotes
    n, total = (whole(one, language) for one in (counted.n_participants, scale.n_participants))
    return words["by"].format(quotes=quotes, n=n, total=total, word=words[counted.quantity])


NUMBERS: Mapping[Language, Mapping[str, str]] = {
    "nl": {"total": "{deelnemers}", "few": "{enkele}", "nearly_all": "{bijna alle}"},
    "en": {"total": "{participants}", "few": "{a few}", "nearly_all": "{nearly all}"},
}
"""What stands for a number in a text of the team; the program fills it in."""
IN_BRACES = re.compile(r"\{[^{}\n]*\}")


def usual_text(language: Language) -> str:
    """Give the part of the introduction that a team may word itself, a line for each paragraph."""
    words, numbers = WORDS[language], NUMBERS[language]
    told = f"{words['numbers']} {words['quantity']}".format(**numbers)
    return "\n".join((words["experience"], words["nature"], told, words["adapted"]))


def introduction(
    scale: Scale, styles: frozenset[str], language: Language, *, is_inside: bool, own: str = ""
) -> Iterator[str]:
    """Say what the numbers and the quotes mean, a paragraph at a time (W01 to W04, W62, W63).

    Args:
        scale: What numbers are measured by.
        styles: Of the quotes that stand in the file.
        language: Of the file.
        is_inside: Whether respondent codes stand with the quotes.
        own: What the team wrote in the place of `usual_text`; what is true of this file alone
            follows it.
    """
    words, numbers = WORDS[language], _numbers(scale, language)
    small = "" if is_inside else words["small"].format(least=whole(scale.least, language))
    order = words["inside order" if is_inside else "outside order"]
    more = [words["not literal"]] if styles & {"composite", "paraphrase"} else []
    more += [words["pulled"]] if "pull" in styles else []
    if own:
        by_name = {NUMBERS[language][one]: number for one, number in numbers.items()}
        filled = IN_BRACES.sub(lambda name: by_name.get(name.group(), name.group()), own)
        yield from filled.split("\n")
        yield " ".join(filter(None, (small, order, *more)))
        return
    yield words["experience"]
    yield words["nature"]
    told = (words["numbers"].format(**numbers), small, words["quantity"].format(**numbers))
    yield " ".join(filter(None, told))
    yield f"{words['adapted']} {order}"
    if more:
        yield " ".join(more)


def _numbers(scale: Scale, language: Language) -> dict[str, str]:
    sign = "\u00a0%" if language == "nl" else "%"
    shares = {"few": f"{scale.few}{sign}", "nearly_all": f"{scale.nearly_all}{sign}"}
    return {"total": whole(scale.n_participants, language), **shares}
