"""`kwalicode passes`: the passes side by side, for scripts."""

from pathlib import Path

import click

from kwalicode.commands.options import opened_study, study_argument


@click.command()
@study_argument
def passes(study: Path) -> None:
    """Print the passes as a table of tabs: who, when, and what came of each."""
    from kwalicode.store.passes import Made
    from kwalicode.workflows.passes import passes_state

    with opened_study(study) as opened:
        state = passes_state(opened)
    facts = ("pass", "kind", "opened", "by", "closed", "by", "blind", "coders")
    counts = [field.removeprefix("n_") for field in Made._fields[1:]]
    click.echo("\t".join((*facts, *counts)))
    for one in state.passes:
        made = state.made.get(one.pass_id, Made())
        opened_closed = (one.opened_at, one.opened_by, one.closed_at, one.closed_by)
        blind = "yes" if one.is_blind else "no"
        cells = (one.name, one.kind, *opened_closed, blind, ", ".join(made.coders), *made[1:])
        click.echo("\t".join(map(str, cells)))
