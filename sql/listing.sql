-- name: list_sessions
-- Description: All sessions with the beginnings of their title and their last message, the most recently updated first
SELECT
    id, substr(title, 1, 201), created_at, updated_at, last_memory_message_id,
    (
        SELECT substr(message, 1, 200)
        FROM chat_messages
        WHERE session_id = chat_sessions.id AND message <> ''
        ORDER BY id DESC
        LIMIT 1
    )
FROM chat_sessions
ORDER BY updated_at DESC, id DESC;
