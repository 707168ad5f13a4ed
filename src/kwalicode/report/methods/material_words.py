"""Dutch and English sentences of `material`."""

from kwalicode.report.methods.say import Words

DESIGN: Words = {
    "title": ("Opzet", "Design"),
    "rounds": (
        "Het materiaal is geanalyseerd met {kinds} codering.",
        "The material was analysed by {kinds} coding.",
    ),
    "open": ("open", "open"),
    "axial": ("axiale", "axial"),
    "thematic": ("thematische", "thematic"),
    "ask": (
        "Beschrijf de onderzoeksvraag, en de benadering of theorie waarop het onderzoek rust.",
        "Describe the research question, and the approach or theory that the study builds on.",
    ),
    "ask_setting": (
        "Beschrijf de context, waar de gesprekken plaatsvonden en wie daar nog meer bij was.",
        "Describe the context, where the interviews were held and who else was there.",
    ),
}
TEAM: Words = {
    "title": ("Onderzoekers", "Researchers"),
    "interviewers": (
        (
            "In de interviews stelt één interviewer de vragen.",
            "In de interviews stellen {n} interviewers de vragen.",
        ),
        (
            "One interviewer asks the questions in the interviews.",
            "{n} interviewers ask the questions in the interviews.",
        ),
    ),
    "reflexive": (
        (
            "De onderzoekers legden één reflexief memo vast.",
            "De onderzoekers legden {n} reflexieve memo's vast.",
        ),
        ("The researchers kept one reflexive memo.", "The researchers kept {n} reflexive memos."),
    ),
    "ask": (
        "Beschrijf wie interviewde en codeerde: opleiding, functie, gender, ervaring, eerdere band "
        "met de deelnemers, wat die van de onderzoekers wisten, en eigen aannames en belangen.",
        "Describe who interviewed and coded: credentials, occupation, gender, experience, earlier "
        "ties with participants, what these knew of the researchers, and assumptions and "
        "interests.",
    ),
}
RECRUITMENT: Words = {
    "title": ("Werving", "Recruitment"),
    "planned": (
        (
            "Gepland was één interview, met ten hoogste {most}.",
            "Gepland waren {n} interviews, met ten hoogste {most}.",
        ),
        (
            "One interview was planned, and {most} at most.",
            "{n} interviews were planned, and {most} at most.",
        ),
    ),
    "changed": (
        ("Dat plan is één keer gewijzigd.", "Dat plan is {n} keer gewijzigd."),
        ("That plan was changed once.", "That plan was changed {n} times."),
    ),
    "targets": (
        "Er golden streefaantallen voor {names}.",
        "There were targets for {names}.",
    ),
    "lost_few": (
        "Na afloop trokken minder dan {few} deelnemers zich terug.",
        "Afterwards fewer than {few} participants withdrew.",
    ),
    "ask_changed": (
        "Zeg waarom het aantal interviews is gewijzigd.",
        "Say why the number of interviews was changed.",
    ),
    "ask_funnel": (
        "Beschrijf hoeveel personen zijn benaderd, hoeveel weigerden of afvielen.",
        "Describe how many persons were approached, and how many refused or dropped out.",
    ),
    "ask": (
        "Beschrijf hoe en waarom deze deelnemers zijn gekozen, hoe zij zijn benaderd (brief, "
        "telefoon, oproep) en waarom sommigen ervan afzagen.",
        "Describe how and why these participants were chosen, how they were approached (letter, "
        "telephone, call) and why some declined.",
    ),
}
COMPOSITION: Words = {
    "title": ("Samenstelling", "Composition"),
    "participants": (
        ("In de interviews spreekt één deelnemer.", "In de interviews spreken {n} deelnemers."),
        ("One participant speaks in the interviews.", "{n} participants speak in the interviews."),
    ),
    "margins": (
        "De tabel telt deelnemers per kenmerk. Combinaties van kenmerken worden niet gegeven, en "
        "groepen van minder dan {few} deelnemers staan samen.",
        "The table counts participants by one characteristic at a time. Combinations are not "
        "given, and groups of fewer than {few} participants are put together.",
    ),
    "withheld": (
        "Van {names} wordt geen verdeling gegeven: er zijn geen twee groepen van ten minste {few} "
        "deelnemers.",
        "For {names} no numbers are given: there are no two groups of at least {few} participants.",
    ),
    "heads": ("kenmerk|groep|deelnemers", "characteristic|group|participants"),
    "role": ("rol", "role"),
    "unknown": ("niet bekend", "not known"),
    "yes": ("ja", "yes"),
    "no": ("nee", "no"),
    "ask": (
        "Beschrijf de deelnemers in grove trekken, één kenmerk tegelijk.",
        "Describe the participants in broad terms, one characteristic at a time.",
    ),
}
MATERIAL: Words = {
    "title": ("Materiaal en dataverzameling", "Material and data collection"),
    "interview": (
        ("Het materiaal omvat één interview.", "Het materiaal omvat {n} interviews."),
        ("The material holds one interview.", "The material holds {n} interviews."),
    ),
    "document": (
        ("Het materiaal omvat één document.", "Het materiaal omvat {n} documenten."),
        ("The material holds one document.", "The material holds {n} documents."),
    ),
    "interview_held": (
        "De interviews zijn gehouden van {first} tot en met {last}.",
        "The interviews were held from {first} to {last}.",
    ),
    "document_held": (
        "De documenten dateren van {first} tot en met {last}.",
        "The documents date from {first} to {last}.",
    ),
    "interview_on": (
        "De interviews zijn gehouden op {first}.",
        "The interviews were held on {first}.",
    ),
    "document_on": ("De documenten dateren van {first}.", "The documents date from {first}."),
    "undated": (
        ("Van één daarvan is geen dag vastgelegd.", "Van {n} daarvan is geen dag vastgelegd."),
        ("Of one of these no day is recorded.", "Of {n} of these no day is recorded."),
    ),
    "interview_words": (
        "Ze tellen samen {all} woorden, vragen meegeteld: {least} tot {most} per interview, "
        "gemiddeld {mean}.",
        "Together they have {all} words, questions included: {least} to {most} per interview, "
        "{mean} on average.",
    ),
    "document_words": (
        "Ze tellen samen {all} woorden: {least} tot {most} per document, gemiddeld {mean}.",
        "Together they have {all} words: {least} to {most} per document, {mean} on average.",
    ),
    "languages": ("Naar taal: {list}.", "By language: {list}."),
    "nl": ("{n} Nederlandstalig", "{n} in Dutch"),
    "en": ("{n} Engelstalig", "{n} in English"),
    "again_none": (
        "Niemand is vaker dan één keer geïnterviewd.",
        "Nobody was interviewed more than once.",
    ),
    "again": (
        "{n} deelnemers spreken in meer dan één interview.",
        "{n} participants speak in more than one interview.",
    ),
    "again_few": (
        "Minder dan {few} deelnemers spreken in meer dan één interview.",
        "Fewer than {few} participants speak in more than one interview.",
    ),
    "routes": ("De documenten zijn verkregen: {list}.", "The documents were acquired: {list}."),
    "own initiative": ("{n} op eigen initiatief", "{n} on own initiative"),
    "on request": ("{n} op verzoek", "{n} on request"),
    "by participants": ("{n} via deelnemers", "{n} by way of participants"),
    "public": ("{n} uit openbare bron", "{n} from a public source"),
    "survey": (
        (
            "Eén respondent vulde de vragenlijst '{name}' in, met {open} en {closed}.",
            "{n} respondenten vulden de vragenlijst '{name}' in, met {open} en {closed}.",
        ),
        (
            "One respondent filled in the survey '{name}', with {open} and {closed}.",
            "{n} respondents filled in the survey '{name}', with {open} and {closed}.",
        ),
    ),
    "open": (("één open vraag", "{n} open vragen"), ("one open question", "{n} open questions")),
    "closed": (
        ("één gesloten vraag", "{n} gesloten vragen"),
        ("one closed question", "{n} closed questions"),
    ),
    "answers": (
        (
            "Eén antwoord in eigen woorden hoort bij het gecodeerde materiaal.",
            "{n} antwoorden in eigen woorden horen bij het te coderen materiaal.",
        ),
        (
            "One answer in own words belongs to the material that is coded.",
            "{n} answers in own words belong to the material that is coded.",
        ),
    ),
    "minutes": (
        (
            "Het interview duurde {all} minuten.",
            "De interviews duurden samen {all} minuten: {least} tot {most} per interview, mediaan "
            "{median}.",
        ),
        (
            "The interview lasted {all} minutes.",
            "The interviews lasted {all} minutes together: {least} to {most} each, median "
            "{median}.",
        ),
    ),
    "minutes_part": (
        (
            "De interviews duurden, op één na waarvan de duur niet is vastgelegd, samen {all} "
            "minuten: {least} tot {most} per interview, mediaan {median}.",
            "De interviews duurden, op {n} na waarvan de duur niet is vastgelegd, samen {all} "
            "minuten: {least} tot {most} per interview, mediaan {median}.",
        ),
        (
            "The interviews lasted {all} minutes together, but for one of which the length is not "
            "known: {least} to {most} each, median {median}.",
            "The interviews lasted {all} minutes together, but for {n} of which the length is not "
            "known: {least} to {most} each, median {median}.",
        ),
    ),
    "manner": (
        "De interviews vonden zo plaats: {list}.",
        "The interviews were held as follows: {list}.",
    ),
    "manner_part": (
        "De interviews vonden zo plaats: {list}; van {n} is dat niet vastgelegd.",
        "The interviews were held as follows: {list}; of {n} this is not known.",
    ),
    "in person": ("{n} face-to-face", "{n} in person"),
    "video": ("{n} via een videogesprek", "{n} by video"),
    "telephone": ("{n} per telefoon", "{n} by telephone"),
    "recorded_all": ("Alle interviews zijn opgenomen.", "All interviews were recorded."),
    "recorded_none": ("Geen interview is opgenomen.", "No interview was recorded."),
    "recorded": (
        "Van de interviews zijn er {yes} opgenomen en {no} niet.",
        "Of the interviews, {yes} were recorded and {no} not.",
    ),
    "recorded_part": (
        "Opgenomen: {yes} interviews; niet opgenomen: {no}; niet vastgelegd: {n}.",
        "Recorded: {yes} interviews; not recorded: {no}; not known: {n}.",
    ),
    "noted_all": (
        "Bij alle interviews zijn veldnotities gemaakt.",
        "Field notes were made at all interviews.",
    ),
    "noted_none": (
        "Er zijn geen veldnotities gemaakt.",
        "No field notes were made.",
    ),
    "noted": (
        "Bij {yes} van de interviews zijn veldnotities gemaakt, bij {no} niet.",
        "Field notes were made at {yes} of the interviews, and not at {no}.",
    ),
    "noted_part": (
        "Met veldnotities: {yes} interviews; zonder: {no}; niet vastgelegd: {n}.",
        "With field notes: {yes} interviews; without: {no}; not known: {n}.",
    ),
    "ask_minutes": (
        "Geef de duur van de interviews in minuten.",
        "Give the length of the interviews in minutes.",
    ),
    "ask_recorded": (
        "Zeg of de interviews zijn opgenomen.",
        "Say whether the interviews were recorded.",
    ),
    "ask_noted": (
        "Zeg of er veldnotities zijn gemaakt.",
        "Say whether field notes were made.",
    ),
    "ask": (
        "Zeg hoe de gesprekken zijn uitgewerkt, en beschrijf de topiclijst en of die is "
        "uitgeprobeerd.",
        "Say how the interviews were transcribed, and describe the interview guide and whether it "
        "was piloted.",
    ),
    "ask_dates": (
        "Geef de periode van de dataverzameling.",
        "Give the period of the data collection.",
    ),
}
