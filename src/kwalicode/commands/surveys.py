"""`kwalicode survey`: what the page Surveys does, for scripts."""

from pathlib import Path

import click

from kwalicode.commands.options import (
    coder_option,
    key_option,
    opened_both,
    opened_study,
    shown_progress,
    study_argument,
)
from kwalicode.commands.survey_statistics import table
from kwalicode.errors import ConflictError

_file = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group()
def survey() -> None:
    """Import answers from Qualtrics, LimeSurvey, SPSS or a spreadsheet, and count them."""


survey.add_command(table)


@survey.command("guess")
@_file
@click.argument("output", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--name", default="Questionnaire", show_default=True, help="Name of the survey.")
@click.option("--origin", default="", help="Version of the questionnaire, such as former-staff.")
@click.option(
    "--study",
    type=click.Path(path_type=Path),
    help="Match the columns with the survey of this name in a study.",
)
def guess(file: Path, output: Path | None, name: str, origin: str, study: Path | None) -> None:
    """Write what the columns of FILE are probably for to OUTPUT, to edit it; else print it."""
    from kwalicode.formats.survey_mapping import write_mapping
    from kwalicode.workflows.surveys.importing import guess as guess_mapping
    from kwalicode.workflows.surveys.importing import read_path

    read = read_path(file)
    if study:
        with opened_study(study) as opened:
            mapping = guess_mapping(opened, read, survey=name, origin=origin)
    else:
        mapping = guess_mapping(None, read, survey=name, origin=origin)
    if output is None:
        click.echo(write_mapping(mapping), nl=False)
        return
    if output.exists():
        raise ConflictError(
            "{file} exists already; choose another name or open it.", file=output.name
        )
    output.write_text(write_mapping(mapping), encoding="utf-8")
    click.echo(f"Wrote the mapping to {output.name}; look through it before you import.")


@survey.command("import")
@study_argument
@_file
@click.option(
    "--mapping",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The file that `survey guess` wrote, as you edited it.",
)
@key_option
@coder_option
def import_(study: Path, file: Path, mapping: Path, coder: str) -> None:
    """Import the rows of FILE as its mapping says: all that have consent, or none."""
    from kwalicode.formats.encodings import decode
    from kwalicode.formats.survey_mapping import read_mapping
    from kwalicode.workflows.surveys.importing import import_survey, read_path

    wanted = read_mapping(decode(mapping.read_bytes()))
    with opened_both(study) as (opened, key), shown_progress("Importing") as progress:
        done = import_survey(opened, key, read_path(file), wanted, coder=coder, progress=progress)
    click.echo(
        f"Imported {done.n_rows} rows; {done.n_refused} had no consent. {done.n_answers} answers "
        f"wait in {done.n_sources} sources for de-identification."
    )
