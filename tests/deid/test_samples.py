"""The invented interviews that ship with kwalicode, with lists of what identifies someone."""

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kwalicode import deid
from kwalicode.formats import SUFFIXES, read_document
from kwalicode.model import IdentifierKind

SAMPLES = Path(__file__).parents[2] / "sample_data"
FILES = sorted(
    path
    for path in SAMPLES.glob("*/*")
    if path.suffix in SUFFIXES and (SAMPLES / "identifiers" / f"{path.stem}.csv").exists()
)


def read(path):
    transcript = read_document(path.name, path.read_bytes())
    speakers = {t.speaker: IdentifierKind.PERSON for t in transcript.turns if t.speaker}
    return transcript.text, transcript.language, deid.real_names(speakers)


def planted(path, text):
    """Give the places of every planted identifier: an age may be an ordinary number elsewhere."""
    with (SAMPLES / "identifiers" / f"{path.stem}.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        # The 's of a genitive may stay: "[subject 12]'s".
        name = re.sub("['’]s$", "", row["text"])
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
        places = [match.span() for match in re.finditer(pattern, text)]
        yield from ([places] if row["kind"] == "age" and places else [[p] for p in places])


def test_there_are_samples_to_measure_on():
    assert len(FILES) >= 4


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nearly_all_identifiers_are_found_and_few_other_words(path):
    text, language, known = read(path)
    findings = deid.detect(text, language, known=known, refused=())
    masked = {place for f in findings for place in range(f.start, f.end)}
    sure = {
        place
        for f in findings
        if f.kind != IdentifierKind.NAME_LIKE
        for place in range(f.start, f.end)
    }
    groups = list(planted(path, text))
    hits = [
        any(all(i in masked for i in range(*p) if text[i].isalnum()) for p in places)
        for places in groups
    ]
    names = {i for places in groups for p in places for i in range(*p)}
    others = [m for m in re.finditer(r"\w+", text) if names.isdisjoint(range(*m.span()))]
    false = [m for m in others if not sure.isdisjoint(range(*m.span()))]
    assert sum(hits) >= 0.95 * len(hits)
    assert len(false) <= 0.025 * len(others)


def test_a_name_the_reviewer_accepted_is_gone_from_every_sample():
    known = {"Henk Dijkstra": IdentifierKind.PERSON, "Noorderhaven": IdentifierKind.PLACE}
    for path in FILES:
        text, language, speakers = read(path)
        findings = deid.detect(text, language, known=known | speakers, refused=())
        masked = {place for f in findings for place in range(f.start, f.end)}
        for match in re.finditer(r"(?<!\w)(?:Dijkstra|Noorderhaven)(?!\w)", text):
            assert masked.issuperset(range(*match.span()))


NO_NETWORK = """
import sys
def watch(event, arguments):
    # urllib3, which Presidio brings along, binds to ::1 on import to see whether IPv6 exists.
    is_outward = event.startswith("socket.") and event not in {"socket.__new__", "socket.bind"}
    if is_outward:
        raise SystemExit(f"{event} was called")
sys.addaudithook(watch)
from kwalicode import deid
text = "Mail h.dijkstra@example.com of kijk op www.example.com/haven."
for language in ("nl", "en"):
    print(len(deid.detect(text, language, known={}, refused=())))
"""


def test_a_fresh_start_and_an_e_mail_address_ask_nothing_of_the_network():
    result = subprocess.run(
        [sys.executable, "-c", NO_NETWORK], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout.split()) == (0, ["2", "2"]), result.stderr


def calls(work):
    """Count the function calls of a piece of work."""
    count = 0

    def trace(frame, event, argument):
        nonlocal count
        count += 1

    sys.setprofile(trace)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_twice_the_text_takes_no_more_than_twice_the_steps():
    text, language, known = read(FILES[-1])
    deid.detect(text, language, known=known, refused=())  # the lists are read on first use
    once = calls(lambda: deid.detect(text, language, known=known, refused=()))
    twice = calls(lambda: deid.detect(f"{text}\n{text}", language, known=known, refused=()))
    assert twice <= 2.05 * once
