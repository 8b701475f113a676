-- name: list_sessions
-- Description: All sessions with the beginning of their last message, the most recently updated first
SELECT
    id, title, created_at, updated_at, last_memory_message_id,
    (
        SELECT substr(message, 1, 200)
        FROM chat_messages
        WHERE session_id = chat_sessions.id AND message <> ''
        ORDER BY id DESC
        LIMIT 1
    )
FROM chat_sessions
ORDER BY updated_at DESC, id DESC;
