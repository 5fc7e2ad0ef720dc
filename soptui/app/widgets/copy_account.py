"""What leaves with a copy, what is held back and why, and what is worth settling before."""

from textual.content import Content

from soptui.app.widgets.line import Line
from soptui.copy_look import CopyLook
from soptui.wording import Wording


class CopyAccount(Line):
    """Says it in as few lines as it takes."""

    def __init__(self, wording: Wording) -> None:
        super().__init__("export-account")
        self._wording = wording

    def show(self, look: CopyLook, key: str) -> None:
        """Say what is known of a copy; `key` reads on in what is open."""
        say = self._wording.say
        lines: list[Content] = []
        if look.holds:
            lines.append(_labelled(say("exporting.holds"), look.holds))
        if look.held_back:
            lines.append(_labelled(say("leaving.held"), " · ".join(look.held_back)))
        for told in (look.problem, look.stop):
            if told:
                lines.append(Content.styled(f"! {told}", "bold $error"))
        lines += [Content.styled(f"? {remark}", "$warning") for remark in look.remarks]
        if look.open:
            told = say("exporting.questions", count=len(look.open), with_key=key)
            lines.append(Content.styled(f"? {told}", "$warning"))
        self.say(Content("\n").join(lines), layout=True)


def _labelled(label: str, text: str) -> Content:
    return Content.assemble((label, "bold $section"), "  ", text)
