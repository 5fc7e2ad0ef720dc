"""Where everything that soptui writes is kept."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Home:
    """A folder in the shape of the checkout, so that `--home .` works in one."""

    path: Path

    @property
    def sessions(self) -> Path:
        """The mapping sessions, one file each."""
        return self.path / "sessions"

    @property
    def themes(self) -> Path:
        """A person's own themes."""
        return self.path / "themes"

    @property
    def words(self) -> Path:
        """An agency's own words, one file a language."""
        return self.path / "words"

    @property
    def exports(self) -> Path:
        """The documents that were written, unless another place was named."""
        return self.path / "exports"

    @property
    def config(self) -> Path:
        """What a person has set."""
        return self.path / "config"

    @property
    def state(self) -> Path:
        """What soptui notes down for itself."""
        return self.path / "state"

    @property
    def locks(self) -> Path:
        """Who writes which session now."""
        return self.state / "locks"

    @property
    def drafts(self) -> Path:
        """What was typed and is on no map yet."""
        return self.state / "drafts"

    @property
    def snapshots(self) -> Path:
        """Sessions as they were: every ten minutes of change, for seven days."""
        return self.state / "snapshots"

    @property
    def aside(self) -> Path:
        """Sessions that could not be saved in their place."""
        return self.state / "aside"

    @property
    def demos(self) -> Path:
        """What is tried out in a demo, until it is left."""
        return self.state / "demos"

    @property
    def stages(self) -> Path:
        """What a second screen shows now of a session, without a word of it."""
        return self.state / "stages"

    @property
    def written(self) -> Path:
        """Copies that a session does not know of yet."""
        return self.state / "written"

    @property
    def reports(self) -> Path:
        """Where soptui broke: types and line numbers, never anybody's words."""
        return self.state / "reports"


def find_home(chosen: str | Path | None = None) -> Home:
    """Return the home that was chosen, or the one for this person on this system.

    Nothing is created: looking leaves no trace.
    """
    place = chosen or os.environ.get("SOPTUI_HOME")
    if place:
        return Home(Path(place).expanduser().absolute())
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed when a home is given

    return Home(user_data_path("soptui", appauthor=False))
