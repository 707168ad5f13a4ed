"""Lists of answers stand together under their survey, on every page that lists documents."""

import pytest

from kwalicode.store.sources import find_sources
from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.surveys.importing import guess, import_survey, read_file
from test_pages import open_page

QUESTIONS = ("Licht toe hoe het was.", "Licht toe wat er moet komen.")
ROWS = ";".join(QUESTIONS) + "\nHet ging wel.;Meer rust.\nNiet zo best.;Meer tijd.\n"


@pytest.fixture
def survey(study, key):
    for name in ("Staf", "Oud"):
        file = read_file("x.csv", ROWS.replace("rust", f"rust voor {name.lower()}").encode())
        import_survey(study, key, file, guess(study, file, survey=name), coder="ana")
    with key.read() as db:
        source_ids = [one.source_id for one in find_sources(db)]
    for source_id in source_ids:
        detect_findings(key, source_id, coder="ana")
        sign_off(study, key, source_id, coder="ana", look_elsewhere=False)


def test_a_survey_is_one_row_of_a_list(study, key, survey):
    rows = open_page("overview", study, key, "en").dataframe[0].value
    assert [*rows["Document"]] == ["Staf (2 lists of answers)", "Oud (2 lists of answers)"]
    rows = open_page("surveys", study, key, "en").dataframe[0].value
    assert [*rows["Rows"]] == [2, 2]
    open_page("sources", study, key, "en")


@pytest.mark.parametrize("name", ["coding", "deidentify"])
def test_a_survey_is_chosen_first_and_then_a_list_of_it(study, key, survey, name):
    page = open_page(name, study, key, "en")
    of_survey, of_list = page.selectbox[:2]
    assert (of_survey.options, len(of_list.options)) == (["Staf", "Oud"], 2)
    for chosen in ("Oud", "Staf", "Oud"):
        page.selectbox[0].set_value(chosen).run()
        assert page.selectbox[0].value == chosen
        assert not page.exception
    # Two surveys ask the same: the second list of a name has a number.
    assert all("2" in title for title in page.selectbox[1].options)
