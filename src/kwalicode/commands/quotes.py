"""`kwalicode quotes` and `kwalicode export quotes`: the register, open hits, and a file."""

from pathlib import Path
from typing import Any

import click

from kwalicode.commands.options import (
    coder_option,
    counted,
    key_option,
    language_option,
    opened_both,
    opened_study,
    study_argument,
)


@click.command()
@study_argument
@click.option("--check", is_flag=True, help="Check every quote; needs the key file.")
@click.option("--state", help="Only quotes in this state, such as 'candidate' or 'approved'.")
@key_option
def quotes(study: Path, *, check: bool, state: str | None) -> None:
    """Print the register of quotes: state, style, role label, adapted words; or its open hits."""
    if check:
        _check(study, state)
        return
    from kwalicode.workflows.quotes.picking import list_quotes

    with opened_study(study) as opened:
        found = list_quotes(opened, state)
    click.echo("state\tstyle\trole label\tquote")
    for one in found:
        cells = (one.state, one.style, one.role_label, one.adapted)
        click.echo("\t".join(" ".join(cell.split()) for cell in cells))


def _check(path: Path, state: str | None) -> None:
    from kwalicode.errors import LeakError
    from kwalicode.workflows.quotes.checks import check_quotes, open_hits
    from kwalicode.workflows.quotes.known_names import known_names
    from kwalicode.workflows.quotes.picking import list_quotes

    with opened_both(path) as (opened, key):
        found = list_quotes(opened, state)
        hits = check_quotes(opened, known_names(key), found)
    n_open = 0
    for number, one in enumerate(found, 1):
        for hit in open_hits(hits[one.quote_id]):
            n_open += 1
            # Never the words: what is printed ends up in logs.
            click.echo(f"quote {number}\t{hit.check}\t{hit.field}\t{hit.start}-{hit.end}")
    if n_open:
        raise LeakError(
            "The check found open hits ({n}, with {total} checked); settle them on the page Quotes "
            "of the app.",
            n=n_open,
            total=len(found),
        )
    click.echo(f"Checked {counted(len(found), 'quote')}; no hit is open.")


@click.command("quotes")
@study_argument
@click.argument("output", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--by",
    "grouping",
    type=click.Choice(["theme", "category", "code"]),
    default="code",
    show_default=True,
    help="What quotes stand under.",
)
@click.option("--only", help="Name of the one theme, category or code that is wanted.")
@click.option("--code", help="The same as --by code --only CODE.")
@click.option("--approved", is_flag=True, help="Only quotes that the participant approved.")
@click.option(
    "--label",
    "attribution",
    type=click.Choice(["after", "before", "brackets"]),
    default="after",
    show_default=True,
    help="Where the role label of a quote stands.",
)
@click.option("--no-introduction", is_flag=True, help="Leave out what numbers and quotes mean.")
@click.option(
    "--inside", is_flag=True, help="With respondent codes, for the team: not for publication."
)
@language_option
@coder_option
@key_option
def export_quotes(study: Path, output: Path, **asked: Any) -> None:
    """Write quotes to OUTPUT (.docx, .odt, .html, .md, .csv or .xlsx) after a scan of each."""
    from datetime import UTC, datetime

    from kwalicode.report.quotes.file import Look
    from kwalicode.workflows.quotes.export_written import export_quotes as write_quotes
    from kwalicode.workflows.quotes.headings import Wanted

    if asked["code"]:
        asked |= {"grouping": "code", "only": asked["code"]}
    wanted = Wanted(asked["grouping"], asked["only"], is_approved=asked["approved"])
    look = Look(
        asked["language"],
        datetime.now(UTC).date(),
        asked["attribution"],
        has_introduction=not asked["no_introduction"],
        is_inside=asked["inside"],
    )
    with opened_both(study) as (opened, key):
        made = write_quotes(opened, key, output, wanted, look, coder=asked["coder"])
    quotes = counted(made.n_quotes, "quote")
    click.echo(f"Wrote {quotes} to {made.path.name}; the leak scan found nothing.")
    if made.n_left_out:
        click.echo(
            f"Left out of the register: {counted(made.n_left_out, 'quote')}. A passage is barred "
            "or unseen in a blind pass, or its words are to be looked at again.",
            err=True,
        )
    if made.n_warnings:
        click.echo(
            "Look at it before you share it: a participant speaks often or words are told twice "
            f"in {counted(made.n_warnings, 'place')}; the view Labels of the page Quotes shows "
            "where.",
            err=True,
        )
