"""A list of the record's things that also hands itself over as a table.

Invariant: the collection and its table hold the same things in the same order, one row each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    import pandas

T = TypeVar("T")
TableRow = dict[str, Any]


class Collection(Sequence[T], Generic[T]):
    """Typed objects in a settled order; read it as a list, or as a table by `rows()` and `df()`."""

    def __init__(self, items: Sequence[T], row: Callable[[T], TableRow]) -> None:
        """`row` turns one object into one flat row of a table."""
        self._items = tuple(items)
        self._row = row

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Collection[T]: ...
    def __getitem__(self, index: int | slice) -> T | Collection[T]:
        """One object, or a part of the collection."""
        if isinstance(index, slice):
            return Collection(self._items[index], self._row)
        return self._items[index]

    def __len__(self) -> int:
        """How many there are."""
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        """One after another, in order."""
        return iter(self._items)

    def __repr__(self) -> str:
        """Its length and its first objects."""
        shown = ", ".join(repr(item) for item in self._items[:3])
        return f"<{len(self)}: {shown}{', ...' if len(self) > 3 else ''}>"

    def where(self, test: Callable[[T], bool]) -> Collection[T]:
        """Those for which the test holds."""
        return Collection([item for item in self._items if test(item)], self._row)

    def rows(self) -> list[TableRow]:
        """One flat row an object: plain values, names instead of ids of actors, lists joined by '; '."""
        return [self._row(item) for item in self._items]

    def df(self) -> pandas.DataFrame:
        """The rows as a pandas data frame, indexed by id; dates stay EDTF strings, numbers may be missing."""
        import pandas

        frame = pandas.DataFrame(self.rows())
        return frame.set_index("id") if "id" in frame else frame

    def parquet(self, path: str | Path) -> None:
        """Write the rows as a Parquet file. Raises ImportError without the extra `communique[parquet]`."""
        self.df().to_parquet(path)
