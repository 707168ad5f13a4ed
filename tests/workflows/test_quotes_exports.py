"""What an export of quotes holds, and what stops it."""

import re

import pytest

from kwalicode.errors import InputError, LeakError, NotFoundError
from kwalicode.model import Barred, Code, Coding, Document, IdentifierKind, ListedName, Theme, Turn
from kwalicode.model.quotes import QuoteChange
from kwalicode.report.quotes.file import Look, blocks
from kwalicode.report.quotes.words import usual_text
from kwalicode.store.barred import add_barred
from kwalicode.store.categories import link_code
from kwalicode.store.codebook import add_category, add_code
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import add_version
from kwalicode.store.exports import find_exports
from kwalicode.store.history import undo
from kwalicode.store.listed import add_listed
from kwalicode.store.passes import set_blind
from kwalicode.store.quote_register import set_forbidden
from kwalicode.store.themes import add_theme, mark_coding
from kwalicode.workflows.quotes import register
from kwalicode.workflows.quotes.export_files import collect_export, file_of
from kwalicode.workflows.quotes.export_written import (
    WRITERS,
    export_quotes,
    judge,
    make_file,
    render,
)
from kwalicode.workflows.quotes.headings import Wanted
from kwalicode.workflows.quotes.labels import label_findings, remember_export
from kwalicode.workflows.quotes.picking import make_quote, make_quotes
from kwalicode.workflows.quotes.standing import save_standing_text, standing_text
from report.quote_files import DAY

LOOK = Look("nl", DAY, has_introduction=False)
N = 9


def words_of(number):
    return f"In jaargang {'abcdefghi'[number]} zweeg iedereen."


@pytest.fixture
def talks(study):
    """Nine participants with one sentence each; all of it has the code zwijgen."""
    with study.write("ana", "talks") as db:
        power = add_category(db, "Macht")
        fear = add_category(db, "Angst", parent_id=power)
        add_code(db, Code("zwijgen", "zwijgen", fear, 0), coder="ana")
        add_code(db, Code("grappen", "grappen", None, 1), coder="ana")
        link_code(db, "grappen", power)
        for number in range(N):
            text, who = words_of(number), f"respondent {number + 1}"
            turn = Turn(0, len(text), who, is_interviewer=False)
            document = Document(
                f"d{number}", f"Gesprek {number}", "interview", "nl", text, (turn,), 1
            )
            add_version(db, document, coder="ana", role_labels={who: "ambtenaar"})
        theme = Theme("t", "Zwijgen loont", "Wie zwijgt, mag blijven.", category_ids=(fear,))
        add_theme(db, theme)
    for number in range(N):
        put(study, number, "zwijgen")
    return study


def put(study, number, code_id, coder="ana", comment=""):
    text = words_of(number)
    name = f"{code_id} {number} {coder}"
    coding = Coding(name, f"d{number}", code_id, coder, 0, len(text), text, comment)
    with study.write(coder, "code") as db:
        add_coding(db, coding)
    return name


def headings(study, *wanted, **more):
    """Give the words under each heading."""
    export = collect_export(study, Wanted(*wanted), **more)
    return {one.path: sorted(q.quote.text for q in one.quotes) for one in export.headings}


def lines(study, grouping="code"):
    file = file_of(collect_export(study, Wanted(grouping)), LOOK)
    return [(one.kind, one.text) for one in blocks(file)][2:]


ALL = sorted(words_of(number) for number in range(N))


def test_quotes_stand_once_under_each_theme_category_and_code_that_fits_them(talks):
    put(talks, 0, "grappen")
    put(talks, 0, "zwijgen", coder="bo")
    put(talks, 1, None)
    first = [words_of(0)]
    assert headings(talks) == {("Macht > Angst", "zwijgen"): ALL, ("", "grappen"): first}
    assert headings(talks, "category") == {("Macht",): first, ("Macht > Angst",): ALL}
    assert headings(talks, "theme") == {("Zwijgen loont",): ALL}
    assert headings(talks, "theme", "zwijgen LOONT") == {("Zwijgen loont",): ALL}
    assert headings(talks, "category", "Macht > Angst") == {("Macht > Angst",): ALL}
    assert headings(talks, "category", "macht") == headings(talks, "category")
    assert headings(talks, "code", "grappen") == {("", "grappen"): first}
    for grouping, where in (("theme", "Themes"), ("category", "codebook"), ("code", "codebook")):
        with pytest.raises(NotFoundError, match=rf"no {grouping} 'fea'.*{where}"):
            collect_export(talks, Wanted(grouping, "fea"))


def test_what_has_no_heading_comes_last_and_counter_cases_stand_apart(talks):
    with talks.write("ana", "uncode") as db:
        db.execute("UPDATE codings SET code_id = NULL WHERE id = 'zwijgen 1 ana'")
        mark_coding(db, "t", "zwijgen 2 ana", "counter-case")
    assert list(headings(talks)) == [("Macht > Angst", "zwijgen"), ("", "")]
    found = headings(talks, "theme")
    assert found["Zwijgen loont", ""] == [words_of(2)]
    assert found[("",)] == [words_of(1)]
    assert len(found[("Zwijgen loont",)]) == N - 2


def test_counts_are_of_different_participants_and_small_ones_are_not_told(talks):
    put(talks, 0, "grappen")
    put(talks, 0, "zwijgen", coder="bo")
    told = [text for kind, text in lines(talks) if kind == "count"]
    everyone = "9 citaten van 9 van de 9 deelnemers (alle)"
    # 'grappen' has one, so its number is withheld, and that of nobody else gives it away.
    assert told == [everyone, everyone, "1 citaat van minder dan 7 deelnemers", told[-1]]
    assert told[-1] == "1 citaat van minder dan 7 deelnemers"


def test_a_composite_goes_out_under_all_codes_of_its_passages_and_counts_all_who_speak(talks):
    put(talks, 1, "grappen")
    quote_id = make_quote(talks, ["zwijgen 0 ana", "grappen 1 ana"], coder="ana")
    words = f"{words_of(0)}\n{words_of(1)}"
    found = headings(talks)
    assert words in found["Macht > Angst", "zwijgen"]
    assert found["", "grappen"] == sorted([words, words_of(1)])
    export = collect_export(talks, Wanted())
    assert (len(export.quotes), export.n_all) == (N + 1, N + 1)
    (one,) = [one for one in export.quotes if one.registered]
    assert len(one.speakers) == 2
    shown = render(file_of(collect_export(talks, Wanted()), LOOK), ".md").decode()
    assert shown.count("niet letterlijk") == 2
    with talks.write("ana", "bar") as db:
        db.execute("DELETE FROM codings WHERE document_id IN ('d0', 'd1')")
    # Nobody's code any more, but it stands in the register.
    assert headings(talks)["", ""] == [words]
    assert quote_id in {one.order for one in collect_export(talks, Wanted()).quotes}


def test_styles_and_states_of_the_register_decide_what_is_printed(talks):
    ids = [make_quote(talks, [f"zwijgen {n} ana"], coder="ana") for n in range(4)]
    pull, other, evidence, approved = ids
    register.set_style(talks, pull, "pull", coder="ana")
    register.adapt(talks, pull, QuoteChange(3, 13, "", "omission"), coder="ana")
    register.adapt(talks, pull, QuoteChange(14, 19, "dat jaar", "time"), coder="ana")
    register.paraphrase(talks, other, "Niemand zei iets.", coder="ana")
    register.set_state(talks, evidence, "evidence", coder="ana")
    register.set_state(talks, approved, "sent", coder="ana")
    register.set_state(talks, approved, "approved", coder="ana")
    shown = lines(talks)
    (printed,) = [text for kind, text in shown if kind == "pull"]
    assert not re.search(r"[\[\]]|\s\s|\s[.,]", printed)
    assert "dat jaar" in printed
    assert ("quote", "Niemand zei iets.") in shown
    assert words_of(2) not in str(shown)
    assert any(kind == "evidence" for kind, _ in shown)
    export = collect_export(talks, Wanted(is_approved=True))
    assert (export.n_all, export.n_approved) == (N - 1, 1)
    assert [one.quote.text for one in export.quotes] == [words_of(3)]


def test_in_a_blind_pass_a_coder_exports_only_what_the_own_codings_show(talks):
    make_quotes(talks, ["zwijgen 0 ana"], coder="ana")
    put(talks, 1, "grappen", coder="bo")
    with talks.write("lead", "blind") as db:
        set_blind(db, 1, is_blind=True)
    assert headings(talks, coder="bo") == {("", "grappen"): [words_of(1)]}
    assert headings(talks, coder="ana") == {("Macht > Angst", "zwijgen"): ALL}


def test_every_format_is_written_and_remembered_and_only_for_the_team_with_codes(
    talks, key, tmp_path
):
    for suffix in WRITERS:
        where = tmp_path / f"q{suffix.upper()}"
        made = export_quotes(talks, key, where, Wanted(), LOOK, coder="ana")
        assert (made.path, made.n_quotes) == (where, N)
        assert where.stat().st_size > 100
    look = Look("nl", DAY, is_inside=True)
    inside = export_quotes(talks, key, tmp_path / "q.md", Wanted(), look, coder="ana").path
    assert inside.name == "q-niet-voor-publicatie.md"
    assert "respondent 3, Gesprek 2" in inside.read_text(encoding="utf-8")
    with talks.read() as db:
        exports = find_exports(db)
    assert [one.kind for one in exports] == ["quotes"] * len(WRITERS)
    assert exports[0].cells["label|ambtenaar"] == N


def test_labels_that_too_few_share_stop_the_file_that_goes_out(talks, key, tmp_path):
    with talks.write("ana", "label") as db:
        db.execute("UPDATE cases SET role_label = 'griffier' WHERE pseudonym = 'respondent 1'")
    says = r"labels or numbers that would tell of fewer than 7 participants: 1.*Labels"
    with pytest.raises(LeakError, match=says):
        export_quotes(talks, key, tmp_path / "q.md", Wanted(), LOOK, coder="ana")
    assert not list(tmp_path.glob("q*"))
    assert label_findings(talks, collect_export(talks, Wanted()).printed()).blocks
    look = Look("nl", DAY, is_inside=True)
    assert export_quotes(talks, key, tmp_path / "q.md", Wanted(), look, coder="ana").path.exists()


PLANTED = {
    "text": ("UPDATE codings SET text = ? WHERE id = 'zwijgen 0 ana'", "code", False),
    "role label": (
        "UPDATE cases SET role_label = ? WHERE pseudonym = 'respondent 1'",
        "code",
        False,
    ),
    "code": ("UPDATE codes SET name = ? WHERE id = 'zwijgen'", "code", False),
    "category": ("UPDATE categories SET name = ? WHERE name = 'Angst'", "category", False),
    "theme": ("UPDATE themes SET name = ?", "theme", False),
    "claim": ("UPDATE themes SET claim = ?", "theme", False),
    "comment": ("UPDATE codings SET comment = ?", "code", True),
    "title": ("UPDATE documents SET title = ? WHERE id = 'd0'", "code", True),
}


@pytest.mark.parametrize("words", ["bang voor Zoltarra, bel 06-12345678", "de Zoltarramotie"])
@pytest.mark.parametrize("field", PLANTED)
def test_a_planted_name_stops_the_export_and_is_not_repeated(talks, key, tmp_path, field, words):
    change, grouping, is_inside = PLANTED[field]
    with key.write("ana", "list") as db:
        add_listed(db, [ListedName(0, "Zoltarra", IdentifierKind.PERSON)])
    with talks.write("ana", "plant") as db:
        db.execute(change, [words])
    look = Look("nl", DAY, is_inside=is_inside)
    with pytest.raises(LeakError) as caught:
        export_quotes(talks, key, tmp_path / "q.csv", Wanted(grouping), look, coder="ana")
    assert "Zoltarra" not in str(caught.value)
    assert not list(tmp_path.glob("q*"))
    if is_inside:  # what does not go out stops nothing
        export_quotes(talks, key, tmp_path / "q.csv", Wanted(grouping), LOOK, coder="ana")


def test_what_cannot_be_written_is_said_in_one_sentence(talks, key, tmp_path):
    (tmp_path / "taken.csv").mkdir()
    wrong = {
        "q.exe": r"\.docx, \.odt, .* endings",
        "q": "endings",
        "taken.csv": "cannot be written",
    }
    for name, says in wrong.items():
        with pytest.raises(InputError, match=says):
            export_quotes(talks, key, tmp_path / name, Wanted(), LOOK, coder="ana")
    with pytest.raises(NotFoundError, match="There are no quotes to write"):
        export_quotes(talks, key, tmp_path / "q.md", Wanted(only="grappen"), LOOK, coder="ana")
    with talks.read() as db:
        (only,) = find_exports(db)  # the one that could not be written counts as told all the same
    assert only.cells["all"] == N


@pytest.mark.parametrize(
    "words",
    ["de motieZoltarra", "Zie nieuws.example/zoltarra-vertrekt", "Zwijg\u202een", "de baas"],
)
def test_a_passage_that_nobody_picked_is_looked_through_like_one_that_was(talks, key, words):
    with key.write("ana", "list") as db:
        add_listed(db, [ListedName(0, "Zoltarra", IdentifierKind.PERSON)])
    with talks.write("ana", "plant") as db:
        set_forbidden(db, ["baas"])
        db.execute("UPDATE codings SET text = ? WHERE id = 'zwijgen 0 ana'", [words])
    verdict = judge(talks, key, collect_export(talks, Wanted()), is_inside=False)
    assert [one.quote.coding_id for one in verdict.leaky] == ["zwijgen 0 ana"]


def test_a_standing_text_is_plain_text_of_its_language_within_bounds(talks):
    save_standing_text(talks, "nl", "  Wij \r\n\n zijn\u200b  {deelnemers}. ", coder="ana")
    assert standing_text(talks, "nl") == ("Wij\nzijn {deelnemers}.", False)
    assert standing_text(talks, "en").is_usual
    for words in ("", " \n ", "x" * 2_001):
        with pytest.raises(InputError, match="1 to 2000 characters"):
            save_standing_text(talks, "nl", words, coder="ana")
    with pytest.raises(InputError, match=r"no number \{participants\}"):
        save_standing_text(talks, "nl", "Van {participants}", coder="ana")
    save_standing_text(talks, "nl", usual_text("nl"), coder="ana")
    assert standing_text(talks, "nl").is_usual
    save_standing_text(talks, "nl", usual_text("nl"), coder="ana")  # no step of its own
    assert undo(talks, "ana")
    assert standing_text(talks, "nl").text == "Wij\nzijn {deelnemers}."


@pytest.mark.parametrize("words", ["dank aan Z.o.l.t.a.r.r.a", "naar motieZoltarra"])
def test_the_standing_text_of_the_team_is_scanned_too(talks, key, words):
    save_standing_text(talks, "en", f"Ours.\n{words}", coder="ana")
    assert judge(talks, key, collect_export(talks, Wanted()), is_inside=False).n_names == 0
    with key.write("ana", "list") as db:
        add_listed(db, [ListedName(0, "Zoltarra", IdentifierKind.PERSON)])
    assert judge(talks, key, collect_export(talks, Wanted()), is_inside=False).n_names == 1
    assert undo(talks, "ana")
    assert judge(talks, key, collect_export(talks, Wanted()), is_inside=False).n_names == 0


def test_the_name_of_a_heading_without_quotes_is_scanned_too(talks, key):
    put(talks, 0, "grappen")
    quote_id = make_quote(talks, ["grappen 0 ana"], coder="ana")
    register.set_state(talks, quote_id, "evidence", coder="ana")
    with talks.write("ana", "plant") as db:
        db.execute("UPDATE codes SET name = 'over Zoltarra' WHERE id = 'grappen'")
    export = collect_export(talks, Wanted(only="over Zoltarra"))
    assert [one.quotes for one in export.headings] == [()]
    assert judge(talks, key, export, is_inside=False).n_names == 0
    with key.write("ana", "list") as db:
        add_listed(db, [ListedName(0, "Zoltarra", IdentifierKind.PERSON)])
    assert judge(talks, key, collect_export(talks, Wanted()), is_inside=False).n_names == 1


def test_a_code_that_is_called_otherwise_or_moved_is_still_compared(talks, key, tmp_path):
    export_quotes(talks, key, tmp_path / "q.md", Wanted(), LOOK, coder="ana")
    with talks.write("ana", "rename") as db:
        db.execute("UPDATE codes SET name = 'stilte', category_id = NULL WHERE id = 'zwijgen'")
        db.execute("UPDATE cases SET role_label = '' WHERE pseudonym = 'respondent 1'")
        db.execute("DELETE FROM codings WHERE id = 'zwijgen 0 ana'")
    found = label_findings(talks, collect_export(talks, Wanted()).printed())
    assert [(one.cell, one.told.n) for one in found.differences if "code|" in one.cell] == [
        ("code|stilte", 1),
        ("code|stilte|ambtenaar", 1),
    ]


def test_a_file_is_remembered_before_anybody_has_it_and_compared_with_what_came_meanwhile(
    talks, key
):
    export = collect_export(talks, Wanted())
    with talks.write("bo", "uncode") as db:
        db.execute("UPDATE codings SET code_id = 'grappen' WHERE id = 'zwijgen 0 ana'")
    theirs = collect_export(talks, Wanted())

    def meanwhile(_share):
        remember_export(talks, theirs.printed(), coder="bo")

    made = make_file(talks, key, export, (LOOK, ".md"), coder="ana", progress=meanwhile)
    assert (made.verdict.may_go, made.content) == (False, b"")
    with pytest.raises(LeakError, match="would tell of fewer than 7"):
        remember_export(talks, export.printed(), coder="ana")
    again = make_file(talks, key, theirs, (LOOK, ".md"), coder="ana")
    with talks.read() as db:
        assert (bool(again.content), len(find_exports(db))) == (True, 2)


def test_participants_of_a_composite_count_in_its_themes_and_it_is_told_when_it_is_left_out(talks):
    for number in (0, 1):
        put(talks, number, "grappen")
    ids = [
        make_quote(talks, ["zwijgen 0 ana", f"zwijgen {number} ana"], coder="ana")
        for number in (1, 2, 3, 4)
    ]
    findings = label_findings(talks, collect_export(talks, Wanted("theme")).printed())
    assert {(one.pseudonym, one.n) for one in findings.over_quoted} == {("respondent 1", 5)}
    assert collect_export(talks, Wanted()).n_left_out == 0
    bar = Barred("b", "d0", 0, 5, words_of(0)[:5], "quotes", "restriction")
    with talks.write("ana", "bar") as db:
        add_barred(db, bar, coder="ana")
    assert len(ids) == 4
    assert collect_export(talks, Wanted()).n_left_out == 4


@pytest.mark.parametrize("field", PLANTED)
def test_the_code_of_a_respondent_that_somebody_typed_goes_to_nobody_outside(talks, key, field):
    change, grouping, is_inside = PLANTED[field]
    with talks.write("ana", "plant") as db:
        db.execute(change, ["zoals Respondent 12 zei"])
    export = collect_export(talks, Wanted(grouping))
    assert judge(talks, key, export, is_inside=False).may_go == is_inside
    assert judge(talks, key, export, is_inside=True).may_go
