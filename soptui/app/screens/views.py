"""The screens that show the session another way; each is loaded when it is asked for."""

from textual.screen import Screen

from soptui.app.holder import Holder
from soptui.wording import Wording


def view(name: str, wording: Wording, holder: Holder, about: str = "") -> Screen[None]:
    """Return a screen by its name: circles, prompts, scale, answers, or sorting about a note.

    Raises:
        KeyError: there is none of that name.
    """
    match name:
        case "circles":
            from soptui.app.screens.circles_screen import CirclesScreen  # noqa: PLC0415

            return CirclesScreen(wording, holder)
        case "prompts":
            from soptui.app.screens.prompts_screen import PromptsScreen  # noqa: PLC0415

            return PromptsScreen(wording, holder)
        case "scale":
            from soptui.app.screens.scale_screen import ScaleScreen  # noqa: PLC0415

            return ScaleScreen(wording, holder)
        case "answers":
            from soptui.app.screens.answers_screen import AnswersScreen  # noqa: PLC0415

            return AnswersScreen(wording, holder)
        case "sorting":
            from soptui.app.screens.sorting_screen import SortingScreen  # noqa: PLC0415

            return SortingScreen(wording, holder, about)
    raise KeyError(name)
