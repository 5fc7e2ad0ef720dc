"""Where everybody is looking: what the second screen needs to know beside the session."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from soptui.model.alphabet import Column


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What is shown now; it names places, and never holds a word of the session.

    `zoom` is the column or the id of the statement that fills the screen, if one does.
    `tops` are the ids of the rows at the top of the columns, `newest` is what came last, and
    with `sees_newest` it is in view: a screen that holds less shows it even so.
    With `curtain` nothing at all may be seen; with `is_over` nobody shows anything any more.
    `goes_on_as` is the id of the session that is shown from now on in place of this one.
    """

    curtain: bool = False
    zoom: str = ""
    tops: Mapping[Column, str] = field(default_factory=dict)
    newest: str = ""
    sees_newest: bool = False
    is_over: bool = False
    goes_on_as: str = ""
