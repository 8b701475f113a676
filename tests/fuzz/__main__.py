"""Card files nobody would make: ``python tests/fuzz [NUMBER] [SEED]``. Each gets a card or a sentence.

Every input comes from a whole card by a few random changes, to its bytes or to what its JSON holds. What ends
in anything else than a card or a `NotACard`, takes longer than 2 seconds, or needs more than 256 MB is kept
in ``fuzz-NUMBER.bin`` and told. A card that is read is written in every format and read again.
"""

import json
import os
import random
import resource
import sys
import tempfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from time import perf_counter
from typing import Any

HERE = Path(__file__).parent
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1])]

from support.made_cards import (  # noqa: E402 - found by the path above
    PICTURE,
    V1,
    V2,
    V3,
    charx_of,
    chunk,
    coded,
    json_of,
    packed_text,
    png_of,
    text,
    webp_of,
    wide_text,
    with_chunks,
)

from personaui_desktop.cards.card import Spec  # noqa: E402
from personaui_desktop.cards.json_text import write_json  # noqa: E402
from personaui_desktop.cards.reading import read_card  # noqa: E402
from personaui_desktop.cards.shapes import in_version  # noqa: E402
from personaui_desktop.cards.writing import as_charx, as_json, as_png, with_changes  # noqa: E402
from personaui_desktop.errors import NotACard  # noqa: E402
from personaui_desktop.operations.card_profile import persona_from  # noqa: E402

SECONDS, MEGABYTES = 2.0, 256
ODD = [
    None,
    True,
    0,
    -1,
    2**70,
    1e308,
    "",
    "\ud800",
    "\0",
    "@@depth 4\n",
    "{{char}}",
    [],
    {},
    [[]],
    [None],
    {"": {}},
]
WORDS = [
    b"PK\1\2",
    b"PK\3\4",
    b"PK\5\6",
    b"IEND",
    b"chara\0",
    b"ccv3\0",
    b"\xff" * 4,
    b"\0" * 4,
    b"[" * 99,
    b'"',
]
FILES = {"assets/icon/images/main.png": PICTURE, "a/b": b"1"}
CONTAINERS: list[Callable[[Any], bytes]] = [
    json_of,
    png_of,
    lambda card: with_chunks(packed_text(b"chara", coded(card))),
    lambda card: with_chunks(wide_text(b"ccv3", coded(card), packed=True), chunk(b"acTL", bytes(8))),
    lambda card: with_chunks(text(b"chara-ext-asset_:1", b"aWNvbg=="), text(b"chara", json_of(card))),
    lambda card: charx_of(card, FILES),
    lambda card: charx_of(card, FILES, before=b"\xff\xd8\xff picture"),
    lambda card: webp_of(b"ASCII\0\0\0" + json_of(card)),
]


def main(number: int = 100_000, seed: int = 0) -> int:
    """Try so many inputs; the answer is the exit status, 0 where nothing was found."""
    before, started = _peak(), perf_counter()
    bad = read = 0
    slowest = 0.0
    for at in range(number):
        content = made(random.Random(seed * number + at))
        begun = perf_counter()
        try:
            read += tried(content)
            problem = ""
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            problem = f"{type(error).__name__}: {error}"
        seconds = perf_counter() - begun
        slowest = max(slowest, seconds)
        if seconds > SECONDS:
            problem = problem or f"{seconds:.1f} s"
        if problem:
            bad += 1
            kept = Path(tempfile.gettempdir()) / f"fuzz-{seed}-{at}.bin"
            kept.write_bytes(content)
            _say(f"{kept}: {problem[:300]}")
    grown = _peak() - before
    _say(f"{number} inputs, {read} of them cards, {bad} bad, in {perf_counter() - started:.0f} s")
    _say(f"slowest {slowest * 1000:.0f} ms, {grown:.0f} MB more at most")
    return 1 if bad or grown > MEGABYTES else 0


def made(luck: random.Random) -> bytes:
    """One input."""
    card = deepcopy(luck.choice([V1, V2, V3]))
    for _ in range(luck.randrange(4)):
        _change_json(card, luck)
    content = luck.choice(CONTAINERS)(card)
    for _ in range(luck.choice([0, 0, 1, 1, 2, 8])):
        content = _change_bytes(content, luck)
    return content


def tried(content: bytes) -> bool:
    """Read an input, and where it is a card write it in every format; whether it was one."""
    try:
        card = read_card(content, "file.png")
    except NotACard:
        return False
    persona_from(card)
    whole = with_changes(card.source, {})
    picture = card.picture if card.picture is not None and card.picture.startswith(b"\x89PNG") else PICTURE
    expected = write_json(_without_assets(in_version(whole, Spec.V3)))
    for written in (as_json(whole), as_png(whole, picture, card.files), as_charx(whole, None, card.files)):
        again = read_card(written)
        if write_json(_without_assets(in_version(again.source, Spec.V3))) != expected:
            raise AssertionError("something was lost")
    return True


def _without_assets(card: dict[str, Any]) -> dict[str, Any]:
    """Every container has its own addresses for files."""
    return card | {"data": {key: value for key, value in card["data"].items() if key != "assets"}}


def _change_json(card: Any, luck: random.Random) -> None:
    """Put something odd in the place of a value somewhere, or take it out."""
    place = card
    while isinstance(place, dict | list) and place:
        key = luck.choice(list(place)) if isinstance(place, dict) else luck.randrange(len(place))
        inner = place[key]
        if isinstance(inner, dict | list) and inner and luck.random() < 0.7:
            place = inner
            continue
        if luck.random() < 0.2:
            del place[key]
        else:
            place[key] = json.loads(json.dumps(luck.choice(ODD)))
        return


def _change_bytes(content: bytes, luck: random.Random) -> bytes:
    at, length = luck.randrange(len(content) + 1), luck.choice([1, 1, 4, 50])
    match luck.randrange(5):
        case 0:
            return content[:at] + luck.randbytes(length) + content[at + length :]
        case 1:
            return content[:at] + content[at + length :]
        case 2:
            return content[:at] + luck.choice(WORDS) + content[at:]
        case 3:
            return content[:at]
        case _:
            other = luck.randrange(len(content) + 1)
            return content[:at] + content[other : other + 200] + content[at:]


def _peak() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
