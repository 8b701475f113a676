-- Texts are read by ranges of ids, whatever session they lie in. The columns of what is found are alike in
-- each query: id, message, session, text, whether the person said it, when, by whom.

-- name: message_texts
-- Description: The messages' texts from an id to another, in their order
SELECT id, message FROM chat_messages WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?;

-- name: version_texts
-- Description: The same of versions, those that are chosen without a text
SELECT id, content FROM message_versions WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?;

-- name: messages_between
-- Description: The messages from an id to another, newest first
SELECT id, id, session_id, message, is_user, timestamp, substr(character_name, 1, 200)
FROM chat_messages
WHERE id BETWEEN ?1 AND ?2
ORDER BY id DESC
LIMIT ?3;

-- name: versions_between
-- Description: The same of versions that are not chosen
SELECT
    message_versions.id, chat_messages.id, session_id, content, is_user, made_at,
    substr(message_versions.character_name, 1, 200)
FROM message_versions
JOIN chat_messages ON chat_messages.id = message_id
WHERE message_versions.id BETWEEN ?1 AND ?2
ORDER BY message_versions.id DESC
LIMIT ?3;

-- name: memories_between
-- Description: The same of memories; in place of the message the first one that the memory was made of
SELECT id, start_message_id, session_id, content, 0, created_at, ''
FROM memories
WHERE id BETWEEN ?1 AND ?2
ORDER BY id DESC
LIMIT ?3;

-- name: titles_between
-- Description: The same of sessions and their titles
SELECT id, NULL, id, substr(title, 1, 200), 0, updated_at, ''
FROM chat_sessions
WHERE id BETWEEN ?1 AND ?2
ORDER BY id DESC
LIMIT ?3;

-- name: get_place
-- Description: A session's title, and whether it, or that in which it is parked, is archived, in the trash, parked
WITH RECURSIVE trunks (session_id, depth) AS (
    SELECT ?1, 0
    UNION
    SELECT trunk_id, depth + 1
    FROM trunks
    JOIN session_branches ON session_branches.session_id = trunks.session_id AND kind = 'parked'
    WHERE depth < 50
)
SELECT
    (SELECT substr(title, 1, 200) FROM chat_sessions WHERE id = ?1),
    coalesce(MAX(is_archived), 0), coalesce(MAX(trashed_at IS NOT NULL), 0), MAX(depth) > 0
FROM trunks
LEFT JOIN session_marks ON session_marks.session_id = trunks.session_id;

-- name: last_segment
-- Description: The last segment of a source that begins before an id
SELECT id, first_id, last_id, state
FROM search_segments
WHERE source = ? AND first_id < ?
ORDER BY first_id DESC
LIMIT 1;

-- name: changed_segment
-- Description: The newest segment of a source that is not to be relied on
SELECT id, first_id, last_id, state
FROM search_segments
WHERE source = ? AND state <> 'made'
ORDER BY first_id DESC
LIMIT 1;

-- name: nth_message
-- Description: The id of the message before which there are so many from an id on
SELECT id FROM chat_messages WHERE id >= ? ORDER BY id LIMIT 1 OFFSET ?;

-- name: nth_version
-- Description: The same of versions
SELECT id FROM message_versions WHERE id >= ? ORDER BY id LIMIT 1 OFFSET ?;

-- name: last_message
-- Description: The last message's id
SELECT MAX(id) FROM chat_messages;

-- name: last_version
-- Description: The last version's id
SELECT MAX(id) FROM message_versions;

-- name: begin_segment
-- Description: Stores a segment whose texts are about to be read
INSERT INTO search_segments (source, first_id, last_id, state) VALUES (?, ?, ?, 'making')
ON CONFLICT (source, first_id) DO UPDATE SET last_id = excluded.last_id, state = 'making';

-- name: get_segment
-- Description: A segment as it is now
SELECT id, first_id, last_id, state FROM search_segments WHERE source = ? AND first_id = ?;

-- name: note_rest
-- Description: Stores that from an id to another there are texts of which nothing is known yet
INSERT INTO search_segments (source, first_id, last_id, state) VALUES (?, ?, ?, 'changed')
ON CONFLICT (source, first_id) DO UPDATE SET last_id = excluded.last_id, state = 'changed';

-- name: forget_grams
-- Description: Forgets what a segment holds
DELETE FROM search_grams WHERE segment_id = ?;

-- name: put_gram
-- Description: Stores which blocks of a segment hold a piece
INSERT INTO search_grams (segment_id, gram, blocks) VALUES (?, ?, ?);

-- name: finish_segment
-- Description: Has a segment be relied on up to an id
UPDATE search_segments SET last_id = ?, state = 'made' WHERE id = ?;

-- name: delete_segment
-- Description: Forgets a segment in which there is no text any more
DELETE FROM search_segments WHERE id = ?;

-- name: grams
-- Description: Which blocks of a segment hold the pieces of a JSON array
SELECT gram, blocks FROM search_grams WHERE segment_id = ? AND gram IN (SELECT value FROM json_each(?));

-- name: get_name
-- Description: What the persona is called, and since when
SELECT name, updated_at FROM persona_profile;
