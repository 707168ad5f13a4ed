import csv
import zipfile
from dataclasses import replace
from io import BytesIO, StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from kwalicode.errors import InputError
from kwalicode.formats.codebook_files import read_codebook, write_codebook
from kwalicode.model import Category, Code, Codebook, Relation, Theme, path_of
from kwalicode.text import folded, normalise

ENDINGS = ("x.yaml", "x.csv", "x.xlsx")


def shape(book):
    """A codebook without its ids: what two files have to share to be the same."""
    paths = book.paths()
    names = paths | {code.code_id: path_of(code, paths) for code in book.codes}
    return {
        "categories": [(paths[c.category_id], c.colour, c.description) for c in book.categories],
        "codes": {
            names[code.code_id]: (
                replace(code, code_id="", category_id=None),
                book.synonyms.get(code.code_id, ()),
                [names[i] for i in book.also_in.get(code.code_id, ())],
            )
            for code in book.codes
        },
        "themes": [
            (replace(theme, theme_id="", category_ids=(), code_ids=()), *map(names.get, ids))
            for theme in book.themes
            for ids in [(*theme.category_ids, *theme.code_ids)]
        ],
        "relations": [
            (names[r.from_id], names[r.to_id], r.type, r.strength, r.note) for r in book.relations
        ],
    }


def tables_hold(book):
    return shape(book) | {"themes": [], "relations": []}


names = st.text(min_size=1, max_size=20).map(lambda t: " ".join(normalise(t).split())).filter(bool)
prose = st.text(max_size=30).map(lambda t: normalise(t).strip())


def unlike(names):
    """Names that differ as the codebook sees it."""
    return list({folded(name): name for name in names if folded(name)}.values())


@st.composite
def codebooks(draw):
    categories = []
    for number, name in enumerate(unlike(draw(st.lists(names, max_size=5)))):
        parent = draw(st.sampled_from([None, *(c.category_id for c in categories)]))
        colour = draw(st.integers(0, 11))
        categories.append(Category(f"k{number}", name, parent, colour, draw(prose)))
    ids = [None, *(c.category_id for c in categories)]
    codes = []
    for number, name in enumerate(unlike(draw(st.lists(names, max_size=6)))):
        fields = [draw(prose), draw(st.sampled_from(["data", "theory", "in vivo"]))]
        fields += [draw(prose) for _ in range(4)]
        valence = draw(st.sampled_from(["", "increases", "ambivalent"]))
        home = draw(st.sampled_from(ids))
        colour = draw(st.integers(0, 11))
        retired = draw(st.booleans())
        codes.append(Code(f"c{number}", name, home, colour, *fields, valence, is_retired=retired))
    synonyms = {c.code_id: tuple(unlike(draw(st.lists(names, max_size=2)))) for c in codes}
    ordered = sorted(categories, key=lambda c: _place(c, categories))
    return Codebook(tuple(ordered), tuple(codes), {k: v for k, v in synonyms.items() if v})


def _place(category, categories):
    """Where a category stands when each is followed by what it holds."""
    order = {c.category_id: place for place, c in enumerate(categories)}
    parents = {c.category_id: c.parent_id for c in categories}
    path = [category.category_id]
    while parents[path[0]]:
        path.insert(0, parents[path[0]])
    return [order[one] for one in path]


@pytest.mark.parametrize("name", ENDINGS)
@given(book=codebooks())
@settings(max_examples=40)
def test_what_is_written_reads_back_the_same(name, book):
    assert shape(read_codebook(name, write_codebook(book, name))) == shape(book)


def test_a_full_codebook_comes_back_whole():
    categories = (Category("a", "Macht", None, 3), Category("b", "Overig", "a", 4, "rest"))
    categories += (Category("c", "Druk", None, 5), Category("d", "Overig", "c", 6))
    codes = (Code("1", "zwijgen", "b", 4), Code("2", "zwijgen", "d", 6), Code("3", "los", None, 1))
    themes = (
        Theme("t", "Stilte", "Wie zwijgt blijft.", "kern", "niet dit", "doe", ("b",), ("2",)),
    )
    relations = (Relation("r", "code", "1", "category", "d", "hinders", "plausible", "soms"),)
    also = {"3": ("a", "d")}
    book = Codebook(categories, codes, {"3": ("a; b", "c > d")}, also, themes, relations)
    assert shape(read_codebook("x.yaml", write_codebook(book, "x.yaml"))) == shape(book)
    for name in ENDINGS[1:]:
        assert shape(read_codebook(name, write_codebook(book, name))) == tables_hold(book)


def test_text_like_a_formula_is_written_so_that_nothing_runs_it_and_reads_back():
    names = ("=cmd|' /C calc'!A0", "+31", "-x", "@som", "'t geval", "=1+1")
    codes = tuple(Code(str(i), name, None, 0) for i, name in enumerate(names))
    book = Codebook((), codes)
    for name in ENDINGS:
        assert [c.name for c in read_codebook(name, write_codebook(book, name)).codes] == [*names]
    assert b"\r\n=" not in write_codebook(book, "x.csv")
    assert b",=" not in write_codebook(book, "x.csv")
    with zipfile.ZipFile(BytesIO(write_codebook(book, "x.xlsx"))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"cmd|" in sheet


FORMULAS = (
    *("=cmd|' /C calc'!A0", "=1+1", "= SUM(A1)", "=A1", '=HYPERLINK("x";"y")', "\t=1+1", "\r=1+1"),
    *("+cmd|' /C calc'!A0", "-cmd|'/C calc'!A0", "@SUM(1+9)*cmd|' /C calc'!A0", "- cmd|' /C x'!A0"),
    *("-1+1", "+1,5*2", "@SUM(A1:A2)", "-A1", "+$A$1&B2", "+-+-1+1", "-(2)", "+Blad1!A1", "\t-2-3"),
)
TEXTS = ("-", "=", "+", "- zwijgen", "- vraag(en), en (veel) meer", "-5", "+31 6", "-1,5 %", "-x")
TEXTS += ("@som", "-ex-partner", "-nee/ja", "- 1 + 1 is 2", "a=b", "x =1+1", "-> zie A1", "+/- elf")


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_cell_that_a_spreadsheet_would_run_is_refused_with_its_place(cell):
    table = StringIO()
    csv.writer(table).writerows([["code", "description"], ["x", "y"], ["z", cell]])
    with pytest.raises(InputError, match="Row 3, column 2: this cell is a formula"):
        read_codebook("x.csv", table.getvalue().encode())


@pytest.mark.parametrize("cell", TEXTS)
def test_a_dash_a_list_or_a_number_is_no_formula(cell):
    table = StringIO()
    csv.writer(table).writerows([["code", "description"], ["x", cell]])
    assert read_codebook("x.csv", table.getvalue().encode()).codes[0].description == cell


def test_a_formula_of_a_workbook_is_refused_and_text_like_one_is_not():
    def workbook(is_text):
        book = Workbook()
        book.active.append(["code", "description"])
        cell = book.active.cell(2, 2, "=1+1")
        cell.data_type = "s" if is_text else "f"
        book.active["A2"] = "x"
        file = BytesIO()
        book.save(file)
        return file.getvalue()

    assert read_codebook("x.xlsx", workbook(is_text=True)).codes[0].description == "=1+1"
    with pytest.raises(InputError, match="Row 2, column 2: this cell is a formula"):
        read_codebook("x.xlsx", workbook(is_text=False))


def test_tables_of_dutch_spreadsheets_are_read():
    text = "\ufeffcategory;code;description\r\nMacht;zwijgen;Niets zeggen.\r\n;los;\r\n"
    book = read_codebook("boek.CSV", text.encode())
    assert [(c.name, c.description) for c in book.codes] == [
        ("zwijgen", "Niets zeggen."),
        ("los", ""),
    ]
    assert read_codebook("boek.csv", text.encode("utf-16")).codes[0].name == "zwijgen"


def test_an_empty_file_is_an_empty_codebook():
    for name in ("x.yaml", "x.csv"):
        assert read_codebook(name, b"") == Codebook()


YAML = "categories:\n  - name: A\n    codes: [x, y]\n"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("x.pdf", b"", "ends in .yaml, .yml, .csv, .xlsx"),
        ("x.yaml", b"a" * 10_000_001, "larger than 10 MB"),
        ("x.csv", b"a" * 10_000_001, "larger than 10 MB"),
        ("x.yaml", "categories:\n  - name: één\n".encode("cp1252"), "Row 2, column 11: .* UTF-8"),
        ("x.csv", b"code\n\xffx\n", "Row 2, column 1: .* UTF-8"),
        ("x.csv", b"code\nx\0\n", "Row 2, column 2: .* UTF-8"),
        ("x.yaml", b"categories: [", "not written as YAML"),
        ("x.yaml", b"categories:\n  - name: \x07\n", "not written as YAML"),
        ("x.yaml", b"codes: &a [*a]", "Row 1, column 12: the file points into itself"),
        ("x.yaml", b"codes: &a [x]\ncategories: *a", "Row 2, column 13: the file points"),
        ("x.yaml", b"codes: " + b"[" * 60, "lies too deep"),
        ("x.yaml", b"codes: [" + b"x," * 600_000 + b"]", "Row 1, column .* more than any codebook"),
        ("x.yaml", b"themas: []", "Row 1, column 1: 'themas' is no field"),
        ("x.yaml", b"codes:\n  - name: x\n    kleur: 3\n", "Row 3, column 5: 'kleur' is no field"),
        ("x.yaml", b"codes:\n  - name: x\n    name: y\n", "Row 3, column 5: .* twice"),
        ("x.yaml", b"codes: x", "Row 1, column 8: here should stand a list"),
        ("x.yaml", b"codes:\n  - [x]\n", "Row 2, column 5: here should stand fields"),
        ("x.yaml", b"codes:\n  - name: [x]\n", "Row 2, column 11: 'name' takes one text"),
        ("x.yaml", b"codes: [x, X]", "Row 1, column 12: this name stands twice"),
        ("x.yaml", b'codes: [""]', "a name needs 1 to 120 characters"),
        ("x.yaml", b"codes: [" + b"x" * 121 + b"]", "a name needs 1 to 120 characters"),
        ("x.yaml", b"codes:\n  - {name: x, valence: up}\n", "Row 2, column 24: this may be incr"),
        ("x.yaml", b"codes:\n  - {name: x, colour: 12}\n", "this may be 0, 1"),
        ("x.yaml", b"codes:\n  - {name: x, also_in: [A]}\n", "Row 2, column 25: there is no code"),
        ("x.yaml", b"relations:\n  - {type: t, to_code: x}\n", "a relation needs one 'from_code'"),
        ("x.csv", b"category,codes\nA,x\n", "Row 1, column 2: this is no column"),
        ("x.csv", b"code,code\nx,y\n", "Row 1, column 2: .* twice"),
        ("x.csv", b"category\nA\n", "Row 1: the table has no column 'code'"),
        ("x.csv", b"category,code\nA,x\nA,x\n", "Row 3, column code: this name stands twice"),
        ("x.csv", b'code\n"x', "Row 2: the table is broken"),
        ("x.csv", b"code\nx,y\n", "Row 2, column 2: this cell has no column name"),
        ("x.csv", b"category,code,parent\nA,,B\nB,,A\n", "this category would stand under itself"),
        ("x.csv", b"category,code,parent\nA,,A\n", "Row 2, column parent: .* under itself"),
        ("x.csv", b"category,code\nA,\nA,\n", "Row 3, column category: .* once"),
        ("x.csv", b"category,code,parent\nA,x,B\n", "Row 2, column parent: only a row without"),
        ("x.csv", b"code,retired\nx,maybe\n", "Row 2, column retired: this may be"),
        ("x.csv", b"code\n" + b"x\n" * 250_001, "more than 250000 rows"),
        ("x.xlsx", b"PK\x03\x04 no zip", "cannot be read as such"),
        ("x.xlsx", b"", "cannot be read as such"),
    ],
)
def test_a_file_with_a_mistake_is_refused_with_its_row_and_column(name, content, says):
    with pytest.raises(InputError, match=says) as refused:
        read_codebook(name, content)
    assert "\n" not in str(refused.value)


def test_a_zip_that_is_no_workbook_is_refused():
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    with pytest.raises(InputError, match="cannot be read as such"):
        read_codebook("x.xlsx", file.getvalue())


@given(st.binary(max_size=200), st.sampled_from(ENDINGS))
@settings(max_examples=150)
def test_any_bytes_are_read_or_refused_in_words(content, name):
    try:
        assert isinstance(read_codebook(name, content), Codebook)
    except InputError as error:
        assert str(error).endswith(".")  # noqa: PT017


@given(st.text(alphabet="-[]{}:,&*!|>'\"#% \n\tabcnme", max_size=60), st.sampled_from(ENDINGS[:2]))
@settings(max_examples=300)
def test_any_text_is_read_or_refused_in_words(text, name):
    try:
        assert isinstance(read_codebook(name, text.encode()), Codebook)
    except InputError as error:
        assert str(error).endswith(".")  # noqa: PT017
