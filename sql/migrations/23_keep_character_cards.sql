-- The character card that a persona came from, with all that it holds, and the greetings beside the first one.
-- check: SELECT file_name, path, greeting FROM persona_cards, card_files, alternate_greetings LIMIT 1

CREATE TABLE persona_cards (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    file_name TEXT NOT NULL,
    content BLOB NOT NULL,
    picture BLOB,
    made_name TEXT NOT NULL,
    made_description TEXT NOT NULL,
    made_greeting TEXT NOT NULL,
    made_avatar_hash TEXT,
    taken_in_at DATETIME NOT NULL
);

CREATE TABLE card_files (
    place INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    file BLOB NOT NULL
);

CREATE TABLE alternate_greetings (
    place INTEGER PRIMARY KEY,
    greeting TEXT NOT NULL
);
