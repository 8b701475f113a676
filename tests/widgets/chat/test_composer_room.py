import pytest
from support.chat_stage import Stage

from personaui_desktop.widgets.chat.composer import PADDING
from personaui_desktop.widgets.common.theme import STEP


@pytest.mark.parametrize("lines", [1, 3, 40])
@pytest.mark.parametrize("height", [330, 400, 700])
def test_in_a_low_window_the_conversation_gives_way_and_the_composer_stays_whole(
    stage: Stage, height: int, lines: int
) -> None:
    pane, composer = stage.pane, stage.pane.composer
    pane.setMinimumSize(1, 1)  # as in the window, which may be lower than what its panes would like
    pane.set_responder("Demo companion", is_demo=True)
    stage.go_to(stage.session("Hello", "Good day", "Are you there?"))
    composer.set_text("\n".join(["A line"] * lines))
    pane.resize(500, height)
    button = composer.send_button
    stage.until(lambda: pane.foot.no_reply.isVisible() and button.isVisible())
    stage.until(lambda: composer.mapTo(pane, composer.rect().bottomLeft()).y() < height)
    room = composer.rect().adjusted(0, 0, 0, -(PADDING - STEP // 2))
    stage.until(lambda: room.contains(button.geometry()))
    stage.until(lambda: not composer.edit.geometry().intersects(button.geometry()))
