"""Which words a typed line has, and which an edit holds."""

from collections.abc import Iterator

from soptui.model.edits import AddDetail, AddEntries, Edit
from soptui.model.grammar import Draft, begin, circle, rating
from soptui.model.session import Item, Mark, Member, Note, Person
from soptui.model.text import cleaned


def words_typed(line: str, *, sigil: bool = True) -> set[str]:
    """Return a line's words without its sigil, lone separators and the signs of the grammar."""
    line = cleaned(line)
    if sigil and (opened := begin(line)) is not None:
        line = opened[1]
    return {key for word in line.split() if word != "/" and (key := _key(word))}


def words_held(edit: Edit | None, draft: Draft) -> set[str]:
    """Return every word that an edit puts on the map; `draft` is what it was made of."""
    return {key for text in _texts(edit, draft) for word in text.split() if (key := _key(word))}


def _texts(edit: Edit | None, draft: Draft) -> Iterator[str]:
    match edit:
        case AddDetail():
            yield edit.text
        case AddEntries():
            for item in edit.items:
                yield from _item_texts(item, draft)


def _item_texts(item: Item, draft: Draft) -> Iterator[str]:
    match item:
        case Note():
            yield from item.parts or (item.text,)
            yield item.said_by
        case Member():
            yield from (item.name, item.relationship, item.does, item.contact)
            if circle(draft.parts[2]) is item.circle:
                yield draft.parts[2]
        case Person():
            yield from (item.name, item.age, item.relationship)
        case Mark():
            assert rating(draft.parts[1]) == item.value
            yield from (item.who, draft.parts[1], item.why, item.higher)


def _key(word: str) -> str:
    return word.lstrip("\\^").strip('",\u200c\u200d').casefold()
