-- The words of the messages that memories were made of are looked up too. Whichever program writes a message
-- only notes the memories that were made of it: its SQLite may have no full-text search.
-- check: SELECT 1 FROM memory_docs, memory_common_words, memories INDEXED BY idx_memory_range WHERE memories.session_id = 1 AND end_message_id > 1

CREATE TABLE memory_docs (memory_id INTEGER PRIMARY KEY, words BLOB NOT NULL);

CREATE TABLE memory_common_words (until_message_id INTEGER NOT NULL, words TEXT NOT NULL);

CREATE INDEX idx_memory_range ON memories (session_id, end_message_id, start_message_id);

CREATE INDEX idx_memory_changes ON memory_changes (memory_id);

DROP TRIGGER IF EXISTS memory_updated;

CREATE TRIGGER memory_updated
AFTER UPDATE OF id, content, session_id, start_message_id, end_message_id ON memories BEGIN
    INSERT INTO memory_changes (memory_id) VALUES (OLD.id), (NEW.id);
END;

CREATE TRIGGER memory_message_inserted AFTER INSERT ON chat_messages
WHEN NOT EXISTS (SELECT 1 FROM message_moves) BEGIN
    INSERT INTO memory_changes (memory_id)
    SELECT id FROM memories
    WHERE session_id = NEW.session_id AND end_message_id >= NEW.id AND start_message_id <= NEW.id
      AND NOT EXISTS (SELECT 1 FROM memory_changes WHERE memory_id = memories.id);
END;

CREATE TRIGGER memory_message_deleted AFTER DELETE ON chat_messages
WHEN NOT EXISTS (SELECT 1 FROM message_moves) BEGIN
    INSERT INTO memory_changes (memory_id)
    SELECT id FROM memories
    WHERE session_id = OLD.session_id AND end_message_id >= OLD.id AND start_message_id <= OLD.id
      AND NOT EXISTS (SELECT 1 FROM memory_changes WHERE memory_id = memories.id);
END;

CREATE TRIGGER memory_message_updated AFTER UPDATE OF id, session_id, message ON chat_messages
WHEN (OLD.message IS NOT NEW.message OR OLD.session_id IS NOT NEW.session_id OR OLD.id IS NOT NEW.id)
  AND NOT EXISTS (SELECT 1 FROM message_moves) BEGIN
    INSERT INTO memory_changes (memory_id)
    SELECT id FROM memories
    WHERE session_id = OLD.session_id AND end_message_id >= OLD.id AND start_message_id <= OLD.id
      AND NOT EXISTS (SELECT 1 FROM memory_changes WHERE memory_id = memories.id);
    INSERT INTO memory_changes (memory_id)
    SELECT id FROM memories
    WHERE session_id = NEW.session_id AND end_message_id >= NEW.id AND start_message_id <= NEW.id
      AND NOT EXISTS (SELECT 1 FROM memory_changes WHERE memory_id = memories.id);
END;

CREATE TRIGGER memory_mark_inserted AFTER INSERT ON message_marks WHEN NEW.is_hidden BEGIN
    INSERT INTO memory_changes (memory_id)
    SELECT memories.id
    FROM chat_messages
    JOIN memories ON memories.session_id = chat_messages.session_id
      AND end_message_id >= chat_messages.id AND start_message_id <= chat_messages.id
    WHERE chat_messages.id = NEW.message_id;
END;

CREATE TRIGGER memory_mark_deleted AFTER DELETE ON message_marks WHEN OLD.is_hidden BEGIN
    INSERT INTO memory_changes (memory_id)
    SELECT memories.id
    FROM chat_messages
    JOIN memories ON memories.session_id = chat_messages.session_id
      AND end_message_id >= chat_messages.id AND start_message_id <= chat_messages.id
    WHERE chat_messages.id = OLD.message_id;
END;

CREATE TRIGGER memory_mark_updated AFTER UPDATE OF message_id, is_hidden ON message_marks
WHEN OLD.is_hidden IS NOT NEW.is_hidden OR OLD.message_id IS NOT NEW.message_id BEGIN
    INSERT INTO memory_changes (memory_id)
    SELECT memories.id
    FROM chat_messages
    JOIN memories ON memories.session_id = chat_messages.session_id
      AND end_message_id >= chat_messages.id AND start_message_id <= chat_messages.id
    WHERE chat_messages.id IN (OLD.message_id, NEW.message_id);
END;
