"""Memoized values that many threads share: each is computed once, and no caller can change it.

`functools.cached_property` has no lock from Python 3.12 on: two readers would compute twice, and
hold two copies. Here one thread computes while the others wait. Nothing expires: whoever wants new
values takes a new `Memo`. One with a bound forgets what was asked for longest ago.
"""

import threading
from collections.abc import Callable, Hashable
from functools import partial
from typing import Any, Generic, Protocol, Self, TypeVar, overload

import pandas as pd

Value = TypeVar("Value")


class Memo:
    """Values by key, each computed once.

    One re-entrant lock is for all keys: a value may ask for others while it is computed, and no
    two threads can wait for each other.

    Args:
        max_values: How many values are kept; as many as there are keys where nothing is said.
    """

    def __init__(self, max_values: int | None = None) -> None:
        self._max_values = max_values
        self._values: dict[Hashable, tuple[Any, Callable[[Any], Any]]] = {}
        self._lock = threading.RLock()

    def get(self, key: Hashable, compute: Callable[[], Value]) -> Value:
        """Give the value of a key, computed by the first who asks.

        Returns:
            A frame or dict of the caller's own, without the cost of a copy: pandas copies a
            column when it is written to, and until then all share what was computed.
        """
        if self._max_values is not None:
            return self._get_lately(key, compute)
        if key not in self._values:
            with self._lock:
                if key not in self._values:
                    self._values[key] = _kept(compute())
        value, own = self._values[key]
        given: Value = own(value)
        return given

    def _get_lately(self, key: Hashable, compute: Callable[[], Value]) -> Value:
        with self._lock:
            # The last asked for stands last.
            found = self._values.pop(key) if key in self._values else _kept(compute())
            self._values[key] = found
            while len(self._values) > (self._max_values or 0):
                del self._values[next(iter(self._values))]
        value, own = found
        given: Value = own(value)
        return given


def _kept(value: Value) -> tuple[Value, Callable[[Any], Any]]:
    """Give a value with what makes one of the caller's own of it, found once."""
    match value:
        case pd.DataFrame():
            return value, _frame
        case dict() if any(isinstance(each, dict | pd.DataFrame) for each in value.values()):
            return value, _nested
        case dict():
            return value, dict
    return value, _same


def _frame(value: pd.DataFrame) -> pd.DataFrame:
    return value.copy(deep=False)


def _nested(value: dict[Any, Any]) -> dict[Any, Any]:
    kept = ((key, _kept(each)) for key, each in value.items())
    return {key: own(each) for key, (each, own) in kept}


def _same(value: Value) -> Value:
    return value


class HasMemo(Protocol):
    """What a memoized property belongs to: its values lie in a memo, under a scope."""

    memo: Memo
    scope: str


class memoized_property(Generic[Value]):  # noqa: N801 (stands beside `property`)
    """A property whose value is computed once for all threads."""

    def __init__(self, compute: Callable[[Any], Value]) -> None:
        self._compute = compute
        self.__doc__ = compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: HasMemo, owner: type) -> Value: ...

    def __get__(self, instance: HasMemo | None, owner: type) -> Self | Value:
        if instance is None:
            return self
        return instance.memo.get((instance.scope, self._name), partial(self._compute, instance))
