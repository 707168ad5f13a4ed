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
from kwalicode.report.packages import NOT_IN_XML, sealed

TITLE, SUBTITLE, NORMAL = "Title", "Subtitle", "Normal"
HEADING_1, HEADING_2, QUOTE, SPEAKER = "Heading1", "Heading2", "Quote", "QuoteSpeaker"
PULL_QUOTE, COUNT, CLAIM, NOTE = "PullQuote", "Count", "Claim", "Note"
CELL, LABEL, GRID, TO_ADD = "Cell", "CellLabel", "TableGrid", "ToAdd"

_SPELLING = {"nl": "nl-NL", "en": "en-GB"}
_FONT = "Calibri"
_INK, _ACCENT, _GREY = RGBColor(0x23, 0x24, 0x1F), RGBColor(0x1F, 0x5F, 0x6B), RGBColor(90, 90, 84)
_WARNING = RGBColor(0x8C, 0x1D, 0x18)
# Points, colour and bold of each style; space before and after in points.
_LOOKS = {
    "Normal": (11, _INK, False, 0, 8),
    "Title": (24, _ACCENT, True, 0, 2),
    "Subtitle": (11, _GREY, False, 0, 18),
    "Heading 1": (16, _ACCENT, True, 24, 4),
    "Heading 2": (12.5, _INK, True, 16, 6),
    "Quote": (11, _INK, False, 6, 3),
    "Quote Speaker": (10, _GREY, False, 0, 8),
    "Pull Quote": (15, _ACCENT, False, 14, 14),
    "Count": (9.5, _GREY, False, 0, 6),
    "Claim": (11, _INK, False, 0, 4),
    "Note": (9.5, _GREY, False, 0, 6),
    "Cell": (11, _INK, False, 2, 2),
    "Cell Label": (9, _GREY, False, 2, 2),
    "To Add": (11, RGBColor(0x9A, 0x34, 0x12), True, 0, 8),
    "Footer": (9, _GREY, False, 0, 0),
    "Header": (10, _WARNING, True, 0, 0),
}


class WordDocument:
    """A document that paragraphs are added to, from top to bottom.

    Paragraphs are put into the XML as they are: python-docx looks for the end of the document at
    each one, which takes 12 s for 4,000 quotes with their role labels where this takes 0.3 s.

    Args:
        title: For the properties of the file; nobody's name is written there.
        language: What the spelling checker takes the text for.
        exported: Day that the properties give.
        notice: Stands on top of every page.
    """

    def __init__(self, *, title: str, language: Language, exported: date, notice: str = "") -> None:
        self._document, self._exported = docx.Document(), exported
        _drop_traces(self._document)
        self._body = self._document.element.body
        _set_language(self._document, _SPELLING[language])
        _set_looks(self._document)
        _set_page(self._document, notice)
        _set_properties(self._document.core_properties, title, _SPELLING[language], exported)

    def add(
        self, style: str, text: str, *, keep_with_next: bool = False, on_new_page: bool = False
    ) -> None:
        r"""Add one paragraph; a `\n` becomes a line break inside it.

        Args:
            style: One of the style ids above.
            text: In normal form.
            keep_with_next: Whether the next paragraph stands on the same page.
            on_new_page: Whether it begins a page.
        """
        paragraph = _add_paragraph(self._body, style, text, keep_with_next=keep_with_next)
        if on_new_page:
            etree.SubElement(paragraph.find(_P_PROPERTIES), _BREAK_BEFORE)

    def add_pieces(self, style: str, pieces: Sequence[tuple[str, str]]) -> None:
        """Add one paragraph of words, each with a small note in brackets behind it or none."""
        paragraph = _add_paragraph(self._body, style, "")
        for text, note in pieces:
            _add_run(paragraph, text)
            if note:
                _add_run(paragraph, f"[{note}]", half_points=_NOTE_SIZE)

    def add_table(
        self,
        rows: Sequence[Sequence[str]],
        widths: Sequence[int],
        *,
        n_labels: int | None = None,
        has_head: bool = False,
    ) -> None:
        r"""Add a table with some room after it.

        Args:
            rows: Texts of cells; the last cell of a shorter row is as wide as all that are left.
            widths: Of the columns, in hundredths of a centimetre.
            n_labels: How many columns, from the first, are labels; else every odd one is.
            has_head: Whether the first row is labels too, and comes back on every page.
        """
        table = etree.SubElement(self._body, _TABLE)
        properties = etree.SubElement(table, _T_PROPERTIES)
        etree.SubElement(properties, _T_STYLE).set(_VALUE, GRID)
        etree.SubElement(properties, _T_LAYOUT).set(qn("w:type"), "fixed")
        columns = [round(width * _TWIPS) for width in widths]
        grid = etree.SubElement(table, _T_GRID)
        for width in columns:
            etree.SubElement(grid, _T_COLUMN).set(_WIDTH, str(width))
        for number, cells in enumerate(rows):
            is_head = has_head and not number
            row = etree.SubElement(table, _T_ROW)
            kept = etree.SubElement(row, _T_ROW_PROPERTIES)
            etree.SubElement(kept, _T_UNBROKEN)
            if is_head:
                etree.SubElement(kept, _T_HEAD)
            for place, text in enumerate(cells):
                is_last = place == len(cells) - 1
                span = len(columns) - place if is_last else 1
                is_label = place % 2 == 0 if n_labels is None else place < n_labels
                spanned = columns[place : place + span]
                self._add_cell(row, text, spanned, is_label=is_label or is_head)
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
        return sealed(file.getvalue(), exported=self._exported)


def _add_paragraph(parent: Any, style: str, text: str, *, keep_with_next: bool = False) -> Any:
    paragraph = etree.SubElement(parent, _P)
    properties = etree.SubElement(paragraph, _P_PROPERTIES)
    etree.SubElement(properties, _P_STYLE).set(_VALUE, style)
    if keep_with_next:
        etree.SubElement(properties, _KEEP_NEXT)
    _add_run(paragraph, text)
    return paragraph


def _add_run(paragraph: Any, text: str, *, half_points: int = 0) -> None:
    run = etree.SubElement(paragraph, _RUN)
    if half_points:
        size = etree.SubElement(etree.SubElement(run, _R_PROPERTIES), _SIZE)
        size.set(_VALUE, str(half_points))
    for place, line in enumerate(text.translate(NOT_IN_XML).split("\n")):
        if place:
            etree.SubElement(run, _BREAK)
        words = etree.SubElement(run, _TEXT)
        words.text = line
        words.set(_SPACE, "preserve")


_P, _P_PROPERTIES, _P_STYLE = qn("w:p"), qn("w:pPr"), qn("w:pStyle")
_BREAK_BEFORE = qn("w:pageBreakBefore")
_KEEP_NEXT, _RUN, _TEXT, _BREAK = qn("w:keepNext"), qn("w:r"), qn("w:t"), qn("w:br")
_R_PROPERTIES, _SIZE, _NOTE_SIZE = qn("w:rPr"), qn("w:sz"), 14
_VALUE, _SPACE, _WIDTH = qn("w:val"), qn("xml:space"), qn("w:w")
_TABLE, _T_PROPERTIES, _T_STYLE = qn("w:tbl"), qn("w:tblPr"), qn("w:tblStyle")
_T_LAYOUT, _T_GRID, _T_COLUMN = qn("w:tblLayout"), qn("w:tblGrid"), qn("w:gridCol")
_T_ROW, _T_ROW_PROPERTIES, _T_UNBROKEN = qn("w:tr"), qn("w:trPr"), qn("w:cantSplit")
_T_HEAD = qn("w:tblHeader")
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
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(_VALUE, spelling)
    decimal, between = (",", ";") if spelling == "nl-NL" else (".", ",")
    settings.find(qn("w:decimalSymbol")).set(_VALUE, decimal)
    settings.find(qn("w:listSeparator")).set(_VALUE, between)


def _set_looks(document: Any) -> None:
    styles = document.styles
    styles.add_style("Quote Speaker", WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Quote"]
    for name in ("Cell", "Cell Label", "Pull Quote", "Count", "Claim", "Note", "To Add"):
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
    for name in ("Quote", "Pull Quote", "Normal"):
        styles[name].paragraph_format.widow_control = True
    for name in ("Quote", "Pull Quote"):
        styles[name].paragraph_format.keep_together = True
    for name in ("Count", "Claim"):
        styles[name].paragraph_format.keep_with_next = True
    styles["Claim"].font.italic = True
    _set_border(styles["Pull Quote"])


def _set_border(style: Any) -> None:
    """Draw a bar to the left of the words."""
    properties = style.element.get_or_add_pPr()
    border = properties.makeelement(qn("w:pBdr"))
    bar = {"val": "single", "sz": "24", "space": "10", "color": str(_ACCENT)}
    etree.SubElement(border, qn("w:left"), {qn(f"w:{key}"): value for key, value in bar.items()})
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


# Where the template tells of its maker, and old copies of its styles.
_NO_PART = ("thumbnail", "extended-properties", "customXml", "stylesWithEffects")


def _drop_traces(document: Any) -> None:
    """Take out of the template what no page shows: a picture, programs, traces of saves."""
    for part in (document.part.package, document.part):
        for key in [key for key, one in part.rels.items() if one.reltype.endswith(_NO_PART)]:
            del part.rels[key]
    settings = document.settings.element
    for name in ("rsids", "proofState", "savePreviewPicture", "docId"):
        for one in settings.findall(f"{{*}}{name}"):
            settings.remove(one)
    for one in document.element.iter():
        for name in [name for name in one.attrib if "rsid" in name]:
            del one.attrib[name]
    for one in document.styles.element.findall(f".//{qn('w:rsid')}"):
        one.getparent().remove(one)


def _set_page(document: Any, notice: str) -> None:
    (section,) = document.sections
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.5)
    if notice:
        section.header.paragraphs[0].text = notice
        section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    etree.SubElement(footer._p, qn("w:fldSimple")).set(qn("w:instr"), "PAGE")


def _set_properties(properties: Any, title: str, spelling: str, exported: date) -> None:
    properties.title, properties.language = title.translate(NOT_IN_XML)[:255], spelling
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = datetime.combine(exported, time.min, UTC)
