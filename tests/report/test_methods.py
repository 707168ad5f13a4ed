"""The methods section from facts: what is told, what is asked, in two languages and two files."""

import io
import re
from datetime import date

import docx
import pytest

from kwalicode.model import IdentifierKind
from kwalicode.report.funnel import Branch, Funnel
from kwalicode.report.methods import care_words as methods_care_words
from kwalicode.report.methods import coding_words as methods_coding_words
from kwalicode.report.methods import material_words as methods_material_words
from kwalicode.report.methods.care import Checked, Consented, Ethics, Kept, Masked, Quoted
from kwalicode.report.methods.checklists import COREQ, SRQR
from kwalicode.report.methods.coding import Agreed, Coding, Saturated, Stage, ToldPass
from kwalicode.report.methods.draft import StudyFacts, draft_methods, methods_docx, methods_md
from kwalicode.report.methods.material import AnsweredSurvey, Margin, Material, Recruited, Texts
from kwalicode.report.saturation_sentence import ToldSaturation

DAY = date(2022, 9, 28)
NOTHING = StudyFacts(
    Recruited(),
    (),
    Material({}, 0, 0, 0, 0, {}, ()),
    Coding((), (Stage("", None, 0, 0, 0, 0),), {}, 0, 0, 0, {}, {}, ()),
    (),
    Saturated(is_tracked=True, told=None),
    None,
    None,
    Quoted({}, {}, 0, None),
    Ethics(None, 0, ()),
    "0.1.0",
)
FULL = StudyFacts(
    Recruited(Funnel(Branch(15, 0, 37, 5), Branch(19), 36, 1, 2), (30, 35), 2, ("functie", "kant")),
    (
        Margin("", ((("ambtenaar",), 19), (("fractie", "Kamerlid"), 15))),
        Margin("leiding", ()),
    ),
    Material(
        {
            "interview": Texts(
                34, 61234, 1201, 3400, date(2022, 5, 12), date(2022, 7, 1), 1, {"nl": 33, "en": 1}
            ),
            "document": Texts(1, 800, 800, 800, date(2021, 1, 2), date(2021, 1, 2)),
        },
        250,
        34,
        2,
        1,
        {"public": 1},
        (AnsweredSurvey("Medewerkers", 1210, 1, 12),),
    ),
    Coding(
        (
            ToldPass("open", "open", None, DAY, ("Ana", "Bo"), True, 1411, 34, 62, 0, 0, 0),
            ToldPass("axial", "tweede", DAY, None, (), False, 0, 0, 0, 1, 3, 0),
        ),
        (Stage("open", DAY, 71, 0, 0, 0), Stage("", None, 62, 1, 4, 9)),
        {"data": 60, "in vivo": 1, "theory": 1},
        3,
        4,
        1,
        {"analytic": 12, "reflexive": 1},
        {"code": (31, 12)},
        ("words 1",),
    ),
    (Agreed("open", True, 2, 3, 20, "turn", 0.8234, (0.71, 0.9), 20, 0.8012, 0.6, 0.5, DAY, 1),),
    Saturated(
        True,
        ToldSaturation(
            *(34, 62, "interview", "date", 4, 2, 0.05, DAY, True, True, "6+2", None),
            *(0.97, 3, 2, 64.2, (62.1, 80.0), 5, 0.8),
        ),
    ),
    Masked(
        *(40, 35, 2, True, 1288, 39, 1135, 129, 63, 1),
        {IdentifierKind.PERSON: 707, IdentifierKind.DATE: 1},
        {IdentifierKind.DATE: "shifted"},
        (1.44, 12.3),
        ("spacy nl_core_news_lg",),
        True,
    ),
    Checked(34, 30, 5, 1),
    Quoted(
        {"approved": 40, "sent": 1},
        {"composite": 1, "running": 40},
        22,
        9,
        7,
        3,
        {"agree": 38, "": 2},
    ),
    Ethics(
        Consented(34, 34, 30, 1, True),
        3,
        (
            Kept("contact", "publication", 1, date(2023, 1, 31), None),
            Kept("key file", "collection", 24, None, DAY),
        ),
    ),
    "0.1.0",
)


def told(study=FULL, language="nl"):
    return draft_methods(study, language=language, exported=DAY)


def part(key, study=FULL, language="nl"):
    return next(one for one in told(study, language).parts if one.key == key)


def test_both_guidelines_have_each_item_once():
    assert [one.number for one in COREQ] == [str(n) for n in range(1, 33)]
    assert [one.number for one in SRQR] == [f"S{n}" for n in range(1, 22)]


def test_every_sentence_that_an_item_needs_is_there():
    words = (methods_material_words, methods_coding_words, methods_care_words)
    known = {
        key
        for module in words
        for value in vars(module).values()
        if isinstance(value, dict)
        for key in value
    } | {"funnel", "saturation"}
    parts = {one.key for one in told().parts}
    for item in (*COREQ, *SRQR):
        for need in "|".join(item.needs).split("|") if item.needs else ():
            owner, _, key = need.partition(".")
            assert owner in parts, item
            assert key in known, item


def test_an_interval_of_few_documents_is_told_with_the_number_that_the_page_has():
    assert "minder dan 20 documenten is dat interval te smal" in part("agreement").text
    enough = FULL._replace(agreed=(FULL.agreed[0]._replace(narrow_below=0),))
    assert "te smal" not in part("agreement", enough).text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_study_without_anything_is_told_nothing_and_asked_everything(language):
    draft = told(NOTHING, language)
    said = {one.key: one.text for one in draft.parts if one.text}
    assert set(said) == {"ethics", "tools"}
    assert all(re.fullmatch(r"\[.+\]", line) for one in draft.parts for line in one.asked)
    assert [one.key for one in draft.parts if not one.asked] == []
    assert {one.number for one in draft.items if one.status != "missing"} == {"27", "S13"}


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "nl",
            [
                "Ze tellen samen 61.234 woorden, vragen meegeteld: 1.201 tot 3.400 per interview, "
                "gemiddeld 1.801.",
                "van 12 mei 2022 tot en met 1 juli 2022",
                "In de interviews stelt één interviewer de vragen.",
                "1.210 respondenten vulden de vragenlijst 'Medewerkers' in, met één open vraag en "
                "12 gesloten vragen.",
                "alfa over alle codes samen, per beurt, is 0,82.",
                "komen er 60 uit het materiaal, is er één in de woorden van deelnemers en komt er "
                "één uit theorie of literatuur.",
                "bleven 1,4 plaatsen over",
                "37 reageerden niet en 5 zagen ervan af",
            ],
        ),
        (
            "en",
            [
                "61,234 words, questions included: 1,201 to 3,400 per interview, 1,801 on average.",
                "from 12 May 2022 to 1 July 2022",
                "with one open question and 12 closed questions",
                "by turn, is 0.82.",
                "about 1.4 places".capitalize(),
            ],
        ),
    ],
)
def test_numbers_and_days_are_written_as_the_language_does(language, sentences):
    text = " ".join(one.text for one in told(language=language).parts)
    for sentence in sentences:
        assert sentence in text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_counts_of_a_few_persons_are_not_given(language):
    few = {"nl": "minder dan 7 deelnemers", "en": "ewer than 7 participants"}[language]
    for key in ("recruitment", "material", "ethics"):
        assert few in part(key, language=language).text.replace("M", "m"), key
    assert "1 interview is" not in part("recruitment", language=language).text
    # 30 of 34 may be quoted, so 4 may not: neither number is given.
    assert not re.search(r"\b(30|4)\b", part("ethics", language=language).text)
    many = FULL._replace(
        ethics=FULL.ethics._replace(n_withdrawn=7, consent=Consented(34, 27, 27, 1, True))
    )
    text = part("ethics", many, language).text
    assert re.search(r"\b27 (van|of) 34\b", text)
    assert re.search(r"\b7 (deelnemers|participants)", text)


def test_role_labels_that_too_few_share_are_asked_about():
    assert "ten minste 7 deelnemers" in part("quotes").text
    assert "Van de 40 citaten daarop: 38 akkoord en 2 nog zonder antwoord." in part("quotes").text
    small = FULL._replace(quoted=FULL.quoted._replace(fewest=6))
    quotes = part("quotes", small)
    assert "ten minste" not in quotes.text
    assert quotes.asked[0].startswith("[Kies ruimere rollabels")


def test_suggestions_are_told_only_where_some_were_decided():
    assert part("suggestions").grids[0].rows[1] == ("codes voor een passage", "31", "12")
    keys = [one.key for one in told(FULL._replace(coding=NOTHING.coding)).parts]
    assert "suggestions" not in keys


def test_an_item_that_lacks_one_of_its_sentences_is_filled_partly():
    status = {one.number: one.status for one in told().items}
    assert (status["S12"], status["S15"], status["16"], status["1"]) == (
        *("filled", "filled", "filled"),
        "partly",
    )
    less = told(FULL._replace(agreed=(), margins=()))
    status = {one.number: (one.status, one.page) for one in less.items}
    assert status["S12"] == ("partly", "participants")
    assert status["S15"] == ("partly", "agreement")
    assert status["16"] == ("missing", "participants")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_both_files_hold_all_sentences_tables_and_items(language):
    draft = told(language=language)
    markdown = methods_md(draft).decode()
    document = docx.Document(io.BytesIO(methods_docx(draft, exported=DAY)))
    paragraphs = {one.text: one.style.name for one in document.paragraphs}
    for one in draft.parts:
        assert f"## {one.title}" in markdown
        assert paragraphs[one.title] == "Heading 1"
        assert {paragraphs[text] for text in one.asked} <= {"To Add"}
        assert one.text in paragraphs or not one.text
    n_grids = sum(len(one.grids) for one in draft.parts)
    assert len(document.tables) == n_grids + 2
    assert [len(table.rows) for table in document.tables[-2:]] == [33, 22]
    lists = [one for one in document.paragraphs if one.text.startswith("Checklist")]
    assert [one.paragraph_format.page_break_before for one in lists] == [True, True]
    assert markdown.count("\n| S") == 21
    assert "**\\[" in markdown


def test_what_a_team_named_does_not_break_the_markdown():
    odd = Margin("a|b *c*\n# d", ((("<i>",), 8), (("y",), 9)))
    text = methods_md(told(FULL._replace(margins=(odd,)))).decode()
    assert "| a\\|b \\*c\\* \\# d | &lt;i> | 8 |" in text
