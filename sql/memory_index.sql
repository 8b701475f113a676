-- name: modules
-- Description: What kinds of virtual tables this SQLite has
PRAGMA module_list;

-- name: is_made
-- Description: Whether the file has the index, and none that an earlier version of this program made
SELECT SUM(name = 'memory_terms') AND NOT SUM(name = 'memory_words')
FROM sqlite_master
WHERE name IN ('memory_terms', 'memory_words');

-- name: has_changes
-- Description: Whether a memory, or what it was made of, changed since the index was brought up to date
SELECT EXISTS (SELECT 1 FROM memory_changes);

-- name: drop_index_of_triggers
-- Description: Removes the index that every program had to keep
DROP TABLE IF EXISTS memory_index;

-- name: drop_index_of_texts
-- Description: Removes the index that knew the memories' own texts alone
DROP TABLE IF EXISTS memory_words;

-- name: drop_index
-- Description: Removes the index
DROP TABLE IF EXISTS memory_terms;

-- name: make_index
-- Description: Makes the index, empty: of the memory itself, and of what was said; no text is kept in it
CREATE VIRTUAL TABLE IF NOT EXISTS memory_terms USING fts5(content, said, content = '', tokenize = 'porter ascii');

-- name: weigh
-- Description: Has what was said count half
INSERT INTO memory_terms (memory_terms, rank) VALUES ('rank', 'bm25(1.0, 0.5)');

-- name: forget_docs
-- Description: Forgets with what words memories stand in the index
DELETE FROM memory_docs;

-- name: note_all
-- Description: Notes that every memory is to be put into the index
INSERT INTO memory_changes (memory_id) SELECT id FROM memories;

-- name: changed
-- Description: The memories to be taken into the index anew, the newest first
SELECT DISTINCT memory_id FROM memory_changes ORDER BY memory_id DESC LIMIT ?;

-- name: get_doc
-- Description: With what words a memory stands in the index, packed
SELECT words FROM memory_docs WHERE memory_id = ?;

-- name: take_out
-- Description: Takes a memory out of the index; the words are those with which it was put in
INSERT INTO memory_terms (memory_terms, rowid, content, said) VALUES ('delete', ?, ?, ?);

-- name: delete_doc
-- Description: Forgets with what words a memory stands in the index
DELETE FROM memory_docs WHERE memory_id = ?;

-- name: get_memory
-- Description: A memory's text, its session and its range
SELECT content, session_id, start_message_id, end_message_id FROM memories WHERE id = ?;

-- name: said
-- Description: The messages of a session within a range that are not hidden, oldest first
SELECT message
FROM chat_messages
LEFT JOIN message_marks ON message_id = chat_messages.id
WHERE session_id = ? AND chat_messages.id BETWEEN ? AND ? AND NOT coalesce(is_hidden, 0)
ORDER BY chat_messages.id;

-- name: put_in
-- Description: Puts a memory into the index
INSERT INTO memory_terms (rowid, content, said) VALUES (?, ?, ?);

-- name: insert_doc
-- Description: Stores with what words a memory stands in the index, packed
INSERT INTO memory_docs (memory_id, words) VALUES (?, ?);

-- name: forget_change
-- Description: Notes that a memory stands in the index as it is
DELETE FROM memory_changes WHERE memory_id = ?;

-- name: newest_message
-- Description: The highest id of a message
SELECT coalesce(MAX(id), 0) FROM chat_messages;

-- name: newest_texts
-- Description: The newest messages that are not hidden
SELECT message
FROM chat_messages
LEFT JOIN message_marks ON message_id = chat_messages.id
WHERE NOT coalesce(is_hidden, 0)
ORDER BY chat_messages.id DESC
LIMIT ?;

-- name: get_common_words
-- Description: The words that many messages have, and up to which message they were counted
SELECT until_message_id, words FROM memory_common_words;

-- name: forget_common_words
-- Description: Forgets which words many messages have
DELETE FROM memory_common_words;

-- name: store_common_words
-- Description: Stores which words many messages have
INSERT INTO memory_common_words (until_message_id, words) VALUES (?, ?);
