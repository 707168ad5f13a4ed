import pytest

from formats.spoken import read
from kwalicode.errors import InputError


def texts(html: str, encoding: str = "utf-8") -> list[str]:
    return [text for _, text in read(".html", html.encode(encoding))]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>een</p><p>twee</p>", ["een", "twee"]),
        ("<p>een<br>twee</p>", ["een\ntwee"]),
        ("<div>een<p>twee</p>drie</div>", ["een", "twee", "drie"]),
        ("<p>een\n   <i>twee</i>  drie</p>", ["een twee drie"]),
        ("<pre>een\n  twee</pre>", ["een\ntwee"]),
        ("<ul><li>een</li><li>twee</li></ul>", ["een", "twee"]),
        ("<table><tr><td>een</td><td>twee</td></tr></table>", ["een\ttwee"]),
        ("<table><tr><td><p>een</p></td><td><p>twee</p></td></tr></table>", ["een\ttwee"]),
        ("<table><tr><td><p>een</p><p>twee</p></td></tr></table>", ["een", "twee"]),
        ("<p>een<!-- niet -->twee</p>", ["eentwee"]),
        ("<title>niet</title><script>alert('niet')</script><p>een</p>", ["een"]),
        ("<style>p {color: red}</style><p onclick='x()'>een</p><template>niet</template>", ["een"]),
        ("<p>een <script>document.write('niet')</script>twee</p>", ["een twee"]),
        ("<p>oud <del>weg</del><ins>nieuw</ins></p>", ["oud nieuw"]),
        ("<p>&lt;b&gt; &amp; &eacute;&#128512;</p>", ["<b> & é😀"]),
        ("gewone tekst", ["gewone tekst"]),
        ("<p>" + "<b>" * 1500 + "diep" + "</b>" * 1500 + "</p><p>later</p>", ["diep", "later"]),
    ],
)
def test_what_a_reader_sees_is_read(html, expected):
    assert texts(html) == expected


def test_a_page_that_nests_too_deep_is_not_half_read():
    with pytest.raises(InputError, match="cannot be read as such"):
        texts("<p>eerder</p>" + "<b>" * 5000 + "diep" + "</b>" * 5000 + "<p>later</p>")


def test_a_page_without_charset_is_read_as_utf_8():
    assert texts("<html><body><p>Coördinatie, één 👩‍👧</p></body></html>") == [
        "Coördinatie, één 👩‍👧"
    ]


@pytest.mark.parametrize(
    "meta",
    [
        '<meta charset="iso-8859-2">',
        '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">',
    ],
)
def test_a_declared_charset_is_believed(meta):
    assert texts(f"<head>{meta}</head><p>Łódź</p>", "iso-8859-2") == ["Łódź"]


def test_a_wrongly_declared_charset_does_not_spoil_utf_8():
    assert texts('<meta charset="iso-8859-1"><p>één</p>') == ["één"]


@pytest.mark.parametrize("tag", ["b", "strong", "h3"])
def test_a_bold_name_on_its_own_line_is_a_speaker(tag):
    turns = [("Femke", "Hoe?"), ("Marloes", "Zo.")] * 2
    html = "".join(f"<div><{tag}>{name}</{tag}></div><p>{text}</p>" for name, text in turns)
    assert read(".htm", html) == turns


def test_labels_are_recognised():
    html = "<p><b>I:</b> Hoe?</p><p><b>R:</b> Zo.</p><p>En ook zo.</p><p>I: En?</p><p>R: Niets.</p>"
    assert read(".html", html)[:2] == [("I", "Hoe?"), ("R", "Zo.\nEn ook zo.")]
