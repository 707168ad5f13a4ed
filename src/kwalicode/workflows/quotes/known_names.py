"""What the key file knows that a quote is checked against."""

from collections.abc import Iterable
from dataclasses import dataclass

from kwalicode.deid.inside_names import NamesInside
from kwalicode.deid.leaks import LeakScanner
from kwalicode.model import IdentifierKind
from kwalicode.store.consents import consented, find_limits, is_consent_required
from kwalicode.store.files import EncryptedFile
from kwalicode.store.key import Key
from kwalicode.store.listed import find_listed
from kwalicode.workflows.leak_scan import leak_scanner
from kwalicode.workflows.lists import study_layer


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What the key file knows, read once for any number of checks.

    Attributes:
        unique: Functions of the study's own list that one person or few hold.
        silent: Pseudonyms of those whose words may not be quoted.
        consented: Pseudonyms of those who consented to quotes; None where nobody is asked.
    """

    scanner: LeakScanner
    inside: NamesInside
    unique: frozenset[str]
    silent: frozenset[str]
    consented: frozenset[str] | None

    def without_consent(self, speakers: Iterable[str]) -> list[str]:
        """Give which of some participants may not be quoted, by pseudonym."""
        asked = self.consented
        return sorted(
            one
            for one in speakers
            if one in self.silent or (asked is not None and one not in asked)
        )


def key_stamp(key: EncryptedFile) -> tuple[int, ...]:
    """Give numbers that differ as soon as anything was written to the key or the study file."""
    log = key.path.with_name(key.path.name + "-wal")
    found = [path.stat() for path in (key.path, log) if path.exists()]
    return tuple(number for one in found for number in (one.st_mtime_ns, one.st_size))


def known_names(key: Key) -> KnownNames:
    """Read from the key file what quotes are checked against."""
    with key.read() as db:
        layer, scanner = study_layer(db), leak_scanner(db)
        listed = find_listed(db)
        silent, is_required = frozenset(find_limits(db)), is_consent_required(db)
        agreed = frozenset(consented(db)) if is_required else None
    unique = frozenset(
        one.text
        for one in listed
        if one.kind == IdentifierKind.FUNCTION
        and one.level in ("unique", "small")
        and not one.stays
    )
    allowed = {*layer.refused, *layer.stays}
    inside = NamesInside(layer.known, allowed=allowed)
    return KnownNames(scanner, inside, unique, silent, agreed)
