"""`kwalicode counts`: how often each code stands, in all and by one attribute."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kwalicode.commands.options import coder_option, opened_study, study_argument
from kwalicode.errors import InputError

if TYPE_CHECKING:
    from kwalicode.store.study import Study
    from kwalicode.workflows.explore.counting import Explored, Groups

_UNITS = ("participants", "documents", "segments")
_SOURCES = {
    "all": "",
    "interviews": "interview",
    "documents": "document",
    "answers": "survey answer",
}


@click.command()
@study_argument
@click.option("--by", "by", metavar="ATTRIBUTE", help="An attribute, or 'role' or 'source'.")
@click.option(
    "--sources",
    type=click.Choice(_SOURCES),
    default="all",
    show_default=True,
    help="Count what is said in these.",
)
@click.option("--unit", type=click.Choice(_UNITS), default="participants", show_default=True)
@coder_option
def counts(study: Path, *, by: str | None, sources: str, unit: str, coder: str) -> None:
    """Print how many participants, documents or segments of STUDY each code stands in.

    The first line says what is counted and how many there are of each group. As in a file of the
    page Explore, numbers of a few participants are withheld, and small groups put together; below
    which number is set on Quotes > Labels. The ledger of exports keeps only what the page writes.
    """
    from kwalicode.workflows.explore.counting import everything, explore, of_kind
    from kwalicode.workflows.explore.groups import compare

    with opened_study(study) as opened:
        found = of_kind(explore(opened, coder=coder), _SOURCES[sources])
        groups = _groups(opened, found, by) if by else everything(found)
        table = compare(found, groups, unit)  # type: ignore[arg-type]  # one of three
    labels = [", ".join(one or "-" for one in own) for own in groups.labels]
    heads = [
        f"{label} ({of})" if by else f"of {of}" for label, of in zip(labels, table.of, strict=True)
    ]
    click.echo("\t".join([f"code, {unit}", *heads]))
    for name, row, withheld in zip(found.names, table.counts, table.withheld, strict=True):
        cells = ("withheld" if hidden else str(n) for n, hidden in zip(row, withheld, strict=True))
        click.echo("\t".join([name, *cells]))
    if table.withheld.any() or groups.of_cases is not None:
        click.echo(
            f"numbers of fewer than {groups.k} participants, and what tells them, are withheld",
            err=True,
        )


def _groups(study: "Study", found: "Explored", by: str) -> "Groups":
    from kwalicode.text import folded
    from kwalicode.workflows.explore.groups import by_attribute, by_kind, by_role, find_groupings

    keys = {folded(one.name): one.key for one in find_groupings(study)}
    if folded(by) in keys:
        return by_attribute(study, found, keys[folded(by)])
    if by == "role":
        return by_role(found)
    if by == "source":
        return by_kind(found)
    raise InputError(
        "There is no attribute '{name}' to compare by; use role, source or one of the study.",
        name=by,
    )
