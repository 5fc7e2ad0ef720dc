"""What people call the parts of a map, in every language that soptui speaks."""

import re
from collections.abc import Iterable, Iterator

from soptui.export.profile import Profile
from soptui.model.alphabet import FORMS, Column, Kind
from soptui.wording import Wording

Target = Column | Kind
_LONGEST = 80
_FRAME = re.compile(r"^[\W_]+|[\W_]+$")
_NUMBERED = re.compile(r"^\d{1,2}[.)]\s+")
_GAPS = re.compile(r"[\s_*]+")
_QUOTES = str.maketrans("", "", "'’‘`")


class Called:
    """Knows what each heading stands for, however it is written."""

    def __init__(self, wordings: Iterable[Wording]) -> None:
        self._targets: dict[str, Target] = {}
        for wording in wordings:
            for name, target in _names(wording):
                self._targets.setdefault(_bare(name), target)
        self._targets.pop("", None)

    def target(self, heading: str) -> Target | None:
        """Return what a heading stands for, if it is known."""
        return self._targets.get(_bare(heading)) if len(heading) <= _LONGEST else None

    def is_name(self, line: str) -> bool:
        """Say whether a line is a heading's name and nothing else."""
        return self.target(line) is not None

    def labelled(self, text: str) -> tuple[Target, str] | None:
        """Return what "Worries: she is alone" says first, and the rest."""
        label, colon, _ = text[: _LONGEST * 2].partition(":")
        target = self.target(label) if colon and text[len(label) + 1 :].strip() else None
        return (target, text[len(label) + 1 :].strip(" *_")) if target is not None else None


def _names(wording: Wording) -> Iterator[tuple[str, Target]]:
    """Go through the names in one language; what stands first counts if two are called alike."""
    for target in (*Column, *FORMS):
        for name in wording.listed(f"importing.called.{target.value}"):
            yield name, target
    for column in Column:
        yield wording.question(column), column
        yield wording.short(column), column
    for kind in FORMS:
        yield wording.heading(kind), kind
        yield wording.name(kind), kind
    for profile in (Profile.CASE_FILE, Profile.FAMILY):
        for kind in FORMS:
            try:
                yield wording.say(f"export.{profile.value}.{kind.value}"), kind
            except KeyError:  # not every kind has a heading of its own there
                continue


def _bare(heading: str) -> str:
    text = _NUMBERED.sub("", heading.casefold().translate(_QUOTES).strip("#*_ "))
    return _GAPS.sub(" ", _FRAME.sub("", text))
