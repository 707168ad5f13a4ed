"""`kwalicode memos`: what coders thought, and what to ask in the next interview."""

from pathlib import Path
from typing import Any

import click

from kwalicode.commands.options import (
    coder_option,
    key_option,
    language_option,
    opened_both,
    opened_study,
    study_argument,
    write_scanned,
)


@click.command()
@study_argument
@click.option("--questions", is_flag=True, help="Only questions that were not asked yet.")
@click.option(
    "--write",
    "output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write them to this file (Markdown) after a leak scan, instead of printing them.",
)
@language_option
@coder_option
@key_option
def memos(study: Path, *, questions: bool, output: Path | None, language: Any, coder: str) -> None:
    """Print the memos, newest first: day, who, kind, what it is about, words."""
    if output is None:
        _print(study, coder, questions=questions)
        return
    from kwalicode.workflows.memos import export_memos

    what = "questions" if questions else "memos"
    with opened_both(study) as (opened, key):
        written = export_memos(opened, key, what, language=language, coder=coder)
    write_scanned(output, written)


def _print(study: Path, coder: str, *, questions: bool) -> None:
    from kwalicode.store.memos import Wanted
    from kwalicode.workflows.memos import memos_page

    with opened_study(study) as opened:
        found = memos_page(opened, Wanted(is_open=questions), coder=coder).memos
    for one in found:
        memo = one.memo
        kind = f"{memo.kind}, asked" if memo.is_done else memo.kind
        about = " ".join((memo.target_kind, one.about or "")).strip()
        cells = (memo.created_at[:10], memo.coder, kind, about, memo.text)
        click.echo("\t".join(" ".join(cell.split()) for cell in cells))
