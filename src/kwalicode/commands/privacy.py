"""`kwalicode scan` and `kwalicode privacy-report`: is it safe, and how do we account for it?"""

import json
from contextlib import nullcontext
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
from kwalicode.errors import InputError


@click.command()
@click.argument("path", metavar="STUDY|FILE", type=click.Path(path_type=Path))
@click.option(
    "--study",
    type=click.Path(path_type=Path),
    help="Look in FILE for the names of this study too; needs its key file.",
)
@click.option("--json", "as_json", is_flag=True, help="Give the leaks of FILE as JSON.")
@key_option
def scan(path: Path, study: Path | None, *, as_json: bool) -> None:
    """Look for leaks in all documents of STUDY, or in any FILE, also one that others redacted.

    Of a study it gives their number for each document, of a file where each stands, of what kind
    it is, why it leaks and what would mend it; none of the words. Exits with 1 if there is any.
    """
    from kwalicode.workflows.scan_file import is_scanned_file

    if is_scanned_file(path):
        is_leaky = _scan_file(path, study, as_json=as_json)
    elif study or as_json:
        raise InputError("--study and --json belong to the scan of a file; leave them out.")
    else:
        is_leaky = _scan_study(path)
    if is_leaky:
        raise click.exceptions.Exit(1)


def _scan_file(path: Path, study: Path | None, *, as_json: bool) -> bool:
    from kwalicode.model.file_leaks import Fix, Why
    from kwalicode.workflows.scan_file import scan_path

    with opened_both(study) if study else nullcontext((None, None)) as (_, key):
        leaks = scan_path(path, key)
    rows = [
        {
            "kind": leak.kind.value,
            "within": leak.within,
            "part": leak.part or "text",
            "unit": leak.unit,
            "line": leak.line,
            "column": leak.column,
            "masked_line": leak.masked_line,
            "why": Why[leak.kind.name].value,
            "fix": Fix[leak.kind.name].value,
        }
        for leak in leaks
    ]
    if as_json:
        click.echo(json.dumps(rows, indent=1))
        return bool(rows)
    for row in rows:
        column = f":{row['column']}" if row["column"] else ""
        place = f"{row['unit']} {row['line']}{column}" if row["line"] else ""
        part = ", ".join(filter(None, (str(row["within"]), str(row["part"]))))
        click.echo(f"{part}\t{place}\t{row['kind']}\t{row['why']} {row['fix']}")
    if not rows:
        click.echo("Nothing was found.")
    return bool(rows)


def _scan_study(study: Path) -> bool:
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
    return bool(leaky)


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
