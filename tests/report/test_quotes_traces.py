"""What a file of quotes carries beside its words: nothing."""

import io
import re
from zipfile import ZipFile

import pytest

from kwalicode.report.quotes.docx import quotes_docx
from kwalicode.report.quotes.html import quotes_html
from kwalicode.report.quotes.odt import quotes_odt
from kwalicode.report.quotes.tables import quotes_xlsx
from report.quote_files import file_of, part, said

WRITERS = {".docx": quotes_docx, ".odt": quotes_odt, ".xlsx": quotes_xlsx}
TRACES = re.compile(
    rb"rsid|w:ins\b|w:del\b|w:comment|w:vanish|attachedTemplate|Template>|docId|docVar|Macintosh|"
    rb"python-docx|openpyxl|odfdo|LibreOffice|initial-creator|dc:creator>[^<]|meta:generator|"
    rb"user-defined|lastModifiedBy>[^<]|tracked-changes|office:annotation|printer|"
    rb"<(row|col) [^>]*hidden=.1|state=.(hidden|veryHidden)|Gesprek 7|let op|coding-1|respondent 3|Company>[^<]",
    re.IGNORECASE,
)


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_parts_of_a_file_tell_nothing_of_who_made_it_with_what_and_when(suffix):
    content = WRITERS[suffix](file_of(part(said("Ik, [respondent 3], zwijg.")), language="nl"))
    with ZipFile(io.BytesIO(content)) as file:
        names = file.namelist()
        assert file.testzip() is None
        assert {one.date_time[:3] for one in file.infolist()} == {(1980, 1, 1)}
        for name in names:
            assert not (found := TRACES.search(file.read(name))), (name, found)
        stamps = re.findall(rb"\d{4}-\d\d-\d\dT[\d:.]+", b"".join(map(file.read, names)))
    assert {one[:19] for one in stamps} == {b"2022-09-28T00:00:00"}
    assert not [name for name in names if re.search("customXml|thumbnail|comments", name)]


def test_a_page_of_html_says_no_more_than_its_text():
    page = quotes_html(file_of(part(said("Ik, [respondent 3], zwijg."))))
    assert not TRACES.search(page)
    assert b"<!--" not in page
    assert b"generator" not in page
