-- The range of messages that a memory covers.
-- check: SELECT start_message_id, end_message_id FROM memories LIMIT 1

ALTER TABLE memories ADD COLUMN start_message_id INTEGER DEFAULT NULL;

ALTER TABLE memories ADD COLUMN end_message_id INTEGER DEFAULT NULL;
