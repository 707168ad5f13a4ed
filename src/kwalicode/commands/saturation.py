"""`kwalicode saturation`: how near the interviews are to saturation, as a table or as JSON."""

import json
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kwalicode.commands.options import coder_option, opened_study
from kwalicode.errors import InputError, KwalicodeError

if TYPE_CHECKING:
    from kwalicode.store.saturation import Choice
    from kwalicode.workflows.saturation.numbers import Numbers
    from kwalicode.workflows.saturation.state import Saturation

_SETTING = click.Tuple([int, int, float])


@click.command()
@click.argument("study", required=False, type=click.Path(path_type=Path))
@click.option(
    "--incidence",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A table (.csv, .xlsx) instead of a study: a row an interview, a column a code.",
)
@click.option(
    "--choose",
    type=_SETTING,
    metavar="BASE RUN PERCENT",
    help="Store how saturation is judged, such as 4 2 5, before it is shown.",
)
@click.option("--json", "as_json", is_flag=True, help="Print all numbers as JSON.")
@coder_option
def saturation(
    study: Path | None,
    incidence: Path | None,
    choose: tuple[int, int, float] | None,
    *,
    as_json: bool,
    coder: str,
) -> None:
    """Say how near the interviews of STUDY, or a plain table, are to saturation."""
    if bool(study) == bool(incidence):
        raise InputError("Name a study, or a table with --incidence; one of the two.")
    if incidence:
        choice, numbers = _of_table(incidence, choose)
        found: Any = {"choice": choice, "numbers": numbers}
    else:
        state = _of_study(study or Path(), choose, coder)
        choice, numbers, found = state.choice, state.numbers, state
    if as_json:
        click.echo(json.dumps(plain_data(found), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(choice, numbers)))


def _of_table(path: Path, choose: tuple[int, int, float] | None) -> "tuple[Choice, Numbers]":
    from kwalicode.workflows.saturation.tables import count_table

    return count_table(path.name, path.read_bytes(), _choice(choose))


def _of_study(path: Path, choose: tuple[int, int, float] | None, coder: str) -> "Saturation":
    from kwalicode.workflows.saturation.acts import choose as store_choice
    from kwalicode.workflows.saturation.state import saturation as numbers_of

    with opened_study(path) as opened:
        if choose:
            store_choice(opened, _choice(choose), coder=coder)
        return numbers_of(opened, coder=coder)


def _choice(choose: tuple[int, int, float] | None) -> "Choice":
    from kwalicode.store.saturation import Choice

    if not choose:
        return Choice()
    base, run, percent = choose
    return Choice(base, run, percent / 100)


def _lines(choice: "Choice", numbers: "Numbers") -> list[str]:
    """Write the numbers as a table of tabs: what it is, its value."""
    summary = numbers.summary
    rate = f"base {choice.base_size}, run {choice.run_length}, at most {choice.threshold:.0%}"
    rows: list[tuple[str, object]] = [
        ("interviews", summary.n_interviews),
        ("codes", summary.n_codes),
        ("coverage", summary.coverage),
        ("codes seen once (Q1)", summary.n_once),
        ("codes seen twice (Q2)", summary.n_twice),
        (f"new information rate, {rate}", summary.rate),
        ("codes at least (Chao2, 95%)", numbers.chao2),
        ("first jackknife", numbers.first_jackknife),
        ("second jackknife", numbers.second_jackknife),
        ("ICE", numbers.ice),
        (f"new codes in {numbers.n_next} more interviews", numbers.next_codes),
        ("new codes in the last three", numbers.last_three),
        ("new codes per interview", " ".join(map(str, numbers.new_codes))),
    ]
    return [f"{name}\t{_cell(value)}" for name, value in rows]


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    if hasattr(value, "runs"):
        again = f", re-opened at interview {value.reopened_at}" if value.reopened_at else ""
        return f"{value.notation}{again}" if value.notation else "not reached"
    if hasattr(value, "low"):
        return f"{value.value:.4g} ({value.low:.4g} to {value.high:.4g})"
    return str(value)


def plain_data(value: Any) -> Any:
    """Give what JSON can hold; a number that is undefined becomes the sentence that says why."""
    if isinstance(value, KwalicodeError):
        return {"undefined": str(value)}
    if is_dataclass(value) and not isinstance(value, type):
        return plain_data({one.name: getattr(value, one.name) for one in fields(value)})
    if hasattr(value, "_asdict"):
        return plain_data(value._asdict())
    if isinstance(value, dict):
        return {name: plain_data(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain_data(one) for one in value]
    return value
