"""The house rules that no linter knows (CONTRIBUTING.md): each is read off the code itself."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
PACKAGES = ["bot", "handlers", "keyboards", "db", "journal", "documents", "locales", "scheduler", "sandbox"]
EMPTY_NAMES = re.compile(r"(?:Service|Manager|Helper|Utils?|Impl|Base)$|^(?:Base|Abstract)[A-Z]")
EMPTY_MODULES = {"utils", "util", "helpers", "helper", "misc", "common_utils"}
TELEGRAM = {
    "answer",
    "answer_photo",
    "answer_document",
    "edit_text",
    "edit_caption",
    "edit_reply_markup",
    "show",
    "say",
}
"""What talks to the network in a handler; `bot.…` does too."""


def statements_with_session(tree: ast.AST) -> Iterator[int]:
    """Lines where a handler uses a session itself instead of handing it to `journal`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "session":
            yield node.lineno


def commits(tree: ast.AST) -> Iterator[int]:
    """Lines that commit."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit":
            yield node.lineno


def network_inside_a_transaction(tree: ast.AST) -> Iterator[int]:
    """Lines between `db.write()` or `db.read()` and its end that wait for Telegram."""
    for block in ast.walk(tree):
        if isinstance(block, ast.AsyncWith) and any(_opens(item.context_expr) for item in block.items):
            for node in ast.walk(block):
                if isinstance(node, ast.Await) and isinstance(node.value, ast.Call) and _talks(node.value.func):
                    yield node.lineno


def _opens(expression: ast.expr) -> bool:
    return (
        isinstance(expression, ast.Call)
        and isinstance(expression.func, ast.Attribute)
        and expression.func.attr in {"write", "read"}
    )


def _talks(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute):
        return function.attr in TELEGRAM or ast.unparse(function.value).split(".")[-1] == "bot"
    return isinstance(function, ast.Name) and function.id in TELEGRAM


def names_that_say_nothing(tree: ast.AST) -> Iterator[int]:
    """Classes named after a pattern instead of a thing."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and EMPTY_NAMES.search(node.name):
            yield node.lineno


def lazy_relationships(tree: ast.AST) -> Iterator[int]:
    """Relationships that load when they are touched, which an async session cannot."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "relationship":
            yield node.lineno


RULES: list[tuple[list[str], Callable[[ast.AST], Iterator[int]]]] = [
    (["handlers"], statements_with_session),
    ([name for name in PACKAGES if name != "db"], commits),
    (["handlers", "scheduler", "bot"], network_inside_a_transaction),
    (PACKAGES, names_that_say_nothing),
    (["db"], lazy_relationships),
]


@pytest.mark.parametrize(("folders", "rule"), RULES, ids=lambda value: getattr(value, "__name__", None))
def test_the_rule_is_kept(folders: list[str], rule: Callable[[ast.AST], Iterator[int]]) -> None:
    broken = [
        f"{file.relative_to(PROJECT)}:{line}"
        for folder in folders
        for file in sorted((PROJECT / folder).rglob("*.py"))
        for line in rule(ast.parse(file.read_text("utf-8")))
    ]

    assert broken == []


def test_no_module_is_a_drawer() -> None:
    drawers = [file for folder in PACKAGES for file in (PROJECT / folder).rglob("*.py") if file.stem in EMPTY_MODULES]

    assert drawers == []


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (statements_with_session, "await session.execute(x)"),
        (commits, "await session.commit()"),
        (network_inside_a_transaction, "async def f():\n async with db.write() as s:\n  await message.answer('x')"),
        (network_inside_a_transaction, "async def f():\n async with self.db.read() as s:\n  await self.bot.send(1)"),
        (network_inside_a_transaction, "async def f():\n async with db.write() as s:\n  await screen.show(q)"),
        (names_that_say_nothing, "class MarkService: ..."),
        (lazy_relationships, "marks = orm.relationship()"),
    ],
)
def test_the_rules_see_what_they_forbid(rule: Callable[[ast.AST], Iterator[int]], source: str) -> None:
    assert list(rule(ast.parse(source)))
