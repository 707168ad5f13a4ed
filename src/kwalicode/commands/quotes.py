"""`kwalicode quotes`: the register of quotes, and what stands in the way of publishing each."""

from pathlib import Path

import click

from kwalicode.commands.options import key_option, opened_both, opened_study, study_argument


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
    from kwalicode.workflows.quote_picking import list_quotes

    with opened_study(study) as opened:
        found = list_quotes(opened, state)
    click.echo("state\tstyle\trole label\tquote")
    for one in found:
        cells = (one.state, one.style, one.role_label, one.adapted)
        click.echo("\t".join(" ".join(cell.split()) for cell in cells))


def _check(path: Path, state: str | None) -> None:
    from kwalicode.errors import LeakError
    from kwalicode.workflows.quote_checks import check_quotes, open_hits
    from kwalicode.workflows.quote_names import known_names
    from kwalicode.workflows.quote_picking import list_quotes

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
            "{n} hits in {total} quotes are open; settle them on the page Quotes of the app.",
            n=n_open,
            total=len(found),
        )
    click.echo(f"Checked {len(found)} quotes; no hit is open.")
