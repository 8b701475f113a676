"""What a message says once about labels used elsewhere in it: addresses of links, and footnotes."""

import re
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from personaui_desktop.folding import fold
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Block
from personaui_desktop.widgets.chat.transcript.markdown.links import References, is_followed

MOST = 200
"""Further labels of a message are text."""

_DEFINITION = re.compile(r" *\[([^\[\]\n]{1,100})\]:[ \t]*(\S.*)?$")
_ADDRESS = re.compile(r"""<?([^\s<>]+)>?(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*""")
_LABEL = re.compile(r"\[([^\[\]\n]{1,100})\]")


class Definition(NamedTuple):
    """A label, as it is looked up, and its address, empty for a footnote."""

    label: str
    address: str


def definition(line: str) -> Definition | None:
    """What a line says about a label."""
    found = _DEFINITION.match(line)
    if found is None:
        return None
    label = fold(found[1])
    if label.startswith("^"):
        return Definition(label, "")
    address = _ADDRESS.fullmatch(found[2] or "")
    return None if address is None or not is_followed(address[1]) else Definition(label, address[1])


def with_definition(references: References, found: Definition) -> References:
    """The labels with one more; the first that is said of each counts."""
    if found.label in references or len(references) >= MOST:
        return references
    return {**references, found.label: found.address}


def labels_in(block: Block) -> set[str]:
    """What stands in square brackets in a block."""
    texts: Iterable[str] = (block.text, *chain(*block.rows))
    return {fold(found) for text in texts if "[" in text for found in _LABEL.findall(text)}


def used_in(block: Block, references: References) -> References:
    """Those of the labels that a block may use."""
    if not references:
        return references
    return {label: references[label] for label in labels_in(block) & references.keys()}
