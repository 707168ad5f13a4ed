"""What one person said is cut out exactly, and what others said stays letter for letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwalicode.model import Turn
from kwalicode.text import Replacement
from kwalicode.workflows.withdrawal.text import cuts_of, edit, moved_place, widened
from kwalicode.workflows.withdrawal.traces import Traces

BODIES = st.lists(
    st.tuples(st.text("aé 👩 ", min_size=1, max_size=8), st.booleans()), min_size=2, max_size=7
)


def spoken(bodies):
    turns, start = [], 0
    for words, is_own in bodies:
        turns.append(Turn(start, start + len(words), "own" if is_own else "other"))
        start += len(words) + 1
    return "\n".join(words for words, _ in bodies), turns


@given(BODIES, st.data())
def test_the_turns_of_others_and_what_is_coded_in_them_keep_every_letter(bodies, data):
    text, turns = spoken(bodies)
    own = [turn for turn in turns if turn.speaker == "own"]
    others = [turn for turn in turns if turn.speaker == "other"]
    if not others:
        return
    cuts = cuts_of(turns, own, len(text))
    new = edit(text, turns, [], cuts)
    assert new.text == "\n".join(text[t.start : t.end] for t in others)
    assert [new.text[t.start : t.end] for t in new.turns] == [text[t.start : t.end] for t in others]
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    left = "".join(
        text[i] for i in range(start, end) if not any(c.start <= i < c.end for c in cuts)
    )
    is_cut = any(cut.start < end and start < cut.end for cut in cuts)
    place = moved_place((start, end), [], new, new.text)
    assert (new.text[slice(*place)] if place else "") == (left.strip() if is_cut else left)


@given(BODIES)
def test_what_is_masked_in_the_turns_of_others_stays_masked(bodies):
    text, turns = spoken(bodies)
    others = [turn for turn in turns if turn.speaker == "other"]
    own = [turn for turn in turns if turn.speaker == "own"]
    release = [Replacement(turn.start, turn.end, f"[{n}]") for n, turn in enumerate(turns)]
    new = edit(text, turns, release, cuts_of(turns, own, len(text)))
    kept = [f"[{n}]" for n, turn in enumerate(turns) if turn.speaker == "other"]
    assert new.released == "\n".join(kept)
    assert [new.released[t.start : t.end] for t in new.released_turns] == kept
    assert len(others) == len(kept)


def test_a_coding_over_what_goes_and_what_stays_keeps_what_stays():
    text, turns = spoken([("Ja hoor.", False), ("Nee toch.", True), ("Wel waar.", False)])
    new = edit(text, turns, [], cuts_of(turns, [turns[1]], len(text)))
    start, end = text.index("hoor"), text.index("toch")
    assert new.text[slice(*moved_place((start, end), [], new, new.text))] == "hoor."
    start, end = text.index("toch"), text.index("waar")
    assert new.text[slice(*moved_place((start, end), [], new, new.text))] == "Wel"
    assert moved_place((text.index("Nee"), text.index("Nee") + 3), [], new, new.text) is None


def test_a_mask_takes_the_title_that_the_release_took_with_the_name():
    release = [Replacement(4, 19, "[subject 1]")]
    masks = [Replacement(12, 19, "[subject 2]"), Replacement(12, 14, "[subject 2]")]
    assert widened(masks, release, []) == [Replacement(4, 19, "[subject 2]")]
    assert widened(masks, release, [Replacement(0, 30, "")]) == []


OWN = "Ik zag de krullenbol huilen op de trap. Dat was gemeen. Zo ging het elke dag weer."


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Hij: 'zag de KRULLENBOL huilen op' enzovoort.", "Hij: '[…]' enzovoort."),
        ("De krullenbol huilen.", "De krullenbol huilen."),
        ("Dat was gemeen! Vond ik.", "[…]! Vond ik."),
        ("Dat was niet gemeen.", "Dat was niet gemeen."),
        ("Zo ging het elke dag", "Zo ging het elke dag"),
        ("Bij Roos Zwartepiet's huis, zei ROOS ZWARTEPIET.", "Bij […] huis, zei […]."),
        ('{"a":["Roos Zwartepiet"],"n":3}', '{"a":["[…]"],"n":3}'),
        (r'{"a":"zag de krullenbol\nhuilen op"}', '{"a":"[…]"}'),
        (r'{"a":"{\"b\":\"zag de\\nkrullenbol huilen op\"}"}', r'{"a":"{\"b\":\"[…]\"}"}'),
        (r'{"a":"Roos \u005aw\u0061rtepiet"}', '{"a":"[…]"}'),
        ("[Roos Zwartepiet", "[[…]"),
        ("de gele jas", "[…]"),
        ("", ""),
    ],
)
def test_only_what_is_the_persons_own_is_cut_out(text, cleaned):
    traces = Traces(["Roos Zwartepiet"], [OWN, "Die de gele jas aan had."], phrases=["De gele jas"])
    plain = Traces(["Roos Zwartepiet"], [OWN])
    if text != "de gele jas":
        assert plain.clean(text) == cleaned or "elke dag" in text
    traces.spare("Volgens haar ging het zo: zo ging het elke dag opnieuw.")
    assert traces.clean(text) == cleaned
    assert traces.are_in(text) == (text != cleaned)
