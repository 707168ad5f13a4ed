"""`kwalicode retention` and `kwalicode destroy`: until when data are kept, and their end (W73)."""

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from kwalicode.commands.options import (
    KEY_PASSPHRASE,
    ask_passphrase,
    coder_option,
    key_file,
    key_option,
    language_option,
    opened_study,
    study_argument,
)


@click.command()
@study_argument
def retention(study: Path) -> None:
    """Print for each class of data until when it is kept; exits with 1 if one is overdue."""
    from kwalicode.workflows.retention import retention_state

    with opened_study(study) as opened:
        state = retention_state(opened)
    for due in state.dues:
        click.echo(f"{due.term.data}\t{due.due or due.term.destroyed_on or '-'}\t{due.state}")
    if state.overdue:
        raise click.exceptions.Exit(1)


@click.command()
@study_argument
@click.argument("data", type=click.Choice(["contact", "consents", "key file", "research data"]))
@language_option
@key_option
@coder_option
def destroy(study: Path, data: Any, language: Any, coder: str) -> None:
    """Destroy DATA of a study for good and write a certificate beside it.

    Asks for the name of the study, to be sure.
    """
    from kwalicode.store.key import key_path, open_key
    from kwalicode.workflows.destruction import destroy as destroy_data

    with opened_study(study) as opened:
        place = key_file() or key_path(opened)
        is_there = data != "research data" or place.exists()
        with (
            open_key(opened, ask_passphrase(KEY_PASSPHRASE), path=place)
            if is_there
            else nullcontext()
        ) as key:
            typed = click.prompt("Name of the study")
            done = destroy_data(opened, key, data, typed=typed, coder=coder, language=language)
    click.echo(f"Destroyed. The certificate is {done.path.name}.")
    for name in done.copies:
        click.echo(f"This may be a copy: {name}", err=True)
