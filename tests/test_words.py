"""What the program says follows the rules for sentences in CONTRIBUTING.md, as far as a test can tell."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

import personaui_desktop
from personaui_desktop import errors

PACKAGE = Path(personaui_desktop.__file__).parent
SPEAKS_TO_NOBODY = {
    "conversation/answers.py",
    "widgets/chat/transcript/paint/code_languages.py",
    "widgets/common/icon_shapes.py",
    "widgets/common/style_sheet.py",
}
"""Modules whose strings are patterns, names of languages, outlines or a style sheet."""
MAY_EXCLAIM = {"claude/demo_texts.py", "claude/demo_memory.py"}

RULES = {
    "a conversation is never a session": (r"\bsessions?\b", "Find in this session"),
    "one space after a full stop": (r"\S  +\S", "Nothing was sent.  Try again."),
    "no abbreviations": (r"\b(e\.g\.|i\.e\.|etc\b)", "A server, e.g. Ollama"),
    "say what to do without begging": (r"\bplease\b", "Please try again."),
    "nobody shouts": (r"\w!(\s|$)", "Saved!"),
    "only the key's field says API": (r"\w.*\bAPI key|\bAPI key.*\w", "Enter your API key first."),
    "no ids of the database": (r"\{id\}", "There is no conversation {id}."),
    "a real ellipsis": (r"\.\.\.", "Rename..."),
    "British spelling": (
        r"\b(colors?(?!:)|center(ed)?|gray|cancel(ed|ing)|favorites?|behaviors?)\b",
        "Your request was canceled",
    ),
    "words that people use": (r"\b(anew|whereof|thereof|hereby|lies)\b", "The data lies in a folder."),
}
"""By rule: what breaks it, and a sentence that does."""


def is_said(text: str) -> bool:
    """Whether a string may be words for people: it has a blank between two words, or begins like a title."""
    return bool(re.search(r"\w\S* +\S*\w", text) or re.match(r"[A-Z&][a-z&]+\W*$", text))


def said_in(source: str) -> Iterator[tuple[int, str]]:
    """The lines and strings of a module that may be words for people; ``{}`` or ``{id}`` is filled in."""
    tree = ast.parse(source)
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            silent.update(map(id, node.values))
    for node in ast.walk(tree):
        text = _text_of(node)
        if text is not None and id(node) not in silent and is_said(text):
            yield getattr(node, "lineno", 0), text.replace("&", "")


def _text_of(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_part(part) for part in node.values)
    return None


def _part(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    name = ast.unparse(part.value) if isinstance(part, ast.FormattedValue) else ""
    return "{id}" if re.search(r"(^|[._])id$", name) else "{}"


@cache
def all_that_is_said() -> list[tuple[str, int, str]]:
    modules = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}
    return [
        (module, line, text)
        for module, path in modules.items()
        if module not in SPEAKS_TO_NOBODY
        for line, text in said_in(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("rule", RULES)
def test_what_is_said_follows_the_rule(rule: str) -> None:
    pattern = re.compile(RULES[rule][0], re.IGNORECASE)
    broken = [
        f"{module}:{line}: {text}"
        for module, line, text in all_that_is_said()
        if pattern.search(text) and not (rule == "nobody shouts" and module in MAY_EXCLAIM)
    ]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("rule", RULES)
def test_a_sentence_that_breaks_the_rule_is_found_wherever_it_is_said(rule: str) -> None:
    pattern, sentence = RULES[rule]
    for source in (
        f"label.setText({sentence!r})",
        f"raise InvalidInput(f{sentence + ' {name}'!r})",
        f"TIPS = {{Part.COPY: {sentence!r}}}",
        f"show({sentence[:9]!r} {sentence[9:]!r})",
    ):
        found = [text for _line, text in said_in(source) if re.search(pattern, text, re.IGNORECASE)]
        assert found, source


def test_many_sentences_are_looked_at() -> None:
    found = [text for _module, _line, text in all_that_is_said()]
    assert len(found) > 500
    assert "Find in conversation" in found


def errors_raised_in(source: str) -> Iterator[tuple[int, str]]:
    """The lines and the sentences, remedies too, of the known failures that a module makes."""
    kinds = {
        name
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, errors.KnownError)
    }
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kinds:
            for text in filter(None, map(_text_of, [*node.args, *_phrases_in(node.args)])):
                yield node.lineno, text


def _phrases_in(arguments: Iterable[ast.expr]) -> Iterator[ast.expr]:
    """The sentences of the phrases that are made in a call."""
    for node in chain.from_iterable(map(ast.walk, arguments)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Phrase":
            yield node.args[1]


def is_sentence(text: str) -> bool:
    return bool(re.match(r"[A-Z“{]", text)) and text.endswith(".")


def test_an_error_is_told_in_whole_sentences() -> None:
    told = [
        (f"{path.relative_to(PACKAGE)}:{line}", text)
        for path in PACKAGE.rglob("*.py")
        for line, text in errors_raised_in(path.read_text(encoding="utf-8"))
    ]
    assert len(told) > 60
    assert [each for each in told if not is_sentence(each[1])] == []
