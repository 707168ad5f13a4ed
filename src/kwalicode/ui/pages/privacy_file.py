"""The part of the page Privacy report that scans any file, also one that others redacted."""

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from kwalicode.formats.containers import MAX_BYTES
from kwalicode.model.file_leaks import FileLeak, FileLeakKind, Fix, Unit, Why
from kwalicode.store.key import Key
from kwalicode.ui.language import N_, _, number
from kwalicode.ui.parts import plain
from kwalicode.ui.session import shown_errors
from kwalicode.workflows.scan_file import OTHERS, SCANNED, scan_file

_RESULT = "file_scan"


def show_file_scan(key: Key) -> None:
    """Let a file be chosen, scan it, and show what leaks; nothing of it is kept."""
    st.markdown(
        _(
            "Choose a document that is about to go out, also one that others redacted. It is "
            "scanned for what they left and for the names in the key file, and it is not kept."
        )
    )
    limit = _(
        "At most {most} MB each: {endings}", most=MAX_BYTES // 1_000_000, endings=" ".join(SCANNED)
    )
    words = f'--kw-choose: "{_("Choose a file")}"; --kw-limit: "{limit}";'
    st.html(f"<style>:root {{ {words} }}</style>")
    upload = st.file_uploader(
        _("File to scan"),
        # Others are taken too, to be refused with what to do rather than by the browser.
        type=[suffix.removeprefix(".") for suffix in (*SCANNED, *OTHERS)],
        key="scan_upload",
    )
    if upload is None:
        st.session_state.pop(_RESULT, None)
        return
    with shown_errors():
        found = st.session_state.get(_RESULT)
        if found is None or found[0] != upload.file_id:
            says = _("Scanning the file")
            bar = st.progress(0.0, says)

            def show(share: float) -> None:
                bar.progress(share, says)

            try:
                leaks = scan_file(upload.name, upload.getvalue(), key, progress=show)
            finally:
                bar.empty()
            found = upload.file_id, leaks
            st.session_state[_RESULT] = found
        _show(upload.name, found[1])


def _show(file_name: str, leaks: Sequence[FileLeak]) -> None:
    name = plain(file_name)
    if not leaks:
        st.success(
            _(
                "Nothing was found in {name}. Read it once more: a scan does not know everybody, "
                "and sees no pictures.",
                name=name,
            )
        )
        return
    st.error(
        N_("**{n}** leak in {name}.", "**{n}** leaks in {name}.", len(leaks), name=name),
        icon=":material/error:",
    )
    words = kind_words()
    counts = Counter(leak.kind for leak in leaks)
    chosen = st.pills(
        _("Kinds"),
        list(counts),
        selection_mode="multi",
        format_func=lambda kind: f"{words[kind]} · {number(counts[kind])}",
        label_visibility="collapsed",
        key="scan_kinds",
    )
    shown = [leak for leak in leaks if not chosen or leak.kind in chosen]
    st.dataframe(
        _table(shown, words),
        hide_index=True,
        column_config={_("What stands there"): st.column_config.TextColumn(width="large")},
    )
    kinds = dict.fromkeys(leak.kind for leak in shown)
    st.markdown(
        "\n".join(f"- **{words[kind]}**: {_(Why[kind.name])} {_(Fix[kind.name])}" for kind in kinds)
    )


def _table(leaks: Sequence[FileLeak], words: Mapping[FileLeakKind, str]) -> pd.DataFrame:
    rows = [
        {
            _("Kind"): words[leak.kind],
            _("Place"): _place(leak),
            _("What stands there"): leak.snippet,
        }
        for leak in leaks
    ]
    table = pd.DataFrame(rows)
    if any(leak.masked_line for leak in leaks):
        table[_("Masked in")] = [_counted(leak.unit, leak.masked_line) for leak in leaks]
    return table


def _counted(unit: Unit, n: int) -> str:
    """Name the n-th line, row, paragraph or page; nothing for none."""
    words: Mapping[Unit, str] = {
        "line": _("line"),
        "row": _("row"),
        "paragraph": _("paragraph"),
        "page": _("page"),
    }
    return f"{words[unit]} {number(n)}" if n else ""


def _place(leak: FileLeak) -> str:
    inside = [_inside(one, leak.file_name) for one in leak.within.split(", ") if one]
    return ", ".join([*inside, *_place_in(leak)])


def _inside(one: str, file_name: str) -> str:
    """Name a file or a sheet inside the file: 'sheet 2'."""
    kind, _blank, n = one.partition(" ")
    if kind == "sheet":
        return _("sheet {n}", n=n)
    return file_name or _("file {n} in it", n=n)


def _place_in(leak: FileLeak) -> list[str]:
    if leak.kind == FileLeakKind.UNREAD:
        return []
    words = {
        "": "" if leak.line else _("in the text"),
        "head": _("in the head of the mail"),
        "page": _("in the page that belongs to the mail"),
        "file name": _("in the name of the file"),
        "comment": _("beside the text"),
        "tracked": _("in the changes"),
        "property": _("in the properties"),
        "aside": _("in a note, link, head or foot"),
        "covered": _("under a bar"),
        "hidden": _("not shown"),
        "embedded": _("in the document"),
    }
    is_counted = leak.part in {"", "head"} or leak.unit in {"page", "row"}
    place = _counted(leak.unit, leak.line) if is_counted else ""
    return [one for one in (place, words[leak.part]) if one]


def kind_words() -> Mapping[FileLeakKind, str]:
    """Give the word for each kind of leak."""
    return {
        FileLeakKind.KEY: _("name of the key"),
        FileLeakKind.UNDONE: _("mask undone elsewhere"),
        FileLeakKind.IN_WORD: _("mask inside a word"),
        FileLeakKind.REMNANT: _("remnant beside a mask"),
        FileLeakKind.ADDRESS_REMNANT: _("remnant of an e-mail address"),
        FileLeakKind.EMAIL: _("personal e-mail address"),
        FileLeakKind.RECIPIENT: _("name among recipients"),
        FileLeakKind.ADDRESSEE: _("name of who is addressed"),
        FileLeakKind.SIGNED: _("name below a letter"),
        FileLeakKind.PHONE: _("phone number"),
        FileLeakKind.ROOM: _("room"),
        FileLeakKind.LINK: _("secret link"),
        FileLeakKind.SMALL_CELL: _("small cells in a table"),
        FileLeakKind.COMMENT: _("comment"),
        FileLeakKind.TRACKED: _("tracked change"),
        FileLeakKind.HIDDEN: _("hidden text"),
        FileLeakKind.COVERED: _("text under a bar"),
        FileLeakKind.PROPERTY: _("document property"),
        FileLeakKind.EMBEDDED: _("file inside the document"),
        FileLeakKind.UNREAD: _("file that was not scanned"),
    }
