import signal

from pytestqt.qtbot import QtBot

from personaui_desktop.background.termination import SIGNALS, Termination


def test_a_request_to_end_wakes_the_program_up(qtbot: QtBot) -> None:
    before = [signal.getsignal(number) for number in SIGNALS]
    termination = Termination()
    for number in SIGNALS:
        with qtbot.waitSignal(termination.asked):
            signal.raise_signal(number)
    termination.close()
    assert [signal.getsignal(number) for number in SIGNALS] == before
