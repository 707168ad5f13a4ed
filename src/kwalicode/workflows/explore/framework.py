"""The framework matrix of the page Explore: participants by themes, with summaries (W86)."""

from collections.abc import Mapping
from typing import NamedTuple

from kwalicode.analysis.cooccurrence import Whole
from kwalicode.store.study import Study
from kwalicode.store.summaries import Cell, find_summaries, set_summary
from kwalicode.workflows.explore.counting import Explored, count
from kwalicode.workflows.explore.groups import by_participant, interviewed


class Framework(NamedTuple):
    """Participants of interviews and documents by themes.

    Attributes:
        cases: Numbers of the participants.
        n_segments: Shape (themes, participants).
        summaries: By ids of case and theme.
    """

    cases: list[int]
    n_segments: Whole
    summaries: Mapping[Cell, str]


def framework(study: Study, themes: Explored) -> Framework:
    """Read the matrix; who only answered a survey is left out.

    Args:
        study: For the summaries.
        themes: As `explore.by_theme` gives them.
    """
    with study.read() as db:
        summaries = find_summaries(db)
    table = count(themes, by_participant(themes), "segments")
    return Framework(interviewed(themes), table.counts, summaries)


def summarise(
    study: Study, changes: Mapping[Cell, str], seen: Mapping[Cell, str], *, coder: str
) -> None:
    """Store the cells that somebody typed in as one step of theirs.

    Args:
        study: The study.
        changes: The texts as they should be.
        seen: All texts as their writer saw them.
        coder: Who writes.

    Raises:
        InputError: A text is too long.
        NotFoundError: A participant or theme is gone.
        ConflictError: Someone else changed a cell since.
    """
    with study.write(coder, "summarise") as db:
        for cell, text in changes.items():
            set_summary(db, cell, text, before=seen.get(cell, ""), coder=coder)
