"""A Word document in the one style of our exports, written fast."""

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
        paragraph = etree.SubElement(self._body, _P)
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

    def to_bytes(self) -> bytes:
        """Give the file."""
        # The page settings must be the last thing in the body.
        self._body.append(self._body.find(qn("w:sectPr")))
        file = BytesIO()
        self._document.save(file)
        return file.getvalue()


_P, _P_PROPERTIES, _P_STYLE = qn("w:p"), qn("w:pPr"), qn("w:pStyle")
_KEEP_NEXT, _RUN, _TEXT, _BREAK = qn("w:keepNext"), qn("w:r"), qn("w:t"), qn("w:br")
_VALUE, _SPACE = qn("w:val"), qn("xml:space")


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
