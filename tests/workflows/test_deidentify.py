import re
from itertools import pairwise

from kwalicode.model import IdentifierKind
from kwalicode.workflows.deidentify import detect_findings, preview_text
from kwalicode.workflows.documents import preview_file

WORDS = "Daar werkt Jan de Vries, en Jans moeder zag Jan bij Zwaan, en daarna in Utrecht."


def test_looking_through_again_keeps_what_was_decided(bring, found, decide, add, key):
    source_id = bring(WORDS)
    decide(source_id, "accept", "Jan de Vries")
    decide(source_id, "refuse", "Utrecht")
    add(source_id, "moeder")
    before = [f for f in found(source_id) if f.state != "proposed"]
    assert {f.surface for f in before} == {"Jan de Vries", "Utrecht", "moeder"}
    detect_findings(key, source_id, coder="bo")
    after = found(source_id)
    assert [f for f in after if f.state != "proposed"] == before
    assert all(one.end <= other.start for one, other in pairwise(after))


def test_looking_through_twice_proposes_nothing_twice(bring, found, key):
    source_id = bring(WORDS, detect=False)
    number = detect_findings(key, source_id, coder="ana")
    assert number == detect_findings(key, source_id, coder="bo") > 0
    assert len(found(source_id)) == number


def test_what_was_refused_is_not_proposed_again_here_or_elsewhere(bring, found, decide, key):
    source_id = bring(WORDS, WORDS)
    decide(source_id, "refuse", "Utrecht", everywhere=True)
    detect_findings(key, source_id, coder="ana")
    assert [f.state for f in found(source_id, "Utrecht")] == ["refused"] * 2
    assert found(bring("Wij gaan naar Utrecht, hoor."), "Utrecht") == []


def test_what_was_refused_here_and_accepted_there_is_proposed_elsewhere(bring, found, decide, key):
    one, other = bring("Wij gaan naar Utrecht, hoor."), bring("Wij gaan naar Utrecht, zeg.")
    decide(one, "refuse", "Utrecht")
    decide(other, "accept", "Utrecht")
    third = bring("En Utrecht is mooi.")
    detect_findings(key, one, coder="ana")
    states = {s: [f.state for f in found(s, "Utrecht")] for s in (one, other, third)}
    assert states == {one: ["refused"], other: ["accepted"], third: ["proposed"]}


def test_a_name_accepted_in_one_source_is_found_in_every_form_in_the_next(
    bring, found, decide, release
):
    first = bring("Dus Zoltarra zei het.")
    decide(first, "recode", "Zoltarra", code_id="person")
    decide(first, "accept", "Zoltarra")
    second = bring(
        "dat zei zoltarra nog tegen mij",
        "Dat zei ZOLTARRA nog.",
        "Dat was Zoltarras fiets.",
        "Het gaat om de zaak-Zoltarra.",
    )
    forms = ("zoltarra", "ZOLTARRA", "Zoltarras", "Zoltarra")
    assert [found(second, form)[0].kind for form in forms] == [IdentifierKind.PERSON] * 4
    one, other = release(first).text, release(second).text
    (mark,) = re.findall(r"\[subject \d+\]", one)
    assert other.count(mark) == len(forms)
    assert not re.search("zoltarra", other, re.IGNORECASE)


def test_the_rest_of_a_name_of_which_a_part_was_marked_is_found_still(bring, add, found, release):
    source_id = bring("Dat zei Jan de Vries nog.")
    add(source_id, "Jan")
    assert [f.surface for f in found(source_id)][:2] == ["Jan", "de Vries"]
    assert not re.search("Jan|Vries", release(source_id).text)


def test_what_stands_in_a_refused_longer_finding_is_masked_when_it_is_marked_everywhere(
    bring, add, decide, release
):
    refused = bring("Iedereen wil daar een Jan, zei ze, en Jan de Vries lachte.")
    add(refused, "een Jan", "date")
    decide(refused, "refuse", "een Jan")
    add(bring("Toen kwam Jan binnen."), "Jan", everywhere=True)
    assert not re.search(r"\bJan\b", release(refused).text)


def test_open_findings_are_masked_and_refused_ones_stay(bring, found, decide, release):
    source_id = bring(WORDS)
    decide(source_id, "refuse", "Utrecht")
    text = release(source_id).text
    assert "in Utrecht." in text
    assert not re.search(r"\bJan|Vries|Zwaan", text)
    states = {finding.surface: finding.state for finding in found(source_id)}
    assert states.pop("Utrecht") == "refused"
    assert set(states.values()) == {"accepted"}


def test_a_name_accepted_elsewhere_after_the_search_is_masked_at_the_sign_off(
    bring, add, found, release
):
    first = bring("Dan komt de krullenbol, en DE KRULLENBOL lacht.")
    assert found(first, "KRULLENBOL") == []
    add(bring("Dat zei krullenbol."), "krullenbol")
    text = release(first).text
    (mark,) = set(re.findall(r"\[subject \d+\]", text))
    assert f"Dan komt de {mark}, en DE {mark} lacht." in text
    assert [f.state for f in found(first, "KRULLENBOL")] == ["accepted"]


def test_what_is_signed_off_is_what_the_preview_showed(bring, decide, release, key):
    source_id = bring(WORDS)
    decide(source_id, "accept_all", "Jan")
    seen = preview_text(key, source_id, coder="ana")
    assert release(source_id) == seen


def test_longer_names_go_first_and_a_genitive_and_an_adjective_still_read_as_such(bring, release):
    text = release(
        bring("Daar werkt Jan de Vries, en Jans moeder zag Jan bij de Utrechtse markt in Utrecht.")
    ).text
    person, place = (re.search(rf"\[{w} \d+\]", text).group() for w in ("subject", "plaats"))
    assert text.split("\n")[1] == (
        f"Daar werkt {person}, en {person}'s moeder zag {person} bij de {place}se markt in {place}."
    )


def test_turns_follow_their_words_to_the_new_text(bring, release):
    document = release(bring(WORDS, "Mail h.zoltarra@example.com of bel 06-12345678.", "Ja, Jan."))
    ends = [turn.end for turn in document.turns]
    assert [turn.start for turn in document.turns] == [0, *(end + 1 for end in ends[:-1])]
    assert ends[-1] == len(document.text)
    assert [document.text[end] for end in ends[:-1]] == ["\n"] * (len(ends) - 1)
    assert [turn.is_interviewer for turn in document.turns] == [True, False] * 4
    assert {turn.speaker.split()[0] for turn in document.turns} == {"interviewer", "respondent"}


def test_a_date_that_two_speakers_say_together_is_found_as_a_part_of_each_turn(
    import_all, found, key
):
    said = "Femke: Dus?\nMarloes: Dat was op 12\nFemke: maart 2021, toch?\nMarloes: Ja.\n"
    (source_id,) = import_all(preview_file("x.txt", said.encode()))
    detect_findings(key, source_id, coder="ana")
    assert [f.surface for f in found(source_id)] == ["12", "maart 2021"]


def test_words_marked_over_the_end_of_a_turn_leave_the_turns_apart(bring, add, found, release):
    source_id = bring("Daar zag ik de krullenbol")
    add(source_id, "krullenbol\nVraag")
    assert [f.surface for f in found(source_id) if f.recognizer == "reviewer"] == [
        "krullenbol",
        "Vraag",
    ]
    document = release(source_id)
    assert len(document.turns) == 4
    assert all(one.end + 1 == other.start for one, other in pairwise(document.turns))
    assert not re.search("krullenbol", document.text)
