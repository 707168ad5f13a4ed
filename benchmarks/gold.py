"""Texts in which someone marked what identifies people: ours, and sets that may not be copied."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.detectors import Span
from kwalicode.formats import SUFFIXES, read_document
from kwalicode.model import IdentifierKind, Language
from kwalicode.workflows.demo.make import shipped_folder
from kwalicode.workflows.findings import TYPES

DEV_SETS = Path(__file__).parent / "deid"


class Example(NamedTuple):
    """A text and what identifies someone in it."""

    name: str
    language: Language
    text: str
    gold: list[Span]


def read_set(path: Path) -> list[Example]:
    """Read a dev set: JSON lines of id, lang, text and spans."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        Example(
            row["id"],
            row["lang"],
            row["text"],
            [Span(s["start"], s["end"], s["type"]) for s in row["spans"]],
        )
        for row in rows
    ]


def dev_sets() -> dict[str, list[Example]]:
    """Read both dev sets."""
    return {path.name: read_set(path) for path in sorted(DEV_SETS.glob("dev.*.jsonl"))}


def samples() -> Iterator[Example]:
    """Give the sample interviews and documents, each as one text.

    Their lists name what identifies someone but not where it stands: every place counts. Ages are
    left out, for the same figure may be an ordinary number elsewhere.
    """
    folder = shipped_folder("sample_data")
    for path in sorted(folder.glob("*/*")):
        listed = folder / "identifiers" / f"{path.stem}.csv"
        if path.suffix not in SUFFIXES or not listed.exists():
            continue
        transcript = read_document(path.name, path.read_bytes())
        rows = list(csv.DictReader(listed.read_text(encoding="utf-8").splitlines()))
        gold: dict[int, Span] = {}
        for row in sorted(rows, key=lambda row: -len(row["text"])):
            name = re.sub("['’]s$", "", row["text"])
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", transcript.text):
                if row["kind"] != "age" and gold.keys().isdisjoint(range(*match.span())):
                    span = Span(*match.span(), TYPES[IdentifierKind(row["kind"])])
                    gold |= dict.fromkeys(range(*match.span()), span)
        yield Example(path.stem, transcript.language, transcript.text, sorted({*gold.values()}))


def shared_sets(folder: Path) -> dict[str, list[Example]]:
    """Read the sets that lie outside this repository; those that are not there are left out.

    Args:
        folder: Has `deid/` with Deduce's regression cases (LGPL) and Presidio's synthetic
            sentences (MIT), `seeds/` with documents and a list of what identifies someone in two.
    """
    sets = {
        "Deduce's regression cases": list(_deduce(folder / "deid")),
        "Presidio's synthetic sentences": list(_presidio(folder / "deid")),
        "documents that were published": list(_seeds(folder)),
    }
    return {name: examples for name, examples in sets.items() if examples}


_DEDUCE = {
    "leeftijd": "AGE",
    "datum": "DATE",
    "emailadres": "EMAIL",
    "id": "ID",
    "bsn": "BSN",
    "ziekenhuis": "ORGANIZATION",
    "zorginstelling": "ORGANIZATION",
    "locatie": "LOCATION",
    "persoon": "PERSON",
    "telefoonnummer": "PHONE",
    "url": "URL",
}


def _deduce(folder: Path) -> Iterator[Example]:
    """Each file has cases of one kind: what else identifies someone is not marked in it."""
    for path in sorted(folder.glob("deduce_regr_*.json")):
        for case in json.loads(path.read_text(encoding="utf-8"))["examples"]:
            rows = case["annotations"]
            gold = [Span(a["start_char"], a["end_char"], _DEDUCE[a["tag"]]) for a in rows]
            yield Example(f"{path.stem} {case['id']}", "nl", case["text"], sorted(gold))


# A title and a nationality, which are marked too, are no identifiers here.
_PRESIDIO = {
    "PERSON": "PERSON",
    "STREET_ADDRESS": "ADDRESS",
    "GPE": "LOCATION",
    "ORGANIZATION": "ORGANIZATION",
    "CREDIT_CARD": "ID",
    "DATE_TIME": "DATE",
    "PHONE_NUMBER": "PHONE",
    "AGE": "AGE",
    "EMAIL_ADDRESS": "EMAIL",
    "ZIP_CODE": "POSTCODE",
    "DOMAIN_NAME": "URL",
    "IBAN_CODE": "IBAN",
    "US_SSN": "BSN",
    "IP_ADDRESS": "ID",
    "US_DRIVER_LICENSE": "ID",
}


def _presidio(folder: Path) -> Iterator[Example]:
    path = folder / "presidio_synth_dataset_v2.json"
    rows = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    for place, row in enumerate(rows):
        marked = [span for span in row["spans"] if span["entity_type"] in _PRESIDIO]
        gold = [
            Span(s["start_position"], s["end_position"], _PRESIDIO[s["entity_type"]])
            for s in marked
        ]
        yield Example(f"sentence {place}", "en", row["full_text"], sorted(gold))


def _seeds(folder: Path) -> Iterator[Example]:
    """Each document as one text; what names the body that wrote it is not counted."""
    path = folder / "seeds_identifiers_dev.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    rows = list(map(json.loads, lines))
    for name in sorted({row["file"] for row in rows}):
        text = (folder / "seeds" / name).read_text(encoding="utf-8")
        gold = [_seed_span(row, text) for row in rows if row["file"] == name]
        yield Example(name, "nl", text, sorted(span for span in gold if span is not None))


def _seed_span(row: dict[str, Any], text: str) -> Span | None:
    if row["status"] != "full":
        return None
    start = sum(len(line) + 1 for line in text.split("\n")[: row["line"] - 1])
    kind = "ORGANIZATION" if row["type"] == "ORG" else row["type"]
    return Span(start + row["start"], start + row["end"], kind)
