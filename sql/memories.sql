-- name: insert_memory
-- Description: Stores a memory with the range of messages that it covers
INSERT INTO memories (session_id, persona_id, content, start_message_id, end_message_id) VALUES (?, ?, ?, ?, ?);

-- name: get_active_memories
-- Description: The active memories, newest first
SELECT {memory}
FROM memories
WHERE is_active
ORDER BY created_at DESC, id DESC;

-- name: get_all_memories
-- Description: All memories, newest first
SELECT {memory}
FROM memories
ORDER BY created_at DESC, id DESC;

-- name: get_memory_session_id
-- Description: The session that a memory came from
SELECT session_id FROM memories WHERE id = ?;

-- name: update_memory
-- Description: Replaces a memory's text
UPDATE memories SET content = ? WHERE id = ?;

-- name: toggle_memory_status
-- Description: Switches a memory on or off
UPDATE memories SET is_active = NOT is_active WHERE id = ?;

-- name: delete_memory
-- Description: Deletes a memory
DELETE FROM memories WHERE id = ?;

-- name: get_max_end_message_id
-- Description: The newest message that a session's memories cover
SELECT MAX(end_message_id) FROM memories WHERE session_id = ?;

-- name: update_session_memory_marker
-- Description: Moves a session's memory marker
UPDATE chat_sessions SET last_memory_message_id = ? WHERE id = ?;

-- name: get_session_memory_marker
-- Description: A session's memory marker
SELECT last_memory_message_id FROM chat_sessions WHERE id = ?;

-- name: upsert_db_info
-- Description: Stores one of the file's own key and value pairs
INSERT OR REPLACE INTO db_info (key, value) VALUES (?, ?);
