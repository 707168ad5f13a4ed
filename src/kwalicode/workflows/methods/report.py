"""Methods report: a draft of the methods section, with what guidelines ask and what is missing."""

from collections.abc import Collection
from importlib.metadata import version
from pathlib import Path

from kwalicode.errors import InputError
from kwalicode.model import Language
from kwalicode.report.methods.draft import (
    SUFFIXES,
    Draft,
    StudyFacts,
    draft_methods,
    methods_docx,
    methods_md,
)
from kwalicode.store.key import Key
from kwalicode.store.study import Study
from kwalicode.workflows.leak_words import Words, Written, written
from kwalicode.workflows.methods import care as methods_care
from kwalicode.workflows.methods import coding as methods_coding
from kwalicode.workflows.methods import material as methods_material
from kwalicode.workflows.retention import present_day


def study_facts(
    study: Study, key: Key | None, *, coder: str, chosen: Collection[str] | None = None
) -> StudyFacts:
    """Read what the section tells.

    Args:
        study: The study.
        key: Its key file; without it nothing is told of recruitment, masks, reports and consent.
        coder: Who looks: what a blind pass hides from them is not told.
        chosen: Keys of the characteristics that the composition tells; None for the usual ones.
    """
    return StudyFacts(
        methods_material.recruited(study, key),
        methods_material.find_margins(study, chosen),
        methods_material.material(study),
        methods_coding.coding(study, coder=coder),
        methods_coding.agreed(study),
        methods_coding.saturated(study, coder=coder),
        methods_care.masked(study, key) if key else None,
        methods_care.checked(study, key) if key else None,
        methods_care.quoted(study),
        methods_care.ethics(study, key),
        version("kwalicode"),
    )


def draft(facts: StudyFacts, language: Language) -> Draft:
    """Write the section in one language."""
    return draft_methods(facts, language=language, exported=present_day())


def render(made: Draft, suffix: str) -> bytes:
    """Write a draft as a file.

    Raises:
        InputError: The ending is none of `.docx` and `.md`.
    """
    if suffix not in SUFFIXES:
        raise InputError("The methods section is written as .docx or .md; choose one of these.")
    return methods_md(made) if suffix == ".md" else methods_docx(made, exported=present_day())


def team_words(facts: StudyFacts) -> Words:
    """Give what the team itself named and a file would show, for the leak scan.

    All else is our own sentences and numbers. Coders sign for the work, so they may be named.
    """
    groups = (values for margin in facts.margins for values, _ in margin.groups)
    return Words(
        [
            *facts.recruited.targets,
            *(one.name for one in facts.margins),
            *(value for values in groups for value in values),
            *(one.name for one in facts.material.surveys),
            *(one.name for one in facts.coding.passes),
            *(one.name for one in facts.coding.stages),
        ]
    )


def write_methods(
    study: Study, key: Key, output: Path, *, coder: str, language: Language
) -> Written:
    """Give the file of the section after a leak scan.

    Raises:
        InputError: The name ends neither in `.docx` nor in `.md`.
        LeakError: A name that the team gave holds a name of the key file.
    """
    facts = study_facts(study, key, coder=coder)
    content = render(draft(facts, language), output.suffix.lower())
    return written(key, team_words(facts), content)
