-- name: list_sessions
-- Description: All sessions with the beginnings of their title and their last message, the most recently updated first
SELECT
    {listed_session}
FROM chat_sessions
ORDER BY updated_at DESC, id DESC;

-- name: list_session
-- Description: One session with the beginnings of its title and its last message
SELECT
    {listed_session}
FROM chat_sessions
WHERE id = ?;
