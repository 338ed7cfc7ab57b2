-- The case: one SQLite database that any client can read. Texts are plain, names are plain, hashes are blobs
-- (hex() shows them). Views at the end answer the usual questions without Clew.
--
-- A DOCUMENT is bytes (sha256). It stands at one or more PLACES: in a file, or inside one (member). A letter is a
-- document of type 'mail'; copies of one letter share documents.message, the row of the copy that came first, and
-- only rows with message = id count as letters. Its decoded text is a row of TEXTS, shared by all documents with
-- exactly that text; a text longer than 256 KiB has content NULL and lies in CHUNKS (rowids from 2^40).
-- WORDS is the full-text index over folded words (lower case, no diacritics, one form for each Arabic letter):
-- its rowid is texts.id or chunks.id, its tokenizer is built into SQLite, and it stores no text of its own.
-- ZONES say who wrote which part of a text; what no row covers is its author's own.
-- A PASSAGE is a paragraph, known by the hash of its folded words; (text, start) is its home, where it stands
-- unquoted, else earliest; OCCURRENCES are all the places where it stands. MENTIONS hang on the passage.
-- PARTIES are the distinct pairs of name and address in letter headers; ENTITIES are who they are, by the reasons
-- in parties.reason and the user's DECISIONS. NAMES are the spellings of what texts name, each with its entity too.
-- TIES, entity counts, NAME_LINKS, NAMED, NEWEST and TEXT_SIZES are derived: rebuilt after each ingest.
--
-- Row ids follow the order of listing, so the same sources give the same rows. RUNS stands outside that.

CREATE TABLE properties (name TEXT PRIMARY KEY, value) WITHOUT ROWID;

CREATE TABLE sources (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,        -- as given on the command line
  kind TEXT NOT NULL,               -- 'auto' or 'report'
  dataset TEXT
);
CREATE TABLE folders (id INTEGER PRIMARY KEY, source INTEGER NOT NULL, path TEXT NOT NULL UNIQUE);
CREATE TABLE files (
  id INTEGER PRIMARY KEY,
  folder INTEGER NOT NULL,
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  modified INTEGER NOT NULL,        -- nanoseconds since 1970
  sha256 BLOB,                      -- of a container; NULL where the file is one document (see documents.sha256)
  state TEXT NOT NULL,              -- open (being read), read, failed
  items INTEGER, records INTEGER,   -- while open: whole items in the case, and records of the next one
  version INTEGER NOT NULL,         -- 1, 2, ...: the same name with other content later
  name_key INTEGER                  -- 32 bits of the name's hash: an index of names would hold each twice
);
CREATE INDEX files_by_name ON files(folder, name_key);

CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL,
  type TEXT NOT NULL,               -- mail attachment report text list calendar contact other
  media_type TEXT,                  -- NULL: message/rfc822
  name TEXT,                        -- file name of an attachment
  message INTEGER,                  -- documents.id of the first copy of this letter
  message_key INTEGER,              -- the letter's identity (64 bits); on first copies only
  thread INTEGER,                   -- documents.id of the letter that names the thread
  subject TEXT,
  date INTEGER,                     -- seconds since 1970, UTC
  zone INTEGER,                     -- minutes east of Greenwich, as written
  date_raw TEXT, date_note TEXT,    -- where the date was not plain
  message_id TEXT,
  language TEXT,
  bytes INTEGER NOT NULL,
  status TEXT NOT NULL,             -- read partial failed
  reason TEXT,
  text INTEGER                      -- texts.id; NULL: no text
);
CREATE INDEX documents_by_sha256 ON documents(substr(sha256, 1, 4));
CREATE INDEX documents_by_message ON documents(message_key) WHERE message_key IS NOT NULL;

CREATE TABLE places (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL,
  file INTEGER NOT NULL,
  member TEXT,                      -- '#412', '!/report.pdf'; NULL: the file itself
  parent INTEGER                    -- documents.id of the letter it is attached to
);

CREATE TABLE fields (document INTEGER, seq INTEGER, name TEXT, value TEXT, PRIMARY KEY (document, seq)) WITHOUT ROWID;

CREATE TABLE texts (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL,             -- the first 16 bytes of its SHA-256
  bytes INTEGER NOT NULL,
  content TEXT,                     -- NULL: too long for one row, see chunks
  first_chunk INTEGER, last_chunk INTEGER
);
CREATE INDEX texts_by_digest ON texts(substr(digest, 1, 4));
CREATE TABLE chunks (id INTEGER PRIMARY KEY, text INTEGER NOT NULL, start INTEGER NOT NULL, content TEXT NOT NULL);

CREATE VIRTUAL TABLE words USING fts5(folded, content='', tokenize='ascii');
CREATE VIRTUAL TABLE subject_words USING fts5(folded, content='', tokenize='ascii', columnsize=0); -- rowid: documents.id
CREATE VIRTUAL TABLE party_words USING fts5(folded, content='', tokenize='ascii', columnsize=0);   -- rowid: parties.id

-- ZONES is a view for readers; its rows are packed into these three, since there are several to every letter.
CREATE TABLE zone_kinds (id INTEGER PRIMARY KEY, kind TEXT NOT NULL);
INSERT INTO zone_kinds VALUES (0, 'body'), (1, 'quote'), (2, 'forward'), (3, 'head'), (4, 'greeting'), (5, 'closing'),
  (6, 'signature'), (7, 'disclaimer');
CREATE TABLE zone_spans (
  text INTEGER, start INTEGER, "end" INTEGER NOT NULL, kind INTEGER NOT NULL, depth INTEGER NOT NULL,
  head INTEGER,                     -- zone_heads.start in the same text; NULL: no head speaks of it
  PRIMARY KEY (text, start)
) WITHOUT ROWID;
CREATE TABLE zone_heads (           -- what the head of a quoted or forwarded letter says, for all zones of that letter
  text INTEGER, start INTEGER, author_name TEXT, author_address TEXT, subject TEXT, date TEXT, date_raw TEXT,
  recipients TEXT, PRIMARY KEY (text, start)
) WITHOUT ROWID;
CREATE VIEW zones AS
  SELECT s.text, s.start, s."end", k.kind, s.depth, h.author_name, h.author_address, h.subject, h.date, h.date_raw,
         h.recipients
    FROM zone_spans s JOIN zone_kinds k ON k.id = s.kind LEFT JOIN zone_heads h ON h.text = s.text AND h.start = s.head;
CREATE TRIGGER zones_insert INSTEAD OF INSERT ON zones BEGIN
  INSERT INTO zone_spans SELECT NEW.text, NEW.start, NEW."end", id, NEW.depth, NEW.start FROM zone_kinds
    WHERE kind = NEW.kind;
  INSERT INTO zone_heads SELECT NEW.text, NEW.start, NEW.author_name, NEW.author_address, NEW.subject, NEW.date,
    NEW.date_raw, NEW.recipients WHERE coalesce(NEW.author_name, NEW.author_address, NEW.subject, NEW.date,
    NEW.date_raw, NEW.recipients) IS NOT NULL;
END;
CREATE TRIGGER zones_delete INSTEAD OF DELETE ON zones BEGIN
  DELETE FROM zone_spans WHERE text = OLD.text AND start = OLD.start;
  DELETE FROM zone_heads WHERE text = OLD.text
    AND NOT EXISTS (SELECT 1 FROM zone_spans s WHERE s.text = OLD.text AND s.head = zone_heads.start);
END;

CREATE TABLE passages (
  id INTEGER PRIMARY KEY,           -- first 8 bytes of the SHA-256 of the folded words, as a signed number
  "check" INTEGER NOT NULL,         -- the next 8
  text INTEGER NOT NULL, start INTEGER NOT NULL     -- home
);
CREATE TABLE occurrences (
  text INTEGER, start INTEGER, "end" INTEGER NOT NULL, passage INTEGER NOT NULL,
  quoted INTEGER NOT NULL,          -- 1: inside a quoted or forwarded letter
  PRIMARY KEY (text, start)
) WITHOUT ROWID;

-- Where passages stand that have no home yet, packed (see homes.cc): what reading leaves to the pass after it.
CREATE TABLE unsettled (id INTEGER PRIMARY KEY, passages BLOB NOT NULL);

CREATE TABLE mentions (
  passage INTEGER, start INTEGER, "end" INTEGER,    -- bytes into the passage
  type TEXT, value TEXT, confidence REAL NOT NULL,
  name INTEGER,                     -- names.id
  PRIMARY KEY (passage, start, "end", type)
) WITHOUT ROWID;

-- CLAIMS say who does what, as somebody says it; offsets are bytes into the passage, which is the evidence of the
-- claim, start to end. CLAIM_ARGS are whom and what it is about; CLAIM_SOURCES those who are cited for it, outermost
-- first, below the author of the passage.
CREATE TABLE claims (
  id INTEGER PRIMARY KEY,           -- 64 bits of the hash of passage, type and spans
  passage INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  type TEXT NOT NULL,               -- payment, role, meeting ...
  status TEXT NOT NULL,             -- asserted hedged negated denied planned
  since TEXT, until TEXT, time_text TEXT,           -- when it was so: ISO 8601, as precise as known
  cues TEXT NOT NULL,               -- JSON array: the words that hedge, deny ...
  nonanswer INTEGER NOT NULL,       -- 1: a refusal to answer
  confidence REAL NOT NULL, reader TEXT NOT NULL
);
CREATE INDEX claims_by_passage ON claims(passage);
CREATE TABLE claim_args (
  claim INTEGER, seq INTEGER, role TEXT NOT NULL,   -- payer, payee, holder ...
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
  name TEXT,                        -- whom the words mean; NULL: as they stand
  value REAL, currency TEXT, PRIMARY KEY (claim, seq)
) WITHOUT ROWID;
CREATE TABLE claim_sources (
  claim INTEGER, seq INTEGER, source TEXT NOT NULL, name TEXT, cue TEXT NOT NULL, kind TEXT NOT NULL,
  PRIMARY KEY (claim, seq)
) WITHOUT ROWID;

-- Which claims say the same, and which dispute which: derived, made anew when claims change.
CREATE TABLE claim_groups (claim INTEGER PRIMARY KEY, grp INTEGER NOT NULL);    -- grp: the earliest claim of the group
CREATE TABLE claim_disputes (claim INTEGER, by INTEGER, PRIMARY KEY (claim, by)) WITHOUT ROWID;

-- Passages whose home moved to a text that was annotated before.
CREATE TABLE to_annotate (passage INTEGER PRIMARY KEY);

CREATE TABLE parties (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL, address TEXT NOT NULL,        -- '' where there is none
  entity INTEGER,                   -- entities.id
  reason TEXT,                      -- why it belongs there
  UNIQUE (address, name)
);
CREATE TABLE participants (
  document INTEGER, role INTEGER,   -- 1 from, 2 to, 3 cc, 4 bcc, 5 sender, 6 reply-to
  seq INTEGER, party INTEGER NOT NULL, PRIMARY KEY (document, role, seq)
) WITHOUT ROWID;

-- Every Message-ID that a letter bears (seq 0) or refers to (seq 1.., oldest first), by the first 8 bytes of its hash.
CREATE TABLE message_ids (hash INTEGER, document INTEGER, seq INTEGER, PRIMARY KEY (hash, document, seq)) WITHOUT ROWID;

CREATE TABLE entities (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,         -- 16 hexadecimal digits; smallest hash of its parties and names
  type TEXT NOT NULL,               -- person org place event programme
  name TEXT NOT NULL,
  names TEXT NOT NULL,              -- JSON array
  addresses TEXT NOT NULL,          -- JSON array
  sent INTEGER NOT NULL, received INTEGER NOT NULL,  -- letters
  first INTEGER, last INTEGER       -- seconds since 1970
);

-- What texts name: each distinct spelling of a person, organisation, place, event or programme.
CREATE TABLE names (
  id INTEGER PRIMARY KEY,           -- first 8 bytes of the SHA-256 of type and spelling, as a signed number
  type TEXT NOT NULL, shown TEXT NOT NULL,
  entity INTEGER,                   -- entities.id; NULL: seen without enough certainty
  reason TEXT                       -- why it belongs there; NULL: nothing joined it
);
CREATE TABLE name_links (           -- a short name that means a fuller one of the same text
  passage INTEGER, name INTEGER, means INTEGER NOT NULL,   -- both names.id
  PRIMARY KEY (passage, name)
) WITHOUT ROWID;
CREATE TABLE named (                -- where entities are named
  entity INTEGER PRIMARY KEY,
  passages INTEGER NOT NULL,        -- how many name it; each counts once, however often it is quoted
  texts BLOB NOT NULL               -- texts.id of all that hold one of these, packed (see names.cc)
);

CREATE TABLE ties (
  a INTEGER, b INTEGER, kind TEXT,  -- entities.id of sender and recipient; 'to', 'cc' or 'bcc'
  count INTEGER NOT NULL, first INTEGER, last INTEGER, PRIMARY KEY (a, b, kind)
) WITHOUT ROWID;
CREATE INDEX ties_by_b ON ties(b, a);

-- All documents from the newest to the oldest, packed (see newest.cc): searches walk through them.
CREATE TABLE newest (id INTEGER PRIMARY KEY, rows BLOB NOT NULL);
-- How many words each text has, packed (see text_sizes.cc): for ranking.
CREATE TABLE text_sizes (id INTEGER PRIMARY KEY, sizes BLOB NOT NULL);

CREATE TABLE decisions (
  id INTEGER PRIMARY KEY,
  action TEXT NOT NULL,             -- merge split
  subject TEXT NOT NULL,            -- JSON array of [name, address] pairs
  object TEXT NOT NULL,             -- the same
  reason TEXT NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE ledgers (
  id INTEGER PRIMARY KEY, place TEXT NOT NULL UNIQUE,
  expected INTEGER NOT NULL, read INTEGER NOT NULL, failed INTEGER NOT NULL, skipped INTEGER NOT NULL,
  duplicates INTEGER NOT NULL,
  bytes_expected INTEGER NOT NULL, bytes_read INTEGER NOT NULL, bytes_failed INTEGER NOT NULL,
  bytes_skipped INTEGER NOT NULL
);
CREATE TABLE failures (
  id INTEGER PRIMARY KEY, file INTEGER, place TEXT NOT NULL, document INTEGER, bytes INTEGER NOT NULL,
  code TEXT NOT NULL, reason TEXT NOT NULL, UNIQUE (place, reason)
);
CREATE TABLE tombstones (sha256 BLOB PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE runs (id INTEGER PRIMARY KEY, at INTEGER, command TEXT, seconds REAL);

CREATE VIEW letters AS
  SELECT d.id, lower(hex(d.sha256)) AS sha256, datetime(d.date, 'unixepoch') AS date, d.subject,
         (SELECT trim(p.name || ' <' || p.address || '>') FROM participants r JOIN parties p ON p.id = r.party
           WHERE r.document = d.id AND r.role = 1 AND r.seq = 0) AS sender,
         (SELECT group_concat(trim(p.name || ' <' || p.address || '>'), ', ') FROM participants r
            JOIN parties p ON p.id = r.party WHERE r.document = d.id AND r.role IN (2, 3)) AS recipients,
         d.thread, d.language, t.content AS text
    FROM documents d LEFT JOIN texts t ON t.id = d.text WHERE d.message = d.id;
CREATE VIEW documents_readable AS
  SELECT d.id, lower(hex(d.sha256)) AS sha256, fo.path || fi.name || coalesce(pl.member, '') AS place, d.type,
         coalesce(d.media_type, 'message/rfc822') AS media_type, d.subject,
         datetime(d.date, 'unixepoch') AS date, d.language, d.bytes, d.status, d.reason, t.content AS text
    FROM documents d JOIN places pl ON pl.document = d.id JOIN files fi ON fi.id = pl.file
    JOIN folders fo ON fo.id = fi.folder LEFT JOIN texts t ON t.id = d.text;
CREATE VIEW people AS
  SELECT id, key, name, names, addresses, sent, received, datetime(first, 'unixepoch') AS first_seen,
         datetime(last, 'unixepoch') AS last_seen, coalesce(d.passages, 0) AS named
    FROM entities LEFT JOIN named d ON d.entity = id WHERE type = 'person';
CREATE VIEW claims_readable AS
  SELECT c.id, printf('%016x', c.id) AS claim, c.type, c.status,
         (SELECT group_concat(a.role || ': ' || coalesce(a.name, a.text), '; ') FROM claim_args a WHERE a.claim = c.id)
           AS args, c.since, c.until,
         (SELECT group_concat(coalesce(s.name, s.source), ' > ') FROM claim_sources s WHERE s.claim = c.id) AS says,
         CAST(substr(CAST(t.content AS BLOB), p.start + c.start + 1, c."end" - c.start) AS TEXT) AS quote, c.confidence, p.text
    FROM claims c JOIN passages p ON p.id = c.passage JOIN texts t ON t.id = p.text;
CREATE VIEW payments AS
  SELECT c.id, c.since AS date, c.status,
         (SELECT group_concat(coalesce(name, text), '; ') FROM claim_args WHERE claim = c.id AND role = 'payer') AS payer,
         (SELECT group_concat(coalesce(name, text), '; ') FROM claim_args WHERE claim = c.id AND role = 'courier') AS courier,
         (SELECT group_concat(coalesce(name, text), '; ') FROM claim_args WHERE claim = c.id AND role = 'payee') AS payee,
         (SELECT value FROM claim_args WHERE claim = c.id AND role = 'amount' LIMIT 1) AS amount,
         (SELECT currency FROM claim_args WHERE claim = c.id AND role = 'amount' LIMIT 1) AS currency, c.confidence
    FROM claims c WHERE c.type = 'payment';
CREATE VIEW network AS
  SELECT x.name AS sender, y.name AS recipient, t.kind, t.count, datetime(t.first, 'unixepoch') AS first_seen,
         datetime(t.last, 'unixepoch') AS last_seen
    FROM ties t JOIN entities x ON x.id = t.a JOIN entities y ON y.id = t.b;
