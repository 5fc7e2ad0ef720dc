"""A set of words, written as a line of text: easier to read, and to add to."""


def words_of(line: str) -> frozenset[str]:
    """Return the words of a line."""
    return frozenset(line.split())
