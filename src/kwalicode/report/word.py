"""A Word document in the one style of our exports, written fast."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from lxml import etree

from kwalicode.model import Language

TITLE, SUBTITLE, NORMAL = "Title", "Subtitle", "Normal"
HEADING_1, HEADING_2, QUOTE, SPEAKER = "Heading1", "Heading2", "Quote", "QuoteSpeaker"
CELL, LABEL, GRID = "Cell", "CellLabel", "TableGrid"

_SPELLING = {"nl": "nl-NL", "en": "en-GB"}
_FONT = "Calibri"
_INK, _ACCENT, _GREY = RGBColor(0x23, 0x24, 0x1F), RGBColor(0x1F, 0x5F, 0x6B), RGBColor(90, 90, 84)
# Points, colour and bold of each style; space before and after in points.
_LOOKS = {
    "Normal": (11, _INK, False, 0, 8),
    "Title": (24, _ACCENT, True, 0, 2),
    "Subtitle": (11, _GREY, False, 0, 18),
    "Heading 1": (16, _ACCENT, True, 24, 4),
    "Heading 2": (12.5, _INK, True, 16, 6),
    "Quote": (11, _INK, False, 6, 3),
    "Quote Speaker": (10, _GREY, False, 0, 8),
    "Cell": (11, _INK, False, 2, 2),
    "Cell Label": (9, _GREY, False, 2, 2),
    "Footer": (9, _GREY, False, 0, 0),
}
# The two non-characters that normal text may hold and XML may not.
_NOT_IN_XML = {0xFFFE: None, 0xFFFF: None}


class WordDocument:
    """A document that paragraphs are added to, from top to bottom.

    Paragraphs are put into the XML as they are: python-docx looks for the end of the document at
    each one, which takes 12 s for 4,000 quotes with their role labels where this takes 0.3 s.

    Args:
        title: For the properties of the file; nobody's name is written there.
        language: What the spelling checker takes the text for.
        exported: Day that the properties give.
    """

    def __init__(self, *, title: str, language: Language, exported: date) -> None:
        self._document = docx.Document()
        self._body = self._document.element.body
        _set_language(self._document, _SPELLING[language])
        _set_looks(self._document)
        _set_page(self._document)
        _set_properties(self._document.core_properties, title, _SPELLING[language], exported)

    def add(self, style: str, text: str, *, keep_with_next: bool = False) -> None:
        r"""Add one paragraph; a `\n` becomes a line break inside it.

        Args:
            style: One of the style ids above.
            text: In normal form.
            keep_with_next: Whether the next paragraph stands on the same page.
        """
        _add_paragraph(self._body, style, text, keep_with_next=keep_with_next)

    def add_table(
        self, rows: Sequence[Sequence[str]], widths: Sequence[int], *, n_labels: int | None = None
    ) -> None:
        r"""Add a table with some room after it.

        Args:
            rows: Texts of cells; the last cell of a shorter row is as wide as all that are left.
            widths: Of the columns, in hundredths of a centimetre.
            n_labels: How many columns, from the first, are labels; else every odd one is.
        """
        table = etree.SubElement(self._body, _TABLE)
        properties = etree.SubElement(table, _T_PROPERTIES)
        etree.SubElement(properties, _T_STYLE).set(_VALUE, GRID)
        etree.SubElement(properties, _T_LAYOUT).set(qn("w:type"), "fixed")
        columns = [round(width * _TWIPS) for width in widths]
        grid = etree.SubElement(table, _T_GRID)
        for width in columns:
            etree.SubElement(grid, _T_COLUMN).set(_WIDTH, str(width))
        for cells in rows:
            row = etree.SubElement(table, _T_ROW)
            kept = etree.SubElement(row, _T_ROW_PROPERTIES)
            etree.SubElement(kept, _T_UNBROKEN)
            for place, text in enumerate(cells):
                is_last = place == len(cells) - 1
                span = len(columns) - place if is_last else 1
                is_label = place % 2 == 0 if n_labels is None else place < n_labels
                self._add_cell(row, text, columns[place : place + span], is_label=is_label)
        self.add(NORMAL, "")

    def _add_cell(self, row: Any, text: str, columns: Sequence[int], *, is_label: bool) -> None:
        cell = etree.SubElement(row, _T_CELL)
        properties = etree.SubElement(cell, _T_CELL_PROPERTIES)
        width = etree.SubElement(properties, _T_CELL_WIDTH)
        width.set(_WIDTH, str(sum(columns)))
        width.set(qn("w:type"), "dxa")
        if len(columns) > 1:
            etree.SubElement(properties, _T_SPAN).set(_VALUE, str(len(columns)))
        if is_label:
            shade = etree.SubElement(properties, _T_SHADE)
            shade.set(_VALUE, "clear")
            shade.set(qn("w:fill"), _LABEL_FILL)
        for line in text.split("\n"):
            _add_paragraph(cell, LABEL if is_label else CELL, line)

    def to_bytes(self) -> bytes:
        """Give the file."""
        # The page settings must be the last thing in the body.
        self._body.append(self._body.find(qn("w:sectPr")))
        file = BytesIO()
        self._document.save(file)
        return file.getvalue()


def _add_paragraph(parent: Any, style: str, text: str, *, keep_with_next: bool = False) -> None:
    paragraph = etree.SubElement(parent, _P)
    properties = etree.SubElement(paragraph, _P_PROPERTIES)
    etree.SubElement(properties, _P_STYLE).set(_VALUE, style)
    if keep_with_next:
        etree.SubElement(properties, _KEEP_NEXT)
    run = etree.SubElement(paragraph, _RUN)
    for place, line in enumerate(text.translate(_NOT_IN_XML).split("\n")):
        if place:
            etree.SubElement(run, _BREAK)
        words = etree.SubElement(run, _TEXT)
        words.text = line
        words.set(_SPACE, "preserve")


_P, _P_PROPERTIES, _P_STYLE = qn("w:p"), qn("w:pPr"), qn("w:pStyle")
_KEEP_NEXT, _RUN, _TEXT, _BREAK = qn("w:keepNext"), qn("w:r"), qn("w:t"), qn("w:br")
_VALUE, _SPACE, _WIDTH = qn("w:val"), qn("xml:space"), qn("w:w")
_TABLE, _T_PROPERTIES, _T_STYLE = qn("w:tbl"), qn("w:tblPr"), qn("w:tblStyle")
_T_LAYOUT, _T_GRID, _T_COLUMN = qn("w:tblLayout"), qn("w:tblGrid"), qn("w:gridCol")
_T_ROW, _T_ROW_PROPERTIES, _T_UNBROKEN = qn("w:tr"), qn("w:trPr"), qn("w:cantSplit")
_T_CELL, _T_CELL_PROPERTIES, _T_CELL_WIDTH = qn("w:tc"), qn("w:tcPr"), qn("w:tcW")
_T_SPAN, _T_SHADE = qn("w:gridSpan"), qn("w:shd")
_TWIPS = 1440 / 254
_LABEL_FILL = "F0EFEA"


def _set_language(document: Any, spelling: str) -> None:
    (defaults,) = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    fonts, language = defaults.find(qn("w:rFonts")), defaults.find(qn("w:lang"))
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _FONT)
    language.set(_VALUE, spelling)
    document.settings.element.find(qn("w:themeFontLang")).set(_VALUE, spelling)


def _set_looks(document: Any) -> None:
    styles = document.styles
    styles.add_style("Quote Speaker", WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Quote"]
    for name in ("Cell", "Cell Label"):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    for name, (size, colour, is_bold, before, after) in _LOOKS.items():
        style = styles[name]
        if not name.startswith("Heading"):  # these keep their level and stay with what follows
            style.element.get_or_add_pPr().clear()
        style.element.get_or_add_rPr().clear()
        style.font.size, style.font.bold, style.font.color.rgb = Pt(size), is_bold, colour
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
    for name in ("Quote", "Quote Speaker"):
        styles[name].paragraph_format.left_indent = Cm(1)
        styles[name].paragraph_format.right_indent = Cm(1)
    styles["Quote"].paragraph_format.keep_together = True


def _set_page(document: Any) -> None:
    (section,) = document.sections
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.5)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    etree.SubElement(footer._p, qn("w:fldSimple")).set(qn("w:instr"), "PAGE")


def _set_properties(properties: Any, title: str, spelling: str, exported: date) -> None:
    properties.title, properties.language = title.translate(_NOT_IN_XML)[:255], spelling
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = datetime.combine(exported, time.min, UTC)
