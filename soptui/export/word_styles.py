"""The styles that a copy is written in: those of the file by their names, or else ours."""

from copy import deepcopy
from functools import cached_property
from io import BytesIO
from typing import cast

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.numbering import NumberingPart

from soptui.export.word_package import blank

_BULLETS = {"list bullet": 0, "list bullet 2": 1}
_NUMBERED = f"{qn('w:pPr')}/{qn('w:numPr')}"
_MOST_PARENTS = 20  # a style of a damaged file may stand on itself


class Styles:
    """Finds a style by its name, which is English in every language of Word."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._all = document.styles.element
        self._ids = {_key(style): _id(style) for style in self._all.findall(qn("w:style"))}
        self._by_id = {_id(style): style for style in self._all.findall(qn("w:style"))}
        self._bullets: dict[str, int | None] = {}

    def id_of(self, name: str, kind: str = "paragraph") -> str:
        """Return the id of the style of this name; what the file lacks, it gets from us."""
        key = (kind, name.casefold())
        return self._ids[key] if key in self._ids else self._add(key)

    def list_of(self, name: str) -> int | None:
        """Return the list to put a bullet in by hand, where its style does not bring one."""
        if name.casefold() not in _BULLETS:
            return None
        if name not in self._bullets:
            style = self._by_id[self.id_of(name)]
            self._bullets[name] = None if self._is_numbered(style) else self._list
        return self._bullets[name]

    def _is_numbered(self, style: BaseOxmlElement) -> bool:
        for _ in range(_MOST_PARENTS):
            if style.find(_NUMBERED) is not None:
                return True
            parent = style.find(qn("w:basedOn"))
            above = None if parent is None else self._by_id.get(parent.get(qn("w:val")))
            if above is None:
                return False
            style = above
        return False

    def _add(self, key: tuple[str, str]) -> str:
        style = deepcopy(self._ours[key])
        name = _id(style)
        while name in self._by_id:
            name += "Map"
        style.set(qn("w:styleId"), name)
        style.attrib.pop(qn("w:default"), None)
        self._ids[key], self._by_id[name] = name, style
        for link in ("w:basedOn", "w:next"):
            for found in style.findall(qn(link)):
                above = self._names[found.get(qn("w:val"))]
                found.set(qn("w:val"), self.id_of(above[1], above[0]))
        for number in style.findall(f"{_NUMBERED}/{qn('w:numId')}"):
            number.set(qn("w:val"), str(self._list))
        self._all.append(style)
        return name

    @cached_property
    def _blank(self) -> WordDocument:
        return docx.Document(BytesIO(blank()))

    @cached_property
    def _ours(self) -> dict[tuple[str, str], BaseOxmlElement]:
        return {_key(style): style for style in self._blank.styles.element.findall(qn("w:style"))}

    @cached_property
    def _names(self) -> dict[str, tuple[str, str]]:
        return {_id(style): key for key, style in self._ours.items()}

    @cached_property
    def _list(self) -> int:
        """Our list of bullets, put among those of the file; no style of it is tied to it."""
        ours = deepcopy(self._blank.part.numbering_part.element[0])
        for tie in list(ours.iter(qn("w:pStyle"))):
            tie.getparent().remove(tie)
        lists = self._numbering()
        kinds, numbers = lists.findall(qn("w:abstractNum")), lists.findall(qn("w:num"))
        kind = str(_next(kinds, "w:abstractNumId"))
        number = _next(numbers, "w:numId")
        ours.set(qn("w:abstractNumId"), kind)
        if kinds:
            kinds[-1].addnext(ours)  # the kinds stand before the lists
        else:
            lists.insert(0, ours)
        entry = OxmlElement("w:num", {qn("w:numId"): str(number)})
        entry.append(OxmlElement("w:abstractNumId", {qn("w:val"): kind}))
        (numbers[-1] if numbers else ours).addnext(entry)
        return number

    def _numbering(self) -> BaseOxmlElement:
        part = self._document.part
        if not any(rel.reltype == RELATIONSHIP_TYPE.NUMBERING for rel in part.rels.values()):
            name, kind = PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING
            added = NumberingPart(name, kind, OxmlElement("w:numbering"), part.package)
            part.relate_to(added, RELATIONSHIP_TYPE.NUMBERING)
        return cast("BaseOxmlElement", part.numbering_part.element)


def _key(style: BaseOxmlElement) -> tuple[str, str]:
    name = style.find(qn("w:name"))
    called = "" if name is None else name.get(qn("w:val"), "")
    return style.get(qn("w:type"), "paragraph"), called.casefold()


def _id(style: BaseOxmlElement) -> str:
    return str(style.get(qn("w:styleId"), ""))


def _next(entries: list[BaseOxmlElement], attribute: str) -> int:
    return max((int(entry.get(qn(attribute), "0")) for entry in entries), default=0) + 1
