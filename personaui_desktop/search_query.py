"""What a person searches for: words anywhere in a text, and phrases between quotation marks."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from personaui_desktop.folding import fold, folded_places

LONGEST = 500
"""So many characters of what was typed count."""
MOST_TERMS = 20
BEFORE, AFTER = 40, 260
"""So many characters of an excerpt stand before the first place, and follow it."""
LONGEST_WEIGHED, MOST_WEIGHED, USUAL_LENGTH = 20_000, 5, 600
"""How well a text fits: so many characters of it count, and places; one as long as this counts half."""

_QUOTES = '"“”„‟«»'
_MARKUP = str.maketrans("", "", "*`~")
HAS_QUOTES = re.compile(f"[{_QUOTES}]")
_TERMS = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]*)(?:[{_QUOTES}]|$)|([^\s{_QUOTES}]+)")


class SearchQuery(NamedTuple):
    """What is searched for: a text holds it if it holds all the terms, be it as parts of words."""

    terms: tuple[str, ...]
    """Folded; no two alike."""

    def is_in(self, folded: str) -> bool:
        """Whether a folded text holds it."""
        return all(term in folded for term in self.terms)

    def count(self, folded: str) -> int:
        """How many places in a folded text there are to be marked, if it holds the whole."""
        return sum(map(folded.count, self.terms)) if self.is_in(folded) else 0

    def spans(self, text: str) -> list[tuple[int, int]]:
        """First and last position of what is to be marked in a text, whether or not it holds the whole.

        They ascend, and do not touch.
        """
        found = sorted(self._places_in(fold(text)))
        if not found:
            return []
        places = folded_places(text)
        spans: list[tuple[int, int]] = []
        for start, end in found:
            first, last = places[start], places[end - 1] + 1
            if spans and first <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(last, spans[-1][1]))
            else:
                spans.append((first, last))
        return spans

    def _places_in(self, folded: str) -> Iterator[tuple[int, int]]:
        for term in self.terms:
            at = folded.find(term)
            while at >= 0:
                yield at, at + len(term)
                at = folded.find(term, at + len(term))


def read_query(written: str) -> SearchQuery:
    """The query that somebody wrote; without terms where there is nothing to be searched for yet."""
    found = (phrase or word for phrase, word in _TERMS.findall(written[:LONGEST]))
    terms = dict.fromkeys(filter(None, map(fold, found)))
    return SearchQuery(tuple(terms)[:MOST_TERMS])


class Excerpt(NamedTuple):
    """A piece of a text in one line, and the first and last position of what is to be marked in it."""

    text: str
    spans: tuple[tuple[int, int], ...]


def excerpt(text: str, query: SearchQuery) -> Excerpt:
    """What a text says around the first place that a query finds, with an ellipsis where there is more."""
    found = query.spans(text)
    first = found[0][0] if found else 0
    start = _word_start(text, max(0, first - BEFORE))
    end = min(len(text), max(first, start) + AFTER)
    line = ("…" if start else "") + " ".join(text[start:end].split()) + ("…" if end < len(text) else "")
    # What marks words up is in the way, unless it is what is searched for.
    plain = line.translate(_MARKUP)
    spans = query.spans(plain)
    return Excerpt(plain, tuple(spans)) if spans else Excerpt(line, tuple(query.spans(line)))


def relevance(folded: str, query: SearchQuery) -> float:
    """How well a folded text fits that holds a query: whole words count most, and short texts more."""
    whole_words = set(re.findall(r"\w+", folded[:LONGEST_WEIGHED]))
    places = sum(min(folded.count(term), MOST_WEIGHED) for term in query.terms)
    whole = sum(term in whole_words for term in query.terms)
    return (2 * whole + places) / (1 + len(folded) / USUAL_LENGTH)


def _word_start(text: str, at: int) -> int:
    """Where the first word begins from a place on, if that is near."""
    space = text.find(" ", at, at + BEFORE // 2)
    return space + 1 if at and space >= 0 else at
