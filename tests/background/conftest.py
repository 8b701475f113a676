"""What the tests of replies under way share."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from support.reply_stage import Stage
from support.scripted import ScriptedResponder

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.background.reply_worker import ReplyWorker
from personaui_desktop.database import (
    create_session,
    reused_connections,
    save_message,
)
from personaui_desktop.operations import reply_storage


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    worker = DatabaseWorker(reused_connections)
    responder = ScriptedResponder()
    replies = ReplyWorker(worker.run, lambda: responder, reply_storage)
    session_id = create_session("Replies", "default")
    save_message("Hello", True, session_id=session_id)
    yield Stage(worker, replies, responder, session_id)
    for stream in responder.streams:
        stream.stop()
    replies.close()
    worker.close()
