"""What reporting guidelines ask, and how much of it the study fills in.

COREQ: Tong, Sainsbury and Craig 2007, International Journal for Quality in Health Care 19(6):
349-357, 32 items. SRQR: O'Brien et al. 2014, Academic Medicine 89(9): 1245-1251, 21 items. Topics
are in our own words.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from kwalicode.model import Language
from kwalicode.report.methods.say import Part

Guideline = Literal["COREQ", "SRQR"]
Status = Literal["filled", "partly", "missing"]

SOURCES: dict[Guideline, str] = {
    "COREQ": "Tong, Sainsbury & Craig 2007",
    "SRQR": "O'Brien et al. 2014",
}


class Wanted(NamedTuple):
    """An item of a guideline.

    Attributes:
        number: As the guideline counts.
        topic: In Dutch and English.
        most: How far the study alone can fill it in.
        needs: Sentences that do so, as 'part.sentence'; with '|' one of several. With some of
            them the item is filled in partly.
        page: Where what is missing can be filled in; empty where only the author knows it.
    """

    number: str
    topic: tuple[str, str]
    most: Status = "missing"
    needs: tuple[str, ...] = ()
    page: str = ""


class Item(NamedTuple):
    """An item with how far the study fills it in.

    Attributes:
        places: Titles of the parts that do.
        page: Where more can be filled in; empty where only the author can.
    """

    guideline: Guideline
    number: str
    topic: str
    status: Status
    places: tuple[str, ...]
    page: str


_FUNNEL = "recruitment.funnel"
_RECORDED = "material.recorded|material.recorded_all|material.recorded_none"
_NOTED = "material.noted|material.noted_all|material.noted_none"
_MINUTES = "material.minutes"
_SIZE = "material.interview|material.document|material.survey"

COREQ: Sequence[Wanted] = (
    Wanted(
        "1", ("Wie interviewde", "Who interviewed"), "partly", ("team.interviewers",), "sources"
    ),
    Wanted("2", ("Opleiding en titels", "Credentials")),
    Wanted("3", ("Functie", "Occupation")),
    Wanted("4", ("Gender", "Gender")),
    Wanted("5", ("Ervaring en training", "Experience and training")),
    Wanted("6", ("Eerdere band met deelnemers", "Earlier ties with participants")),
    Wanted("7", ("Wat deelnemers van hen wisten", "What participants knew of them")),
    Wanted(
        "8",
        ("Eigen aannames en belangen", "Own assumptions and interests"),
        *("partly", ("team.reflexive",), "memos"),
    ),
    Wanted(
        "9",
        ("Methodologische benadering", "Methodological orientation"),
        *("partly", ("design.rounds",), "passes"),
    ),
    Wanted(
        "10",
        ("Hoe deelnemers zijn gekozen", "Sampling"),
        *("partly", (f"{_FUNNEL}|recruitment.targets",), "participants"),
    ),
    Wanted("11", ("Hoe zij zijn benaderd", "Method of approach"), page="participants"),
    Wanted(
        "12",
        ("Aantal deelnemers", "Sample size"),
        *("filled", ("composition.participants|material.survey",), "sources"),
    ),
    Wanted(
        "13",
        ("Wie niet meedeed of afviel, en waarom", "Who declined or dropped out, and why"),
        *("partly", (_FUNNEL,), "participants"),
    ),
    Wanted("14", ("Plaats van de gesprekken", "Setting of data collection")),
    Wanted("15", ("Wie er nog meer bij was", "Presence of others")),
    Wanted(
        "16",
        ("Kenmerken van de deelnemers", "Description of sample"),
        *("filled", ("composition.margins",), "participants"),
    ),
    Wanted("17", ("Topiclijst", "Interview guide")),
    Wanted(
        "18",
        ("Herhaalde interviews", "Repeat interviews"),
        *("filled", ("material.again|material.again_few|material.again_none",), "participants"),
    ),
    Wanted(
        "19",
        ("Opname van beeld of geluid", "Audio or visual recording"),
        *("filled", (f"{_RECORDED}|material.recorded_part", _RECORDED), "sources"),
    ),
    Wanted(
        "20",
        ("Veldnotities", "Field notes"),
        *("filled", (f"{_NOTED}|material.noted_part", _NOTED), "sources"),
    ),
    Wanted(
        "21",
        ("Duur van de gesprekken", "Duration"),
        *("filled", (f"{_MINUTES}|material.interview_words", _MINUTES), "sources"),
    ),
    Wanted(
        "22",
        ("Verzadiging", "Data saturation"),
        *("filled", ("saturation.saturation",), "saturation"),
    ),
    Wanted(
        "23",
        ("Verslagen teruggelegd", "Transcripts returned"),
        *("filled", ("check.sent",), "member-check"),
    ),
    Wanted("24", ("Aantal codeurs", "Number of coders"), "filled", ("passes.coders",), "coding"),
    Wanted(
        "25",
        ("Beschrijving van het codeboek", "Description of the coding tree"),
        *("partly", ("codebook.size",), "codebook"),
    ),
    Wanted(
        "26",
        ("Waar codes en thema's vandaan komen", "Derivation of themes"),
        *("filled", ("codebook.origins",), "codebook"),
    ),
    Wanted("27", ("Programma's", "Software"), "filled", ("tools.version",)),
    Wanted(
        "28",
        ("Reactie van deelnemers op bevindingen", "Feedback of participants on the findings"),
        *("partly", ("check.sent|quotes.sheets",), "member-check"),
    ),
    Wanted(
        "29",
        ("Citaten bij de bevindingen", "Quotations presented"),
        *("partly", ("quotes.quotes",), "quotes"),
    ),
    Wanted("30", ("Bevindingen volgen uit het materiaal", "Data and findings consistent")),
    Wanted(
        "31",
        ("Hoofdthema's helder", "Clarity of major themes"),
        *("partly", ("codebook.claims",), "themes"),
    ),
    Wanted(
        "32",
        ("Kleinere thema's en afwijkende gevallen", "Minor themes and cases that differ"),
        *("partly", ("codebook.counter",), "themes"),
    ),
)

SRQR: Sequence[Wanted] = (
    Wanted("S1", ("Titel", "Title")),
    Wanted("S2", ("Samenvatting", "Abstract")),
    Wanted("S3", ("Probleemstelling", "Problem formulation")),
    Wanted("S4", ("Doel of onderzoeksvraag", "Purpose or research question")),
    Wanted(
        "S5",
        ("Benadering en paradigma", "Approach and paradigm"),
        *("partly", ("design.rounds",), "passes"),
    ),
    Wanted(
        "S6",
        ("Onderzoekers en reflexiviteit", "Researchers and reflexivity"),
        *("partly", ("team.reflexive",), "memos"),
    ),
    Wanted("S7", ("Context", "Context")),
    Wanted(
        "S8",
        ("Steekproef en wanneer het genoeg was", "Sampling, and when it was enough"),
        *("partly", (f"{_FUNNEL}|recruitment.targets", "saturation.saturation"), "saturation"),
    ),
    Wanted(
        "S9",
        ("Ethiek en vertrouwelijkheid", "Ethics and confidentiality"),
        *("partly", ("ethics.forms", "masking.done"), "participants"),
    ),
    Wanted(
        "S10",
        ("Dataverzameling", "Data collection methods"),
        *("partly", (_SIZE,), "sources"),
    ),
    Wanted(
        "S11",
        ("Instrumenten", "Instruments of data collection"),
        *("partly", (f"material.survey|{_RECORDED}|material.recorded_part",), "surveys"),
    ),
    Wanted(
        "S12",
        ("Eenheden van onderzoek", "Units of study"),
        *("filled", (_SIZE, "composition.margins"), "participants"),
    ),
    Wanted(
        "S13",
        ("Verwerking van gegevens", "Data processing"),
        *("partly", ("masking.done", "tools.version"), "deidentify"),
    ),
    Wanted(
        "S14",
        ("Analyse", "Data analysis"),
        *("filled", ("passes.coders", "codebook.size"), "passes"),
    ),
    Wanted(
        "S15",
        ("Betrouwbaarheid", "Techniques for trustworthiness"),
        *("filled", ("agreement.compared", "check.sent", "passes.memos"), "agreement"),
    ),
    Wanted(
        "S16",
        ("Synthese en interpretatie", "Synthesis and interpretation"),
        *("partly", ("codebook.claims",), "themes"),
    ),
    Wanted(
        "S17",
        ("Verband met het materiaal", "Links to empirical data"),
        *("partly", ("quotes.quotes",), "quotes"),
    ),
    Wanted("S18", ("Bijdrage naast eerder onderzoek", "Contribution beside earlier work")),
    Wanted("S19", ("Beperkingen", "Limitations")),
    Wanted("S20", ("Belangenverstrengeling", "Conflicts of interest")),
    Wanted("S21", ("Financiering", "Funding")),
)


def check_lists(parts: Sequence[Part], language: Language) -> tuple[Item, ...]:
    """Say of every item of both guidelines how far some parts fill it in."""
    told = {f"{part.key}.{key}" for part in parts for key in part.told}
    titles = {part.key: part.title for part in parts}
    lists: tuple[tuple[Guideline, Sequence[Wanted]], ...] = (("COREQ", COREQ), ("SRQR", SRQR))
    return tuple(
        _item(guideline, wanted, told, titles, language)
        for guideline, items in lists
        for wanted in items
    )


def _item(
    guideline: Guideline, wanted: Wanted, told: set[str], titles: dict[str, str], language: Language
) -> Item:
    met = [[one for one in need.split("|") if one in told] for need in wanted.needs]
    status: Status = "missing"
    if met and all(met):
        status = wanted.most
    elif any(met):
        status = "partly"
    places = dict.fromkeys(titles[one.split(".")[0]] for ones in met for one in ones)
    page = "" if status == "filled" else wanted.page
    topic = wanted.topic[language == "en"]
    return Item(guideline, wanted.number, topic, status, tuple(places), page)
