-- Where in its session a message stands is asked with every page, and counting what lies before it would
-- take ever longer. So a session's messages among neighbouring ids are counted here: among every 2^8 and
-- among every 2^16 ids.
-- check: SELECT session_id, shift, block, messages FROM message_counts LIMIT 1

CREATE TABLE message_counts (
    session_id INTEGER NOT NULL,
    shift INTEGER NOT NULL,
    block INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    PRIMARY KEY (session_id, shift, block)
) WITHOUT ROWID;

INSERT INTO message_counts (session_id, shift, block, messages)
SELECT session_id, 8, id >> 8, COUNT(*) FROM chat_messages GROUP BY session_id, id >> 8;

INSERT INTO message_counts (session_id, shift, block, messages)
SELECT session_id, 16, id >> 16, COUNT(*) FROM chat_messages GROUP BY session_id, id >> 16;

-- Neither OR IGNORE nor an upsert: within a trigger the policy of the statement that fired it would count.
CREATE TRIGGER message_counted AFTER INSERT ON chat_messages BEGIN
    INSERT INTO message_counts (session_id, shift, block, messages)
    SELECT NEW.session_id, 8, NEW.id >> 8, 0
    WHERE NOT EXISTS (
        SELECT 1 FROM message_counts
        WHERE session_id = NEW.session_id AND shift = 8 AND block = NEW.id >> 8
    );
    UPDATE message_counts SET messages = messages + 1
    WHERE session_id = NEW.session_id AND shift = 8 AND block = NEW.id >> 8;
    INSERT INTO message_counts (session_id, shift, block, messages)
    SELECT NEW.session_id, 16, NEW.id >> 16, 0
    WHERE NOT EXISTS (
        SELECT 1 FROM message_counts
        WHERE session_id = NEW.session_id AND shift = 16 AND block = NEW.id >> 16
    );
    UPDATE message_counts SET messages = messages + 1
    WHERE session_id = NEW.session_id AND shift = 16 AND block = NEW.id >> 16;
END;

CREATE TRIGGER message_uncounted AFTER DELETE ON chat_messages BEGIN
    UPDATE message_counts SET messages = messages - 1
    WHERE session_id = OLD.session_id AND shift = 8 AND block = OLD.id >> 8;
    DELETE FROM message_counts
    WHERE session_id = OLD.session_id AND shift = 8 AND block = OLD.id >> 8 AND messages <= 0;
    UPDATE message_counts SET messages = messages - 1
    WHERE session_id = OLD.session_id AND shift = 16 AND block = OLD.id >> 16;
    DELETE FROM message_counts
    WHERE session_id = OLD.session_id AND shift = 16 AND block = OLD.id >> 16 AND messages <= 0;
END;

CREATE TRIGGER message_recounted AFTER UPDATE OF id, session_id ON chat_messages BEGIN
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
