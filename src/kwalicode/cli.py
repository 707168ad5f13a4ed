"""The `kwalicode` command: parse, one call, print. Heavy packages are imported inside."""

import os
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kwalicode.commands.agreement import agreement
from kwalicode.commands.codebook import codebook
from kwalicode.commands.explore import counts
from kwalicode.commands.labels import labels
from kwalicode.commands.memos import memos
from kwalicode.commands.methods import report
from kwalicode.commands.options import KEY_PASSPHRASE, PASSPHRASE
from kwalicode.commands.options import ask_passphrase as _passphrase
from kwalicode.commands.options import coder_option as _coder
from kwalicode.commands.options import key_file as _key_file
from kwalicode.commands.options import key_option as _key
from kwalicode.commands.options import opened_both as _both
from kwalicode.commands.options import shown_progress as _shares
from kwalicode.commands.options import study_argument as _study
from kwalicode.commands.participants import funnel, participants
from kwalicode.commands.passes import passes
from kwalicode.commands.privacy import privacy_report, scan
from kwalicode.commands.public_records import disclose
from kwalicode.commands.quote_sheets import quote_sheets
from kwalicode.commands.quotes import export_quotes, quotes
from kwalicode.commands.retention import destroy, retention
from kwalicode.commands.rights import dossier, withdraw
from kwalicode.commands.saturation import saturation
from kwalicode.commands.search import search
from kwalicode.commands.surveys import survey
from kwalicode.commands.themes import diagram, themes
from kwalicode.errors import InputError, KwalicodeError

if TYPE_CHECKING:
    pass


class _Cli(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KwalicodeError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Cli)
@click.version_option(package_name="kwalicode")
def cli() -> None:
    """From confidential interviews to themes and quotes that expose no one.

    Passphrases are asked for, or read from KWALICODE_PASSPHRASE (study) and
    KWALICODE_KEY_PASSPHRASE (key file).
    """


cli.add_command(codebook)
cli.add_command(search)
cli.add_command(survey)
cli.add_command(passes)
cli.add_command(quotes)
cli.add_command(quote_sheets)
cli.add_command(labels)
cli.add_command(participants)
cli.add_command(funnel)
cli.add_command(themes)
cli.add_command(memos)
cli.add_command(diagram)
cli.add_command(scan)
cli.add_command(privacy_report)
cli.add_command(disclose)
cli.add_command(dossier)
cli.add_command(withdraw)
cli.add_command(retention)
cli.add_command(destroy)
cli.add_command(saturation)
cli.add_command(counts)
cli.add_command(agreement)
cli.add_command(report)


@cli.command()
@_study
@click.option("--name", help="How the team calls the study; the file name if left out.")
@_key
def new(study: Path, name: str | None) -> None:
    """Make a study: STUDY.kwali for the team and STUDY.kwalikey for who may de-identify."""
    from kwalicode.workflows.study import create_both

    first, second = _passphrase(PASSPHRASE, new=True), _passphrase(KEY_PASSPHRASE, new=True)
    made = create_both(study, first, second, name=name or study.stem, key_file=_key_file())
    click.echo(f"Made {made.path.name} and its key file.")


@cli.command("import")
@_study
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--interviewer", multiple=True, help="Label of who asks; may be given often.")
@click.option("--role", default="", help="Role label of the participants (W59).")
@click.option("--skip-unreadable", is_flag=True, help="Import the files that can be read.")
@click.option(
    "--split",
    is_flag=True,
    expose_value=False,
    callback=lambda context, _option, value: context.meta.update(split=value),
    help="Each file holds several documents; split it.",
)
@_key
@_coder
def import_(
    study: Path,
    files: tuple[Path, ...],
    *,
    interviewer: tuple[str, ...],
    role: str,
    skip_unreadable: bool,
    coder: str,
) -> None:
    """Import FILES, or all files in folders: all of them or, if one is unreadable, none.

    Mails, mailboxes and zip files (.eml, .mbox, .zip) are always split into their documents.
    """
    from kwalicode.workflows.bundles import BUNDLES, import_bundles, is_archive, open_paths
    from kwalicode.workflows.documents import find_files, preview_paths, with_roles

    found, split = find_files(files, BUNDLES), click.get_current_context().meta["split"]
    with _both(study) as (_, key), _progress(found, "Reading") as bar:
        single = [path for path in bar if not split and not is_archive(path.name)]
        previews, unread = preview_paths(single)
        bundles, unread_parts = open_paths(path for path in found if path not in single)
        unreadable = {path.name: why for path, why in unread.items()} | unread_parts
        for name, why in unreadable.items():
            click.echo(f"{name}: {why}", err=True)
        if unreadable and not skip_unreadable:
            raise InputError(
                "Nothing was imported: files that cannot be read: {n}. Mend or leave them out, or "
                "use --skip-unreadable.",
                n=len(unreadable),
            )
        corrected = [with_roles(preview, interviewer, role) for preview in previews]
        n_parts = import_bundles(key, bundles, corrected, coder=coder)
    click.echo(f"Imported {len(previews) + len(bundles)} of {len(found)} files.")
    if bundles:
        click.echo(f"{len(bundles)} of them were split into {n_parts} documents.")


@cli.command()
@_study
@_key
@_coder
def deidentify(study: Path, coder: str) -> None:
    """Look for identifying text in all sources; a person then reviews it in the app."""
    from kwalicode.workflows.deidentify import detect_findings
    from kwalicode.workflows.overview import document_states

    with _both(study) as (opened, key):
        waiting = [state for state in document_states(opened, key) if state.needs_review]
        with _progress(waiting, "Looking through") as bar:
            for state in bar:
                detect_findings(key, state.document_id, coder=coder)
        for state in document_states(opened, key):
            click.echo(f"{state.title}\t{state.state}\t{state.n_open} open findings")


@cli.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("output", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--study",
    type=click.Path(path_type=Path),
    help="Find the names accepted in this study too; needs its key file.",
)
@_key
@click.option("--processes", type=click.IntRange(min=1), help="All cores if left out.")
@click.option(
    "--no-learned",
    "learned",
    flag_value=False,
    default=True,
    help="Leave out the learned layer; about twice as fast.",
)
@click.option("--engines", default="", help="Engines of your own, such as spacy:nl_core_news_lg.")
def findings(
    source: Path,
    output: Path,
    study: Path | None,
    processes: int | None,
    *,
    learned: bool,
    engines: str,
) -> None:
    """Find identifying text in JSON lines, without a study.

    SOURCE holds one object {"id", "lang", "text"} on each line; OUTPUT becomes {"id", "spans"} in
    the same order, each span {"start", "end", "type", "score", "layer"}, counted in code points.
    """
    from kwalicode.deid import Layers
    from kwalicode.workflows.findings import write_findings

    with (
        _both(study) if study else nullcontext((None, None)) as (_, key),
        click.progressbar(length=100, label="Looking through", file=sys.stderr) as bar,
    ):
        number = write_findings(
            source,
            output,
            key=key,
            n_processes=processes,
            layers=Layers(learned, engines),
            progress=lambda share: bar.update(round(100 * share) - bar.pos),
        )
    click.echo(f"Looked through {number} texts.")


@cli.command()
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--port", default=8501, show_default=True)
@click.option("--address", default="127.0.0.1", show_default=True)
@click.option(
    "--keys",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the key files, where they do not lie beside the studies.",
)
def serve(folder: Path, port: int, address: str, keys: Path | None) -> None:
    """Open the app in the browser for the studies in FOLDER."""
    # The app is another program of the same package; the floors stay apart this way.
    program = [sys.executable, "-m", "kwalicode.ui.server", str(folder), str(port), address]
    program += [str(keys)] if keys else []
    os.execv(sys.executable, program)  # noqa: S606  no shell, our own module


@cli.group()
def export() -> None:
    """Write what may leave the study."""


export.add_command(export_quotes)


@cli.command()
@click.argument("folder", default="demo", type=click.Path(file_okay=False, path_type=Path))
def demo(folder: Path) -> None:
    """Make the demo study in FOLDER; its passphrases are 'demo-demo' and 'demo-key'."""
    from kwalicode.workflows.demo.make import DEMO_NAME, create_demo

    if (folder / DEMO_NAME).exists():
        click.echo(f"The demo study stands in {folder} already.")
        return
    folder.mkdir(parents=True, exist_ok=True)
    with _shares("Making the demo study") as progress:
        create_demo(folder, progress=progress)
    click.echo(f"Made the demo study in {folder}.")


@cli.command()
@_study
def info(study: Path) -> None:
    """Say what is in a study, without any of its words."""
    from kwalicode.store.study import open_study
    from kwalicode.workflows.overview import study_figures

    with open_study(study, _passphrase(PASSPHRASE)) as opened:
        for name, value in study_figures(opened).items():
            click.echo(f"{name}\t{value}")


def _progress(items: list[Any], label: str) -> Any:
    return click.progressbar(items, label=label, file=sys.stderr)
