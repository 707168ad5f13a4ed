import csv
import io
import re
from datetime import date
from zipfile import ZipFile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kwalicode.model import Quote
from kwalicode.report.quotes import quotes_csv, quotes_docx, quotes_md
from kwalicode.text import normalise

DAY = date(2022, 9, 28)


def quote(text="Ik durfde niet.", *, code="angst", category="Veiligheid", role="ambtenaar", n=1):
    return Quote(text, role, code, category, "let op", "Gesprek 7", "Anouk", f"coding-{n}", "nl")


def md(quotes, language="nl"):
    return quotes_md(quotes, language=language, exported=DAY).decode()


def word(quotes, language="nl"):
    content = quotes_docx(quotes, language=language, exported=DAY)
    return docx.Document(io.BytesIO(content))


def rows(quotes):
    return list(csv.reader(io.StringIO(quotes_csv(quotes).decode("utf-8-sig"), newline="")))


def paragraphs(document, style):
    return [p.text for p in document.paragraphs if p.style.name == style]


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


def test_a_table_holds_words_role_codebook_and_comment_and_nothing_that_names_the_source():
    assert quotes_csv([quote("Ik zei: 'é', \"nee\".")]) == (
        b"\xef\xbb\xbfquote,role_label,code,category,comment\r\n"
        + '"Ik zei: \'é\', ""nee"".",ambtenaar,angst,Veiligheid,let op\r\n'.encode()
    )


@pytest.mark.parametrize(
    "text", ["=1+1", "+31", "-2", "@som", "\tja", "\nja", "  =1+1", "\u00a0-ja", "＝1+1", "=A\n=B"]
)
def test_what_a_spreadsheet_would_calculate_is_text(text):
    hostile = Quote(text, text, text, text, text, "Gesprek 7", "Anouk", "c", "nl")
    assert rows([hostile])[1] == [f"'{text}"] * 5


@pytest.mark.parametrize("text", ["ja = nee", "a-b", "'=1", "5+5", "…", "—"])
def test_other_cells_stay_as_they_are(text):
    assert rows([quote(text)])[1][0] == text


def test_a_quote_over_paragraphs_is_one_row_and_one_block_quotation():
    two = quote("Eerst dit.\nDan dat.")
    assert len(rows([two])) == 2
    assert shown(md([two])) == [["Eerst dit.", "Dan dat.", "— ambtenaar"]]
    assert paragraphs(word([two]), "Quote") == ["Eerst dit.\nDan dat."]


def test_quotes_stand_under_category_and_code_with_their_number():
    quotes = [
        quote("a", n=1),
        quote("b", n=2),
        quote("c", code="grappen", n=3),
        quote("d", code="los", category="", n=4),
        quote("e", code="", category="", n=5),
    ]
    headings = {
        "Heading 1": ["Veiligheid (3 citaten)", "Zonder categorie (1 citaat)"],
        "Heading 2": ["angst (2 citaten)", "grappen (1 citaat)", "los (1 citaat)"],
    }
    headings["Heading 1"].append("Zonder code (1 citaat)")
    document, text = word(quotes), md(quotes)
    for level, (style, names) in enumerate(headings.items(), start=2):
        assert paragraphs(document, style) == names
        assert re.findall(rf"^{'#' * level} (.*)$", text, re.MULTILINE) == names
    assert [block[0] for block in shown(text)][2:] == ["c", "d", "e"]
    assert [row[0] for row in rows(quotes)][3:] == ["c", "d", "e"]


def test_a_group_that_comes_back_later_is_one_group():
    quotes = [quote("a", n=1), quote("b", code="grappen", n=2), quote("c", n=3)]
    assert paragraphs(word(quotes), "Heading 2") == ["angst (2 citaten)", "grappen (1 citaat)"]


def test_equal_code_names_in_two_categories_stay_apart():
    quotes = [quote("a", n=1), quote("b", category="Cultuur", n=2)]
    assert paragraphs(word(quotes), "Heading 2") == ["angst (1 citaat)"] * 2


@pytest.mark.parametrize(
    ("language", "title", "summary", "spelling", "heading"),
    [
        (
            "nl",
            "Citaten",
            "1.234 citaten · 28 september 2022",
            "nl-NL",
            "Zonder code (1.234 citaten)",
        ),
        (
            "en",
            "Quotes",
            "1,234 quotes · 28 September 2022",
            "en-GB",
            "Without a code (1,234 quotes)",
        ),
    ],
)
def test_the_words_of_the_file_are_in_its_language(language, title, summary, spelling, heading):
    quotes = [quote(code="", category="", n=n) for n in range(1234)]
    document = word(quotes, language)
    assert paragraphs(document, "Subtitle") == [summary]
    assert paragraphs(document, "Heading 1") == [heading]
    (mark,) = document.styles.element.xpath("w:docDefaults//w:lang/@w:val")
    assert mark == document.core_properties.language == spelling
    assert md(quotes, language).startswith(f"# {title}\n\n{summary}\n\n## {heading}\n\n> ")


@pytest.mark.parametrize(("language", "sentence"), [("nl", "geen citaten"), ("en", "no quotes")])
def test_a_file_without_quotes_says_so(language, sentence):
    assert rows([]) == [["quote", "role_label", "code", "category", "comment"]]
    assert sentence in md([], language)
    assert sentence in paragraphs(word([], language), "Subtitle")[0]


def test_an_empty_role_label_leaves_no_trace():
    unnamed = quote(role=" ")
    assert shown(md([unnamed])) == [["Ik durfde niet."]]
    assert "—" not in "".join(p.text for p in word([unnamed]).paragraphs)


def test_the_role_label_stands_under_the_quote_on_the_same_page():
    document = word([quote()])
    assert paragraphs(document, "Quote Speaker") == ["— ambtenaar"]
    (said,) = [p for p in document.paragraphs if p.style.name == "Quote"]
    assert said.paragraph_format.keep_with_next


def test_document_coder_and_numbers_of_respondents_stay_inside():
    told = quote("Ik, [respondent 3], zei tegen [interviewer 1] dat [subject 12] het wist.")
    outside = "Ik, [respondent], zei tegen [interviewer] dat [subject 12] het wist."
    assert rows([told])[1][0] == outside
    assert shown(md([told]))[0][0] == outside
    assert paragraphs(word([told]), "Quote") == [outside]
    content = quotes_docx([told], language="nl", exported=DAY)
    with ZipFile(io.BytesIO(content)) as file:
        parts = b"".join(file.read(name) for name in file.namelist())
    for written in (quotes_csv([told]), md([told]).encode(), parts):
        assert not re.search(rb"Gesprek 7|Anouk|coding-1|respondent 3", written)


def test_the_order_within_a_code_does_not_follow_the_documents_and_is_the_same_every_time():
    quotes = [quote(str(n), n=n) for n in range(50)]
    order = [row[0] for row in rows(quotes)[1:]]
    assert order != [str(n) for n in range(50)]
    assert sorted(order, key=int) == [str(n) for n in range(50)]
    assert order == [row[0] for row in rows(quotes[::-1])[1:]]
    assert order == paragraphs(word(quotes), "Quote") == [block[0] for block in shown(md(quotes))]


def test_properties_of_the_word_file_name_nobody():
    properties = word([quote()]).core_properties
    assert properties.title == "Citaten"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created.date() == properties.modified.date() == DAY


def test_pages_of_the_word_file_are_a4_and_numbered():
    (section,) = word([quote()]).sections
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert section.footer.paragraphs[0]._p.xpath("w:fldSimple/@w:instr") == ["PAGE"]


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
    said = [line.strip() for line in normalise(text).split("\n")]
    assert shown(md([quote(text)]))[0][:-1] == said
    assert "<" not in md([quote(text, role="<i>x</i>", code="<c>", category="<d>")])
    assert paragraphs(word([quote(text)]), "Quote") == [normalise(text)]


words = st.text() | st.text(alphabet="*_#>-+=|<&[]()`~\\!1. \n\ta:", max_size=30)


@given(st.lists(st.tuples(words, words, words), max_size=5))
def test_the_words_of_every_quote_come_back_from_each_format(spoken):
    quotes = [
        Quote(f"x{text}", role, code, "", "", "Gesprek 7", "Anouk", str(n), "nl")
        for n, (text, role, code) in enumerate(spoken)
    ]
    said = sorted(normalise(q.text) for q in quotes)
    assert sorted(row[0] for row in rows(quotes)[1:]) == said
    assert sorted(shown(md(quotes))) == sorted(map(block_of, quotes))
    # XML has no place for these two, which are no characters of any language.
    in_xml = sorted(re.sub("[\ufffe\uffff]", "", text).strip() for text in said)
    assert sorted(paragraphs(word(quotes), "Quote")) == in_xml


def block_of(spoken):
    lines = [" ".join(line.split()) for line in normalise(spoken.text).split("\n") if line.strip()]
    label = " ".join(normalise(spoken.role_label).split())
    return [*lines, f"— {label}"] if label else lines
