"""What the gate did not let in, in words."""

from soptui.app.widgets.whole_letters import LeftOut
from soptui.wording import Wording


def told(left_out: LeftOut, wording: Wording) -> str:
    """Return what to tell somebody whose text was not taken as it was."""
    telling = []
    if left_out.count:
        key = "gate.hidden" if left_out.count > 1 else "gate.one_hidden"
        telling.append(wording.say(key, count=left_out.count))
    if left_out.cut:
        telling.append(wording.say("gate.full", count=left_out.cut))
    return " · ".join(telling)
