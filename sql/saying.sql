-- name: title_by_first_words
-- Description: Titles a session that has no title of its own and one message of the person
UPDATE chat_sessions SET title = ?1
WHERE id = ?2 AND title = ?3
  AND NOT EXISTS (SELECT 1 FROM session_marks WHERE session_id = ?2 AND titled_by IS NOT NULL)
  AND (SELECT COUNT(*) FROM (SELECT 1 FROM chat_messages WHERE session_id = ?2 AND is_user LIMIT 2)) = 1;
