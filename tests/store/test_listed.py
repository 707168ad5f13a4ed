from dataclasses import replace

import pytest

from kwalicode.errors import ConflictError
from kwalicode.model import IdentifierKind, ListedName
from kwalicode.store.history import redo, undo
from kwalicode.store.listed import add_listed, find_listed, replace_listed

PERSON, FUNCTION, PHONE = IdentifierKind.PERSON, IdentifierKind.FUNCTION, IdentifierKind.PHONE
NAMES = [
    ListedName(0, "Zoltarra", PERSON),
    ListedName(0, "griffier", FUNCTION, "small"),
    ListedName(0, "0900-0767", PHONE, stays=True),
]


def shown(db):
    return [(n.text, str(n.kind), n.level, n.stays) for n in find_listed(db)]


def test_entries_come_back_by_kind_and_text(db):
    assert add_listed(db, NAMES) == 3
    assert shown(db) == [
        ("griffier", "function", "small", False),
        ("Zoltarra", "person", "", False),
        ("0900-0767", "phone", "", True),
    ]


def test_an_entry_that_is_there_already_takes_the_new_level_and_is_not_counted(db):
    add_listed(db, NAMES)
    again = [replace(NAMES[1], level="broad"), ListedName(0, "griffier", PERSON)]
    assert add_listed(db, again) == 1
    assert ("griffier", "function", "broad", False) in shown(db)
    assert ("griffier", "person", "", False) in shown(db)
    assert len(shown(db)) == 4


def test_the_list_becomes_what_was_typed(db):
    add_listed(db, NAMES)
    griffier, zoltarra, _phone = find_listed(db)
    fresh = ListedName(0, "Noorderhaven", IdentifierKind.PLACE)
    replace_listed(db, [replace(griffier, stays=True), zoltarra, fresh])
    assert shown(db) == [
        ("griffier", "function", "small", True),
        ("Zoltarra", "person", "", False),
        ("Noorderhaven", "place", "", False),
    ]
    assert zoltarra in find_listed(db)
    replace_listed(db, [])
    assert find_listed(db) == []


def test_two_entries_may_change_places(db):
    add_listed(db, [ListedName(0, "Anna", PERSON, "small"), ListedName(0, "Bram", PERSON)])
    anna, bram = find_listed(db)
    replace_listed(db, [replace(anna, text="Bram"), replace(bram, text="Anna")])
    assert shown(db) == [("Anna", "person", "", False), ("Bram", "person", "small", False)]


def test_the_same_words_cannot_stand_twice_in_a_list(db):
    add_listed(db, NAMES)
    before = find_listed(db)
    with pytest.raises(ConflictError, match="stand in the list twice"):
        replace_listed(db, [*before, ListedName(0, "Zoltarra", PERSON)])
    assert find_listed(db) == before


def test_a_change_of_the_list_is_taken_back_and_done_again(key):
    with key.write("ana", "list") as db:
        add_listed(db, NAMES)
    with key.write("ana", "list") as db:
        replace_listed(db, [ListedName(0, "Noorderhaven", IdentifierKind.PLACE)])
    assert undo(key, "ana")
    with key.read() as db:
        assert [n.text for n in find_listed(db)] == ["griffier", "Zoltarra", "0900-0767"]
    assert redo(key, "ana")
    with key.read() as db:
        assert [n.text for n in find_listed(db)] == ["Noorderhaven"]
