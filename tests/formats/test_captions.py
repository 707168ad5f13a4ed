import pytest

from formats.spoken import asking, read
from kwalicode.errors import InputError
from kwalicode.formats import read_document


def vtt(*cues: str) -> str:
    return "WEBVTT\n\n" + "\n\n".join(
        f"{i}\n00:00:{i:02}.000 --> 00:00:{i + 1:02}.000\n{cue}" for i, cue in enumerate(cues)
    )


def srt(*cues: str) -> str:
    return "\n\n".join(
        f"{i}\n00:00:{i:02},000 --> 00:00:{i + 1:02},000\n{cue}" for i, cue in enumerate(cues, 1)
    )


TURNS = [("Femke", "Hoe is het hier?"), ("Marloes de Wit", "Ik durfde niets te zeggen.")]


def test_voices_are_speakers():
    cues = [
        "<v Femke>Hoe is\nhet</v>",
        "<v Femke>hier?</v>",
        "<v.luid Marloes de Wit>Ik durfde niets</v>",
        "<v Marloes de Wit>te zeggen.</v>",
    ]
    assert read(".vtt", vtt(*cues)) == TURNS


def test_two_voices_in_one_cue_are_two_turns():
    cue = "<v Femke>Hoe is het hier?</v>\n<v Marloes de Wit>Ik durfde niets te zeggen.</v>"
    assert read(".vtt", vtt(cue)) == TURNS


@pytest.mark.parametrize("pattern", ["{}: {}", "[{}] {}", "[{}]: {}"])
@pytest.mark.parametrize(("ending", "write"), [(".vtt", vtt), (".srt", srt)])
def test_labels_in_cues_are_speakers(ending, write, pattern):
    cues = []
    for name, text in TURNS * 2:
        first, rest = text.split(maxsplit=1)
        cues += [pattern.format(name, first), rest]
    assert read(ending, write(*cues)) == TURNS * 2


def test_cues_of_one_speaker_are_one_turn_even_when_each_has_the_label():
    cues = ["Femke: Hoe is", "Femke: het hier?", "Marloes: Ik", "Marloes: durf niet."]
    assert read(".srt", srt(*cues)) == [
        ("Femke", "Hoe is het hier?"),
        ("Marloes", "Ik durf niet."),
    ]


def test_the_interviewer_is_who_asks():
    transcript = read_document("a.vtt", vtt(*[f"<v {n}>{t}</v>" for n, t in TURNS]).encode())
    assert asking(transcript) == {"Femke"}


def test_entities_tags_and_notes_are_not_shown():
    content = vtt("<v Femke>Kosten &amp; <i>baten</i>&nbsp;&lt;3</v>") + "\n\nNOTE\nnavragen\n"
    assert read(".vtt", content) == [("Femke", "Kosten & baten\u00a0<3")]


def test_captions_without_speakers_are_a_document_of_paragraphs():
    cues = ["Dit is een zin die", "over twee regels loopt."] * 20
    turns = read(".srt", srt(*cues))
    assert {speaker for speaker, _ in turns} == {""}
    assert " ".join(text for _, text in turns) == " ".join(cues)
    assert 1 < len(turns) < 10
    assert all(text.endswith("loopt.") for _, text in turns)


def test_captions_of_windows_are_read():
    content = srt("Anna: één", "Bo: twee", "Anna: drie", "Bo: vier").replace("\n", "\r\n")
    assert read(".srt", content.encode("cp1252"))[0] == ("Anna", "één")


@pytest.mark.parametrize("ending", [".vtt", ".srt"])
def test_what_holds_no_captions_is_refused(ending):
    with pytest.raises(InputError):
        read(ending, "gewone tekst\n\nzonder tijden")
