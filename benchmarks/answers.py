"""Open answers to a survey on working climate, made up: 654 in each language, on eight subjects.

Each subject is called as a team would call a code and has ten sentences, two of which belong to
each fifth of the answers: what is tried was never learned from by the sentence, only by its words.
Every other answer has a sentence besides that anybody could say, and one in four a sentence of
another subject.
"""

import random

import numpy as np

from benchmarks.labelled import N_BLOCKS, Labelled
from kwalicode.model import Language

N_ANSWERS = 654
_WEIGHTS = (20, 16, 14, 12, 12, 10, 9, 7)  # of a hundred answers, by subject

CALLED: dict[Language, dict[str, str]] = {
    "nl": {
        "mood": "sfeer in het team",
        "boss": "gedrag van leidinggevenden",
        "report": "meldingen en klachten",
        "load": "werkdruk",
        "gossip": "roddelen en buitensluiten",
        "contract": "tijdelijk contract",
        "place": "werkplek en gebouw",
        "change": "reorganisatie en inspraak",
    },
    "en": {
        "mood": "mood in the team",
        "boss": "behaviour of managers",
        "report": "reports and complaints",
        "load": "workload",
        "gossip": "gossip and exclusion",
        "contract": "temporary contract",
        "place": "workplace and building",
        "change": "reorganisation and having a say",
    },
}

SAID: dict[Language, dict[str, str]] = {
    "nl": {
        "mood": """De sfeer in het team is fijn
Collega's helpen elkaar als het tegenzit
We lachen veel samen op de afdeling
Bij ons in het team staat iedereen voor elkaar klaar
Er is altijd een collega die even meedenkt
De lunch met het team maakt de dag goed
Ik voel me thuis bij deze collega's
Samen koffie drinken houdt de sfeer goed
Op onze afdeling groeten mensen elkaar
Mijn naaste collega's zijn de reden dat ik blijf""",
        "boss": """Mijn leidinggevende luistert niet
De baas schreeuwt als iets misgaat
De directeur maakt iemand belachelijk waar iedereen bij is
Mijn teamleider heeft lievelingen
Van de leiding hoor ik alleen wat er fout is
De manager zegt het ene en doet het andere
Leidinggevenden spreken elkaar nooit aan
De chef bepaalt alles en vraagt ons niets
Ik ben bang voor de reactie van mijn leidinggevende
De leiding is nooit op de werkvloer""",
        "report": """Ik heb een melding gedaan en er gebeurde niets
De klachtencommissie liet maanden op zich wachten
Bij de vertrouwenspersoon voelde ik me gehoord
Wie iets meldt, krijgt het later op zijn brood
Ik weet niet waar ik een klacht kwijt kan
Na mijn klacht kwam er geen onderzoek
De vertrouwenspersoon zit naast de directie op de gang
Over mijn melding kreeg ik nooit bericht
Een klacht indienen durf ik niet meer
Het onderzoek na de melding was niet onafhankelijk""",
        "load": """De werkdruk is al jaren te hoog
Er zijn te weinig mensen voor zoveel werk
Ik werk elk weekend door om het af te krijgen
Iedereen draait overuren en dat heet normaal
Er is geen tijd om even op adem te komen
Door de bezuiniging doet een mens het werk van drie
De deadlines volgen elkaar zonder pauze op
Mensen vallen om door de drukte
Het werk stapelt zich op en niemand zegt stop
Vakantie opnemen kan niet want er is geen vervanging""",
        "gossip": """Er wordt veel geroddeld over wie er niet is
Achter je rug om wordt er gepraat
Praatjes gaan sneller rond dan nieuws
Een collega werd maandenlang buitengesloten
Sommigen worden nooit meegevraagd voor een borrel
Er zijn kliekjes en wie er niet bij hoort merkt dat
Grapjes over afkomst horen er hier zogenaamd bij
Ze doen mijn accent na en dan lacht de groep
Wie afwijkt wordt uitgelachen
Roddelen is hier de gewoonste zaak""",
        "contract": """Met een tijdelijk contract houd je je mond
Mijn aanstelling wordt elk jaar pas op het laatst verlengd
Vaste collega's durven meer te zeggen dan tijdelijke
Inhuurkrachten tellen niet mee
Zonder vast contract krijg je geen hypotheek en geen stem
Wie kritiek heeft ziet zijn contract niet verlengd
Ik zit al vier jaar in schaal zes
Promotie krijgen alleen de vrienden van de chef
Een vaste aanstelling is me drie keer beloofd
Functies worden vergeven voordat de vacature open gaat""",
        "place": """In de kantoortuin hoor je alles van elkaar
Er is geen ruimte waar je rustig kunt praten
Thuiswerken geeft me lucht
Op dinsdag is er geen bureau vrij
Het gebouw is koud en de ramen gaan niet open
Sinds we flexplekken hebben ken ik niemand meer
Vanuit huis werken mag alleen met een reden
De stilteruimte is een opslag geworden
Door het open kantoor voel ik me bekeken
De vergaderzalen hebben glazen wanden""",
        "change": """De ene reorganisatie is nog niet klaar of de volgende begint
Niemand legt uit waarom alles anders moet
Na elke nieuwe directeur verandert de koers
We horen besluiten uit de krant
Over de fusie mocht niemand iets vragen
Plannen worden boven onze hoofden gemaakt
Het nieuwe systeem is ingevoerd zonder uitleg
Met de reorganisatie verdwenen de mensen die alles wisten
Inspraak is er voor de vorm
De koers wijzigt vaker dan de seizoenen""",
    },
    "en": {
        "mood": """The mood in the team is good
Colleagues help each other when things go wrong
We laugh a lot together in our department
In my team everybody stands up for each other
There is always a colleague who thinks along
Lunch with the team makes my day
I feel at home with these colleagues
Having coffee together keeps the mood good
In our department people greet each other
My closest colleagues are the reason I stay""",
        "boss": """My manager does not listen
The boss shouts when something goes wrong
The director ridicules people in front of everybody
My team leader has favourites
From the managers I hear only what is wrong
The manager says one thing and does another
Managers never speak to each other about it
The boss decides everything and asks us nothing
I am afraid of how my manager will react
The leaders are never on the shop floor""",
        "report": """I filed a report and nothing happened
The complaints committee took months
With the confidential adviser I felt heard
Whoever reports something pays for it later
I do not know where to take a complaint
After my complaint there was no inquiry
The confidential adviser sits next to the directors
I never heard back about my report
I would not dare to file a complaint again
The inquiry after the report was not independent""",
        "load": """The workload has been too high for years
There are too few people for so much work
I work every weekend to get it finished
Everybody does overtime and that is called normal
There is no time to catch your breath
After the cuts one person does the work of three
Deadlines follow each other without a break
People fall ill from the pressure of work
Work piles up and nobody says stop
Taking leave is impossible as nobody covers for you""",
        "gossip": """There is a lot of gossip about who is not there
People talk behind your back
Rumours go round faster than news
A colleague was left out for months
Some are never asked along for drinks
There are cliques and outsiders notice
Jokes about where you come from are said to be part of it
They imitate my accent and the group laughs
Whoever is different gets laughed at
Gossip is the most normal thing here""",
        "contract": """With a temporary contract you keep your mouth shut
My contract is renewed at the last moment every year
Permanent colleagues dare to say more than temporary ones
Agency staff do not count
Without a permanent contract you get no mortgage and no voice
Whoever is critical does not get a renewal
I have been in the same grade for four years
Only friends of the boss get promoted
A permanent job was promised to me three times
Jobs are given away before the vacancy opens""",
        "place": """In the open office you hear everything
There is no room where you can talk quietly
Working from home gives me air
On Tuesdays there is no free desk
The building is cold and windows do not open
Since we share desks I know nobody any more
Working at home is allowed only with a reason
The quiet room has become a store
In the open office I feel watched
The meeting rooms have glass walls""",
        "change": """One reorganisation is not over when the next begins
Nobody explains why everything has to change
After every new director the course changes
We read about decisions in the newspaper
Nobody could ask anything about the merger
Plans are made over our heads
The new system came without any explanation
With the reorganisation those who knew everything left
Having a say is for show
The course changes more often than the seasons""",
    },
}
ANYBODY: dict[Language, str] = {
    "nl": """Dat is alles wat ik erover kwijt wil
Zo ervaar ik het in elk geval
Ik hoop dat er iets met deze vragen gebeurt
Het verschilt per week
Dit speelt al een hele tijd
Verder heb ik niet veel te melden
Dat vind ik belangrijk om te zeggen
Misschien zien anderen het anders""",
    "en": """That is all I want to say about it
This is how it feels to me anyway
I hope something will be done with these answers
It differs from week to week
This has been going on for a long time
Apart from that I have not much to say
I think that is important to say
Perhaps others see it differently""",
}


def made_answers(language: Language) -> Labelled:
    """Make the answers; a block is a fifth of them, with sentences of its own."""
    chance = random.Random(8)  # noqa: S311  no secret
    said = {name: lines.split("\n") for name, lines in SAID[language].items()}
    anybody = ANYBODY[language].split("\n")
    texts, labels, blocks = [], [], []
    for number in range(N_ANSWERS):
        block = number % N_BLOCKS
        (subject,) = chance.choices(list(said), _WEIGHTS)
        own = said[subject][2 * block : 2 * block + 2]
        sentences = chance.sample(own, chance.choice((1, 1, 2)))
        if chance.random() < 0.5:
            sentences.append(chance.choice(anybody))
        if chance.random() < 0.25:
            other = chance.choice([name for name in said if name != subject])
            sentences.append(chance.choice(said[other]))
        chance.shuffle(sentences)
        texts.append(". ".join(sentences) + ".")
        labels.append(subject)
        blocks.append(block)
    name = {"nl": "made-up answers, Dutch", "en": "made-up answers, English"}[language]
    return Labelled(name, language, texts, labels, np.array(blocks), CALLED[language])
