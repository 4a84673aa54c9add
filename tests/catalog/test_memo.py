"""A memoized value is computed once, by one thread, and nobody can change it for others."""

import threading

import pandas as pd
import pytest

from pokrovsk_front.catalog.memo import Memo, memoized_property


def test_one_thread_computes_while_the_others_wait() -> None:
    memo, computed = Memo(), []
    started, go_on = threading.Event(), threading.Event()

    def compute() -> list[int]:
        computed.append(threading.get_ident())
        started.set()
        assert go_on.wait(timeout=10)
        return [1]

    found: list[list[int]] = []
    threads = [
        threading.Thread(target=lambda: found.append(memo.get("key", compute))) for _ in range(8)
    ]
    threads[0].start()
    assert started.wait(timeout=10)
    for thread in threads[1:]:
        thread.start()
    go_on.set()
    for thread in threads:
        thread.join(timeout=10)
    assert len(computed) == 1
    assert len(found) == 8
    assert all(each is found[0] for each in found)


def test_a_value_may_ask_for_another_one() -> None:
    memo = Memo()
    assert memo.get("outer", lambda: memo.get("inner", lambda: 1) + 1) == 2


def test_what_failed_is_computed_again() -> None:
    memo = Memo()
    with pytest.raises(ZeroDivisionError):
        memo.get("key", lambda: 1 // 0)
    assert memo.get("key", lambda: 1) == 1


def test_no_caller_can_change_the_frame_of_another() -> None:
    memo = Memo()

    def areas() -> pd.DataFrame:
        return pd.DataFrame({"km2": [1.0, 2.0]})

    def distances() -> dict[str, pd.DataFrame]:
        return {"pokrovsk": pd.DataFrame({"km": [3.0]})}

    frame, by_place = memo.get("frame", areas), memo.get("dict", distances)
    frame["km2"] = 0.0
    frame["more"] = 0.0
    by_place["pokrovsk"].loc[0, "km"] = 0.0
    by_place.clear()
    assert memo.get("frame", areas).to_dict("list") == {"km2": [1.0, 2.0]}
    assert memo.get("dict", distances)["pokrovsk"].to_dict("list") == {"km": [3.0]}


def test_a_property_is_computed_once_for_each_scope() -> None:
    class Text:
        def __init__(self, memo: Memo, scope: str) -> None:
            self.memo, self.scope = memo, scope

        @memoized_property
        def greeting(self) -> list[str]:
            """Hello."""
            return [self.scope]

    memo = Memo()
    english = Text(memo, "en").greeting
    assert english == ["en"]
    assert Text(memo, "en").greeting is english
    assert Text(memo, "uk").greeting == ["uk"]
    assert Text.greeting.__doc__ == "Hello."


def test_a_memo_with_a_bound_forgets_what_was_asked_for_longest_ago() -> None:
    memo = Memo(2)
    computed: list[str] = []

    def value(name: str) -> str:
        def compute() -> str:
            computed.append(name)
            return name

        return memo.get(name, compute)

    assert [value(name) for name in "abaca"] == list("abaca")
    assert computed == ["a", "b", "c"]
    assert value("b") == "b"
    assert computed == ["a", "b", "c", "b"]
