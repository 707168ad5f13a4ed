"""The words of the reader, in the language of the session."""


def reader_labels() -> dict[str, str]:
    """Give the words by the names that the reader knows them by."""
    return {}
