-- name: get_drafts
-- Description: What the messages of a session are being changed to
SELECT edit_drafts.message_id, edit_drafts.content
FROM edit_drafts
JOIN chat_messages ON chat_messages.id = edit_drafts.message_id
WHERE chat_messages.session_id = ?
ORDER BY edit_drafts.message_id;

-- name: delete_draft
-- Description: Forgets what a message is being changed to
DELETE FROM edit_drafts WHERE message_id = ?;

-- name: insert_draft
-- Description: Stores what a message is being changed to, unless it was deleted meanwhile
INSERT INTO edit_drafts (message_id, content, updated_at) SELECT id, ?2, ?3 FROM chat_messages WHERE id = ?1;
