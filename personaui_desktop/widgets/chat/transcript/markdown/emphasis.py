"""Emphasis: matching runs of ``*``, ``_`` and ``~``, and turning nodes into styled text."""

from itertools import accumulate
from typing import NamedTuple
from unicodedata import category

from personaui_desktop.widgets.chat.transcript.markdown.blocks import Mark, MarkedSpan, Styled

_SENTENCE_ENDS = '.!?…:;"“”»)*—\n'
_ACTION_ENDS = (".", "!", "?", "…", "~")
_SPEECH = ('"', "“", "„", "«", "「")


class Node(NamedTuple):
    """Text that needs no matching any more."""

    text: str
    mark: Mark = Mark.PLAIN
    address: str = ""


class DelimiterRun:
    """Neighbouring delimiters of one kind; ``count`` of them are still unmatched."""

    __slots__ = ("before", "can_close", "can_open", "char", "count", "length", "shown_after", "shown_before")

    def __init__(self, char: str, count: int, can_open: bool, can_close: bool, before: str) -> None:
        self.char = char
        self.count = self.length = count
        self.can_open = can_open
        self.can_close = can_close
        self.before = before
        self.shown_before = ""  # a closing asterisk that stays visible
        self.shown_after = ""  # an opening one

    @classmethod
    def at(cls, text: str, start: int, delimiters: str) -> "DelimiterRun":
        """The run that begins here, with what it may do by the characters around it."""
        char, end = delimiters[0], start + len(delimiters)
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        opens, closes = _flanks(before, after), _flanks(after, before)
        if char == "_":
            opens, closes = (
                opens and (not closes or _is_mark(before)),
                closes and (not opens or _is_mark(after)),
            )
        elif char == "~" and len(delimiters) != 2:
            opens = closes = False
        return cls(char, len(delimiters), opens, closes, text[max(0, start - 40) : start])

    def fits(self, opener: "DelimiterRun") -> bool:
        """Whether this run may close what the other opened."""
        if opener.char != self.char or not opener.can_open or not opener.count:
            return False
        if self.char == "~":
            return True
        ambiguous = opener.can_close or self.can_open
        return (
            not ambiguous
            or (opener.length + self.length) % 3 != 0
            or self.length % 3 == opener.length % 3 == 0
        )


class _Pair(NamedTuple):
    opener: int
    closer: int
    mark: Mark


def flatten(nodes: list[Node | DelimiterRun], is_open: bool, has_actions: bool) -> Styled:
    """Match the runs and join everything to one styled text."""
    pairs = _match(nodes)
    if is_open:
        pairs.extend(_left_open(nodes))
    if has_actions:
        pairs = [_as_action(pair, nodes) for pair in pairs]
    return _joined(nodes, _marks(pairs, len(nodes)))


def leaves_open(nodes: list[Node | DelimiterRun]) -> bool:
    """Whether emphasis was begun that has not ended."""
    _match(nodes)
    return any(isinstance(run, DelimiterRun) and run.can_open and run.count for run in nodes)


def _match(nodes: list[Node | DelimiterRun]) -> list[_Pair]:
    pairs: list[_Pair] = []
    waiting: list[int] = []
    bottoms: dict[tuple[str, int, bool], int] = {}
    for place, run in enumerate(nodes):
        if isinstance(run, DelimiterRun):
            if run.can_close:
                _close(run, place, nodes, waiting, bottoms, pairs)
            if run.can_open and run.count:
                waiting.append(place)
    return pairs


def _close(
    run: DelimiterRun,
    place: int,
    nodes: list[Node | DelimiterRun],
    waiting: list[int],
    bottoms: dict[tuple[str, int, bool], int],
    pairs: list[_Pair],
) -> None:
    """Match as many delimiters of a run as there are openers for."""
    key = (run.char, run.length % 3, run.can_open)
    while run.count:
        found = _opener_for(run, nodes, waiting, bottoms.get(key, -1))
        if found is None:
            bottoms[key] = waiting[-1] if waiting else -1
            return
        opener = nodes[waiting[found]]
        assert isinstance(opener, DelimiterRun)  # noqa: S101 - only runs wait
        used = 2 if run.count >= 2 and opener.count >= 2 else 1
        del waiting[found + 1 :]
        pairs.append(_Pair(waiting[found], place, _mark_of(run.char, used)))
        run.count -= used
        opener.count -= used
        if not opener.count:
            del waiting[found]


def _opener_for(
    run: DelimiterRun, nodes: list[Node | DelimiterRun], waiting: list[int], bottom: int
) -> int | None:
    for found in range(len(waiting) - 1, -1, -1):
        if waiting[found] <= bottom:
            return None
        opener = nodes[waiting[found]]
        if isinstance(opener, DelimiterRun) and run.fits(opener):
            return found
    return None


def _left_open(nodes: list[Node | DelimiterRun]) -> list[_Pair]:
    pairs = []
    for place, run in enumerate(nodes):
        if isinstance(run, DelimiterRun) and run.can_open and run.count and place + 1 < len(nodes):
            marks = Mark.PLAIN
            while run.count:
                used = 2 if run.count >= 2 else 1
                marks |= _mark_of(run.char, used)
                run.count -= used
            pairs.append(_Pair(place, len(nodes), marks))
    return pairs


def _mark_of(char: str, used: int) -> Mark:
    if char == "~":
        return Mark.STRUCK
    return Mark.STRONG if used == 2 else Mark.EMPHASIS


def _as_action(pair: _Pair, nodes: list[Node | DelimiterRun]) -> _Pair:
    """Emphasis that stands as a sentence of its own is an action; its asterisks stay visible."""
    opener = nodes[pair.opener]
    if (
        not isinstance(opener, DelimiterRun)
        or opener.char != "*"
        or pair.mark != Mark.EMPHASIS
        or opener.length != 1
    ):
        return pair
    before = opener.before.rstrip(" ")
    if (before and before[-1] not in _SENTENCE_ENDS) or _is_within_word(nodes, pair.closer):
        return pair
    inner = "".join(node.text for node in nodes[pair.opener + 1 : pair.closer] if isinstance(node, Node))
    if not (inner[:1].islower() or (pair.closer < len(nodes) and _is_sentence(inner, nodes, pair.closer))):
        return pair
    opener.shown_after = "*"
    if pair.closer < len(nodes):
        closer = nodes[pair.closer]
        if isinstance(closer, DelimiterRun):
            closer.shown_before = "*"
    return pair._replace(mark=Mark.EMPHASIS | Mark.ACTION)


def _is_within_word(nodes: list[Node | DelimiterRun], closer: int) -> bool:
    after = nodes[closer + 1] if closer + 1 < len(nodes) else None
    return isinstance(after, Node) and after.text[:1].isalnum()


def _is_sentence(inner: str, nodes: list[Node | DelimiterRun], closer: int) -> bool:
    """Whether emphasis that has ended stands for itself; while it is open its end says nothing yet."""
    if inner.rstrip().endswith(_ACTION_ENDS) or _ends_line(nodes, closer):
        return True
    return " " in inner and _before_speech(nodes, closer)


def _ends_line(nodes: list[Node | DelimiterRun], closer: int) -> bool:
    """Whether nothing more stands on the line behind the closing run."""
    if closer + 1 >= len(nodes):
        return True
    after = nodes[closer + 1]
    return isinstance(after, Node) and after.text.startswith("\n")


def _before_speech(nodes: list[Node | DelimiterRun], closer: int) -> bool:
    """Whether somebody speaks behind the closing run."""
    after = nodes[closer + 1] if closer + 1 < len(nodes) else None
    return isinstance(after, Node) and after.text.lstrip(" ").startswith(_SPEECH)


def _marks(pairs: list[_Pair], count: int) -> list[Mark]:
    """The marks of every node, by counting where each begins and ends."""
    marks = [Mark.PLAIN] * count
    for mark in (Mark.STRONG, Mark.EMPHASIS, Mark.STRUCK, Mark.ACTION):
        steps = [0] * (count + 1)
        for pair in pairs:
            if mark in pair.mark:
                steps[pair.opener + 1] += 1
                steps[pair.closer] -= 1
        if any(steps):
            for place, depth in enumerate(accumulate(steps[:count])):
                if depth:
                    marks[place] |= mark
    return marks


_SHOWN = Mark.EMPHASIS | Mark.ACTION


def _joined(nodes: list[Node | DelimiterRun], marks: list[Mark]) -> Styled:
    joiner = _Joiner()
    for node, mark in zip(nodes, marks, strict=True):
        if isinstance(node, Node):
            joiner.add(node.text, node.mark | mark, node.address)
        else:
            joiner.add(node.shown_before, mark | _SHOWN)
            joiner.add(node.char * node.count, mark)
            joiner.add(node.shown_after, mark | _SHOWN)
    return joiner.styled()


class _Joiner:
    """Puts marked pieces behind one another; neighbours with the same marks become one span."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._spans: list[MarkedSpan] = []
        self._length = 0

    def add(self, text: str, mark: Mark, address: str = "") -> None:
        if not text:
            return
        start, end = self._length, self._length + len(text)
        self._pieces.append(text)
        self._length = end
        last = self._spans[-1] if self._spans else None
        is_same = last is not None and (last.end, last.mark, last.address) == (start, mark, address)
        # Two formulas beside one another stay two.
        if mark and is_same and Mark.MATHS not in mark:
            self._spans[-1] = self._spans[-1]._replace(end=end)
        elif mark:
            self._spans.append(MarkedSpan(start, end, mark, address))

    def styled(self) -> Styled:
        return Styled("".join(self._pieces), tuple(self._spans))


def _flanks(outer: str, inner: str) -> bool:
    """Whether a run between the two characters can begin emphasis of what is at its inner side."""
    if inner.isspace():
        return False
    if not _is_mark(inner) or outer.isspace() or _is_mark(outer):
        return True
    return _is_ideograph(outer) or _is_wide_mark(inner)


def _is_mark(char: str) -> bool:
    return category(char)[0] in "PS"


def _is_wide_mark(char: str) -> bool:
    """Marks of scripts without spaces between words; no space stands beside them."""
    return char >= "\u3000" and _is_mark(char)


def _is_ideograph(char: str) -> bool:
    """Scripts without spaces between words, where emphasis may stand right beside a letter."""
    return char >= "\u2e80" and category(char) == "Lo"
