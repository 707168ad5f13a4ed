import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.spoken import asking, read, said, tiles
from kwalicode.errors import InputError
from kwalicode.formats import read_document

QUESTION, ANSWER = "Hoe is het hier?", "Ik durfde niets te zeggen."
PAIR = [QUESTION, ANSWER, "Waarom niet?", "Het hoort erbij."]


@pytest.mark.parametrize(
    ("asks", "answers", "pattern"),
    [
        ("Femke", "Marloes", "{name}: {text}"),
        ("I", "R", "{name}: {text}"),
        ("I", "R", "{name}:{text}"),
        ("V", "A", "{name}: {text}"),
        ("Q", "A", "{name}: {text}"),
        ("INT1", "R12", "{name}: {text}"),
        ("Interviewer", "Respondent 3 (vrouw)", "{name}: {text}"),
        ("Vraag", "Antwoord", "{name}: {text}"),
        ("interviewer", "casper", "{name}: {text}"),
        ("M. van den Berg", "Dhr. Postma", "{name}: {text}"),
        ("De heer Postma", "Mevrouw El Amrani-de Wit", "{name}: {text}"),
        ("Spreker 1", "Spreker 2", "[00:12:31] {name}: {text}"),
        ("Spreker 1", "Spreker 2", "(00:12) {name}: {text}"),
        ("Spreker 1", "Spreker 2", "00:12:31 {name}: {text}"),
        ("Spreker 1", "Spreker 2", "00:12:31.450 - {name}: {text}"),
        ("Spreker 1", "Spreker 2", "{name} [00:12:31]: {text}"),
        ("Spreker 1", "Spreker 2", "{name} (12:31): {text}"),
        ("Spreker 1", "Spreker 2", "{name} 00:12:31: {text}"),
        ("Spreker 1", "Spreker 2", "{name}: [00:12:31] {text}"),
        ("Spreker 1", "Spreker 2", "{name}: {text} #00:12:31-4#"),
        ("Spreker 1", "Spreker 2", "{name} [00:12:31] {text}"),
        ("Spreker 1", "Spreker 2", "{name} (00:12) {text}"),
        ("Spreker 1", "Spreker 2", "[{name}] {text}"),
        ("Spreker 1", "Spreker 2", "[{name}]: {text}"),
        ("Femke", "Marloes", "{name}\t{text}"),
        ("Femke", "Marloes", "00:12\t{name}\t{text}"),
        ("Femke de Wit", "Marloes Postma", "{name}   0:12\n{text}"),
        ("Interviewer", "Respondent", "{name}  00:12:31\n{text}"),
        ("Femke de Wit", "Marloes Postma", "0:12 {name}\n{text}"),
        ("Femke de Wit", "Marloes Postma", "{name}\n0 minuten 12 seconden0:12\n{text}"),
        ("Femke de Wit", "Marloes Postma", "0:0:0.0 --> 0:0:5.310\n{name}\n{text}"),
        ("Femke", "Marloes", "{name}:\n{text}\n"),
    ],
)
def test_speakers_are_recognised_in_the_forms_people_use(asks, answers, pattern):
    names = [asks, answers] * 2
    lines = [pattern.format(name=n, text=t) for n, t in zip(names, PAIR, strict=True)]
    transcript = read_document("a.txt", "\n".join(lines * 2).encode())
    assert said(transcript) == list(zip(names, PAIR, strict=True)) * 2
    assert (transcript.kind, asking(transcript)) == ("interview", {asks})


@pytest.mark.parametrize(
    "text",
    [
        "Datum: 12 mei\nOnderwerp: overleg\nVan: de griffie\nAan: de raad\nHet was druk.",
        "Vraag 1: wat vond u?\nNiets.\nVraag 2: en daarna?\nOok niets.",
        "Vraag 1\nWat vond u?\nVraag 2\nEn daarna?",
        "Ik zei tegen hem: nee.\nIk zei tegen haar: ja.\nIk zei tegen hem: nee.",
        "https://example.org/a\nhttps://example.org/b\nhttps://example.org/c",
        "12:30 begon het.\n12:45 was het voorbij.\n13:10 begon het weer.",
        "[lacht] Nou ja.\n[lacht] Het was wat.\n[stilte] Ja.\n[lacht] Zo ging het.",
        "Doel: weten.\nMethode: vragen.\nTitel: geen.\nDoel: weten.\nMethode: vragen.\n",
        "Kijk: zo ging het.\nKijk: zo ging het niet.\nDus: het ging anders.\nDus: niet.",
        "Het gaat om 1:2.\nDe verhouding: 3:4.\nDe uitslag: 2:1.\nDe uitslag: 0:0.",
        "\n".join(
            f"{word}: een woord."
            for word in ["Aa", "Bee", "Cee", "Dee", "Aa", "Eef", "Gee", "Haa", "Bee", "Jee"]
        ),
        "Samenvatting\n\nHet was druk.\n\nJansen: 'Het was stil.'\n"
        + "\nEr gebeurde niets.\n" * 30,
    ],
)
def test_a_report_is_no_interview(text):
    transcript = read_document("a.txt", text.encode())
    assert (transcript.kind, {turn.speaker for turn in transcript.turns}) == ("document", {""})
    assert transcript.text.split() == text.split()


def test_each_paragraph_of_a_report_is_a_turn():
    assert read(".txt", "Een kop\n\nEerste zin. Tweede zin.\n\n\nDerde zin.\n") == [
        ("", "Een kop"),
        ("", "Eerste zin. Tweede zin."),
        ("", "Derde zin."),
    ]


def test_a_paragraph_without_label_belongs_to_who_was_speaking():
    assert read(".txt", "I: Hoe?\nR: Zo.\n\nEn ook zo.\nI: Nog meer?\nR: Nee.") == [
        ("I", "Hoe?"),
        ("R", "Zo.\nEn ook zo."),
        ("I", "Nog meer?"),
        ("R", "Nee."),
    ]


def test_a_new_label_starts_a_new_turn_even_of_the_same_speaker():
    assert read(".txt", "I: Hoe?\nI: Nou?\nR: Zo.") == [("I", "Hoe?"), ("I", "Nou?"), ("R", "Zo.")]


def test_what_stands_before_the_first_label_has_no_speaker():
    assert read(".txt", "Gesprek 3\nDatum: 12 mei\n\nI: Hoe?\nR: Zo.\n")[0] == (
        "",
        "Gesprek 3\nDatum: 12 mei",
    )


def test_someone_who_speaks_once_is_a_speaker_where_all_lines_have_labels():
    lines = ["Femke: Hoe?", "Marloes: Zo."] * 3 + ["Samira: Koffie?", "Marloes: Graag."]
    assert ("Samira", "Koffie?") in read(".txt", "\n".join(lines))


def test_who_is_who_at_the_head_is_not_said_by_anyone():
    head = "Interviewer: Femke\nRespondent: R4\nDatum: 12 mei"
    turns = [("I", "Hoe?"), ("R", "Zo."), ("I", "En?"), ("R", "Niets.")]
    text = head + "\n\n" + "\n".join(f"{name}: {body}" for name, body in turns)
    assert read(".txt", text) == [("", head), *turns]


def test_headings_that_come_back_without_text_below_are_text():
    assert read(".md", "**Kop**\n\n**Staart**\n\n" * 2) == [("", "Kop"), ("", "Staart")] * 2


def test_a_word_with_a_colon_inside_an_answer_is_no_speaker():
    lines = ["I: Hoe?", "R: Zo.", "Conclusie: ik ging weg.", "I: En toen?", "R: Niets."]
    assert ("R", "Zo.\nConclusie: ik ging weg.") in read(".txt", "\n".join(lines))


def test_one_person_typed_in_two_ways_is_one_speaker():
    text = "Femke: Hoe?\nMarloes: Zo.\nFEMKE: En?\nMarloes : Niets."
    assert [speaker for speaker, _ in read(".txt", text)] == ["Femke", "Marloes"] * 2


def test_times_that_are_said_stay():
    text = "I: Hoe laat?\nR: 12:30 uur, of om 13:00.\nI: [00:12:31] Echt?\nR: Ja [00:12:40] echt."
    assert read(".txt", text) == [
        ("I", "Hoe laat?"),
        ("R", "12:30 uur, of om 13:00."),
        ("I", "Echt?"),
        ("R", "Ja echt."),
    ]


@pytest.mark.parametrize("pattern", ["{name}\n0:12\n{text}", "0:12\n{name}\n{text}"])
def test_a_short_answer_beside_a_time_stamp_is_no_speaker(pattern):
    turns = [("Femke de Wit", "Echt?"), ("Marloes Postma", "Klopt")] * 4
    text = "\n".join(pattern.format(name=name, text=body) for name, body in turns)
    assert read(".txt", text) == turns


def test_a_woman_and_a_man_are_no_question_and_answer():
    text = "V: Het was druk.\nM: Het was stil.\n" * 3
    assert asking(read_document("a.txt", text.encode())) == set()


def test_of_three_speakers_without_roles_nobody_is_taken_for_the_interviewer():
    text = "Femke: Hoe?\nMarloes: Zo.\nSamira: Anders.\n" * 3
    assert asking(read_document("a.txt", text.encode())) == set()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ik durfde dat niet te zeggen, want hij was de baas.", "nl"),
        ("I did not dare to say that, because he was the boss.", "en"),
    ],
)
def test_the_language_is_guessed(text, language):
    assert read_document("a.txt", text.encode()).language == language


NAMES = st.sampled_from(["Femke", "Marloes", "Ayşe Yıldız", "Interviewer", "R2", "Spreker 1"])
BODIES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


@given(st.lists(st.tuples(NAMES, BODIES), min_size=1, max_size=12))
def test_turns_cover_the_text_and_labels_are_gone(turns):
    text = "\n".join(f"{name}: {body}" for name, body in turns)
    try:
        transcript = read_document("a.txt", text.encode())
    except InputError:
        return
    assert tiles(transcript)
    assert unicodedata.is_normalized("NFC", transcript.text)
    speakers = {turn.speaker for turn in transcript.turns} - {""}
    for speaker, body in said(transcript):
        assert body == body.strip()
        assert not speaker or not body.startswith(f"{speaker}:")
    assert transcript.kind == ("interview" if speakers else "document")


@given(st.lists(st.tuples(NAMES, st.sampled_from(PAIR)), min_size=4, max_size=12))
def test_every_labelled_line_becomes_one_turn(turns):
    turns = [*turns, *turns]
    text = "\n".join(f"{name}: {body}" for name, body in turns)
    transcript = read_document("a.txt", text.encode())
    if transcript.kind == "interview":
        assert said(transcript) == turns
    else:
        assert len({name for name, _ in turns}) == 1


@given(st.text(max_size=300))
def test_any_text_is_read_whole_or_refused(text):
    encoded = text.encode("utf-8", "replace")
    try:
        transcript = read_document("a.txt", encoded)
    except InputError:
        return
    assert tiles(transcript)
