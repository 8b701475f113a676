import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.cards import json_text, limits
from personaui_desktop.errors import NotACard


def nested(levels: int) -> bytes:
    return b'{"a":' * levels + b"1" + b"}" * levels


def test_depth_has_a_limit() -> None:
    assert json_text.read_json(nested(limits.JSON_DEPTH))[0]
    with pytest.raises(NotACard, match="deeply"):
        json_text.read_json(nested(limits.JSON_DEPTH + 1))


def test_size_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotACard, match="larger"):
        json_text.read_json(bytes(limits.JSON_BYTES + 1))
    monkeypatch.setattr(json_text, "JSON_PARTS", 10)
    assert json_text.read_json(b'{"a":[[],[]]}')[0] == {"a": [[], []]}
    with pytest.raises(NotACard, match="larger"):
        json_text.read_json(b'{"a":[[],[],[],[]]}')


@given(st.text(st.characters() | st.sampled_from("\ud800\udfff"), max_size=10))
def test_whatever_text_there_is_can_be_written_and_read_again(text: str) -> None:
    written = json_text.write_json({"a": text})
    assert json.loads(written) == {"a": text}
    assert json_text.read_json(written)[0] == {"a": text}


def test_text_of_any_language_is_written_as_it_is() -> None:
    assert json_text.write_json({"a": "灯台"}) == '{"a": "灯台"}'.encode()
