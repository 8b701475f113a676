-- name: restore_memory
-- Description: Stores a deleted memory as it was
INSERT INTO memories (id, session_id, persona_id, content, created_at, is_active, start_message_id, end_message_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?);

-- name: raise_session_memory_marker
-- Description: Moves a session's memory marker up to a message, never down
UPDATE chat_sessions SET last_memory_message_id = ?1
WHERE id = ?2 AND (last_memory_message_id IS NULL OR last_memory_message_id < ?1);
