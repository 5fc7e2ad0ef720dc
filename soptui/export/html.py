"""A session as one web page that needs nothing else: to be read, printed and kept.

It is built from elements, so that no word can become markup. A browser is told besides to load
nothing at all, and to take no style but the one in the page.
"""

from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from xml.etree.ElementTree import Element, SubElement, tostring

from soptui.export.blocks import (
    Beside,
    Block,
    Bullet,
    CirclesFigure,
    Heading,
    Labelled,
    Line,
    Notice,
    Paragraph,
    ScaleFigure,
    Table,
)
from soptui.export.figures import circles_svg, scale_svg
from soptui.export.lettering import allowed
from soptui.export.material import Material
from soptui.resources import resource
from soptui.wording import Wording

_KINDS = {"!": "danger", "*": "goal", "--": "harm", '"': "voice"}


def to_html(material: Material) -> bytes:
    """Return a copy as a web page."""
    document, wording = material.document, material.wording
    page = Element("html", lang=document.language)
    style = _style().replace('"{confidential}"', _css_string(document.confidential))
    kind = wording.say(f"export.{material.profile.value}.copy")
    _head(page, f"{wording.say('export.copy')}: {kind}", style)
    body = SubElement(page, "body")
    header, main = SubElement(body, "header"), SubElement(body, "main")
    writer = _Writer(wording, header, main)
    writer.write(document.blocks)
    written = tostring(page, encoding="unicode", method="html")
    return f"<!doctype html>\n{written}\n".encode()


def _head(page: Element, title: str, style: str) -> None:
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = SubElement(page, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": policy})
    for name, content in (
        ("viewport", "width=device-width, initial-scale=1"),
        ("robots", "noindex, nofollow, noarchive"),
        ("referrer", "no-referrer"),
        ("color-scheme", "light dark"),
    ):
        SubElement(head, "meta", name=name, content=content)
    # The history of a browser and the top of a printed page show it: no name stands here.
    SubElement(head, "title").text = allowed(title)
    SubElement(head, "style").text = style


class _Writer:
    """Puts blocks into a page: sections around what a heading is over, lists around items."""

    def __init__(self, wording: Wording, header: Element, main: Element) -> None:
        self._wording = wording
        self._outer = main
        self._into = header
        self._section = header
        self._list: Element | None = None
        self._figures = 0

    def write(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if not isinstance(block, Bullet | Labelled):
                self._list = None
            self._write(block)

    def _write(self, block: Block) -> None:
        match block:
            case Heading(line, level):
                self._heading(line, level)
            case Paragraph(line):
                _runs(SubElement(self._into, "p"), line)
            case Notice(line):
                _runs(SubElement(self._into, "p", {"class": "notice"}), line)
            case Bullet() | Labelled():
                self._item(block)
            case Table():
                self._table(block)
            case Beside(columns):
                self._beside(columns)
            case CirclesFigure():
                name = self._figure_name()
                self._figure(circles_svg(block, self._wording, name=name), "circles")
            case ScaleFigure():
                name = self._figure_name()
                self._figure(scale_svg(block, self._wording, name=name), "scale")

    def _heading(self, line: Line, level: int) -> None:
        if level == 2:
            self._section = self._into = SubElement(self._outer, "section")
        elif level > 2:
            self._into = SubElement(self._section, "section")
        _runs(SubElement(self._into, f"h{level}"), line)

    def _item(self, block: Bullet | Labelled) -> None:
        if self._list is None:
            self._list = SubElement(self._into, "ul")
        parent = self._list
        if block.depth and len(parent):
            above = parent[-1]
            inner = above[-1] if len(above) and above[-1].tag == "ul" else None
            parent = SubElement(above, "ul") if inner is None else inner
        kind = _KINDS.get(block.sign)
        item = SubElement(parent, "li", {"class": kind} if kind else {})
        text = SubElement(item, "p")
        if isinstance(block, Labelled):
            label = SubElement(text, "strong")
            label.text = allowed(f"{block.label}:")
            label.tail = " " if block.line else ""
        _runs(text, block.line)

    def _table(self, block: Table) -> None:
        table = SubElement(self._into, "table")
        headings = [each for each in self._into if each.tag in ("h2", "h3")]
        if headings:
            SubElement(table, "caption").text = allowed("".join(headings[-1].itertext()))
        row = SubElement(SubElement(table, "thead"), "tr")
        for name in block.head:
            SubElement(row, "th", scope="col").text = allowed(name)
        body = SubElement(table, "tbody")
        for each in block.rows:
            row = SubElement(body, "tr")
            for at, cell in enumerate(each.cells):
                # On a phone each cell says itself what it is: no head stands over it there.
                said = {"data-label": f"{allowed(block.head[at])}: "} if at else {"scope": "row"}
                _runs(SubElement(row, "td" if at else "th", said), cell)

    def _beside(self, columns: tuple[tuple[Block, ...], ...]) -> None:
        main = self._outer
        self._outer = SubElement(SubElement(main, "div", {"class": "map"}), "div")
        for column in columns:
            self._section = self._into = self._outer
            self.write(column)
        self._outer = self._section = self._into = main
        self._list = None

    def _figure_name(self) -> str:
        self._figures += 1
        return f"figure-{self._figures}"

    def _figure(self, drawing: Element, kind: str) -> None:
        figure = SubElement(self._into, "figure", {"class": kind})
        figure.append(drawing)


def _runs(parent: Element, line: Line) -> None:
    """Write a line; people's words keep their own direction."""
    last: Element | None = parent[-1] if len(parent) else None
    for run in line:
        text = allowed(run.text)
        if not run.ours:
            last = SubElement(parent, "bdi")
            last.text = text
        elif last is None:
            parent.text = (parent.text or "") + text
        else:
            last.tail = (last.tail or "") + text


def _css_string(text: str) -> str:
    """Return a text as a style sheet's string in which no letter can end it."""
    letters = (char if char.isascii() and char.isalnum() else f"\\{ord(char):x} " for char in text)
    return f'"{"".join(letters)}"'


@cache
def _style() -> str:
    return resource("export", "page.css").read_text(encoding="utf-8")
