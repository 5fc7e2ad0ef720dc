"""The keys of the session screen, whatever has the focus in it."""

from textual.binding import Binding, BindingType

SESSION_KEYS: list[BindingType] = [
    Binding(
        "escape",
        "board",
        "Board",
        tooltip="Walk, re-sort, move, remove notes",
        id="session.board",
    ),
    Binding("ctrl+z", "undo", "Undo", tooltip="Take back the last change", id="session.undo"),
    Binding(
        "ctrl+y",
        "redo",
        "Redo",
        tooltip="Do again what was undone",
        id="session.redo",
        show=False,
    ),
    Binding(
        "ctrl+e",
        "export",
        "Export",
        tooltip="Write the notes as a document",
        id="session.export",
    ),
    Binding(
        "f2",
        "details",
        "Details",
        tooltip="Name, purpose, family, agreements",
        id="session.details",
        show=False,
    ),
    Binding(
        "f7",
        "unfinished",
        "Unfinished text",
        tooltip="What was typed and not entered before soptui ended",
        id="session.unfinished",
        show=False,
    ),
    Binding("pageup", "page(-1)", "Read back", id="session.back", show=False),
    Binding("pagedown", "page(1)", "Read on", id="session.on", show=False),
]
