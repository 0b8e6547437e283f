"""Users' tables: an unknown key is named first, with the nearest valid one."""

import pytest
from pydantic import ValidationError

from briefgen.tables import Table, explain_invalid


class Tree(Table):
    kind: str
    height: float = 1.0


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"kidn": "oak"}, "unknown key 'kidn'; did you mean 'kind'?"),
        ({"kind": "oak", "zzz": 1}, "unknown key 'zzz'"),
        (
            {"kind": "oak", "height": "tall"},
            "height: Input should be a valid number, unable to parse string as a number",
        ),
    ],
)
def test_one_line_says_what_is_wrong(values: dict[str, object], words: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Tree.model_validate(values)
    assert explain_invalid(caught.value, (Tree,)) == words
