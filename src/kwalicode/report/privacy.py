"""The privacy report as a file: numbers only, in words a privacy officer can use."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kwalicode.model import IdentifierKind, Language


class Remaining(Protocol):
    """What is probably left; see `kwalicode.deid.remaining`."""

    @property
    def n(self) -> float:
        """The estimate."""

    @property
    def high(self) -> float:
        """The upper end of its interval."""


@dataclass(frozen=True, slots=True)
class PrivacyRow:
    """The figures of one document or one kind.

    Attributes:
        n_found: Findings of detection.
        n_added: Places that a reviewer added and masked.
        n_accepted: Masked, found or added.
        n_refused: Left as they are by decision.
        n_open: Not decided yet.
        approvers: Who signed off, where the study asks for two.
        remaining: What is probably left.
    """

    name: str
    n_found: int
    n_added: int
    n_accepted: int
    n_refused: int
    n_open: int
    is_signed_off: bool
    approvers: tuple[str, ...]
    remaining: Remaining | None


_NL = {
    "title": "Verantwoording van de de-identificatie: {name}",
    "intro": (
        "Per document en per soort: wat het programma vond, wat een beoordelaar toevoegde, en wat "
        "is besloten. Dit bestand bevat geen woord van een deelnemer."
    ),
    "document": "document",
    "kind": "soort",
    "found": "gevonden",
    "added": "toegevoegd",
    "masked": "gemaskeerd",
    "left": "gelaten",
    "open": "open",
    "state": "vrijgegeven",
    "yes": "ja",
    "no": "nee",
    "total": "Totaal",
    "rest": "Naar schatting gemist",
    "estimate": (
        "Naar schatting bleven in de vrijgegeven documenten {n} plaatsen over die programma en "
        "beoordelaar beiden niet zagen (95\u00a0%-interval tot {high})."
    ),
    "no_estimate": (
        "Hoeveel er over is, is niet te schatten: de beoordelaar voegde evenveel toe als het "
        "programma vond, of er is nog niets vrijgegeven."
    ),
    "method": (
        "De schatting is die van de verwijdermethode met twee rondes: N = c1² / (c1 - c2), met c1 "
        "gevonden en gemaskeerd, c2 toegevoegd (Seber en Le Cren 1967; Seber 2002). Zij gaat "
        "ervan uit dat programma en beoordelaar een plaats even makkelijk zien. Leest de "
        "beoordelaar beter, dan is er minder over; slaat deze stukken over, dan meer."
    ),
}
_EN = {
    "title": "Account of the de-identification: {name}",
    "intro": (
        "For each document and each kind: what the program found, what a reviewer added, and what "
        "was decided. This file holds no word of any participant."
    ),
    "document": "document",
    "kind": "kind",
    "found": "found",
    "added": "added",
    "masked": "masked",
    "left": "left",
    "open": "open",
    "state": "signed off",
    "yes": "yes",
    "no": "no",
    "total": "Total",
    "rest": "Probably missed",
    "estimate": (
        "In the documents that were signed off, about {n} places are probably left that neither "
        "the program nor the reviewer saw (95% interval up to {high})."
    ),
    "no_estimate": (
        "How much is left cannot be estimated: the reviewer added as much as the program found, "
        "or nothing was signed off yet."
    ),
    "method": (
        "The estimate is that of the removal method with two passes: N = c1² / (c1 - c2), with c1 "
        "found and masked, c2 added (Seber and Le Cren 1967; Seber 2002). It supposes that the "
        "program and the reviewer see a place equally easily. If the reviewer reads better, less "
        "is left; if the reviewer skips parts, more."
    ),
}
KIND_WORDS = {
    IdentifierKind.PERSON: ("persoon", "person"),
    IdentifierKind.PLACE: ("plaats", "place"),
    IdentifierKind.ORGANISATION: ("organisatie", "organisation"),
    IdentifierKind.PARTY: ("partij", "party"),
    IdentifierKind.DEPARTMENT: ("afdeling", "department"),
    IdentifierKind.FUNCTION: ("functie", "function"),
    IdentifierKind.DATE: ("datum", "date"),
    IdentifierKind.AGE: ("leeftijd", "age"),
    IdentifierKind.ADDRESS: ("adres", "address"),
    IdentifierKind.POSTCODE: ("postcode", "postcode"),
    IdentifierKind.PHONE: ("telefoonnummer", "phone number"),
    IdentifierKind.EMAIL: ("e-mailadres", "e-mail address"),
    IdentifierKind.BSN: ("burgerservicenummer", "citizen service number"),
    IdentifierKind.IBAN: ("rekeningnummer", "bank account"),
    IdentifierKind.PLATE: ("kenteken", "licence plate"),
    IdentifierKind.URL: ("webadres", "web address"),
    IdentifierKind.HANDLE: ("gebruikersnaam", "user name"),
    IdentifierKind.NUMBER: ("nummer", "number"),
    IdentifierKind.NAME_LIKE: ("misschien een naam", "perhaps a name"),
    IdentifierKind.SENSITIVE: ("gevoelig", "sensitive"),
}


def privacy_md(
    name: str,
    documents: Sequence[PrivacyRow],
    kinds: Sequence[PrivacyRow],
    total: tuple[PrivacyRow, Remaining | None],
    *,
    language: Language,
) -> str:
    """Write the privacy report as Markdown.

    Args:
        name: Of the study.
        documents: A row for each document.
        kinds: A row for each kind; its name is the value of the `IdentifierKind`.
        total: All of it, and what is probably left in what was signed off.
        language: Of the report.
    """
    words = _NL if language == "nl" else _EN
    everything, left = total
    lines = [f"# {_cell(words['title'].format(name=name))}", "", words["intro"], ""]
    lines += _table(words, "document", [(row.name, row) for row in documents], with_state=True)
    named = [(KIND_WORDS[IdentifierKind(row.name)][language == "en"], row) for row in kinds]
    lines += ["", *_table(words, "kind", [*named, (words["total"], everything)])]
    lines += ["", f"## {words['rest']}", ""]
    if left is None:
        lines.append(words["no_estimate"])
    else:
        said = words["estimate"].format(
            n=_number(left.n, language), high=_number(left.high, language)
        )
        lines.append(said)
    return "\n".join([*lines, "", words["method"], ""])


def _table(
    words: dict[str, str],
    first: str,
    rows: Sequence[tuple[str, PrivacyRow]],
    *,
    with_state: bool = False,
) -> list[str]:
    names = [first, "found", "added", "masked", "left", "open", *(["state"] if with_state else [])]
    lines = ["| " + " | ".join(words[name] for name in names) + " |", "|---" + "|---:" * 5]
    lines[1] += "|---|" if with_state else "|"
    for name, row in rows:
        cells = [_cell(name), *map(str, (row.n_found, row.n_added, row.n_accepted))]
        cells += [str(row.n_refused), str(row.n_open)]
        if with_state:
            by = f" ({', '.join(map(_cell, row.approvers))})" if row.approvers else ""
            cells.append(words["yes" if row.is_signed_off else "no"] + by)
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")


def _number(value: float, language: Language) -> str:
    shown = f"{value:.1f}" if value < 10 else f"{value:.0f}"
    return shown.replace(".", ",") if language == "nl" else shown
