"""Bad input: what a scan, a web page, a word processor or malice puts into a text."""

import json
import unicodedata
from cProfile import Profile
from functools import partial

import pytest
from faker import Faker
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kwalicode import deid
from kwalicode.deid.engine import analyze, engine
from kwalicode.deid.known import NameIndex
from kwalicode.deid.look_alikes import plain_letters
from kwalicode.deid.marks import hide_marks, readable
from kwalicode.model import IdentifierKind
from kwalicode.text import Replacement, normalise, replace_spans, visible
from kwalicode.workflows.findings import MAX_BYTES, write_findings

LANGUAGES = ("nl", "en")
PERSON = IdentifierKind.PERSON


def masked(text, language="nl", known=None):
    """Give the text with a dot in the place of everything that is found."""
    found = deid.detect(text, language, known=known or {}, refused=())
    return replace_spans(text, [Replacement(f.start, f.end, "·") for f in found])


def surfaces(text, language):
    found = deid.detect(text, language, known={}, refused=())
    return [(str(f.kind), text[f.start : f.end]) for f in found]


HIDING = {
    "a blank without width": "Ma\u200brieke de Groo\u200bt",
    "joiners": "Ma\u200drie\u200cke de G\u2060root",
    "a soft hyphen": "Marie\u00adke de Groot",
    "a byte order mark": "Ma\ufeffrieke de Groot",
    "controls": "Ma\x00rieke\x07 de Gr\x1boot",
    "a mark for right to left": "Mar\u200fieke de \u200eGroot",
    "an embedding": "Mar\u202bieke\u202c de \u2067Gro\u2069ot",
    "a selector of forms": "Mar\ufe0fieke de Gro\ufe0eot",
    "a filler": "Mar\u3164ieke de Gr\u115foot",
    "tags": "Mar\U000e0061ieke de Groot\U000e007f",
    "Cyrillic look-alikes": "Mаriеkе de Grооt",
    "Greek look-alikes": "Mαrieke de Grοot",
    "full width": "Ｍａｒｉｅｋｅ de Ｇｒｏｏｔ",
    "letters of mathematics": "𝐌𝐚𝐫𝐢𝐞𝐤𝐞 𝑑𝑒 𝑮𝒓𝒐𝒐𝒕",
    "other blanks": "Marieke\u00a0de\u2009Groot",
    "a broken word": "Marieke de Gro-\not",
    "a word broken with blanks": "Ma-  \n rieke de Groot",
    "a figure for a letter": "Marieke de 0udejans",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", HIDING.values(), ids=HIDING.keys())
def test_nothing_of_a_name_is_left_whatever_hides_in_it(name, language):
    text = f"Toen kwam {name}, zei ik."
    start, end = len("Toen kwam "), len(f"Toen kwam {name}")
    found = deid.detect(text, language, known={}, refused=())
    covered = {place for f in found for place in range(f.start, f.end)}
    letters = {place for place in range(start, end) if text[place].isalpha()}
    assert letters - {place for place in letters if text[place] in "\u3164\u115f"} <= covered
    assert not covered & {*range(start), *range(end, len(text))}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "surface"),
    [
        ("phone", "０６‑１２３４５６７８"),
        ("phone", "0\u200b6-1234\u200b5678"),
        ("phone", "٠٦-١٢٣٤٥٦٧٨"),
        ("email", "j\u200ban@exam\u00adple.nl"),
        ("email", "jаn＠example.nl"),
        ("iban", "NL91\u00a0ABNA\u20090417\u00a01643\u202f00"),
        ("iban", "NL91\u200b ABNA 0417 1643 00"),
        ("url", "www\u2060.example.org"),
        ("date", "12\u00a0maart\u00a02019"),
        ("postcode", "９９３４ KL"),
    ],
)
def test_a_number_or_address_is_found_whatever_hides_in_it(kind, surface, language):
    if kind == "date" and language == "en":
        surface = surface.replace("maart", "March")
    found = surfaces(f"Dat was {surface} dus.", language)
    assert (kind, surface) in found or surface in [s for _, s in found]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hij schreef \u200fYousef\u200f met een teken.", "Yousef"),
        ("Dat is \u200bYousef\u00ad.", "Yousef"),
        ("Dat zei Yousef\ufe0f, ja.", "Yousef"),
        ("Dat zei Jose\u0301, ja.", "Jose\u0301"),
    ],
)
def test_what_hides_beside_a_name_stays_outside_it(text, name, language):
    assert [surface for _, surface in surfaces(text, language)] == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ik woon in Rotter-\ndam.", ["Rotter-\ndam"]),
        ("Ik woon in Noord-\nHolland.", ["Noord-\nHolland"]),
        ("Het was een verga-\ndering van zee-\nen landbouw.", []),
        ("Ik wou nog-\nnee toch niet", []),
    ],
)
def test_a_line_end_breaks_a_name_and_no_word(text, names):
    assert [surface for _, surface in surfaces(text, "nl")] == names


@pytest.mark.parametrize(
    "text",
    [
        "Анна сказала нет",
        "δρόμος γυρίζει",
        "می‌خواهم بروم",
        "👩‍👩‍👧 🏳️‍🌈 ❤️‍🔥",
        "हिन्दी में",
        "שלום",
        "de β-fout en 10 µm",
    ],
)
def test_other_scripts_and_pictures_are_left_as_they_are(text):
    assert normalise(text) == text
    assert plain_letters(text) == text


def test_a_word_that_only_looks_latin_is_read_as_latin():
    assert plain_letters("Ореrа РАSСАL ОСА") == "Opera PASCAL OCA"


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_languages_in_one_turn_hide_no_name(language):
    text = (
        "I told Emma Whitaker dat het niet kon, en toen zei Henk Dijkstra: that's fine by me, "
        "maar in Rotterdam, on 12 March 2019, belde Fatima Yıldız."
    )
    left = masked(text, language)
    for name in ("Emma", "Whitaker", "Henk", "Dijkstra", "Rotterdam", "Fatima", "Yıldız"):
        assert name not in left


def invented_names(n_names):
    faker = Faker("nl_NL")
    faker.seed_instance(7)
    return [f"{faker.first_name()} {faker.last_name()}" for _ in range(n_names)]


@pytest.mark.parametrize(
    ("language", "between", "n_names"), [("nl", "\n", 5_000), ("en", ", ", 1_000)]
)
def test_of_thousands_of_names_and_nothing_else_hardly_any_is_left(language, between, n_names):
    left = masked(between.join(invented_names(n_names)), language)
    standing = [word for word in left.replace(",", " ").split() if any(map(str.isupper, word))]
    # Those few are words too and stand alone on a line: 'Lieve', 'Heer'.
    assert len(standing) < n_names / 100


def test_ten_thousand_known_names_are_found_in_lower_case():
    names = [
        f"Zol{i:04d}".translate(str.maketrans("0123456789", "abcdefghij")) for i in range(10_000)
    ]
    text = "dus " + " en ".join(name.lower() for name in names[::7])
    assert masked(text, "nl", dict.fromkeys(names, PERSON)) == "dus " + " en ".join(
        "·" for _ in names[::7]
    )


@pytest.mark.parametrize("filler", ["a", "\u0301\u0323", "\u200b"])
def test_a_megabyte_in_one_line_is_looked_through_to_its_end(filler, tmp_path):
    tail = " Toen kwam Marieke de Groot."
    head = json.dumps({"id": 1, "lang": "nl", "text": ""})
    n_bytes = MAX_BYTES - len(head) - len(tail) - 1
    text = filler * (n_bytes // len(filler.encode())) + tail
    row = {"id": 1, "lang": "nl", "text": text}
    (tmp_path / "in").write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    write_findings(tmp_path / "in", tmp_path / "out", n_processes=1)
    spans = json.loads((tmp_path / "out").read_text(encoding="utf-8"))["spans"]
    assert "Marieke de Groot" in [text[s["start"] : s["end"]] for s in spans]


def n_calls(work):
    """Count the calls of functions, of Python and of C, that a piece of work makes."""
    with Profile() as profile:
        work()
    return sum(entry.callcount for entry in profile.getstats())


GROWING = {
    "talk": lambda n: "Nou, ik werkte bij Henk Dijkstra in Zwolle op 12 maart, zei hij. " * n,
    "turns": lambda n: "Nou, ik werkte bij Henk Dijkstra in Zwolle op 12 maart, zei hij.\n" * n,
    "names": lambda n: ", ".join(invented_names(5 * n)),
    "lower case": lambda n: "dat zei henk dijkstra uit zwolle nog tegen mij " * n,
    "capitals": lambda n: "AAP NOOT MIES " * n,
    "figures": lambda n: "06-12345678 en 12 " * n,
    "initials": lambda n: "A. " * n,
    "brackets": lambda n: "[" * n + "naam" + "]" * n,
    "letters apart": lambda n: "a a a a " * n,
    "letters without width": lambda n: "Zwo\u200blle " * n,
    "broken words": lambda n: "Zwol-\nle " * n,
    "look-alikes": lambda n: "Zwоlle " * n,
    "guesses": lambda n: "Qwobbel van Zwolle " * 10 * n,
    "number words": lambda n: "én " * 10 * n,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", GROWING.values(), ids=GROWING.keys())
def test_twice_the_text_is_at_most_little_more_than_twice_the_work(make, language):
    texts = make(50), make(100)
    masked(texts[1], language)  # what is read or remembered once does not count
    once, twice = (n_calls(partial(masked, text, language)) for text in texts)
    assert twice <= 2.05 * once


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_that_fails_is_not_passed_over(language):
    class Slow(NameIndex):
        def find(self, page, recognizer, score):
            raise TimeoutError

    with pytest.raises(TimeoutError):
        analyze("Jan de Vries", language, Slow({}), "")


def test_the_engine_keeps_no_log_of_what_was_said():
    assert engine().log_decision_process is False


NASTY = st.sampled_from(
    [
        *(
            "Jan",
            "de Vries",
            "Zwo",
            "lle",
            "06-12345678",
            "0",
            "1",
            "a",
            "q",
            " ",
            "-",
            "-\n",
            "\n",
        ),
        *("\u0301", "\u0323", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e"),
        *("\u200f", "\ufe0f", "\u3164", "\u1160", "\u1161", "\u11a8", "\u1100", "가", "\U000e0061"),
        *(
            "а",
            "ο",
            "Ａ",
            "𝐉",
            "٠",
            "👩",
            "é",
            "Å",
            "\u212b",
            "\u2126",
            "\u0344",
            "\u0958",
            "\ufb1d",
        ),
        *(
            "[naam]",
            "█",
            "\r",
            "\r\n",
            "\x00",
            "\ud83d",
            "\u0345",
            "ß",
            "ŉ",
            "ﬁ",
            "İ",
            "ı",
            "می",
            "क",
        ),
    ]
)
nasty_texts = st.lists(NASTY | st.characters(), max_size=30).map("".join)


@settings(max_examples=300)
@given(nasty_texts)
@example("q\u0301\u00ad\u0323\u200d" + "\u0301" * 40)
@example("\u212b\u200d")
@example("👩\u200b\u200d👩")
def test_normal_form_is_reached_in_one_step_and_so_is_what_is_seen(text):
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    seen, _ = visible(text)
    assert visible(seen)[0] == seen
    assert seen == visible(once)[0]


@settings(max_examples=300)
@given(nasty_texts, st.data())
def test_what_is_seen_comes_back_to_where_it_stands(text, data):
    seen, moved = visible(text)
    start = data.draw(st.integers(0, len(seen)))
    end = data.draw(st.integers(start, len(seen)))
    if start < end:
        raw_start, raw_end = moved.back(start, end)
        assert 0 <= raw_start < raw_end <= len(text)
        assert seen[start:end] in visible(text[raw_start:raw_end])[0]


@settings(max_examples=200)
@given(nasty_texts, st.sampled_from(LANGUAGES))
def test_what_is_looked_through_comes_back_to_where_it_stands(text, language):
    plain, back = readable(text, language)
    places = [back(place, place + 1) for place in range(len(plain))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)
    assert len(hide_marks(text)) == len(text)


@settings(max_examples=200)
@given(nasty_texts, st.sampled_from(LANGUAGES))
def test_findings_are_in_order_apart_and_inside_whatever_the_text(text, language):
    found = deid.detect(text, language, known={"Zwolle": IdentifierKind.PLACE}, refused=())
    edges = [edge for f in found for edge in (f.start, f.end)]
    assert edges == sorted(edges)
    assert all(0 <= f.start < f.end <= len(text) and 0 < f.score <= 1 for f in found)


HIDERS = st.sampled_from(
    ["", "", "\u200b", "\u200d", "\u2060", "\u00ad", "\ufeff", "\u200f", "\x01"]
)


@settings(max_examples=100)
@given(st.lists(HIDERS, min_size=14, max_size=14), st.sampled_from(LANGUAGES))
def test_a_name_with_anything_unseen_between_its_letters_is_found_whole(hiders, language):
    letters = "Marieke Dekker"
    name = "".join(letter + hider for letter, hider in zip(letters, hiders, strict=True))
    text = f"Toen kwam {name}, zei ik."
    start, end = len("Toen kwam "), len("Toen kwam ") + len(name) - len(hiders[-1])
    assert [(f.start, f.end) for f in deid.detect(text, language, known={}, refused=())] == [
        (start, end)
    ]
