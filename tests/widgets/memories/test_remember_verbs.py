from support.memory_hands import TEXT, answer

from personaui_desktop.database import (
    get_last_memory_message_id,
)


def test_chosen_messages_are_written_down(bench, talk) -> None:
    ids = talk(6)
    answer(bench, TEXT)
    bench.pane.verbs.remember_selected(ids[2], ids[3])
    bench.qtbot.waitUntil(lambda: bench.editor.isVisible())
    bench.editor.save()
    bench.settle()
    assert bench.view.current_memory.end_message_id == ids[3]
    assert get_last_memory_message_id(ids[0]) is None
