"""Texts that were made to do harm, or that do it by accident: nested, unending, repeated without end."""

from collections.abc import Callable


def _repeated(unit: str, before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda size: before + unit * max(1, size // len(unit)) + after


def _nested(opening: str, closing: str, within: str = "a") -> Callable[[int], str]:
    def made(size: int) -> str:
        depth = max(1, size // len(opening + closing))
        return opening * depth + within + closing * depth

    return made


def _deep_list(marker: str, indent: int) -> Callable[[int], str]:
    def made(size: int) -> str:
        depth = max(1, int((2 * size / indent) ** 0.5))
        return "\n".join(" " * (indent * level) + f"{marker} x" for level in range(depth))

    return made


NASTY: dict[str, Callable[[int], str]] = {
    "links in links": _nested("[", "](http://)"),
    "pictures in pictures": _nested("![", "](http://x)"),
    "pictures in links": _nested("[![", "](http://a)](http://b)"),
    "emphasis in emphasis": _nested("*a ", " b*"),
    "strong in strong": _nested("**a ", " b**"),
    "actions in actions": _nested('*"', '"*'),
    "brackets in brackets": _nested("[", "]"),
    "addresses in brackets": _nested("[a](http://b(", "))"),
    "asterisks": _nested("*", "*"),
    "quotes in quotes": _repeated(">", after=" a"),
    "quotes of every depth": lambda size: "\n".join(
        ">" * (number % 60) + " a" for number in range(size // 30)
    ),
    "lists in lists": _deep_list("-", 2),
    "numbered lists in lists": _deep_list("1.", 3),
    "lists in one line": _repeated("- ", after="x"),
    "lists in quotes": _repeated("> - ", after="x"),
    "quotes in lists": _repeated("- > ", after="x"),
    "code in quotes": _repeated("> ```\n"),
    "openers": _repeated("*a _b **c ~~d "),
    "closers": _repeated("a* b_ c** d~~ "),
    "both": _repeated("_a"),
    "backticks": _repeated("`a``b```c"),
    "open links": _repeated("[a]("),
    "an address of spaces": _repeated(" ", before="[a]("),
    "titles": _repeated('[a](b "c'),
    "formulas": _repeated("$a$ \\(b\\)"),
    "open formulas": _repeated("\\(a $b \\[ c"),
    "formulas in lines": _repeated("$$\na\n$$\n"),
    "open formulas in lines": _repeated("$$\na\n\\[\n"),
    "dollars": _repeated("$"),
    "backslashes": _repeated("\\"),
    "spaces in a line": _repeated(" ", before="a", after="b"),
    "spaces in a heading": lambda size: f"# a{' ' * 1_900}b\n" * (size // 1_900 + 1),
    "spaces behind a fence": lambda size: f"```a{' ' * 1_900}b\n```\n" * (size // 1_900 + 1),
    "spaces under a table": lambda size: f"a|b\n-{' ' * 1_900}x\n\n" * (size // 1_900 + 1),
    "marks of a rule": lambda size: ("- " * 900 + "x\n") * (size // 1_800 + 1),
    "hashes": _repeated(" #", before="# a", after="b"),
    "tabs": _repeated("-\t", after="x"),
    "cells": lambda size: f"|{'a|' * (size // 6)}\n|{'-|' * (size // 6)}\n|{'b|' * (size // 6)}",
    "rows": _repeated("|c|d|\n", before="|a|b|\n|-|-|\n"),
    "rules": _repeated("---\n"),
    "fences": _repeated("```\n"),
    "blank items": _repeated("- \n"),
    "line ends": _repeated("\n", after="a"),
    "foreign line ends": _repeated("a\u2028\u2029\x85\f\v\r"),
    "one long word": _repeated("a"),
    "words": _repeated("word "),
    "marks upon one letter": _repeated("\u0301", before="a"),
    "joiners": _repeated("\u200d", before="a"),
    "emoji": _repeated("👩‍👩‍👧‍👦"),
    "turned directions": _repeated("\u202e\u2066a"),
    "both directions": _repeated("שלום abc "),
    "nothing to see": _repeated("\u200b\ufeff\0"),
    "entities": _repeated("&amp;&a"),
    "addresses": _repeated("http://a)."),
    "angles": _repeated("<http://"),
}
"""Each answers a text of about so many characters."""
