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


@click.command()
@study_argument
@click.option("--by", "by", metavar="ATTRIBUTE", help="An attribute, or 'role' or 'source'.")
@click.option("--unit", type=click.Choice(_UNITS), default="participants", show_default=True)
@coder_option
def counts(study: Path, *, by: str | None, unit: str, coder: str) -> None:
    """Print how many participants, documents or segments of STUDY each code stands in.

    The first line says what is counted and how many there are of each group. Where groups of
    participants are compared, fewer than three are withheld.
    """
    from kwalicode.workflows.explore.counting import everything, explore
    from kwalicode.workflows.explore.groups import compare

    with opened_study(study) as opened:
        found = explore(opened, coder=coder)
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
