"""Dutch and English sentences of `coding`."""

from kwalicode.report.methods.say import Words

_KINDS: Words = {
    "open": ("open", "open"),
    "axial": ("axiaal", "axial"),
    "thematic": ("thematisch", "thematic"),
}
PASSES: Words = {
    "title": ("Codering", "Coding"),
    "passes": (
        ("Het materiaal is in één ronde gecodeerd.", "Het materiaal is in {n} rondes gecodeerd."),
        ("The material was coded in one pass.", "The material was coded in {n} passes."),
    ),
    "coders": (
        ("Eén codeur codeerde: {names}.", "Er codeerden {n} codeurs: {names}."),
        ("One coder coded: {names}.", "{n} coders coded: {names}."),
    ),
    "blind": (
        "In {names} zagen codeurs elkaars werk niet voordat de ronde was gesloten.",
        "In {names} coders did not see each other's work before the pass was closed.",
    ),
    "heads": (
        "ronde|van|tot|codeurs|coderingen|documenten|gemaakt",
        "pass|from|to|coders|codings|documents|made",
    ),
    **_KINDS,
    "units": (
        "Elk antwoord op een open vraag telt in de tabel als een document.",
        "Each answer to an open question counts as a document in the table.",
    ),
    "quoted": ("de ronde '{name}'", "the pass '{name}'"),
    "made_codes": (("één code", "{n} codes"), ("one code", "{n} codes")),
    "made_categories": (("één categorie", "{n} categorieën"), ("one category", "{n} categories")),
    "made_relations": (("één relatie", "{n} relaties"), ("one relation", "{n} relations")),
    "made_themes": (("één thema", "{n} thema's"), ("one theme", "{n} themes")),
    "from_start": ("het begin", "the beginning"),
    "goes_on": ("loopt nog", "still open"),
    "memos": (
        ("De onderzoekers schreven één memo.", "De onderzoekers schreven {n} memo's: {kinds}."),
        ("The researchers wrote one memo.", "The researchers wrote {n} memos: {kinds}."),
    ),
    "analytic": (("één analytisch", "{n} analytische"), ("one analytic", "{n} analytic")),
    "method": (
        ("één over de methode", "{n} over de methode"),
        ("one on the method", "{n} on the method"),
    ),
    "reflexive": (("één reflexief", "{n} reflexieve"), ("one reflexive", "{n} reflexive")),
    "question": (("één vraag", "{n} vragen"), ("one question", "{n} questions")),
    "ask_nothing": (
        "Beschrijf hoe het materiaal is gecodeerd: er is nog niets gecodeerd.",
        "Describe how the material was coded: nothing is coded yet.",
    ),
    "ask": (
        "Beschrijf wat een passage is, hoe verschillen tussen codeurs zijn besproken, en hoe "
        "categorieën en thema's uit de codes zijn ontstaan.",
        "Describe what a passage is, how differences between coders were discussed, and how "
        "categories and themes came out of the codes.",
    ),
}
BOOK: Words = {
    **_KINDS,
    "title": ("Codeboek en thema's", "Codebook and themes"),
    "size": (
        "Het codeboek telt nu {list}.",
        "The codebook now has {list}.",
    ),
    "codes": (("één code", "{n} codes"), ("one code", "{n} codes")),
    "categories": (("één categorie", "{n} categorieën"), ("one category", "{n} categories")),
    "themes": (("één thema", "{n} thema's"), ("one theme", "{n} themes")),
    "origins": ("Van de codes {list}.", "Of the codes {list}."),
    "data": (
        ("komt er één uit het materiaal", "komen er {n} uit het materiaal"),
        ("one comes from the data", "{n} come from the data"),
    ),
    "in vivo": (
        ("is er één in de woorden van deelnemers", "zijn er {n} in de woorden van deelnemers"),
        ("one is in the words of participants", "{n} are in the words of participants"),
    ),
    "theory": (
        ("komt er één uit theorie of literatuur", "komen er {n} uit theorie of literatuur"),
        ("one comes from theory or literature", "{n} come from theory or literature"),
    ),
    "stages": (
        "De tabel geeft de omvang bij het sluiten van elke ronde, en hoeveel codes sinds de regel "
        "erboven in andere zijn opgegaan.",
        "The table gives its size at the closing of each pass, and how many codes were merged "
        "into others since the line above.",
    ),
    "heads": (
        "moment|dag|codes|categorieën|thema's|samengevoegd",
        "moment|day|codes|categories|themes|merged",
    ),
    "now": ("nu", "now"),
    "relations": (
        (
            "Tussen codes en categorieën is één relatie gelegd.",
            "Tussen codes en categorieën zijn {n} relaties gelegd.",
        ),
        (
            "One relation was drawn between codes and categories.",
            "{n} relations were drawn between codes and categories.",
        ),
    ),
    "claims": (
        (
            "Eén thema heeft een uitgeschreven bewering.",
            "{n} thema's hebben een uitgeschreven bewering.",
        ),
        ("One theme has a claim in full.", "{n} themes have a claim in full."),
    ),
    "counter": (
        (
            "Eén passage is als tegenvoorbeeld bij een thema bewaard.",
            "{n} passages zijn als tegenvoorbeeld bij een thema bewaard.",
        ),
        (
            "One passage was kept as a counter-case of a theme.",
            "{n} passages were kept as counter-cases of a theme.",
        ),
    ),
    "ask": (
        "Voeg het codeboek als bijlage toe, en werk per thema de bewering, de kleinere thema's en "
        "de afwijkende gevallen uit.",
        "Add the codebook as an appendix, and write out for each theme its claim, the minor themes "
        "and the cases that differ.",
    ),
}
AGREEMENT: Words = {
    **_KINDS,
    "title": ("Overeenstemming tussen codeurs", "Agreement between coders"),
    "compared": (
        (
            "In de ronde '{name}' codeerden {coders} codeurs hetzelfde document, met {codes} "
            "codes.",
            "In de ronde '{name}' codeerden {coders} codeurs dezelfde {n} documenten, met {codes} "
            "codes.",
        ),
        (
            "In the pass '{name}' {coders} coders coded the same document, with {codes} codes.",
            "In the pass '{name}' {coders} coders coded the same {n} documents, with {codes} "
            "codes.",
        ),
    ),
    "blind": ("Zij zagen elkaars werk niet.", "They did not see each other's work."),
    "alpha": (
        "Krippendorffs alfa over alle codes samen, per {unit}, is {alpha}.",
        "Krippendorff's alpha of all codes together, by {unit}, is {alpha}.",
    ),
    "interval": (
        "Het 95\u00a0%-interval loopt van {low} tot {high} (bootstrap over documenten).",
        "Its 95% interval goes from {low} to {high} (bootstrap over documents).",
    ),
    "narrow": (
        "Met minder dan {few} documenten is dat interval te smal.",
        "With fewer than {few} documents this interval is too narrow.",
    ),
    "kappa": ("Cohens kappa is {kappa}.", "Cohen's kappa is {kappa}."),
    "matched": (
        "Van passages die voor ten minste {share} overlappen is de F1-score {matched}.",
        "The F1 score of segments that overlap by at least {share} is {matched}.",
    ),
    "character": ("teken", "character"),
    "turn": ("beurt", "turn"),
    "paragraph": ("alinea", "paragraph"),
    "document": ("document", "document"),
    "chosen": (
        "Codeurs, eenheid en overlap zijn gekozen op {day}.",
        "Coders, unit and overlap were chosen on {day}.",
    ),
    "chosen_again": (
        "Codeurs, eenheid en overlap zijn op {day} opnieuw gekozen.",
        "Coders, unit and overlap were chosen anew on {day}.",
    ),
    "ask_choice": (
        "Kies op de pagina Overeenstemming welke codeurs, eenheid en overlap gelden; nu telt elk "
        "teken.",
        "Choose on the page Agreement which coders, unit and overlap hold; every character counts "
        "now.",
    ),
    "ask": (
        "Zeg of meer dan één persoon codeerde en hoe overeenstemming is bereikt; in deze studie is "
        "geen document door twee codeurs in dezelfde gesloten ronde gecodeerd.",
        "Say whether more than one person coded and how agreement was reached; in this study no "
        "document was coded by two coders in the same closed pass.",
    ),
}
SATURATION: Words = {
    "title": ("Verzadiging", "Saturation"),
    "ask_off": (
        "Leg uit hoe over de omvang van het materiaal is besloten; verzadiging wordt in dit "
        "onderzoek niet geteld.",
        "Explain how the size of the material was decided; this study does not count saturation.",
    ),
    "ask": (
        "Zeg wanneer en waarom met verzamelen is gestopt; voor dit onderzoek is nog niet gekozen "
        "hoe verzadiging wordt beoordeeld.",
        "Say when and why collecting stopped; how saturation is judged was not chosen yet in "
        "this study.",
    ),
}
SUGGESTIONS: Words = {
    "title": ("Suggesties van het programma", "Suggestions of the program"),
    "suggested": (
        "Het programma deed suggesties; een onderzoeker nam elke suggestie over of wees haar af. "
        "De tabel telt beide.",
        "The program made suggestions; a researcher took or refused each of them. The table counts "
        "both.",
    ),
    "heads": ("soort|overgenomen|afgewezen", "kind|taken|refused"),
    "alike": ("passages die op andere lijken", "passages like others"),
    "code": ("codes voor een passage", "codes for a passage"),
    "group": ("groepen van passages", "groups of passages"),
    "code group": ("groepen van codes", "groups of codes"),
    "same code": ("codes die hetzelfde zijn", "codes that are one"),
    "engines": ("Ze komen van: {names}.", "They came from: {names}."),
}
