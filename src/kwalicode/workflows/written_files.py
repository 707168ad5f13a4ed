"""Writing a file where a person wants it."""

from pathlib import Path

from kwalicode.errors import InputError


def write_file(output: Path, content: bytes) -> None:
    """Write a file.

    Raises:
        InputError: It cannot be written there.
    """
    try:
        output.write_bytes(content)
    except OSError as error:
        raise InputError(
            "{file} cannot be written; choose another folder or name.", file=output.name
        ) from error
