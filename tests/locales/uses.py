"""Find where code asks for a text: `t("key", …)`, `t.label("key", …)`, `key = "…"` of a refusal and who raises it."""

import ast
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

SPOKEN = re.compile(r"[a-z]{3}")
"""A key made of parts counts as a use of what it may match only if a piece of it is spelt out."""


class Use(NamedTuple):
    """One call. `facts` is None where they come by `**`, so that nobody can tell."""

    where: str
    keys: tuple[re.Pattern[str], ...]
    """More than one where the call chooses: `t("a" if … else "b")`."""
    facts: frozenset[str] | None
    label: bool


class Raised(NamedTuple):
    """A refusal raised: the class by its name, and its facts as above."""

    where: str
    name: str
    facts: frozenset[str] | None


@dataclass
class Uses:
    """What a tree of code asks for."""

    calls: list[Use] = field(default_factory=list)
    raised: list[Raised] = field(default_factory=list)
    refusals: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Keys by the name of the class that carries them; two modules may each have a class of that name."""
    words: set[str] = field(default_factory=set)
    """Every string written out: a key passed as data stands somewhere."""
    shapes: set[re.Pattern[str]] = field(default_factory=set)
    """Every f-string as a pattern, for keys made of parts."""

    def names(self, key: str) -> bool:
        """Tell whether this key is written, or may be made, anywhere."""
        return key in self.words or any(shape.fullmatch(key) for shape in self.shapes)


def find(folders: list[Path]) -> Uses:
    """Read every module under the folders."""
    uses = Uses()
    for folder in folders:
        for file in sorted(folder.rglob("*.py")):
            add(uses, f"{folder.name}/{file.relative_to(folder)}", file.read_text("utf-8"))
    return uses


def add(uses: Uses, name: str, source: str) -> None:
    """Read one module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            uses.words.add(node.value)
        elif isinstance(node, (ast.JoinedStr, ast.BinOp)) and (shape := _shape(node)):
            uses.shapes.add(shape)
        elif isinstance(node, ast.ClassDef):
            _refusal(uses, node)
        elif isinstance(node, ast.Call) and _asks(node.func) and node.args and (keys := _keys(node.args[0])):
            label = isinstance(node.func, ast.Attribute) and node.func.attr == "label"
            uses.calls.append(Use(f"{name}:{node.lineno}", keys, _facts(node), label))
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            uses.raised.append(Raised(f"{name}:{node.lineno}", _last(node.exc.func), _facts(node.exc)))


def _refusal(uses: Uses, node: ast.ClassDef) -> None:
    for line in node.body:
        target, value = None, None
        if isinstance(line, ast.Assign) and len(line.targets) == 1:
            target, value = line.targets[0], line.value
        elif isinstance(line, ast.AnnAssign):
            target, value = line.target, line.value
        if isinstance(target, ast.Name) and target.id == "key" and isinstance(value, ast.Constant):
            uses.refusals[node.name].add(str(value.value))


def _facts(node: ast.Call) -> frozenset[str] | None:
    return None if any(word.arg is None for word in node.keywords) else frozenset(str(w.arg) for w in node.keywords)


def _asks(function: ast.expr) -> bool:
    """`t(…)`, `self.t(…)`, `texts(language)(…)`, and `.label(…)` of these (a column of SQL has a `label`, too)."""
    if isinstance(function, ast.Attribute) and function.attr == "label":
        function = function.value
    return _last(function) == "t" or (isinstance(function, ast.Call) and _last(function.func) in {"texts", "Texts"})


def _last(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _keys(node: ast.expr) -> tuple[re.Pattern[str], ...]:
    if isinstance(node, ast.IfExp):
        return _keys(node.body) + _keys(node.orelse)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return (re.compile(re.escape(node.value)),)
    shape = _shape(node)
    return (shape,) if shape else ()


def _shape(node: ast.expr) -> re.Pattern[str] | None:
    """`f"role-{x}"` and `"role-" + x` as a pattern, if a piece of it is spelt out."""
    pieces: list[ast.expr] = []
    if isinstance(node, ast.JoinedStr):
        pieces = node.values
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        pieces = [node.left, node.right]
    spelt = [str(piece.value) if isinstance(piece, ast.Constant) else None for piece in pieces]
    if not any(word and SPOKEN.search(word) for word in spelt):
        return None
    return re.compile("".join(r"[\w-]+" if word is None else re.escape(word) for word in spelt))


def literals(source: str) -> set[str]:
    """The strings of a module but its docstrings: what it could say to somebody."""
    tree = ast.parse(source)
    remarks = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in remarks
    }
