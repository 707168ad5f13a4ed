from kwalicode.formats import read_document


def parts(text):
    read = read_document("x.txt", text.encode())
    return read.kind, [(turn.part, read.text[turn.start : turn.end]) for turn in read.turns]


def test_questions_and_answers_are_linked_and_an_unanswered_one_is_marked():
    kind, found = parts(
        "Schriftelijke vragen\n\n• Vraag 1\nKent u het rapport?\n\n• Vraag 2\nWat vindt u ervan?\n\n"
        "Het is een goed rapport.\n\nIk lees het nog eens.\n\n• Mededeling - 3 mei 2024\nLater meer.\n"
    )
    assert kind == "document"
    assert found == [
        ("", "Schriftelijke vragen"),
        ("question 1 unanswered", "Kent u het rapport?"),
        ("question 2", "Wat vindt u ervan?"),
        ("answer 2", "Het is een goed rapport."),
        ("answer 2", "Ik lees het nog eens."),
        ("", "• Mededeling - 3 mei 2024"),
        ("", "Later meer."),
    ]


def test_one_answer_may_be_to_several_questions():
    _, found = parts(
        "Vraag 1\nHoe?\n\nVraag 2\nWaarom?\n\nVraag 3\nWanneer?\n\nAntwoord op de vragen 1 t/m 2\nDaarom.\n"
    )
    assert [part for part, _ in found] == [
        *("question 1", "question 2", "question 3 unanswered", "answer 1 t/m 2")
    ]


def test_a_form_that_nobody_filled_in_keeps_its_words():
    _, found = parts("Vraag 1\nVraag 2\n")
    assert [text for _, text in found] == ["Vraag 1", "Vraag 2"]
