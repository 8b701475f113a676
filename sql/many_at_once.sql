-- name: begin
-- Description: Has the triggers leave what follows to the program
INSERT INTO message_moves (session_id) VALUES (?);

-- name: end
-- Description: Has the triggers do their work again
DELETE FROM message_moves;

-- name: look_again
-- Description: Has the memories of a session compared with their messages again
UPDATE memory_sources SET state = NULL WHERE memory_id IN (SELECT id FROM memories WHERE session_id = ?);

-- name: forget_all_counts
-- Description: Forgets how many messages a session has
DELETE FROM message_counts WHERE session_id = ?;

-- name: note_memories
-- Description: Notes that the memories of a session are to be taken into the index anew
INSERT INTO memory_changes (memory_id)
SELECT id FROM memories
WHERE session_id = ? AND NOT EXISTS (SELECT 1 FROM memory_changes WHERE memory_id = memories.id);
