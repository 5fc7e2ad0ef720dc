"""How the scale round names what it shows: its title, and what somebody said of their number."""

from textual.content import Content

from soptui.app.scale_line import spread
from soptui.app.widgets.line import spread as spread_out
from soptui.model.alphabet import Scale
from soptui.model.session import Mark
from soptui.wording import Wording


def title(
    scale: Scale, marks: list[Mark], wording: Wording, width: int, *, hidden: bool
) -> Content:
    """Return the scales, how many numbers there are, and how far they are spread, in words."""
    names = [
        Content.styled(
            f" {wording.heading(each)} ",
            "bold $chip-text on $chip" if each is scale else "$muted",
        )
        for each in Scale
    ]
    facts = [wording.say("scale.closed")] if hidden else []
    count, seen = len(marks), spread(marks)
    if marks:
        facts.append(
            wording.say("scale.one") if count == 1 else wording.say("scale.count", count=count)
        )
    if seen and count > 1:
        low, high = seen
        facts.append(
            wording.say("scale.same", value=low)
            if low == high
            else wording.say("scale.from_to", low=low, high=high)
        )
    right = Content.styled(f"{' · '.join(facts)} ", "bold $title")
    return spread_out(Content(" ").join(names), right, width)


def said(mark: Mark | None, wording: Wording) -> Content:
    """Return what somebody said of their number; of a hidden one only that there is one."""
    if mark is None:
        return Content.styled(wording.say("scale.nobody"), "$open")
    if mark.hidden:
        return Content(wording.say("scale.has_number", who=mark.who))
    lines = [Content.styled(f"{mark.who} {mark.value}", "bold")]
    for label, text, ask in (
        ("scale.why", mark.why, "scale.ask_why"),
        ("scale.higher", mark.higher, "scale.ask_higher"),
    ):
        answer = Content(text) if text else Content.styled(wording.say(ask), "$open")
        lines.append(Content.styled(wording.say(label), "$muted") + answer)
    return Content("\n").join(lines)
