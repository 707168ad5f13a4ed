"""`kwalicode disclose`: documents for the public, with all that identifies somebody blacked out."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kwalicode.commands.options import (
    coder_option,
    counted,
    key_option,
    language_option,
    opened_both,
    shown_progress,
    study_argument,
)
from kwalicode.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from kwalicode.model.public_records import Masked
    from kwalicode.workflows.public_records.disclose import Candidate, Disclosure


@click.command()
@study_argument
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--format", "suffix", type=click.Choice(["pdf", "docx"]), default="pdf")
@click.option("--document", "titles", multiple=True, help="Only the document of this title.")
@click.option(
    "--withhold", multiple=True, metavar="TITLE=GROUND", help="Withhold the whole of a document."
)
@click.option(
    "--ground", multiple=True, metavar="KIND=GROUND", help="Another ground for a kind of text."
)
@click.option(
    "--may-stay", is_flag=True, help="You looked at the places that only a rule takes for a leak."
)
@coder_option
@language_option
@key_option
def disclose(study: Path, folder: Path, **options: Any) -> None:
    """Write documents to a new FOLDER under the Dutch Open Government Act (Woo), blacked out.

    Takes every document that is signed off. Writes each as .pdf or .docx, with an inventory, only
    if nothing in the written files identifies anybody.
    """
    from kwalicode.workflows.public_records import disclose as public_records

    with opened_both(study) as (opened, key), shown_progress("Writing") as progress:
        found = public_records.find_candidates(opened, key)
        wanted = [one for one in found if one.is_ready or one.title in options["titles"]]
        asked = public_records.Asked(
            _documents(wanted, options["titles"], options["withhold"]),
            _grounds(options["ground"]),
            ".docx" if options["suffix"] == "docx" else ".pdf",
            options["language"],
        )
        made = public_records.disclose(
            opened,
            key,
            asked,
            coder=options["coder"],
            may_stay=options["may_stay"],
            progress=progress,
        )
    _print_leaks(made)
    public_records.save_disclosure(made, folder)
    outcomes = [one.record.outcome for one in made.listed]
    click.echo(
        f"Wrote {counted(len(made.files), 'file')} to {folder.name}. Of "
        f"{counted(len(outcomes), 'document')}: {outcomes.count('full')} disclosed, "
        f"{outcomes.count('part')} in part, {outcomes.count('none')} withheld."
    )
    n_left_out = len(found) - len(made.listed)
    if n_left_out:
        click.echo(f"Left out: {counted(n_left_out, 'document')}.", err=True)


def _documents(
    found: "Sequence[Candidate]", titles: Sequence[str], withhold: Sequence[str]
) -> dict[str, str]:
    withheld = dict(_pair(text) for text in withhold)
    known = {one.title for one in found}
    for title in (*titles, *withheld):
        if title not in known:
            raise NotFoundError(
                "No document is called '{title}'; look it up on the page Sources.", title=title
            )
    chosen = {*titles, *withheld} if titles else known
    return {one.source_id: withheld.get(one.title, "") for one in found if one.title in chosen}


def _grounds(pairs: Sequence[str]) -> "dict[Masked, str]":
    from kwalicode.model import IdentifierKind

    grounds: dict[Masked, str] = {}
    for kind, ground in map(_pair, pairs):
        try:
            grounds[IdentifierKind(kind)] = ground
        except ValueError as error:
            kinds = ", ".join(IdentifierKind)
            raise InputError(
                "'{kind}' is no kind; choose one of {kinds}.", kind=kind, kinds=kinds
            ) from error
    return grounds


def _pair(text: str) -> tuple[str, str]:
    name, sign, ground = text.rpartition("=")
    if not sign:
        raise InputError("'{text}' has no sign =; write NAME=GROUND.", text=text)
    return name, ground


def _print_leaks(made: "Disclosure") -> None:
    for file_name, leak in made.leaks:
        # Never the words: what is printed ends up in logs.
        click.echo(f"{file_name}\t{leak.kind}\t{leak.line or ''}")
