-- name: is_noted
-- Description: Whether it was asked already if there is anything to add after a message of the person
SELECT 1 FROM afterthoughts WHERE message_id = ?;

-- name: note
-- Description: Notes that it is asked after a message of the person; no row where it was noted before
INSERT OR IGNORE INTO afterthoughts (message_id, session_id) VALUES (?, ?);
