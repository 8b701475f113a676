"""Replies that were arriving when the program ended; every start looks for them in what it shows first."""

from personaui_desktop.database.checks import check_text
from personaui_desktop.database.clock import utc_now
from personaui_desktop.database.ending_codes import stored_problem
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.records.endings import Ending


def mark_interrupted_replies(file: PersonaFile, run: str) -> int:
    """Mark replies that an earlier run left arriving as interrupted.

    Those without text are removed, and where the message has said something before, it says that again, as
    where nothing was appended to it yet. What was thought by then is kept all the same.

    Returns:
        How many there were.
    """
    check_text(run, "run")
    fruitless = file.execute("replies.fruitless_interrupted_replies", (run,)).fetchall()
    values = (stored_problem(Ending.PROGRAM_ENDED.value), utc_now(), run)
    found = file.execute("replies.interrupt_replies", values).rowcount
    if fruitless:
        # Hardly any start comes after a reply that had no time to say anything.
        from personaui_desktop.database.replies import drop_reply
        from personaui_desktop.database.versions import step_back

        for message_id, has_thought in fruitless:
            if has_thought:
                step_back(file, message_id)
            else:
                drop_reply(file, message_id)
    return found
