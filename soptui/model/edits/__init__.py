"""Every change a person can make to a session, each one small class."""

from soptui.model.edits.asking import Dismiss, ForgetExport, RecordExport, RecordOverride
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
    "ForgetExport",
    "LinkGoal",
    "MoveNote",
    "ReadNames",
    "RecordExport",
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
