-- name: list_memories
-- Description: All memories with what is kept beside them, newest first
SELECT
    {listed_memory}
FROM memories
LEFT JOIN memory_sources ON memory_sources.memory_id = memories.id
LEFT JOIN chat_sessions ON chat_sessions.id = memories.session_id
ORDER BY memories.created_at DESC, memories.id DESC;

-- name: list_some_memories
-- Description: Memories by their own ids or their sessions', two JSON lists, with what is kept beside them
SELECT
    {listed_memory}
FROM memories
LEFT JOIN memory_sources ON memory_sources.memory_id = memories.id
LEFT JOIN chat_sessions ON chat_sessions.id = memories.session_id
WHERE memories.id IN (SELECT value FROM json_each(?2)) OR memories.session_id IN (SELECT value FROM json_each(?3));

-- name: sources_to_look_at
-- Description: Memories whose messages may have changed since they were compared; those that rest are not whole
SELECT memories.id, session_id, start_message_id, end_message_id, source_hash
FROM memory_sources
JOIN memories ON memories.id = memory_sources.memory_id
WHERE state IS NULL AND source_hash IS NOT NULL
  AND NOT EXISTS (
      SELECT 1 FROM session_branches
      WHERE session_branches.session_id = memories.session_id AND kind = 'parked'
        AND start_message_id <= fork_id
  );

-- name: set_source_state
-- Description: Stores how a memory stands to its messages
UPDATE memory_sources SET state = ? WHERE memory_id = ?;

-- name: source_messages
-- Description: The messages of a session within a range, oldest first
SELECT is_user, message
FROM chat_messages
WHERE session_id = ? AND id BETWEEN ? AND ?
ORDER BY id;

-- name: are_ends_in_session
-- Description: How many of two message ids the session has
SELECT COUNT(*) FROM chat_messages WHERE session_id = ? AND id IN (?, ?);

-- name: store_source
-- Description: Stores what is kept beside a memory
INSERT INTO memory_sources (memory_id, source_hash, state, pinned, origin) VALUES (?, ?, NULL, ?, ?)
ON CONFLICT (memory_id) DO UPDATE SET
    source_hash = excluded.source_hash,
    state = NULL,
    pinned = excluded.pinned,
    origin = excluded.origin;

-- name: get_source
-- Description: What is kept beside a memory
SELECT source_hash, pinned, origin FROM memory_sources WHERE memory_id = ?;

-- name: renew_source
-- Description: Stores that a memory was made anew
INSERT INTO memory_sources (memory_id, source_hash, origin) VALUES (?, ?, ?)
ON CONFLICT (memory_id) DO UPDATE SET source_hash = excluded.source_hash, state = NULL, origin = excluded.origin;

-- name: set_pinned
-- Description: Pins a memory or lets it go
INSERT INTO memory_sources (memory_id, pinned) SELECT id, ?1 FROM memories WHERE id = ?2
ON CONFLICT (memory_id) DO UPDATE SET pinned = excluded.pinned;

-- name: get_memory
-- Description: One memory
SELECT {memory}
FROM memories
WHERE id = ?;

-- name: set_active
-- Description: Switches a memory on or off, whichever it is
UPDATE memories SET is_active = ? WHERE id = ?;

-- name: raise_session_memory_marker
-- Description: Moves a session's memory marker up to a message, never down
UPDATE chat_sessions SET last_memory_message_id = ?1
WHERE id = ?2 AND (last_memory_message_id IS NULL OR last_memory_message_id < ?1);
