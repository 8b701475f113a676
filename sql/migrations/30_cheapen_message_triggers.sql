-- What every message that is written costs: what belongs to memories is one trigger, which does nothing for
-- a message that none was made of, and a count is one statement instead of two.
-- check: SELECT json(CASE COUNT(*) WHEN 1 THEN '1' ELSE 'still to be done' END) FROM sqlite_master WHERE name = 'message_counted' AND sql LIKE '%DO UPDATE%'

DROP TRIGGER IF EXISTS memory_source_inserted;

DROP TRIGGER IF EXISTS memory_source_deleted;

DROP TRIGGER IF EXISTS memory_source_edited;

DROP TRIGGER IF EXISTS memory_message_inserted;

CREATE TRIGGER memory_message_inserted AFTER INSERT ON chat_messages
WHEN EXISTS (
      SELECT 1 FROM memories
      WHERE session_id = NEW.session_id AND end_message_id >= NEW.id AND start_message_id <= NEW.id
  )
  AND NOT EXISTS (SELECT 1 FROM message_moves) BEGIN
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
WHEN EXISTS (
      SELECT 1 FROM memories
      WHERE session_id = OLD.session_id AND end_message_id >= OLD.id AND start_message_id <= OLD.id
  )
  AND NOT EXISTS (SELECT 1 FROM message_moves) BEGIN
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
WHEN (OLD.message IS NOT NEW.message OR OLD.session_id IS NOT NEW.session_id OR OLD.id IS NOT NEW.id)
  AND EXISTS (
      SELECT 1 FROM memories
      WHERE session_id IN (OLD.session_id, NEW.session_id)
        AND end_message_id >= min(OLD.id, NEW.id) AND start_message_id <= max(OLD.id, NEW.id)
  )
  AND NOT EXISTS (SELECT 1 FROM message_moves) BEGIN
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

-- An upsert does what it says whatever policy the statement has that fires the trigger, unlike OR IGNORE.
DROP TRIGGER IF EXISTS message_counted;

CREATE TRIGGER message_counted AFTER INSERT ON chat_messages
WHEN NOT EXISTS (SELECT 1 FROM message_moves) BEGIN
    INSERT INTO message_counts (session_id, shift, block, messages)
    VALUES (NEW.session_id, 8, NEW.id >> 8, 1)
    ON CONFLICT (session_id, shift, block) DO UPDATE SET messages = messages + 1;
    INSERT INTO message_counts (session_id, shift, block, messages)
    VALUES (NEW.session_id, 16, NEW.id >> 16, 1)
    ON CONFLICT (session_id, shift, block) DO UPDATE SET messages = messages + 1;
END;

DROP TRIGGER IF EXISTS search_message_updated;

CREATE TRIGGER search_message_updated AFTER UPDATE OF id, message ON chat_messages
WHEN OLD.message IS NOT NEW.message OR OLD.id IS NOT NEW.id BEGIN
    UPDATE search_segments SET state = 'changed'
    WHERE id IN (
        (
            SELECT id FROM search_segments
            WHERE source = 'message' AND first_id <= OLD.id
            ORDER BY first_id DESC
            LIMIT 1
        ),
        (
            SELECT id FROM search_segments
            WHERE source = 'message' AND first_id <= NEW.id
            ORDER BY first_id DESC
            LIMIT 1
        )
    ) AND last_id >= min(OLD.id, NEW.id) AND state <> 'changed';
END;

DROP TRIGGER IF EXISTS search_version_updated;

CREATE TRIGGER search_version_updated AFTER UPDATE OF id, content ON message_versions
WHEN OLD.content IS NOT NEW.content OR OLD.id IS NOT NEW.id BEGIN
    UPDATE search_segments SET state = 'changed'
    WHERE id IN (
        (
            SELECT id FROM search_segments
            WHERE source = 'version' AND first_id <= OLD.id
            ORDER BY first_id DESC
            LIMIT 1
        ),
        (
            SELECT id FROM search_segments
            WHERE source = 'version' AND first_id <= NEW.id
            ORDER BY first_id DESC
            LIMIT 1
        )
    ) AND last_id >= min(OLD.id, NEW.id) AND state <> 'changed';
END;
