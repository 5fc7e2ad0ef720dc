"""What the capture line shows around what is typed: pure, a state in, words out."""

from dataclasses import dataclass

from soptui.model.alphabet import Column
from soptui.model.draft import Draft
from soptui.wording import Wording


@dataclass(frozen=True, slots=True)
class Face:
    """The label at the left, the example in an empty line, and words that can be taken."""

    chip: str
    placeholder: str
    offer: str = ""


def face_of(
    draft: Draft | None, aim: Column, wording: Wording, *, asked: bool = False, choice: int = 0
) -> Face:
    """Return what the line shows while it is typed in; `asked` when the coach asks something.

    `choice` is which of those that are offered, if any are.
    """
    if draft is None:
        invited = wording.say("coach.keys" if asked else "capture.placeholder")
        return Face(wording.short(aim), invited)
    if draft.whole:
        return Face(wording.say("capture.edit"), "")
    chip = f"{draft.form.sigil} {wording.name(draft.kind)}".strip()
    if choices := choices_of(draft, wording):
        hint = choices[choice % len(choices)]
        return Face(chip, wording.say("capture.example", hint=hint), hint)
    if not draft.asks_parts:
        return Face(chip, "")
    hint = wording.part(draft.form, draft.at).hint
    return Face(
        f"{chip} {draft.at + 1}/{len(draft.parts)}",
        wording.say("capture.example", hint=hint),
        hint if draft.form.parts[draft.at].offers else "",
    )


def resting_face(wording: Wording) -> Face:
    """Return what the line shows in board mode: the way back."""
    return Face(wording.say("capture.resting"), wording.say("capture.wake"))


def asked(draft: Draft | None, wording: Wording) -> str:
    """Return what the next part is asked with, or nothing."""
    if choices_of(draft, wording):
        return wording.say("capture.choose")
    if draft is None or not draft.asks_parts:
        return ""
    return wording.part(draft.form, draft.at).ask


def choices_of(draft: Draft | None, wording: Wording) -> tuple[str, ...]:
    """Return what the entry that is built usually is, if that can be listed."""
    return () if draft is None or draft.whole else wording.choices(draft.kind)
