"""Pictures of the copies as they come out of a printer: a page of Word, of PDF, of the web page.

Word is drawn by LibreOffice and the web page by Chromium; where there is none, the picture
stays as it is. What is drawn are the kept copies of the example.
"""

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

COPIES = Path(__file__).parent.parent / "sessions" / "copies"
WIDTH = 850
_PATIENCE = 180
_MARGIN = 0.35
_INCH = 72


def source(copy: str) -> str:
    """Return what the picture of a copy depends on: the copy itself."""
    return (COPIES / copy).read_bytes().hex()


def photograph(copy: str, page: int = 1) -> bytes | None:
    """Return a page of a copy as PNG, or None where the program that prints it is missing."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        printed = _printed(COPIES / copy, Path(folder))
        return None if printed is None else _drawn(printed, page)


def _printed(path: Path, folder: Path) -> bytes | None:
    """Return a copy as PDF."""
    if path.suffix == ".pdf":
        return path.read_bytes()
    done = folder / f"{path.stem}.pdf"
    if path.suffix == ".docx":
        office = shutil.which("soffice")
        command = [office, f"-env:UserInstallation={folder.as_uri()}/office", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", str(folder), str(path)]
    else:
        office = shutil.which("chromium")
        command = [office, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command += [f"--user-data-dir={folder}/chromium", f"--print-to-pdf={done}", path.as_uri()]
    if office is None:
        return None
    subprocess.run(  # noqa: S603 - our own files, and programs found on the path
        [part for part in command if part], capture_output=True, check=True, timeout=_PATIENCE
    )
    return done.read_bytes()


def _drawn(pdf: bytes, page: int) -> bytes:
    """Return a page of a PDF as PNG, without most of its margins."""
    import pypdfium2  # noqa: PLC0415 - only who draws pictures has it

    document = pypdfium2.PdfDocument(pdf)
    sheet = document[page - 1]
    image = sheet.render(scale=WIDTH / sheet.get_width()).to_pil()
    cut = round(_MARGIN * _INCH * image.width / sheet.get_width())
    done = io.BytesIO()
    image.crop((cut, cut, image.width - cut, image.height - cut)).save(done, "PNG")
    return done.getvalue()
