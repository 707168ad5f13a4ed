from pathlib import Path

import pytest

from formats.spoken import asking, tiles
from kwalicode.formats import read_document

FOLDER = Path(__file__).parents[2] / "sample_data" / "interviews"


@pytest.mark.parametrize(
    ("name", "asks", "answers", "n_turns"),
    [
        ("nl-01.txt", "Femke", "Marloes", 102),
        ("nl-02.txt", "I", "R", 92),
        ("nl-03.md", "Interviewer", "Ingrid Bakker", 72),
        ("nl-04.txt", "Spreker 1", "Spreker 2", 96),
    ],
)
def test_the_sample_interviews_have_their_speakers(name, asks, answers, n_turns):
    transcript = read_document(name, (FOLDER / name).read_bytes())
    assert (transcript.kind, transcript.language) == ("interview", "nl")
    assert {turn.speaker for turn in transcript.turns if turn.speaker} == {asks, answers}
    assert len([turn for turn in transcript.turns if turn.speaker]) == n_turns
    assert asking(transcript) == {asks}
    assert tiles(transcript)
    assert "00:00" not in transcript.text
    assert "**" not in transcript.text
