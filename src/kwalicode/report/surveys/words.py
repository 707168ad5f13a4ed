"""The words and numbers of tables of closed questions, in Dutch and English."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_decimal

from kwalicode.model import Language
from kwalicode.report.surveys.numbers import JOINED, TOTAL, WITH, WITHOUT

_LOCALE = {"nl": "nl_NL", "en": "en_GB"}
WORDS: Mapping[Language, Mapping[str, str]] = {
    "nl": {
        "means": "Gemiddelden",
        "shares": "Verdeling van de antwoorden",
        "counts": "Antwoorden",
        "mentions": "Genoemde antwoorden",
        "scale": "Schaal",
        "joint": "Thema's en score",
        "mean": "Gemiddelde",
        "sd": "SD",
        "n": "n",
        "percent": "%",
        "disagree": "oneens (%)",
        "neutral": "neutraal (%)",
        "agree": "eens (%)",
        "alpha without": "alfa zonder item",
        "item-rest": "item-restcorrelatie",
        WITH: "noemt het thema",
        WITHOUT: "noemt het niet",
        "turned": "(omgekeerd gecodeerd)",
        JOINED: "overige groepen samen",
        TOTAL: "totaal",
        "by": ", uitgesplitst naar {group}",
        "head": "{kind} uit {survey}{by}; {n} deelnemers.",
        "scale from": "Antwoorden werden gegeven op een schaal van {low} tot {high}.",
        "turned note": "De antwoorden op omgekeerd geformuleerde vragen zijn omgekeerd gecodeerd.",
        "unturned note": "Omgekeerd geformuleerde vragen staan hier zoals ze zijn beantwoord.",
        "withheld": "· is weggelaten: minder dan {k} personen, of daaruit af te leiden.",
        "joined": "Groepen van minder dan {k} personen staan niet apart.",
        "level": "Significantieniveau: p < {level}; * is significant.",
        "test": "{label}: {test}{statistic}, p {p}{star}, {effect}.",
        "t": "t-toets",
        "Welch": "Welch",
        "ANOVA": "ANOVA",
        "Welch ANOVA": "Welch-ANOVA",
        "Kruskal-Wallis": "Kruskal-Wallis",
        "chi-square": "chikwadraattoets",
        "Fisher": "Fishers exacte toets",
        "Hedges": "Hedges’ g",
        "Cramer": "Cramérs V",
        "no effect": "{effect} heeft geen waarde, want een cel is leeg",
        "many": "Dit zijn {n} toetsen; p is niet gecorrigeerd voor dat aantal.",
        "too few": "{label}: niet vergeleken, want minder dan twee groepen hebben {least} personen "
        "of meer.",
        "alike": "{label}: niet vergeleken, want binnen een groep verschillen de antwoorden niet.",
        "hidden": "{label}: niet getoetst, want de uitkomst zou weggelaten cellen verraden.",
        "left out": "Niet vergeleken, want minder dan {least} personen: {groups}.",
        "expected": "{label}: meer dan een vijfde van de verwachte aantallen is kleiner dan 5.",
        "missing": "Geen antwoord ({label}): {kinds}.",
        "not asked": "niet gevraagd",
        "no answer": "niet ingevuld",
        "refused": "wil niet zeggen",
        "don't know": "weet niet",
        "mentioned": "{mentions} vermeldingen door {persons} personen; percentages van wie "
        "de vraag beantwoordde.",
        "alpha": "Cronbachs alfa = {alpha}, over {n} personen die alle vragen beantwoordden.",
        "negative": "Alfa is negatief: de vragen meten niet samen één ding, of een vraag is niet "
        "omgekeerd gecodeerd.",
        "blank": "Leeg: er zijn te weinig vragen, of de antwoorden verschillen niet.",
        "nobody": "niemand antwoordde",
        "joint note": "De score is het gemiddelde van de gekozen vragen, omgekeerd geformuleerde "
        "omgekeerd gecodeerd; thema's komen uit de open antwoorden.",
    },
    "en": {
        "means": "Means",
        "shares": "Distribution of the answers",
        "counts": "Answers",
        "mentions": "Answers mentioned",
        "scale": "Scale",
        "joint": "Themes and score",
        "mean": "Mean",
        "sd": "SD",
        "n": "n",
        "percent": "%",
        "disagree": "disagree (%)",
        "neutral": "neutral (%)",
        "agree": "agree (%)",
        "alpha without": "alpha without item",
        "item-rest": "item-rest correlation",
        WITH: "mentions the theme",
        WITHOUT: "does not",
        "turned": "(reverse coded)",
        JOINED: "other groups together",
        TOTAL: "total",
        "by": ", by {group}",
        "head": "{kind} of {survey}{by}; {n} participants.",
        "scale from": "Answers were given on a scale from {low} to {high}.",
        "turned note": "Answers to questions worded the other way round are reverse coded.",
        "unturned note": "Questions worded the other way round stand as they were answered.",
        "withheld": "· is withheld: fewer than {k} persons, or what would give them away.",
        "joined": "Groups of fewer than {k} persons are not shown apart.",
        "level": "Significance level: p < {level}; * is significant.",
        "test": "{label}: {test}{statistic}, p {p}{star}, {effect}.",
        "t": "t test",
        "Welch": "Welch",
        "ANOVA": "ANOVA",
        "Welch ANOVA": "Welch ANOVA",
        "Kruskal-Wallis": "Kruskal-Wallis",
        "chi-square": "chi-square test",
        "Fisher": "Fisher's exact test",
        "Hedges": "Hedges' g",
        "Cramer": "Cramér's V",
        "no effect": "{effect} has no value, as a cell is empty",
        "many": "These are {n} tests; p is not corrected for their number.",
        "too few": "{label}: not compared, as fewer than two groups have {least} persons or more.",
        "alike": "{label}: not compared, as the answers within a group do not differ.",
        "hidden": "{label}: not tested, as the outcome would give withheld cells away.",
        "left out": "Not compared, as they have fewer than {least} persons: {groups}.",
        "expected": "{label}: more than a fifth of the expected numbers are below 5.",
        "missing": "No answer ({label}): {kinds}.",
        "not asked": "not asked",
        "no answer": "left empty",
        "refused": "rather not say",
        "don't know": "don't know",
        "mentioned": "{mentions} mentions by {persons} persons; percentages of those who answered "
        "the question.",
        "alpha": "Cronbach's alpha = {alpha}, over {n} persons who answered all questions.",
        "negative": "Alpha is negative: the questions do not measure one thing together, or one is "
        "not reverse coded.",
        "blank": "Blank: there are too few questions, or the answers do not differ.",
        "nobody": "nobody answered",
        "joint note": "The score is the mean of the chosen questions, those worded the other way "
        "round reverse coded; themes come from the open answers.",
    },
}


def number(value: float, form: str, language: Language) -> str:
    """Write a number in the form of the language; a half goes up, as SPSS and people round.

    >>> number(5.125, "0.00", "nl"), number(2.675, "0.00", "en"), number(-0.004, "0.00", "en")
    ('5,13', '2.68', '0.00')
    """
    exact = Decimal(repr(float(value)))
    if "E" not in form:
        places = len(form.partition(".")[2])
        # Without the nought a small negative number would be written as minus zero.
        exact = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0
    return str(format_decimal(exact, format=form, locale=_LOCALE[language]))


def told(name: str, language: Language) -> str:
    """Give the word for a group that has no name of its own; any other name stands as it is."""
    return WORDS[language][name] if name.startswith("\0") else name
