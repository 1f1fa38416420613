"""Tables as data frames with real types."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kg.tables.columns import Column, Row, names

if TYPE_CHECKING:
    import pandas as pd

#: Type of a column → of a data frame's: those of pandas that know a missing value, so that none becomes nought or False.
_DTYPES: dict[type, str] = {int: "Int64", float: "Float64", bool: "boolean"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def frame(rows: Sequence[Row], columns: Sequence[Column]) -> pd.DataFrame:
    """Return rows as a data frame: whole numbers, numbers and truth values as such, few choices as categories.

    Lists are lists; dates are timestamps where each of a column is a whole day, else text, since "2026-01" is no day.
    What is not known is missing (pandas.NA) among numbers and truth values, and an empty text or list elsewhere.

    >>> from kg.tables.columns import TABLES
    >>> frame([], TABLES["claims"]).dtypes[["start", "hedged", "confidence"]].astype(str).tolist()
    ['Int64', 'boolean', 'Float64']
    """
    import pandas as pd

    made = pd.DataFrame(rows, columns=list(names(columns)))
    for column in columns:
        made[column.name] = _typed(made[column.name], column)
    return made


def _typed(values: Any, column: Column) -> Any:
    import pandas as pd

    if column.many:
        return values.map(list).astype(object)
    if column.type in _DTYPES:
        return values.astype(_DTYPES[column.type])
    if column.choices:
        return values.astype(pd.CategoricalDtype([*column.choices, *sorted({*values} - {*column.choices})]))
    if column.name == "date" and len(values) and values.map(lambda v: bool(_DAY.fullmatch(v))).all():
        return pd.to_datetime(values)
    return values
