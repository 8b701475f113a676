-- The session's memory marker.
-- check: SELECT last_memory_message_id FROM chat_sessions LIMIT 1

ALTER TABLE chat_sessions ADD COLUMN last_memory_message_id INTEGER DEFAULT NULL;
