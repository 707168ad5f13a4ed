"""Documents made public: everything traceable is gone from every byte of every file."""

import io
import re
import zipfile
from datetime import date

import docx
import openpyxl
import pypdf
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import KEY_PASSPHRASE, PASSPHRASE
from kwalicode.cli import cli
from kwalicode.commands.public_records import _documents, _grounds
from kwalicode.errors import ConflictError, InputError, LeakError, NotFoundError
from kwalicode.formats.written import bytes_of, words_of
from kwalicode.model import Barred, Facts, IdentifierKind
from kwalicode.model.file_leaks import FileLeakKind as Kind
from kwalicode.model.public_records import BLOCKS, GROUNDS, Paragraph, Piece, Record, plain_text
from kwalicode.report.public_records.docx import record_docx
from kwalicode.report.public_records.pdf import record_pdf
from kwalicode.report.public_records.words import GROUND_WORDS
from kwalicode.store.barred import add_barred
from kwalicode.store.documents import document_text
from kwalicode.store.facts import save_facts, save_mail
from kwalicode.store.log import find_log
from kwalicode.store.sources import get_source
from kwalicode.workflows.deidentify import sign_off
from kwalicode.workflows.public_records import disclose as records
from kwalicode.workflows.public_records.check import Check
from kwalicode.workflows.public_records.masks import Span, masked_lines
from kwalicode.workflows.public_records.read import Records

PRIVACY, SPECIAL = "5.1.2.e", "5.1.1.d"
MASK = f"{BLOCKS}[{PRIVACY}]"


def line(text, *spans):
    return plain_text(masked_lines(text, [Span(*span) for span in spans])[0])


@pytest.mark.parametrize(
    ("text", "hidden", "shown"),
    [
        ("Mail m.dijkstra@noord.example nu.", "m.dijkstra", f"Mail {MASK} nu."),
        ("De Dijkstra-motie en Dijkstra's brief.", "Dijkstra", f"De {MASK} en {MASK} brief."),
        ("Zie noord.example/dijkstra-weg/a.", "dijkstra", f"Zie {MASK}."),
        ("Dat was (Dijkstra), zei hij.", "Dijkstra", f"Dat was ({MASK}), zei hij."),
        ("Een Dijkstraatje!", "Dijkstra", f"Een {MASK}!"),
    ],
)
def test_a_mask_takes_the_whole_word_and_has_one_length(text, hidden, shown):
    spans = [(one.start(), one.end(), PRIVACY) for one in re.finditer(hidden, text)]
    assert line(text, *spans) == shown


def test_masks_that_touch_join_where_their_ground_is_the_same():
    text = "Henk Dijkstra is ziek."
    assert line(text, (0, 4, PRIVACY), (5, 13, PRIVACY)) == f"{MASK} is ziek."
    other = f"{BLOCKS}[{SPECIAL}]"
    assert line(text, (0, 4, PRIVACY), (5, 13, SPECIAL)) == f"{MASK} {other} is ziek."
    # In one word the absolute ground counts.
    assert line(text, (0, 2, PRIVACY), (1, 4, SPECIAL)) == f"{other} Dijkstra is ziek."


@given(
    st.text(alphabet="aé█ -.@'\n", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4),
)
@settings(max_examples=60)
def test_nothing_of_a_span_is_left_and_no_letter_touches_a_mask(text, places):
    spans = [Span(min(a, b), max(a, b), PRIVACY) for a, b in places]
    spans = [Span(s, min(e, len(text)), g) for s, e, g in spans if s < min(e, len(text))]
    lines = masked_lines(text.replace("█", "x"), spans)
    assert len(lines) == text.count("\n") + 1
    start = 0
    for original, pieces in zip(text.replace("█", "x").split("\n"), lines, strict=True):
        kept = [i for i in range(len(original)) if not any(s <= start + i < e for s, e, _ in spans)]
        letters = [original[i] for i in kept if not original[i].isspace()]
        left = iter(letters)
        shown = plain_text(pieces).replace(MASK, "█")
        assert all(char in left for char in shown if char != "█" and not char.isspace())
        assert not re.search(r"\w█|█\w", shown)
        start += len(original) + 1


@pytest.fixture
def bundle(study, key, bring, accept):
    """Three documents: who is named in one is named in the others in other ways."""
    first = bring("Toen zei Henk Dijkstra niets.")
    accept(first, "Henk Dijkstra")
    second = bring(
        "De Dijkstramotie stond op nieuws.example/dijkstra-vertrekt, zei D\u0456jkstra.",
        "Beste Henk,\nIk ben daar ziek van geworden, daarvoor al niet.",
        "Het is hier █████n geweest.",
    )
    third = bring("Het werk was leuk.", label="Respondent")
    with key.write("ana", "facts") as db:
        save_facts(db, first, Facts(type="notitie van Dijkstra", dated="2023-05-03"))
        save_facts(db, second, Facts(dated="2023-06-04"))
        save_facts(db, third, Facts(visibility="type only"))
        save_mail(db, second, {"from": "h.d@noord.example", "subject": "Re: Dijkstra en jij"})
        db.execute("UPDATE sources SET title = 'Gesprek Dijkstra' WHERE id = ?", [first])
    for one in (first, second, third):
        sign_off(study, key, one, coder="ana", look_elsewhere=False)
    return [first, second, third]


def asked(bundle, suffix=".docx", **options):
    documents = dict.fromkeys(bundle, "") | options.pop("documents", {})
    return records.Asked(documents, options.pop("grounds", {}), suffix, "nl")


def words(content):
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


def test_a_name_of_one_document_is_masked_in_all_in_every_form(study, key, bundle):
    made = records.disclose(study, key, asked(bundle), coder="ana")
    assert [leak.leak for leak in made.leaks] == []
    first, second = words(made.files["001.docx"]), words(made.files["002.docx"])
    assert first.startswith(f"Gesprek {MASK}\nDocument 1: notitie van {MASK}, 3 mei 2023")
    assert f"Toen zei {MASK} niets." in first
    assert f"De {MASK} stond op {MASK}, zei {MASK}." in second
    assert f"Beste {MASK},\n" in second
    assert f"Het is hier {MASK} geweest." in second, "a mask of others and what it left"
    assert f"Van: {MASK}\nOnderwerp: Re: {MASK} en jij\n" in second
    assert {"Respondent", MASK} <= {
        row.split(": ")[0] for row in words(made.files["003.docx"]).split("\n")
    }


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_no_byte_of_a_written_file_holds_a_name(study, key, bundle, suffix):
    files = records.disclose(study, key, asked(bundle, suffix), coder="ana").files
    assert sorted(files) == [
        *(f"00{n}{suffix}" for n in (1, 2, 3)),
        f"inventarislijst{suffix}",
        "inventarislijst.xlsx",
    ]
    for name, content in files.items():
        packed = b"\n".join(bytes_of(name, content))
        for word in ("Dijkstra", "dijkstra", "Marloes", "Femke", "Henk"):
            for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
                assert word.encode(encoding) not in packed, (name, word)
        if suffix == ".pdf" and name.endswith(".pdf"):
            reader = pypdf.PdfReader(io.BytesIO(content))
            text = "".join(page.extract_text() for page in reader.pages)
            assert "jkstra" not in text
            assert BLOCKS in text
            told = {key: str(value) for key, value in (reader.metadata or {}).items()}
            assert not any(value for key, value in told.items() if key[-4:] not in {"Date", "pped"})
    again = records.disclose(study, key, asked(bundle, suffix), coder="ana").files
    if suffix == ".pdf":
        same = [name for name in files if name.endswith(".pdf")]
        assert [again[name] for name in same] == [files[name] for name in same]


def test_a_word_that_is_somebodys_name_too_stays_where_it_opens_a_question(
    study, key, bring, accept
):
    accept(first := bring("Toen zei Will niets."), "Will")
    second = bring("Will you come? I asked Will Smit. And so it went on, we were there for years.")
    for one in (first, second):
        sign_off(study, key, one, coder="ana", look_elsewhere=False)
    made = records.disclose(study, key, asked([first, second]), coder="ana")
    assert f": Will you come? I asked {MASK}. And" in words(made.files["002.docx"])


def test_dates_passages_that_are_kept_out_and_other_grounds(study, key, bundle, accept, found):
    with study.read() as db:
        text = document_text(db, bundle[1])
    start = text.index("Ik ben daar ziek")
    with study.write("ana", "bar") as db:
        passage = Barred(
            "", bundle[1], start, start + 16, text[start : start + 16], "quotes", "member check"
        )
        add_barred(db, passage, coder="ana")
    with key.write("ana", "date") as db:
        db.execute(
            "UPDATE findings SET surface = '3 mei 2023', kind = 'date' WHERE source_id = ? "
            "AND state = 'accepted'",
            [bundle[0]],
        )
    grounds = {"barred": "5.1.1.d", IdentifierKind.DATE: "5.1.5"}
    made = records.disclose(study, key, asked(bundle, grounds=grounds), coder="ana", may_stay=True)
    lists = {one.record.number: one.record for one in made.listed}
    assert plain_text(lists[1].dated) == f"{BLOCKS}[5.1.5]"
    assert plain_text(lists[2].dated) == "2023-06-04"
    assert any(
        plain_text(body).startswith(f"{BLOCKS}[5.1.1.d] van geworden")
        for _, body in lists[2].paragraphs
    )


def test_the_inventory_counts_masks_and_names_what_is_withheld(study, key, bundle):
    wanted = asked(bundle, documents={bundle[0]: "5.1.2.i"})
    made = records.disclose(study, key, wanted, coder="ana")
    assert "001.docx" not in made.files
    sheet = openpyxl.load_workbook(io.BytesIO(made.files["inventarislijst.xlsx"])).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    n_masks = words(made.files["002.docx"]).count(BLOCKS)
    assert rows[0] == ("Nr.", "Datum", "Soort", "Titel", "Blz.", "Woorden", "Beoordeling", PRIVACY)
    assert rows[1][3] == f"Gesprek {MASK}"
    assert rows[1][6:] == ("niet openbaar: 5.1.2.i", None)
    assert rows[2][1] == "4 juni 2023"
    assert rows[3][3] == MASK
    assert rows[2][6:] == ("deels openbaar", n_masks)
    with study.read() as db:
        assert [dict(one.details)["documents"] for one in find_log(db)] == [3]


def test_what_a_rule_takes_for_a_leak_stops_all_until_somebody_looked(study, key, bring):
    source = bring("Bel 06 1234 5678 of kom.\nBeste Marieke,\nDag.", detect=False)
    with key.write("ana", "seen") as db:
        db.execute("UPDATE sources SET detected_at = 'x', review_number = 1")
    sign_off(study, key, source, coder="ana")
    with key.write("ana", "refuse") as db:
        db.execute(
            "UPDATE findings SET state = 'refused' WHERE surface IN ('06 1234 5678', 'Marieke')"
        )
    made = records.disclose(study, key, asked([source]), coder="ana")
    assert made.files == {}
    assert {(leak.file_name, leak.leak.kind) for leak in made.leaks} == {
        ("001.docx", Kind.PHONE),
        ("001.docx", Kind.ADDRESSEE),
    }
    assert not any(leak.is_certain for leak in made.leaks)
    with pytest.raises(LeakError, match=r"identified in 001\.docx \(places: 2\)"):
        records.save_disclosure(made, study.path.parent / "out")
    assert not (study.path.parent / "out").exists()
    assert records.disclose(study, key, asked([source]), coder="ana", may_stay=True).files


def planted(content, member, old, new):
    """Change a member of a .docx as a careless program would."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            assert name != member or old in data
            after.writestr(name, data.replace(old, new, 1) if name == member else data)
    return made.getvalue()


BODY, CORE = "word/document.xml", "docProps/core.xml"
HIDDEN = [
    (BODY, "</w:body>", "<w:p><w:r><w:t>Dijkstra</w:t></w:r></w:p></w:body>", Kind.KEY),
    (
        BODY,
        "</w:body>",
        "<w:p><w:del w:author='x'><w:r><w:delText>was</w:delText></w:r></w:del></w:p></w:body>",
        Kind.TRACKED,
    ),
    (
        BODY,
        "</w:body>",
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>stil</w:t></w:r></w:p></w:body>",
        Kind.HIDDEN,
    ),
    (BODY, "<w:body>", "<!-- Dijkstra --><w:body>", Kind.KEY),
    (
        CORE,
        "</cp:coreProperties>",
        "<cp:category>x</cp:category></cp:coreProperties>",
        Kind.PROPERTY,
    ),
]


def test_what_a_written_file_hides_is_found_when_it_is_read_again(study, key, bundle):
    reader = Records(study, key, {})
    check = Check(reader.names, "nl")
    with key.read() as db:
        record = reader.read(get_source(db, bundle[2]), 3, withheld="")
    content = record_docx(record, "nl", date(2026, 1, 5))
    assert check.leaks("003.docx", content, record) == []
    for member, old, new, kind in HIDDEN:
        leaks = check.leaks(
            "003.docx", planted(content, member, old.encode(), new.encode()), record
        )
        assert kind in {leak.leak.kind for leak in leaks if leak.is_certain}, new


def test_what_is_not_signed_off_or_not_in_the_law_is_refused(study, key, bundle, bring):
    waiting = bring("Nog niet gezien.")
    with pytest.raises(ConflictError, match="not signed off: 1,"):
        records.disclose(study, key, asked([*bundle, waiting]), coder="ana")
    with pytest.raises(InputError, match=r"5\.9 is no ground of the Woo"):
        records.disclose(study, key, asked(bundle, grounds={"barred": "5.9"}), coder="ana")
    with pytest.raises(InputError, match="No document was chosen"):
        records.disclose(study, key, asked([]), coder="ana")


def test_every_ground_has_words_and_a_pdf_takes_any_letters():
    assert all({*GROUND_WORDS[language]} == {*GROUNDS} for language in ("nl", "en"))
    odd = "Jan & <b>Piet</b> \N{ZERO WIDTH JOINER}👩‍👧 ع 漢 " + "w" * 3000
    record = Record(1, (), (Piece(odd),), (), (), (Paragraph((), (Piece(odd),)),), "nl", 0)
    content, n_pages = record_pdf(record, "nl")
    assert n_pages > 1
    assert "Jan & <b>Piet</b>" in words_of("001.pdf", content)


def test_the_command_writes_a_new_folder_and_shows_no_words(study, key, bundle, monkeypatch):
    monkeypatch.chdir(study.path.parent)
    monkeypatch.setenv("KWALICODE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("KWALICODE_KEY_PASSPHRASE", KEY_PASSPHRASE)
    run = CliRunner().invoke
    result = run(cli, ["disclose", "study", "out", "--ground", "person=5.1.1.d"])
    assert (
        "Wrote 5 files to out. Of 3 documents: 0 disclosed, 3 in part, 0 withheld." in result.output
    )
    assert len(list((study.path.parent / "out").iterdir())) == 5
    result = run(cli, ["disclose", "study", "out"])
    assert (result.exit_code, "out holds something already" in result.output) == (1, True)


def test_a_title_or_kind_that_is_not_there_is_refused():
    found = [records.Candidate("1", "Gesprek 1", "interview", "", True)]
    assert _documents(found, [], ["Gesprek 1=5.1.5"]) == {"1": "5.1.5"}
    with pytest.raises(NotFoundError, match="No document is called 'Niets'"):
        _documents(found, ["Niets"], [])
    with pytest.raises(InputError, match="'naam' is no kind; choose one of person"):
        _grounds(["naam=5.1.5"])
