-- Whatever writes many messages at once counts them, and looks after their memories, at one go.
-- check: SELECT 1 FROM memory_sources INDEXED BY idx_sources_to_look_at WHERE state IS NULL AND source_hash IS NOT NULL

-- Which memories are to be compared with their messages is asked often, and it is mostly none.
CREATE INDEX idx_sources_to_look_at ON memory_sources (memory_id) WHERE state IS NULL AND source_hash IS NOT NULL;

DROP TRIGGER IF EXISTS memory_source_deleted;

CREATE TRIGGER memory_source_deleted AFTER DELETE ON chat_messages
WHEN NOT EXISTS (SELECT 1 FROM message_moves) BEGIN
    UPDATE memory_sources SET state = NULL WHERE memory_id IN (
        SELECT id FROM memories
        WHERE session_id = OLD.session_id AND OLD.id BETWEEN start_message_id AND end_message_id
    );
END;

DROP TRIGGER IF EXISTS memory_source_inserted;

CREATE TRIGGER memory_source_inserted AFTER INSERT ON chat_messages
WHEN NOT EXISTS (SELECT 1 FROM message_moves) BEGIN
    UPDATE memory_sources SET state = NULL WHERE memory_id IN (
        SELECT id FROM memories
        WHERE session_id = NEW.session_id AND NEW.id BETWEEN start_message_id AND end_message_id
    );
END;

DROP TRIGGER IF EXISTS message_counted;

CREATE TRIGGER message_counted AFTER INSERT ON chat_messages
WHEN NOT EXISTS (SELECT 1 FROM message_moves) BEGIN
    INSERT INTO message_counts (session_id, shift, block, messages)
    SELECT NEW.session_id, 8, NEW.id >> 8, 0
    WHERE NOT EXISTS (
        SELECT 1 FROM message_counts
        WHERE session_id = NEW.session_id AND shift = 8 AND block = NEW.id >> 8
    );
    UPDATE message_counts SET messages = messages + 1
    WHERE session_id = NEW.session_id AND shift = 8 AND block = NEW.id >> 8;
    INSERT INTO message_counts (session_id, shift, block, messages)
    SELECT NEW.session_id, 16, NEW.id >> 16, 0
    WHERE NOT EXISTS (
        SELECT 1 FROM message_counts
        WHERE session_id = NEW.session_id AND shift = 16 AND block = NEW.id >> 16
    );
    UPDATE message_counts SET messages = messages + 1
    WHERE session_id = NEW.session_id AND shift = 16 AND block = NEW.id >> 16;
END;

DROP TRIGGER IF EXISTS message_uncounted;

CREATE TRIGGER message_uncounted AFTER DELETE ON chat_messages
WHEN NOT EXISTS (SELECT 1 FROM message_moves) BEGIN
    UPDATE message_counts SET messages = messages - 1
    WHERE session_id = OLD.session_id AND shift = 8 AND block = OLD.id >> 8;
    DELETE FROM message_counts
    WHERE session_id = OLD.session_id AND shift = 8 AND block = OLD.id >> 8 AND messages <= 0;
    UPDATE message_counts SET messages = messages - 1
    WHERE session_id = OLD.session_id AND shift = 16 AND block = OLD.id >> 16;
    DELETE FROM message_counts
    WHERE session_id = OLD.session_id AND shift = 16 AND block = OLD.id >> 16 AND messages <= 0;
END;
