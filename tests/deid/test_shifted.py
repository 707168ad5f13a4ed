from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kwalicode.deid.age_bands import age_band
from kwalicode.deid.shifted import general_date, shifted_date

MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}
DAYS = {
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}


def ordinal(day: int) -> str:
    ending = "th" if day in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


# Every form is written out by hand here, so that it does not rest on what it tests.
FORMS = {
    "nl": [
        lambda d, m, w: f"{d.day} {m} {d.year}",
        lambda d, m, w: f"{w} {d.day} {m} {d.year}",
        lambda d, m, w: f"{w} de {d.day}e {m} {d.year}",
        lambda d, m, w: f"{d.day} {m} '{d:%y}",
        lambda d, m, w: f"{d.day} {m.upper()} {d.year}",
        lambda d, m, w: f"{d:%d-%m-%Y}",
        lambda d, m, w: f"{d:%d/%m/%y}",
        lambda d, m, w: f"{d:%d.%m.%Y}",
        lambda d, m, w: f"{d:%Y-%m-%d}",
        lambda d, m, w: f"{d:%d %m %Y}",
    ],
    "en": [
        lambda d, m, w: f"{ordinal(d.day)} of {m} {d.year}",
        lambda d, m, w: f"{m} {ordinal(d.day)}, {d.year}",
        lambda d, m, w: f"{w}, {m} {d.day}, {d.year}",
        lambda d, m, w: f"{w} the {ordinal(d.day)} of {m} {d.year}",
        lambda d, m, w: f"{m.lower()} {d.day} {d.year}",
        lambda d, m, w: f"{d:%d/%m/%Y}",
        lambda d, m, w: f"{d:%Y-%m-%d}",
    ],
}
LANGUAGES = st.sampled_from(["nl", "en"])
DATES = st.dates(date(1950, 1, 1), date(2049, 12, 31))
SHIFTS = st.integers(-1500, 1500)


def written(form: int, day: date, language: str) -> str:
    forms = FORMS[language]
    month = MONTHS[language].split()[day.month - 1]
    return forms[form % len(forms)](day, month, DAYS[language].split()[day.weekday()])


@given(st.integers(0, 99), DATES, SHIFTS, LANGUAGES)
@example(0, date(2020, 2, 28), 1, "nl")
def test_a_shifted_date_is_the_other_day_written_in_the_same_form(form, day, days, language):
    other = day + timedelta(days)
    assume(1950 <= other.year <= 2049)
    surface = written(form, day, language)
    assert shifted_date(surface, language, days) == written(form, other, language)


@given(st.integers(0, 99), DATES, SHIFTS, LANGUAGES)
def test_shifting_there_and_back_gives_the_same_words(form, day, days, language):
    assume(1950 <= (day + timedelta(days)).year <= 2049)
    surface = written(form, day, language)
    assert shifted_date(shifted_date(surface, language, days), language, -days) == surface


@given(st.integers(1, 28), st.integers(0, 11), SHIFTS, LANGUAGES)
def test_a_date_without_a_year_comes_back_as_well(day, month, days, language):
    surface = f"{day} {MONTHS[language].split()[month]}"
    assert shifted_date(shifted_date(surface, language, days), language, -days) == surface


PIECES = ["3", "03", "12", "31", "'93", "1993", "mei", "May", "maart", "sept.", "maandag", "Monday"]
PIECES += ["drie", "derde", "third", "tweeduizend", "two thousand", "twintig", "-", "/", ",", "de"]


@given(
    st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join) | st.text(max_size=20),
    LANGUAGES,
    SHIFTS,
)
@example("3 ſept 2019", "nl", 7)
@example("3 aprİl 2019", "en", 7)
@example("0000-01-01", "nl", 7)
def test_any_text_gives_a_date_that_can_be_shifted_on_or_nothing(surface, language, days):
    once = shifted_date(surface, language, days)
    general_date(surface, language, "month")
    age_band(surface, language)
    assert once is None or shifted_date(once, language, 0) == once
    assert once is None or general_date(once, language, "month") is not None


@pytest.mark.parametrize(
    ("before", "after", "first", "second"),
    [
        # The moon landing, the fall of the wall, the attacks, the last day of a century.
        ("zondag 20 juli 1969", "donderdag 9 november 1989", (1969, 7, 20), (1989, 11, 9)),
        ("Dinsdag 11 september 2001", "Zondag 20 juli 1969", (2001, 9, 11), (1969, 7, 20)),
        ("vrijdag 31-12-1999", "dinsdag 11-09-2001", (1999, 12, 31), (2001, 9, 11)),
    ],
)
def test_weekdays_are_those_of_known_days(before, after, first, second):
    days = (date(*second) - date(*first)).days
    assert shifted_date(before, "nl", days) == after


@pytest.mark.parametrize(
    ("surface", "language", "days", "after"),
    [
        ("3 mei", "nl", 28, "31 mei"),
        ("30 december", "nl", 7, "6 januari"),
        ("drie mei", "nl", 19, "tweeëntwintig mei"),
        ("de derde mei", "nl", 7, "de tiende mei"),
        ("8ste maart 2021", "nl", 7, "15de maart 2021"),
        ("12 mrt. '02", "nl", 28, "9 apr. '02"),
        ("5-3-1993", "nl", 21, "26-3-1993"),
        ("3/4/19", "nl", 7, "10/4/19"),
        ("3/14/2019", "en", 7, "3/21/2019"),
        ("twaalf drie drieënnegentig", "nl", 7, "negentien drie drieënnegentig"),
        (
            "drie januari negentienhonderd drieënnegentig",
            "nl",
            -7,
            "zevenentwintig december negentienhonderd tweeënnegentig",
        ),
        (
            "the first of March two thousand and two",
            "en",
            -7,
            "the twenty-second of February two thousand and two",
        ),
    ],
)
def test_a_date_keeps_its_own_kind_of_words_and_figures(surface, language, days, after):
    assert shifted_date(surface, language, days) == after


def test_a_leap_day_counts_where_the_year_is_known():
    assert shifted_date("28 februari 2020", "nl", 1) == "29 februari 2020"
    assert shifted_date("28 februari", "nl", 1) == "1 maart"


def test_a_weekday_without_a_year_stays_with_whole_weeks_only():
    assert shifted_date("maandag 4 mei", "nl", 14) == "maandag 18 mei"
    assert shifted_date("maandag 4 mei", "nl", 3) is None


@pytest.mark.parametrize(
    "surface",
    [
        *("eerste kerstdag 1999", "maart 1993", "1961", "31-02-1999", "29 februari 2021", "l2 mei"),
        *(
            "3 mei 19",
            "12 tot 14 maart",
            "maandag",
            "",
            "3 of 4 mei",
            "12 mei 3",
            "3/4",
            "13/13/19",
        ),
    ],
)
def test_what_is_no_certain_day_is_not_shifted(surface):
    assert shifted_date(surface, "nl", 7) is None


def test_an_american_date_is_not_shifted_to_where_it_reads_otherwise():
    assert shifted_date("3/24/2019", "en", 14) is None


@pytest.mark.parametrize(
    ("surface", "language", "month", "year"),
    [
        ("maandag 12 mrt 1993", "nl", "maart 1993", "1993"),
        ("12-03-'93", "nl", "maart '93", "'93"),
        ("March 3rd, 2019", "en", "March 2019", "2019"),
        ("drie mei tweeduizend twee", "nl", "mei 2002", "2002"),
        ("3 mei", "nl", "mei", None),
        ("1961", "nl", None, "1961"),
        ("eerste kerstdag 1999", "nl", None, "1999"),
        ("12 tot 14 maart 1993", "nl", None, "1993"),
        ("pasen", "nl", None, None),
    ],
)
def test_a_date_is_told_by_its_month_or_its_year(surface, language, month, year):
    assert general_date(surface, language, "month") == month
    assert general_date(surface, language, "year") == year


@given(st.integers(0, 119), st.integers(2, 40), LANGUAGES)
def test_an_age_lies_in_its_band(age, width, language):
    band = age_band(str(age), language, width)
    if age >= 90:
        assert band == "90+"
    else:
        low, high = map(int, band.split("-"))
        assert low <= age <= high < 90
        assert high - low < width


@pytest.mark.parametrize(
    ("surface", "language", "band"),
    [
        ("tweeënvijftig", "nl", "50-59"),
        ("begin tachtig", "nl", "80-89"),
        ("tachtig", "nl", "80-89"),
        ("halverwege de dertig", "nl", "30-39"),
        ("zestiger", "nl", "60-69"),
        ("60-ers", "nl", "60-69"),
        ("vijftigplusser", "nl", "50+"),
        ("52-jarige", "nl", "50-59"),
        ("anderhalf", "nl", "0-9"),
        ("drieënhalf", "nl", "0-9"),
        ("4½", "nl", "0-9"),
        ("negentiende", "nl", "10-19"),
        ("45 tot 52", "nl", "40-59"),
        ("7, 9 en 12", "nl", "0-19"),
        ("88-91", "nl", "80+"),
        ("drieënnegentig", "nl", "90+"),
        ("fifty-two", "en", "50-59"),
        ("late forties", "en", "40-49"),
        ("30s", "en", "30-39"),
        ("four and a half", "en", "0-9"),
        ("between 45 and 47", "en", "40-49"),
        ("130", "nl", None),
        ("oud", "nl", None),
    ],
)
def test_ages_in_figures_and_words_become_bands(surface, language, band):
    assert age_band(surface, language) == band


def test_a_narrow_band_still_covers_a_whole_decade_that_was_told():
    assert age_band("eind tachtig", "nl", width=5) == "80-89"
    assert age_band("83", "nl", width=5) == "80-84"


def test_a_band_of_one_year_is_refused():
    with pytest.raises(ValueError, match="two years"):
        age_band("52", "nl", width=1)
