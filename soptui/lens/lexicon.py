"""The words that the lenses know: tables of text, read once, found in linear time.

A table is a file of tab-separated lines with a header. An agency's file of the same name
stands over ours: a row of its own is added, a row with the same first field replaces ours,
and one with nothing behind that field takes it away. Only to our `lists` a row adds its
forms, and takes away those with a minus before them. The tables of patterns, `guards` and
`exceptions`, are ours alone: a pattern that is a little wrong could run for minutes, or let
the name of a reporter out.
"""

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from soptui.lens.phrases import Phrases
from soptui.resources import resource

_LARGEST = 1_000_000
_LEVELS = ("", "1", "2", "3")
_AWAY = "-"


class BadTable(Exception):
    """An agency's file cannot be used; the message names it, and says why."""


class Table(NamedTuple):
    """A table that an agency may put its own over.

    `asks` is the field that a row must fill, `levels` the one that holds a level. To a
    closed table no row can be added, for soptui would not know what to do with it: there a
    row of the agency adds to ours.
    """

    name: str
    asks: int
    levels: int = -1
    closed: bool = False


JARGON = Table("jargon", 2, levels=4)
SERVICES = Table("services", 2)
CUES = Table("impact_cues", 1)
LISTS = Table("lists", 1, closed=True)


Rows = tuple[tuple[str, ...], ...]


def shipped(name: str, language: str) -> Rows:
    """Return the rows of a table as it comes with soptui."""
    path = resource("lens", f"data/{language}/{name}.tsv")
    return _rows(path.read_text(encoding="utf-8"))[1:]


def read_table(table: Table, language: str, own: Path | None) -> Rows:
    """Return the rows of a table: ours with an agency's own over them.

    Raises:
        BadTable: the agency's file cannot be used.
    """
    rows = shipped(table.name, language)
    if own is None:
        return rows
    path = own / f"{table.name}.tsv"
    try:
        text = _own_text(path)
        return rows if text is None else _over(rows, _rows(text), table)
    except _Unusable as error:
        raise BadTable(f"{path} cannot be used: {error}") from None


def own_rows(name: str, own: Path) -> Rows:
    """Return the rows of an agency's own file, whatever they mean; none if there is no file.

    Raises:
        BadTable: the file cannot be used.
    """
    path = own / f"{name}.tsv"
    try:
        return _rows(_own_text(path) or "")
    except _Unusable as error:
        raise BadTable(f"{path} cannot be used: {error}") from None


def phrases(rows: Rows, *, also_first: bool = False) -> Phrases:
    """Return the phrases of a table whose second field lists forms between bars."""
    forms = []
    for entry, listed, *_ in rows:
        named = [entry] if also_first else []
        forms += [(form, entry) for form in (*named, *listed.split("|")) if form.strip()]
    return Phrases(forms)


def groups(rows: Rows) -> Mapping[str, Phrases]:
    """Return one list of phrases for each row of a table."""
    return {
        name: Phrases((form, name) for form in listed.split("|") if form.strip())
        for name, listed, *_ in rows
    }


class Lazy:
    """A pattern that is compiled when it is first needed: most seldom are."""

    def __init__(self, pattern: str, flags: re.RegexFlag) -> None:
        self._pattern, self._flags = pattern, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, ready to be used."""
        return re.compile(self._pattern, self._flags)


def filled(rows: Rows) -> Rows:
    """Return a table of patterns with its blanks filled in.

    A row that starts with a name in angle brackets says what stands for that name in the
    patterns below it.
    """
    blanks = {row[0]: next(filter(None, row[1:])) for row in rows if row[0].startswith("<")}
    return tuple(
        tuple(_fill(field, blanks) for field in row) for row in rows if row[0] not in blanks
    )


def _fill(text: str, blanks: Mapping[str, str]) -> str:
    for name, means in blanks.items():
        if name in text:
            text = text.replace(name, means)
    return text


class _Unusable(Exception):
    """What is wrong with a file, without its name."""


def _rows(text: str) -> Rows:
    lines = [line for line in text.splitlines() if line.strip()]
    return tuple(tuple(field.strip() for field in line.split("\t")) for line in lines)


def _over(ours: Rows, own: Rows, table: Table) -> Rows:
    rows = {row[0].casefold(): row for row in ours}
    width = max(len(row) for row in ours)
    for at, row in enumerate(own, 1):
        key = row[0].casefold()
        before = rows.get(key, ())
        if at == 1 and key in _HEADINGS:
            continue
        if not row[0]:
            raise _Unusable(f"row {at} has nothing in its first field")
        if len(row) > width:
            raise _Unusable(f"row {at} has {len(row)} fields, and there are only {width}")
        if table.closed and not before:
            raise _Unusable(f"row {at} is for a list that soptui does not have")
        if table.closed and any(row[1:]):
            rows[key] = (before[0], _extended(before[1], row[1]))
        elif any(row[1:]):
            rows[key] = _filled_row(row, before, width, table, at)
        elif table.closed:
            rows[key] = (before[0], *("",) * (width - 1))
        else:
            rows.pop(key, None)
    return tuple(rows.values())


def _extended(ours: str, own: str) -> str:
    """Return our forms with an agency's behind them, but for those it has put a minus before."""
    forms = {_alike(form): form for form in ours.split("|") if form}
    for form in own.split("|"):
        added = " ".join(form.split())
        if added.startswith(_AWAY):
            forms.pop(_alike(added.removeprefix(_AWAY)), None)
        elif added:
            forms.setdefault(_alike(added), added)
    return "|".join(forms.values())


def _alike(form: str) -> str:
    return " ".join(form.split()).casefold()


def _filled_row(
    row: tuple[str, ...], before: tuple[str, ...], width: int, table: Table, at: int
) -> tuple[str, ...]:
    """Return a row of the agency; what it leaves out at the end stays as it is with us."""
    done = (*before[:1], *row[len(before[:1]) :], *before[len(row) :])
    done = (*done, *("",) * (width - len(done)))
    if not done[table.asks]:
        raise _Unusable(f"row {at} has nothing in field {table.asks + 1}")
    if table.levels >= 0 and done[table.levels] not in _LEVELS:
        raise _Unusable(f"row {at} has a level that is not 1, 2 or 3")
    return done


def _own_text(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        why = (error.strerror or "no reason given").lower()
        raise _Unusable(f"it cannot be read ({why})") from None
    if len(raw) > _LARGEST:
        raise _Unusable("it is larger than 1 MB")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise _Unusable("it is not a text file in UTF-8")
    return text


_HEADINGS = frozenset({"term", "service", "group", "list"})
"""What the first line of a table says in place of a row; an agency may leave it out."""
