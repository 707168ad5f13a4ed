"""The methods report: each number counted by hand, and nothing in it that exposes anyone."""

import re
from datetime import date
from pathlib import Path

import pytest

from kwalicode.errors import InputError, LeakError
from kwalicode.model import Attribute, Code, Coding, Document, Facts, InterviewPlan, Target, Turn
from kwalicode.model.quotes import QuoteChange
from kwalicode.report.methods.draft import methods_md
from kwalicode.store.agreement_choice import Choice as AgreementChoice
from kwalicode.store.attributes import add_attribute, add_plan, set_targets, set_values
from kwalicode.store.categories import add_category
from kwalicode.store.codebook import add_code
from kwalicode.store.codings import add_coding, delete_coding
from kwalicode.store.documents import add_version
from kwalicode.store.exports import LabelRules, set_label_rules
from kwalicode.store.facts import update_document_facts
from kwalicode.store.history import undo
from kwalicode.store.log import add_log_line
from kwalicode.store.pass_codings import find_pass_coders
from kwalicode.store.passes import find_passes
from kwalicode.store.saturation import Choice
from kwalicode.workflows.agreement.agree import FEW_DOCUMENTS
from kwalicode.workflows.agreement.agree import choose as choose_agreement
from kwalicode.workflows.codebook import merge_codes
from kwalicode.workflows.consensus import CONSENSUS
from kwalicode.workflows.methods import care as methods_care
from kwalicode.workflows.methods import coding as methods_coding
from kwalicode.workflows.methods import material as methods_material
from kwalicode.workflows.methods.report import draft, render, study_facts, write_methods
from kwalicode.workflows.passes import close_pass, open_pass, set_blind
from kwalicode.workflows.quotes import register
from kwalicode.workflows.quotes.picking import list_quotes, make_quote
from kwalicode.workflows.saturation.acts import choose, switch
from workflows.team import NAME, OWN

ROLES = {"ambtenaar": 9, "fractie": 8, "Kamerlid": 3, "oud": 4}
WORDS = "een twee drie vier "


def add_interview(study, number, people, *, language="nl", times=1):
    """An interview in which each of some persons says four words, so many times."""
    said = WORDS * times
    turns, text = [], ""
    for who in ("interviewer 1", *people):
        turns.append(Turn(len(text), len(text) + len(said), who, who.startswith("interviewer")))
        text += said + "\n"
    made = Document(f"d{number}", f"Gesprek {number}", "interview", language, text, tuple(turns), 1)
    with study.write("ana", "sign off") as db:
        add_version(db, made, coder="ana", role_labels=people)


@pytest.fixture
def twenty_four(study):
    """24 participants of four roles in three interviews; one of them speaks in two."""
    roles = [role for role, n in ROLES.items() for _ in range(n)]
    people = {f"respondent {number}": role for number, role in enumerate(roles, 1)}
    listed = list(people.items())
    add_interview(study, 1, dict(listed[:10]))
    add_interview(study, 2, dict(listed[9:20]), times=2)
    add_interview(study, 3, dict(listed[20:]), language="en")
    days = {"d1": "2022-06-14", "d2": "", "d3": "2022-05-31"}
    with study.write("ana", "days") as db:
        update_document_facts(db, {key: Facts(dated=day) for key, day in days.items()})
    return study


def describe(study, name, values, *, is_targeted=False, **more):
    """Give participants, by their number, a value of a new attribute."""
    with study.write("ana", "attribute") as db:
        choices = tuple(dict.fromkeys(values))
        key = add_attribute(db, Attribute("", name, "choice", choices, **more))
        held = {f"respondent {n}": {key: value} for n, value in enumerate(values, 1)}
        set_values(db, held)
        if is_targeted:
            set_targets(db, key, [Target(key, choices[0], 3)])
    return key


def test_small_roles_are_put_together_until_none_is_small(twenty_four):
    (roles,) = methods_material.find_margins(twenty_four)
    assert roles.groups == (
        (("ambtenaar",), 9),
        (("fractie",), 8),
        (("Kamerlid", "oud"), 7),
    )


def test_each_characteristic_stands_by_itself_and_confidential_ones_are_never_told(twenty_four):
    describe(twenty_four, "kant", ["links"] * 12 + ["rechts"] * 11, is_targeted=True)
    describe(twenty_four, "leiding", ["ja"] * 5 + ["nee"] * 19)
    secret = describe(twenty_four, "ziek", ["ja"] * 12 + ["nee"] * 12, is_confidential=True)
    listed = methods_material.find_characteristics(twenty_four)
    assert [(one.name, one.is_usual) for one in listed] == [
        ("", True),
        ("kant", True),
        ("leiding", False),
    ]
    every = methods_material.find_margins(twenty_four, {*(one.key for one in listed), secret})
    assert [(one.name, one.groups) for one in every[1:]] == [
        # One of whom nothing is known goes with the smaller group.
        ("kant", ((("links",), 12), (("rechts", ""), 12))),
        ("leiding", ()),  # 5 and 19: to tell one would tell the other
    ]
    facts = study_facts(twenty_four, None, coder="ana", chosen={one.key for one in listed})
    cells = [cell for row in draft(facts, "nl").parts[3].grids[0].rows[1:] for cell in row]
    assert sorted(int(cell) for cell in cells if cell.isdigit()) == [7, 8, 9, 12, 12]
    assert "ziek" not in methods_md(draft(facts, "nl")).decode()


def test_the_material_is_counted_as_by_hand(twenty_four):
    found = methods_material.material(twenty_four)
    texts = found.texts["interview"]
    # 11, 12 and 5 turns of 4, 8 and 4 words.
    assert (texts.n, texts.n_words, texts.shortest, texts.longest) == (3, 160, 20, 96)
    assert (texts.first, texts.last, texts.n_undated) == (date(2022, 5, 31), date(2022, 6, 14), 1)
    assert texts.languages == {"nl": 2, "en": 1}
    assert (found.n_participants, found.n_again, found.n_interviewers) == (24, 1, 1)
    text = methods_md(draft(study_facts(twenty_four, None, coder="ana"), "nl")).decode()
    assert "samen 160 woorden, vragen meegeteld: 20 tot 96 per interview, gemiddeld 53." in text
    assert "Minder dan 7 deelnemers spreken in meer dan één interview." in text


def test_how_interviews_were_held_is_told_of_all_together(twenty_four):
    def said(**facts):
        with twenty_four.write("ana", "facts") as db:
            update_document_facts(db, {key: Facts(**one) for key, one in facts.items()})
        found = draft(study_facts(twenty_four, None, coder="ana"), "en")
        (part,) = [one for one in found.parts if one.key == "material"]
        status = {one.number: one.status for one in found.items}
        return part, [status[one] for one in ("19", "20", "21")]

    part, status = said()
    assert "minute" not in part.text
    assert sum("in minutes" in one or "field notes" in one for one in part.asked) == 2
    assert status == ["missing", "missing", "partly"]
    known = {"minutes": 45, "held": "video", "recorded": "yes", "noted": "no"}
    part, status = said(d1=known, d2={**known, "minutes": 60})
    assert (
        "The interviews lasted 105 minutes together, but for one of which the length is not "
        "known: 45 to 60 each, median 52.5."
    ) in part.text
    assert "held as follows: 2 by video; of 1 this is not known." in part.text
    assert "Recorded: 2 interviews; not recorded: 0; not known: 1." in part.text
    assert status == ["partly", "partly", "partly"]
    part, status = said(d3={"minutes": 90, "held": "in person", "recorded": "yes", "noted": "yes"})
    assert "lasted 195 minutes together: 45 to 90 each, median 60." in part.text
    assert "held as follows: 1 in person and 2 by video." in part.text
    assert "All interviews were recorded." in part.text
    assert "Field notes were made at 1 of the interviews, and not at 2." in part.text
    assert status == ["filled", "filled", "filled"]


def test_the_methods_section_follows_the_number_that_the_study_lets_be_told(twenty_four):
    with twenty_four.write("ana", "rules") as db:
        set_label_rules(db, LabelRules(k=3))
    (roles,) = methods_material.find_margins(twenty_four)
    assert [n for _, n in roles.groups] == [9, 8, 4, 3]
    text = methods_md(draft(study_facts(twenty_four, None, coder="ana"), "nl")).decode()
    assert "groepen van minder dan 3 deelnemers staan samen" in text
    assert "Minder dan 3 deelnemers spreken in meer dan één interview." in text


def test_a_plan_that_changed_is_told_without_its_reason(twenty_four):
    with twenty_four.write("ana", "plan") as db:
        add_plan(db, InterviewPlan(10, 12, ""), coder="ana")
        add_plan(db, InterviewPlan(11, 12, "De wethouder belde"), coder="ana")
    text = methods_md(draft(study_facts(twenty_four, None, coder="ana"), "nl")).decode()
    assert (
        "Gepland waren 11 interviews, met ten hoogste 12. Dat plan is één keer gewijzigd." in text
    )
    assert "wethouder" not in text


def mark(study, who, length, *, code="a", document="d1", pass_id=None):
    with study.write(who, "code") as db:
        words = db.execute(
            "SELECT substr(text, 1, ?) FROM versions WHERE document_id = ?", [length, document]
        ).fetchone()[0]
        coding = Coding(f"{who}-{code}-{length}-{document}", document, code, who, 0, length, words)
        add_coding(db, coding, pass_id=pass_id)


@pytest.fixture
def two_coders(twenty_four):
    """Three codes of which one went up in another; Ana and Bo coded the first interview blind."""
    study = twenty_four
    with study.write("ana", "codes") as db:
        for name, origin in (("a", "data"), ("b", "data"), ("c", "theory")):
            add_code(db, Code(name, name, None, 0, origin=origin), coder="ana")
    set_blind(study, 1, is_blind=True, coder="ana")
    mark(study, "ana", 30)
    mark(study, "bo", 20)
    mark(study, "ana", 8, code="c", document="d2")
    close_pass(study, 1, coder="ana")
    axial = open_pass(study, "axial", "axial", coder="bo")
    merge_codes(study, ["b"], "a", coder="ana")
    merge_codes(study, ["c"], "a", coder="ana")
    assert undo(study, "ana")
    with study.write("ana", "category") as db:
        add_category(db, "angst")
    close_pass(study, axial, coder="ana")
    return study


def test_passes_and_the_codebook_over_time_are_counted_as_by_hand(two_coders):
    found = methods_coding.coding(two_coders, coder="ana")
    first, second = found.passes
    assert (first.coders, first.is_blind, first.opened) == (("ana", "bo"), True, None)
    assert (first.n_codings, first.n_units, first.n_codes) == (3, 2, 2)
    assert (second.kind, second.coders, second.n_categories) == ("axial", (), 1)
    assert [one[2:] for one in found.stages] == [(3, 0, 0, 0), (2, 1, 0, 1), (2, 1, 0, 0)]
    assert found.origins == {"data": 1, "theory": 1}


def test_agreement_is_that_of_the_coders_without_their_consensus(two_coders):
    mark(two_coders, CONSENSUS, 25, pass_id=1)
    (found,) = methods_coding.agreed(two_coders)
    assert (found.n_coders, found.n_documents, found.n_codes, found.was_blind) == (2, 1, 1, True)
    assert (found.interval, found.narrow_below) == (None, FEW_DOCUMENTS)
    # 30 and 20 of 219 letters: 20 of both, 10 of one, 189 of neither.
    n = 11 * (len(WORDS) + 1) - 1 + 1
    chance = (30 * 20 + (n - 30) * (n - 20)) / n**2
    assert found.kappa == pytest.approx((1 - 10 / n - chance) / (1 - chance))
    assert found.alpha == pytest.approx(1 - (2 * n - 1) * 10 / (50 * (2 * n - 50)))


def test_the_methods_section_tells_the_unit_and_coders_that_the_team_chose(two_coders):
    mark(two_coders, "cas", 30, pass_id=1)
    with two_coders.read() as db:
        ids = {name: coder_id for coder_id, name in find_pass_coders(db, 1).items()}
    pair = (ids["ana"], ids["cas"])
    for unit in ("document", "turn"):
        choose_agreement(two_coders, AgreementChoice(1, pair, unit, 0.9), coder="ana")
    (found,) = methods_coding.agreed(two_coders)
    assert (found.n_coders, found.unit, found.share, found.n_choices) == (2, "turn", 0.9, 2)
    # Both gave the code to the same two turns of eleven, in one segment each.
    assert (found.alpha, found.matched) == (1, 1)
    text = methods_md(draft(study_facts(two_coders, None, coder="ana"), "nl")).decode()
    assert "per beurt, is 1,00." in text
    assert "opnieuw gekozen" in text
    # Where a chosen coder is gone from the pass, all others are compared, in characters.
    with two_coders.write("cas", "delete") as db:
        delete_coding(db, "cas-a-30-d1")
    (found,) = methods_coding.agreed(two_coders)
    assert (found.unit, found.chosen) == ("character", None)


def test_of_three_coders_the_two_who_share_a_document_are_compared(two_coders):
    mark(two_coders, "cas", 12, document="d3", pass_id=1)
    (found,) = methods_coding.agreed(two_coders)
    assert (found.n_coders, found.n_documents) == (2, 1)


def test_what_a_blind_pass_hides_is_not_compared(two_coders):
    pass_id = open_pass(two_coders, "open", "tweede", coder="ana", is_blind=True)
    for who in ("ana", "bo"):
        mark(two_coders, who, 40, pass_id=pass_id)
    assert [one.pass_name for one in methods_coding.agreed(two_coders)] == ["open"]
    with two_coders.read() as db:
        assert len(find_passes(db)) == 3


def test_saturation_is_told_by_the_stored_setting_alone(two_coders):
    assert methods_coding.saturated(two_coders, coder="ana").told is None
    choose(two_coders, Choice(base_size=1, run_length=1), coder="ana")
    told = methods_coding.saturated(two_coders, coder="ana").told
    assert (told.n_interviews, told.n_codes, told.base_size) == (2, 2, 1)
    text = methods_md(draft(study_facts(two_coders, None, coder="ana"), "nl")).decode()
    assert "In 2 interviews" in text
    switch(two_coders, is_on=False, coder="ana")
    assert not methods_coding.saturated(two_coders, coder="ana").is_tracked


def test_quotes_are_counted_with_the_label_that_fewest_share(two_coders):
    make_quote(two_coders, ["ana-a-30-d1"], coder="ana")
    make_quote(two_coders, ["ana-c-8-d2"], coder="ana")
    quote_id = list_quotes(two_coders)[0].quote_id
    register.adapt(two_coders, quote_id, QuoteChange(0, 3, "een", "grammar"), coder="ana")
    for one, label in zip(list_quotes(two_coders), ("ambtenaar", "fractie"), strict=True):
        register.describe(two_coders, one.quote_id, label, "", coder="ana")
    found = methods_care.quoted(two_coders)
    assert found.states == {"adapted": 1, "candidate": 1}
    assert (found.n_changed, found.fewest) == (1, 8)
    register.describe(two_coders, quote_id, "wethouder", "", coder="ana")
    assert methods_care.quoted(two_coders).fewest == 1  # who speaks in it


def test_numbers_of_the_key_file_are_those_of_its_tables(team_study, team_key):
    found = methods_care.masked(team_study, team_key)
    with team_key.read() as db:
        states = dict(db.execute("SELECT state, count(*) FROM findings GROUP BY 1").fetchall())
        people = db.execute(
            "SELECT count(*) FROM findings WHERE state = 'accepted' AND kind = 'person'"
        ).fetchone()[0]
    assert (found.n_sources, found.n_signed_off, found.n_approvers) == (3, 3, 1)
    assert found.n_masked == states.get("accepted", 0)
    assert found.n_refused == states.get("refused", 0)
    assert found.n_open == states.get("proposed", 0)
    assert found.kinds.get("person", 0) == people
    consent, n_withdrawn, kept = methods_care.ethics(team_study, team_key)
    assert (consent.n_asked, consent.n_consented, consent.n_forms, n_withdrawn) == (3, 1, 1, 0)
    assert not kept  # nobody chose, so the usual terms are not claimed
    with team_study.write("ana", "log") as db:
        for _ in range(2):
            add_log_line(db, "ana", "withdrawal", {"documents": 1})
    assert methods_care.ethics(team_study, None) == (None, 2, ())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_words_names_or_pseudonyms_are_in_the_report(team_study, team_key, language):
    facts = study_facts(team_study, team_key, coder="ana")
    text = methods_md(draft(facts, language)).decode()
    for words in (*OWN, "krullenbol", "gele laarzen", "zette thee", "Noorderhaven"):
        assert words not in text
    for name in (*NAME.split(), "Basir", "Nooitgedacht", "Ilse", "Bakboord", "Femke"):
        assert name not in text
    assert not re.search(r"respondent \d|interviewer \d|Gesprek \d|zonder@", text)


def test_a_name_of_the_key_in_what_the_team_named_is_refused(team_study, team_key):
    output = Path("methods.md")
    assert write_methods(team_study, team_key, output, coder="ana", language="nl").content
    with team_study.write("ana", "attribute") as db:
        key = add_attribute(db, Attribute("", "collega van Bakboord", "yes/no"))
        set_targets(db, key, [Target(key, "yes", 3)])
    with pytest.raises(LeakError):
        write_methods(team_study, team_key, output, coder="ana", language="nl")
    with pytest.raises(InputError):
        render(draft(study_facts(team_study, None, coder="ana"), "nl"), ".pdf")
