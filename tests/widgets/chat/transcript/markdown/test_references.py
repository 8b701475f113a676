"""Links by reference and footnotes: what is said of a label once holds in the whole message."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from personaui_desktop.widgets.chat.transcript.layout.body import Body
from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Mark
from personaui_desktop.widgets.chat.transcript.markdown.reader import MarkdownReader, read_markdown
from personaui_desktop.widgets.chat.transcript.markdown.references import MOST
from personaui_desktop.widgets.chat.transcript.markdown.shown import read_shown
from personaui_desktop.widgets.chat.transcript.markdown.writer import Portion, write_markdown
from personaui_desktop.widgets.chat.transcript.parts import PartKind
from personaui_desktop.widgets.chat.transcript.tools.copied_text import plain_text
from personaui_desktop.widgets.chat.transcript.tools.under_mouse import parts_in_text
from personaui_desktop.widgets.common.tokens import LIGHT


def links(text: str) -> list[tuple[str, str]]:
    return [
        (part.text[span.start : span.end], span.address)
        for block in read_shown(text)
        for part in block.parts
        for span in part.spans
        if Mark.LINK in span.mark
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see [the *page*][1] now", "see the page now"),
        ("see [Page][] now", "see Page now"),
        ("see [page] now", "see page now"),
        ("see ![page][1] now", "see page now"),
        ("# see [page][ PAGE ]", "see page"),
        ("| [page][1] |\n|---|\n| x |", "page\nx"),
    ],
)
def test_a_label_leads_where_it_is_said_to(text: str, shown: str) -> None:
    for definitions in ("[1]: https://x.y", "[1]: <https://x.y> 'title'"):
        for end in ("", "\n"):
            whole = f"{text}\n\n{definitions}\n[page]: https://x.y{end}"
            assert {address for _, address in links(whole)} == {"https://x.y"}
            assert plain_text(whole).startswith(shown)


def test_what_was_used_before_is_not_shown_again() -> None:
    text = "see [page][1]\n\n[1]: https://x.y\n[2]: https://z.y\n\nend"
    assert plain_text(text) == "see page\n\n[2]: https://z.y\n\nend"
    assert links("[a] [b]\n\n[a]: https://x.y\n[a]: https://z.y\n\n[a]")[-1] == ("a", "https://x.y")
    assert plain_text("Sources\n[1]: https://x.y\n\nsee [1]") == "Sources\n[1]: https://x.y\n\nsee 1"


@pytest.mark.parametrize(
    "text",
    [
        "see [page][1]",
        "[1]: javascript:x\n\n[page][1]",
        "[page][1]\n\n[1]: javascript:x",
        "see [a][b]\n\n[b]: words of text",
        "[ ]\n\n[]: https://x.y",
    ],
)
def test_what_leads_nowhere_stands_as_it_was_written(text: str) -> None:
    assert plain_text(text) == text
    assert [address for _, address in links(text) if address != "https://x.y"] == []


def test_footnotes_are_numbers_in_brackets() -> None:
    text = "A word[^1] and [^long] and [^no].\n\n[^1]: The *note*.\n[^long]: Another."
    assert plain_text(text) == "A word[1] and [long] and [^no].\n\n[1]: The note.\n[long]: Another."


def test_a_part_that_is_copied_has_the_address_itself() -> None:
    found = read_shown("see [page][1]\n\n[1]: https://x.y")
    assert write_markdown([Portion(found[0].block, found[0], 0, None)]) == "see [page](https://x.y)"


def test_a_label_is_known_as_soon_as_its_line_has_ended(qapp: object) -> None:
    text = "see [page][1] and more\n\nno link\n\n[1]: https://x.y"
    body = Body("", Look(LIGHT), 400, is_streaming=True)
    begun = "see [page][1] and more"
    for end in range(len(begun) + 2, len(text) + 1):
        body.update(text[:end], is_streaming=True)
        assert body.read(0).text == begun
    before = body.laid(1)
    body.update(f"{text}\n", is_streaming=True)
    assert body.read(0).text == "see page and more"
    assert body.laid(1) is before
    whole = Body(f"{text}\n", Look(LIGHT), 400)
    assert (body.height, body.width) == (whole.height, whole.width)
    ended = Body("", Look(LIGHT), 400, is_streaming=True)
    ended.update(text, is_streaming=True)
    ended.update(text, is_streaming=False)
    assert ended.read(0).text == "see page and more"


PIECES = [
    "[a]",
    "[b][a]",
    "[a]: http://x",
    "[b]: http://y",
    "[^a]",
    "[^a]: z",
    "\n",
    "\n\n",
    " ",
    "w",
    "- ",
    "> ",
]


@settings(max_examples=200)
@given(text=st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_at_every_cut_the_document_is_the_same(text: str) -> None:
    whole, blocks = MarkdownReader(text), read_markdown(text)
    for at in range(len(text) + 1):
        reader = MarkdownReader(text[:at])
        reader.unfinished(more_may_come=True)
        reader.feed(text[at:])
        assert reader.all_blocks() == blocks
        assert reader.references() == whole.references()


def test_many_labels_are_read_in_time_that_grows_with_them() -> None:
    text = "".join(f"[a][{at}] " for at in range(5_000)) + "\n\n"
    text += "\n".join(f"[{at}]: https://x.y/{at}" for at in range(5_000))
    start = time.process_time()
    assert len(set(links(text))) >= MOST
    assert len(MarkdownReader(text).references()) == MOST
    assert time.process_time() - start < 5
    many = "".join(f"[{at}] " for at in range(MOST))
    assert plain_text(f"{many}\n\n[x][z]\n\n[z]: https://x.y").endswith("https://x.y")


def test_a_link_by_reference_is_a_part_of_its_message(qapp: object) -> None:
    body = Body("see [page][1]\n\n[1]: https://x.y", Look(LIGHT), 400)
    assert [part.address for part in parts_in_text(body, PartKind.LINK)] == ["https://x.y"]


def test_what_goes_on_behind_a_link_moves_with_it(qapp: object) -> None:
    long = "see [page][1] and more of the same. " + "This is a sentence of it. " * 60
    body = Body(long, Look(LIGHT), 400, is_streaming=True)
    assert body.block_count > 3
    text = f"{long}\n\n[1]: https://x.y\n"
    body.update(text, is_streaming=True)
    whole = Body(text, Look(LIGHT), 400)
    for one in (body, whole):
        one.need(0, 0, 1e9)
    assert [body.caret_at(at, 5) for at in range(body.block_count)] == [
        whole.caret_at(at, 5) for at in range(whole.block_count)
    ]


def test_a_text_that_is_not_being_written_may_grow_too(qapp: object) -> None:
    body = Body("see [page][1]", Look(LIGHT), 400)
    body.update("see [page][1]\n\n[1]: https://x.y", is_streaming=False)
    assert body.read(0).text == "see page"
