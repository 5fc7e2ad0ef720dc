"""The commands: a word behind a slash, in the words of the language or in English."""

import unicodedata
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from soptui.model.alphabet import Column
from soptui.plain import building, changing, copying, telling

if TYPE_CHECKING:
    from soptui.plain.table import Table
    from soptui.wording import Wording

Command = Callable[["Table", str], None]


def helped(table: "Table", rest: str) -> None:
    """Say what can be typed, or what one command does."""
    say = table.wording.say
    one = _named(table.wording).get(_plain(rest.removeprefix("/")))
    if one is not None:
        table.voice.line(_told(one, table.wording))
        return
    for line in say("plain.typing").strip().splitlines():
        table.voice.line(line)
    for line in telling.signs(table.wording):
        table.voice.line(line)
    for name in COMMANDS:
        table.voice.line(_told(name, table.wording))


COMMANDS: dict[str, Command] = {
    "help": helped,
    "worried": partial(building.aim, Column.WORRIED),
    "working": partial(building.aim, Column.WORKING),
    "next": partial(building.aim, Column.NEXT),
    "map": telling.whole,
    "list": telling.whole,
    "last": telling.last,
    "find": telling.find,
    "details": building.details,
    "scale": building.scale,
    "edit": changing.edit,
    "remove": changing.remove,
    "restore": changing.restore,
    "move": changing.move,
    "sort": changing.sort,
    "link": changing.link,
    "staff": changing.staff,
    "agreed": changing.agreed,
    "knows": changing.knows,
    "paid": changing.paid,
    "undo": building.undo,
    "redo": building.redo,
    "skip": partial(building.step, +1),
    "back": partial(building.step, -1),
    "clear": building.clear,
    "example": telling.example,
    "resume": building.resume,
    "drop": building.drop,
    "unfinished": building.unfinished,
    "coach": building.coach,
    "answer": building.answer,
    "pass": building.pass_over,
    "prompts": telling.prompts,
    "export": copying.export,
    "letout": copying.let_out,
    "curtain": building.curtain,
    "save": telling.save,
    "state": telling.state,
    "write": building.write,
    "quit": building.leave,
}
"""Every command, in the order in which the help tells them."""

NOT_LETTING_OUT = ("letout", "export")
"""Behind any other command, a copy that was held back stays so."""


def obey(table: "Table", word: str, rest: str) -> bool:
    """Do what a command says; False if there is no such command."""
    name = _named(table.wording).get(_plain(word))
    if name is None:
        return False
    if name not in NOT_LETTING_OUT:
        table.held = None
    COMMANDS[name](table, rest)
    return True


def _told(name: str, wording: "Wording") -> str:
    does = wording.say(f"plain.does.{name}")
    between = "" if does.startswith(":") else " "
    return f"/{wording.say(f'plain.command.{name}')}{between}{does}"


def _named(wording: "Wording") -> dict[str, str]:
    ours = {_plain(wording.say(f"plain.command.{name}")): name for name in COMMANDS}
    return {name: name for name in COMMANDS} | ours


def _plain(word: str) -> str:
    """Return a word in small letters, without its accents: they are often left out in a hurry."""
    parts = unicodedata.normalize("NFD", word.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))
