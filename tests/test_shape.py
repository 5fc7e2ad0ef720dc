"""The shape of the code: who may import whom, how long, and where the looks live.

model <- lens <- export      model <- storage      app and cli use them all
"""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import soptui

PACKAGE = Path(soptui.__file__).parent
REPOSITORY = PACKAGE.parent
FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 300
PURE = ("keeping", "coach", "stepping", "board_edits")
"""What of the app is also needed line by line, where nothing is drawn."""


@dataclass(frozen=True)
class Import:
    """One imported name; `lazy` when it is only imported as a function runs."""

    importer: str
    line: int
    name: str
    lazy: bool

    def of(self, *packages: str) -> bool:
        return any(f"{self.name}.".startswith(f"{package}.") for package in packages)

    def by(self, *packages: str) -> bool:
        return any(f"{self.importer}.".startswith(f"{package}.") for package in packages)

    @property
    def standard(self) -> bool:
        return self.name.split(".")[0] in sys.stdlib_module_names

    def __str__(self) -> str:
        return f"{self.importer}:{self.line} imports {self.name}"


def module_name(path: Path) -> str:
    parts = path.relative_to(REPOSITORY).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports_of(path: Path) -> Iterator[Import]:
    importer = module_name(path)

    def walk(node: ast.AST, lazy: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            match child:
                case ast.Import():
                    for alias in child.names:
                        yield Import(importer, child.lineno, alias.name, lazy)
                case ast.ImportFrom():
                    source = "." * child.level + (child.module or "")
                    for alias in child.names:
                        # The name may be a module itself: from soptui.app import theme.
                        yield Import(importer, child.lineno, f"{source}.{alias.name}", lazy)
                case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                    yield from walk(child, True)
                case _:
                    yield from walk(child, lazy)

    yield from walk(ast.parse(path.read_text(encoding="utf-8")), False)


IMPORTS = [found for path in FILES for found in imports_of(path)]


def only(*allowed: str) -> Callable[[Import], bool]:
    return lambda found: found.standard or found.of(*allowed)


def broken(by: tuple[str, ...], allowed: Callable[[Import], bool]) -> list[str]:
    return [str(found) for found in IMPORTS if found.by(*by) and not allowed(found)]


def test_imports_are_absolute() -> None:
    assert [str(found) for found in IMPORTS if found.name.startswith(".")] == []


def test_the_model_needs_only_the_standard_library() -> None:
    assert broken(("soptui.model",), only("soptui.model")) == []


def test_a_lens_only_reads_the_model() -> None:
    allowed = only("soptui.model", "soptui.lens", "soptui.wording", "soptui.resources")
    assert broken(("soptui.lens",), allowed) == []


def test_storage_knows_the_model_and_its_own_tools() -> None:
    allowed = only("soptui.model", "soptui.storage", "tinydb", "pydantic", "filelock")
    assert broken(("soptui.storage",), allowed) == []


def test_what_the_room_sees_is_read_from_the_model() -> None:
    assert broken(("soptui.room",), only("soptui.model", "soptui.room", "soptui.wording")) == []


def test_pydantic_is_loaded_only_when_the_codec_runs() -> None:
    assert [str(i) for i in IMPORTS if i.of("pydantic", "pydantic_core") and not i.lazy] == []


def test_an_export_knows_no_disk_and_no_screen() -> None:
    forbidden = ("soptui.storage", "soptui.app", "soptui.cli", "soptui.home")
    assert broken(("soptui.export",), lambda found: not found.of(*forbidden)) == []


def test_what_comes_in_is_read_with_the_model_its_copies_and_one_reader_of_markdown() -> None:
    reads = tuple(f"soptui.storage.{name}" for name in ("codec", "store", "strict_json", "texts"))
    allowed = only("soptui.model", "soptui.wording", "soptui.export", *reads, "markdown_it")
    inside = only("soptui.importing")
    assert broken(("soptui.importing",), lambda i: allowed(i) or inside(i)) == []


@pytest.mark.parametrize(
    ("library", "owner"),
    [
        ("textual", "app"),
        ("tinydb", "storage"),
        ("pydantic", "storage"),
        ("pydantic_core", "storage"),
        ("filelock", "storage"),
        ("markdown_it", "importing"),
        ("docx", "export"),
        ("lxml", "export"),
        ("typst", "export"),
        ("icalendar", "export"),
        ("starlette", "web"),
        ("uvicorn", "web"),
    ],
)
def test_a_library_has_one_owner(library: str, owner: str) -> None:
    used = [found for found in IMPORTS if found.of(library)]
    assert [str(found) for found in used if not found.by(f"soptui.{owner}")] == []


def test_only_the_command_line_starts_the_app_and_only_when_asked() -> None:
    outside = [i for i in IMPORTS if i.of("soptui.app") and not i.by("soptui.app")]
    starts = ("soptui.cli", "soptui.cli_present")
    shared = [i for i in outside if i.by("soptui.plain") and i.of(*WITHOUT_A_SCREEN)]
    others = [i for i in outside if i not in shared]
    assert [str(i) for i in others if not (i.by(*starts) and i.lazy)] == []


WITHOUT_A_SCREEN = tuple(f"soptui.app.{name}" for name in PURE)


def test_line_by_line_needs_no_library_and_no_screen() -> None:
    forbidden = ("soptui.web", "soptui.cli", "soptui.printing", "soptui.themes")
    allowed = only("soptui")
    assert broken(("soptui.plain", *WITHOUT_A_SCREEN), allowed) == []
    assert broken(("soptui.plain",), lambda found: not found.of(*forbidden)) == []
    ours = [i for i in IMPORTS if i.of("soptui.plain") and not i.by("soptui.plain")]
    assert [str(i) for i in ours if not (i.by("soptui.cli_plain") and i.lazy)] == []


def test_widgets_know_neither_the_disk_nor_their_screen() -> None:
    forbidden = ("soptui.storage", "soptui.app.screens", "soptui.app.app", "soptui.cli")
    assert broken(("soptui.app.widgets",), lambda found: not found.of(*forbidden)) == []


def test_no_module_is_too_long() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert [f"{module_name(path)}: {n}" for path, n in lengths.items() if n > LONGEST] == []


def test_no_stylesheet_is_written_in_python() -> None:
    found = []
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", 0)]
            names = [target.id for target in targets if isinstance(target, ast.Name)]
            found += [f"{module_name(path)}: {n}" for n in names if n in ("CSS", "DEFAULT_CSS")]
    assert found == []


def test_colors_stand_in_the_themes_only() -> None:
    found = []
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and re.search(r"#[0-9a-fA-F]{6}\b|(^|\s)#[0-9a-f]{3}$", text):
                found.append(f"{module_name(path)}: {text!r}")
    for path in sorted(PACKAGE.rglob("*.tcss")):
        # Only values: a selector such as #bed names a widget.
        for value in re.findall(r":\s*([^;:{}]*)[;}]", path.read_text(encoding="utf-8")):
            if re.search(r"#[0-9a-fA-F]{3,8}\b|\b(rgb|hsl)a?\(|\bansi_", value):
                found.append(f"{path.name}: {value}")
    assert found == []


def modules_loaded_by(*arguments: str) -> set[str]:
    command = [sys.executable, "-X", "importtime", "-m", "soptui", *arguments]
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        cwd=REPOSITORY,
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    assert done.returncode == 0, done.stderr[-500:]
    return {line.rsplit("|", 1)[1].strip() for line in lines}


@pytest.mark.skipif(not (PACKAGE / "cli.py").exists(), reason="there is no command line yet")
def test_the_command_line_answers_without_the_toolkit(tmp_path: Path) -> None:
    example = REPOSITORY / "sessions" / "example.json"
    sessions = tmp_path / "sessions"
    sessions.mkdir(mode=0o700)
    (sessions / example.name).write_bytes(example.read_bytes())

    assert "soptui.cli" in modules_loaded_by("--version")
    home = ("--home", str(tmp_path))
    for arguments in (("--version",), (*home, "export", "example"), (*home, "--plain", "demo")):
        assert "textual" not in modules_loaded_by(*arguments)


def test_what_writes_one_format_is_loaded_for_that_one_only(tmp_path: Path) -> None:
    heavy = {"docx", "lxml", "typst", "icalendar", "markdown_it"}
    export = ("--home", str(tmp_path), "export", "example")

    assert modules_loaded_by(*export) & heavy == set()
    assert modules_loaded_by(*export, "-f", "html") & heavy == set()
    assert "docx" in modules_loaded_by(*export, "-f", "docx", "-o", str(tmp_path / "a.docx"))
