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
