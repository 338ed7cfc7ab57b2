-- Indexes that reading documents does without. A new case gets them when its first documents are all in it: made
-- at once they cost half of what they cost row by row, and their pages are full.
CREATE INDEX IF NOT EXISTS documents_by_text ON documents(text) WHERE text IS NOT NULL;
CREATE INDEX IF NOT EXISTS documents_by_date ON documents(date, text);  -- with the text, so that a search need not touch the row
CREATE INDEX IF NOT EXISTS places_by_document ON places(document);
CREATE INDEX IF NOT EXISTS places_by_parent ON places(parent) WHERE parent IS NOT NULL;
CREATE INDEX IF NOT EXISTS participants_by_party ON participants(party, document);
