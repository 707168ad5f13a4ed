"""`kwalicode report methods`: a draft of the methods section, with what guidelines still miss."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kwalicode.commands.options import (
    coder_option,
    key_file,
    key_option,
    language_option,
    opened_both,
    opened_study,
    study_argument,
    write_scanned,
)

if TYPE_CHECKING:
    from kwalicode.store.key import Key
    from kwalicode.store.study import Study


@click.group()
def report() -> None:
    """Write reports about a study; `kwalicode report methods --help` says more."""


@report.command()
@study_argument
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it to this file (.docx or .md) after a leak scan, instead of printing it.",
)
@language_option
@coder_option
@key_option
def methods(study: Path, output: Path | None, language: Any, coder: str) -> None:
    """Draft the methods section of STUDY, with the checklists of COREQ and SRQR.

    What the study does not know stands in brackets. Where the key file is not there, nothing is
    told of recruitment, de-identification, member check and consent, and no file is written.
    """
    from kwalicode.workflows.methods.report import draft, render, study_facts, write_methods

    if output:
        with opened_both(study) as (opened, key):
            written = write_methods(opened, key, output, coder=coder, language=language)
        write_scanned(output, written)
        return
    with _opened(study) as (opened, some_key):
        made = draft(study_facts(opened, some_key, coder=coder), language)
    click.echo(render(made, ".md").decode())


@contextmanager
def _opened(path: Path) -> "Iterator[tuple[Study, Key | None]]":
    """Open a study with its key file or, where that is not there, without it."""
    from kwalicode.store.key import SUFFIX as KEY_SUFFIX
    from kwalicode.store.study import SUFFIX, with_suffix

    place = key_file() or with_suffix(path, SUFFIX).with_suffix(KEY_SUFFIX)
    if place.exists():
        with opened_both(path) as both:
            yield both
    else:
        with opened_study(path) as opened:
            yield opened, None
