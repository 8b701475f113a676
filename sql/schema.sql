-- The whole schema of a persona's file: what the first tables and all migrations make of a new one. It is to
-- be read, and what files are held against when they are opened. A test holds it against a new file.

CREATE TABLE db_info (
    key TEXT PRIMARY KEY,
    value TEXT
);

CREATE TABLE chat_sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT DEFAULT 'New conversation',
    persona_id TEXT DEFAULT 'default',
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME DEFAULT CURRENT_TIMESTAMP,
    last_memory_message_id INTEGER DEFAULT NULL
);

CREATE TABLE chat_messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id INTEGER NOT NULL,
    message TEXT NOT NULL,
    is_user BOOLEAN NOT NULL,
    timestamp DATETIME DEFAULT CURRENT_TIMESTAMP,
    character_name TEXT DEFAULT 'Assistant',
    FOREIGN KEY (session_id) REFERENCES chat_sessions (id) ON DELETE CASCADE
);

CREATE INDEX idx_session_id ON chat_messages (session_id);

CREATE TRIGGER message_counted AFTER INSERT ON chat_messages
WHEN NOT EXISTS (SELECT 1 FROM message_moves) BEGIN
    INSERT INTO message_counts (session_id, shift, block, messages)
    VALUES (NEW.session_id, 8, NEW.id >> 8, 1)
    ON CONFLICT (session_id, shift, block) DO UPDATE SET messages = messages + 1;
    INSERT INTO message_counts (session_id, shift, block, messages)
    VALUES (NEW.session_id, 16, NEW.id >> 16, 1)
    ON CONFLICT (session_id, shift, block) DO UPDATE SET messages = messages + 1;
END;

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

CREATE TRIGGER message_recounted AFTER UPDATE OF id, session_id ON chat_messages
WHEN NOT EXISTS (SELECT 1 FROM message_moves) BEGIN
    UPDATE message_counts SET messages = messages - 1
    WHERE session_id = OLD.session_id AND shift = 8 AND block = OLD.id >> 8;
    DELETE FROM message_counts
    WHERE session_id = OLD.session_id AND shift = 8 AND block = OLD.id >> 8 AND messages <= 0;
    INSERT INTO message_counts (session_id, shift, block, messages)
    SELECT NEW.session_id, 8, NEW.id >> 8, 0
    WHERE NOT EXISTS (
        SELECT 1 FROM message_counts
        WHERE session_id = NEW.session_id AND shift = 8 AND block = NEW.id >> 8
    );
    UPDATE message_counts SET messages = messages + 1
    WHERE session_id = NEW.session_id AND shift = 8 AND block = NEW.id >> 8;
    UPDATE message_counts SET messages = messages - 1
    WHERE session_id = OLD.session_id AND shift = 16 AND block = OLD.id >> 16;
    DELETE FROM message_counts
    WHERE session_id = OLD.session_id AND shift = 16 AND block = OLD.id >> 16 AND messages <= 0;
    INSERT INTO message_counts (session_id, shift, block, messages)
    SELECT NEW.session_id, 16, NEW.id >> 16, 0
    WHERE NOT EXISTS (
        SELECT 1 FROM message_counts
        WHERE session_id = NEW.session_id AND shift = 16 AND block = NEW.id >> 16
    );
    UPDATE message_counts SET messages = messages + 1
    WHERE session_id = NEW.session_id AND shift = 16 AND block = NEW.id >> 16;
END;

CREATE INDEX idx_session_time ON chat_messages (session_id, timestamp);

CREATE TABLE memories (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id INTEGER,
    persona_id TEXT DEFAULT 'default',
    content TEXT NOT NULL,
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
    is_active BOOLEAN DEFAULT 1,
    start_message_id INTEGER DEFAULT NULL,
    end_message_id INTEGER DEFAULT NULL
);

CREATE INDEX idx_memory_session ON memories (session_id);

CREATE INDEX idx_memory_active ON memories (is_active);

CREATE INDEX idx_memory_persona ON memories (persona_id);

CREATE TRIGGER memory_inserted AFTER INSERT ON memories BEGIN
    INSERT INTO memory_changes (memory_id) VALUES (NEW.id);
END;

CREATE TRIGGER memory_deleted AFTER DELETE ON memories BEGIN
    INSERT INTO memory_changes (memory_id) VALUES (OLD.id);
END;

CREATE TRIGGER memory_updated
AFTER UPDATE OF id, content, session_id, start_message_id, end_message_id ON memories BEGIN
    INSERT INTO memory_changes (memory_id) VALUES (OLD.id), (NEW.id);
END;

CREATE INDEX idx_memory_newest_active
ON memories (created_at, id) WHERE is_active;

CREATE TABLE persona_profile (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    greeting TEXT NOT NULL DEFAULT '',
    avatar BLOB,
    updated_at DATETIME NOT NULL
);

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
, thought_ms INTEGER, thought_tokens INTEGER, thought BLOB, effort TEXT);

CREATE INDEX idx_replies_streaming ON replies (message_id) WHERE status = 'streaming';

CREATE TABLE memory_sources (
    memory_id INTEGER PRIMARY KEY REFERENCES memories (id) ON DELETE CASCADE,
    source_hash TEXT,
    state TEXT,
    pinned BOOLEAN NOT NULL DEFAULT 0,
    origin TEXT NOT NULL DEFAULT 'hand'
);

CREATE INDEX idx_sources_to_look_at ON memory_sources (memory_id) WHERE state IS NULL AND source_hash IS NOT NULL;

CREATE TABLE memory_proposals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id INTEGER NOT NULL REFERENCES chat_sessions (id) ON DELETE CASCADE,
    memory_id INTEGER REFERENCES memories (id) ON DELETE CASCADE,
    content TEXT NOT NULL,
    start_message_id INTEGER NOT NULL,
    end_message_id INTEGER NOT NULL,
    source_hash TEXT NOT NULL,
    origin TEXT NOT NULL,
    moves_marker BOOLEAN NOT NULL,
    is_discarded BOOLEAN NOT NULL DEFAULT 0,
    created_at DATETIME NOT NULL
);

CREATE TABLE memory_changes (memory_id INTEGER NOT NULL);

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
      AND NOT EXISTS (SELECT 1 FROM reply_receipts WHERE system_hash = OLD.system_hash)
      AND NOT EXISTS (SELECT 1 FROM message_versions WHERE system_hash = OLD.system_hash);
END;

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

CREATE TABLE drafts (
    session_id INTEGER UNIQUE REFERENCES chat_sessions (id) ON DELETE CASCADE,
    content TEXT NOT NULL,
    updated_at DATETIME NOT NULL
, queue_place INTEGER);

CREATE TABLE message_counts (
    session_id INTEGER NOT NULL,
    shift INTEGER NOT NULL,
    block INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    PRIMARY KEY (session_id, shift, block)
) WITHOUT ROWID;

CREATE TABLE undo_steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    session_id INTEGER,
    done_at DATETIME NOT NULL,
    is_undone BOOLEAN NOT NULL DEFAULT 0
);

CREATE TABLE undo_rows (
    step_id INTEGER NOT NULL REFERENCES undo_steps (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    row_before TEXT,
    row_after TEXT,
    PRIMARY KEY (step_id, place)
) WITHOUT ROWID;

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
, thought_ms INTEGER, thought_tokens INTEGER, thought BLOB, effort TEXT);

CREATE INDEX idx_version_place ON message_versions (message_id, place);

CREATE INDEX idx_version_system ON message_versions (system_hash) WHERE system_hash IS NOT NULL;

CREATE TRIGGER version_system_unused AFTER DELETE ON message_versions WHEN OLD.system_hash IS NOT NULL BEGIN
    DELETE FROM sent_systems
    WHERE system_hash = OLD.system_hash
      AND NOT EXISTS (SELECT 1 FROM reply_receipts WHERE system_hash = OLD.system_hash)
      AND NOT EXISTS (SELECT 1 FROM message_versions WHERE system_hash = OLD.system_hash);
END;

CREATE TABLE message_marks (
    message_id INTEGER PRIMARY KEY REFERENCES chat_messages (id) ON DELETE CASCADE,
    is_hidden BOOLEAN NOT NULL DEFAULT 0,
    is_bookmarked BOOLEAN NOT NULL DEFAULT 0,
    note TEXT
);

CREATE INDEX idx_bookmarks ON message_marks (message_id) WHERE is_bookmarked;

CREATE TABLE edit_drafts (
    message_id INTEGER PRIMARY KEY REFERENCES chat_messages (id) ON DELETE CASCADE,
    content TEXT NOT NULL,
    updated_at DATETIME NOT NULL
);

CREATE TABLE session_marks (
    session_id INTEGER PRIMARY KEY REFERENCES chat_sessions (id) ON DELETE CASCADE,
    is_pinned BOOLEAN NOT NULL DEFAULT 0,
    is_archived BOOLEAN NOT NULL DEFAULT 0,
    trashed_at DATETIME,
    is_unread BOOLEAN NOT NULL DEFAULT 0,
    titled_by TEXT
);

CREATE INDEX idx_sessions_pinned ON session_marks (session_id) WHERE is_pinned;

CREATE INDEX idx_sessions_archived ON session_marks (session_id) WHERE is_archived;

CREATE INDEX idx_sessions_trashed ON session_marks (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX idx_sessions_unread ON session_marks (session_id) WHERE is_unread;

CREATE INDEX idx_sessions_newest ON chat_sessions (coalesce(updated_at, ''), id);

CREATE TRIGGER session_titled AFTER UPDATE OF title ON chat_sessions WHEN OLD.title IS NOT NEW.title BEGIN
    UPDATE session_marks SET titled_by = NULL WHERE session_id = NEW.id;
END;

CREATE TABLE session_branches (
    session_id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    trunk_id INTEGER NOT NULL,
    trunk_title TEXT NOT NULL,
    fork_id INTEGER NOT NULL,
    id_offset INTEGER NOT NULL DEFAULT 0,
    copied_from INTEGER,
    forked_at DATETIME NOT NULL
);

CREATE INDEX idx_branches_of ON session_branches (trunk_id, fork_id);

CREATE INDEX idx_branches_unfinished ON session_branches (session_id) WHERE copied_from IS NOT NULL;

CREATE TABLE message_moves (session_id INTEGER PRIMARY KEY);

CREATE TABLE queued_messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id INTEGER NOT NULL REFERENCES chat_sessions (id) ON DELETE CASCADE,
    content TEXT NOT NULL,
    queued_at DATETIME NOT NULL
);

CREATE INDEX idx_queued_session ON queued_messages (session_id);

CREATE TABLE afterthoughts (
    message_id INTEGER PRIMARY KEY,
    session_id INTEGER NOT NULL REFERENCES chat_sessions (id) ON DELETE CASCADE
);

CREATE INDEX idx_afterthoughts_session ON afterthoughts (session_id);

CREATE TABLE memory_docs (memory_id INTEGER PRIMARY KEY, words BLOB NOT NULL);

CREATE TABLE memory_common_words (until_message_id INTEGER NOT NULL, words TEXT NOT NULL);

CREATE INDEX idx_memory_range ON memories (session_id, end_message_id, start_message_id);

CREATE INDEX idx_memory_changes ON memory_changes (memory_id);

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

CREATE TABLE persona_cards (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    file_name TEXT NOT NULL,
    content BLOB NOT NULL,
    picture BLOB,
    made_name TEXT NOT NULL,
    made_description TEXT NOT NULL,
    made_greeting TEXT NOT NULL,
    made_avatar_hash TEXT,
    taken_in_at DATETIME NOT NULL
);

CREATE TABLE card_files (
    place INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    file BLOB NOT NULL
);

CREATE TABLE alternate_greetings (
    place INTEGER PRIMARY KEY,
    greeting TEXT NOT NULL
);

CREATE TABLE person_choices (
    session_id INTEGER UNIQUE REFERENCES chat_sessions (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL
);

CREATE TABLE persona_drafts (
    whose TEXT PRIMARY KEY CHECK (whose IN ('own', 'new')),
    content TEXT NOT NULL,
    updated_at DATETIME NOT NULL
);

CREATE TABLE persona_details (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    nickname TEXT NOT NULL DEFAULT '',
    personality TEXT NOT NULL DEFAULT '',
    scenario TEXT NOT NULL DEFAULT '',
    examples TEXT NOT NULL DEFAULT '',
    instruction TEXT NOT NULL DEFAULT '',
    last_instruction TEXT NOT NULL DEFAULT '',
    creator_notes TEXT NOT NULL DEFAULT '',
    tags TEXT NOT NULL DEFAULT '[]'
, kind TEXT NOT NULL DEFAULT '', traits TEXT NOT NULL DEFAULT '', knowledge TEXT NOT NULL DEFAULT '', expression TEXT NOT NULL DEFAULT '', situations TEXT NOT NULL DEFAULT '', background TEXT NOT NULL DEFAULT '');

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
