"""Heights of rows, and quick answers to *how far down is a row* and *which row is that far down*."""

from collections.abc import Iterable


class Heights:
    """A Fenwick tree over the heights of rows, in pixels. Changing one, and asking, cost log(rows)."""

    def __init__(self, heights: Iterable[float] = ()) -> None:
        self._heights: list[float] = []
        self._tree: list[float] = [0.0]
        self.insert(0, heights)

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, row: int) -> float:
        return self._heights[row]

    def __setitem__(self, row: int, height: float) -> None:
        step = height - self._heights[row]
        if not step:
            return
        self._heights[row] = height
        node = row + 1
        while node < len(self._tree):
            self._tree[node] += step
            node += node & -node

    def insert(self, row: int, heights: Iterable[float]) -> None:
        """Put rows before one."""
        self._heights[row:row] = heights
        self._build()

    def remove(self, row: int, count: int) -> None:
        """Take rows away."""
        del self._heights[row : row + count]
        self._build()

    def top(self, row: int) -> float:
        """The height of all rows before one."""
        total, node = 0.0, row
        while node:
            total += self._tree[node]
            node -= node & -node
        return total

    @property
    def total(self) -> float:
        """The height of all rows."""
        return self.top(len(self._heights))

    def row_at(self, y: float) -> int:
        """The row that covers a height; the first or last one beyond the ends."""
        node, left = 0, y
        step = 1 << len(self._heights).bit_length()
        while step:
            following = node + step
            if following < len(self._tree) and self._tree[following] <= left:
                node = following
                left -= self._tree[following]
            step >>= 1
        return min(node, max(0, len(self._heights) - 1))

    def _build(self) -> None:
        tree = [0.0, *self._heights]
        for node in range(1, len(tree)):
            parent = node + (node & -node)
            if parent < len(tree):
                tree[parent] += tree[node]
        self._tree = tree
