"""The certificate of a destruction: what, when, by whom, and digests of the files."""

from datetime import datetime
from typing import NamedTuple

from babel.dates import format_datetime

from kwalicode.model import Language
from kwalicode.report.word import HEADING_1, NORMAL, SUBTITLE, TITLE, WordDocument


class Certificate(NamedTuple):
    """What is certified.

    Attributes:
        data: `contact`, `consents`, `key file` or `research data`.
        at: With time zone.
        n_rows: Of contact data and consents: of how many persons, or how many records.
        files: Name, size in bytes and SHA-256 of every file that was destroyed.
        copies: Files that were left and may be copies.
    """

    study: str
    data: str
    at: datetime
    coder: str
    n_rows: int
    files: tuple[tuple[str, int, str], ...]
    copies: tuple[str, ...]


_NL = {
    "title": "Verklaring van vernietiging",
    "study": "Onderzoek: {study}",
    "what": "Wat is vernietigd",
    "contact": "De contactgegevens in het sleutelbestand: namen, adressen en notities bij "
    "{n} personen. Het bestand is daarna opnieuw geschreven.",
    "consents": "De {n} vastgelegde toestemmingen in het sleutelbestand. Het bestand is daarna "
    "opnieuw geschreven.",
    "key file": "Het sleutelbestand: ruwe teksten, namen, pseudoniemen, contactgegevens en "
    "toestemmingen. Wat in het onderzoeksbestand staat is niet meer tot personen te herleiden "
    "met dit bestand.",
    "research data": "Alle onderzoeksgegevens: het onderzoeksbestand en, als het hier lag, het "
    "sleutelbestand.",
    "when": "Wanneer en door wie",
    "by": "{at} (UTC), door {coder}.",
    "files": "Bestanden",
    "file": "{name}, {n} bytes, SHA-256 {digest}",
    "none": "Geen bestanden; de gegevens zijn uit het bestand verwijderd.",
    "how": "Elk bestand is eerst overschreven met willekeurige bytes en toen verwijderd. Sommige "
    "schijven bewaren oude bytes; die waren versleuteld.",
    "copies": "Niet vernietigd: mogelijk kopieën",
    "elsewhere": "Kopieën op andere schijven, in back-ups of in de cloud kent kwalicode niet.",
}
_EN = {
    "title": "Certificate of destruction",
    "study": "Study: {study}",
    "what": "What was destroyed",
    "contact": "The contact data in the key file: names, addresses and notes of {n} persons. The "
    "file was written anew after that.",
    "consents": "The {n} records of consent in the key file. The file was written anew after that.",
    "key file": "The key file: raw texts, names, pseudonyms, contact data and consents. Nothing in "
    "the study file can be traced to a person with it any more.",
    "research data": "All research data: the study file and, where it lay here, the key file.",
    "when": "When and by whom",
    "by": "{at} (UTC), by {coder}.",
    "files": "Files",
    "file": "{name}, {n} bytes, SHA-256 {digest}",
    "none": "No files; the data were taken out of the file.",
    "how": "Each file was first written over with random bytes and then deleted. Some disks keep "
    "old bytes; these were encrypted.",
    "copies": "Not destroyed: perhaps copies",
    "elsewhere": "kwalicode does not know of copies on other disks, in backups or in a cloud.",
}


def certificate_docx(made: Certificate, *, language: Language) -> bytes:
    """Write a certificate as `.docx`; nobody but who destroyed the data is named in it."""
    words = _NL if language == "nl" else _EN
    document = WordDocument(title=words["title"], language=language, exported=made.at.date())
    document.add(TITLE, words["title"])
    document.add(SUBTITLE, words["study"].format(study=made.study))
    document.add(HEADING_1, words["what"])
    document.add(NORMAL, words[made.data].format(n=made.n_rows))
    document.add(HEADING_1, words["when"])
    at = format_datetime(made.at, "d MMMM y, HH:mm", locale=language)
    document.add(NORMAL, words["by"].format(at=at, coder=made.coder))
    document.add(HEADING_1, words["files"])
    for name, n_bytes, digest in made.files:
        document.add(NORMAL, words["file"].format(name=name, n=n_bytes, digest=digest))
    document.add(NORMAL, words["how"] if made.files else words["none"])
    if made.copies:
        document.add(HEADING_1, words["copies"])
        document.add(NORMAL, "\n".join(made.copies))
    document.add(NORMAL, words["elsewhere"])
    return document.to_bytes()
