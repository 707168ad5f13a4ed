"""`kwalicode themes` and `kwalicode diagram`: what the axial and thematic passes came to."""

from pathlib import Path

import click

from kwalicode.commands.options import (
    coder_option,
    key_option,
    opened_both,
    opened_study,
    study_argument,
    write_scanned,
)
from kwalicode.errors import InputError


@click.command()
@study_argument
@coder_option
def themes(study: Path, coder: str) -> None:
    """Print the themes as a table of tabs: claim, how far each reaches, what was chosen for it."""
    from kwalicode.workflows.themes import themes_state

    with opened_study(study) as opened:
        state = themes_state(opened, coder=coder)
    columns = ("theme", "claim", "participants", "documents", "segments", "quotes", "counter-cases")
    click.echo("\t".join((*columns, "dropped")))
    for theme, _codes, reach, *_rest in state.themes:
        sizes = (reach.cases, reach.documents, reach.segments, theme.quotes, theme.counter_cases)
        cells = (theme.name, " ".join(theme.claim.split()), *(str(len(one)) for one in sizes))
        click.echo("\t".join((*cells, "yes" if theme.is_dropped else "no")))


@click.command()
@study_argument
@click.argument("output", type=click.Path(dir_okay=False, path_type=Path))
@coder_option
@key_option
def diagram(study: Path, output: Path, coder: str) -> None:
    """Draw the categories, relations and related codes to OUTPUT (.svg) after a leak scan."""
    from kwalicode.workflows.axial_diagram import export_diagram

    if output.suffix.lower() != ".svg":
        raise InputError("A diagram is written to a file that ends in .svg; choose such a name.")
    with opened_both(study) as (opened, key):
        written = export_diagram(opened, key, coder=coder)
    write_scanned(output, written)
