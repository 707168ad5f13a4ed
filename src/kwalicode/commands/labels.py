"""`kwalicode labels`: which labels beside quotes too few participants share, and what mends it."""

from pathlib import Path

import click

from kwalicode.commands.options import opened_study, study_argument
from kwalicode.errors import LeakError


@click.command()
@study_argument
def labels(study: Path) -> None:
    """Print the labels beside quotes, how many could bear each, and what mends those of too few."""
    from kwalicode.workflows.quotes.export_files import collect_export
    from kwalicode.workflows.quotes.headings import Wanted
    from kwalicode.workflows.quotes.labels import label_findings

    with opened_study(study) as opened:
        quotes = collect_export(opened, Wanted()).printed()
        found = label_findings(opened, quotes)
    mended = {
        one.label: "accepted" if one.accepted else _merge(one.merge.labels, one.merge.into)
        for one in found.failing
    }
    click.echo("label\tparticipants\tquotes\tmended by")
    for label, n, n_quotes in found.labels:
        click.echo(f"{label}\t{n}\t{n_quotes}\t{mended.get(label, '-')}")
    n_open = sum(not one.accepted for one in found.failing)
    if n_open:
        raise LeakError(
            "Labels that fewer than {k} participants share: {n}; mend or accept them under Labels "
            "on the page Quotes.",
            n=n_open,
            k=found.k,
        )


def _merge(labels: tuple[str, ...], into: str) -> str:
    return f"{', '.join(labels)} to {into}" if into else "leave out"
