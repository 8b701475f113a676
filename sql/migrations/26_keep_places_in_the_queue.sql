-- Where a text has waited that is a draft again: sent to wait once more, it has its place back.
-- check: SELECT queue_place FROM drafts LIMIT 1

ALTER TABLE drafts ADD COLUMN queue_place INTEGER;
