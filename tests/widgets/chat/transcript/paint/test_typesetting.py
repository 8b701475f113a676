import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtSvg import QSvgRenderer

from personaui_desktop.widgets.chat.transcript.layout.formula import INK
from personaui_desktop.widgets.chat.transcript.paint import typesetting
from personaui_desktop.widgets.chat.transcript.paint.typesetting import typeset

FORMULAS = [
    r"$E = mc^2$",
    r"\(p^* \cdot q^*\)",
    r"$$\frac{-b \pm \sqrt{b^2-4ac}}{2a}$$",
    "\\[\n\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}\n\\]",
    r"$$\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}$$",
    r"$$\sum_{n=1}^{\infty} \frac{1}{n^2}$$",
    r"$\mathbb{R}$",
    r"$$\begin{aligned} a &= b \\ c &= d \end{aligned}$$",
    r"$\text{a word}$",
]


@pytest.mark.parametrize("source", FORMULAS)
def test_formulas_are_drawn_as_plain_shapes_in_the_ink_of_the_text(qapp: object, source: str) -> None:
    picture = typeset(source)
    assert picture is not None
    assert INK in picture.svg
    assert QSvgRenderer(QByteArray(picture.svg.encode())).isValid()
    assert 0 < picture.room.width < 20
    assert 0 < picture.room.above + picture.room.below < 5


def test_what_stands_by_itself_is_larger() -> None:
    within, alone = typeset(r"$\sum_{n}^m x$"), typeset(r"$$\sum_{n}^m x$$")
    assert within is not None
    assert alone is not None
    assert within.room.above + within.room.below < alone.room.above + alone.room.below


@pytest.mark.parametrize(
    "source",
    [
        "$" + "{" * 30 + "x" + "}" * 30 + "$",
        "$" + "{" * 19 + "x" + "}" * 19 + "$",
        "$" + r"\left(" * 60 + "x" + r"\right)" * 60 + "$",
        "$" + r"\sqrt{" * 18 + "x" + "}" * 18 + "$",
        "$" + "x^{" * 18 + "y" + "}" * 18 + "$",
        "$" + "a" * 2_000 + "$",
        "$" + "a" * 1_400 + "$",
        r"$\frac{1$",
        r"$\begin{matrix}$",
        "$}$",
        "x",
        r"$\rule{9999999cm}{9999cm}$",
        r"$\includegraphics{/etc/passwd}$",
    ],
)
def test_hostile_formulas_take_no_longer_than_a_budget(monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    monkeypatch.setattr(typesetting, "BUDGET", 0.2)
    start = time.thread_time()
    picture = typeset(source)
    assert time.thread_time() - start < 2
    assert picture is None or (len(picture.svg) < 100_000 and "/etc" not in picture.svg)


def put_a_generator_away(late: float) -> None:
    generator = (each for each in (1, 2))
    next(generator)
    while time.thread_time() < late:
        pass
    del generator


def swallow_what_comes(late: float) -> None:
    while time.thread_time() < late:
        pass
    try:
        call()
    except BaseException:  # noqa: BLE001 - nothing else may be called before it
        return


def call() -> None:
    """Something to be looked at."""


@pytest.mark.parametrize("lose_it", [put_a_generator_away, swallow_what_comes])
def test_work_is_given_up_though_the_first_try_to_is_lost(
    monkeypatch: pytest.MonkeyPatch, lose_it: Callable[[float], None]
) -> None:
    monkeypatch.setattr(typesetting, "BUDGET", 0.05)
    start = time.thread_time()

    def draw(_tex: str, *, is_inline: bool) -> str:
        lose_it(start + 0.1)
        while time.thread_time() < start + 2:
            call()
        return '<svg viewBox="0 0 20 20" />'

    monkeypatch.setattr(typesetting, "_load", call)
    monkeypatch.setattr(typesetting, "_drawn", draw)
    assert typeset("$x$") is None
    assert time.thread_time() < start + 1


def test_what_is_nested_deeply_or_is_long_is_not_even_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    monkeypatch.setattr(typesetting, "_drawn", lambda tex, is_inline: tried.append(tex))
    for source in ("$" + "{" * 21 + "x" + "}" * 21 + "$", "$" + "a " * 1_000 + "a$"):
        assert typeset(source) is None
    assert tried == []


@pytest.mark.parametrize(
    "svg",
    [
        "<svg>",
        '<svg viewBox="0 0 20 20"><image href="x"/></svg>',
        '<svg viewBox="0 0 20 20"><svg:image href="x"/></svg>',
        '<svg viewBox="0 0 9000 20"></svg>',
        '<svg viewBox="0 0 20 9000"></svg>',
        f'<svg viewBox="0 0 20 20">{"<path/>" * 90_000}</svg>',
    ],
    ids=["broken", "a picture", "a picture by its full name", "wide", "high", "long"],
)
def test_a_picture_of_anything_else_is_none(monkeypatch: pytest.MonkeyPatch, svg: str) -> None:
    monkeypatch.setattr(typesetting, "_drawn", lambda _tex, is_inline: svg)
    assert typeset("$x$") is None
    monkeypatch.setattr(typesetting, "_drawn", lambda _tex, is_inline: '<svg viewBox="0 -1 20 20"></svg>')
    assert typeset("$x$") is not None


def test_loading_takes_nothing_of_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    def load_for_long() -> None:
        end = time.thread_time() + 0.3
        while time.thread_time() < end:
            pass

    load = typesetting._load
    monkeypatch.setattr(typesetting, "_load", lambda: (load(), load_for_long()))
    monkeypatch.setattr(typesetting, "BUDGET", 0.25)
    assert typeset("$x$") is not None
