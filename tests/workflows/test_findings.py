import json
import os

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from conftest import KEY_PASSPHRASE, PASSPHRASE
from kwalicode import deid
from kwalicode.cli import cli
from kwalicode.errors import InputError
from kwalicode.model import IdentifierKind
from kwalicode.text import normalise
from kwalicode.workflows.findings import MAX_BYTES, TYPES, find_spans, write_findings

DUTCH = "Nou, Henk Dijkstra uit Zwolle belt me op 06-12345678, en in de Qwobbel was hij ook."
ENGLISH = "I told Fiona Ashworth that I was born on 3 May 1971."


def line(text_id, lang, text):
    return json.dumps({"id": text_id, "lang": lang, "text": text})


@pytest.fixture
def given_lines(tmp_path):
    """Write a file of lines and give its path and that of what is to be made of it."""

    def given_lines(*lines):
        content = b"".join(x if isinstance(x, bytes) else x.encode() + b"\n" for x in lines)
        (tmp_path / "in.jsonl").write_bytes(content)
        return tmp_path / "in.jsonl", tmp_path / "out.jsonl"

    return given_lines


def spans_of(path):
    rows = [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines()]
    return [(row["id"], row["spans"]) for row in rows]


def surfaces(text, spans):
    return [(text[s["start"] : s["end"]], s["type"], s["layer"]) for s in spans]


def test_every_line_gets_its_spans_in_the_order_of_the_input(given_lines):
    paths = given_lines(line("b", "nl", DUTCH), "", line(7, "en", ENGLISH), line("a", "nl", ""))
    assert write_findings(*paths) == 3
    (first, dutch), (second, english), third = spans_of(paths[1])
    assert surfaces(DUTCH, dutch) == [
        ("Henk Dijkstra", "PERSON", "names and lists"),
        ("Zwolle", "LOCATION", "names and lists"),
        ("06-12345678", "PHONE", "patterns"),
        ("Qwobbel", "ID", "learned layer"),
    ]
    assert surfaces(ENGLISH, english) == [
        ("Fiona Ashworth", "PERSON", "names and lists"),
        ("3 May 1971", "DATE", "patterns"),
    ]
    assert (first, second, third) == ("b", 7, ("a", []))


def test_a_guess_has_a_lower_score_than_any_other_finding():
    rules = deid.Layers(learned=False)
    spans = find_spans(DUTCH, "nl", known={}, refused=(), layers=rules)
    guesses = {s["score"] for s in spans if s["layer"] == "catch-all"}
    others = {s["score"] for s in spans} - guesses
    assert max(guesses) < 0.4 < min(others)


def test_every_kind_has_one_of_the_promised_types():
    promised = (
        "PERSON LOCATION ORGANIZATION PARTY DEPARTMENT FUNCTION DATE AGE ADDRESS POSTCODE PHONE "
        "EMAIL BSN IBAN LICENSE_PLATE URL HANDLE ID"
    )
    assert set(TYPES) == set(IdentifierKind)
    assert set(TYPES.values()) == set(promised.split())


def test_neither_the_order_nor_the_number_of_processes_changes_what_is_found(given_lines):
    texts = [f"{DUTCH} {'Dat was het wel zo ongeveer. ' * 300} Vraag {n}." for n in range(15)]
    lines = [line(n, "nl", text) for n, text in enumerate(texts)]
    paths = given_lines(*lines)
    shares = []
    write_findings(*paths, n_processes=2, progress=shares.append)
    by_two = spans_of(paths[1])
    write_findings(*given_lines(*reversed(lines)), n_processes=1)
    assert spans_of(paths[1]) == by_two[::-1]
    assert len(by_two) == 15
    assert all(len(spans) >= 4 for _, spans in by_two)
    assert len(shares) > 1
    assert shares == sorted(shares)
    assert shares[-1] == 1


GOOD = line("a", "nl", DUTCH)
BAD = {
    "no JSON": ('{"id": "b", "lang": "nl", "text": "Henk Dijk', "Line 3 is not a JSON object"),
    "no object": ('["Henk Dijkstra"]', "Line 3 is not a JSON object"),
    "nested without end": ("[" * 100_000, "Line 3 is not a JSON object"),
    "no text": ('{"id": "Dijkstra", "lang": "nl"}', "Line 3 has no 'text'"),
    "no id": ('{"lang": "nl", "text": "Dijkstra"}', "Line 3 has no 'id'"),
    "an id that is neither text nor number": (line(None, "nl", "Dijkstra"), "Line 3 has no 'id'"),
    "an id that is a truth value": (line(True, "nl", "Dijkstra"), "Line 3 has no 'id'"),
    "a text that is a list": (line("b", "nl", ["Dijkstra"]), "Line 3 has no 'text'"),
    "a language in a list": (line("b", ["nl"], "Dijkstra"), "Line 3 has no 'lang'"),
    "another language": (line("b", "Dijkstra", "x"), "The 'lang' of line 3 is not known"),
    "a megabyte": (line("b", "nl", "Dijkstra " * 120_000), "Line 3 is longer than 1 MB"),
    "no UTF-8": (line("b", "nl", "x").encode() + b"\xe9\n", "Line 3 is not UTF-8"),
    "UTF-16": (line("b", "nl", "Dijkstra").encode("utf-16"), "Line 3 is not UTF-8"),
}


@pytest.mark.parametrize(("bad", "says"), BAD.values(), ids=BAD.keys())
def test_a_bad_line_is_named_in_one_sentence_and_nothing_is_written(given_lines, bad, says):
    source, target = given_lines(GOOD, "", bad)
    target.write_text("as it was", encoding="utf-8")
    result = CliRunner().invoke(cli, ["findings", str(source), str(target)])
    assert result.exit_code == 1
    (sentence,) = [row for row in result.output.splitlines() if row.startswith("Error: ")]
    assert says in sentence
    assert "Dijk" not in result.output
    assert target.read_text(encoding="utf-8") == "as it was"
    assert sorted(path.name for path in target.parent.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_a_line_just_short_of_the_limit_is_looked_through(given_lines):
    text = f"{DUTCH}{' ' * (MAX_BYTES - len(line('a', 'nl', DUTCH)) - 1)}"
    paths = given_lines(line("a", "nl", text))
    assert paths[0].stat().st_size == MAX_BYTES
    write_findings(*paths)
    assert len(spans_of(paths[1])[0][1]) == 4


def test_a_byte_order_mark_and_fields_of_others_are_passed_over(given_lines):
    row = json.dumps({"id": "a", "lang": "nl", "text": DUTCH, "spans": [], "tags": ["x"]})
    paths = given_lines(b"\xef\xbb\xbf" + row.encode())
    write_findings(*paths)
    assert [text_id for text_id, _ in spans_of(paths[1])] == ["a"]


def test_an_empty_file_has_no_findings(given_lines):
    paths = given_lines()
    assert write_findings(*paths) == 0
    assert paths[1].read_bytes() == b""


@pytest.mark.parametrize("target", ["in.jsonl", "missing/out.jsonl", "folder", "pipe"])
def test_nothing_is_written_over_the_texts_or_where_no_file_can_stand(given_lines, target):
    source, _ = given_lines(GOOD)
    (source.parent / "folder").mkdir()
    os.mkfifo(source.parent / "pipe")
    with pytest.raises(InputError, match="cannot be written"):
        write_findings(source, source.parent / target)
    assert source.read_text(encoding="utf-8") == GOOD + "\n"
    assert sorted(path.name for path in source.parent.iterdir()) == ["folder", "in.jsonl", "pipe"]


def test_a_study_adds_the_names_accepted_in_it_and_leaves_out_those_refused(
    given_lines, bring, decide, add, study, monkeypatch
):
    source_id = bring("Toen kwam Spijkerding langs, uit Zwolle.")
    add(source_id, "Spijkerding")
    decide(source_id, "refuse", "Zwolle")
    text = "dat zei spijkerding ook in Zwolle"
    source, target = given_lines(line("a", "nl", text))
    monkeypatch.setenv("KWALICODE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("KWALICODE_KEY_PASSPHRASE", KEY_PASSPHRASE)
    arguments = ["findings", str(source), str(target)]
    assert CliRunner().invoke(cli, arguments).exit_code == 0
    assert surfaces(text, spans_of(target)[0][1]) == [("Zwolle", "LOCATION", "names and lists")]
    result = CliRunner().invoke(cli, [*arguments, "--study", str(study.path)])
    assert result.exit_code == 0, result.output
    assert surfaces(text, spans_of(target)[0][1]) == [("spijkerding", "PERSON", "study")]


def test_the_progress_does_not_stand_among_what_is_printed(given_lines):
    source, target = given_lines(GOOD)
    result = CliRunner().invoke(cli, ["findings", str(source), str(target)])
    assert (result.stdout, "Looking through" in result.stderr) == (
        "Looked through 1 texts.\n",
        True,
    )


PIECES = st.sampled_from(
    [
        *("Jose\u0301 Pe\u0301rez", "José", "Ayşe Yıldız", "Zwolle", " belde ", ". ", "\r\n", "\n"),
        *(
            "\u00ad",
            "\ufeff",
            "\r",
            "\x85",
            "e\u00ad\u0301",
            "👩‍👩‍👧",
            "06-12345678",
            "\ud83d",
            " ",
        ),
    ]
)


@given(st.lists(PIECES | st.characters(max_codepoint=0x17F), max_size=20).map("".join))
def test_offsets_count_code_points_of_the_text_as_it_was_given(text):
    spans = find_spans(text, "nl", known={}, refused=())
    plain = normalise(text)
    found = deid.detect(plain, "nl", known={}, refused=())
    assert [normalise(text[s["start"] : s["end"]]) for s in spans] == [
        plain[f.start : f.end] for f in found
    ]
    ends = [0, *(place for s in spans for place in (s["start"], s["end"])), len(text)]
    assert ends == sorted(ends)
