"""What detection misses on our dev sets is known; a change of it must be seen."""

import json

import pytest
from benchmarks import golden
from benchmarks.detectors import Span
from benchmarks.gold import Example, dev_sets
from benchmarks.scores import misses


def test_exactly_the_known_identifiers_are_missed():
    difference = golden.difference(golden.current(), golden.known())
    assert not difference, (
        f"{difference}\nIf this is what the change was meant to do, run `{golden.COMMAND}` and look "
        "at the difference."
    )


def test_every_known_miss_is_a_marked_identifier():
    marked = {
        (e.name, *span) for examples in dev_sets().values() for e in examples for span in e.gold
    }
    assert golden.known() <= marked


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ({("a", 1, 2, "DATE"), ("b", 3, 4, "AGE")}, "missed now (1):\n  b [3, 4) AGE"),
        (set(), "no longer missed (1):\n  a [1, 2) DATE"),
        ({("a", 1, 2, "DATE")}, ""),
    ],
)
def test_a_new_miss_and_a_miss_that_is_gone_are_both_named(now, says):
    assert golden.difference(now, {("a", 1, 2, "DATE")}) == says


def test_the_known_misses_are_written_anew_with_what_differs(monkeypatch, tmp_path):
    row = {
        "id": "x",
        "lang": "nl",
        "text": "Dag.",
        "spans": [{"start": 0, "end": 3, "type": "AGE"}],
    }
    (tmp_path / "dev.nl.jsonl").write_text(json.dumps(row), encoding="utf-8")
    monkeypatch.setattr("benchmarks.gold.DEV_SETS", tmp_path)
    said = golden.update(tmp_path / "misses.json")
    assert said == "missed now (1):\n  x [0, 3) AGE"
    assert golden.known(tmp_path / "misses.json") == {("x", 0, 3, "AGE")}
    assert golden.update(tmp_path / "misses.json") == "1 misses, the same as before."


@pytest.mark.parametrize(
    ("found", "n_missed"), [([(0, 12)], 0), ([(0, 3), (4, 12)], 0), ([(0, 6)], 1)]
)
def test_a_name_that_is_masked_by_half_is_missed(found, n_missed):
    example = Example("x", "nl", "Jan de Vries kwam", [Span(0, 12, "PERSON")])
    spans = [Span(start, end, "ID") for start, end in found]
    assert len(list(misses([example], [spans]))) == n_missed
