"""A TinyDB storage that a crash, a full disk or another program cannot make lose data.

TinyDB's own writes over the file it has, and left 43 in 100 files unreadable when killed
in the middle. One save here:

1. the text is made, strictly; nothing on disk is touched if that fails
2. refused, if the file is not what we last read or wrote
3. a new file beside it is written and synced
4. what is there now becomes the previous generation, NAME.bak
5. the new file is renamed over it, and the folder synced; where there was none, it gets
   its name only if nobody else has taken that meanwhile

At every instant the file is the whole old or the whole new one.
"""

import errno
import hashlib
import os
import stat
import time
from pathlib import Path
from typing import cast

from tinydb.storages import Storage

from soptui.storage import disk
from soptui.storage.json_writer import Tables, Writer
from soptui.storage.store import ChangedElsewhere, DamagedSession, NotReachable, Revision
from soptui.storage.strict_json import MAX_BYTES, NotStrictError, loads


class AtomicStorage(Storage):
    """One file, read whole and written whole.

    `revision` is the state that was read or whose save was acknowledged; None if there is
    no file yet.
    """

    def __init__(self, path: Path, pause: disk.Pause = time.sleep) -> None:
        self.path = target_of(path)
        self.previous = disk.previous_name(self.path)
        self.revision: Revision | None = None
        self._pause = pause
        self._writer = Writer()
        self._tables: Tables | None = None
        self._stamp: disk.Stamp | None = None
        # What the file may also be, of a save of ours that failed after the rename.
        self._attempt: Revision | None = None
        self._placed: Revision | None = None
        self._load()

    @property
    def ours(self) -> tuple[Revision, ...]:
        """Every state that the file may be in without anybody else's doing."""
        found = (self.revision, self._placed, self._attempt)
        return tuple(dict.fromkeys(revision for revision in found if revision))

    def read(self) -> Tables | None:
        """Return what the file holds, or None if there is none.

        It is not read again for it. The documents are copies, but what is in them is
        shared: they are to be replaced, not changed.
        """
        if self._tables is None:
            return None
        return {
            name: {key: dict(document) for key, document in table.items()}
            for name, table in self._tables.items()
        }

    def write(self, data: Tables) -> None:
        """Put these tables in the place of the old ones; they are on disk on return.

        Raises:
            ChangedElsewhere: another program has changed the file.
            NotReachable: they are more than a file may hold.
            OSError: the disk would not; the file is as it was, or already the new one.
        """
        try:
            raw = self._writer.dumps(data)
        except NotStrictError as error:
            raise NotReachable(
                f"{self.path.name} cannot be saved: what it would hold is {error}.",
                "What was saved before is still there.",
            ) from None
        self._refuse_if_changed()
        self._put(raw, _revision(raw))
        self._tables = data

    def close(self) -> None:
        """Nothing to close: no file is held open between saves."""

    def _load(self) -> None:
        found = self._look()
        if found is None:
            return
        if not stat.S_ISREG(found.st_mode):  # reading a pipe would wait for ever
            raise self.damaged(("file: not a file",))
        if found.st_size > MAX_BYTES:  # reading it could take all the memory there is
            raise self.damaged(("file: larger than 5 MB",))
        raw = disk.read_file(self.path, MAX_BYTES)
        try:
            tables = loads(raw)
        except NotStrictError as error:
            raise self.damaged((f"file: {error}",)) from None
        if not _are_tables(tables):
            raise self.damaged(("file: not a file of soptui",))
        self._tables, self.revision = cast("Tables", tables), _revision(raw)
        self._stamp = disk.stamp_of(found)

    def damaged(self, faults: tuple[str, ...]) -> DamagedSession:
        """Return the refusal of this file, by its name."""
        return DamagedSession(faults, self.path.name, "It was left as it is.")

    def _put(self, raw: bytes, revision: Revision) -> None:
        # From here on the file may become ours even if we are told that it failed.
        self._attempt = revision
        token = disk.new_token()
        fresh = disk.spare_name(self.path, token)
        with disk.no_leftover(fresh):
            disk.write_new(fresh, raw)
            stamp = disk.stamp_of(
                fresh.stat()
            )  # of ours: what is in its place later may be another
            if self._stamp is None:
                try:
                    disk.place(fresh, self.path, self._pause)
                except FileExistsError:
                    raise self._changed("was made") from None
            else:
                spare = disk.spare_name(self.previous, token)
                disk.keep_as(self.path, self.previous, spare, self._pause)
                # Writing took its time. Where no lock reaches, on another computer, somebody
                # may have saved meanwhile.
                self._refuse_if_changed()
                disk.replace(fresh, self.path, self._pause)
        self._placed = revision
        self._stamp = stamp
        disk.sync_folder(self.path.parent)
        self.revision = revision

    def _refuse_if_changed(self) -> None:
        """Refuse to write over what we have not seen.

        A touched file with the same content is no change, and neither is a save of ours
        that failed after the rename: it is then simply made again.
        """
        found = self._look()
        if disk.stamp_of(found) == self._stamp:
            return
        if found is not None and self._is_ours(found):
            self._stamp = disk.stamp_of(found)
            return
        raise self._changed("was removed" if found is None else "was changed")

    def _changed(self, what: str) -> ChangedElsewhere:
        return ChangedElsewhere(
            f"{self.path.name} {what} by another program, so it was not written over.",
            "Your work is still here: export a copy of it.",
        )

    def _is_ours(self, found: os.stat_result) -> bool:
        if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_BYTES:
            return False
        revision = _revision(disk.read_file(self.path, MAX_BYTES))
        if revision not in self.ours:
            return False
        self._placed = revision
        return True

    def _look(self) -> os.stat_result | None:
        try:
            return self.path.stat()
        except FileNotFoundError:
            return None


def previous_of(path: Path) -> Path:
    """Return where the version before the one in a file is kept."""
    return disk.previous_name(target_of(path))


def target_of(path: Path) -> Path:
    """Follow a link once, so that a rename puts the file where the link leads."""
    try:
        return path.resolve()
    except RuntimeError:  # what Python 3.11 and 3.12 say of a link to itself
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from None


def _revision(raw: bytes) -> Revision:
    return Revision(hashlib.blake2b(raw, digest_size=16).hexdigest())


def _are_tables(data: object) -> bool:
    return isinstance(data, dict) and all(
        isinstance(table, dict)
        and all(_is_document_id(key) and isinstance(item, dict) for key, item in table.items())
        for table in data.values()
    )


def _is_document_id(key: str) -> bool:
    # TinyDB makes numbers of them: "1" and "01" would become one document.
    return key.isascii() and key.isdecimal() and (key == "0" or key[0] != "0")
