"""`kwalicode search`: find sentences in the de-identified text, and code them."""

from pathlib import Path

import click

from kwalicode.commands.options import coder_option, opened_study, study_argument


@click.command()
@study_argument
@click.argument("query")
@click.option("--regex", "is_pattern", is_flag=True, help="QUERY is a regular expression.")
@click.option("--code", help="Put this code on all that is found; made if there is none.")
@click.option("--turns", "whole_turns", is_flag=True, help="Code whole turns, not sentences.")
@coder_option
def search(
    study: Path, query: str, *, is_pattern: bool, code: str | None, whole_turns: bool, coder: str
) -> None:
    """Print where QUERY stands: document, first and last code point, sentence.

    QUERY is words that stand in one turn, "a phrase", a beginning*, and between them AND (EN), OR
    (OF), NOT (NIET) or NEAR/5 (NABIJ/5), in capitals.
    """
    from kwalicode.workflows.search import Place, code_places, search_study

    with opened_study(study) as opened:
        found = search_study(opened, query, is_pattern=is_pattern, coder=coder)
        for result in found.results:
            start, end = result.sentence
            click.echo(
                f"{result.document}\t{start}-{end}\t{' '.join(result.sentence_text.split())}"
            )
        if code is not None:
            places = [
                Place(result.document_id, *(result.turn if whole_turns else result.sentence))
                for result in found.results
            ]
            number = code_places(opened, places, code, coder=coder)
            click.echo(f"Coded {number} passages.", err=True)
    if found.is_cut:
        click.echo(f"Only the first {len(found.results)} are printed and coded.", err=True)
