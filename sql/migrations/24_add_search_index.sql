-- The index by which messages and versions that were not chosen are found. Whichever program writes one only
-- notes that what the index tells of its neighbourhood may not be so any more.
-- check: SELECT 1 FROM search_segments INDEXED BY idx_search_segments, search_grams WHERE source = 'message' AND first_id = 1 LIMIT 1

CREATE TABLE search_segments (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    first_id INTEGER NOT NULL,
    last_id INTEGER NOT NULL,
    state TEXT NOT NULL
);

CREATE UNIQUE INDEX idx_search_segments ON search_segments (source, first_id);

CREATE TABLE search_grams (
    segment_id INTEGER NOT NULL REFERENCES search_segments (id) ON DELETE CASCADE,
    gram INTEGER NOT NULL,
    blocks BLOB NOT NULL,
    PRIMARY KEY (segment_id, gram)
) WITHOUT ROWID;

CREATE TRIGGER search_message_inserted AFTER INSERT ON chat_messages BEGIN
    UPDATE search_segments SET state = 'changed'
    WHERE id = (
        SELECT id FROM search_segments
        WHERE source = 'message' AND first_id <= NEW.id
        ORDER BY first_id DESC
        LIMIT 1
    ) AND last_id >= NEW.id AND state <> 'changed';
END;

CREATE TRIGGER search_message_deleted AFTER DELETE ON chat_messages BEGIN
    UPDATE search_segments SET state = 'changed'
    WHERE id = (
        SELECT id FROM search_segments
        WHERE source = 'message' AND first_id <= OLD.id
        ORDER BY first_id DESC
        LIMIT 1
    ) AND last_id >= OLD.id AND state <> 'changed';
END;

CREATE TRIGGER search_message_updated AFTER UPDATE OF id, message ON chat_messages
WHEN OLD.message IS NOT NEW.message OR OLD.id IS NOT NEW.id BEGIN
    UPDATE search_segments SET state = 'changed'
    WHERE id = (
        SELECT id FROM search_segments
        WHERE source = 'message' AND first_id <= OLD.id
        ORDER BY first_id DESC
        LIMIT 1
    ) AND last_id >= OLD.id AND state <> 'changed';
    UPDATE search_segments SET state = 'changed'
    WHERE id = (
        SELECT id FROM search_segments
        WHERE source = 'message' AND first_id <= NEW.id
        ORDER BY first_id DESC
        LIMIT 1
    ) AND last_id >= NEW.id AND state <> 'changed';
END;

CREATE TRIGGER search_version_inserted AFTER INSERT ON message_versions BEGIN
    UPDATE search_segments SET state = 'changed'
    WHERE id = (
        SELECT id FROM search_segments
        WHERE source = 'version' AND first_id <= NEW.id
        ORDER BY first_id DESC
        LIMIT 1
    ) AND last_id >= NEW.id AND state <> 'changed';
END;

CREATE TRIGGER search_version_deleted AFTER DELETE ON message_versions BEGIN
    UPDATE search_segments SET state = 'changed'
    WHERE id = (
        SELECT id FROM search_segments
        WHERE source = 'version' AND first_id <= OLD.id
        ORDER BY first_id DESC
        LIMIT 1
    ) AND last_id >= OLD.id AND state <> 'changed';
END;

CREATE TRIGGER search_version_updated AFTER UPDATE OF id, content ON message_versions
WHEN OLD.content IS NOT NEW.content OR OLD.id IS NOT NEW.id BEGIN
    UPDATE search_segments SET state = 'changed'
    WHERE id = (
        SELECT id FROM search_segments
        WHERE source = 'version' AND first_id <= OLD.id
        ORDER BY first_id DESC
        LIMIT 1
    ) AND last_id >= OLD.id AND state <> 'changed';
    UPDATE search_segments SET state = 'changed'
    WHERE id = (
        SELECT id FROM search_segments
        WHERE source = 'version' AND first_id <= NEW.id
        ORDER BY first_id DESC
        LIMIT 1
    ) AND last_id >= NEW.id AND state <> 'changed';
END;
