"""Dutch and English sentences of `care`."""

from kwalicode.report.methods.say import Words

MASKED: Words = {
    "title": ("De-identificatie", "De-identification"),
    "done": (
        "{n} van {all} bronnen zijn gede-identificeerd en vrijgegeven; alleen die zijn gecodeerd.",
        "{n} of {all} sources were de-identified and signed off; only these were coded.",
    ),
    "found": (
        "In alle bronnen samen vond het programma {found} plaatsen en de beoordelaars voegden er "
        "{added} toe; {masked} zijn gemaskeerd, {refused} zijn na beoordeling gelaten en {open} "
        "staan nog open.",
        "In all sources together the program found {found} places and the reviewers added "
        "{added}; {masked} were masked, {refused} were left after review and {open} are still "
        "open.",
    ),
    "approvers": (
        ("Eén onderzoeker gaf de documenten vrij.", "{n} onderzoekers gaven de documenten vrij."),
        ("One researcher signed the documents off.", "{n} researchers signed the documents off."),
    ),
    "two": (
        "Elk document vroeg de vrijgave van twee personen.",
        "Each document needed the sign-off of two persons.",
    ),
    "after_scan": (
        (
            "Eén plaats is pas gemaskeerd nadat een lekscan haar vond.",
            "{n} plaatsen zijn pas gemaskeerd nadat een lekscan ze vond.",
        ),
        (
            "One place was masked only after a leak scan found it.",
            "{n} places were masked only after a leak scan found them.",
        ),
    ),
    "left": (
        "Naar schatting bleven {rest} plaatsen over die programma en beoordelaar beiden niet zagen "
        "(95\u00a0%-interval tot {high}; verwijdermethode, Seber en Le Cren 1967).",
        "About {rest} places are probably left that neither program nor reviewer saw (95% "
        "interval up to {high}; removal method, Seber and Le Cren 1967).",
    ),
    "scans": (
        "Citaten, codeboek, memo's en deze tekst worden op namen uit het sleutelbestand gescand "
        "voordat ze worden weggeschreven.",
        "Quotes, codebook, memos and this text are scanned for names of the key file before they "
        "are written.",
    ),
    "code": ("een code", "a code"),
    "described": ("een omschrijving of rol", "a description or role"),
    "alias": ("een verzonnen naam", "a made-up name"),
    "blackened": ("een zwarte balk", "a black bar"),
    "shifted": ("een verschoven datum", "a date that was moved"),
    "general": ("iets algemeners", "something more general"),
    "heads": ("soort|gemaskeerde plaatsen|vervangen door", "kind|masked places|replaced by"),
    "ask": (
        "Beschrijf hoe herkenbaarheid uit de samenhang is beoordeeld, en wie toegang tot de ruwe "
        "gegevens had.",
        "Describe how it was judged whether somebody could be recognised from the context, and who "
        "had access to the raw data.",
    ),
    "ask_none": (
        "Beschrijf hoe de gegevens zijn gede-identificeerd.",
        "Describe how the data were de-identified.",
    ),
}
CHECKED: Words = {
    "title": ("Terugkoppeling aan deelnemers", "Member check"),
    "sent": (
        (
            "Eén gespreksverslag is aan een deelnemer voorgelegd.",
            "{n} gespreksverslagen zijn aan deelnemers voorgelegd.",
        ),
        (
            "One report of an interview was sent to a participant.",
            "{n} reports of interviews were sent to participants.",
        ),
    ),
    "answered": (
        ("Op één daarvan kwam antwoord.", "Op {n} daarvan kwam antwoord."),
        ("One of them was answered.", "{n} of them were answered."),
    ),
    "all_answered": (
        ("Het is beantwoord.", "Ze zijn alle beantwoord."),
        ("It was answered.", "All of them were answered."),
    ),
    "none_answered": ("Antwoord kwam er niet.", "None was answered."),
    "objected": (
        (
            "Eén passage is op hun verzoek buiten analyse of citaten gehouden.",
            "{n} passages zijn op hun verzoek buiten analyse of citaten gehouden.",
        ),
        (
            "One passage was kept out of analysis or quotes at their request.",
            "{n} passages were kept out of analysis or quotes at their request.",
        ),
    ),
    "corrected": (
        ("Eén tekst is gecorrigeerd.", "{n} teksten zijn gecorrigeerd."),
        ("One text was corrected.", "{n} texts were corrected."),
    ),
    "ask": (
        "Zeg of deelnemers hun verslag of de bevindingen konden bekijken.",
        "Say whether participants could see their report or the findings.",
    ),
    "ask_findings": (
        "Zeg of deelnemers ook op de bevindingen hebben gereageerd, en wat daarmee is gedaan.",
        "Say whether participants commented on the findings too, and what was done with that.",
    ),
}
QUOTED: Words = {
    "title": ("Citaten", "Quotes"),
    "quotes": (
        ("Het register telt één citaat: {states}.", "Het register telt {n} citaten: {states}."),
        ("The register holds one quote: {states}.", "The register holds {n} quotes: {states}."),
    ),
    "candidate": ("{n} als kandidaat", "{n} as candidate"),
    "adapted": ("{n} aangepast", "{n} adapted"),
    "sent": ("{n} voorgelegd", "{n} sent"),
    "approved": ("{n} goedgekeurd", "{n} approved"),
    "objected": ("{n} met bezwaar", "{n} objected to"),
    "changed": ("{n} gewijzigd", "{n} changed"),
    "removed": ("{n} geschrapt", "{n} removed"),
    "evidence": ("{n} alleen als bewijs", "{n} as evidence only"),
    "composite": (
        (
            "Eén citaat is samengesteld uit de woorden van meer deelnemers.",
            "{n} citaten zijn samengesteld uit de woorden van meer deelnemers.",
        ),
        (
            "One quote is a composite of several participants.",
            "{n} quotes are composites of several participants.",
        ),
    ),
    "paraphrase": (
        ("Eén citaat is een parafrase.", "{n} citaten zijn parafrasen."),
        ("One quote is a paraphrase.", "{n} quotes are paraphrases."),
    ),
    "reworded": (
        "In {n} citaten is tekst vervangen; wat vervangen is, staat tussen haken.",
        "In {n} quotes text was replaced; what was replaced stands in brackets.",
    ),
    "sheets": (
        (
            "Eén blad met citaten is aan een deelnemer voorgelegd.",
            "{n} bladen met citaten zijn aan deelnemers voorgelegd.",
        ),
        (
            "One sheet of quotes was sent to a participant.",
            "{n} sheets of quotes were sent to participants.",
        ),
    ),
    "answers": (
        ("Op het ene citaat was het antwoord: {list}.", "Van de {n} citaten daarop: {list}."),
        ("To the one quote the answer was: {list}.", "Of the {n} quotes on them: {list}."),
    ),
    "answer_agree": ("{n} akkoord", "{n} agreed"),
    "answer_change": ("{n} akkoord na verandering", "{n} agreed if changed"),
    "answer_refuse": ("{n} niet te gebruiken", "{n} not to be used"),
    "answer_": ("{n} nog zonder antwoord", "{n} without an answer yet"),
    "labels": (
        "Elk rollabel bij de citaten geldt voor ten minste {n} deelnemers.",
        "Each role label of the quotes is shared by at least {n} participants.",
    ),
    "ask_labels": (
        "Kies ruimere rollabels: een label bij de citaten geldt voor minder dan {few} deelnemers.",
        "Choose wider role labels: a label of the quotes is shared by fewer than {few} "
        "participants.",
    ),
    "ask": (
        "Zeg hoe citaten zijn gekozen en of deelnemers ermee instemden.",
        "Say how quotes were chosen and whether participants agreed to them.",
    ),
    "ask_none": (
        "Zeg hoe citaten zijn gekozen; het register is leeg.",
        "Say how quotes were chosen; the register is empty.",
    ),
}
ETHICS: Words = {
    "title": ("Toestemming en bewaartermijnen", "Consent and retention"),
    "all_consented": (
        ("De deelnemer stemde in met analyse.", "Alle {n} deelnemers stemden in met analyse."),
        ("The participant consented to analysis.", "All {n} participants consented to analysis."),
    ),
    "consented": (
        "{n} van {all} deelnemers stemden in met analyse.",
        "{n} of {all} participants consented to analysis.",
    ),
    "most_consented": (
        "Niet van alle {all} deelnemers is toestemming voor analyse vastgelegd; het aantal wordt "
        "niet gegeven, omdat het om minder dan {few} gaat.",
        "Consent to analysis is not recorded of all {all} participants; the number is not given, "
        "as it is about fewer than {few}.",
    ),
    "all_quotable": (
        "Zij stemden allen ook in met citaten.",
        "All of these consented to quotes too.",
    ),
    "quotable": (
        "{n} van hen stemden ook in met citaten.",
        "{n} of these consented to quotes too.",
    ),
    "most_quotable": (
        "Met citaten stemden niet allen in; wie dat niet deed wordt niet geciteerd.",
        "Not all of these consented to quotes; who did not is not quoted.",
    ),
    "forms": (
        ("Er was één versie van het formulier.", "Er waren {n} versies van het formulier."),
        ("There was one version of the form.", "There were {n} versions of the form."),
    ),
    "required": (
        "Zonder toestemming kon geen bron in het onderzoek komen.",
        "Without consent no source could enter the study.",
    ),
    "withdrawn_none": (
        "Niemand liet zijn gegevens uit het onderzoek verwijderen.",
        "Nobody had their data taken out of the study.",
    ),
    "withdrawn_few": (
        "Minder dan {few} deelnemers lieten hun gegevens uit het onderzoek verwijderen.",
        "Fewer than {few} participants had their data taken out of the study.",
    ),
    "withdrawn": (
        "{n} deelnemers lieten hun gegevens uit het onderzoek verwijderen.",
        "{n} participants had their data taken out of the study.",
    ),
    "kept": (
        "De tabel geeft de bewaartermijnen.",
        "The table gives how long data are kept.",
    ),
    "heads": ("gegevens|termijn|uiterlijk tot", "data|term|until"),
    "contact": ("contactgegevens", "contact data"),
    "consents": ("toestemmingen", "consents"),
    "key file": ("sleutelbestand met ruwe teksten en namen", "key file with raw texts and names"),
    "research data": ("onderzoeksgegevens", "research data"),
    "publication": (
        ("één maand na publicatie", "{n} maanden na publicatie"),
        ("one month after publication", "{n} months after publication"),
    ),
    "collection": (
        ("één maand na de dataverzameling", "{n} maanden na de dataverzameling"),
        ("one month after data collection", "{n} months after data collection"),
    ),
    "not_yet": ("nog niet bekend", "not known yet"),
    "destroyed": ("vernietigd op {day}", "destroyed on {day}"),
    "ask": (
        "Noem de ethische toetsing, hoe deelnemers zijn geïnformeerd, belangen en financiering.",
        "Name the ethics review, how participants were informed, interests and funding.",
    ),
    "ask_kept": (
        "Zeg hoe lang de gegevens worden bewaard; voor dit onderzoek is daar nog niets over "
        "gekozen.",
        "Say how long data are kept; nothing was chosen for this study yet.",
    ),
    "ask_consent": (
        "Beschrijf hoe toestemming is gevraagd.",
        "Describe how consent was asked.",
    ),
}
TOOLS: Words = {
    "title": ("Hulpmiddelen", "Tools"),
    "version": (
        "De-identificatie, codering en analyse zijn gedaan met kwalicode {version}, dat geen "
        "gegevens naar netwerkdiensten stuurt.",
        "De-identification, coding and analysis were done with kwalicode {version}, which sends no "
        "data to services of a network.",
    ),
    "engines": (
        "Bij de herkenning van namen hielpen ook: {names}.",
        "Names were also looked for by: {names}.",
    ),
    "learned": (
        "Een aangeleerd model van kwalicode hielp bij het herkennen van namen.",
        "A learned model of kwalicode helped to recognise names.",
    ),
    "ask": (
        "Noem andere hulpmiddelen, zoals voor opname en uitwerking.",
        "Name other tools, such as those for recording and transcription.",
    ),
}
