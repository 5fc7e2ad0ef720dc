"""One step back or forward through the states of a session, and what is said of it."""

from soptui.model.history import History
from soptui.wording import Wording


def step_back(history: History, wording: Wording) -> tuple[History, str]:
    """Return the state before the last change, and its name; the same state if there is none."""
    if history.before is None or history.edit is None:
        return history, wording.say("status.nothing_to_undo")
    return history.undo(), wording.say("status.undid", edit=wording.edit(history.edit.label))


def step_forward(history: History, wording: Wording) -> tuple[History, str]:
    """Return the state that was taken back last, and its name; the same if there is none."""
    after = history.after
    if after is None or after.edit is None:
        return history, wording.say("status.nothing_to_redo")
    return history.redo(), wording.say("status.redid", edit=wording.edit(after.edit.label))
