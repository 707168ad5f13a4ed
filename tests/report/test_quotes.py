"""What files of quotes say, in each format: headings, counts, who says it, and nothing of whom."""

import csv
import io
import re
from html import unescape

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from odfdo import Document
from openpyxl import load_workbook

from kwalicode.report.quotes.docx import quotes_docx
from kwalicode.report.quotes.file import printed, standing_text
from kwalicode.report.quotes.html import quotes_html
from kwalicode.report.quotes.markdown import quotes_md
from kwalicode.report.quotes.odt import quotes_odt
from kwalicode.report.quotes.tables import quotes_csv, quotes_xlsx
from kwalicode.report.quotes.words import Counted, usual_text
from kwalicode.text import normalise
from report.quote_files import FEW, file_of, part, said


def word(file):
    return docx.Document(io.BytesIO(quotes_docx(file)))


def paragraphs(document, style):
    return [p.text for p in document.paragraphs if p.style.name == style]


def odt(file, style):
    body = Document(io.BytesIO(quotes_odt(file))).body
    found = [*body.get_paragraphs(), *body.get_headers()]
    named = style.replace(" ", "_20_")
    return [one.inner_text for one in found if one.get_attribute("text:style-name") == named]


def rows(file):
    text = quotes_csv(file).decode("utf-8-sig")
    comma = ";" if file.look.language == "nl" else ","
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=comma))


def cells(file):
    book = load_workbook(io.BytesIO(quotes_xlsx(file)))
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def shown(markdown):
    """The block quotations of a Markdown text as a reader sees them, one list of lines each."""
    found = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown):
        if token.type == "blockquote_open":
            found.append([])
        elif token.type == "inline" and token.level > 1:
            assert {part.type for part in token.children} <= {"text", "text_special"}, token.content
            found[-1].append("".join(part.content for part in token.children))
    return found


def html(file):
    return quotes_html(file).decode()


def md(file):
    return quotes_md(file).decode()


TWO = (
    part(said("a", n=1), said("b", n=2), counted=(Counted(3, 12, "some"), FEW)),
    part(said("c", n=3), path=("Veiligheid", "grappen"), counted=(FEW,)),
    part(said("d", n=4), path=("", "los"), counted=(Counted(1, None), FEW)),
    part(said("e", n=5), path=("", ""), counted=(FEW,)),
)


def test_headings_and_their_counts_are_the_same_in_each_format():
    file = file_of(*TWO)
    top, below = ["Veiligheid", "Zonder categorie", "Zonder code"], ["angst", "grappen", "los"]
    counts = ["3 citaten van 12 van de 34 deelnemers (sommige)"]
    counts += ["1 citaat van minder dan 7 deelnemers"] * 2 + ["1 citaat"]
    counts += ["1 citaat van minder dan 7 deelnemers"] * 2
    document, page = word(file), quotes_html(file).decode()
    assert paragraphs(document, "Heading 1") == odt(file, "Heading 1") == top
    assert paragraphs(document, "Heading 2")[1:] == odt(file, "Heading 2")[1:] == below
    assert paragraphs(document, "Count") == odt(file, "Count") == counts
    assert re.findall(r'<h2 class="heading-1">(.*?)</h2>', page) == top
    assert re.findall(r'<p class="count">(.*?)</p>', page) == counts
    assert re.findall(r"^### (.*)$", md(file), re.MULTILINE) == below
    assert [row[:2] for row in rows(file)[3:]] == [
        ["Veiligheid", "grappen"],
        ["", "los"],
        ["", ""],
    ]


def test_a_theme_stands_with_its_claim_and_its_counter_cases_apart():
    theme = part(said("voor"), path=("Zwijgen loont",), counted=(FEW,), claim="Wie zwijgt, blijft.")
    against = part(said("tegen", n=2), path=("Zwijgen loont", ""), counted=(FEW,), is_against=True)
    evidence = part(path=("Angst",), counted=(Counted(0, 0),), has_evidence=True)
    file = file_of(theme, against, evidence, grouping="theme", has_introduction=False)
    assert paragraphs(word(file), "Claim") == ["Wie zwijgt, blijft."]
    assert md(file).count("## Zwijgen loont") == 1
    assert "### Wat ertegen spreekt" in md(file)
    assert "wat te herkennen zou zijn, wordt niet geciteerd" in md(file)
    assert [row[:2] for row in rows(file)[1:]] == [
        ["Zwijgen loont", "voor"],
        ["Zwijgen loont: Wat ertegen spreekt", "tegen"],
    ]


@pytest.mark.parametrize(
    ("language", "title", "summary", "share"),
    [
        (
            "nl",
            "Citaten",
            "1.234 citaten van 30 van de 34 deelnemers (meer dan de helft)",
            "20\u00a0%",
        ),
        ("en", "Quotes", "1,234 quotes by 30 of 34 participants (more than half)", "20%"),
    ],
)
def test_the_words_of_the_file_are_in_its_language(language, title, summary, share):
    file = file_of(part(said()), language=language, counted=Counted(1234, 30, "most"))
    day = "28 september 2022" if language == "nl" else "28 September 2022"
    document = word(file)
    assert paragraphs(document, "Subtitle") == [f"{summary} · {day}"]
    (mark,) = document.styles.element.xpath("w:docDefaults//w:lang/@w:val")
    assert mark == document.core_properties.language == {"nl": "nl-NL", "en": "en-GB"}[language]
    assert md(file).startswith(f"# {title}\n\n{summary} · {day}\n\n## ")
    assert share in " ".join(paragraphs(document, "Normal"))
    assert f'<html lang="{language}">' in quotes_html(file).decode()


def test_the_standing_text_says_what_numbers_and_quotes_mean_and_can_be_left_out():
    every = part(said(), said("x", style="composite", n=2), said("y", style="pull", n=3))
    text = " ".join(paragraphs(word(file_of(every)), "Normal"))
    for words in ("vermeend gedrag", "niet hoe vaak", "minder dan 7", "Respondentcodes staan er"):
        assert words in text
    assert "niet letterlijk" in text
    assert "Uitgelichte citaten" in text
    assert "niet letterlijk" not in " ".join(paragraphs(word(file_of(part(said()))), "Normal"))
    assert "vermeend gedrag" not in md(file_of(every, has_introduction=False))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_words_of_the_team_stand_in_each_format_with_the_numbers_filled_in(language):
    number = {"nl": "{deelnemers}", "en": "{participants}"}[language]
    own = f"=1+1 <b>*Wij*</b> & {number} {{anders}}\nTwee: {usual_text(language)[-20:]}"
    file = file_of(part(said(), said("b", n=2)), language=language)._replace(standing=own)
    first, second = own.replace(number, "34").split("\n")
    told = standing_text(file)
    assert told[:2] == [first, second]
    (rest,) = told[2:]  # what is true of this file is told all the same
    assert ("Respondentcodes staan er" if language == "nl" else "No respondent codes") in rest
    assert "minder dan 7" in rest or "fewer than 7" in rest
    assert paragraphs(word(file), "Normal") == odt(file, "Text") == told
    assert [unescape(one) for one in re.findall(r'class="text">(.*?)</', html(file))] == told
    parsed = MarkdownIt("commonmark").parse(md(file))
    assert first in [
        "".join(one.content for one in t.children) for t in parsed if t.type == "inline"
    ]
    head, *body = rows(file)
    assert head[-1] in {"Leeswijzer", "How to read these quotes"}
    assert [row[-1] for row in body] == [f"'{' '.join(told)}", ""]
    sheet = load_workbook(io.BytesIO(quotes_xlsx(file))).worksheets[1]
    assert [row[1].value for row in sheet.iter_rows(min_row=2, max_row=4)] == [
        f"'{first}",
        *told[1:],
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_usual_text_as_the_words_of_the_team_says_the_same(language):
    usual = file_of(part(said(style="pull")), language=language)
    own = usual._replace(standing=usual_text(language))

    def sentences(file):
        return sorted(re.findall(r"[^.]+(?:\.\.\.[^.]+)?\.", " ".join(standing_text(file))))

    assert [one.strip() for one in sentences(own)] == [one.strip() for one in sentences(usual)]
    assert "{" not in " ".join(standing_text(own))


def test_who_says_it_stands_where_it_was_asked_for():
    def by(place, **more):
        return printed(said("Nee.", **more), file_of(attribution=place).look)[1:3]

    assert by("after") == ("“Nee.”", "ambtenaar")
    assert by("before") == ("Ambtenaar: “Nee.”", "")
    assert by("brackets") == ("“Nee.”\u00a0(ambtenaar)", "")
    assert by("brackets", role=" ") == ("“Nee.”", "")
    assert by("after", style="pull") == ("Nee.", "")


@pytest.mark.parametrize("style", ["composite", "paraphrase"])
def test_what_is_not_literal_says_so_and_has_no_quotation_marks_in_any_format(style):
    file = file_of(part(said("Zo iets.", style=style)), has_introduction=False)
    (said_so,) = paragraphs(word(file), "Quote Speaker")
    assert re.fullmatch(r"— ambtenaar, .*, niet letterlijk", said_so)
    assert "niet letterlijk" in rows(file)[1][4]
    for content in (md(file), quotes_html(file).decode(), " ".join(odt(file, "Quote"))):
        assert "niet letterlijk" in content
        assert "“" not in content


def test_the_speaker_stands_under_the_quote_on_the_same_page():
    document = word(file_of(part(said())))
    assert paragraphs(document, "Quote Speaker") == ["— ambtenaar"]
    (quote,) = [p for p in document.paragraphs if p.style.name == "Quote"]
    assert quote.paragraph_format.keep_with_next
    assert odt(file_of(part(said())), "Quote") == ["“Ik durfde niet.”\n— ambtenaar"]
    assert "break-inside: avoid" in quotes_html(file_of(part(said()))).decode()


def test_numbers_in_marks_tell_nothing_beyond_their_own_quote():
    told = said("Ik, [respondent 3], zei [subject 12], [subject 9] en [subject 12] iets.")
    outside = "Ik, [respondent], zei [subject 1], [subject 2] en [subject 1] iets."
    file = file_of(part(told), has_introduction=False)
    assert rows(file)[1][2] == cells(file)[1][2] == outside
    assert paragraphs(word(file), "Quote") == [f"“{outside}”"]


def test_a_file_for_the_team_shows_codes_and_says_on_every_page_that_it_stays_inside():
    told = "Ik, [respondent 3], zwijg."
    inside = file_of(part(said(told)), is_inside=True)
    document = word(inside)
    assert document.sections[0].header.paragraphs[0].text == "Niet voor publicatie"
    assert paragraphs(document, "Quote Speaker") == ["— ambtenaar, respondent 3, Gesprek 7"]
    assert '<thead><tr><td><div class="inside">Niet voor' in quotes_html(inside).decode()
    assert md(inside).count("**Niet voor publicatie**") == 2
    assert rows(inside)[1][2:-1] == [
        *(told, "ambtenaar", "letterlijk", "1 citaat van minder dan 7 deelnemers"),
        *("respondent 3", "Gesprek 7", "let op", "Niet voor publicatie"),
    ]
    book = load_workbook(io.BytesIO(quotes_xlsx(inside)))
    assert all("Niet voor publicatie" in sheet.oddHeader.center.text for sheet in book)


def test_the_order_under_a_heading_does_not_follow_the_documents_and_is_the_same_everywhere():
    quotes = [said(str(n), n=n) for n in range(50)]
    order = [row[2] for row in rows(file_of(part(*quotes)))[1:]]
    assert sorted(order, key=int) == [str(n) for n in range(50)] != order
    again = part(*quotes[::-1], path=("Cultuur", "zwijgen"))
    assert [row[2] for row in rows(file_of(again))[1:]] == order
    assert [block[0][1:-1] for block in shown(md(file_of(again)))] == order


@pytest.mark.parametrize("text", ["=1+1", "+31", "-2", "@som", "  =1+1", "\u00a0-ja", "＝1+1"])
def test_what_a_spreadsheet_would_calculate_is_text(text):
    file = file_of(part(said(text, role=text.strip()), path=(text, text)))
    assert all(cell.startswith("'") for cell in rows(file)[1][:4])
    assert all(cell.startswith("'") for cell in cells(file)[1][:4])
    book = load_workbook(io.BytesIO(quotes_xlsx(file)))
    assert "f" not in {c.data_type for sheet in book for row in sheet for c in row}


def test_a_workbook_has_widths_wrapped_words_and_a_sheet_that_explains():
    book = load_workbook(io.BytesIO(quotes_xlsx(file_of(*TWO))))
    sheet, explained = book.worksheets
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
    assert sheet.column_dimensions["C"].width == 80
    assert sheet["C2"].alignment.wrap_text
    text = " ".join(str(c.value) for row in explained for c in row if c.value)
    assert "vermeend gedrag" in text
    assert "Veiligheid > angst" in text


def test_a_page_of_html_needs_nothing_else_and_runs_nothing():
    hostile = "<b>vet</b> <script>alert(1)</script> &amp; <img src=x onerror=y>"
    page = quotes_html(file_of(part(said(hostile, role=hostile), path=(hostile, hostile)))).decode()
    assert "default-src 'none'" in page
    assert not re.search(r"<(script|img|link|b)\b|https?:|url\(|@import", page)
    assert "color-scheme: light" in page
    assert "@page" in page


HOSTILE = [
    "*sterren* en _strepen_ ~~weg~~",
    "<b>vet</b> <script>alert(1)</script> &amp; &copy;",
    "a | b | c\n--- | --- | ---\n1 | 2 | 3",
    "# geen kop\n## ook niet",
    "- geen lijst\n+ ook niet\n1. en niet\n12) zo",
    "> geen citaat\n    geen code\n```\ngeen blok\n```",
    "[link](adres) ![beeld](adres) <mailto:x> `code` \\ einde\\",
    "===\n---\n***\n___",
    "👩‍👩‍👧 e\u0301\u00e9n 日本 \u05e9\u05dc\u05d5\u05dd",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_marks_of_markdown_and_html_are_shown_as_they_were_said(text):
    lines = [line.strip() for line in f"“{normalise(text)}”".split("\n")]
    file = file_of(part(said(text, role="<i>x</i>"), path=("<c>", "<d>")))
    assert shown(md(file))[0][:-1] == lines
    assert "<" not in md(file)


words = st.text().map(lambda text: text.replace("”", "")) | st.text(
    alphabet="*_#>-+=|<&[]()`~\\!1. \n\ta:", max_size=30
)


spoken = st.lists(st.tuples(words, words), max_size=4)


def file_that_says(told):
    quotes = [said(f"x{text}y", role=role, n=n) for n, (text, role) in enumerate(told)]
    expected = sorted(normalise(one.text) for one in quotes)
    return file_of(part(*quotes), has_introduction=False), expected


@given(spoken)
def test_the_words_of_every_quote_come_back_from_tables_and_markdown(told):
    file, expected = file_that_says(told)
    assert sorted(row[2] for row in rows(file)[1:]) == expected
    assert sorted(" ".join(" ".join(block).split()) for block in shown(md(file))) == sorted(
        " ".join(f"“{text}” {'— ' * bool(by)}{by}".split())
        for text, by in (
            (normalise(f"x{text}y"), " ".join(normalise(role).split())) for text, role in told
        )
    )


@settings(max_examples=8)
@given(spoken)
def test_the_words_of_every_quote_come_back_from_office_files(told):
    file, expected = file_that_says(told)
    # XML has no place for these two, which are no characters of any language.
    in_xml = sorted(re.sub("[\ufffe\uffff]", "", text) for text in expected)
    assert sorted(one[1:-1] for one in paragraphs(word(file), "Quote")) == in_xml
    assert sorted(str(row[2]) for row in cells(file)[1:]) == in_xml
    read = sorted(one.rpartition("”")[0].removeprefix("“") for one in odt(file, "Quote"))
    assert read == in_xml


@pytest.mark.parametrize(("language", "sentence"), [("nl", "geen citaten"), ("en", "no quotes")])
def test_a_file_without_quotes_says_so(language, sentence):
    file = file_of(language=language)
    assert sentence in md(file)
    assert sentence in paragraphs(word(file), "Subtitle")[0]
    assert len(rows(file)) == 1
