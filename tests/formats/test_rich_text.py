import pytest

from formats.spoken import read
from kwalicode.errors import InputError

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}}{\stylesheet{\s1\b kop;}}"
)


def rtf(body: str) -> bytes:
    return (HEAD + body + "}").encode("cp1252")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"caf\'e9 en co\u235?rdinatie\par", "café en coördinatie".replace("ö", "ë")),
        (r"een\line twee\par", "een\ntwee".replace("\n", "|")),
        (r"Jansen\_Bakker\par", "Jansen-Bakker"),
        (r"een\tab twee\par", "een\ttwee"),
        (r"lach \u-10179?\u-8704?\par", "lach 😀"),
        (r"{\deleted\revauthdel1 oud}{\revised nieuw}\par", "nieuw"),
        (r"een{\footnote noot} twee\par", "een twee"),
        (r"een{\*\annotation Navragen!} twee\par", "een twee"),
        (
            r'{\field{\*\fldinst{HYPERLINK "https://example.org"}}{\fldrslt link}} en '
            r'{\field{\*\fldinst{HYPERLINK "https://example.org"}}{\fldrslt nog een}}\par',
            "link en nog een",
        ),
        (r"\{accolade\} en \\b streep\par", r"{accolade} en \b streep"),
        (r"een\cell twee\cell\row", "een|twee"),
        (r"{\pict\wmetafile8 " + "0123456789abcdef" * 40 + r"}tekst\par", "tekst"),
    ],
)
def test_what_a_reader_sees_is_read(body, text):
    assert "|".join(text for _, text in read(".rtf", rtf(body))) == text


@pytest.mark.parametrize("name", [r"\b {}\b0\par", r"{{\b {}}}\par", r"{{\b\fs24 {}\par}}"])
def test_a_bold_name_on_its_own_line_is_a_speaker(name):
    turns = [("Femke", "Hoe?"), ("Marloes", "Zo.")] * 2
    body = "\n".join(name.format(n) + rf" {text}\par" for n, text in turns)
    assert read(".rtf", rtf(body)) == turns


def test_labels_are_recognised():
    body = r"\b I: \b0 Hoe?\par R: Zo.\par En ook zo.\par I: En?\par R: Niets.\par"
    assert read(".rtf", rtf(body))[:2] == [("I", "Hoe?"), ("R", "Zo.\nEn ook zo.")]


def test_what_is_no_rich_text_is_refused():
    with pytest.raises(InputError, match="cannot be read as such"):
        read(".rtf", "gewone tekst")
