-- Where many messages are moved, written or deleted at one go, no memory is looked up for each of them.
-- check: SELECT json(CASE COUNT(*) WHEN 3 THEN '1' ELSE 'still to be done' END) FROM sqlite_master WHERE name LIKE 'memory_message_%' AND sql LIKE '%WHEN NOT EXISTS (SELECT 1 FROM message_moves)%'

DROP TRIGGER IF EXISTS memory_message_inserted;

CREATE TRIGGER memory_message_inserted AFTER INSERT ON chat_messages
WHEN NOT EXISTS (SELECT 1 FROM message_moves)
  AND EXISTS (
      SELECT 1 FROM memories
      WHERE session_id = NEW.session_id AND end_message_id >= NEW.id AND start_message_id <= NEW.id
  ) BEGIN
    UPDATE memory_sources SET state = NULL WHERE memory_id IN (
        SELECT id FROM memories
        WHERE session_id = NEW.session_id AND end_message_id >= NEW.id AND start_message_id <= NEW.id
    );
    INSERT INTO memory_changes (memory_id)
    SELECT id FROM memories
    WHERE session_id = NEW.session_id AND end_message_id >= NEW.id AND start_message_id <= NEW.id
      AND NOT EXISTS (SELECT 1 FROM memory_changes WHERE memory_id = memories.id);
END;

DROP TRIGGER IF EXISTS memory_message_deleted;

CREATE TRIGGER memory_message_deleted AFTER DELETE ON chat_messages
WHEN NOT EXISTS (SELECT 1 FROM message_moves)
  AND EXISTS (
      SELECT 1 FROM memories
      WHERE session_id = OLD.session_id AND end_message_id >= OLD.id AND start_message_id <= OLD.id
  ) BEGIN
    UPDATE memory_sources SET state = NULL WHERE memory_id IN (
        SELECT id FROM memories
        WHERE session_id = OLD.session_id AND end_message_id >= OLD.id AND start_message_id <= OLD.id
    );
    INSERT INTO memory_changes (memory_id)
    SELECT id FROM memories
    WHERE session_id = OLD.session_id AND end_message_id >= OLD.id AND start_message_id <= OLD.id
      AND NOT EXISTS (SELECT 1 FROM memory_changes WHERE memory_id = memories.id);
END;

DROP TRIGGER IF EXISTS memory_message_updated;

CREATE TRIGGER memory_message_updated AFTER UPDATE OF id, session_id, message ON chat_messages
WHEN NOT EXISTS (SELECT 1 FROM message_moves)
  AND (OLD.message IS NOT NEW.message OR OLD.session_id IS NOT NEW.session_id OR OLD.id IS NOT NEW.id)
  AND EXISTS (
      SELECT 1 FROM memories
      WHERE session_id IN (OLD.session_id, NEW.session_id)
        AND end_message_id >= min(OLD.id, NEW.id) AND start_message_id <= max(OLD.id, NEW.id)
  ) BEGIN
    UPDATE memory_sources SET state = NULL WHERE memory_id IN (
        SELECT id FROM memories
        WHERE session_id IN (OLD.session_id, NEW.session_id)
          AND end_message_id >= min(OLD.id, NEW.id) AND start_message_id <= max(OLD.id, NEW.id)
    );
    INSERT INTO memory_changes (memory_id)
    SELECT id FROM memories
    WHERE session_id IN (OLD.session_id, NEW.session_id)
      AND end_message_id >= min(OLD.id, NEW.id) AND start_message_id <= max(OLD.id, NEW.id)
      AND NOT EXISTS (SELECT 1 FROM memory_changes WHERE memory_id = memories.id);
END;
