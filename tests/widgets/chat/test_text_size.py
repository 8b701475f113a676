import pytest
from support.chat_stage import Stage


def test_text_grows_and_shrinks_within_bounds(stage: Stage) -> None:
    sizes: list[float] = []
    stage.pane.text_size_changed.connect(sizes.append)
    for _ in range(20):
        stage.pane.text_size.step(1)
    assert sizes[0] == pytest.approx(1.1)
    assert sizes[-1] == pytest.approx(2.0)
    stage.pane.text_size.step(-1)
    stage.pane.text_size.reset()
    assert sizes[-2:] == pytest.approx([1.9, 1.0])
