-- Where a conversation branched off another one: from which message on, parked or as a copy.
-- check: SELECT session_id, trunk_id, fork_id, id_offset, copied_from FROM session_branches LIMIT 1

-- No foreign keys: that there was a conversation is to be told also when it is gone, and ids are never used twice.
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

-- While this program moves many messages to another session at once, it has a row here, counts them by itself and
-- looks after their memories. Otherwise, and so always for other programs, it is empty.
CREATE TABLE message_moves (session_id INTEGER PRIMARY KEY);

DROP TRIGGER IF EXISTS memory_source_edited;

CREATE TRIGGER memory_source_edited
AFTER UPDATE OF message, session_id ON chat_messages
WHEN (OLD.message IS NOT NEW.message OR OLD.session_id IS NOT NEW.session_id)
  AND NOT EXISTS (SELECT 1 FROM message_moves) BEGIN
    UPDATE memory_sources SET state = NULL WHERE memory_id IN (
        SELECT id FROM memories
        WHERE session_id IN (OLD.session_id, NEW.session_id)
          AND OLD.id BETWEEN start_message_id AND end_message_id
    );
END;

DROP TRIGGER IF EXISTS message_recounted;

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
