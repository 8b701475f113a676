-- The chosen version is the one without content: its text, reply and receipt are the message's own.

-- name: list_versions
-- Description: A message's versions as they are, the chosen one from the message itself
SELECT {version}
FROM message_versions
JOIN chat_messages ON chat_messages.id = message_versions.message_id
LEFT JOIN replies ON replies.message_id = chat_messages.id AND message_versions.content IS NULL
LEFT JOIN reply_receipts ON reply_receipts.message_id = chat_messages.id AND message_versions.content IS NULL
WHERE message_versions.message_id = ?
ORDER BY message_versions.place, message_versions.id;

-- name: get_version
-- Description: The message and the session that a version belongs to, and whether it is the chosen one
SELECT message_id, chat_messages.session_id, content IS NULL AS is_chosen
FROM message_versions
JOIN chat_messages ON chat_messages.id = message_id
WHERE message_versions.id = ?;

-- name: get_chosen
-- Description: A message's chosen version, and which one it was asked for instead of
SELECT id, instead_of FROM message_versions WHERE message_id = ? AND content IS NULL ORDER BY place, id LIMIT 1;

-- name: get_former
-- Description: The version on a message's shelf that was chosen before, else the last one
SELECT id FROM message_versions
WHERE message_id = ? AND content IS NOT NULL
ORDER BY id IS ? DESC, place DESC, id DESC
LIMIT 1;

-- name: get_neighbour
-- Description: The version on the shelf just before another version, else the one just after
SELECT other.id
FROM message_versions AS this
JOIN message_versions AS other ON other.message_id = this.message_id AND other.id <> this.id
WHERE this.id = ? AND other.content IS NOT NULL
ORDER BY
    (other.place, other.id) > (this.place, this.id),
    abs(other.place - this.place), abs(other.id - this.id)
LIMIT 1;

-- name: insert_first
-- Description: Gives a message without versions a first one, which is as old as the message
INSERT INTO message_versions (message_id, place, made_at)
SELECT id, 1, coalesce(timestamp, CURRENT_TIMESTAMP) FROM chat_messages WHERE id = ?;

-- name: insert_next
-- Description: Gives a message a further version, the chosen one
INSERT INTO message_versions (message_id, place, made_at, instead_of)
SELECT ?1, MAX(place) + 1, ?2, ?3 FROM message_versions WHERE message_id = ?1;

-- name: insert_shelved
-- Description: Gives a message a further version that is not the chosen one
INSERT INTO message_versions (message_id, place, made_at, content, character_name)
SELECT ?1, MAX(place) + 1, ?2, ?3, ?4 FROM message_versions WHERE message_id = ?1;

-- name: shelve
-- Description: Keeps in a version what its message says now
UPDATE message_versions SET (
    content, character_name, status, problem, model, stop_reason, input_tokens, output_tokens, cache_read_tokens,
    cache_write_tokens, first_text_ms, updated_at, system_hash, receipt, sent_at, cost_nano, prices_of, thought, thought_ms, thought_tokens, effort
) = (
    SELECT
        message, character_name, status, problem, model, stop_reason, input_tokens, output_tokens,
        cache_read_tokens, cache_write_tokens, first_text_ms, updated_at, system_hash, reply_receipts.content,
        sent_at, cost_nano, prices_of, thought, thought_ms, thought_tokens, effort
    FROM chat_messages
    LEFT JOIN replies ON replies.message_id = chat_messages.id
    LEFT JOIN reply_receipts ON reply_receipts.message_id = chat_messages.id
    WHERE chat_messages.id = message_versions.message_id
)
WHERE id = ?;

-- name: clear_reply
-- Description: Forgets of a message how its reply ended
DELETE FROM replies WHERE message_id = ?;

-- name: say
-- Description: Gives a message another text and name
UPDATE chat_messages SET message = ?, character_name = coalesce(?, character_name) WHERE id = ?;

-- name: say_version
-- Description: Gives a message the text and the name of one of its versions
UPDATE chat_messages SET (message, character_name) = (
    SELECT message_versions.content, message_versions.character_name FROM message_versions WHERE id = ?1
)
WHERE id = ?2;

-- name: put_reply
-- Description: Gives a message how the reply of one of its versions ended
INSERT INTO replies (
    message_id, status, problem, model, stop_reason, input_tokens, output_tokens, cache_read_tokens,
    cache_write_tokens, first_text_ms, updated_at, thought, thought_ms, thought_tokens, effort
)
SELECT
    message_id, status, problem, model, stop_reason, input_tokens, output_tokens, cache_read_tokens,
    cache_write_tokens, first_text_ms, coalesce(updated_at, made_at), thought, thought_ms, thought_tokens, effort
FROM message_versions
WHERE id = ? AND status IS NOT NULL;

-- name: put_receipt
-- Description: Gives a message the receipt of one of its versions
INSERT INTO reply_receipts (message_id, system_hash, content, sent_at, cost_nano, prices_of)
SELECT message_id, system_hash, receipt, coalesce(sent_at, made_at), cost_nano, prices_of
FROM message_versions
WHERE id = ? AND system_hash IS NOT NULL AND receipt IS NOT NULL;

-- name: clear
-- Description: Makes a version the chosen one: what it says is the message's own now
UPDATE message_versions SET
    content = NULL, character_name = NULL, status = NULL, problem = NULL, model = NULL, stop_reason = NULL,
    input_tokens = NULL, output_tokens = NULL, cache_read_tokens = NULL, cache_write_tokens = NULL,
    first_text_ms = NULL, updated_at = NULL, system_hash = NULL, receipt = NULL, sent_at = NULL,
    cost_nano = NULL, prices_of = NULL, thought = NULL, thought_ms = NULL, thought_tokens = NULL, effort = NULL
WHERE id = ?;

-- name: delete_version
-- Description: Deletes a version
DELETE FROM message_versions WHERE id = ?;
