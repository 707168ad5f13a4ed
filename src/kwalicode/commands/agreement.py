"""`kwalicode agreement`: how far the coders of a pass agree, as a table or as JSON."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kwalicode.commands.options import opened_study, study_argument
from kwalicode.commands.saturation import plain_data
from kwalicode.errors import NotFoundError, UndefinedError

if TYPE_CHECKING:
    from kwalicode.store.agreement_choice import Choice, Unit
    from kwalicode.store.study import Study
    from kwalicode.workflows.agreement.agree import Agreement
    from kwalicode.workflows.agreement.numbers import CodeAgreement

_UNITS = ("character", "turn", "paragraph", "document")


@click.command()
@study_argument
@click.option("--pass", "pass_name", help="Name of the pass; else the newest two coders share.")
@click.option("--coders", "names", multiple=True, help="A coder to compare; give two or more.")
@click.option("--unit", type=click.Choice(_UNITS), default="character", show_default=True)
@click.option(
    "--overlap",
    type=click.FloatRange(0, 100, min_open=True),
    default=50,
    show_default=True,
    help="Percentage of shared words from which two segments match.",
)
@click.option("--json", "as_json", is_flag=True, help="Print all numbers as JSON.")
def agreement(
    study: Path,
    pass_name: str | None,
    names: tuple[str, ...],
    unit: "Unit",
    overlap: float,
    *,
    as_json: bool,
) -> None:
    """Say how far the coders of a pass of STUDY agree, per code and in all."""
    from kwalicode.workflows.agreement.agree import agreement as numbers_of

    with opened_study(study) as opened:
        choice = _choice(opened, pass_name, names)
        found = numbers_of(opened, choice._replace(unit=unit, share=overlap / 100))
    if as_json:
        click.echo(json.dumps(plain_data(found), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(found)))


def _choice(study: "Study", pass_name: str | None, names: Sequence[str]) -> "Choice":
    """Find the pass and the coders that were named.

    Raises:
        NotFoundError: There are none such.
    """
    from kwalicode.store.agreement_choice import Choice
    from kwalicode.workflows.consensus import CONSENSUS
    from kwalicode.workflows.double_coding import pass_coders
    from kwalicode.workflows.passes import passes_state

    state = passes_state(study)
    doubled = [
        one.pass_id
        for one in state.passes
        if (one.name == pass_name if pass_name else _is_doubled(state.made.get(one.pass_id)))
    ]
    if not doubled:
        raise NotFoundError("There is no such pass in which two coders coded; choose another one.")
    coders = {name: coder_id for coder_id, name in pass_coders(study, doubled[-1]).items()}
    chosen = names or [name for name in coders if name != CONSENSUS][:2]
    for name in chosen:
        if name not in coders:
            raise NotFoundError("{name} coded nothing in this pass; choose another.", name=name)
    return Choice(doubled[-1], tuple(coders[name] for name in chosen))


def _is_doubled(made: object) -> bool:
    return len(getattr(made, "coders", ())) > 1


def _lines(found: "Agreement") -> list[str]:
    """Write a table of tabs: a code a line, after what holds for all codes together."""
    measures = list(found.total.measures)
    n_coders = len(found.coders)
    by_number = [f"{found.choice.unit}s by {k} of {n_coders}" for k in range(n_coders + 1)]
    rows = [_row("all codes", found.total)]
    if found.unaided:
        name = f"all codes without suggestions (left out: {found.unaided.n_codings})"
        rows.append(_row(name, found.unaided.total))
    rows += [_row(one.name, one) for one in found.codes]
    return [
        f"{', '.join(found.coders)}: {found.n_documents} documents, {found.n_units} units, "
        f"{found.n_left_out} left out",
        "\t".join(["code", *by_number, *measures]),
        *rows,
    ]


def _row(name: str, one: "CodeAgreement") -> str:
    numbers = [
        "-" if isinstance(found.value, UndefinedError) else f"{found.value:.4f}"
        for found in one.measures.values()
    ]
    return "\t".join([name, *map(str, one.by_number), *numbers])
