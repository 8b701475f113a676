-- name: is_noted
-- Description: Whether it was asked already if there is anything to add after a message of the person
SELECT 1 FROM afterthoughts WHERE message_id = ?;

-- name: note
-- Description: Notes that it is asked after a message of the person; no row where it was noted before
INSERT OR IGNORE INTO afterthoughts (message_id, session_id) VALUES (?, ?);

-- name: reserve_id
-- Description: Has the next message that is written leave an id free
UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'chat_messages' AND seq < 9223372036854775806;

-- name: get_last_id
-- Description: The last id that is taken or left free
SELECT seq FROM sqlite_sequence WHERE name = 'chat_messages';

-- name: get_place
-- Description: The session of a reply behind which an id is free
SELECT session_id FROM chat_messages
WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM chat_messages WHERE id = ?2);
