-- The versions of messages that have several. The chosen one's text, reply and receipt are the message's own, and
-- of it only the place is kept here, so that whoever changes the message changes that version.
-- check: SELECT id, message_id, place, content, instead_of FROM message_versions LIMIT 1

CREATE TABLE message_versions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id INTEGER NOT NULL REFERENCES chat_messages (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    made_at DATETIME NOT NULL,
    instead_of INTEGER,
    content TEXT,
    character_name TEXT,
    status TEXT,
    problem TEXT,
    model TEXT,
    stop_reason TEXT,
    input_tokens INTEGER,
    output_tokens INTEGER,
    cache_read_tokens INTEGER,
    cache_write_tokens INTEGER,
    first_text_ms INTEGER,
    updated_at DATETIME,
    system_hash TEXT,
    receipt BLOB,
    sent_at DATETIME,
    cost_nano INTEGER,
    prices_of TEXT
);

CREATE INDEX idx_version_place ON message_versions (message_id, place);

CREATE INDEX idx_version_system ON message_versions (system_hash) WHERE system_hash IS NOT NULL;

-- A system text is kept as long as a receipt names it, be it of a version that is not chosen.
DROP TRIGGER IF EXISTS sent_system_unused;

CREATE TRIGGER sent_system_unused AFTER DELETE ON reply_receipts BEGIN
    DELETE FROM sent_systems
    WHERE system_hash = OLD.system_hash
      AND NOT EXISTS (SELECT 1 FROM reply_receipts WHERE system_hash = OLD.system_hash)
      AND NOT EXISTS (SELECT 1 FROM message_versions WHERE system_hash = OLD.system_hash);
END;

CREATE TRIGGER version_system_unused AFTER DELETE ON message_versions WHEN OLD.system_hash IS NOT NULL BEGIN
    DELETE FROM sent_systems
    WHERE system_hash = OLD.system_hash
      AND NOT EXISTS (SELECT 1 FROM reply_receipts WHERE system_hash = OLD.system_hash)
      AND NOT EXISTS (SELECT 1 FROM message_versions WHERE system_hash = OLD.system_hash);
END;
