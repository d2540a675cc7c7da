"""Work spread over processes: results in order, a bounded number under way, a worker's death costs one item."""

from __future__ import annotations

import multiprocessing
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
R = TypeVar("R")
CHUNK = 4
AHEAD = 4


class Died(NamedTuple, Generic[T]):
    """The process that worked on this item ended without an answer: killed, out of memory, a crash in C code."""

    item: T


def ordered(work: Callable[[T], R], items: Iterable[T], workers: int) -> Iterator[R | Died[T]]:
    """`work` done on each item, results in the order of the items, whatever the number of workers.

    With one worker all happens in this process.
    """
    if workers <= 1:
        yield from map(work, items)
        return
    crew = _Crew(work, workers)
    source = iter(items)
    try:
        while batch := list(islice(source, CHUNK)):
            crew.send(batch)
            if len(crew.waiting) >= workers * AHEAD:
                yield from crew.take()
        while crew.waiting:
            yield from crew.take()
    finally:
        crew.dismiss()


class _Crew(Generic[T, R]):
    def __init__(self, work: Callable[[T], R], workers: int) -> None:
        self.work, self.workers = work, workers
        self.waiting: deque[tuple[list[T], Future[list[R]] | None]] = deque()
        self.pool = self._hire(workers)

    def send(self, batch: list[T]) -> None:
        try:
            self.waiting.append((batch, self.pool.submit(_each, self.work, batch)))
        except BrokenProcessPool:
            self.waiting.append((batch, None))

    def take(self) -> list[R | Died[T]]:
        """The results of the batch that was sent first."""
        _, future = self.waiting[0]
        try:
            if future is None:
                raise BrokenProcessPool
            done: list[R | Died[T]] = list(future.result())
            self.waiting.popleft()
            return done
        except BrokenProcessPool:
            return self._recover()

    def _recover(self) -> list[R | Died[T]]:
        # A broken pool does not tell which item broke it: what was under way is done again, one item at a time.
        self.dismiss()
        results: list[R | Died[T]] = []
        lone = self._hire(1)
        for batch, future in self.waiting:
            if future is not None and future.done() and not future.cancelled() and future.exception() is None:
                results += future.result()
                continue
            for item in batch:
                try:
                    results += lone.submit(_each, self.work, [item]).result()
                except BrokenProcessPool:
                    lone.shutdown()
                    lone = self._hire(1)
                    results.append(Died(item))
        lone.shutdown()
        self.waiting.clear()
        self.pool = self._hire(self.workers)
        return results

    def _hire(self, workers: int) -> ProcessPoolExecutor:
        # Fork where it is safe: no `__main__` guard needed in a user's script, and what is loaded is shared.
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        return ProcessPoolExecutor(workers, context)

    def dismiss(self) -> None:
        self.pool.shutdown(wait=True, cancel_futures=True)


def _each(work: Callable[[T], R], items: list[T]) -> list[R]:
    return [work(item) for item in items]
