"""A document that is made public as PDF: what was blacked out is not in the file at all.

The same document always gives the same bytes. Nothing stands in its properties.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from kwalicode.model import Language
from kwalicode.model.public_records import Piece, Pieces, Record
from kwalicode.report.public_records.inventory import (
    CELLS,
    Listed,
    Row,
    ground_lines,
    inventory_rows,
    summary,
)
from kwalicode.report.public_records.words import WORDS, legend, mail_word, summary_line

_FONT = "DejaVuSerifCondensed"
_FONT_FILE = Path(__file__).parents[1] / "fonts" / f"{_FONT}.ttf"
_INK, _GREY, _RULE = "#23241F", "#5A5A54", "#C9C7BE"
_MARGIN = 71  # points: 2.5 cm
# Widths of the columns of the inventory, in points; together they fill a page on its side.
_WIDTHS = (28, 92, 92, 214, 34, 56, 92, 92)


class Pdf(NamedTuple):
    """A file and how many pages it has."""

    content: bytes
    n_pages: int


def record_pdf(record: Record, language: Language) -> Pdf:
    """Write one document on A4; the text layer holds what may be seen and nothing else."""
    words = WORDS[language]
    story = [
        _paragraph("title", record.title),
        _paragraph("line", summary_line(record, language)),
        *(_paragraph("note", (Piece(line),)) for line in legend(record, language)),
        _space(10),
    ]
    for name, value in record.head:
        label: Pieces = (Piece(f"{mail_word(name, language)}: "),)
        story.append(_paragraph("text", value, label=label))
    for label, body in record.paragraphs:
        if label or body:
            spoken = (*label, Piece(": ")) if label else ()
            story.append(_paragraph("text", body, label=spoken))
        else:
            story.append(_space(6))
    says = words["page"]
    return _built(story, language, lambda page: says.format(number=record.number, page=page))


def inventory_pdf(listed: Sequence[Listed], language: Language) -> Pdf:
    """Write the inventory on A4 on its side."""
    from reportlab.lib import colors
    from reportlab.platypus import LongTable, TableStyle

    words = WORDS[language]
    head: Row = tuple((Piece(name),) for name in words["columns"].split("|"))
    rows: list[Row] = [head, *inventory_rows(listed, language)]
    cells = [[_paragraph(CELLS[i], cell) for i, cell in enumerate(row)] for row in rows]
    table = LongTable(cells, colWidths=_WIDTHS, repeatRows=1, hAlign="LEFT")
    rule, paper = colors.HexColor(_RULE), colors.HexColor("#F0EFEA")
    table.setStyle(
        TableStyle(
            [
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, rule),
                ("BACKGROUND", (0, 0), (-1, 0), paper),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 5),
                ("RIGHTPADDING", (0, 0), (-1, -1), 5),
            ]
        )
    )
    story = [
        _paragraph("title", (Piece(words["inventory"]),)),
        _paragraph("line", (Piece(summary(listed, language)),)),
        _space(8),
        table,
        _space(12),
        *(_paragraph("note", (Piece(line),)) for line in ground_lines(listed, language)),
    ]
    return _built(story, language, lambda page: words["lists page"].format(page=page), wide=True)


def _built(story: Iterable[Any], language: Language, foot: Any, *, wide: bool = False) -> Pdf:
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import SimpleDocTemplate

    def draw_foot(canvas: Any, document: Any) -> None:
        canvas.setFont(_font(), 8.5)
        canvas.setFillColor(_GREY)
        canvas.drawCentredString(document.pagesize[0] / 2, 36, foot(canvas.getPageNumber()))

    def first(canvas: Any, document: Any) -> None:
        # The program would write its own name and 'untitled' here.
        canvas.setTitle("")
        for setter in (canvas.setAuthor, canvas.setSubject, canvas.setCreator, canvas.setProducer):
            setter("")
        draw_foot(canvas, document)

    file = BytesIO()
    document = SimpleDocTemplate(
        file,
        pagesize=landscape(A4) if wide else A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        invariant=1,
        initialFontName=_font(),
        lang={"nl": "nl-NL", "en": "en-GB"}[language],
    )
    document.build(list(story), onFirstPage=first, onLaterPages=draw_foot)
    return Pdf(file.getvalue(), document.page)


def _space(height: float) -> Any:
    from reportlab.platypus import Spacer

    return Spacer(1, height)


def _paragraph(style: str, pieces: Pieces, *, label: Pieces = ()) -> Any:
    from reportlab.platypus import Paragraph

    before = f'<font color="{_GREY}">{_marked(label)}</font>' if label else ""
    return Paragraph(before + _marked(pieces), _styles()[style])


def _marked(pieces: Pieces) -> str:
    """Write pieces as reportlab reads them; the ground of a mask is small."""
    parts = []
    for text, ground in pieces:
        words = escape(text)
        # Blanks that were typed stay as many as they were.
        words = words.replace("  ", " \N{NO-BREAK SPACE}").replace("\n", "<br/>")
        mask = f'<font color="{_INK}">{words}</font><font size="-3">[{ground}]</font>'
        parts.append(mask if ground else words)
    return "".join(parts)


@cache
def _styles() -> dict[str, Any]:
    from reportlab.lib.enums import TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle

    font = _font()
    base = ParagraphStyle("text", fontName=font, fontSize=10.5, leading=15, spaceAfter=6)
    base.textColor = _INK
    small = ParagraphStyle("cell", parent=base, fontSize=8.5, leading=11.5, spaceAfter=0)
    return {
        "text": base,
        "title": ParagraphStyle("title", parent=base, fontSize=17, leading=22, spaceAfter=4),
        "line": ParagraphStyle("line", parent=base, textColor=_GREY, spaceAfter=8),
        "note": ParagraphStyle("note", parent=small, textColor=_GREY, spaceAfter=1),
        "cell": small,
        "number": ParagraphStyle("number", parent=small, alignment=TA_RIGHT),
    }


@cache
def _font() -> str:
    """Load the font, which has the block and the letters of European languages."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont(_FONT, _FONT_FILE))
    return _FONT
