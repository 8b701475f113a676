from support.chat_stage import Stage


def test_says_whether_there_is_something_to_stop_or_retry(stage: Stage) -> None:
    stage.go_to(stage.session("Hello", "Good day"))
    assert not stage.pane.is_replying
    assert stage.pane.attempts.can_retry
    stage.go_to(stage.session("Hello"))
    assert stage.pane.attempts.can_retry
