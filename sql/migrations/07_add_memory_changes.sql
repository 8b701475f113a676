-- The full-text index of the memories is this program's own business. Whichever program writes a
-- memory only notes its id: its SQLite may have no full-text search.
-- check: SELECT memory_id FROM memory_changes LIMIT 1

DROP TRIGGER IF EXISTS memory_index_insert;

DROP TRIGGER IF EXISTS memory_index_delete;

DROP TRIGGER IF EXISTS memory_index_update;

CREATE TABLE memory_changes (memory_id INTEGER NOT NULL);

CREATE TRIGGER memory_inserted AFTER INSERT ON memories BEGIN
    INSERT INTO memory_changes (memory_id) VALUES (NEW.id);
END;

CREATE TRIGGER memory_deleted AFTER DELETE ON memories BEGIN
    INSERT INTO memory_changes (memory_id) VALUES (OLD.id);
END;

CREATE TRIGGER memory_updated AFTER UPDATE OF id, content ON memories BEGIN
    INSERT INTO memory_changes (memory_id) VALUES (OLD.id), (NEW.id);
END;

CREATE INDEX IF NOT EXISTS idx_memory_newest_active
ON memories (created_at, id) WHERE is_active;
