"""`kwalicode dossier` and `kwalicode withdraw`: what participants may ask for (W33, W34)."""

from pathlib import Path
from typing import Any

import click

from kwalicode.commands.options import (
    coder_option,
    key_option,
    language_option,
    opened_both,
    study_argument,
)
from kwalicode.errors import InputError


@click.command()
@study_argument
@click.argument("participant")
@click.argument("output", type=click.Path(dir_okay=False, path_type=Path))
@language_option
@key_option
def dossier(study: Path, participant: str, output: Path, language: Any) -> None:
    """Write all that is held on PARTICIPANT, such as 'respondent 3', to OUTPUT (.zip)."""
    from kwalicode.workflows.rights import find_person, write_dossier

    with opened_both(study) as (opened, key):
        person = find_person(key, participant)
        write_dossier(opened, key, person, output, language=language)
    click.echo(f"Wrote the dossier to {output.name}.")


@click.command()
@study_argument
@click.option("--code", help="The code that a survey respondent was shown.")
@click.option("--participant", help="A pseudonym, such as 'respondent 3'.")
@click.option("--yes", "is_sure", is_flag=True, help="Do not ask, for scripts.")
@key_option
@coder_option
def withdraw(
    study: Path, code: str | None, participant: str | None, *, is_sure: bool, coder: str
) -> None:
    """Take one person out of both files for good: by code, or by pseudonym.

    What goes depends on the policy that was chosen on the page Rights.
    """
    from kwalicode.workflows.rights import find_person
    from kwalicode.workflows.withdrawal import withdraw as withdrawal

    if (code is None) == (participant is None):
        raise InputError("Give either --code or --participant.")
    with opened_both(study) as (opened, key):
        if code is not None:
            person = withdrawal.find_by_code(key, code)
        else:
            person = find_person(key, str(participant))
        preview = withdrawal.preview_withdrawal(opened, key, person)
        for name, number in preview.numbers().items():
            click.echo(f"{number}\t{name}")
        if not is_sure:
            click.confirm("This cannot be undone. Go on?", abort=True)
        done = withdrawal.withdraw(opened, key, person, coder=coder)
    click.echo(
        f"Removed {done.n_documents} documents and {done.n_codings} codings; "
        f"{done.n_cut} documents were changed."
    )
    for name in done.copies:
        click.echo(f"This may be a copy that still holds the person: {name}", err=True)
