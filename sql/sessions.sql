-- name: create_session
-- Description: Stores a new session
INSERT INTO chat_sessions (title, persona_id, created_at, updated_at) VALUES (?, ?, ?, ?);

-- name: get_all_sessions
-- Description: All sessions, the most recently updated first
SELECT {session}
FROM chat_sessions
ORDER BY updated_at DESC, id DESC;

-- name: get_session_by_id
-- Description: One session
SELECT {session} FROM chat_sessions WHERE id = ?;

-- name: session_exists
-- Description: Whether there is such a session
SELECT 1 FROM chat_sessions WHERE id = ?;

-- name: update_session_title
-- Description: Gives a session another title
UPDATE chat_sessions SET title = ? WHERE id = ?;

-- name: touch_session
-- Description: Makes a session the most recently updated one
UPDATE chat_sessions SET updated_at = ? WHERE id = ?;

-- name: delete_session
-- Description: Deletes a session; its messages go with it
DELETE FROM chat_sessions WHERE id = ?;

-- name: delete_all_sessions
-- Description: Deletes every session of the persona
DELETE FROM chat_sessions;

-- name: get_session_count_summary
-- Description: How many sessions there are, and when the newest of them changed
SELECT COUNT(*), MAX(updated_at) FROM chat_sessions;
