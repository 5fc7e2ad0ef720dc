"""The ways of keeping notes that are compared: stock TinyDB, with and without cache, and soptui."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from tinydb import JSONStorage, TinyDB
from tinydb.middlewares import CachingMiddleware

from bench.faults.notes import Add, Change, Remove, Reword, Texts
from soptui.home import Home
from soptui.model.alphabet import Column, Section
from soptui.model.edits import AddEntries, Edit, RemoveItem, RewordNote
from soptui.model.session import Note, Session
from soptui.storage.snapshots import Snapshots
from soptui.storage.store import Revision, UnknownSession
from soptui.storage.tinydb_store import TinyStore

SESSION_ID = "2026-11-23-fault"
STARTED = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Book(Protocol):
    """Notes that are open for changes."""

    def do(self, change: Change) -> None:
        """Make a change; when it returns, the change is said to be saved."""

    def close(self) -> None:
        """Stop, as a program does that ends well."""


class Keeper(Protocol):
    """A way of keeping notes in a folder."""

    @property
    def name(self) -> str:
        """What it is called in the tables."""

    def file(self, folder: Path) -> Path:
        """Return the file that the notes are in."""

    def fill(self, folder: Path, texts: Texts) -> None:
        """Keep these notes, as they are after some work: every generation is there."""

    def open(self, folder: Path) -> Book:
        """Open the notes that are there, or begin with none."""

    def read(self, folder: Path) -> Texts:
        """Read as a person would who starts the program again; any exception: it cannot be read.

        No file is no notes.
        """


class TinyBook:
    """An open TinyDB."""

    def __init__(self, database: TinyDB) -> None:
        self._database = database
        try:
            self._ids = [document.doc_id for document in database.all()]
        except Exception:
            let_go(database)
            raise

    def do(self, change: Change) -> None:
        match change:
            case Add(text):
                self._ids.append(self._database.insert({"text": text}))
            case Reword(at, text):
                self._database.update({"text": text}, doc_ids=[self._ids[at]])
            case Remove(at):
                self._database.remove(doc_ids=[self._ids[at]])
                del self._ids[at]

    def close(self) -> None:
        self._database.close()


def let_go(database: TinyDB) -> None:
    """Close the file of a database that cannot be closed well any more."""
    handle = getattr(database.storage, "_handle", None)
    if handle is not None:
        handle.close()


@dataclass(frozen=True, slots=True)
class TinyKeeper:
    """Stock TinyDB."""

    name: str
    connect: Callable[[Path], TinyDB]

    def file(self, folder: Path) -> Path:
        return folder / "notes.json"

    def fill(self, folder: Path, texts: Texts) -> None:
        with TinyDB(self.file(folder)) as database:
            database.insert_multiple({"text": text} for text in texts)

    def open(self, folder: Path) -> Book:
        return TinyBook(self.connect(self.file(folder)))

    def read(self, folder: Path) -> Texts:
        file = self.file(folder)
        if not file.exists():
            return ()
        with TinyDB(file, access_mode="r") as database:
            found = sorted(database.all(), key=lambda document: document.doc_id)
        return tuple(document["text"] for document in found)


class SoptuiBook:
    """An open session, changed by the edits that the app makes, each saved at once."""

    def __init__(self, store: TinyStore) -> None:
        self.store = store
        self.revision: Revision | None = None
        self._made = 0
        self.session = Session(id=SESSION_ID, title="Made-up meeting", started=STARTED)
        if store.exists(SESSION_ID):
            stored = store.open(SESSION_ID)
            self.session, self.revision = stored.session, stored.revision

    def do(self, change: Change) -> None:
        session = self.edit(change).apply(self.session)
        if self.revision is None:
            self.revision = self.store.create(session)
        else:
            self.revision = self.store.save(session, self.revision)
        self.session = session

    def close(self) -> None:
        """Nothing is kept open between saves."""

    def edit(self, change: Change) -> Edit:
        """Return the edit that the app makes for a change."""
        match change:
            case Add(text):
                self._made += 1
                return AddEntries((a_note(f"new-{len(self.session.notes)}-{self._made}", text),))
            case Reword(at, text):
                return RewordNote(self.session.notes[at].id, text)
            case Remove(at):
                return RemoveItem(self.session.notes[at].id)


class SoptuiKeeper:
    """soptui's own store."""

    name = "soptui"

    def file(self, folder: Path) -> Path:
        return Home(folder).sessions / f"{SESSION_ID}.json"

    def fill(self, folder: Path, texts: Texts) -> None:
        store = TinyStore(Home(folder).sessions)  # the save that is struck makes the snapshot
        notes = tuple(a_note(f"n{at}", text) for at, text in enumerate(texts))
        session = Session(id=SESSION_ID, title="Made-up meeting", started=STARTED)
        store.save(session.with_notes(notes), store.create(session))

    def open(self, folder: Path) -> SoptuiBook:
        return SoptuiBook(self.store(folder))

    def read(self, folder: Path) -> Texts:
        try:
            session = self.store(folder).open(SESSION_ID).session
        except UnknownSession:
            return ()
        return texts_of(session)

    def store(self, folder: Path) -> TinyStore:
        """Return the store in a folder that is a home of soptui, with all that the app gives it."""
        home = Home(folder)
        snapshots = Snapshots(home.snapshots, lambda: datetime.now(UTC))
        return TinyStore(home.sessions, aside=home.aside, snapshots=snapshots)


def a_note(note_id: str, text: str) -> Note:
    """Return a text as a note on the map."""
    return Note(id=note_id, section=Section.HEARD, column=Column.WORRIED, text=text, added=STARTED)


def texts_of(session: Session) -> Texts:
    """Return what stands on the map."""
    return tuple(note.text for note in session.notes)


def _stock(path: Path) -> TinyDB:
    return TinyDB(path)


def _cached(path: Path) -> TinyDB:
    return TinyDB(path, storage=CachingMiddleware(JSONStorage))  # type: ignore[no-untyped-call]


STOCK = TinyKeeper("JSONStorage", _stock)
CACHED = TinyKeeper("CachingMiddleware", _cached)
SOPTUI = SoptuiKeeper()
KEEPERS: dict[str, Keeper] = {keeper.name: keeper for keeper in (STOCK, CACHED, SOPTUI)}
