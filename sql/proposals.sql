-- name: insert_proposal
-- Description: Stores a memory that is proposed
INSERT INTO memory_proposals (
    session_id, memory_id, content, start_message_id, end_message_id, source_hash, origin, moves_marker, created_at
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: open_proposals
-- Description: The proposals that wait for an answer, the first made first
SELECT
    {proposal}
FROM memory_proposals
WHERE NOT is_discarded
ORDER BY id;

-- name: get_proposal
-- Description: One proposal
SELECT
    {proposal}
FROM memory_proposals
WHERE id = ?;

-- name: delete_proposal
-- Description: Deletes a proposal
DELETE FROM memory_proposals WHERE id = ?;

-- name: delete_earlier_proposals_for_memory
-- Description: Deletes what else was to replace a memory's text
DELETE FROM memory_proposals WHERE memory_id = ?;

-- name: proposals_for_memory
-- Description: What is to replace a memory's text
SELECT id FROM memory_proposals WHERE memory_id = ?;

-- name: discarded_proposals
-- Description: What was discarded earlier in a session
SELECT id FROM memory_proposals WHERE session_id = ? AND is_discarded;

-- name: delete_discarded
-- Description: Forgets what was discarded earlier in a session
DELETE FROM memory_proposals WHERE session_id = ? AND is_discarded;

-- name: set_discarded
-- Description: Sets a proposal aside, or offers it again
UPDATE memory_proposals SET is_discarded = ? WHERE id = ?;

-- name: proposed_until
-- Description: The newest message that a session's proposals cover: of those that wait, and of all
SELECT MAX(CASE WHEN NOT is_discarded THEN end_message_id END), MAX(end_message_id)
FROM memory_proposals
WHERE session_id = ? AND moves_marker;
