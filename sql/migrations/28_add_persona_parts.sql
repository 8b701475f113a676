-- What makes a persona in parts that can be picked: kind, traits, knowledge, way of expression, and so on.
-- check: SELECT kind, traits, knowledge, expression, situations, background FROM persona_details LIMIT 1

ALTER TABLE persona_details ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE persona_details ADD COLUMN traits TEXT NOT NULL DEFAULT '';
ALTER TABLE persona_details ADD COLUMN knowledge TEXT NOT NULL DEFAULT '';
ALTER TABLE persona_details ADD COLUMN expression TEXT NOT NULL DEFAULT '';
ALTER TABLE persona_details ADD COLUMN situations TEXT NOT NULL DEFAULT '';
ALTER TABLE persona_details ADD COLUMN background TEXT NOT NULL DEFAULT '';
