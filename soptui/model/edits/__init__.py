"""Every change a person can make to a session, each one small class."""

from soptui.model.edits.asking import Dismiss, RecordOverride
from soptui.model.edits.details import AddDetail, DescribeSession, ReadNames, SetDetails
from soptui.model.edits.edit import Edit
from soptui.model.edits.entries import AddEntries, RemoveItem, ReviseItem, SetPeople
from soptui.model.edits.marks import RevealMarks
from soptui.model.edits.notes import (
    LinkGoal,
    MoveNote,
    ResortNote,
    RestateNote,
    RestoreNote,
    RewordNote,
    SetStaffOnly,
    ShiftNote,
)

__all__ = [
    "AddDetail",
    "AddEntries",
    "DescribeSession",
    "Dismiss",
    "Edit",
    "LinkGoal",
    "MoveNote",
    "ReadNames",
    "RecordOverride",
    "RemoveItem",
    "ResortNote",
    "RestateNote",
    "RestoreNote",
    "RevealMarks",
    "ReviseItem",
    "RewordNote",
    "SetDetails",
    "SetPeople",
    "SetStaffOnly",
    "ShiftNote",
]
