"""Nothing in the app hands a plain string to what reads markup in it.

People's words hold brackets. The toolkit reads markup in every string that it is given to
show, unless it is told not to; `Content` is never read as markup. So whatever is shown is
`Content`, or a literal of ours, and this reads the source to see that it is so.
"""

import ast
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import soptui

APP = Path(soptui.__file__).parent / "app"
FILES = sorted(APP.rglob("*.py"))

WIDGETS = frozenset(
    {
        *("Static", "Label", "Button", "Checkbox", "RadioButton", "RadioSet", "Switch", "Select"),
        *("Option", "OptionList", "SelectionList", "ListItem", "ListView", "Tab"),
        *("Tabs", "TabPane", "Collapsible", "Tree", "DataTable", "Header", "Link", "RichLog"),
        *("Toast", "Tooltip", "Notification"),
    }
)
"""What reads markup in the strings that it is made with."""
METHODS = frozenset(
    {
        *("update", "add_option", "add_options", "set_options", "replace_option_prompt"),
        *("replace_option_prompt_at_index", "set_label", "add_leaf", "add_row", "add_column"),
        *("add_columns", "add_rows", "update_cell", "update_cell_at", "add_pane"),
    }
)
ATTRIBUTES = frozenset({"tooltip", "border_title", "border_subtitle", "label", "content", "title"})
SHOWN_AS = frozenset({"content", "prompt", "label", "title", "renderable", "tooltip", "text"})
"""The keywords by which the widgets take what they show."""
READERS = frozenset({"from_markup", "from_text"})
"""What reads markup in a string."""
SAFE_TYPES = frozenset({"Content", "Option", "list[Option]", "tuple[Option, ...]"})
DRAWING = frozenset({"Content", "Strip"})


@dataclass
class Module:
    """A file's faults; `makers` are the functions that return what can be shown."""

    tree: ast.Module
    makers: frozenset[str]
    faults: list[str] = field(default_factory=list)

    def check(self) -> list[str]:
        for scope in ast.walk(self.tree):
            if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
                self._check_drawing(scope)
        self._check(self.tree, {})
        return self.faults

    def _check(self, node: ast.AST, known: dict[str, bool]) -> None:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            known = self._known_in(node)
        match node:
            case ast.Call():
                self._check_call(node, known)
            case ast.Assign() | ast.AnnAssign() if node.value is not None:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                for target in targets:
                    if isinstance(target, ast.Attribute) and target.attr in ATTRIBUTES:
                        self._need(node.value, known, f"{target.attr} =")
            case ast.ImportFrom(module="rich.markup" | "textual.markup" as module):
                self.faults.append(f"line {node.lineno}: {module}")  # escaping does not save
            case ast.Constant(value=str(text)) if "\x1b]" in text or "\x9d" in text:
                self.faults.append(f"line {node.lineno}: a command to the terminal")
        for child in ast.iter_child_nodes(node):
            self._check(child, known)

    def _check_call(self, call: ast.Call, known: dict[str, bool]) -> None:
        name = _name(call.func)
        if name in READERS:
            self.faults.append(f"line {call.lineno}: {name}")
        for keyword in call.keywords:
            on = isinstance(keyword.value, ast.Constant) and keyword.value.value is False
            if keyword.arg == "markup" and not on:
                self.faults.append(f"line {call.lineno}: markup is not off")
        if name in METHODS and "markdown" in ast.unparse(call.func).casefold():
            return  # what it is given is Markdown: the export's own
        if name in WIDGETS or (name in METHODS and isinstance(call.func, ast.Attribute)):
            for given in call.args:
                self._need(given, known, f"{name}(…)")
            for keyword in call.keywords:
                if keyword.arg in SHOWN_AS or keyword.arg is None:
                    self._need(keyword.value, known, f"{name}({keyword.arg}=…)")

    def _check_drawing(self, scope: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        returns = ast.unparse(scope.returns) if scope.returns else ""
        if scope.name in ("render", "render_line") and returns not in DRAWING:
            self.faults.append(f"line {scope.lineno}: {scope.name} returns {returns or 'anything'}")

    def _need(self, given: ast.expr, known: dict[str, bool], where: str) -> None:
        if not self._is_safe(given, known):
            self.faults.append(f"line {given.lineno}: {where} is given {ast.unparse(given)}")

    def _known_in(self, scope: ast.FunctionDef | ast.AsyncFunctionDef) -> dict[str, bool]:
        """Which names of a function are safe: all that they are ever set to is."""
        parameters = [*scope.args.args, *scope.args.kwonlyargs]
        known = {
            each.arg: each.annotation is not None and ast.unparse(each.annotation) in SAFE_TYPES
            for each in parameters
        }
        for node in ast.walk(scope):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        safe = self._is_safe(node.value, known)
                        known[target.id] = known.get(target.id, True) and safe
        return known

    def _is_safe(self, given: ast.expr, known: dict[str, bool]) -> bool:
        match given:
            case ast.Constant(value=str(text)):
                return "[" not in text
            case ast.Constant() | ast.Call(func=ast.Name(id="Content")):
                return True
            case ast.Name(id=name):
                return known.get(name, False)
            case ast.Starred(value=value):
                return self._is_safe(value, known)
            case ast.GeneratorExp(elt=one) | ast.ListComp(elt=one):
                return self._is_safe(one, known)
            case ast.List(elts=each) | ast.Tuple(elts=each):
                return all(self._is_safe(one, known) for one in each)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self._is_safe(left, known) and self._is_safe(right, known)
            case ast.IfExp(body=body, orelse=other):
                return self._is_safe(body, known) and self._is_safe(other, known)
            case ast.Call(func=ast.Attribute(value=ast.Name(id="Content"), attr=made)):
                return made not in READERS
            case ast.Call(func=ast.Attribute(value=value, attr=made)) if made not in self.makers:
                return not isinstance(value, ast.Constant) and self._is_safe(value, known)
            case ast.Call(func=func):
                return _name(func) in self.makers or _name(func) == "Option"
        return False


def _name(func: ast.expr) -> str:
    return (
        func.attr
        if isinstance(func, ast.Attribute)
        else func.id
        if isinstance(func, ast.Name)
        else ""
    )


def makers_in(tree: ast.Module, others: list[ast.Module]) -> frozenset[str]:
    """The functions whose name alone says that they return what can be shown.

    A name that the module itself gives counts as it is there.
    """
    own, elsewhere = _returned([tree]), _returned(others)
    kinds = {**elsewhere, **own}
    return frozenset(name for name, returned in kinds.items() if returned <= SAFE_TYPES)


def _returned(trees: list[ast.Module]) -> dict[str, set[str]]:
    returned: dict[str, set[str]] = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                kind = ast.unparse(node.returns) if node.returns else ""
                returned.setdefault(node.name, set()).add(kind)
    return returned


def faults_of(source: str, others: list[ast.Module] | None = None) -> list[str]:
    tree = ast.parse(source)
    return Module(tree, makers_in(tree, others or [])).check()


TREES = [ast.parse(path.read_text(encoding="utf-8")) for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(APP).as_posix())
def test_nothing_shown_can_be_read_as_markup(path: Path) -> None:
    assert faults_of(path.read_text(encoding="utf-8"), TREES) == []


@pytest.mark.parametrize(
    "source",
    [
        "Static(note.text)",
        "Static(f'{name} said')",
        "Static('[b]bold[/b]')",
        "Label(say('words'))",
        "Button(label=title)",
        "Option(name, id=name)",
        "OptionList(*names)",
        "OptionList(*(name for name in names))",
        "widgets.Static(text)",
        "def f(text: str): Static(text)",
        "def f():\n    text = name\n    Static(text)",
        "def f(text: Content):\n    text = name\n    Static(text)",
        "self.update(told)",
        "self.query_one(Static).update(f' {told}')",
        "listed.set_options([name])",
        "table.add_row(Content('a'), name)",
        "self.tooltip = name",
        "view.border_title = f'{name}'",
        "Static(Content('a') + name)",
        "Static(Content(name) if name else name)",
        "Static(', '.join(names))",
        "Static(Content.from_markup(name))",
        "say(Content.from_text(name))",
        "from rich.markup import escape\nStatic(escape(name))",
        "self.notify(name, markup=True)",
        "self.notify(name, markup=flag)",
        "class A(Widget):\n    def render(self) -> str: return self.text",
        "class A(Widget):\n    def render(self): return self.text",
        "driver.write('\\x1b]0;title\\x07')",
        "def made() -> str: ...\nStatic(made())",
        "def made() -> Content: ...\ndef other():\n    def made() -> str: ...\nStatic(made())",
        "yield Static(Content('a'), **looks)",
    ],
)
def test_a_string_with_data_does_not_go_unnoticed(source: str) -> None:
    assert faults_of(source) != []


@pytest.mark.parametrize(
    "source",
    [
        "Static(Content(note.text))",
        "Static(Content(f'{name} said'), id='told')",
        "Static('', markup=False)",
        "Static(id='chip')",
        "Static(Content.styled(name, 'bold').pad_left(1))",
        "Static(Content('a') + Content(name).stylize('bold'))",
        "Static(Content('\\n').join(lines))",
        "def f(text: Content): self.update(text, layout=True)",
        "def f():\n    row = Content(name)\n    return Option(row + Content('b'), id=name)",
        "def row() -> Content: ...\nOptionList(*(Option(row()) for _ in names))",
        "def options() -> list[Option]: ...\nlisted.set_options(self.options())",
        "self.query_one(Markdown).update(text)",
        "self._markdown.update(text)",
        "names.append(name)",
        "class A(Widget):\n    def render(self) -> Content: ...",
    ],
)
def test_what_cannot_be_markup_is_no_fault(source: str) -> None:
    assert faults_of(source) == []
