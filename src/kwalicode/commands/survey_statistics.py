"""`kwalicode survey table`: tables of closed answers, printed or written."""

from collections.abc import Mapping
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
from kwalicode.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from kwalicode.store.study import Study
    from kwalicode.workflows.surveys.statistics import Asked

_KINDS = ("means", "shares", "counts", "mentions", "scale", "joint")


@click.command("table")
@study_argument
@click.argument("kind", type=click.Choice(_KINDS))
@click.argument("questions", nargs=-1, required=True)
@click.option("--by", "group", default="", help="Attribute or question that makes the groups.")
@click.option("--survey", "name", help="Name of the survey, where there are several.")
@click.option(
    "--write",
    "output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A .docx, .xlsx or .csv file, after a leak scan; it is compared with those before.",
)
@click.option("--reason", default="", help="Why it may be written though it tells of a few.")
@language_option
@coder_option
@key_option
def table(study: Path, output: Path | None, coder: str, language: Any, **asked: Any) -> None:
    """Print a table of closed answers: means, shares, counts, mentions, scale or joint."""
    from kwalicode.report.surveys.tables import written
    from kwalicode.workflows.surveys.statistics import statistics

    if output is not None:
        _write(study, output, coder, language, asked)
        return
    with opened_study(study) as opened:
        words = written(statistics(opened, _wanted(opened, asked), coder=coder), language)
    for row in (*words.heads, *words.rows):
        click.echo("\t".join(row))
    click.echo("\n".join(words.caption))


def _write(study: Path, output: Path, coder: str, language: Any, asked: Mapping[str, Any]) -> None:
    from kwalicode.workflows.leak_words import Written
    from kwalicode.workflows.surveys.statistics import export_table, scan_table

    with opened_both(study) as (opened, key):
        wanted = _wanted(opened, asked)
        n_doubtful = scan_table(opened, key, wanted, coder=coder)
        content = export_table(
            opened,
            wanted,
            output.suffix.lower(),
            language=language,
            coder=coder,
            reason=asked["reason"],
        )
    write_scanned(output, Written(content, n_doubtful))


def _wanted(study: "Study", asked: Mapping[str, Any]) -> "Asked":
    from kwalicode.workflows.surveys.statistics import Asked

    survey_id = _survey(study, asked["name"])
    return Asked(survey_id, asked["kind"], asked["questions"], asked["group"])


def _survey(study: "Study", name: str | None) -> str:
    from kwalicode.workflows.surveys.statistics import find_surveys_and_rules

    surveys, _ = find_surveys_and_rules(study)
    found = [one.survey_id for one in surveys if name in {None, one.name}]
    if not found:
        raise NotFoundError("This survey is not in the study; it was removed.")
    if len(found) > 1:
        raise InputError("There are several surveys; name one of them with --survey.")
    return found[0]
