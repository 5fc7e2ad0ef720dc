"""The top line: whose map, how long, and whether it is on disk."""

from dataclasses import dataclass
from datetime import datetime

from textual.content import Content
from textual.widget import Widget

from soptui.app.widgets.line import spread
from soptui.model.agenda import agenda, step_at
from soptui.model.session import Session
from soptui.wording import Wording

ROOMY = 100
"""From so many columns on there is room for a step of the agenda."""

_BETWEEN = 4


@dataclass(frozen=True, slots=True)
class Standing:
    """What the top line tells beside the session itself."""

    minutes: int
    is_saved: bool = True
    failing_since: datetime | None = None
    is_demo: bool = False
    is_reading: bool = False
    is_room: bool = False


class TitleLine(Widget):
    """One line over the map."""

    def __init__(self, wording: Wording, session: Session, standing: Standing) -> None:
        super().__init__(id="title-line")
        self._wording = wording
        self._told = (session, standing)

    def show(self, session: Session, standing: Standing) -> None:
        """Show the session's name, its time and whether all of it is saved."""
        if (told := (session, standing)) != self._told:
            self._told = told
            self.set_class(standing.failing_since is not None, "-unsaved")
            self.refresh()

    def reword(self) -> None:
        """Say it in the words as they are now."""
        self.refresh()

    def render(self) -> Content:
        """Draw what it is about at the left, how it stands at the right."""
        session, standing = self._told
        wording = self._wording
        if standing.is_room:
            return self._for_room()
        title = Content(session.title or wording.say("title.untitled")).stylize("bold")
        setting = f"{session.setting} {wording.day(session.started)}".strip()
        demo = wording.say("title.demo") if standing.is_demo else ""
        left = Content(" · ").join(
            piece for piece in (title, Content(setting), Content(demo)) if piece
        )
        time = wording.say(
            "title.time",
            now=_clock(standing.minutes),
            planned=session.minutes,
        )
        saved = Content("   ") + self._saved(standing)
        right = Content(time) + saved
        if self.size.width >= ROOMY and (step := self._step):
            with_step = Content.assemble(time, f" · {step}", saved)
            if left.cell_length + with_step.cell_length + _BETWEEN <= self.size.width:
                right = with_step
        return Content(" ") + spread(left, right.pad_right(1), self.size.width - 1)

    def _for_room(self) -> Content:
        """Draw what the map is about, and a small word for who writes it."""
        session, standing = self._told
        say = self._wording.say
        title = Content(f" {session.title}").stylize("bold")
        demo = Content(f" · {say('title.demo')}" if standing.is_demo else "")
        failing = standing.failing_since is not None
        right = self._saved(standing) if failing else Content.styled(say("title.room"), "$muted")
        return spread(title + demo, right.pad_right(1), self.size.width)

    @property
    def _step(self) -> str:
        """What the agenda has planned for now, and until when; nothing when it has ended."""
        session, standing = self._told
        if standing.is_reading:
            return ""  # how long the meeting has lasted is known to who writes
        steps = agenda(self._wording.steps(session.setting), session.minutes)
        step = step_at(steps, standing.minutes)
        return self._wording.say("title.step", step=step.name, end=_clock(step.end)) if step else ""

    def _saved(self, standing: Standing) -> Content:
        if standing.is_reading:
            return Content(self._wording.say("title.reading"))
        if standing.failing_since:
            since = f"{standing.failing_since.astimezone():%H:%M}"
            return Content(self._wording.say("title.not_saved", since=since))
        if standing.is_saved:
            return Content.styled(self._wording.say("title.saved"), "$saved")
        return Content(self._wording.say("title.saving"))


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
