"""Files that differ in who speaks in them."""

from kwalicode.workflows.documents import Preview, preview_file


def interview(
    *names: str,
    asks: str = "Femke",
    words: str = "Het gaat wel.",
    file_name: str = "gesprek.txt",
) -> Preview:
    """A file in which each name answers twice."""
    lines = [f"{asks}: Hoe gaat het?\n{name}: {words}\n" for name in names for _ in range(2)]
    return preview_file(file_name, "".join(lines).encode())
