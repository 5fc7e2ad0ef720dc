"""Every kind of file that a copy can be: the one list that the app and the command line read.

Each is written by a module of its own, which is loaded when it is asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import cast

from soptui.export.material import Material
from soptui.export.profile import Profile


class Format(StrEnum):
    """A kind of file, by how its name ends."""

    MARKDOWN = "md"
    TEXT = "txt"
    HTML = "html"
    WORD = "docx"
    PDF = "pdf"
    JSON = "json"
    CALENDAR = "ics"


@dataclass(frozen=True, slots=True)
class FileFormat:
    """What writes a kind of file, and which copies it can hold.

    `is_text` when it can go through a pipe to a terminal, or to the clipboard. `is_document`
    when it holds the document, and not the session as data.
    """

    writer: str
    is_text: bool = True
    is_document: bool = True
    profiles: tuple[Profile, ...] = tuple(Profile)

    def write(self, material: Material) -> bytes:
        """Return the file's content.

        Raises:
            FormatMissing: it needs a package that is not installed.
            TemplateRefused: the agency's template cannot be used.
        """
        module, _, name = self.writer.partition(":")
        writer = getattr(import_module(f"soptui.export.{module}"), name)
        return cast("Callable[[Material], bytes]", writer)(material)


FORMATS: dict[Format, FileFormat] = {
    Format.MARKDOWN: FileFormat("markdown:to_markdown"),
    Format.TEXT: FileFormat("text:to_text"),
    Format.HTML: FileFormat("html:to_html"),
    Format.WORD: FileFormat("word:to_word", is_text=False),
    Format.PDF: FileFormat("pdf:to_pdf", is_text=False),
    Format.JSON: FileFormat("json_copy:to_json", is_document=False),
    Format.CALENDAR: FileFormat("ics:to_ics", is_document=False, profiles=(Profile.NEXT_STEPS,)),
}
