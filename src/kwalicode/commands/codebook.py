"""`kwalicode codebook`: what the page Codebook does, for scripts."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from kwalicode.errors import NotFoundError

if TYPE_CHECKING:
    from kwalicode.workflows.codebook_files import Difference

_file = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_code = click.argument("code")


@click.group()
def codebook() -> None:
    """See and change the codebook.

    A CODE is named by its name, or by its path, such as 'Macht > zwijgen', where two have one name.
    """


@codebook.command("list")
@study_argument
def list_codes(study: Path) -> None:
    """Print all codes: number of codings, path, and 'retired' where that is so."""
    from kwalicode.workflows.codebook import list_codes as all_codes

    with opened_study(study) as opened:
        for code in all_codes(opened):
            retired = "\tretired" if code.is_retired else ""
            click.echo(f"{code.n_codings}\t{code.path}{retired}")


@codebook.command("import")
@study_argument
@_file
@coder_option
def import_(study: Path, file: Path, coder: str) -> None:
    """Add what the study does not have of FILE (.yaml, .csv or .xlsx): all of it or nothing."""
    from kwalicode.workflows.codebook_files import import_codebook

    with opened_study(study) as opened:
        added = import_codebook(opened, file.name, file.read_bytes(), coder=coder)
    click.echo(
        f"Added {added.n_categories} categories, {added.n_codes} codes, {added.n_themes} themes "
        f"and {added.n_relations} relations."
    )


@codebook.command("start")
@study_argument
@click.argument("name")
@coder_option
def start(study: Path, name: str, coder: str) -> None:
    """Add a codebook that ships with kwalicode, such as workplace-safety or axial-paradigm."""
    from kwalicode.workflows.codebook_files import SHIPPED, import_codebook, read_shipped

    if name not in SHIPPED:
        raise NotFoundError(
            "There is no codebook '{name}'; choose one of {shipped}.",
            name=name,
            shipped=", ".join(SHIPPED),
        )
    with opened_study(study) as opened:
        added = import_codebook(opened, *read_shipped(name), coder=coder)
    click.echo(f"Added {added.n_categories} categories and {added.n_codes} codes.")


@codebook.command("export")
@study_argument
@click.argument("output", type=click.Path(dir_okay=False, path_type=Path))
@language_option
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="As it stood at the end of this day."
)
@key_option
def export(study: Path, output: Path, language: Any, as_of: datetime | None) -> None:
    """Write the codebook to OUTPUT (.yaml, .csv, .xlsx or .docx) after a leak scan of it."""
    from kwalicode.workflows.codebook_files import export_scanned

    with opened_both(study) as (opened, key):
        day = as_of.date() if as_of else None
        written = export_scanned(opened, key, output.name, language=language, as_of=day)
    write_scanned(output, written)


@codebook.command("compare")
@study_argument
@_file
def compare(study: Path, file: Path) -> None:
    """Say how FILE differs from the codebook of the study; exits with 1 where it does."""
    from kwalicode.workflows.codebook_files import compare_codebook

    with opened_study(study) as opened:
        found = compare_codebook(opened, file.name, file.read_bytes())
    for difference in found:
        click.echo(_said(difference))
    if found:
        raise click.exceptions.Exit(1)
    click.echo("The two are the same.")


def _said(difference: "Difference") -> str:
    where = {
        "file": "only in the file",
        "study": "only in the study",
        "differs": f"another {difference.field.replace('_', ' ')}",
    }
    return f"{difference.part}\t{difference.name}\t{where[difference.kind]}"


@codebook.command("merge")
@study_argument
@click.argument("codes", nargs=-1, required=True)
@click.option("--into", required=True, help="The code that stays.")
@coder_option
def merge(study: Path, codes: tuple[str, ...], into: str, coder: str) -> None:
    """Let CODES go up in one code; their names are kept as its synonyms."""
    from kwalicode.workflows.codebook import find_code, merge_codes

    with opened_study(study) as opened:
        ids = [find_code(opened, code) for code in codes]
        recoded = merge_codes(opened, ids, find_code(opened, into), coder=coder)
    click.echo(f"Moved {recoded.n_moved} codings, {recoded.n_joined} of which joined an equal one.")


@codebook.command("rename")
@study_argument
@_code
@click.argument("name")
@coder_option
def rename(study: Path, code: str, name: str, coder: str) -> None:
    """Give CODE another NAME; its codings stay."""
    from kwalicode.workflows.codebook import find_code, rename_code

    with opened_study(study) as opened:
        rename_code(opened, find_code(opened, code), name, coder=coder)
    click.echo("Renamed the code.")


@codebook.command("move")
@study_argument
@click.argument("codes", nargs=-1, required=True)
@click.option("--to", "category", default="", help="Path of a category; none if left out.")
@coder_option
def move(study: Path, codes: tuple[str, ...], category: str, coder: str) -> None:
    """Put CODES in a category."""
    from kwalicode.workflows.codebook import find_category, find_code, move_codes

    with opened_study(study) as opened:
        ids = [find_code(opened, code) for code in codes]
        category_id = find_category(opened, category) if category else None
        move_codes(opened, ids, category_id, coder=coder)
    click.echo(f"Moved {len(ids)} codes.")


@codebook.command("retire")
@study_argument
@click.argument("codes", nargs=-1, required=True)
@click.option("--back", is_flag=True, help="Offer them again.")
@coder_option
def retire(study: Path, codes: tuple[str, ...], *, back: bool, coder: str) -> None:
    """Offer CODES no more; their codings stay."""
    from kwalicode.workflows.codebook import find_code, retire_codes

    with opened_study(study) as opened:
        ids = [find_code(opened, code) for code in codes]
        retire_codes(opened, ids, is_retired=not back, coder=coder)
    click.echo(f"{'Brought back' if back else 'Retired'} {len(ids)} codes.")


@codebook.command("undo")
@study_argument
@coder_option
def undo(study: Path, coder: str) -> None:
    """Take back the last step of this coder."""
    from kwalicode.store.history import undo as undo_last

    with opened_study(study) as opened:
        done = undo_last(opened, coder)
    click.echo("Took back the last step." if done else "There is nothing to take back.")
