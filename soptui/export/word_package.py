"""What a Word file is outside: a zip of parts, with nothing in it about who made it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from soptui.resources import resource

CONTENT_TYPES = "[Content_Types].xml"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the day that zips begin on: the same bytes on every day
_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def blank() -> bytes:
    """Return an empty Word file with our looks, made from its text `word.xml`."""
    text = resource("export", "word.xml").read_bytes()
    parts = {"": b""}
    overrides = ""
    for part in parse_xml(text).iter(f"{_PKG}part"):
        name, kind = part.get(f"{_PKG}name"), part.get(f"{_PKG}contentType")
        parts[name.removeprefix("/")] = serialize_part_xml(part[0][0])
        overrides += f'<Override PartName="{name}" ContentType="{kind}"/>'
    del parts[""]
    rels = f'<Default Extension="rels" ContentType="{CONTENT_TYPE.OPC_RELATIONSHIPS}"/>'
    parts[CONTENT_TYPES] = f'<Types xmlns="{_TYPES}">{rels}{overrides}</Types>'.encode()
    return zipped(parts)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return parts as a zip; the same parts give the same bytes."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, name)):
            entry = ZipInfo(name, _FIRST_DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0  # or it says which system it was made on
            file.writestr(entry, parts[name])
    return out.getvalue()


def saved(document: WordDocument) -> bytes:
    """Return a Word document as bytes that are the same on every day."""
    out = BytesIO()
    document.save(out)
    with ZipFile(out) as file:
        return zipped({name: file.read(name) for name in file.namelist()})


def describe(document: WordDocument, *, title: str, language: str, when: datetime) -> None:
    """Say in the properties what the file is, and nothing else.

    What an agency's template says there goes, its author above all; the company stays, as
    the letterhead names it anyway.
    """
    package = document.part.package
    if package is None:
        raise ValueError("a document belongs to a package")
    company = _company(package.rels.values())
    for name in [key for key, rel in package.rels.items() if rel.reltype not in _STAYS]:
        del package.rels[name]
    known = package.core_properties
    known.title, known.language, known.revision = title, language, 1
    known.author = known.last_modified_by = ""
    known.created = known.modified = when.astimezone(UTC)
    properties = known._element
    for said in [said for said in properties if not said.text]:
        properties.remove(said)
    if company:
        text = f'<Properties xmlns="{_APP}"><Company>{escape(company)}</Company></Properties>'
        name, kind = PackURI("/docProps/app.xml"), CONTENT_TYPE.OFC_EXTENDED_PROPERTIES
        package.relate_to(
            Part(name, kind, text.encode(), package), RELATIONSHIP_TYPE.EXTENDED_PROPERTIES
        )


_STAYS = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT,)


def _company(relationships: object) -> str:
    for rel in relationships:  # type: ignore[attr-defined]
        if rel.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES and not rel.is_external:
            return str(parse_xml(rel.target_part.blob).findtext(f"{{{_APP}}}Company") or "")
    return ""
