import pytest
from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.records.requests import EXPORT, IMPORT, SHOW, Report, Request

TEXTS = st.text(st.characters() | st.sampled_from("\udce9\n"))


@given(st.sampled_from([IMPORT, SHOW]), st.lists(TEXTS), TEXTS)
def test_a_request_is_one_line_and_the_same_behind_it(verb: str, files: list[str], persona: str) -> None:
    request = Request(verb, tuple(files), persona)
    assert "\n" not in request.line()
    assert Request.of_line(request.line() + "\n") == request


@pytest.mark.parametrize(
    "line",
    [
        "",
        "come forward",
        "[]",
        "[" * 100_000,
        '{"verb": "delete", "files": []}',
        '{"verb": "import"}',
        '{"verb": "import", "files": "a.png"}',
        '{"verb": "import", "files": [1]}',
        '{"verb": ["import"], "files": []}',
        '{"verb": "export", "files": [], "persona": "Mia"}',
    ],
)
def test_what_is_no_request_is_none(line: str) -> None:
    assert Request.of_line(line) is None


def test_an_export_has_one_file() -> None:
    assert Request.of_line(Request(EXPORT, ("a.png",), "Mia").line()) == Request(EXPORT, ("a.png",), "Mia")


def test_a_report_comes_back_as_it_was() -> None:
    report = Report([{"file": "é", "repairs": []}], [{"file": "b", "sentence": "No."}])
    assert Report.of_line(report.line()) == report
