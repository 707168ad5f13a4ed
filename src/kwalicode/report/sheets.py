"""How a sheet of a workbook looks, on the screen and printed, and what the file tells of itself."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from kwalicode.report.packages import sealed

# Which program wrote it, and of which version, is nobody's concern.
_NO_PROGRAM = {
    "docProps/app.xml": b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"/>'
}
_HEAD, _RULE = "E9E8E2", "D5D3CA"


def lay_out(sheet: Any, widths: Sequence[int], *, n_heads: int = 1) -> None:
    """Give columns their width, wrap words, rule rows, and let it print on the width of a page.

    Words stay words, whatever they begin with; counts get the form of the reader's language.

    Args:
        sheet: Of openpyxl, filled.
        widths: Of the columns, in letters.
        n_heads: How many rows, from the first, are heads: they stay in sight and on every page.
    """
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    rule = Border(bottom=Side("thin", _RULE))
    left, right = (
        Alignment(wrap_text=True, vertical="top", horizontal=side) for side in ("left", "right")
    )
    for row in sheet.iter_rows():
        for cell in row:
            is_number = isinstance(cell.value, int)
            cell.alignment, cell.border = right if is_number else left, rule
            if is_number:
                cell.number_format = "#,##0"
            elif cell.value:
                cell.data_type = "s"  # never a formula
    for row in sheet.iter_rows(max_row=n_heads):
        for cell in row:
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=_HEAD)
    sheet.freeze_panes = f"A{n_heads + 1}"
    sheet.print_title_rows = f"1:{n_heads}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    sheet.oddFooter.center.text = "&P"


def to_bytes(workbook: Any, *, title: str, language: str, exported: date) -> bytes:
    """Give the file; its properties tell title, language and day, and not who or with what."""
    workbook.properties.creator = None
    workbook.properties.title, workbook.properties.language = title or None, language
    content = BytesIO()
    workbook.save(content)
    return sealed(content.getvalue(), exported=exported, parts=_NO_PROGRAM)
