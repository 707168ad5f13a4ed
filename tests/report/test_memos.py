from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kwalicode.report.memos import MemoEntry, memos_md, questions_md

DAY = date(2026, 9, 28)


def entry(text="Waarom?", kind="analytic", target="code", about="zwijgen", **more):
    given = {"words": "", "coder": "ana", "written": DAY, "changed": DAY, "is_done": False} | more
    return MemoEntry(kind=kind, target=target, about=about, text=text, **given)


def written(*memos, language="nl", write=memos_md):
    return write(memos, language=language, exported=DAY).decode()


def test_memos_stand_under_their_kind_with_what_they_are_about():
    memos = [
        entry("Later", kind="question", target="coding", words="Ik zei\nniets."),
        entry("Eerst", changed=date(2026, 9, 30)),
    ]
    assert written(*memos, language="en") == (
        "# Memos\n\n28 September 2026\n\n"
        "## Analytic\n\n### Code zwijgen\n\nEerst\n\n*ana, 28 September 2026, changed 30 September 2026*\n\n"
        "## Questions to take along\n\n### Coding zwijgen\n\n> Ik zei  \n> niets.\n\nLater\n\n*ana, 28 September 2026*\n"
    )


@pytest.mark.parametrize(
    ("language", "heading"), [("nl", "### Thema (is er niet meer)"), ("en", "### Theme (is gone)")]
)
def test_what_is_gone_is_said_to_be_gone(language, heading):
    assert heading in written(entry(target="theme", about=None), language=language)


def test_the_sheet_holds_open_questions_and_no_words_of_a_participant():
    sheet = written(
        entry("Wie wel?\nEn waarom?", kind="question", target="coding", words="Ik zei niets."),
        entry("Hoe lang?", kind="question", target="case", about="respondent 3"),
        entry("Gesteld", kind="question", is_done=True),
        entry("Gedachte"),
        write=questions_md,
    )
    assert sheet == (
        "# Vragen voor het volgende gesprek\n\n28 september 2026\n\n"
        "- [ ] Wie wel?  \n  En waarom?\n  *Naar aanleiding van codering zwijgen*\n\n"
        "- [ ] Hoe lang?\n"
    )
    assert "Er zijn geen open vragen." in written(write=questions_md)


@given(st.text(alphabet="ab1.*_#>-`[]<&|~\\+=:) \n", min_size=1).map(str.strip).filter(bool))
def test_any_text_is_shown_as_it_is(text):
    page = MarkdownIt("commonmark").parse(written(entry(text)))
    inline = [token for token in page if token.type == "inline"]
    shown = [
        "".join(
            child.content if child.type in {"text", "text_special"} else "\n"
            for child in token.children
            if child.type in {"text", "text_special", "softbreak", "hardbreak"}
        )
        for token in inline[4:-1]
    ]
    assert " ".join(" ".join(shown).split()) == " ".join(text.split())
