from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kwalicode.model import IdentifierKind
from kwalicode.report.privacy import PrivacyRow, privacy_md


class Left(NamedTuple):
    n: float
    high: float


def row(name="Gesprek 1", *, is_signed_off=True, approvers=()):
    return PrivacyRow(name, 40, 3, 38, 4, 1, is_signed_off, approvers, Left(0.3, 1.1))


LEFT, ROW = Left(3.26, 12.4), row()


def report(documents=(ROW,), *, left=LEFT, language="nl", name="Noorderhaven"):
    kinds = [row("person"), row("place")]
    return privacy_md(name, documents, kinds, (row(""), left), language=language)


def cells(text):
    """The rows of all tables as Markdown shows them."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    found, here = [], None
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "tr_open":
            found.append(here := [])
        if token.type in {"th_open", "td_open"}:
            here.append("".join(child.content for child in following.children))
    return found


def test_figures_stand_in_a_table_for_documents_and_one_for_kinds():
    assert cells(report([row(), row("Gesprek 2", is_signed_off=False)])) == [
        ["document", "gevonden", "toegevoegd", "gemaskeerd", "gelaten", "open", "vrijgegeven"],
        ["Gesprek 1", "40", "3", "38", "4", "1", "ja"],
        ["Gesprek 2", "40", "3", "38", "4", "1", "nee"],
        ["soort", "gevonden", "toegevoegd", "gemaskeerd", "gelaten", "open"],
        ["persoon", "40", "3", "38", "4", "1"],
        ["plaats", "40", "3", "38", "4", "1"],
        ["Totaal", "40", "3", "38", "4", "1"],
    ]


@pytest.mark.parametrize(("language", "says"), [("nl", "3,3 plaatsen"), ("en", "about 3.3 places")])
def test_numbers_are_written_as_the_language_does(language, says):
    text = report(language=language)
    assert says in text
    assert " 12" in text


def test_where_nothing_can_be_estimated_the_report_says_so_and_why():
    assert "niet te schatten" in report(left=None)
    assert "cannot be estimated" in report(left=None, language="en")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_method_and_its_sources_are_told(language):
    text = report(language=language)
    assert "N = c1² / (c1 - c2)" in text
    assert "Seber en Le Cren 1967" in text or "Seber and Le Cren 1967" in text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_kind_has_a_name_of_its_own(language):
    rows = [row(str(kind)) for kind in IdentifierKind]
    text = privacy_md("x", [row()], rows, (row(""), None), language=language)
    names = [line[0] for line in cells(text)[3:-1]]
    assert len(set(names)) == len(IdentifierKind)
    assert "" not in names


NAMES = st.text(
    st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" |*<>[]`\\\n"), min_size=1
)


@given(NAMES.map(lambda name: f"x{name}x"))
def test_a_title_with_marks_stays_one_cell_and_makes_no_page_element(name):
    shown = cells(report([row(name)]))
    assert len(shown) == 6
    assert {len(line) for line in shown[:2]} == {7}
    assert shown[1][1:] == ["40", "3", "38", "4", "1", "ja"]
    html = MarkdownIt("commonmark").enable("table").render(report([row(name)], name=name))
    assert "<x" not in html
    assert "<script" not in html
