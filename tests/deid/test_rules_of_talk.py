"""Tables of what people say in passing: ages, addresses, codes and names of every kind."""

import pytest

from kwalicode import deid

FOUND = [
    # ages, and houses called by their number
    ("nl", "age", "Ik word 67 in het voorjaar, dus ja.", "67"),
    ("nl", "age", "Hij wordt 12 over twee weken.", "12"),
    ("nl", "age", "Zij wordt 40 met kerst.", "40"),
    ("en", "age", "I'll be 70 in June, God willing.", "70"),
    ("en", "age", "She turns 16 on Saturday.", "16"),
    ("nl", "address", "Mijn buurvrouw van 38 kwam eraan.", "38"),
    ("nl", "address", "de mensen van 14 hebben ook geklaagd", "14"),
    ("nl", "address", "Zij wonen op 31 en wij ernaast.", "31"),
    ("en", "address", "she lives at 52 and that is that", "52"),
    ("en", "address", "they live at 12 and we're at 54 and it is loud", "54"),
    # spoken addresses of mail and web
    (
        "nl",
        "email",
        "mail maar naar klachten apenstaartje zeewind punt example punt nl en wacht",
        "klachten apenstaartje zeewind punt example punt nl",
    ),
    (
        "nl",
        "email",
        "het is info apenstaartje de zeewind punt nl hoor",
        "info apenstaartje de zeewind punt nl",
    ),
    (
        "nl",
        "url",
        "ga naar www punt zeewind punt example punt nl schuine streep melden en dan",
        "www punt zeewind punt example punt nl schuine streep melden",
    ),
    (
        "nl",
        "url",
        "kijk op zeewind punt example punt nl voor de regels",
        "zeewind punt example punt nl",
    ),
    (
        "en",
        "url",
        "it was www dot seawind dot example dot org forward slash report i think",
        "www dot seawind dot example dot org forward slash report",
    ),
    # spoken accounts
    (
        "nl",
        "iban",
        "op nl dertig snsb nul een zeven zeven acht drie nul een nul zes en dan klaar",
        "nl dertig snsb nul een zeven zeven acht drie nul een nul zes",
    ),
    # numbers by what stands before them, plates and postcodes
    ("nl", "number", "Het staat geregistreerd onder 2019.114.77, zei ze.", "2019.114.77"),
    ("nl", "number", "Ik ben daar bekend als 44/118/9.", "44/118/9"),
    ("nl", "number", "Het loopt onder nummer 88.213.4, geloof ik.", "88.213.4"),
    ("en", "number", "It is filed under 2018/77/12 there.", "2018/77/12"),
    ("nl", "plate", "ik schreef op h 381 bk en daarna niks meer", "h 381 bk"),
    ("nl", "plate", "er reed een busje met vx 204 n achteraan", "vx 204 n"),
    ("nl", "plate", "het was 12 xrb 3 of zoiets dacht ik", "12 xrb 3"),
    ("en", "plate", "the plate was sg67 hwo and off they went", "sg67 hwo"),
    ("en", "plate", "it ended in kx 12 vwp and it was red", "kx 12 vwp"),
    ("nl", "postcode", "dat is postcode achtennegentig drieënvijftig daar", None),
    ("nl", "postcode", "bij postcode drieduizend elf begint het al", "drieduizend elf"),
    # years of birth
    ("nl", "date", "Onze oudste is van '98 en de jongste van 2004, denk ik.", "'98"),
    ("nl", "date", "Onze oudste is van '98 en de jongste van 2004, denk ik.", "2004"),
    ("nl", "date", "Ja, ik ben van '61 hoor.", "'61"),
    ("nl", "date", "ik ben van bouwjaar 72 dus ik mag het zeggen", "72"),
    ("en", "date", "I'm a 94 baby, me.", "94"),
    ("en", "date", "My brother was born in 83 I think.", "83"),
    # firms with all that belongs to them
    (
        "nl",
        "organisation",
        "Ik werkte voor Van Leeuwen Installatietechniek B.V. en toen niet meer.",
        "Van Leeuwen Installatietechniek B.V.",
    ),
    (
        "nl",
        "organisation",
        "Dat was van Jansen & Zn. Loodgieters uit de stad.",
        "Jansen & Zn. Loodgieters",
    ),
    ("nl", "organisation", "Hij reed voor Terpstra Transport.", "Terpstra Transport"),
    ("en", "organisation", "She left Whitfield & Sons Roofing Ltd last year.", None),
    ("nl", "person", "Het rapport van de commissie-Brandsma.", "Brandsma"),
    # departments
    (
        "en",
        "department",
        "i'm under the community mental health team east and waiting",
        "community mental health team east",
    ),
    ("en", "department", "they put him on ward 7 orthopaedics for a week", "ward 7 orthopaedics"),
    ("en", "department", "payroll rang me about it", "payroll"),
    ("en", "department", "Licensing never wrote back.", "Licensing"),
    ("nl", "department", "ze lag op afdeling 4 noord toen", "afdeling 4 noord"),
    ("nl", "department", "we kregen wijkteam zuid over de vloer", "wijkteam zuid"),
    # names that open a sentence or a line
    ("nl", "person", "Engel van de receptie heeft alles gezien.", "Engel"),
    ("nl", "person", "Mo was de enige die bleef.", "Mo"),
    ("en", "person", "Will said he would and went.", "Will"),
    ("en", "person", "Hope hoped he would.", "Hope"),
    ("nl", "person", "nou storm is de oudste van de drie", "storm"),
    ("en", "person", "star lives at the end of our road", "star"),
    # runs of names
    ("nl", "person", "Ze heet Xiao Mei Zheng, geloof ik.", "Xiao Mei Zheng"),
    ("en", "person", "A woman named Li June Park rang.", "Li June Park"),
    ("nl", "person", "en dan ten name van m kuipers graag", "m kuipers"),
    ("nl", "person", "die kaart stond op naam van kees van de wouw", "kees van de wouw"),
    ("nl", "person", "we zeiden altijd rooie leen tegen haar", "rooie leen"),
    ("nl", "person", "we noemden hem dikke bertus toen", "dikke bertus"),
    ("en", "person", "everyone called her mad aggie back then", "mad aggie"),
    ("nl", "person", "ik vroeg het aan mevrouw dijkgraaf van boven", "dijkgraaf"),
    ("nl", "person", "de boer belde me op over die zaak", "de boer"),
    ("nl", "person", "en anne wil het ook niet meer zo", "anne"),
    ("nl", "person", "j k heeft dat toen getekend en niemand anders", "j k"),
    ("nl", "person", "toen heb ik roos gebeld en die wist het", "roos"),
    ("nl", "person", "dat heeft ster nooit geweten van haar vader", "ster"),
    ("en", "person", "i sat next to hope on the bus that day", "hope"),
    ("en", "person", "My name is long, so call me May.", "May"),
    ("nl", "person", "het stond op de brief van t. vos en meer niet", "t. vos"),
    ("nl", "person", "Tot dan. Groetjes, Wil", "Wil"),
    ("nl", "person", "ik had met van der s afgesproken om tien uur", "van der s"),
    ("nl", "person", "we noemden hem altijd de neus maar hij was aardig", "de neus"),
    ("nl", "person", "het was jan-willem de haan die dat zei", "jan-willem de haan"),
    # more of the kinds above
    ("nl", "age", "Met mijn 52e kwam ik thuis te zitten.", "52"),
    ("nl", "age", "ze wordt in maart alweer dertig die kleine", "dertig"),
    ("nl", "age", "Hij is nooit ouder dan vijftig geworden.", "vijftig"),
    ("en", "age", "she'd have been ninety this year", "ninety"),
    ("nl", "date", "onze bram is van 2011 en de kleine van 2014", "2011"),
    ("nl", "date", "mijn vader was van negentienvierendertig", "negentienvierendertig"),
    ("nl", "address", "we zitten op nummer 8 aan de kade", "8"),
    ("nl", "address", "ik woon in de witte de withstraat boven", "witte de withstraat"),
    ("en", "address", "they're at 9, we live at 11", "9"),
    (
        "en",
        "url",
        "go to red door dot org dot uk slash help they said",
        "red door dot org dot uk slash help",
    ),
    ("en", "number", "Quote 7/2291/K when you ring.", "7/2291/K"),
    ("en", "number", "my ni number is qq 12 34 56 c if you need it", "qq 12 34 56 c"),
    ("nl", "number", "het polisnummer begint met 44 dan 18 dan 903", "44 dan 18 dan 903"),
    ("en", "party", "voted green all my life me and proud", "green"),
    (
        "nl",
        "department",
        "De poli hart- en vaatziekten belde terug.",
        "poli hart- en vaatziekten",
    ),
    ("en", "department", "Facilities knew before we did.", "Facilities"),
    ("nl", "department", "de salarisadministratie heeft het verkeerd", "salarisadministratie"),
    # where somebody works, lives or learns
    ("nl", "organisation", "ik deed stage bij de rietvink een basisschool", "de rietvink"),
    ("en", "organisation", "she temps for bright horizons on fridays", "bright horizons"),
    ("en", "organisation", "he drives for stagecoach these days", "stagecoach"),
    ("en", "place", "she went to uni in bath after that", "bath"),
]
ORDINARY = [
    ("nl", "en dan zegt zo'n arts tegen je het zit tussen je oren"),
    ("nl", "mijn man die had toen net een tia gehad en dus"),
    ("nl", "Bereikbaarheid is slecht, zeg."),
    ("nl", "Kenteken heb ik niet. Klachtnummer ook niet."),
    ("en", "Reference was needed. Student ID too. National Insurance as well."),
    ("nl", "hij is er een van de sp en dat blijft hij"),
    ("nl", "het duurde van 9 tot 12 en toen was het 38 graden"),
    ("nl", "we wonen hier op 3 hoog en het is 12 km lopen"),
    ("en", "it was at 52 percent for a while"),
    ("en", "we start at 9 and stop at 5 most days"),
    ("nl", "ik moest 3 keer bellen en 12 uur wachten op 1 antwoord"),
    ("en", "in 20 min the 31 bus had come and gone"),
    ("nl", "het team was klein en de afdeling ook"),
    ("nl", "mijn auto is van 2011 en hij rijdt nog prima"),
    ("nl", "in de zomer van 2004 was het huis van 1930 klaar"),
    ("en", "all that was in the seventies and the sixties before that"),
    ("en", "we were at 3 and then at 4 and they won it"),
    ("nl", "daar sta ik al jaren ingeschreven en er is niks opgebouwd"),
    ("nl", "wij waren van de oude school en van het plein"),
]


@pytest.mark.parametrize(("language", "kind", "text", "surface"), FOUND)
def test_what_is_said_in_passing_is_found(found, language, kind, text, surface):
    if surface is None:
        assert kind in {found_kind for found_kind, _ in found(text, language)}
    else:
        assert (kind, surface) in found(text, language)


@pytest.mark.parametrize(("language", "text"), ORDINARY)
def test_ordinary_talk_holds_nothing(language, text):
    layers = deid.Layers(learned=False)
    assert deid.detect(text, language, known={}, refused=(), layers=layers) == []
