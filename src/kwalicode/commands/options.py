"""What several commands take: a study, its passphrase, who codes, which language."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kwalicode.errors import AccessError

if TYPE_CHECKING:
    from kwalicode.store.key import Key
    from kwalicode.store.study import Study
    from kwalicode.workflows.leak_words import Written

PASSPHRASE, KEY_PASSPHRASE = "KWALICODE_PASSPHRASE", "KWALICODE_KEY_PASSPHRASE"
CODER = "KWALICODE_CODER"

study_argument = click.argument("study", type=click.Path(path_type=Path))
coder_option = click.option(
    "--coder",
    envvar=CODER,
    default=lambda: os.environ.get("USER", "coder"),
    help="Who does this; your name on this computer if not given.",
)
language_option = click.option(
    "--language", "--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True
)

key_option = click.option(
    "--key",
    envvar="KWALICODE_KEY_FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    expose_value=False,
    callback=lambda context, _option, value: context.meta.update(key_file=value),
    help="The key file, where it does not lie beside the study.",
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


def key_file() -> Path | None:
    """Give the key file that was named, or None where it lies beside the study."""
    path: Path | None = click.get_current_context().meta["key_file"]
    return path


@contextmanager
def opened_both(path: Path) -> "Iterator[tuple[Study, Key]]":
    """Open a study and its key file for one command."""
    from kwalicode.store.key import open_key
    from kwalicode.store.study import open_study

    with (
        open_study(path, ask_passphrase(PASSPHRASE)) as study,
        open_key(study, ask_passphrase(KEY_PASSPHRASE), path=key_file()) as key,
    ):
        yield study, key


def counted(n: int, noun: str) -> str:
    """Write a number with what is counted.

    >>> counted(1, "label"), counted(2, "label")
    ('1 label', '2 labels')
    """
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def write_scanned(output: Path, written: "Written") -> None:
    """Write a file that may leave the study, and say what a person should still look at.

    Raises:
        InputError: It cannot be written there.
    """
    from kwalicode.workflows.written_files import write_file

    write_file(output, written.content)
    click.echo(f"Wrote {output.name}; the leak scan found no name of the key file.")
    if written.n_doubtful:
        click.echo(
            "Look at it before you share it: a rule takes something for a name in "
            f"{counted(written.n_doubtful, 'place')}. Its page in the app shows which.",
            err=True,
        )


@contextmanager
def shown_progress(label: str) -> "Iterator[Callable[[float], None]]":
    """Show the share that is done, as it is told, on the error output."""
    with click.progressbar(length=100, label=label, file=sys.stderr) as bar:
        yield lambda share: bar.update(round(100 * share) - bar.pos)
