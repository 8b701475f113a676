-- A tail is what a session has after a message. A parked one lies in a session of its own, and takes turns with what
-- its trunk has there now.

-- name: get_fork
-- Description: Which session a parked tail was taken from, as long as that is there, and after which message
SELECT trunk_id, fork_id
FROM session_branches
WHERE session_id = ? AND kind = 'parked' AND EXISTS (SELECT 1 FROM chat_sessions WHERE id = trunk_id);

-- name: get_session_of_message
-- Description: The session that a message lies in
SELECT session_id FROM chat_messages WHERE id = ?;

-- name: is_reply_arriving
-- Description: Whether a reply is arriving in one of two tails that are to take turns
SELECT 1
FROM replies
CROSS JOIN chat_messages ON chat_messages.id = message_id
WHERE status = 'streaming'
  AND (session_id = :branch OR (session_id = :trunk AND chat_messages.id > :fork))
LIMIT 1;

-- name: is_being_copied
-- Description: Whether a session is still being copied, or is itself a copy that is not whole yet, by the index of those few
SELECT 1
FROM session_branches
JOIN chat_sessions ON chat_sessions.id = session_id
WHERE copied_from IS NOT NULL AND (+trunk_id = ?1 OR +session_id = ?1)
LIMIT 1;

-- name: park_messages
-- Description: Gives an empty session the messages of a tail
UPDATE chat_messages SET session_id = :branch WHERE session_id = :trunk AND id > :fork;

-- name: exchange_messages
-- Description: Lets the messages of two tails take turns
UPDATE chat_messages SET session_id = CASE session_id WHEN :branch THEN :trunk ELSE :branch END
WHERE session_id = :branch OR (session_id = :trunk AND id > :fork);

-- name: exchange_memories
-- Description: Lets the memories go with them, those that span the fork too: without the tail they rest
UPDATE memories SET session_id = CASE session_id WHEN :branch THEN :trunk ELSE :branch END
WHERE session_id = :branch OR (session_id = :trunk AND end_message_id > :fork);

-- name: exchange_proposals
-- Description: Lets the proposed memories go with them
UPDATE memory_proposals SET session_id = CASE session_id WHEN :branch THEN :trunk ELSE :branch END
WHERE session_id = :branch OR (session_id = :trunk AND end_message_id > :fork);

-- name: exchange_branches
-- Description: Lets what branched off the two tails go with them
UPDATE session_branches SET trunk_id = CASE trunk_id WHEN :branch THEN :trunk ELSE :branch END
WHERE trunk_id = :branch OR (trunk_id = :trunk AND fork_id > :fork);

-- name: exchange_afterthoughts
-- Description: Lets the notes go with them that it was asked if there is anything to add
UPDATE afterthoughts SET session_id = CASE session_id WHEN :branch THEN :trunk ELSE :branch END
WHERE session_id = :branch OR (session_id = :trunk AND message_id > :fork);

-- name: set_marker
-- Description: Moves a session's memory marker
UPDATE chat_sessions SET last_memory_message_id = ? WHERE id = ?;

-- name: look_again_at_spanning
-- Description: Has the memories that span the fork compared with their messages, which may have changed while they rested
UPDATE memory_sources SET state = NULL
WHERE memory_id IN (
    SELECT id FROM memories
    WHERE session_id = :trunk AND start_message_id <= :fork AND end_message_id > :fork
);

-- name: forget_fork_counts
-- Description: Forgets how many messages both sessions have about the fork
DELETE FROM message_counts WHERE session_id IN (:branch, :trunk) AND block = :fork >> shift;

-- name: set_counts_aside
-- Description: Sets aside how many the trunk has beyond, under a number that is no session's
UPDATE message_counts SET session_id = -:branch WHERE session_id = :trunk AND block > :fork >> shift;

-- name: give_counts_to_trunk
-- Description: Gives the trunk how many the other tail has
UPDATE message_counts SET session_id = :trunk WHERE session_id = :branch;

-- name: give_counts_to_branch
-- Description: Gives that tail's session how many the trunk had
UPDATE message_counts SET session_id = :branch WHERE session_id = -:branch;

-- name: count_small_block
-- Description: Counts anew among the 2^8 ids about the fork
INSERT INTO message_counts (session_id, shift, block, messages)
SELECT session_id, 8, :fork >> 8, COUNT(*)
FROM chat_messages
WHERE session_id IN (:branch, :trunk) AND id BETWEEN :fork >> 8 << 8 AND (:fork >> 8 << 8) + 255
GROUP BY session_id;

-- name: count_large_block
-- Description: Counts anew among the 2^16 ids about the fork
INSERT INTO message_counts (session_id, shift, block, messages)
SELECT session_id, 16, :fork >> 16, SUM(messages)
FROM message_counts
WHERE session_id IN (:branch, :trunk) AND shift = 8
  AND block BETWEEN :fork >> 16 << 8 AND (:fork >> 16 << 8) + 255
GROUP BY session_id;

-- name: get_opening
-- Description: How the first message of a session begins
SELECT substr(message, 1, 1000) FROM chat_messages WHERE session_id = ? ORDER BY id LIMIT 1;

-- name: has_messages
-- Description: Whether a session has any message after one
SELECT 1 FROM chat_messages WHERE session_id = ? AND id > ? LIMIT 1;

-- name: delete_branch
-- Description: Forgets where a session branched off
DELETE FROM session_branches WHERE session_id = ?;

-- name: hand_over_memories
-- Description: Gives a session the memories of another one
UPDATE memories SET session_id = ? WHERE session_id = ?;

-- name: hand_over_proposals
-- Description: Gives a session the proposed memories of another one
UPDATE memory_proposals SET session_id = ? WHERE session_id = ?;

-- name: hand_over_branches
-- Description: Gives a session what branched off another one
UPDATE session_branches SET trunk_id = ? WHERE trunk_id = ?;

-- name: hand_over_afterthoughts
-- Description: Gives a session the notes of another one that it was asked if there is anything to add
UPDATE afterthoughts SET session_id = ? WHERE session_id = ?;
