"""`kwalicode quote-sheets`: who was asked about their quotes, and what came back (W44)."""

from datetime import UTC, datetime
from pathlib import Path

import click

from kwalicode.commands.options import coder_option, key_option, opened_both, study_argument


@click.command("quote-sheets")
@study_argument
@click.argument("answered", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the sheets that await an answer to this .zip.",
)
@key_option
@coder_option
def quote_sheets(
    study: Path, answered: tuple[Path, ...], *, output: Path | None, coder: str
) -> None:
    """Print who was asked about their quotes; with files ANSWERED, store what they say.

    The files are sheets that participants filled in (.docx). If one of them cannot be used,
    nothing is stored.
    """
    from kwalicode.workflows.quotes.sheet_answers import read_sheet, store_answers, together
    from kwalicode.workflows.quotes.sheet_files import sheets_zip
    from kwalicode.workflows.quotes.sheets import sheet_standings
    from kwalicode.workflows.written_files import write_file

    today = datetime.now(UTC).date()
    with opened_both(study) as (opened, key):
        read = [read_sheet(opened, path.read_bytes()) for path in answered]
        if read:
            store_answers(opened, key, together(read), on_date=today, coder=coder)
        rows = sheet_standings(opened, today)
        waiting = [row.sheet for row in rows if row.sheet and row.is_current and row.sheet.is_open]
        if output:
            write_file(output, sheets_zip(opened, [one.sheet_id for one in waiting], today))
    click.echo("participant\tstate\tto ask\tapproved\tsent\tdays ago\treminded")
    for row in rows:
        sheet = row.sheet
        about = (sheet.sent_on, row.days, ", ".join(sheet.reminders)) if sheet else ("", "", "")
        approved = f"{row.n_approved} of {len(row.quotes)}"
        click.echo(
            "\t".join(map(str, (row.case_id, row.state, len(row.to_send), approved, *about)))
        )
