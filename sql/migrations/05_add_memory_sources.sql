-- What a memory was made from, its pin, who wrote it.
-- check: SELECT memory_id, source_hash, state, pinned, origin FROM memory_sources LIMIT 1

CREATE TABLE memory_sources (
    memory_id INTEGER PRIMARY KEY REFERENCES memories (id) ON DELETE CASCADE,
    source_hash TEXT,
    state TEXT,
    pinned BOOLEAN NOT NULL DEFAULT 0,
    origin TEXT NOT NULL DEFAULT 'hand'
);

-- Whoever changes a message, the memories made from it are looked at again.
CREATE TRIGGER IF NOT EXISTS memory_source_edited
AFTER UPDATE OF message, session_id ON chat_messages
WHEN OLD.message IS NOT NEW.message OR OLD.session_id IS NOT NEW.session_id BEGIN
    UPDATE memory_sources SET state = NULL WHERE memory_id IN (
        SELECT id FROM memories
        WHERE session_id IN (OLD.session_id, NEW.session_id)
          AND OLD.id BETWEEN start_message_id AND end_message_id
    );
END;

CREATE TRIGGER IF NOT EXISTS memory_source_deleted AFTER DELETE ON chat_messages BEGIN
    UPDATE memory_sources SET state = NULL WHERE memory_id IN (
        SELECT id FROM memories
        WHERE session_id = OLD.session_id AND OLD.id BETWEEN start_message_id AND end_message_id
    );
END;

CREATE TRIGGER IF NOT EXISTS memory_source_inserted AFTER INSERT ON chat_messages BEGIN
    UPDATE memory_sources SET state = NULL WHERE memory_id IN (
        SELECT id FROM memories
        WHERE session_id = NEW.session_id AND NEW.id BETWEEN start_message_id AND end_message_id
    );
END;
