chat_messages.id, chat_messages.session_id, message, is_user, timestamp, character_name
