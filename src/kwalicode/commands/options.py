"""What several commands take: a study, its passphrase, who codes, which language."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kwalicode.errors import AccessError

if TYPE_CHECKING:
    from kwalicode.store.study import Study

PASSPHRASE, KEY_PASSPHRASE = "KWALICODE_PASSPHRASE", "KWALICODE_KEY_PASSPHRASE"
CODER = "KWALICODE_CODER"

study_argument = click.argument("study", type=click.Path(path_type=Path))
coder_option = click.option(
    "--coder", envvar=CODER, default=lambda: os.environ.get("USER", "coder")
)
language_option = click.option(
    "--language", "--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True
)


def ask_passphrase(variable: str, *, new: bool = False) -> str:
    """Read a passphrase from the environment or ask for it.

    Raises:
        AccessError: It is not in the environment and nobody is there to ask.
    """
    given = os.environ.get(variable)
    if given:
        return given
    what = "key file" if variable == KEY_PASSPHRASE else "study"
    if not sys.stdin.isatty():
        raise AccessError("The passphrase is missing; set {variable}.", variable=variable)
    return str(click.prompt(f"Passphrase of the {what}", hide_input=True, confirmation_prompt=new))


@contextmanager
def opened_study(path: Path) -> "Iterator[Study]":
    """Open a study for one command."""
    from kwalicode.store.study import open_study

    with open_study(path, ask_passphrase(PASSPHRASE)) as study:
        yield study
