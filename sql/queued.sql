-- name: get_queued
-- Description: How the texts begin that wait in a session, in the order in which they are to be said
SELECT id, substr(content, 1, 1000) FROM queued_messages WHERE session_id = ? ORDER BY id;

-- name: get_first
-- Description: What is to be said next in a session
SELECT id, content FROM queued_messages WHERE session_id = ? ORDER BY id LIMIT 1;

-- name: get_one
-- Description: One text that waits in a session
SELECT content FROM queued_messages WHERE id = ? AND session_id = ?;

-- name: insert_queued
-- Description: Has a text wait, at a place that is free or behind all, unless its session was deleted meanwhile
INSERT INTO queued_messages (id, session_id, content, queued_at)
SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM queued_messages WHERE id = ?4) THEN ?4 END, id, ?2, ?3
FROM chat_sessions
WHERE id = ?1;

-- name: delete_queued
-- Description: Has a text wait no longer
DELETE FROM queued_messages WHERE id = ?;
