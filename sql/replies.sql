-- name: begin_reply
-- Description: Marks a message as a reply that is arriving, for the first time or again
INSERT INTO replies (message_id, status, run, updated_at) VALUES (?, 'streaming', ?, ?)
ON CONFLICT (message_id) DO UPDATE SET
    status = 'streaming',
    problem = NULL,
    run = excluded.run,
    updated_at = excluded.updated_at;

-- name: get_reply
-- Description: A reply's session and text
SELECT session_id, message FROM chat_messages WHERE id = ? AND NOT is_user;

-- name: finish_reply
-- Description: Stores how a reply ended
INSERT INTO replies (
    status, problem, model, stop_reason, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens,
    first_text_ms, thought, thought_ms, thought_tokens, effort, updated_at, message_id
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (message_id) DO UPDATE SET
    status = excluded.status,
    problem = excluded.problem,
    model = excluded.model,
    stop_reason = excluded.stop_reason,
    input_tokens = excluded.input_tokens,
    output_tokens = excluded.output_tokens,
    cache_read_tokens = excluded.cache_read_tokens,
    cache_write_tokens = excluded.cache_write_tokens,
    first_text_ms = excluded.first_text_ms,
    thought = coalesce(excluded.thought, replies.thought),
    thought_ms = coalesce(excluded.thought_ms, replies.thought_ms),
    thought_tokens = coalesce(excluded.thought_tokens, replies.thought_tokens),
    effort = excluded.effort,
    updated_at = excluded.updated_at;

-- name: store_thought
-- Description: Stores what was thought before a reply that is arriving
UPDATE replies SET thought = ?, thought_ms = ?, thought_tokens = ? WHERE message_id = ?;

-- name: get_thought
-- Description: What was thought before a reply: compressed text, how long, how many tokens
SELECT {thought} FROM replies WHERE message_id = ?;

-- name: keep_reply
-- Description: Takes a reply as complete, however it ended
UPDATE replies SET status = 'complete', problem = NULL, updated_at = ? WHERE message_id = ?;

-- name: fruitless_interrupted_replies
-- Description: Replies of another run that were to arrive and have no text, or no new one, and whether any new thought
SELECT replies.message_id, replies.thought IS NOT NULL AND replies.thought IS NOT former.thought
FROM replies
JOIN chat_messages ON chat_messages.id = replies.message_id
LEFT JOIN message_versions AS chosen ON chosen.message_id = replies.message_id AND chosen.content IS NULL
LEFT JOIN message_versions AS former ON former.id = chosen.instead_of AND former.message_id = replies.message_id
WHERE replies.status = 'streaming' AND replies.run IS NOT ?
  AND (trim(message, ' ' || char(9, 10, 13)) = '' OR message = former.content);

-- name: interrupt_replies
-- Description: Marks replies of another run that were still arriving as interrupted
UPDATE replies SET status = 'interrupted', problem = ?, updated_at = ?
WHERE status = 'streaming' AND run IS NOT ?;
