"""The string literals of a module that reach a person, and those among them that no translator would find."""

import ast
import re
from collections.abc import Iterator, Set
from typing import NamedTuple

CALLS = {"translate", "Phrase"}
"""Take a room and a sentence, both literals."""

SHOWS = {
    "setText", "setToolTip", "setAccessibleName", "setAccessibleDescription", "setPlaceholderText",
    "setWindowTitle", "setTitle", "setInformativeText", "setSuffix", "setSpecialValueText", "setStatusTip",
    "setWhatsThis", "addAction", "addButton", "addItem", "addMenu", "addTab", "QLabel", "QAction",
    "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox", "say", "tell", "KnownError", "Command",
}  # fmt: skip
"""Calls whose text is shown, be it one small word."""

KEEPS = {
    "setObjectName", "setProperty", "property", "compile", "getLogger", "debug", "info", "warning", "error",
    "exception", "critical", "ValueError", "TypeError", "RuntimeError", "AssertionError", "KeyError",
    "LookupError", "OSError", "cast", "TypeVar", "NewType", "execute", "executescript", "getattr", "hasattr",
    "Thread", "startswith", "endswith", "NamedTuple", "QKeySequence", "strftime", "setStyleSheet",
    "check_id", "check_count", "check_text", "append_to_log",
}  # fmt: skip
"""Calls whose text is a key, a pattern, a query, or for whoever mends the program."""

KEYS = {"keys", "pane_keys", "icon", "kind"}
"""Parameters that take no words."""

TONES = {"dim", "warn", "ok"}
"""How a note looks, told with what it says."""

CODE = re.compile(
    r"""\s*(PRAGMA|BEGIN|INSERT|DELETE|SELECT|EXPLAIN|UPDATE)\b | --[ ]
    | <(td|table|memory|p|span|a|i)\b | (margin|font-family): | .*\\[bsSdwt]
    | ((Ctrl|Shift|Alt|Meta)\+.*|Esc|Del|Ins|Tab)$
    """,
    re.VERBOSE | re.DOTALL,
)
"""Queries, patterns, names of keys."""


class Literal(NamedTuple):
    line: int
    text: str


def unfound_in(source: str) -> list[Literal]:
    """What a person reads of a module and no translator would find: raw words, and calls without literals."""
    tree = ast.parse(source)
    found = [*_raw_words(tree), *_made_up(tree), *_plain_english(tree), *_words_of_others(tree)]
    return sorted(found)


def phrases_in(source: str) -> set[tuple[str, str]]:
    """The room and the sentence of every call that a translator finds."""
    return {
        (call.args[0].value, call.args[1].value)
        for call in _calls(ast.parse(source))
        if len(call.args) == 2 and all(map(_is_text, call.args))
    }


def is_word(text: str) -> bool:
    """Whether text may be words for people: two words, one like a title, or one beside a blank."""
    if CODE.match(text):
        return False
    return bool(
        re.search(r"[^\W\d_]\S*\s+\S*[^\W\d_]", text)
        or re.match(r"&?[A-Z][a-z&]+\W*$", text)
        # A piece that is put beside something else.
        or re.fullmatch(r"\W*\s[^\W\d_]{2,}|[^\W\d_]{2,}\W*\s", text)
    )


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            yield node


def _made_up(tree: ast.AST) -> Iterator[Literal]:
    for call in _calls(tree):
        if len(call.args) != 2 or call.keywords or not all(map(_is_text, call.args)):
            yield Literal(call.lineno, ast.unparse(call))


def _plain_english(tree: ast.AST) -> Iterator[Literal]:
    """Errors and phrases that are shown as the plain English that logs have of them."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and _name(call) in SHOWS:
            for inner in ast.walk(call):
                if isinstance(inner, ast.FormattedValue) and _is_error(inner.value):
                    yield Literal(call.lineno, ast.unparse(inner.value))
                elif (
                    isinstance(inner, ast.Call) and _name(inner) == "str" and any(map(_is_error, inner.args))
                ):
                    yield Literal(call.lineno, ast.unparse(inner))


THEIRS = {"strerror", "errorString", "sqlite_errorname"}
"""What an error of the system's or of a library's says in its own words."""

LOGS = {"debug", "info", "warning", "exception", "critical", "append_to_log"}

MAKES_TEXT = {"str", "repr", "format", "filled", "join", "setText", "setToolTip", "QLabel", "say"}


def _words_of_others(tree: ast.AST) -> Iterator[Literal]:
    """What others say of an error, in English or in the system's language, anywhere but in the log."""
    errors = set(_errors_named(tree))
    for node in _outside_of_logs(tree):
        if _is_said_of(node, errors):
            yield Literal(node.lineno, ast.unparse(node))


def _errors_named(tree: ast.AST) -> Iterator[str]:
    """The names that a module has for errors, whether caught or handed over."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and node.name:
            yield node.name
        elif isinstance(node, ast.arg) and re.search(r"(Error|Exception)\b", _annotation(node)):
            yield node.arg


def _annotation(argument: ast.arg) -> str:
    return "" if argument.annotation is None else ast.unparse(argument.annotation)


def _outside_of_logs(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.Call) and _name(node) in LOGS):
            yield node
            yield from _outside_of_logs(node)


def _is_said_of(node: ast.AST, errors: Set[str]) -> bool:
    """Whether this makes text of an error, or fills a place of a sentence with it."""
    if isinstance(node, ast.FormattedValue):
        return _is_among(node.value, errors)
    if isinstance(node, ast.Attribute):
        return node.attr in THEIRS or (node.attr == "args" and _is_among(node.value, errors))
    if not isinstance(node, ast.Call):
        return False
    given = [*node.args, *(keyword.value for keyword in node.keywords)]
    return _name(node) in MAKES_TEXT and any(_is_among(each, errors) for each in given)


def _is_among(node: ast.expr, names: Set[str]) -> bool:
    return isinstance(node, ast.Name) and node.id in names


def _is_error(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in {"error", "problem", "phrase"}


def _raw_words(tree: ast.AST) -> Iterator[Literal]:
    silent = set(_silent(tree))
    shown = set(_shown(tree))
    for node in ast.walk(tree):
        if id(node) in silent or not isinstance(node, ast.Constant | ast.JoinedStr):
            continue
        if isinstance(node, ast.JoinedStr):
            pieces = [str(part.value) for part in node.values if isinstance(part, ast.Constant)]
            text = "{}".join(pieces)
            if (
                not CODE.match(text)
                and any(re.search(r"[^\W\d_]{2}", piece) for piece in pieces)
                and (
                    id(node) in shown
                    or any(re.search(r"[^\W\d_]{2}\S*\s|\s\S*[^\W\d_]{2}", piece) for piece in pieces)
                )
            ):
                yield Literal(node.lineno, ast.unparse(node))
        elif isinstance(node.value, str) and (
            is_word(node.value)
            or (id(node) in shown and node.value not in TONES and re.search(r"[^\W\d_]{2}", node.value))
        ):
            yield Literal(node.lineno, node.value)


def _shown(tree: ast.AST) -> Iterator[int]:
    """The literals that are handed over, alone or as one of several, to what shows them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node) in SHOWS:
            first = 1 if _name(node) == "Command" else 0
            for argument in node.args[first:]:
                yield from map(id, _choices(argument))


def _choices(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp):
        yield from _choices(node.body)
        yield from _choices(node.orelse)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from _choices(value)
    elif isinstance(node, ast.BinOp):
        yield from _choices(node.left)
        yield from _choices(node.right)
    else:
        yield node


def _silent(tree: ast.AST) -> Iterator[int]:
    """Docstrings, types, what the translator finds, keys, patterns, and the pieces of texts with places."""
    for node in ast.walk(tree):
        for hidden in _hidden_by(node):
            yield from (id(inner) for inner in ast.walk(hidden))
        if isinstance(node, ast.JoinedStr):
            yield from map(id, node.values)


def _hidden_by(node: ast.AST) -> list[ast.AST]:
    if isinstance(node, ast.Call):
        given = [keyword.value for keyword in node.keywords if keyword.arg in KEYS or _name(node) in KEEPS]
        return given + (node.args[:2] if _name(node) in CALLS else node.args if _name(node) in KEEPS else [])
    if isinstance(node, ast.ClassDef) and any("Enum" in ast.unparse(base) for base in node.bases):
        told = [one.value for one in node.body if isinstance(one, ast.Assign)]
        values = [one.elts[0] if isinstance(one, ast.Tuple) else one for one in told]
        return [value for value in values if _is_text(value) and value.value.islower()]
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
        return [node.value]
    if isinstance(node, ast.Compare):
        return [node.left, *node.comparators]
    alone = {
        ast.Expr: "value" if _is_text(getattr(node, "value", None)) else "",
        ast.FunctionDef: "returns",
        ast.arg: "annotation",
        ast.AnnAssign: "annotation",
        ast.Subscript: "slice",
    }
    hidden = getattr(node, alone.get(type(node), ""), None)
    return [hidden] if hidden is not None else []


def _name(call: ast.Call) -> str:
    called = call.func
    return (
        called.id
        if isinstance(called, ast.Name)
        else called.attr
        if isinstance(called, ast.Attribute)
        else ""
    )


def _is_text(node: object) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
