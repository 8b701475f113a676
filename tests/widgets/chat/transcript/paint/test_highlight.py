import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from personaui_desktop.widgets.chat.transcript.paint.code_languages import LANGUAGES
from personaui_desktop.widgets.chat.transcript.paint.highlight import PORTION, CodePart, lexer_for, tones_of

LONG_TIME = 2.0
"""What half a portion may take at the very most, seconds of processor time; most take a hundredth."""

ATTACKS = [
    *(" ", "\t", "\n", " \n", "\n ", "a\n\n", "a\n  ", "\r", "\0", "a", "A", "_", "1", "0x", "1.", "1e"),
    *("あ", "😀", '"', "'", "`", '"\\', "'\\", '"a', "'a", '"\n', '"""', '@"', "$'", 'R"(', "r#"),
    *("\\", "\\\\", "\\\n", "(", ")", "[", "]", "{", "}", "<", ">", "a(", "a()", "x y(", "a[", "a<"),
    *("<a ", "<a b=", "</", "{%", "{{", "/", "//", "/*", "*/", "# ", "#|", "--", "--[[", "(*", "{-"),
    *("<!--", "<?", "=begin\n", "<<A\n", "// \\\n", "~", "-", "+a\n", "*", "%", "&a", "@a(", "$a", "${"),
    *("$(", "#{", "%q(", "s/", "/a", ".", ",", ":", "::", ";", "|", "||", "!", "?", "=", "=>", "->"),
    *("a ", "a.", "a=b\n", "[a]\n", "a: b\n", "- a\n", "key: |\n", ">>> ", "class a", "int a"),
    *("template<", "function a(", "a { b: c; ", "<script>", "url(", "\\begin{", "[a](", "#if\n"),
]
"""Every other one is tried within a string."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """End a match that would never end, where the system can."""

    def end(_signal: int, _frame: object) -> None:
        raise TimeoutError

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_keeps_a_lexer_for_long(language: str) -> None:
    lexer = lexer_for(language)
    if lexer is None:
        pytest.skip("this Pygments does not know it")
    for number, unit in enumerate(ATTACKS):
        attack = '"x' * (number % 2) + unit * (PORTION // 2 // len(unit))
        with at_most(LONG_TIME):
            for _ in lexer.get_tokens_unprocessed(attack):
                pass


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("tnt", "~"),
        ("lilypond", "\\" * 40),
        ("scala", '"' + "\\" * 60),
        ("systemd", "[a]\n" * 400),
        ("autohotkey", "(" * 2_000),
        ("markdown", '```scala\n"' + "\\" * 60 + "\n```\n"),
        ("csharp", "a\n\n" * 20_000),
        ("terraform", "A" * 100_000),
    ],
)
def test_code_that_never_ended_or_took_long_ends_soon(language: str, code: str) -> None:
    with at_most(LONG_TIME):
        tones_of(code, language)


def test_much_white_space_is_left_out() -> None:
    code = "int a;" + " " * 20_000 + "\nint b;" + "\n" * 20_000 + "int c;"
    with at_most(LONG_TIME):
        keywords = [tone.start for tone in tones_of(code, "cpp") if tone.tone is CodePart.KEYWORD]
    assert keywords == [0, 20_007, 40_013]


FUNCTION = (
    'def f{}(x):\n    """What it does."""\n    return f"""of {{x}}\nor {{x}},\nthat is it"""  # really\n\n\n'
)


def test_long_code_is_coloured_as_if_it_were_seen_whole() -> None:
    function = [(tone.start, tone.end, tone.tone) for tone in tones_of(FUNCTION.format(10), "python")]
    code = "".join(FUNCTION.format(number) for number in range(10, 99)) + FUNCTION.format("last")
    assert len(code) > 3 * PORTION
    length = len(FUNCTION.format(10))
    expected = [
        (start + at * length, end + at * length, tone) for at in range(89) for start, end, tone in function
    ]
    assert [(tone.start, tone.end, tone.tone) for tone in tones_of(code, "python")][
        : len(expected)
    ] == expected


def test_what_follows_a_comment_without_end_stays_plain() -> None:
    code = "int a;\n/* " + "on and on\n" * 2_000 + "*/\nint b;\n"
    tones = tones_of(code, "c")
    assert [tone.tone for tone in tones] == [CodePart.KEYWORD, CodePart.COMMENT]
    assert tones[-1].end <= 7 + PORTION


def test_the_budget_leaves_the_rest_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("personaui_desktop.widgets.chat.transcript.paint.highlight.BUDGET", -1.0)
    assert tones_of("def f(): pass", "python") == []


def test_lexers_are_used_from_other_threads() -> None:
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(len(tones_of("x = 1", "python"))))
    thread.start()
    thread.join()
    assert found == [1]
