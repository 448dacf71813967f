-- Where things are filed, so that a new report is compared with what it can have to do with and with nothing else.
-- Made from the findings, and with them; without these tables the next settling resolves everything and makes them.

-- One row: which settling the tables below belong to.
CREATE TABLE IF NOT EXISTS filing (
  only INTEGER PRIMARY KEY CHECK (only = 1), -- the row's number: there is one row
  settled INTEGER NOT NULL,         -- state.settled after that settling
  made_by TEXT NOT NULL             -- the communique that made them
) STRICT;

-- Claims that say the same of who, when and where, as identity compares them.
CREATE TABLE IF NOT EXISTS bundles (
  claim TEXT NOT NULL,              -- the first of them, which stands for all
  seen INTEGER NOT NULL,            -- 1: before undated reports had their days; 2: after; 3: both
  body BLOB NOT NULL,               -- communique.events.blocks.Kept as JSON
  PRIMARY KEY (claim, seen)
) STRICT, WITHOUT ROWID;

-- The keys and days under which bundles and events are looked for.
CREATE TABLE IF NOT EXISTS filed (
  key INTEGER NOT NULL,             -- a hash of who or what
  bucket INTEGER NOT NULL,          -- 64 days; -1: any time
  low INTEGER NOT NULL,             -- the first day, counted from 1 January of the year 1
  high INTEGER NOT NULL,            -- the last day
  claim TEXT NOT NULL,              -- bundles.claim
  seen INTEGER NOT NULL,            -- as in bundles; and 4: who shares the key is related
  PRIMARY KEY (key, bucket, low, high, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS filed_claim ON filed (claim);

-- Which reports hold a run of five words; one run in six is kept.
CREATE TABLE IF NOT EXISTS shingles (
  shingle INTEGER NOT NULL,         -- CRC-32 of the words
  undated INTEGER NOT NULL,         -- 1: the report has no day
  day INTEGER NOT NULL,             -- the report's day, counted as above; 0 if it has none
  report TEXT NOT NULL,             -- reports.id
  PRIMARY KEY (shingle, undated, day, report)
) STRICT, WITHOUT ROWID;

-- The paragraphs of a report that others print too.
CREATE TABLE IF NOT EXISTS shared_paragraphs (
  report TEXT PRIMARY KEY,
  spans TEXT NOT NULL               -- JSON: start, end, the others
) STRICT, WITHOUT ROWID;

-- What was known of an actor when events were last made.
CREATE TABLE IF NOT EXISTS actor_marks (
  actor TEXT PRIMARY KEY,
  mark TEXT NOT NULL,               -- what events look at
  body TEXT NOT NULL                -- a hash of all
) STRICT, WITHOUT ROWID;
