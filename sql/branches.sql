-- name: get_message_before
-- Description: A session's last message before an id
SELECT MAX(id) FROM chat_messages WHERE session_id = ? AND id < ?;

-- name: get_message_after
-- Description: A session's first message after an id
SELECT MIN(id) FROM chat_messages WHERE session_id = ? AND id > ?;

-- name: has_message
-- Description: Whether a message lies in a session
SELECT 1 FROM chat_messages WHERE id = ? AND session_id = ?;

-- name: first_message
-- Description: A session's first message
SELECT MIN(id) FROM chat_messages WHERE session_id = ?;

-- name: insert_session_like
-- Description: Stores a session with the title and the times of another
INSERT INTO chat_sessions (title, persona_id, created_at, updated_at)
SELECT title, persona_id, created_at, updated_at FROM chat_sessions WHERE id = ?;

-- name: insert_branch
-- Description: Stores where a session branched off
INSERT INTO session_branches (
    session_id, kind, trunk_id, trunk_title, fork_id, id_offset, copied_from, forked_at
)
SELECT ?1, ?2, id, title, ?3, ?4, ?5, ?6 FROM chat_sessions WHERE id = ?7;

-- name: links_of
-- Description: Where sessions of a JSON array branched off, and what branched off them
SELECT session_id, kind, trunk_id, fork_id, id_offset
FROM session_branches
WHERE session_id IN (SELECT value FROM json_each(?1)) OR trunk_id IN (SELECT value FROM json_each(?1));

-- name: get_origin
-- Description: Where a session branched off, the trunk's title as it is or was, whether it is there, and the trash's time
SELECT
    session_branches.session_id, kind, trunk_id, coalesce(substr(chat_sessions.title, 1, 200), substr(trunk_title, 1, 200)),
    fork_id, id_offset, copied_from IS NULL, forked_at, chat_sessions.id IS NOT NULL
FROM session_branches
LEFT JOIN chat_sessions ON chat_sessions.id = trunk_id
WHERE session_branches.session_id = ?;

-- name: elsewhere
-- Description: Active memories of a session that end after a message and are not pinned, newest first
SELECT {memory}, 0
FROM memories
LEFT JOIN memory_sources ON memory_id = memories.id
WHERE session_id = ? AND end_message_id > ? AND is_active AND NOT coalesce(pinned, 0)
ORDER BY created_at DESC, memories.id DESC;

-- name: told_until
-- Description: The ranges up to a message of a session's memories, but of those that span it and are not sent beyond it
SELECT start_message_id, min(end_message_id, ?2)
FROM memories
LEFT JOIN memory_sources ON memory_id = memories.id
WHERE session_id = ?1 AND start_message_id <= ?2 AND (end_message_id <= ?2 OR NOT is_active OR coalesce(pinned, 0));

-- name: first_resting
-- Description: Where the first of a session's memories begins that end after a fork
SELECT MIN(start_message_id) FROM memories WHERE session_id = ? AND end_message_id > ?;

-- name: proposed_until
-- Description: The ranges of what is proposed for a session and ends no later than at a message, perhaps with what was not wanted
SELECT start_message_id, end_message_id
FROM memory_proposals
WHERE session_id = ?1 AND end_message_id <= ?2 AND moves_marker AND (?3 OR NOT is_discarded);

-- name: has_memory_without_range
-- Description: Whether a session has a memory of which nobody knows what it covers
SELECT 1 FROM memories WHERE session_id = ? AND (start_message_id IS NULL OR end_message_id IS NULL) LIMIT 1;

-- name: parked_in
-- Description: The tails that are parked in a session
SELECT session_id FROM session_branches WHERE trunk_id = ? AND kind = 'parked';
