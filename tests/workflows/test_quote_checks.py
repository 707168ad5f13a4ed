"""What may not leave the study is found in a quote, whatever it hides in."""

import pytest

from kwalicode.errors import ConflictError, InputError
from kwalicode.model import Code, Coding, Consent, IdentifierKind, ListedName, Role
from kwalicode.model.quotes import QuoteChange
from kwalicode.store.codebook import add_code
from kwalicode.store.codings import add_coding
from kwalicode.store.consents import add_consents, require_consent
from kwalicode.store.documents import document_text
from kwalicode.store.listed import add_listed
from kwalicode.store.participants import ensure_participants
from kwalicode.store.pseudonyms import find_pseudonyms
from kwalicode.store.quote_register import find_registered, set_forbidden
from kwalicode.store.roles import replace_roles
from kwalicode.workflows.deidentify import detect_findings
from kwalicode.workflows.documents import preview_file, with_roles
from kwalicode.workflows.quotes import register
from kwalicode.workflows.quotes.checks import accept, check_quotes, open_hits
from kwalicode.workflows.quotes.export_files import collect_export
from kwalicode.workflows.quotes.export_written import judge
from kwalicode.workflows.quotes.headings import Wanted
from kwalicode.workflows.quotes.known_names import known_names
from kwalicode.workflows.quotes.picking import make_quote
from kwalicode.workflows.restriction import restrict

RAW = """Femke: Hoe is het hier?
Marloes: Zoltarra schreeuwt veel, dat zei Quibbelaar zelf.
Marloes: Dan durf ik er niets van te zeggen tegen iemand. Echt niet.
"""
WORDS = "Dan durf ik er niets van te zeggen tegen iemand."


@pytest.fixture
def quote_id(study, key, import_all, found, send, release):
    """A quote of a signed-off conversation in which two names were masked."""
    preview = with_roles(preview_file("x.txt", RAW.encode()), ["Femke"], "ambtenaar")
    (source_id,) = import_all(preview)
    detect_findings(key, source_id, coder="ana")
    for name in ("Zoltarra", "Quibbelaar"):
        for finding in found(source_id, name):
            send(source_id, "recode", mark_id=finding.finding_id, code_id="person")
            assert send(source_id, "accept", mark_id=finding.finding_id) == []
    document = release(source_id)
    start = document.text.index(WORDS)
    with study.write("ana", "code") as db:
        add_code(db, Code("zwijgen", "zwijgen", None, 0), coder="ana")
        place = (start, start + len(WORDS), WORDS)
        add_coding(db, Coding("k1", document.document_id, "zwijgen", "ana", *place))
    return make_quote(study, ["k1"], coder="ana")


@pytest.fixture
def checked(study, key, quote_id):
    """Check the quote as it stands, or with other words in the place of its first ones."""

    def checked(words=None, *, kind="grammar"):
        with study.read() as db:
            (quote,) = find_registered(db)
        if words is not None:
            change = QuoteChange(0, len(WORDS) - 1, words, kind)
            quote = register.with_change(quote, change)
        return check_quotes(study, known_names(key), [quote])[quote.quote_id]

    return checked


def test_a_plain_quote_has_no_hit(checked):
    assert checked() == ()


@pytest.mark.parametrize(
    ("words", "check", "surface"),
    [
        ("dat was Zoltarra", "key", "Zoltarra"),
        ("dat was zоltarra", "key", "zоltarra"),
        ("dat was Zol\u202dtarra", "key", "Zoltarra"),  # what nobody sees goes on storing
        ("dat was Zol\u034ftarra", "key", "Zoltarra"),
        ("de motie-Quibbelaar", "key", "Quibbelaar"),
        ("de motieQuybbelaar", "inside", "Quybbelaar"),
        ("Q u i b b e l a a r", "key", "Q u i b b e l a a r"),
        ("Zoltarraatje", "key", "Zoltarraatje"),
        ("de commissieQuibbelaar", "inside", "Quibbelaar"),
        ("de quibbelaarmotie", "inside", "quibbelaar"),
        ("zie https://x.example/nieuws/2021-quibbelaar-weg", "inside", "quibbelaar"),
        ("mail jan@x.nl maar", "identifying", "jan@x.nl"),
        ("it was on 12 May 2021", "date", "12 May 2021"),
        ("dat was op 12 mei 2021", "date", "12 mei 2021"),
        ("in Utrecht dus", "place", "Utrecht"),
        ("iemand van de VVD", "unit", "VVD"),
        ("bij de dienst Communicatie", "unit", "dienst Communicatie"),
    ],
)
def test_what_identifies_is_found_in_any_form(checked, words, check, surface):
    hits = [(one.check, one.surface) for one in checked(words)]
    assert (check, surface) in hits


def test_signs_that_hide_are_found_and_cannot_be_accepted(study, checked, quote_id):
    (hit,) = [one for one in checked("dat wаs het") if one.check == "hidden"]
    assert hit.surface == "wаs"
    with pytest.raises(ConflictError, match="cannot be accepted"):
        accept(study, quote_id, hit, "mag", coder="ana")


def test_a_pronoun_beside_an_office_tells_who_holds_it(checked):
    hits = {(one.check, one.surface) for one in checked("de Griffier zweeg, ik zie haar worstelen")}
    assert {("function", "Griffier"), ("pronoun", "haar")} <= hits
    assert checked("een collega zweeg, ik zie haar worstelen") == ()


def test_a_phrase_for_an_office_is_no_hit_but_a_function_of_the_study_list_is(study, key, checked):
    assert checked("mijn directeur", kind="person") == ()
    with key.write("ana", "list") as db:
        add_listed(db, [ListedName(0, "archiefmeester", IdentifierKind.FUNCTION, "unique")])
    assert "archiefmeester" in [one.surface for one in checked("hij is archiefmeester")]


def test_forbidden_labels_and_inner_roles_are_found_in_words_and_role_label(
    study, checked, quote_id
):
    with study.write("ana", "rules") as db:
        set_forbidden(db, ["oud-Kamerbewoner", " "])
        replace_roles(db, [Role("", "plantonchef", "medewerker")])
    assert [one.check for one in checked("wij oud-Kamerbewoners dus")] == ["label"]
    for label in ("oud-Kamerbewoner", "Plantonchef"):
        register.describe(study, quote_id, label, "", coder="ana")
        (hit,) = checked()
        assert (hit.check, hit.field, hit.surface) == ("label", "role_label", label)


def test_what_is_barred_after_it_was_picked_and_who_did_not_consent_is_found(
    study, key, checked, quote_id
):
    with key.write("ana", "consent") as db:
        require_consent(db, is_required=True)
    assert [one.check for one in checked()] == ["consent"]
    with key.write("ana", "consent") as db:
        speakers = [
            one.pseudonym_id for one, _ in find_pseudonyms(db) if one.series == "respondent"
        ]
        ids = list(ensure_participants(db, speakers).values())
        add_consents(db, ids, Consent("1.0", "2026-01-01"), coder="ana")
    with study.read() as db:
        (quote,) = find_registered(db)
        (case_id,) = db.execute("SELECT id FROM cases WHERE NOT is_interviewer").fetchone()
    known = known_names(key)
    assert check_quotes(study, known, [quote])[quote_id] == ()
    restrict(study, case_id, coder="ana")
    assert [one.check for one in check_quotes(study, known, [quote])[quote_id]] == ["barred"]


def test_an_open_hit_stops_the_export_until_a_reason_is_given(study, key, checked, quote_id):
    change = QuoteChange(0, 3, "in Utrecht", "grammar")
    register.adapt(study, quote_id, change, coder="ana")

    def judged():
        return judge(study, key, collect_export(study, Wanted()), is_inside=True)

    assert (judged().n_open, judged().may_go) == (1, False)
    (hit,) = checked()
    with pytest.raises(InputError, match="Say why"):
        accept(study, quote_id, hit, " ", coder="ana")
    accept(study, quote_id, hit, "genoemd in de opdracht", coder="ana")
    (settled,) = checked()
    assert (settled.accepted, open_hits([settled])) == ("genoemd in de opdracht", [])
    assert judged().may_go


def test_a_later_review_moves_a_quote_and_what_it_masks_makes_it_a_candidate_again(
    study, quote_id, release, add
):
    change = QuoteChange(0, 3, "Toen", "grammar")
    register.adapt(study, quote_id, change, coder="ana")
    with study.read() as db:
        (before,) = find_registered(db)
        source_id = before.segments[0].document_id
    add(source_id, "schreeuwt", "place")
    release(source_id)
    with study.read() as db:
        (moved,) = find_registered(db)
    assert (moved.adapted, moved.state) == (before.adapted, "adapted")
    add(source_id, "tegen iemand", "place")
    release(source_id)
    with study.read() as db:
        (masked,) = find_registered(db)
        text = document_text(db, source_id)
    (segment,) = masked.segments
    assert text[segment.start : segment.end] == masked.original == masked.adapted
    assert "[plaats" in masked.original
    assert (masked.state, masked.changes) == ("candidate", ())
