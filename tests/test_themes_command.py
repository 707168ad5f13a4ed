"""`kwalicode themes`, `memos` and `diagram`: what the app shows, for scripts."""

import pytest
from click.testing import CliRunner

from conftest import KEY_PASSPHRASE, PASSPHRASE
from kwalicode.cli import cli
from kwalicode.model import Coding, Relation, Theme
from kwalicode.store.categories import add_category
from kwalicode.store.codebook import rename_code
from kwalicode.store.codings import add_coding
from kwalicode.store.relations import add_relation
from kwalicode.store.themes import add_theme, drop_theme, mark_coding
from kwalicode.workflows.memos import mark_asked, write_memo


@pytest.fixture
def run(study, key, document, monkeypatch):
    """Run a command on a study with two themes, a relation and three memos, in its folder."""
    monkeypatch.chdir(study.path.parent)
    monkeypatch.setenv("KWALICODE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("KWALICODE_KEY_PASSPHRASE", KEY_PASSPHRASE)
    with study.write("ana", "fill") as db:
        start = document.text.index("Echt niet")
        add_coding(db, Coding("1", "d1", "fear", "ana", start, start + 9, "Echt niet"))
        add_category(db, "Klimaat", category_id="k")
        add_relation(db, Relation("r", "code", "fear", "category", "k", "hinders"), coder="ana")
        add_theme(db, Theme("t", "Angst", "Wie zwijgt,\nblijft.", code_ids=("fear",)))
        mark_coding(db, "t", "1", "quote")
        add_theme(db, Theme("u", "Weg"))
        drop_theme(db, "u", is_dropped=True)
    write_memo(study, "method", ("study", ""), "Kort\ngesprek", coder="bo")
    write_memo(study, "question", ("code", "fear"), "Waarom?", coder="ana")
    asked = write_memo(study, "question", ("theme", "t"), "Wie?", coder="ana")
    mark_asked(study, asked, is_done=True, coder="ana")
    return lambda *arguments: CliRunner().invoke(cli, [*arguments, "--coder", "ana"])


def test_themes_are_printed_with_how_far_they_reach(run):
    assert run("themes", "study").output.splitlines() == [
        "theme\tclaim\tparticipants\tdocuments\tsegments\tquotes\tcounter-cases\tdropped",
        "Angst\tWie zwijgt, blijft.\t1\t1\t1\t1\t0\tno",
        "Weg\t\t0\t0\t0\t0\t0\tyes",
    ]


def test_memos_are_printed_or_written_after_a_scan(run, study):
    lines = [line.split("\t")[1:] for line in run("memos", "study").output.splitlines()]
    assert lines == [
        ["ana", "question, asked", "theme Angst", "Wie?"],
        ["ana", "question", "code fear", "Waarom?"],
        ["bo", "method", "study", "Kort gesprek"],
    ]
    assert run("memos", "study", "--questions").output.endswith("code fear\tWaarom?\n")
    result = run("memos", "study", "--questions", "--write", "vragen.md")
    assert "found no name of the key file" in result.output
    assert "Waarom?" in (study.path.parent / "vragen.md").read_text(encoding="utf-8")


def test_a_diagram_is_drawn_unless_a_name_in_it_leaks(run, study):
    assert run("diagram", "study", "beeld.svg").exit_code == 0
    drawn = (study.path.parent / "beeld.svg").read_text(encoding="utf-8")
    assert all(
        word in drawn for word in ("Relations between", "Klimaat", "fear", "hinders", "1 coding")
    )
    assert "ends in .svg" in run("diagram", "study", "beeld.png").output
    with study.write("ana", "leak") as db:
        rename_code(db, "fear", "fear@example.org")
    result = run("diagram", "study", "later.svg")
    assert (result.exit_code, "example" in result.output) == (1, False)
    assert not (study.path.parent / "later.svg").exists()
