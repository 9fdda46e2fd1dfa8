from __future__ import annotations

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from outreach.who.profile_keys import _order, grouped


@given(st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 3) | st.integers(2**63, 2**63 + 3), max_size=40))
def test_keys_alike_in_their_leading_bits_are_put_in_order_too(values: list[int]) -> None:
    key = np.array(values, np.uint64)
    assert _order(key).tolist() == np.argsort(key, kind="stable").tolist()


@given(st.lists(st.none() | st.sampled_from(["ada", "bob", "", "eve ash"]), max_size=30))
def test_equal_cells_have_one_number_in_order_of_their_first_place(cells: list[str | None]) -> None:
    code, examples = grouped(pl.Series(cells, dtype=pl.String))
    assert [cells[place] for place in examples[code]] == cells
    assert examples.tolist() == sorted(cells.index(cell) for cell in set(cells))


def test_cells_at_some_rows_only() -> None:
    code, examples = grouped(pl.Series(["x", "a", "b", "a"]), np.array([3, 1, 2], np.int32))
    assert code.tolist() == [0, 0, 1]
    assert examples.tolist() == [0, 2]
