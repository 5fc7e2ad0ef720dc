"""Walking the board: which item comes next in each direction. Pure."""

from dataclasses import dataclass

from soptui.model.alphabet import Column


@dataclass(frozen=True, slots=True)
class Lanes:
    """The keys of what can be walked to: a lane for each column, and the marks below.

    `order` is which column each lane is, from left to right.
    """

    columns: tuple[tuple[str, ...], ...]
    marks: tuple[str, ...] = ()
    order: tuple[Column, ...] = tuple(Column)

    @property
    def first(self) -> str:
        """The first item of the board, or nothing."""
        return next((lane[0] for lane in (*self.columns, self.marks) if lane), "")

    @property
    def count(self) -> int:
        """How many items there are."""
        return sum(len(lane) for lane in (*self.columns, self.marks))

    def has(self, key: str) -> bool:
        """Whether an item is on the board."""
        return any(key in lane for lane in (*self.columns, self.marks))

    def column_of(self, key: str) -> Column | None:
        """Return the column an item stands in, or None for a mark."""
        for column, lane in zip(self.order, self.columns, strict=True):
            if key in lane:
                return column
        return None

    def under(self, column: Column) -> tuple[str, ...]:
        """Return the items of one column."""
        return self.columns[self.order.index(column)]

    def along(self, key: str, by: int) -> str:
        """Return the item so many places further in the same lane, as far as it goes."""
        lane = self._lane(key)
        if not lane:
            return self.first
        return lane[max(0, min(len(lane) - 1, lane.index(key) + by))]

    def is_last(self, key: str) -> bool:
        """Whether an item is the last of its lane."""
        lane = self._lane(key)
        return bool(lane) and lane[-1] == key

    def beside(self, column: Column, by: int) -> Column | None:
        """Return the next column in a direction that has anything in it."""
        order = self.order
        at = order.index(column) + by
        while 0 <= at < len(order):
            if self.columns[at]:
                return order[at]
            at += by
        return None

    def after_removing(self, key: str) -> str:
        """Return where the cursor goes when an item is gone: the next, else the one before."""
        lane = self._lane(key)
        if len(lane) < 2:
            return ""
        at = lane.index(key)
        return lane[at + 1] if at + 1 < len(lane) else lane[at - 1]

    def _lane(self, key: str) -> tuple[str, ...]:
        return next((lane for lane in (*self.columns, self.marks) if key in lane), ())
