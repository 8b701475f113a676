-- name: texts_before
-- Description: The texts of a session's messages before an id, newest first
SELECT id, message FROM chat_messages
WHERE session_id = ? AND id < ?
ORDER BY id DESC
LIMIT ?;
