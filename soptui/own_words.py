"""An agency's own words in place of soptui's: a file that holds as few of them as it likes.

Nothing in it is trusted: a word that cannot be used is told in one sentence, and soptui's
own stays in its place.
"""

import re
import string
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from soptui.model.agenda import is_step
from soptui.model.alphabet import Section, form_of
from soptui.model.composing import is_template
from soptui.model.text import cleaned
from soptui.toml_file import NotToml, brief, read_toml

_LONGEST = 600
_LONGEST_TEXT = 4_000
_TOLD = 5
# What is ours is written into a document as it stands: it must not be able to be more than words.
_WRITTEN = {"agreement", "circle", "column", "date", "export", "kind", "knows"}
_MARKS = re.compile(r"[<>\[\]`*_#|~\\]|&#?\w+;")


class _NotUsable(Exception):
    """A word cannot be used; the message goes on where its key begins."""


def with_own_words(
    shipped: Mapping[str, Any], path: Path
) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """Return the words with those of a file in their places, and what could not be used."""
    try:
        own = read_toml(path)
    except FileNotFoundError:
        return shipped, ()
    except NotToml as error:
        return shipped, (f"None of your own words in {path.name} is used: {error}.",)
    reports: list[str] = []
    words = _over(shipped, own, (), reports)
    told = [f"Your own words in {path.name}: {report}." for report in reports[:_TOLD]]
    if len(reports) > _TOLD:
        told.append(f"Your own words in {path.name}: {len(reports) - _TOLD} more cannot be used.")
    return words, tuple(told)


def _over(
    shipped: Mapping[str, Any], own: Mapping[str, Any], path: tuple[str, ...], reports: list[str]
) -> dict[str, Any]:
    words = dict(shipped)
    for name, value in own.items():
        key = (*path, name)
        there = shipped.get(name)
        try:
            if there is None:
                raise _NotUsable("is no word of soptui's, so it is left out")
            if isinstance(there, Mapping):
                if not isinstance(value, Mapping):
                    raise _NotUsable("must be a table, so soptui's own words stay")
                words[name] = _over(there, value, key, reports)
            elif isinstance(there, list):
                words[name] = _list(value, there, key)
            else:
                words[name] = _text(value, there, key)
        except _NotUsable as error:
            reports.append(f'"{brief(".".join(key), 80)}" {error}')
    return words


def _list(value: object, there: list[str], key: tuple[str, ...]) -> list[str]:
    if not (isinstance(value, list) and all(isinstance(word, str) for word in value)):
        raise _NotUsable("must be a list of words, so soptui's own stays")
    words = [_shown(word, lines=False) for word in value]
    if any(map(_MARKS.search, words)):
        raise _NotUsable("must hold words only, so soptui's own stay")
    if key[0] == "speech":
        return [word.lower() for word in words if word]
    if key[0] == "agenda":
        if not words or not all(map(is_step if key[-1] == "steps" else bool, words)):
            raise _NotUsable('must have lines like "15 worries", so soptui\'s own stay')
        return words
    if key[-1] == "choices":
        if not all(words):
            raise _NotUsable("must not be empty in between, so soptui's own stay")
        return words
    if len(words) != len(there):
        raise _NotUsable(f"must have {len(there)} words, so soptui's own stay")
    return words


def _text(value: object, there: str, key: tuple[str, ...]) -> str:
    if not isinstance(value, str):
        raise _NotUsable("must be text, so soptui's own words stay")
    text = _shown(value, lines="\n" in there)
    if key[0] == "kind" and key[-1] == "template":
        names = {part.name for part in form_of(Section(key[1])).parts}
        if not is_template(text, names):
            raise _NotUsable(f"must have the blanks of {_named(names)}, so soptui's own stays")
    elif key[0] in _WRITTEN and (marks := _MARKS.search(text)):
        raise _NotUsable(f'must not hold "{marks[0]:.10}", so soptui\'s own words stay')
    elif _blanks(text) != (blanks := _blanks(there)):
        asked = f"must have the blanks {_named(blanks)}" if blanks else "must have no {blanks}"
        raise _NotUsable(f"{asked}, so soptui's own words stay")
    return text


def _shown(text: str, *, lines: bool) -> str:
    """Return what can be shown of a text; a space at its ends keeps it apart from others."""
    if len(text) > (_LONGEST_TEXT if lines else _LONGEST):
        raise _NotUsable("is too long, so soptui's own words stay")
    kept = cleaned(text, lines=lines)
    if lines:
        return f"{kept}\n"
    return f"{' ' * text.startswith(' ')}{kept}{' ' * text.endswith(' ')}" if kept else ""


def _blanks(text: str) -> frozenset[str]:
    """Return the names in {braces}; what is more than a name there can never be filled in."""
    try:
        return frozenset(_fields(text))
    except ValueError:
        return frozenset({""})


def _fields(text: str) -> Iterator[str]:
    for _, name, spec, conversion in string.Formatter().parse(text):
        if name is not None:
            yield "" if spec or conversion else name


def _named(names: frozenset[str] | set[str]) -> str:
    return " ".join(f"{{{name}}}" for name in sorted(names))
