import pytest

from kwalicode.model import DeidSettings, IdentifierKind
from kwalicode.store.settings import get_settings, save_settings

CHOSEN = DeidSettings(
    styles={IdentifierKind.PERSON: "alias", IdentifierKind.DATE: "shifted"},
    two_reviewers=True,
    strict=True,
    learned=False,
    engines="spacy:nl_core_news_lg",
)


def test_a_study_in_which_nobody_chose_anything_gives_codes_and_asks_one_person(db):
    settings = get_settings(db)
    assert settings == DeidSettings()
    assert (settings.styles, settings.two_reviewers, settings.shift_days) == ({}, False, 0)


def test_what_was_chosen_comes_back_as_it_was_chosen(db):
    save_settings(db, CHOSEN)
    kept = get_settings(db)
    assert (kept.styles, kept.engines) == (CHOSEN.styles, CHOSEN.engines)
    assert (kept.two_reviewers, kept.strict, kept.learned) == (True, True, False)


def test_dates_move_by_whole_weeks_far_enough_and_the_number_stays_when_rules_change(db):
    save_settings(db, CHOSEN)
    days = get_settings(db).shift_days
    assert days % 7 == 0
    assert 8 <= abs(days) // 7 <= 52
    # What comes from a page knows nothing of the number, or something else.
    for settings in (DeidSettings(), DeidSettings(shift_days=3), CHOSEN):
        save_settings(db, settings)
        assert get_settings(db).shift_days == days


def test_studies_do_not_move_their_dates_alike(db):
    drawn = set()
    for _ in range(20):
        db.execute("DELETE FROM settings WHERE id = 'deidentification'")
        save_settings(db, DeidSettings())
        drawn.add(get_settings(db).shift_days)
    assert len(drawn) > 1
    assert {days > 0 for days in drawn} == {True, False}


def test_the_settings_of_the_key_file_itself_stay(db):
    before = db.execute("SELECT value FROM settings WHERE id = 'study'").fetchone()
    save_settings(db, CHOSEN)
    assert db.execute("SELECT value FROM settings WHERE id = 'study'").fetchone() == before


@pytest.mark.parametrize("kind", IdentifierKind)
def test_a_style_is_kept_for_every_kind(db, kind):
    save_settings(db, DeidSettings(styles={kind: "blackened"}))
    assert get_settings(db).styles == {kind: "blackened"}
