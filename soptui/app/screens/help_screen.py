"""Help on one screen: the alphabet at the left, the keys at the right."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from soptui.app.screens.closing import ClosesOnce
from soptui.model.alphabet import FORMS, Detail
from soptui.wording import Wording

WIDE, NAMES = 116, 22


class HelpScreen(ClosesOnce, ModalScreen[None]):
    """The alphabet and the keys; any of the leaving keys closes it."""

    CSS_PATH = "help_screen.tcss"
    BINDINGS = [Binding("escape,f1,enter,q", "dismiss", "Close", id="help.close")]

    def __init__(self, wording: Wording, *, is_reading: bool = False) -> None:
        super().__init__()
        self._wording = wording
        self._is_reading = is_reading

    def compose(self) -> ComposeResult:
        """Lay both halves side by side; whoever only reads along is shown the keys for that."""
        if self._is_reading:
            with Vertical(id="help"):
                yield Static(keys(self._wording, "reading"), id="keys")
                yield Static(Content(self._wording.say("help.foot_reading")), id="help-foot")
            return
        wide = self.app.size.width >= WIDE
        with Vertical(id="help", classes="-wide" if wide else ""):
            with Horizontal():
                yield Static(alphabet(self._wording, explained=wide), id="alphabet")
                yield Static(keys(self._wording, "typing", "board", "always"), id="keys")
            yield Static(Content(self._wording.say("help.foot")), id="help-foot")


def alphabet(wording: Wording, *, explained: bool = False) -> Content:
    """Return the alphabet, a line a sigil."""
    lines = [Content.styled(wording.say("help.alphabet"), "bold $section")]
    for form in FORMS.values():
        if not isinstance(form.kind, Detail):
            sigil = Content.styled(f"{form.sigil or ' ':>2} ", "bold $sigil")
            name = wording.name(form.kind)
            about = wording.say(f"kind.{form.kind.value}.help") if explained else ""
            lines.append(sigil + Content(f"{name:<{NAMES}}") + Content.styled(about, "$muted"))
    fields = " ".join(f":{detail.value}" for detail in Detail)
    lines += [Content(""), Content.styled(fields, "$muted")]
    return Content("\n").join(lines)


def keys(wording: Wording, *groups: str) -> Content:
    """Return the keys, a line each, in these groups of the wording."""
    lines: list[Content] = []
    for group in groups:
        lines += [Content("")] if lines else []
        lines.append(Content.styled(wording.say(f"help.{group}.heading"), "bold $section"))
        for line in wording.say(f"help.{group}.keys").strip().splitlines():
            key, _, does = line.partition("|")
            lines.append(
                Content.styled(f"{key.strip():>9} ", "bold $sigil") + Content(does.strip())
            )
    return Content("\n").join(lines)
