-- How each reply ended.
-- check: SELECT message_id, status, run FROM replies LIMIT 1

CREATE TABLE replies (
    message_id INTEGER PRIMARY KEY REFERENCES chat_messages (id) ON DELETE CASCADE,
    status TEXT NOT NULL,
    problem TEXT,
    model TEXT,
    stop_reason TEXT,
    input_tokens INTEGER,
    output_tokens INTEGER,
    cache_read_tokens INTEGER,
    cache_write_tokens INTEGER,
    first_text_ms INTEGER,
    run TEXT,
    updated_at DATETIME NOT NULL
);

-- Only replies under way are in it, so that looking for interrupted ones costs nothing.
CREATE INDEX idx_replies_streaming ON replies (message_id) WHERE status = 'streaming';
