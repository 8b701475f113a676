-- What the model thought before a reply, to be read and never to be sent: how long, how many tokens, compressed text.
-- check: SELECT replies.thought, message_versions.thought FROM replies, message_versions LIMIT 1

-- The text comes last: whoever reads how long it took does not have to read past it.
ALTER TABLE replies ADD COLUMN thought_ms INTEGER;

ALTER TABLE replies ADD COLUMN thought_tokens INTEGER;

ALTER TABLE replies ADD COLUMN thought BLOB;

ALTER TABLE message_versions ADD COLUMN thought_ms INTEGER;

ALTER TABLE message_versions ADD COLUMN thought_tokens INTEGER;

ALTER TABLE message_versions ADD COLUMN thought BLOB;
