thought, thought_ms, thought_tokens
