message_id, sent_systems.content AS system, reply_receipts.content AS content, sent_at, cost_nano, prices_of,
    status, problem, model, stop_reason, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens,
    first_text_ms, updated_at, substr(effort, 1, 200) AS effort
