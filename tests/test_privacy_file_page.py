"""The page Privacy report, view on any file: what leaks is listed with place, words and remedy."""

import io
import zipfile

from test_pages import open_page

LETTER = "Beste Marloes,\n\nMail █████n@waterbeek.example.\n"


def opened(study, key, name, content):
    page = open_page("privacy", study, key, "en", privacy_view="file")
    page.file_uploader[0].set_value((name, content, "text/plain")).run()
    assert not page.exception
    return page


def test_a_file_that_leaks_is_shown_with_place_words_and_remedy(study, key):
    page = opened(study, key, "brief.txt", LETTER.encode())
    assert [error.value for error in page.error] == ["**2** leaks in brief.txt."]
    (table,) = page.dataframe
    assert table.value.values.tolist() == [
        ["name of who is addressed", "line 1", "Beste Marloes,"],
        ["remnant of an e-mail address", "line 3", "Mail █████n@waterbeek.example."],
    ]
    (why,) = [text.value for text in page.markdown if text.value.startswith("- **")]
    assert why.split("\n") == [
        "- **name of who is addressed**: The person to whom the letter is written is named. "
        "Mask the name behind the greeting.",
        "- **remnant of an e-mail address**: A part of the name of an e-mail address is left. "
        "Mask all of the address before and behind the sign.",
    ]


def test_a_file_without_leaks_and_one_that_is_no_text_are_told_in_a_sentence(study, key):
    page = opened(study, key, "brief.txt", b"Beste allen,\n")
    assert "Nothing was found in brief.txt." in page.success[0].value
    page = opened(study, key, "brief.txt", bytes(range(256)) * 9)
    assert "holds no text that can be made out" in page.error[0].value
    assert not page.dataframe


def test_a_zip_file_is_scanned_file_by_file(study, key):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("brief.txt", LETTER)
        archive.writestr("foto.jpg", b"\xff\xd8\xff")
    page = opened(study, key, "alles.zip", stream.getvalue())
    assert [row[:2] for row in page.dataframe[0].value.values.tolist()] == [
        ["name of who is addressed", "brief.txt, line 1"],
        ["remnant of an e-mail address", "brief.txt, line 3"],
        ["file that was not scanned", "foto.jpg"],
    ]
