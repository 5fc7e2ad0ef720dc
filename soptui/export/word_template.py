"""An agency's own Word file: looked through before it is used, for what it would bring along.

A copy is opened by people who trust it. So a template that runs something, fetches
something, or names people nobody sees on its pages is not used at all.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Never
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE
from docx.opc.part import Part
from docx.opc.rel import Relationships
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from soptui.export.material import TemplateRefused
from soptui.export.word_package import CONTENT_TYPES, zipped

MAX_BYTES = 10_000_000
MAX_UNPACKED = 50_000_000
MAX_PARTS = 1_000
_OLD_WORD = b"\xd0\xcf\x11\xe0"  # what protects a file with a password is packed like this, too
_TEMPLATE = CONTENT_TYPE.WML_DOCUMENT_MAIN.replace("document.main", "template.main")
_STRICT = b"http://purl.oclc.org/ooxml/"

# fmt: off
_KEPT = {
    "officeDocument", "styles", "stylesWithEffects", "numbering", "settings", "webSettings",
    "fontTable", "font", "theme", "header", "footer", "footnotes", "endnotes", "image",
    "hyperlink",
}
"""The relationships of a letterhead."""

_LEFT_OUT = {
    "customXml", "customXmlProps", "glossaryDocument", "people", "comments", "commentsExtended",
    "commentsIds", "commentsExtensible", "keyMapCustomizations", "attachedToolbars",
    "printerSettings", "documenttasks", "thumbnail", "core-properties", "extended-properties",
    "custom-properties", "classificationlabels",
}
# fmt: on
"""Relationships that no page needs, and that may name people."""

_FETCHING = re.compile(
    r"INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|\bDDE\b|\bIMPORT\b|\bDATABASE\b|(?<!HYPER)LINK\b"
    r"|\bRD\b|MACROBUTTON"
)
_NAMED = re.compile(rb""":author\s*=\s*(?:"[^"]|'[^'])""")


def letterhead(template: bytes) -> WordDocument:
    """Return an agency's template as a Word document that can be written in.

    Raises:
        TemplateRefused: it cannot be used, or would bring something along.
    """
    parts = _unpacked(template)
    types = parts.get(CONTENT_TYPES, b"")
    if b"macroEnabled" in types or any(_is_program(name) for name in parts):
        _refuse("holds macros", "save it in Word as a document without them (.docx)")
    if any(_STRICT in parts[name] for name in parts if name.endswith(".rels")):
        _refuse("is a Strict Open XML file", "save it in Word as a Word Document (.docx)")
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")) and (b"<!DOCTYPE" in part or b"<!ENTITY" in part):
            raise damaged()
    # To Word a template is another kind of file, for no other reason than what is said here.
    parts[CONTENT_TYPES] = types.replace(
        _TEMPLATE.encode(), CONTENT_TYPE.WML_DOCUMENT_MAIN.encode()
    )
    try:
        document = docx.Document(BytesIO(zipped(parts)))
        _look_through(document)
    except TemplateRefused:
        raise
    except Exception as fault:  # whatever is wrong in a file of somebody else's
        raise _refused("is not a Word file", "choose one that ends in .docx or .dotx") from fault
    return document


def _unpacked(template: bytes) -> dict[str, bytes]:
    if len(template) > MAX_BYTES:
        _refuse("is larger than 10 MB", "take large pictures out of it")
    if template.startswith(_OLD_WORD):
        _refuse(
            "has a password, or is from before Word 2007",
            "save it in Word as a Word Document (.docx) without a password",
        )
    try:
        with ZipFile(BytesIO(template)) as file:
            entries = [entry for entry in file.infolist() if not entry.is_dir()]
            names = {entry.filename.casefold() for entry in entries}
            unpacked = sum(entry.file_size for entry in entries)
            if unpacked > MAX_UNPACKED or len(entries) > MAX_PARTS:
                _refuse("is far too large once it is unpacked", "take large pictures out of it")
            odd = [entry for entry in entries if entry.flag_bits & 1 or _is_oddly_packed(entry)]
            if odd or len(names) < len(entries):
                raise damaged()
            return {entry.filename: _read(file, entry) for entry in entries}
    except TemplateRefused:
        raise
    except Exception:  # each way to pack has errors of its own
        _refuse("is not a Word file", "choose one that ends in .docx or .dotx")


def _is_oddly_packed(entry: ZipInfo) -> bool:
    return entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED)


def _read(file: ZipFile, entry: ZipInfo) -> bytes:
    # Asked for so many bytes, it unpacks no more than them, whatever the entry says.
    with file.open(entry) as part:
        return part.read(entry.file_size or 1)


def _is_program(name: str) -> bool:
    return name.casefold().endswith(("vbaproject.bin", "vbadata.xml"))


def _look_through(document: WordDocument) -> None:
    package = document.part.package
    if package is None:
        raise ValueError("a document belongs to a package")
    _leave_out(package.rels)
    for part in package.parts:
        _leave_out(part.rels)
    for rel in package.iter_rels():
        kind = rel.reltype.rpartition("/")[2]
        if rel.is_external and kind != "hyperlink":
            _refuse(
                "would fetch something from outside when it is opened",
                "take linked pictures, linked files and the attached template out of it",
            )
        if kind not in _KEPT:
            _refuse(
                "holds more than a letterhead: an embedded file, a chart or a control",
                "leave only text, tables and pictures in it",
            )
    for part in package.parts:
        _look_at(part)
    settings = document.settings.element
    if settings.find(qn("w:mailMerge")) is not None:
        _refuse("is set up for a mail merge", "make it a normal Word document in Word")
    for name in ("w:docVars", "w:rsids"):
        for found in settings.findall(qn(name)):
            settings.remove(found)


def _leave_out(rels: Relationships) -> None:
    for key in [key for key, rel in rels.items() if rel.reltype.rpartition("/")[2] in _LEFT_OUT]:
        del rels[key]


def _look_at(part: Part) -> None:
    if not part.content_type.endswith("xml"):
        return
    text = part.blob
    if _NAMED.search(text):
        _refuse(
            "holds tracked changes or comments with people's names",
            "accept all changes and delete all comments in it",
        )
    if _FETCHING.search("".join(_codes(parse_xml(text))).upper()):
        _refuse("holds fields that fetch or run something", "take these fields out of it")


def _codes(root: BaseOxmlElement) -> Iterator[str]:
    for part in root.iter(qn("w:instrText"), qn("w:delInstrText"), qn("w:fldSimple")):
        yield part.get(qn("w:instr"), "") + (part.text or "")


def damaged() -> TemplateRefused:
    """Return the refusal of a template that is a Word file, but not a whole one."""
    return _refused("is damaged", "open it in Word and save it again")


def _refused(what: str, do: str) -> TemplateRefused:
    return TemplateRefused(
        f"The Word template {what}, so nothing was written: {do}, and try again."
    )


def _refuse(what: str, do: str) -> Never:
    raise _refused(what, do)
