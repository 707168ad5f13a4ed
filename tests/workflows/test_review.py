from kwalicode.workflows.review import review_state

LINE = "Daar zag Jan de Vries mij, en Jan lachte, in Utrecht, met de krullenbol."


def states(findings):
    return [finding.state for finding in findings]


def test_words_marked_by_hand_are_accepted_at_once(bring, found, add):
    source_id = bring(LINE)
    add(source_id, "krullenbol")
    (finding,) = found(source_id, "krullenbol")
    assert (finding.state, finding.kind, finding.recognizer) == ("accepted", "person", "reviewer")
    assert finding.pseudonym.series == "subject"


def test_words_marked_by_hand_take_the_place_of_what_lay_under_them(bring, found, add):
    source_id = bring(LINE)
    add(source_id, "Jan de Vries mij")
    (finding,) = found(source_id, "Jan de Vries mij")
    assert found(source_id, "Jan de Vries") == []
    assert not [f for f in found(source_id) if f.start < finding.end <= f.end and f != finding]


def test_words_marked_everywhere_are_accepted_as_whole_words_in_all_sources(bring, found, add):
    first, second = bring(LINE), bring("De krullenbol zag krullenbollen. Een krullenbol!", "Krul.")
    add(first, "krullenbol", everywhere=True)
    assert states(found(first, "krullenbol")) == ["accepted"]
    assert states(found(second, "krullenbol")) == ["accepted"] * 2
    with_number = {f.pseudonym for s in (first, second) for f in found(s, "krullenbol")}
    assert len(with_number) == 1


def test_marking_everywhere_leaves_longer_names_whole(bring, found, add):
    first = bring("De vries lachte, de vries zong.")
    second = bring("Dat zei de krul, en zijn vries, en Jan de Vries nog.")
    add(second, "de krul, en zijn vries")
    add(first, "vries", everywhere=True)
    assert states(found(first, "vries")) == ["accepted"] * 2
    assert states(found(second, "de krul, en zijn vries")) == ["accepted"]
    assert states(found(second, "Jan de Vries")) == ["proposed"]
    assert found(second, "vries") == []


def test_a_finding_can_be_accepted_and_refused_and_accepted_again(bring, found, send):
    source_id = bring(LINE)
    (finding,) = found(source_id, "Utrecht")
    for act, state in [("accept", "accepted"), ("refuse", "refused"), ("accept", "accepted")]:
        assert send(source_id, act, mark_id=finding.finding_id) == []
        (now,) = found(source_id, "Utrecht")
        assert (now.state, now.pseudonym is not None) == (state, state == "accepted")


def test_accepting_everywhere_reaches_what_was_not_found_and_what_was_refused(
    bring, found, send, accept
):
    first, second = bring(LINE), bring("Wij gaan naar Utrecht, hoor.", "In Utrecht dus.")
    send(second, "refuse", mark_id=found(second, "Utrecht")[0].finding_id)
    pseudonym = accept(first, "Utrecht", everywhere=True)
    assert {f.pseudonym for f in found(second, "Utrecht")} == {pseudonym}
    assert states(found(second, "Utrecht")) == ["accepted"] * 2


def test_refusing_is_here_only_unless_everywhere_is_asked(bring, found, send):
    first, second = bring(LINE), bring("Wij gaan naar Utrecht, hoor.", "In Utrecht dus.")
    send(second, "refuse", mark_id=found(second, "Utrecht")[0].finding_id)
    assert states(found(second, "Utrecht")) == ["refused", "proposed"]
    assert states(found(first, "Utrecht")) == ["proposed"]
    send(second, "refuse", mark_id=found(second, "Utrecht")[1].finding_id, everywhere=True)
    assert states(found(first, "Utrecht") + found(second, "Utrecht")) == ["refused"] * 3


def test_another_kind_brings_another_pseudonym_and_decides_nothing(bring, found, send, accept):
    source_id = bring(LINE)
    mark_id = found(source_id, "Utrecht")[0].finding_id
    send(source_id, "recode", mark_id=mark_id, code_id="department")
    (finding,) = found(source_id, "Utrecht")
    assert (finding.kind, finding.state, finding.pseudonym) == ("department", "proposed", None)
    send(source_id, "recode", mark_id=mark_id, code_id="place")
    place = accept(source_id, "Utrecht")
    assert send(source_id, "recode", mark_id=mark_id, code_id="organisation") == []
    (finding,) = found(source_id, "Utrecht")
    assert (finding.kind, finding.state) == ("organisation", "accepted")
    assert finding.pseudonym.series == "organisation" != place.series
    send(source_id, "recode", mark_id=mark_id, code_id="date")
    assert found(source_id, "Utrecht")[0].pseudonym is None


def test_accept_all_accepts_what_is_open_in_this_source_only(bring, found, send):
    first, second = bring(LINE), bring("Wij gaan naar Utrecht, hoor.")
    send(first, "refuse", mark_id=found(first, "Jan")[0].finding_id)
    assert send(first, "accept_all") == []
    assert {f.surface: f.state for f in found(first)}["Jan"] == "refused"
    assert set(states(found(first))) == {"accepted", "refused"}
    assert set(states(found(second))) == {"proposed"}


def test_undo_and_redo_take_back_and_repeat_a_decision_in_every_source(bring, found, send, accept):
    first, second = bring(LINE), bring("Wij gaan naar Utrecht, hoor.")
    before = found(first), found(second)
    accept(first, "Utrecht", everywhere=True)
    after = found(first), found(second)
    assert send(first, "undo") == []
    assert (found(first), found(second)) == before
    assert send(first, "redo") == []
    assert (found(first), found(second)) == after != before


def test_undo_brings_back_what_words_marked_by_hand_took_the_place_of(
    bring, found, add, send, release
):
    source_id = bring(LINE)
    before = found(source_id)
    add(source_id, "Jan de Vries mij")
    send(source_id, "undo")
    assert found(source_id) == before
    assert "mij, en" in release(source_id).text


def test_each_reviewer_undoes_only_their_own_decisions(bring, found, send, key):
    source_id = bring(LINE)
    for coder, surface in (("ana", "Utrecht"), ("bo", "Jan")):
        mark_id = found(source_id, surface)[0].finding_id
        send(source_id, "refuse", coder, mark_id=mark_id)
    send(source_id, "undo", "ana")
    assert states(found(source_id, "Utrecht") + found(source_id, "Jan")) == ["proposed", "refused"]
    assert [review_state(key, source_id, coder=c)[2:] for c in ("ana", "bo", "cas")] == [
        (False, True),
        (True, False),
        (False, False),
    ]


def test_what_the_page_shows_is_the_newest_revision(bring, found, send, key):
    source_id = bring(LINE)
    before = review_state(key, source_id, coder="ana")
    assert before.findings == found(source_id)
    send(source_id, "accept_all")
    after = review_state(key, source_id, coder="ana")
    assert after.revision > before.revision
    assert after.findings == found(source_id) != before.findings
