"""A session as PDF: pages set by typst, with fonts of its own and nothing from this computer.

`page.typ` is the page; the words are handed to it as data, and none is ever read as markup.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import cast
from xml.etree.ElementTree import Element

from soptui.export.blocks import CirclesFigure, ScaleFigure
from soptui.export.chapters import Chapters
from soptui.export.figures import circles_svg, scale_svg
from soptui.export.material import FormatMissing, Material
from soptui.export.pdf_blocks import Data, as_blocks, words
from soptui.export.pdf_boxes import BOX_WIDTH, UNITS, box_fonts
from soptui.resources import resource

# What typst brings along, and what it surely draws; the tests see to it.
_FONTS = ("Libertinus Serif", "New Computer Modern", "New Computer Modern Math", "DejaVu Sans Mono")
_IN_FIGURES = ", ".join(f"'{name}'" for name in _FONTS)
DRAWN = re.compile("[ -~\u00a0-\u017f‘’“”–—…•]*")
_WHICH_ARE_BOXES = b"""
#let asked = json(bytes(sys.inputs.data))
#set text(font: asked.fonts, fallback: false, size: 100pt)
#context [#metadata(asked.letters.filter(letter =>
  calc.abs(measure(letter).width / 100pt - asked.box) < 0.00001
)) <boxes>]
"""


class PdfFailed(FormatMissing):
    """The pages could not be set; the message is a whole sentence and holds nobody's words."""


def to_pdf(material: Material) -> bytes:
    """Return a copy as PDF, tagged for screen readers; the same material gives the same bytes.

    Raises:
        FormatMissing: typst is not installed, or could not set the pages.
    """
    typst = _typst()
    data = _data(material)
    unusual = _unusual(data)
    page = resource("export", "page.typ").read_bytes()
    with _fonts(unusual) as (fonts, how):
        data |= {"fonts": fonts, "boxes": bool(_boxes(typst, unusual, fonts, how))}
        how |= {
            "sys_inputs": {"data": json.dumps(data)},
            "timestamp": material.session.started.astimezone(UTC).replace(microsecond=0),
        }
        # The standard for accessible files asks something of the words too, such as a title.
        pdf = _tried(lambda: typst.compile(page, pdf_standards="ua-1", **how))
        return cast("bytes", pdf or _done(lambda: typst.compile(page, **how)))


def not_drawn(material: Material) -> tuple[str, ...]:
    """Return the letters for which a PDF has only an empty box.

    Raises:
        FormatMissing: typst is not installed, or could not tell.
    """
    typst = _typst()
    unusual = _unusual(_data(material))
    with _fonts(unusual) as (fonts, how):
        return _boxes(typst, unusual, fonts, how)


def _typst() -> ModuleType:
    try:
        import typst  # noqa: PLC0415 - an extra, and large
    except ImportError:
        pass
    else:
        return typst
    raise FormatMissing(
        "PDF needs what is not installed with soptui alone. `pip install 'soptui[pdf]'` "
        "installs it; without it, HTML prints the same pages from any browser."
    )


def _data(material: Material) -> Data:
    """Return all that the page is made of."""
    document, say = material.document, material.wording.say
    kind = Chapters(material.session, material.wording, material.profile).say("copy")

    def draw(figure: CirclesFigure | ScaleFigure) -> Element:
        if isinstance(figure, CirclesFigure):
            return circles_svg(figure, material.wording, fonts=_IN_FIGURES)
        return scale_svg(figure, material.wording, fonts=_IN_FIGURES)

    return {
        "language": document.language,
        "title": words(kind[:1].upper() + kind[1:]),  # a viewer shows it, so it names nobody
        "confidential": words(document.confidential),
        "page": words(say("export.pdf.page", page="{page}", pages="{pages}")),
        "box_note": words(say("export.pdf.boxes")),
        "blocks": as_blocks(document.blocks, draw),
    }


def _unusual(data: Data) -> list[str]:
    """Return the letters that the fonts may lack, each once."""
    text = json.dumps(data, ensure_ascii=False)
    return [] if DRAWN.fullmatch(text) else sorted(set(DRAWN.sub("", text)))


@contextmanager
def _fonts(unusual: list[str]) -> Iterator[tuple[list[str], dict[str, object]]]:
    """Give the fonts' names, and how typst is called: with them alone, in an empty folder.

    The folder holds at most the font of boxes, which names no letter that somebody typed.
    """
    with TemporaryDirectory(prefix="soptui-") as folder:  # for nobody else to read
        names = list(_FONTS)
        for name, font in box_fonts(unusual):
            names.append(name)
            Path(folder, f"{len(names)}.ttf").write_bytes(font)
        yield names, {"root": folder, "font_paths": [folder], "ignore_system_fonts": True}


def _boxes(
    typst: ModuleType, letters: list[str], fonts: list[str], how: dict[str, object]
) -> tuple[str, ...]:
    """Return which letters are set as a box: a box is known by its width."""
    if not letters:
        return ()
    asked = json.dumps({"letters": letters, "fonts": fonts, "box": BOX_WIDTH / UNITS})
    found = _done(
        lambda: typst.query(
            _WHICH_ARE_BOXES, "<boxes>", field="value", one=True, sys_inputs={"data": asked}, **how
        )
    )
    return tuple(json.loads(cast("str", found)))


def _done(work: Callable[[], object]) -> object:
    result = _tried(work)
    if result is None:
        raise PdfFailed("The PDF could not be made. HTML prints the same pages from any browser.")
    return result


def _tried(work: Callable[[], object]) -> object | None:
    """Return what typst gives, or nothing; what it says of a fault may quote people's words."""
    try:
        return work()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        return None
