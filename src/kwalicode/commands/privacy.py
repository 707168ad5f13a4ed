"""`kwalicode scan` and `kwalicode privacy-report`: is it safe, and how do we account for it?"""

from pathlib import Path
from typing import Any

import click

from kwalicode.commands.options import (
    key_option,
    language_option,
    opened_both,
    shown_progress,
    study_argument,
)


@click.command()
@study_argument
@key_option
def scan(study: Path) -> None:
    """Look for leaks in all documents: names of the key, and what the rules find.

    Gives their number for each document, none of the words; exits with 1 if there is any.
    """
    from kwalicode.store.documents import find_documents
    from kwalicode.workflows.leak_scan import scan_documents

    with opened_both(study) as (opened, key), shown_progress("Scanning") as progress:
        leaky = {
            d.document_id: len(d.leaks) for d in scan_documents(opened, key, progress=progress)
        }
        with opened.read() as db:
            documents = find_documents(db)
    for document in documents:
        click.echo(f"{document['title']}\t{leaky.get(str(document['id']), 0)}")
    if leaky:
        raise click.exceptions.Exit(1)


@click.command("privacy-report")
@study_argument
@click.argument("output", type=click.Path(dir_okay=False, path_type=Path))
@language_option
@key_option
def privacy_report(study: Path, output: Path, language: Any) -> None:
    """Write the account of the de-identification to OUTPUT (.md), without a participant's words."""
    from kwalicode.workflows.privacy import save_privacy_report

    with opened_both(study) as (opened, key):
        save_privacy_report(opened, key, output, language=language)
    click.echo(f"Wrote the privacy report to {output.name}.")
