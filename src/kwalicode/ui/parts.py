"""Parts that several pages share."""

from collections.abc import Mapping

import streamlit as st

from kwalicode.model import IdentifierKind
from kwalicode.ui.language import N_, _, current_language


def plain(text: str) -> str:
    """Escape what Markdown would read as a mark, so that a name stands as it is."""
    return text.translate({ord(mark): f"\\{mark}" for mark in "\\`*_[]<>$:#~|"})


def state_word(state: str) -> str:
    """Name the state of a document."""
    words = {
        "raw": _("raw"),
        "in review": _("in review"),
        "de-identified": _("de-identified"),
        "coded": _("coded"),
    }
    return words[state]


def kind_word(kind: str) -> str:
    """Name the kind of a document."""
    words = {
        "interview": _("interview"),
        "document": _("document"),
        "survey answer": _("survey answer"),
    }
    return words[kind]


def listed_title(title: str, n_lists: int) -> str:
    """Give the title of a row that may stand for all lists of answers of a survey."""
    if not n_lists:
        return title
    lists = N_("{n} list of answers", "{n} lists of answers", n_lists)
    return f"{title} ({lists})"


def part_word(part: str) -> str:
    """Name a stretch of a document in which nobody speaks; see `Turn.part`."""
    kind, _blank, number = part.partition(" ")
    if kind == "question" and number.endswith(" unanswered"):
        return _("question {n}, not answered", n=number.removesuffix(" unanswered"))
    words = {
        "question": _("question {n}", n=number),
        "answer": _("answer {n}", n=number),
        "earlier": _("earlier mail"),
    }
    return words.get(kind, "")


def language_word(language: str) -> str:
    """Name the language of a document."""
    return {"nl": _("Dutch"), "en": _("English")}[language]


def identifier_words() -> Mapping[IdentifierKind, str]:
    """Name each kind of identifying text."""
    return {
        IdentifierKind.PERSON: _("Person"),
        IdentifierKind.PLACE: _("Place"),
        IdentifierKind.ORGANISATION: _("Organisation"),
        IdentifierKind.PARTY: _("Party"),
        IdentifierKind.DEPARTMENT: _("Department"),
        IdentifierKind.FUNCTION: _("Function"),
        IdentifierKind.DATE: _("Date"),
        IdentifierKind.AGE: _("Age"),
        IdentifierKind.ADDRESS: _("Address"),
        IdentifierKind.POSTCODE: _("Postcode"),
        IdentifierKind.PHONE: _("Phone number"),
        IdentifierKind.EMAIL: _("E-mail address"),
        IdentifierKind.BSN: _("Citizen service number"),
        IdentifierKind.IBAN: _("Bank account"),
        IdentifierKind.PLATE: _("Licence plate"),
        IdentifierKind.URL: _("Web address"),
        IdentifierKind.HANDLE: _("User name"),
        IdentifierKind.NUMBER: _("Number"),
        IdentifierKind.NAME_LIKE: _("Perhaps a name"),
        IdentifierKind.SENSITIVE: _("Sensitive"),
    }


def series_word(series: str) -> str:
    """Name a series of pseudonyms."""
    words = {
        "respondent": _("respondent"),
        "form": _("form"),
        "interviewer": _("interviewer"),
        "subject": _("subject"),
        "place": _("place"),
        "organisation": _("organisation"),
        "party": _("party"),
        "department": _("department"),
        "function": _("function"),
    }
    return words[series]


def reason_word(reason: str) -> str:
    """Say why a name was taken for a person."""
    words = {
        "new": _("fits nobody else"),
        "same name": _("the same name, in another document"),
        "one here": _("the only one in the document whom it fits"),
        "one in the study": _("the only one in the study whom it fits"),
        "spelling": _("spelled a little differently"),
        "several": _("fits more than one"),
        "by hand": _("decided by a person"),
    }
    return words.get(reason, reason)


def layer_word(layer: str) -> str:
    """Name the layer of detection that found something."""
    words = {
        "catch-all": _("the catch-all"),
        "engine": _("an engine you added"),
        "learned layer": _("the learned layer"),
        "names and lists": _("names and lists"),
        "patterns": _("patterns"),
        "study": _("this study"),
    }
    return words.get(layer, layer)


def recognizer_word(name: str) -> str:
    """Say by which rule or list something was found; an engine by its own name."""
    return recognizer_words().get(name, name.removeprefix("engine "))


def recognizer_words() -> Mapping[str, str]:
    """Say in plain words what each recognizer goes by."""
    return {
        "accepted before": _("accepted before"),
        "address": _("address"),
        "adjective of a place": _("adjective of a place"),
        "age": _("age"),
        "bank account": _("bank account"),
        "case or staff number": _("case or staff number"),
        "citizen service number": _("citizen service number"),
        "code with a long number": _("code with a long number"),
        "committee with a name": _("committee with a name"),
        "date": _("date"),
        "department": _("department"),
        "e-mail address": _("e-mail address"),
        "employer": _("where somebody works"),
        "firm": _("a name with the word or ending of a firm"),
        "form of a name": _("a name with an ending, or inside a longer word"),
        "function": _("function"),
        "function with its place": _("function with its place"),
        "handle": _("handle"),
        "initials": _("initials"),
        "key": _("key"),
        "leak scan": _("Found by the leak scan: a name of the key that was left."),
        "learned": _("it reads like a name"),
        "licence plate": _("licence plate"),
        "local party": _("local party"),
        "long number": _("long number"),
        "name": _("a known name, or a word after a title or greeting"),
        "name after a cue": _("a word where a name is said, as after 'this is'"),
        "name after 'in', 'from'": _("an unknown word after 'in' or 'from'"),
        "name spelled out": _("name spelled out"),
        "name used elsewhere": _("part of a name that stands elsewhere in the text"),
        "name without capitals": _("a name in lower case"),
        "nickname": _("a nickname"),
        "number as a scan or a form writes it": _("number as a scan or a form writes it"),
        "number of a machine, card or insurance": _("number of a machine, card or insurance"),
        "organisation": _("organisation"),
        "phone number": _("phone number"),
        "place": _("place"),
        "place by its word": _("a name with a word for a place"),
        "place without capitals": _("a place in lower case"),
        "political party": _("political party"),
        "postcode": _("postcode"),
        "corrected passage": _("It was masked before these words were corrected."),
        "reviewer": _("Marked by a person."),
        "reviewer, other kind": _("The kind was chosen by a person."),
        "spoken code": _("spoken code"),
        "spoken e-mail address": _("spoken e-mail address"),
        "spoken number": _("spoken number"),
        "spoken web address": _("spoken web address"),
        "street": _("street"),
        "the only one of a place": _("a function that one person has there"),
        "town": _("a town of the lists"),
        "unknown name": _("a word in no list and no dictionary"),
        "unknown number": _("a number that counts or measures nothing"),
        "unknown name with a number": _("an unknown name with a house number"),
        "unknown name, cue": _("an unknown word, used like a name"),
        "web address": _("web address"),
        "spelled like a known name": _("spelled almost like a known name"),
        "special: health": _("health"),
        "special: sexuality": _("sexuality"),
        "special: belief": _("belief"),
        "special: origin": _("origin or colour of skin"),
        "special: union": _("trade union"),
        "special: politics": _("political opinion"),
        "special: crime": _("accusation or conviction"),
        "special: disability": _("disability"),
    }


def go_to(url_path: str) -> None:
    """Go to another page of the app."""
    st.switch_page(st.session_state.pages[url_path])


def choose(label: str, titles: Mapping[str, str], *, state_key: str) -> str:
    """Let the user choose a document; the choice is kept when they come back to the page.

    Args:
        label: What is chosen.
        titles: Id to title, in the order of the list; not empty.
        state_key: Where the session keeps the choice.
    """
    ids = list(titles)
    # A list whose words changed is another list: Streamlit would go on showing the old words.
    key = f"{state_key}_{hash(tuple(titles.values()))}"
    kept = str(st.session_state.get(state_key))
    chosen: str = st.selectbox(
        label,
        ids,
        index=ids.index(kept) if kept in titles else 0,
        format_func=lambda document_id: titles[document_id],
        label_visibility="collapsed",
        key=key,
        # Words may have changed since the list was drawn that the choice was made in.
        on_change=lambda: st.session_state.update({state_key: st.session_state[key]}),
    )
    st.session_state[state_key] = chosen
    return chosen


def choose_in_groups(
    label: str, titles: Mapping[str, str], groups: Mapping[str, str], *, state_key: str
) -> str:
    """Let the user choose a document; where there are surveys, first which, then what of it.

    Args:
        label: What is chosen.
        titles: Id to title, in the order of the list; not empty.
        groups: Name of the survey by id; documents that are not in it stand on their own.
        state_key: Where the session keeps the choice.
    """
    names = list(dict.fromkeys(groups.get(one, "") for one in titles))
    if len(names) > 1:
        kept = str(st.session_state.get(state_key))
        now = groups.get(kept, "") if kept in titles else names[0]
        with st.container(width=240):
            # Another page may have chosen a document: the list then is another one.
            group = st.selectbox(
                _("Interviews, documents or a survey"),
                names,
                index=names.index(now),
                format_func=lambda name: name or _("Interviews and documents"),
                label_visibility="collapsed",
                key=f"{state_key}_group_{now}_{current_language()}",
            )
        titles = {one: title for one, title in titles.items() if groups.get(one, "") == group}
        if group != now:
            st.session_state[state_key] = next(iter(titles))
            st.rerun()
    with st.container(width=360):
        return choose(label, titles, state_key=state_key)


def choose_view(label: str, words: Mapping[str, str], *, state_key: str) -> str:
    """Let the user choose a view of the page; the first one shows until they do.

    A widget's own state is lost with the page, so the choice is kept under another name.

    Args:
        label: What is chosen, for screen readers.
        words: View to its word.
        state_key: Where the session keeps the choice.
    """
    st.session_state[state_key] = st.segmented_control(
        label,
        list(words),
        required=True,
        format_func=words.__getitem__,
        default=st.session_state.get(state_key, next(iter(words))),
        label_visibility="collapsed",
        key=f"{state_key}_{current_language()}",
    )
    return str(st.session_state[state_key])
