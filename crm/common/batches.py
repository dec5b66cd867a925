"""A long list read in batches, of which a column can be asked as a whole instead of row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from crm.common.columns import Column


def _silent(count: int) -> None:
    pass


class Batch:
    """Some rows of a list, in its order."""

    @property
    def rows(self) -> Sequence[Any]:
        raise NotImplementedError

    def __len__(self) -> int:
        return len(self.rows)

    def values(self, column: Column) -> list[Any]:
        """What `column` says of every row."""
        return [*map(column.value, self.rows)]


class BulkBatch(Batch):
    """Rows of which columns can be asked as a whole: subclasses give what the columns' `bulk` asks for."""

    def values(self, column: Column) -> list[Any]:
        return list(column.bulk(self)) if column.bulk else super().values(column)


class Listed(Batch):
    """Rows that are here already."""

    def __init__(self, rows: Sequence[Any]) -> None:
        self._rows = rows

    @property
    def rows(self) -> Sequence[Any]:
        return self._rows


@dataclass
class Batches:
    """The whole list: iterated row by row, or batch by batch. `tell` hears how many rows have passed."""

    batches: Iterable[Batch]
    tell: Callable[[int], None] = _silent

    def __iter__(self) -> Iterator[Any]:
        for batch in self.in_turn():
            yield from batch.rows

    def in_turn(self) -> Iterator[Batch]:
        passed = 0
        for batch in self.batches:
            yield batch
            passed += len(batch)
            self.tell(passed)
