-- What was sent for each reply, and what it cost.
-- check: SELECT 1 FROM reply_receipts JOIN sent_systems USING (system_hash) JOIN spending LIMIT 1

-- The system text is alike from reply to reply, so it is kept once.
CREATE TABLE sent_systems (system_hash TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;

CREATE TABLE reply_receipts (
    message_id INTEGER PRIMARY KEY REFERENCES chat_messages (id) ON DELETE CASCADE,
    system_hash TEXT NOT NULL,
    content BLOB NOT NULL,
    sent_at DATETIME NOT NULL,
    cost_nano INTEGER,
    prices_of TEXT
);

CREATE INDEX idx_receipt_system ON reply_receipts (system_hash);

CREATE TRIGGER sent_system_unused AFTER DELETE ON reply_receipts BEGIN
    DELETE FROM sent_systems
    WHERE system_hash = OLD.system_hash
      AND NOT EXISTS (SELECT 1 FROM reply_receipts WHERE system_hash = OLD.system_hash);
END;

-- Money that was spent stays spent, whatever becomes of the message.
CREATE TABLE spending (
    id INTEGER PRIMARY KEY,
    session_id INTEGER,
    spent_at DATETIME NOT NULL,
    purpose TEXT NOT NULL,
    model TEXT,
    input_tokens INTEGER,
    output_tokens INTEGER,
    cache_read_tokens INTEGER,
    cache_write_tokens INTEGER,
    cost_nano INTEGER
);

CREATE INDEX idx_spending_session ON spending (session_id);

CREATE INDEX idx_spending_time ON spending (spent_at);
