"""The reader on a study that is there already: selecting, coding, keys, other coders."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from browser.steps import (
    READER,
    choose_document,
    drag_over,
    go,
    log_in,
    put_caret,
    refused,
    say,
    selected,
    settle,
    wait_for_reader,
    wait_until_stored,
)
from conftest import PASSPHRASE
from kwalicode.model import Code, Coding, Document, Turn
from kwalicode.store.codebook import add_code, find_codes
from kwalicode.store.codings import add_coding, find_codings
from kwalicode.store.documents import add_version
from kwalicode.store.history import undo
from kwalicode.store.study import create_study
from kwalicode.workflows.quotes.picking import list_quotes

HARD = [
    "Vóór 👩‍👩‍👧 het gezin 🇳🇱 komt e\u0301e\u0301n café.",
    "Mathe 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 en dan 👍🏽 het doelwoord hier.",
    "עברית אז גם כאן מילים לבחור.",
    "मनीष कि बात और क्ष त्र.",
    "Ik durfde niets te zeggen. Echt niet. Het hoort erbij, dacht ik toen.",
    "Waarom niet?",
    "Omdat wie iets zegt, die is de volgende. Dat weet iedereen hier.",
]


@pytest.fixture
def document():
    turns, start = [], 0
    for place, words in enumerate(HARD):
        name = "interviewer 1" if place % 2 else "respondent 3"
        turns.append(Turn(start, start + len(words), name, bool(place % 2)))
        start += len(words) + 1
    return Document("d1", "Gesprek 1", "interview", "nl", "\n".join(HARD), tuple(turns), 1)


@pytest.fixture
def study(folder, document):
    name = f"study {uuid4().hex[:8]}"
    with create_study(folder / name, PASSPHRASE, name=name) as study:
        with study.write("ana", "sign off") as db:
            add_version(db, document, coder="ana", role_labels={"respondent 3": "ambtenaar"})
            for place, code in enumerate(("angst", "zwijgen", "werk")):
                add_code(db, Code(code, code, None, place), coder="ana")
        yield study
    study.path.unlink()


@pytest.fixture
def reading(page, address, study):
    log_in(page, address, study.path.stem, PASSPHRASE, language="nl")
    go(page, "coding")
    wait_for_reader(page)
    settle(page)
    return page


def stored(study):
    with study.read() as db:
        names = {code.code_id: code.name for code in find_codes(db)}
        return [(names.get(c.code_id), c.text) for c in find_codings(db, "d1")]


def test_what_the_mouse_selects_is_what_is_stored(reading, study):
    for words in (
        "👩‍👩‍👧 het gezin",
        "e\u0301e\u0301n café",
        "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 en dan 👍🏽",
        "het doelwoord",
        "גם כאן",
        "बात और",
        "doelwoord hier",
    ):
        drag_over(reading, words)
        assert selected(reading) == words
        reading.keyboard.press("1")
        wait_until_stored(reading)
        assert stored(study) == [("angst", words)]
        assert refused(reading) == ""
        reading.keyboard.press("Control+z")
        wait_until_stored(reading)
        assert stored(study) == []


def test_code_by_keyboard_alone(reading, study):
    put_caret(reading, "Ik durfde")
    for _ in range(5):
        reading.keyboard.press("Shift+ArrowRight")
    assert selected(reading) == "Ik durfde niets te zeggen"
    reading.keyboard.press("Enter")
    reading.keyboard.type("monddood")
    reading.keyboard.press("Enter")
    wait_until_stored(reading)
    assert selected(reading) == "Ik durfde niets te zeggen", "the selection stays"
    reading.keyboard.press("2")
    reading.keyboard.press("s")
    assert selected(reading) == "Ik durfde niets te zeggen."
    reading.keyboard.press("s")
    assert selected(reading) == "Ik durfde niets te zeggen. Echt niet."
    reading.keyboard.press("h")
    reading.keyboard.press("q")
    wait_until_stored(reading)
    assert [one.original for one in list_quotes(study)] == ["Ik durfde niets te zeggen. Echt niet."]
    reading.keyboard.press("ArrowRight")
    reading.keyboard.press("t")
    assert selected(reading) == HARD[4]
    assert sorted(stored(study), key=str) == [
        ("monddood", "Ik durfde niets te zeggen"),
        ("zwijgen", "Ik durfde niets te zeggen"),
        (None, "Ik durfde niets te zeggen. Echt niet."),
    ]


def test_a_code_in_vivo_takes_the_words_as_its_name(reading, study):
    drag_over(reading, "Het hoort erbij")
    reading.keyboard.press("v")
    wait_until_stored(reading)
    assert stored(study) == [("Het hoort erbij", "Het hoort erbij")]
    with study.read() as db:
        assert find_codes(db)[-1].origin == "in vivo"


def test_a_coding_is_resized_recoded_commented_removed_and_brought_back(reading, study):
    drag_over(reading, "Echt niet")
    reading.keyboard.press("1")
    reading.keyboard.press("]")
    reading.keyboard.press("{")
    wait_until_stored(reading)
    assert stored(study) == [("angst", "zeggen. Echt niet. Het")]
    reading.keyboard.press("ArrowLeft")
    reading.keyboard.press("n")
    reading.keyboard.press("Enter")
    reading.keyboard.type("wer")
    reading.keyboard.press("Enter")
    reading.keyboard.press("e")
    reading.locator(".kw-card textarea").fill("navragen")
    reading.keyboard.press("Escape")
    wait_until_stored(reading)
    with study.read() as db:
        assert [(c.code_id, c.comment) for c in find_codings(db, "d1")] == [("werk", "navragen")]
    reading.keyboard.press("x")
    wait_until_stored(reading)
    assert stored(study) == []
    reading.keyboard.press("Control+z")
    wait_until_stored(reading)
    assert stored(study) == [("werk", "zeggen. Echt niet. Het")]
    reading.keyboard.press("Control+Shift+z")
    wait_until_stored(reading)
    assert stored(study) == []


def test_a_selection_over_turns_is_one_coding(reading, study):
    put_caret(reading, "Waarom niet")
    reading.keyboard.press("t")
    reading.keyboard.press("t")
    reading.keyboard.press("3")
    wait_until_stored(reading)
    assert stored(study) == [("werk", "\n".join(HARD[5:]))]
    assert reading.locator(".kw-stripe").count() == 2


def test_removing_a_coding_over_several_turns_leaves_no_mark(reading, study):
    with study.write("ana", "code") as db:
        text = "\n".join(HARD)
        add_coding(db, Coding("m1", "d1", "angst", "ana", 3, len(text) - 3, text[3:-3]))
    expect(reading.locator(".kw-mark")).to_have_count(len(HARD))
    reading.locator(".kw-name").first.click()
    reading.locator(".kw-card").get_by_role("button", name=say("nl", "Remove")).click()
    wait_until_stored(reading)
    assert reading.locator(".kw-mark").count() == 0
    assert reading.locator(".kw-stripe").count() == 0


def test_overlapping_codings_show_as_stripes_and_a_click_lists_them(reading, study):
    drag_over(reading, "Het hoort erbij, dacht ik")
    reading.keyboard.press("1")
    drag_over(reading, "erbij, dacht ik toen")
    reading.keyboard.press("2")
    wait_until_stored(reading)
    assert {
        stripe.evaluate("e => e.style.left") for stripe in reading.locator(".kw-stripe").all()
    } == {"0px", "9px"}
    reading.locator(".kw-depth-2").click()
    expect(reading.locator(".kw-card-row")).to_have_count(2)


def test_fast_codings_are_all_stored(reading, study):
    reading.evaluate(
        f"""() => {{ const reader = {READER};
          for (let i = 0; i < 30; i++) {{
            reader.view.box.focus(); reader.view.select(i * 3, i * 3 + 12); reader.selectionMoved(); reader.applyCode(['angst', 'zwijgen', 'werk'][i % 3]);
          }} }}"""
    )
    wait_until_stored(reading)
    assert len(stored(study)) == reading.evaluate(f"{READER}.marks.byId.size")
    assert len(stored(study)) == 30


def test_the_codings_of_a_colleague_appear_and_the_page_stays(reading, study):
    drag_over(reading, "doelwoord")
    before = reading.evaluate(f"{READER}.view.box.scrollTop")
    with study.write("bo", "code") as db:
        add_code(db, Code("nieuw", "nieuwe code", None, 5), coder="bo")
        add_coding(db, Coding("m9", "d1", "nieuw", "bo", 0, 4, HARD[0][:4]))
    expect(reading.locator(".kw-name").filter(has_text="nieuwe code")).to_be_visible(timeout=6000)
    assert selected(reading) == "doelwoord"
    assert reading.evaluate(f"{READER}.view.box.scrollTop") == before
    undo(study, "bo")
    expect(reading.locator(".kw-name").filter(has_text="nieuwe code")).to_have_count(
        0, timeout=6000
    )


def test_a_coding_made_just_before_the_page_is_left_is_stored(reading, study):
    drag_over(reading, "doelwoord")
    reading.keyboard.press("1")
    go(reading, "quotes")
    reading.get_by_role("heading", name=say("nl", "Quotes")).first.wait_for()
    assert stored(study) == [("angst", "doelwoord")]


def test_what_could_not_be_sent_before_the_page_was_left_is_sent_on_return(reading, study):
    drag_over(reading, "doelwoord")
    offline = "const { outbox } = reader; outbox.flush = () => {}; reader.applyCode('angst');"
    reading.evaluate(f"() => {{ const reader = {READER}; {offline} }}")
    go(reading, "quotes")
    reading.get_by_role("heading", name=say("nl", "Quotes")).first.wait_for()
    assert stored(study) == []
    go(reading, "coding")
    wait_for_reader(reading)
    reading.evaluate(
        f"() => {{ const {{ outbox }} = {READER}; delete outbox.flush; outbox.flush(); }}"
    )
    wait_until_stored(reading)
    assert stored(study) == [("angst", "doelwoord")]


def test_a_reload_asks_for_nothing_and_shows_what_was_coded(reading, study):
    drag_over(reading, "doelwoord")
    reading.keyboard.press("1")
    wait_until_stored(reading)
    reading.reload()
    wait_for_reader(reading)
    expect(reading.locator(".kw-mark")).to_have_text("doelwoord")


def test_the_code_tree_is_worked_by_keyboard(reading, study):
    drag_over(reading, "doelwoord")
    reading.keyboard.press("/")
    reading.keyboard.type("zwij")
    reading.keyboard.press("Enter")
    wait_until_stored(reading)
    assert stored(study) == [("zwijgen", "doelwoord")]
    reading.locator(".kw-side input[type=search]").fill("")
    item = reading.get_by_role("treeitem").filter(has_text="angst")
    item.focus()
    reading.keyboard.press("F2")
    reading.locator(".kw-edit input").fill("vrees")
    reading.keyboard.press("Enter")
    wait_until_stored(reading)
    with study.read() as db:
        assert "vrees" in {code.name for code in find_codes(db)}
    expect(reading.get_by_role("treeitem").filter(has_text="vrees")).to_be_visible()


def test_what_the_server_refuses_is_said_and_taken_off_the_page(reading, study):
    drag_over(reading, "doelwoord")
    reading.evaluate(f"() => {READER}.applyCode('bestaat niet')")
    expect(reading.locator(".kw-alarm")).to_contain_text("codeboek")
    expect(reading.locator(".kw-mark")).to_have_count(0)
    assert stored(study) == []


def test_no_letter_acts_while_someone_types(reading, study):
    drag_over(reading, "doelwoord")
    reading.keyboard.press("Enter")
    reading.keyboard.type("vxn1")
    assert stored(study) == []
    reading.keyboard.press("Escape")
    assert selected(reading) == "doelwoord"


def test_hostile_names_stand_as_text(reading, study):
    drag_over(reading, "doelwoord")
    reading.keyboard.press("Enter")
    reading.keyboard.type("<img src=x onerror=alert(1)>")
    reading.keyboard.press("Enter")
    wait_until_stored(reading)
    assert stored(study) == [("<img src=x onerror=alert(1)>", "doelwoord")]
    assert reading.locator(".kw img").count() == 0


def test_each_document_keeps_its_own_codings(reading, study, document):
    text = "Een ander gesprek over werk."
    other = Document("d2", "Gesprek 2", "interview", "nl", text, (Turn(0, len(text)),), 1)
    with study.write("ana", "sign off") as db:
        add_version(db, other, coder="ana", role_labels={})
    drag_over(reading, "doelwoord")
    reading.keyboard.press("1")
    wait_until_stored(reading)
    reading.reload()
    wait_for_reader(reading)
    choose_document(reading, "Gesprek 2")
    expect(reading.locator(".kw-words")).to_have_text(text)
    assert reading.locator(".kw-mark").count() == 0
    choose_document(reading, "Gesprek 1")
    expect(reading.locator(".kw-mark")).to_have_text("doelwoord")
