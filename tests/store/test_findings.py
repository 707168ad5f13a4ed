from itertools import combinations

import pytest

from kwalicode.model import Finding, IdentifierKind, Transcript, Turn
from kwalicode.store.findings import (
    add_findings,
    decide,
    delete_overlapping,
    find_findings,
    find_overlapping,
)
from kwalicode.store.sources import add_source

TEXT = "Jan zag Bente in Zwolle."
SPANS = [(0, 3), (8, 13), (13, 16), (17, 23)]


@pytest.fixture
def sources(db):
    """Two sources of one text, each with the same four findings."""
    ids = []
    for number in range(2):
        transcript = Transcript(TEXT, (Turn(0, len(TEXT)),), "nl", "document")
        title, file = f"Document {number}", ("x.txt", str(number).encode())
        ids.append(add_source(db, transcript, title=title, file=file, speakers=(), coder="ana"))
        findings = [Finding(*span, IdentifierKind.PERSON, 0.8, "names") for span in SPANS]
        add_findings(db, ids[-1], TEXT, findings)
    return ids


def test_findings_overlap_a_span_when_they_share_a_place_with_it(db, sources):
    for start, end in combinations(range(len(TEXT) + 1), 2):
        shared = [span for span in SPANS if set(range(*span)) & set(range(start, end))]
        found = find_overlapping(db, sources[0], start, end)
        assert [(f.start, f.end) for f in found] == shared
        assert {f.source_id for f in found} <= {sources[0]}


def test_what_overlaps_is_given_with_its_words_and_what_was_decided(db, sources):
    refused, accepted = find_overlapping(db, sources[0], 2, 9)
    decide(db, refused.finding_id, "refused")
    decide(db, accepted.finding_id, "accepted")
    found = find_overlapping(db, sources[0], 2, 9)
    assert [(f.surface, f.state) for f in found] == [("Jan", "refused"), ("Bente", "accepted")]
    assert found == find_findings(db, sources[0])[:2]


def test_what_a_new_finding_lies_over_is_removed_in_its_source_alone(db, sources):
    delete_overlapping(db, sources[0], 12, 17)
    left = [[(f.start, f.end) for f in find_findings(db, source_id)] for source_id in sources]
    assert left == [[SPANS[0], SPANS[3]], SPANS]
