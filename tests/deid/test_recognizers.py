"""Tables of what each recognizer finds, and what looks like it and is left alone."""

import pytest

FOUND = [
    # persons
    ("nl", "person", "Daarna kwam Henk Dijkstra binnen.", "Henk Dijkstra"),
    ("nl", "person", "Thijs van 't Hof zei niets.", "Thijs van 't Hof"),
    ("nl", "person", "Thijs van ’t Hof zei niets.", "Thijs van ’t Hof"),
    ("nl", "person", "Getekend door M. van den Berg.", "M. van den Berg"),
    ("nl", "person", "Getekend door J.P. de Boer, bode.", "J.P. de Boer"),
    ("nl", "person", "Toen zei mevrouw Xanthoula dat niet.", "Xanthoula"),
    ("nl", "person", "Op het briefje stond mr. Ubbink.", "Ubbink"),
    ("nl", "person", "Zonder Roos was het niets.", "Roos"),
    ("nl", "person", "ja en jan de vries stond erbij te kijken", "jan de vries"),
    ("nl", "person", "en toen ben ik naar casper gegaan", "casper"),
    ("nl", "person", "Dat vond Van Leeuwen ook.", "Van Leeuwen"),
    ("nl", "person", "Volgens Ayşe Yıldız klopte het.", "Ayşe Yıldız"),
    ("en", "person", "I told Will that it was late.", "Will"),
    ("en", "person", "Then Mrs Whitfield laughed.", "Whitfield"),
    ("en", "person", "It was Gráinne who said so.", "Gráinne"),
    # places
    ("nl", "place", "Ik kom uit Zwolle.", "Zwolle"),
    ("nl", "place", "Ze woont in Den Haag.", "Den Haag"),
    ("nl", "place", "Zo praten Utrechtse wethouders.", "Utrechtse"),
    ("nl", "place", "Hij spreekt Zwols.", "Zwols"),
    ("nl", "place", "Wij wonen in Putten.", "Putten"),
    ("en", "place", "She moved to Kingston upon Hull.", "Kingston upon Hull"),
    ("en", "place", "He was a proud Mancunian.", "Mancunian"),
    # organisations, parties, departments, functions
    ("nl", "organisation", "Ik deed de Hanzehogeschool.", "Hanzehogeschool"),
    ("nl", "organisation", "Het werk van Bureau Waterlijn.", "Bureau Waterlijn"),
    ("nl", "person", "Het rapport van de commissie-Brandsma.", "Brandsma"),
    ("en", "organisation", "I read law at Barrowmere University.", "Barrowmere University"),
    ("nl", "party", "Ik stem al jaren PvdA.", "PvdA"),
    ("nl", "party", "De fractie van Haven Lokaal zweeg.", "Haven Lokaal"),
    ("en", "party", "A letter to the Liberal Democrats.", "Liberal Democrats"),
    ("nl", "department", "Bij RO was het anders.", "RO"),
    ("nl", "department", "Zij zit bij burgerzaken.", "burgerzaken"),
    ("nl", "department", "Een collega van Communicatie zei dat.", "Communicatie"),
    ("nl", "function", "De gemeentesecretaris zeilde.", "gemeentesecretaris"),
    ("nl", "function", "Dat is de directeur RO.", "directeur RO"),
    ("nl", "function", "Ik ben projectleider nieuwbouw.", "projectleider nieuwbouw"),
    ("en", "function", "She was head of Procurement there.", "head of Procurement"),
    # dates
    ("nl", "date", "Het was 12 maart 2021.", "12 maart 2021"),
    ("nl", "date", "Het was 12-03-2021.", "12-03-2021"),
    ("nl", "date", "Het was twaalf maart.", "twaalf maart"),
    ("nl", "date", "Elke derde oktober belt ze.", "derde oktober"),
    ("nl", "date", "Ik ben geboren in 1961.", "1961"),
    ("nl", "date", "Op 12-04-'02 kwam de brief.", "12-04-'02"),
    ("en", "date", "It was the twelfth of March.", "twelfth of March"),
    ("en", "date", "It was March 12, 2021.", "March 12, 2021"),
    # ages
    ("nl", "age", "Ik ben 41, beleidsmedewerker.", "41"),
    ("nl", "age", "Ik ben 41\nEn jij?", "41"),
    ("nl", "age", "Mijn dochter is zes jaar oud.", "zes"),
    ("nl", "age", "Een 45-jarige man.", "45"),
    ("nl", "age", "Hoe oud bent u?\nZesenvijftig.", "Zesenvijftig"),
    ("en", "age", "My mother's seventy-four and not great.", "seventy-four"),
    ("en", "age", "A four-year-old opened.", "four"),
    # addresses and postcodes
    ("nl", "address", "Hij woont op Havenstraat 14.", "Havenstraat 14"),
    ("nl", "address", "Schrijf naar Postbus 260.", "Postbus 260"),
    ("nl", "address", "Aan de Lijnbaan 22 dus.", "Lijnbaan 22"),
    ("nl", "postcode", "Dat is 9934 KL.", "9934 KL"),
    ("nl", "postcode", "De postcode is 9934 kl.", "9934 kl"),
    ("en", "address", "I live at 14 Larkspur Road now.", "14 Larkspur Road"),
    ("en", "postcode", "It is LS12 4QT.", "LS12 4QT"),
    # contacts
    ("nl", "email", "Mail mvdberg.haven@example.com even.", "mvdberg.haven@example.com"),
    (
        "nl",
        "email",
        "mail jansen apenstaartje example punt nl maar",
        "jansen apenstaartje example punt nl",
    ),
    ("nl", "url", "Kijk op https://www.example.com/haven/1.", "https://www.example.com/haven/1"),
    ("nl", "handle", "Dat was @havenmopper weer.", "@havenmopper"),
    ("nl", "phone", "Bel 06-12345678 maar.", "06-12345678"),
    ("nl", "phone", "Bel 06‑12345678 maar.", "06‑12345678"),
    ("nl", "phone", "Bel +31 6 1234 5678 maar.", "+31 6 1234 5678"),
    (
        "nl",
        "phone",
        "Het is nul zes, twaalf, vierendertig, zesenvijftig, achtenzeventig.",
        "nul zes, twaalf, vierendertig, zesenvijftig, achtenzeventig",
    ),
    # numbers
    ("nl", "bsn", "Het was 111222333.", "111222333"),
    ("nl", "bsn", "Mijn bsn is 123456789.", "123456789"),
    ("nl", "iban", "Op NL91ABNA0417164300 graag.", "NL91ABNA0417164300"),
    ("nl", "iban", "Op nl91 abna 0417 1643 00 graag.", "nl91 abna 0417 1643 00"),
    ("nl", "iban", "Op BE68 5390 0754 7034 graag.", "BE68 5390 0754 7034"),
    ("nl", "plate", "Hij schreef K-472-VR op.", "K-472-VR"),
    ("nl", "plate", "mijn kenteken is k 472 vr hoor", "k 472 vr"),
    ("nl", "number", "Het dossiernummer, 2021-00482.", "2021-00482"),
    ("nl", "number", "Zaak Z22-004417 ligt stil.", "Z22-004417"),
    # names in lower case, in unusual forms, spelled out
    ("nl", "person", "en toen zei wiebrand dat het niet kon", "wiebrand"),
    ("nl", "person", "toen kwam van den ossekamp naar binnen", "van den ossekamp"),
    ("nl", "person", "de chef heette bakker en die was er niet", "bakker"),
    ("nl", "person", "ik sprak met vasyl kovtunenko over het werk", "vasyl kovtunenko"),
    ("nl", "place", "ze komt uit sibbehuizen en woont hier nu", "sibbehuizen"),
    ("nl", "person", "Wij steunden de motie-Ravestein niet.", "Ravestein"),
    ("nl", "person", "In het verslag heet ik P.Q. en dat is alles.", "P.Q."),
    ("nl", "person", "Aanwezig: Molen, A.B. van der.", "Molen, A.B. van der"),
    ("nl", "person", "Ze schrijft het t e r w i n g dus.", "t e r w i n g"),
    ("nl", "person", "Roos belde dat er een roos lag.", "Roos"),
    ("nl", "person", "Daar zat de heer Ooster-\nkamp te wachten.", "Ooster-\nkamp"),
    ("en", "person", "Frost said there was frost on it.", "Frost"),
    # posts, departments, organisations
    ("nl", "function", "Zij was notaris van Wolvega toen.", "notaris van Wolvega"),
    (
        "nl",
        "function",
        "Hij is directeur van basisschool De Specht.",
        "directeur van basisschool De Specht",
    ),
    (
        "en",
        "function",
        "She was headteacher of Elmswood Primary.",
        "headteacher of Elmswood Primary",
    ),
    ("nl", "department", "ik zat bij de afdeling handhaving toen", "afdeling handhaving"),
    ("nl", "department", "Zij werkt bij Team Jeugd nu.", "Team Jeugd"),
    ("nl", "organisation", "ik begon bij slagerij ostinga in de winkel", "slagerij ostinga"),
    # more dates and ages
    ("nl", "date", "Het was woensdag 12 maart.", "woensdag 12 maart"),
    ("nl", "date", "Met tweede kerstdag 2015 ging het mis.", "tweede kerstdag 2015"),
    ("nl", "date", "Op vrijdag de dertiende viel hij.", "vrijdag de dertiende"),
    ("en", "date", "On Boxing Day 2015 he fell.", "Boxing Day 2015"),
    ("nl", "age", "Zij is een zestiger denk ik.", "zestiger"),
    ("nl", "age", "De kinderen zijn 3, 7 en 12.", "3, 7 en 12"),
    ("en", "age", "Our youngest is two and a half now.", "two and a half"),
    # more addresses, numbers and contacts
    ("nl", "address", "Het was Laan van de Hoop 14bis.", "Laan van de Hoop 14bis"),
    ("en", "address", "Write to PO Box 2210 please.", "PO Box 2210"),
    ("nl", "postcode", "wij woonden toen in 9934 kl dus", "9934 kl"),
    ("nl", "postcode", "dat is negenennegentig elf karel simon", "negenennegentig elf karel simon"),
    ("nl", "plate", "Zijn plaat was 1-ABC-234, Belgisch.", "1-ABC-234"),
    ("nl", "phone", "Bel toestel 4410 maar.", "4410"),
    ("nl", "email", "Stuur het naar piet(at)example.nl graag.", "piet(at)example.nl"),
    ("nl", "handle", "Mijn discord is havenrat#1234 hoor.", "havenrat#1234"),
    ("nl", "url", "Via zoom.us/j/123?pwd=ab kwam hij.", "zoom.us/j/123?pwd=ab"),
]

LEFT_ALONE = [
    ("nl", "Daar spreken ze Turks, en de Poolse buurman ook."),
    ("nl", "de visser en de mulder zaten op de dijk te praten"),
    ("nl", "De voorzitter van de vergadering en het hoofd van de school."),
    ("nl", "wij zaten met het team te eten en de afdeling was leeg"),
    ("nl", "IK BEN ER HELEMAAL KLAAR MEE, schreef ik."),
    ("en", "Mark my words, that was it."),
    ("en", "Will you come? Can he? May I?"),
    ("en", "By the grace of god, may one hope."),
    ("nl", "Er stond een roos op tafel. Roos is een mooie kleur."),
    ("nl", "Wil je dat? Kan ik dat? Bij ons mag het."),
    ("nl", "Maar dat is drie jaar geleden, en het duurde zes weken."),
    ("nl", "In maart was het druk, en in 2019 ook."),
    ("nl", "Wij waren met 41 mensen en het kostte 500 euro."),
    ("nl", "Communicatie is belangrijk, en goede handhaving ook."),
    ("nl", "Om 12.30 uur was er soep, 3,5 liter."),
    ("nl", "Wij moeten haren en houten balken putten."),
    ("nl", "De directeur was boos op de teamleider."),
    ("nl", "Het dagboek van 1985-1990 lag daar."),
    ("en", "It took four minutes. I was there at ten."),
]


@pytest.mark.parametrize(("language", "kind", "text", "surface"), FOUND)
def test_identifying_text_is_found_with_its_kind(found, language, kind, text, surface):
    assert (kind, surface) in found(text, language)


@pytest.mark.parametrize(("language", "text"), LEFT_ALONE)
def test_ordinary_words_are_left_alone(found, language, text):
    assert found(text, language) == []


@pytest.mark.parametrize("number", ["111222334", "123456788"])
def test_nine_figures_that_fail_the_11_test_are_no_citizen_service_number(found, number):
    assert [kind for kind, _ in found(f"Het was {number}.")] == ["number"]


def test_a_bank_account_with_a_wrong_check_digit_is_still_found_when_it_is_dutch(found):
    assert ("iban", "NL92ABNA0417164300") in found("Op NL92ABNA0417164300 graag.")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Maar Henk's Engels is vreselijk.", ["Henk"]),
        ("Het is van Thijs en van Jan.", ["Thijs", "Jan"]),
        ("Een raadslid van Haven Lokaal zei iets.", []),
        ("Dat zei Van Dijk, en wethouder van Dijk ook.", ["Van Dijk", "van Dijk"]),
        ("Jan uit Zwolle kwam met Piet.", ["Jan", "Piet"]),
    ],
)
def test_a_name_ends_where_the_person_ends(found, text, names):
    assert [surface for kind, surface in found(text) if kind == "person"] == names


def test_an_unknown_capitalised_word_inside_a_sentence_is_a_suggestion(found):
    assert ("name-like", "Zaagwiel") in found("Wij gaan naar Zaagwiel toe.", guesses=True)


def test_a_capitalised_word_that_the_text_also_writes_in_lower_case_is_no_suggestion(found):
    assert found("Ik zag een zaagwiel. Dat heet Zaagwiel.", guesses=True) == []


def test_a_heading_in_capitals_is_no_row_of_names(found):
    assert found("VERSLAG VAN HET ZAAGWIELEN\n\nDaar ging het om.", guesses=True) == []


@pytest.mark.parametrize(
    "mark", ["█████", "[REDACTED]", "[naam]", "[subject 12]'s", "[plaats 2]se", "[datum]", "[...]"]
)
def test_nothing_is_found_in_a_mark_or_across_it(found, mark):
    assert found(f"Dat zei {mark} gisteren tegen {mark}.", guesses=True) == []


@pytest.mark.parametrize("mark", ["[Redacted text block]", "[person A]", "[naam?]", "[naam_2]"])
def test_marks_of_others_are_known_in_several_forms(found, mark):
    assert found(f"Dat zei {mark} gisteren.", guesses=True) == []


def test_a_name_between_brackets_is_no_mark(found):
    assert ("person", "Henk Dijkstra") in found("Dat zei [naam Henk Dijkstra] gisteren.")


def test_a_first_name_is_found_again_where_only_the_whole_name_was_sure(found):
    names = found("Daar was Roos Terpstra. En roos zei niets. Roos keek weg.")
    assert names == [("person", "Roos Terpstra"), ("person", "Roos")]


@pytest.mark.parametrize("before", ["👩‍👩‍👧 ", "é̂ e\u0301 ", "𝔘𝔫𝔦 ", "İ "])
def test_offsets_count_code_points_after_emoji_and_combining_marks(found, before):
    assert ("person", "Henk Dijkstra") in found(before + "Dat zei Henk Dijkstra.")
