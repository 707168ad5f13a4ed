"""The sheets of quotes as files, and the letter that reminds of one."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kwalicode.errors import ConflictError
from kwalicode.model import Language
from kwalicode.model.quote_sheets import SheetQuote
from kwalicode.report.quotes.sheet import SheetHead, quote_sheet, reminder_letter
from kwalicode.store import quote_sheets as store
from kwalicode.store.quote_sheets import Sheet
from kwalicode.store.study import Study
from kwalicode.workflows.quotes.sheet_words import Owned, quotes_by_participant


def sheet_file(study: Study, sheet_id: str, made: date) -> bytes:
    """Write the Word file of a sheet; it is the same whenever it is asked for.

    Raises:
        NotFoundError: The sheet is gone.
        ConflictError: A quote on it was changed since, or a later sheet took its place.
    """
    with study.read() as db:
        sheet, owned = store.get_sheet(db, sheet_id), quotes_by_participant(db)
    return _file(sheet, owned, made)


def _file(sheet: Sheet, owned: Owned, made: date) -> bytes:
    own = owned.get(sheet.case_id, ())
    shown = [(item, next((one for one in own if one.is_on(item)), None)) for item in sheet.items]
    if sheet.is_replaced or not shown or any(one is None for _item, one in shown):
        raise ConflictError(
            "A quote on this sheet was changed or barred since it was sent; make a new sheet."
        )
    quotes = [
        SheetQuote(item.number, one.text, one.quote.role_label, one.quote.style, one.is_part)
        for item, one in shown
        if one is not None
    ]
    return quote_sheet(quotes, _head(sheet), made=made)


def _head(sheet: Sheet) -> SheetHead:
    sent, due = date.fromisoformat(sheet.sent_on), date.fromisoformat(sheet.due_on)
    return SheetHead(sheet.sheet_id, sheet.answer_to, sent, due, sheet.language)


_NAMES: Mapping[Language, str] = {"nl": "citaten", "en": "quotes"}


def sheet_name(sheet: Sheet) -> str:
    """Name the file of a sheet by its code alone: it leaves the study, where pseudonyms do not."""
    return f"{_NAMES[sheet.language]}-{sheet.sheet_id}.docx"


def sheets_zip(study: Study, sheet_ids: Sequence[str], made: date) -> bytes:
    """Write the Word files of some sheets into one `.zip`; see `sheet_file`.

    Each lies in a folder that is called by the pseudonym, which tells whom to send it.
    """
    with study.read() as db:
        owned, sheets = quotes_by_participant(db), store.find_sheets(db)
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as zipped:
        moment = datetime.combine(made, time()).timetuple()[:6]
        for sheet in sheets:
            if sheet.sheet_id in sheet_ids:
                name = f"{sheet.case_id}/{sheet_name(sheet)}"
                zipped.writestr(ZipInfo(name, moment), _file(sheet, owned, made))
    return written.getvalue()


def reminder(study: Study, sheet_id: str, today: date) -> str:
    """Write the letter of reminder to a sheet; the sheet itself goes along, with the same code."""
    with study.read() as db:
        return reminder_letter(_head(store.get_sheet(db, sheet_id)), today=today)
