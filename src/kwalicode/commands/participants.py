"""`kwalicode participants` and `kwalicode funnel`: what the page Participants does, for scripts."""

from pathlib import Path
from typing import Any

import click

from kwalicode.commands.options import (
    coder_option,
    counted,
    key_option,
    language_option,
    opened_both,
    study_argument,
)
from kwalicode.errors import InputError, NotFoundError


@click.group()
def participants() -> None:
    """See who takes part, bring in a table about them, record consent."""


@participants.command("list")
@study_argument
@key_option
def list_participants(study: Path) -> None:
    """Print the participants as a table of tabs, by pseudonym and without their names."""
    from kwalicode.workflows.participants import participants_state

    with opened_both(study) as (opened, key):
        state = participants_state(opened, key)
    names = [one.name for one in state.attributes]
    click.echo("\t".join(("participant", "role", "role label", "consent", "recruitment", *names)))
    for row in state.rows:
        consent = row.consent.given_on if row.consent and row.consent.covers_analysis else "none"
        known = (row.case.analytic_role, row.case.role_label, consent, row.state or "")
        values = [row.held.get(one.attribute_id, "") for one in state.attributes]
        click.echo("\t".join((row.participant.pseudonym, *known, *values)))


@participants.command("import")
@study_argument
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--match", help="Column that says who a row is about.")
@click.option("--confidential", multiple=True, help="Column for the key file only; may be often.")
@click.option("--leave-out", multiple=True, help="Column that is not read; may be given often.")
@key_option
@coder_option
def import_(
    study: Path,
    table: Path,
    *,
    match: str | None,
    confidential: tuple[str, ...],
    leave_out: tuple[str, ...],
    coder: str,
) -> None:
    """Add what TABLE (.csv, .xlsx or .sav) says of participants: all of it or nothing."""
    from kwalicode.workflows.case_columns import preview_case_table, with_uses
    from kwalicode.workflows.case_tables import import_case_table

    with opened_both(study) as (opened, key):
        preview = preview_case_table(opened, table.name, table.read_bytes())
        chosen = with_uses(preview, match, confidential=confidential, leave_out=leave_out)
        done = import_case_table(opened, key, chosen, coder=coder)
    click.echo(f"Read {done.n_known} known and {done.n_new} new participants from {table.name}.")
    if done.n_unlabelled:
        click.echo(f"Without a role label yet: {counted(done.n_unlabelled, 'new role')}.")


@participants.command("consent")
@study_argument
@click.argument("pseudonyms", nargs=-1)
@click.option("--form", required=True, help="Version of the form that was signed.")
@click.option("--day", required=True, help="Day of the signature, such as 2022-06-14.")
@click.option("--no-quotes", is_flag=True, help="The consent does not cover quotes.")
@key_option
@coder_option
def consent(
    study: Path, pseudonyms: tuple[str, ...], *, form: str, day: str, no_quotes: bool, coder: str
) -> None:
    """Record the same consent for PSEUDONYMS, such as 'respondent 3'; for all if none is named."""
    from kwalicode.model import Consent
    from kwalicode.workflows.consent import record_consent
    from kwalicode.workflows.participants import participants_state

    with opened_both(study) as (opened, key):
        people = {
            row.participant.pseudonym: row.participant.pseudonym_id
            for row in participants_state(opened, key).rows
        }
        unknown = [name for name in pseudonyms if name not in people]
        if unknown:
            raise NotFoundError("There is no participant '{name}' here.", name=unknown[0])
        chosen = [people[name] for name in pseudonyms or people]
        given = Consent(form, day, covers_quotes=not no_quotes)
        record_consent(opened, key, chosen, given, coder=coder)
    click.echo(f"Recorded the consent of {counted(len(chosen), 'participant')}.")


@click.command()
@study_argument
@click.argument("output", required=False, type=click.Path(dir_okay=False, path_type=Path))
@language_option
@key_option
def funnel(study: Path, output: Path | None, language: Any) -> None:
    """Print the funnel of recruitment, or write it to OUTPUT (.svg or .txt)."""
    from kwalicode.report.funnel import funnel_text
    from kwalicode.report.pictures.funnel import draw_funnel
    from kwalicode.workflows.recruitment import recruitment_funnel

    with opened_both(study) as (_, key):
        found = recruitment_funnel(key)
    if output is None:
        click.echo(funnel_text(found, language=language))
        return
    if output.suffix.lower() not in {".svg", ".txt"}:
        raise InputError("The funnel is written as .svg or .txt; choose one of these endings.")
    is_picture = output.suffix.lower() == ".svg"
    text = (draw_funnel if is_picture else funnel_text)(found, language=language)
    output.write_text(f"{text}\n", encoding="utf-8")
    click.echo(f"Wrote the funnel to {output.name}.")
