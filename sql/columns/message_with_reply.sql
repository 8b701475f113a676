chat_messages.id, chat_messages.session_id, message, is_user, timestamp, substr(character_name, 1, 200),
    replies.status, substr(replies.problem, 1, 2000), substr(replies.model, 1, 200), replies.thought_ms, replies.thought_tokens
