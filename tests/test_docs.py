"""What the documents promise, the program has."""

from pathlib import Path

import pytest

from kwalicode.cli import cli
from kwalicode.formats import SUFFIXES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_is_in_the_readme_and_has_help(name):
    assert f"kwalicode {name}" in README
    assert cli.commands[name].help


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_is_in_the_readme(suffix):
    assert f"`{suffix}`" in README or suffix == ".htm"


@pytest.mark.parametrize("target", ["demo", "test", "check", "bench"])
def test_every_make_target_of_the_readme_is_there(target):
    assert f"make {target}" in README
    assert f"\n{target}:" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_links_in_documents_lead_somewhere():
    import re

    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_pinned_packages_name_no_index():
    assert "://" not in (ROOT / "requirements.txt").read_text(encoding="utf-8")
