from datetime import UTC, date, datetime, timedelta, timezone

from personaui_desktop.database import create_session, get_db_connection
from personaui_desktop.operations import positions

INSERT = "INSERT INTO chat_messages (session_id, message, is_user, timestamp) VALUES (?, 'x', 1, ?)"


def a_session() -> tuple[int, list[int]]:
    session_id = create_session("Lights", "default")
    connection = get_db_connection("default")
    times = ["2026-11-02 22:30:00", "2026-11-03 08:00:00", "2026-11-04 08:00:00"]
    ids = [connection.execute(INSERT, (session_id, time)).lastrowid or 0 for time in times]
    connection.commit()
    connection.close()
    return session_id, ids


def test_a_place_by_number() -> None:
    session_id, ids = a_session()
    assert positions.message_at("default", session_id, 1).work() == ids[1]
    assert positions.count_around("default", session_id, ids[1], ids[1]).work() == (1, 1)


def test_a_place_by_a_moment_of_any_zone() -> None:
    session_id, ids = a_session()
    assert positions.first_since("default", session_id, datetime(2001, 1, 1, tzinfo=UTC)).work() == ids[0]
    east = timezone(timedelta(hours=2))
    assert positions.first_since("default", session_id, datetime(2026, 11, 3, tzinfo=east)).work() == ids[0]
    assert positions.first_since("default", session_id, datetime(2026, 11, 3, tzinfo=UTC)).work() == ids[1]
    assert positions.first_since("default", session_id, datetime(2999, 1, 1, tzinfo=UTC)).work() is None


def test_the_local_days_that_have_messages() -> None:
    session_id, _ids = a_session()
    times = [datetime(2026, 11, 2, 22, 30, tzinfo=UTC), datetime(2026, 11, 3, 8, tzinfo=UTC)]
    expected = sorted({time.astimezone().date() for time in times})
    days = [date(2026, 10, 30) + timedelta(days=number) for number in range(5)]
    assert positions.days_with_messages("default", session_id, days).work() == expected
    assert positions.first_and_last_time("default", session_id).work() == (
        "2026-11-02 22:30:00",
        "2026-11-04 08:00:00",
    )
