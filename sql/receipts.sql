-- name: store_system
-- Description: Stores a system text under its hash, once
INSERT INTO sent_systems (system_hash, content) VALUES (?, ?) ON CONFLICT DO NOTHING;

-- name: store_receipt
-- Description: Stores what is sent for a reply, in place of what was sent for it before
INSERT INTO reply_receipts (message_id, system_hash, content, sent_at)
SELECT id, ?2, ?3, ?4 FROM chat_messages WHERE id = ?1;

-- name: delete_receipt
-- Description: Forgets what was sent for a reply
DELETE FROM reply_receipts WHERE message_id = ?;

-- name: delete_unused_system
-- Description: Forgets a system text that no receipt names
DELETE FROM sent_systems
WHERE system_hash = ?1
  AND NOT EXISTS (SELECT 1 FROM reply_receipts WHERE system_hash = ?1)
  AND NOT EXISTS (SELECT 1 FROM message_versions WHERE system_hash = ?1);

-- name: settle_receipt
-- Description: Stores what a reply cost
UPDATE reply_receipts SET cost_nano = ?, prices_of = ? WHERE message_id = ?;

-- name: insert_spending
-- Description: Stores that something was asked of a model, and what it cost
INSERT INTO spending (
    session_id, spent_at, purpose, model,
    input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, cost_nano
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: get_receipt
-- Description: What was sent for a reply, and what came of it
SELECT {receipt}
FROM reply_receipts
JOIN sent_systems USING (system_hash)
LEFT JOIN replies USING (message_id)
WHERE message_id = ?;

-- name: newest_receipt_id
-- Description: A session's newest message that something was sent for
SELECT MAX(reply_receipts.message_id)
FROM chat_messages
JOIN reply_receipts ON reply_receipts.message_id = chat_messages.id
WHERE session_id = ? AND chat_messages.id >= (
    SELECT MIN(id) FROM (SELECT id FROM chat_messages WHERE session_id = ?1 ORDER BY id DESC LIMIT 4)
);

-- name: session_spending
-- Description: What a session cost: the sum, exact up to nine million dollars, how often, and how often the price is not known
SELECT {spent} FROM spending WHERE session_id = ?;

-- name: spending_since
-- Description: The same of everything since a time
SELECT {spent} FROM spending WHERE spent_at >= ?;

-- name: usual_output
-- Description: How long a session's last replies were, on average
SELECT CAST(round(AVG(output_tokens)) AS INTEGER) FROM (
    SELECT output_tokens FROM spending
    WHERE session_id = ? AND purpose = 'reply' AND output_tokens IS NOT NULL
    ORDER BY id DESC
    LIMIT 10
);
