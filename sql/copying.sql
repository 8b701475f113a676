-- name: highest_id
-- Description: The highest id that a message ever had
SELECT seq FROM sqlite_sequence WHERE name = 'chat_messages';

-- name: get_progress
-- Description: What is still to be copied into a session: from where, what lies before which message, and how far off its ids are
SELECT trunk_id, copied_from, id_offset FROM session_branches WHERE session_id = ? AND copied_from IS NOT NULL;

-- name: set_progress
-- Description: Notes before which message all is still to be copied; null where nothing is
UPDATE session_branches SET copied_from = ? WHERE session_id = ?;

-- name: unfinished
-- Description: Copies that are not whole yet
SELECT session_id
FROM session_branches
JOIN chat_sessions ON chat_sessions.id = session_id
WHERE copied_from IS NOT NULL;

-- name: chunk_before
-- Description: The first of so many messages of a session before an id
SELECT MIN(id) FROM (SELECT id FROM chat_messages WHERE session_id = ? AND id < ? ORDER BY id DESC LIMIT ?);

-- name: copy_chat_messages
-- Description: Copies messages; a reply that is about to arrive, and was nothing else before, has nothing to copy yet
INSERT INTO chat_messages (id, session_id, message, is_user, timestamp, character_name)
SELECT id + :offset, :target, message, is_user, timestamp, character_name
FROM chat_messages
WHERE session_id = :source AND id BETWEEN :first AND :last
  AND NOT (
      message = ''
      AND EXISTS (SELECT 1 FROM replies WHERE message_id = chat_messages.id AND status = 'streaming')
      AND NOT EXISTS (SELECT 1 FROM message_versions WHERE message_id = chat_messages.id)
  );

-- name: copied_before_they_said_anything
-- Description: Copies of messages that say something again and have not begun to yet
SELECT message_id + :offset
FROM replies
JOIN chat_messages ON id = message_id
WHERE status = 'streaming' AND message = '' AND session_id = :source AND id BETWEEN :first AND :last
  AND EXISTS (SELECT 1 FROM message_versions WHERE message_versions.message_id = chat_messages.id);

-- name: copy_afterthoughts
-- Description: Notes that it is not asked again if there is anything to add after messages that were asked after
INSERT OR IGNORE INTO afterthoughts (message_id, session_id)
SELECT id, :target
FROM chat_messages
JOIN afterthoughts ON message_id = id - :offset
WHERE chat_messages.session_id = :target AND id BETWEEN :first + :offset AND :last + :offset;

-- name: forget_counts
-- Description: Forgets how many messages the copy has about where some were copied
DELETE FROM message_counts
WHERE session_id = :target AND block BETWEEN :first + :offset >> shift AND :last + :offset >> shift;

-- name: count_small_blocks
-- Description: Counts them anew among every 2^8 ids; before them the copy has none yet
INSERT INTO message_counts (session_id, shift, block, messages)
SELECT session_id, 8, id >> 8, COUNT(*)
FROM chat_messages
WHERE session_id = :target AND id BETWEEN :first + :offset AND (:last + :offset >> 8 << 8) + 255
GROUP BY id >> 8;

-- name: count_large_blocks
-- Description: Counts them anew among every 2^16 ids
INSERT INTO message_counts (session_id, shift, block, messages)
SELECT session_id, 16, block >> 8, SUM(messages)
FROM message_counts
WHERE session_id = :target AND shift = 8
  AND block BETWEEN :first + :offset >> 8 AND (:last + :offset >> 16 << 8) + 255
GROUP BY block >> 8;
