import pytest

from kwalicode.store.approvals import approve, approvers, withdraw_approvals
from kwalicode.store.files import add_row
from kwalicode.store.sources import delete_source


@pytest.fixture
def sources(db):
    """Two sources, 's1' and 's2'."""
    for place, source_id in enumerate(("s1", "s2")):
        row = {"id": source_id, "title": source_id, "file_name": "x.txt", "content": b"x"}
        row |= {"sha256": source_id, "kind": "interview", "language": "nl", "text": "x"}
        row |= {"turns": "[]", "position": place, "imported_by": "ana", "imported_at": "2026"}
        add_row(db, "sources", **row)


def test_who_signed_off_stands_in_order_and_once(db, sources):
    for coder in ("bo", "ana", "bo"):
        approve(db, "s1", 1, coder)
    assert approvers(db, "s1", 1) == ["bo", "ana"]


def test_a_sign_off_counts_for_its_own_source_and_review_only(db, sources):
    approve(db, "s1", 1, "ana")
    approve(db, "s1", 2, "bo")
    assert (approvers(db, "s1", 1), approvers(db, "s1", 2)) == (["ana"], ["bo"])
    assert approvers(db, "s2", 1) == []


def test_a_withdrawal_forgets_one_source_and_may_be_followed_by_a_new_sign_off(db, sources):
    approve(db, "s1", 1, "ana")
    approve(db, "s2", 1, "ana")
    withdraw_approvals(db, "s1")
    assert (approvers(db, "s1", 1), approvers(db, "s2", 1)) == ([], ["ana"])
    approve(db, "s1", 1, "ana")
    assert approvers(db, "s1", 1) == ["ana"]


def test_approvals_go_with_their_source(db, sources):
    approve(db, "s1", 1, "ana")
    delete_source(db, "s1")
    assert approvers(db, "s1", 1) == []
