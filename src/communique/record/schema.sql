-- A communique record: one SQLite file, with a folder of texts beside it if it was made so. This page is its whole
-- layout, version 3.
--
-- Two kinds of tables stand here. What was read and what a person decided is kept as it was: state, runs, sources,
-- text_files, readings, unread, judgements, judgement_sides, shown_ids, known_people. What follows from it (every other
-- table) is thrown away and made again in one transaction each time the record is settled, so a reader sees the
-- findings before or after, never half of them.
--
-- Offsets ("start", "end", cue_start, cue_end) are 0-based, end-exclusive, and count Unicode code points of
-- reports.text, as SQLite's own substr(text, start + 1, end - start) does. Dates are EDTF (ISO 8601-2):
-- 2017-03-28, 2021-09, 2017-03-27/2017-03-28, 2022-01~. Countries are ISO 3166-1 alpha-3. Columns named
-- `reasons` hold a JSON array of words. `position` keeps the order in which things stand, from 0.
--
-- A column of one of these names means the same everywhere and is explained here alone: `id` is a thing's own
-- name; `report`, `event`, `claim`, `actor`, `agreement` are ids of those things; `text` is the words between
-- "start" and "end"; `place_name` is a place as reports give it and `place_country` its state; `role` is what
-- an actor does (visitor, host, delegate, participant, signatory, speaker, audience, mediator, actor,
-- recipient); `status` is planned, ongoing, happened, cancelled, denied or possible; `count` is how many papers;
-- `score` is between 0 and 1.

-- ------------------------------------------------------------------ what was read

-- One row: how far the findings follow the readings.
CREATE TABLE state (
  only INTEGER PRIMARY KEY CHECK (only = 1), -- the row's number: there is one row
  made_by TEXT NOT NULL,            -- the communique that made the file
  changes INTEGER NOT NULL,         -- grows by one whenever a reading, a judgement or a known person changes
  settled INTEGER NOT NULL,         -- `changes` as it stood when the findings were last made; less: not settled
  texts TEXT NOT NULL DEFAULT 'record' CHECK (texts IN ('record', 'parquet')) -- where readings and texts are kept
) STRICT;

-- Each time somebody asked for something to be read.
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  started TEXT NOT NULL,            -- UTC, ISO 8601
  ended TEXT,                       -- null: still going on, or killed
  state TEXT NOT NULL CHECK (state IN ('reading', 'interrupted', 'read')), -- reading: still, or killed
  reader TEXT NOT NULL,             -- communique's version and the parser's name
  paths TEXT NOT NULL,              -- what was asked for, a JSON array
  offered INTEGER NOT NULL DEFAULT 0,   -- items found
  read INTEGER NOT NULL DEFAULT 0,      -- items read into the record
  unchanged INTEGER NOT NULL DEFAULT 0, -- items that were there already
  unread INTEGER NOT NULL DEFAULT 0     -- items that could not be read: see the table of that name
) STRICT;

-- The files beside the record, in the folder `<record>.texts`, that hold readings and texts where `texts` is parquet.
CREATE TABLE text_files (
  number INTEGER PRIMARY KEY,       -- what other tables call it
  name TEXT NOT NULL UNIQUE,        -- the file's name in the folder
  readings INTEGER NOT NULL,        -- how many rows it has: columns report, text, reading
  bytes INTEGER NOT NULL,           -- its size
  digest TEXT NOT NULL              -- BLAKE2b of its bytes
) STRICT;

-- What one report says, read from that report alone: findings are made from these, at any time.
CREATE TABLE readings (
  report TEXT PRIMARY KEY,          -- the report's id
  uri TEXT NOT NULL,                -- where it came from; of several places the first in alphabetical order
  run INTEGER REFERENCES runs (id), -- the run that read it
  text_file INTEGER,                -- `text_files.number` of the file that holds it; null: it stands here
  text_row INTEGER,                 -- the row there, from 0
  body BLOB,                        -- communique.model.Reading as JSON; null: it stands in the file
  CHECK ((text_file IS NULL) <> (body IS NULL))
) STRICT;

-- Every place where a report was found. The fingerprint lets an unchanged item be passed over unread.
CREATE TABLE sources (
  fingerprint TEXT NOT NULL,        -- BLAKE2b of the item's bytes and given metadata
  uri TEXT NOT NULL,                -- the place
  reader TEXT NOT NULL,             -- communique's version and the parser's name when it was read
  report TEXT NOT NULL REFERENCES readings (report) ON DELETE CASCADE,
  PRIMARY KEY (fingerprint, uri)
) STRICT, WITHOUT ROWID;
CREATE INDEX sources_report ON sources (report);

-- What was offered and could not be read, and why. A row goes when the item is read after all.
CREATE TABLE unread (
  uri TEXT PRIMARY KEY,             -- the item
  reason TEXT NOT NULL,             -- why, and what a person can do
  run INTEGER REFERENCES runs (id)  -- the run that last tried
) STRICT, WITHOUT ROWID;

-- ------------------------------------------------------------------ what a person decided, and what was shown

-- What somebody decided about the findings: never deleted, only retired. Each settling keeps to those in force.
CREATE TABLE judgements (
  number INTEGER PRIMARY KEY,       -- the order in which they were made: of two that contradict the later holds
  id TEXT NOT NULL UNIQUE,
  verb TEXT NOT NULL CHECK (verb IN ('merge', 'split', 'rename', 'reject', 'confirm')), -- what it asks
  about TEXT NOT NULL CHECK (about IN ('event', 'actor', 'agreement', 'claim')), -- of what
  targets TEXT NOT NULL,            -- the ids that the person named, a JSON array
  value TEXT,                       -- the new name, for rename
  "by" TEXT NOT NULL,               -- who
  at TEXT NOT NULL,                 -- when, UTC, ISO 8601
  why TEXT,                         -- the reason given
  retired_at TEXT,                  -- since when it asks nothing more; null: it is in force
  retired_by TEXT,                  -- who retired it
  retired_why TEXT                  -- and why
) STRICT;

-- What a judgement rests on: the claims (of actors: `<report id>#<n>`) that stood under each of its targets then.
CREATE TABLE judgement_sides (
  judgement INTEGER NOT NULL REFERENCES judgements (number), -- judgements.number
  side INTEGER NOT NULL,            -- 0, 1, ...: one for each target; of a split 0 is what stays, 1 what leaves
  position INTEGER NOT NULL,
  thing TEXT NOT NULL,              -- a claim's id, or `<report id>#<n>`
  PRIMARY KEY (judgement, side, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX judgement_sides_thing ON judgement_sides (thing);

-- Every id under which the record has shown an event, an actor or an agreement: none is ever given up.
CREATE TABLE shown_ids (
  id TEXT PRIMARY KEY,
  founder TEXT NOT NULL,            -- the claim (of an actor: `<report id>#<n>`) that the id was made from
  settling INTEGER NOT NULL,        -- `state.changes` when it was first shown: of two ids the older one stays
  since TEXT NOT NULL               -- when it was first shown, UTC, ISO 8601
) STRICT, WITHOUT ROWID;
CREATE INDEX shown_ids_founder ON shown_ids (founder);

-- Persons from a table that the user gave (`--people`). Never needed.
CREATE TABLE known_people (
  number INTEGER PRIMARY KEY,       -- the row of that table
  name TEXT NOT NULL,               -- how the person is to be called
  names TEXT NOT NULL,              -- other names, a JSON array
  wikidata TEXT,                    -- its item in Wikidata
  country TEXT,                     -- the state acted for
  office TEXT                       -- a title
) STRICT;

-- ------------------------------------------------------------------ what follows from it: reports and actors

-- One news item, as the findings see it.
CREATE TABLE reports (
  number INTEGER PRIMARY KEY,       -- for the word index alone; use `id`
  id TEXT NOT NULL UNIQUE,          -- the same bytes give the same id on every machine
  uri TEXT NOT NULL,                -- where it came from
  title TEXT,                       -- its headline
  text_file INTEGER,                -- as in `readings`
  text_row INTEGER,                 -- as in `readings`
  text TEXT,                        -- as read, page debris still in it; null: it stands in the file
  published TEXT,                   -- the day it was published, EDTF
  published_basis TEXT,             -- how that is known: metadata, byline, dateline, calendar, cross-report
  publisher TEXT,                   -- who carries it
  agency TEXT,                      -- the wire agency that wrote it
  language TEXT,                    -- ISO 639-1
  url TEXT,                         -- its address on the web
  copy_of TEXT REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED, -- the report that this one reprints
  CHECK ((text_file IS NULL) <> (text IS NULL))
) STRICT;
CREATE INDEX reports_published ON reports (published);
CREATE INDEX reports_copy_of ON reports (copy_of);

-- The spans of a report's text that are not the report: menus, offers, other stories' headlines.
CREATE TABLE removed (
  report TEXT NOT NULL REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  reason TEXT NOT NULL,             -- what it is instead
  PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;

-- A country, a person or an organisation.
CREATE TABLE actors (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,               -- country, person, organization
  name TEXT NOT NULL,               -- the fullest name that reports give
  country TEXT,                     -- the state itself, or the state acted for
  wikidata TEXT                     -- its item in Wikidata, if known
) STRICT, WITHOUT ROWID;
CREATE INDEX actors_country ON actors (country, type);

-- Every way an actor is named.
CREATE TABLE actor_names (
  actor TEXT NOT NULL REFERENCES actors (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,               -- the name, as some report has it
  PRIMARY KEY (actor, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_names_name ON actor_names (name);

-- Which actors of single reports (`<report id>#<n>`, as in readings) this one is.
CREATE TABLE actor_members (
  actor TEXT NOT NULL REFERENCES actors (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  member TEXT NOT NULL,             -- `<report id>#<n>`
  PRIMARY KEY (actor, position)
) STRICT, WITHOUT ROWID;

-- Titles held.
CREATE TABLE offices (
  actor TEXT NOT NULL REFERENCES actors (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,              -- president, foreign minister, spokesman
  country TEXT,                     -- of which state
  "start" TEXT,                     -- the first day on which reports show it held
  "end" TEXT,                       -- the last such day
  former INTEGER NOT NULL,          -- 1: reports speak of it as past
  PRIMARY KEY (actor, position)
) STRICT, WITHOUT ROWID;

-- ------------------------------------------------------------------ events and the claims under them

-- One thing in the world.
CREATE TABLE events (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,               -- visit, meeting, call, talks, address, ceremony, award, signing, statement, ...
  label TEXT NOT NULL,              -- in a few words
  status TEXT NOT NULL,             -- planned, ongoing, happened, cancelled, denied, possible: after all claims
  "start" TEXT,                     -- first day, EDTF; null if no report dates it
  "end" TEXT,                       -- last day, EDTF, inclusive
  place_name TEXT,                  -- as reports give it
  place_country TEXT,
  part_of TEXT REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED, -- the event that contains it
  reports INTEGER NOT NULL,         -- how many reports carry it
  independent_reports INTEGER NOT NULL, -- how many once copies count as one
  plover_type TEXT,                 -- PLOVER's type, by its manual
  plover_mode TEXT,                 -- and the mode
  cameo TEXT,                       -- the CAMEO code, by its manual
  score REAL NOT NULL               -- between 0 and 1: how far to trust the whole
) STRICT, WITHOUT ROWID;
CREATE INDEX events_kind ON events (kind, "start");
CREATE INDEX events_start ON events ("start");
CREATE INDEX events_part_of ON events (part_of);

-- Who took part in an event, and as what.
CREATE TABLE participants (
  event TEXT NOT NULL REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  actor TEXT NOT NULL REFERENCES actors (id) DEFERRABLE INITIALLY DEFERRED,
  role TEXT NOT NULL,               -- visitor, host, delegate, participant, signatory, speaker, ...
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX participants_actor ON participants (actor);

-- What one sentence (or a few) of one report says about one event, or about one agreement.
CREATE TABLE claims (
  number INTEGER PRIMARY KEY,       -- for the word index alone; use `id`
  id TEXT NOT NULL UNIQUE,
  report TEXT NOT NULL REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
  "start" INTEGER NOT NULL,         -- the sentence
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  about TEXT NOT NULL CHECK (about IN ('event', 'agreement')), -- an event, or an agreement
  kind TEXT,                        -- of the event; null for an agreement
  event TEXT REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED, -- for an agreement: the signing, if told
  status TEXT NOT NULL,             -- where this claim leaves its event
  date TEXT,                        -- as this claim gives it, EDTF
  days INTEGER,                     -- a stated length ("two-day")
  place_name TEXT,
  place_country TEXT,
  said_by TEXT REFERENCES actors (id) DEFERRABLE INITIALLY DEFERRED, -- null: the reporter's own voice
  within TEXT REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED, -- the claim of the event that contains this one's
  same_as TEXT REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED, -- the earlier claim there that this one takes up
  phase TEXT,                       -- the part of the event that `date` tells: start, end, within; null: all of it
  "when" TEXT,                      -- the words that `date` was read from
  cue_start INTEGER NOT NULL,       -- the word that names the event
  cue_end INTEGER NOT NULL,         -- and its end
  score REAL NOT NULL,              -- between 0 and 1
  reasons TEXT NOT NULL             -- what the reading rests on
) STRICT;
CREATE INDEX claims_event ON claims (event);
CREATE INDEX claims_report ON claims (report, "start");

-- Whom a claim names, and as what.
CREATE TABLE claim_participants (
  claim TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  actor TEXT NOT NULL REFERENCES actors (id) DEFERRABLE INITIALLY DEFERRED,
  role TEXT NOT NULL,               -- x
  PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;

-- Values in a claim that reports may disagree about.
CREATE TABLE claim_details (
  claim TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  attribute TEXT NOT NULL,          -- deaths, first-since, ...
  value TEXT NOT NULL,              -- as the claim gives it
  PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;

-- The claims under each event, in order.
CREATE TABLE event_claims (
  event TEXT NOT NULL REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  claim TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

-- Pairs of claims that scored near the threshold of being one event, on either side: a person should look.
CREATE TABLE candidates (
  id TEXT PRIMARY KEY,
  joined INTEGER NOT NULL,          -- 1: taken for one event, by this link alone; 0: left apart
  event TEXT NOT NULL REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
  other_event TEXT REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED, -- the other one, where they were left apart
  claim TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  other_claim TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED, -- the claim it was compared with
  score REAL NOT NULL,
  reasons TEXT NOT NULL,            -- what speaks for one event
  against TEXT,                     -- what kept them apart
  part TEXT NOT NULL                -- where joined, the claims that would leave if the link is wrong, a JSON array
) STRICT, WITHOUT ROWID;
CREATE INDEX candidates_event ON candidates (event);

-- Why a claim was joined to its event.
CREATE TABLE links (
  event TEXT NOT NULL REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  claim TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  joined TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED, -- the claim it was joined by
  score REAL NOT NULL,
  reasons TEXT NOT NULL,            -- why
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

-- What was said of an event, and when it was said.
CREATE TABLE history (
  event TEXT NOT NULL REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  status TEXT NOT NULL,
  asserted TEXT,                    -- the reports' day, not the event's
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

-- The claims behind a line of history.
CREATE TABLE history_claims (
  event TEXT NOT NULL,              -- the event whose history it is
  history INTEGER NOT NULL,         -- history.position
  position INTEGER NOT NULL,
  claim TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (event, history, position),
  FOREIGN KEY (event, history) REFERENCES history (event, position) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Two or more values for one attribute of one event or agreement: nothing averaged, nothing dropped.
CREATE TABLE disagreements (
  id INTEGER PRIMARY KEY,
  event TEXT REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
  agreement TEXT REFERENCES agreements (id) DEFERRABLE INITIALLY DEFERRED,
  attribute TEXT NOT NULL,          -- start, place, papers, ... : what they differ on
  kind TEXT NOT NULL,               -- conflict, update, precision
  CHECK ((event IS NULL) <> (agreement IS NULL))
) STRICT;
CREATE INDEX disagreements_event ON disagreements (event);

-- The values of a disagreement.
CREATE TABLE disagreement_values (
  disagreement INTEGER NOT NULL REFERENCES disagreements (id) DEFERRABLE INITIALLY DEFERRED, -- disagreements.id
  position INTEGER NOT NULL,
  value TEXT NOT NULL,              -- as the reports give it
  PRIMARY KEY (disagreement, position)
) STRICT, WITHOUT ROWID;

-- The claims that give a value.
CREATE TABLE disagreement_claims (
  disagreement INTEGER NOT NULL,    -- disagreements.id
  value INTEGER NOT NULL,           -- disagreement_values.position
  position INTEGER NOT NULL,
  claim TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (disagreement, value, position),
  FOREIGN KEY (disagreement, value) REFERENCES disagreement_values (disagreement, position) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- ------------------------------------------------------------------ words and papers

-- Somebody's words.
CREATE TABLE quotations (
  id TEXT PRIMARY KEY,
  report TEXT NOT NULL REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
  "start" INTEGER NOT NULL,         -- the words themselves, without quotation marks
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  form TEXT NOT NULL,               -- direct, indirect, mixed
  speaker TEXT REFERENCES actors (id) DEFERRABLE INITIALLY DEFERRED, -- whose words; null: not known
  cue TEXT,                         -- said, added, according to, ...
  said TEXT,                        -- when, EDTF
  event TEXT REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED, -- the occasion, if known
  score REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX quotations_speaker ON quotations (speaker);
CREATE INDEX quotations_event ON quotations (event);

-- A paper, or a counted batch of papers, with a life of its own.
CREATE TABLE agreements (
  id TEXT PRIMARY KEY,
  label TEXT NOT NULL,              -- what it is, in a few words
  count INTEGER                     -- how many papers, where a batch is counted
) STRICT, WITHOUT ROWID;

-- Who an agreement is with.
CREATE TABLE agreement_parties (
  agreement TEXT NOT NULL REFERENCES agreements (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  actor TEXT NOT NULL REFERENCES actors (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (agreement, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX agreement_parties_actor ON agreement_parties (actor);

-- What an agreement is about.
CREATE TABLE agreement_subjects (
  agreement TEXT NOT NULL REFERENCES agreements (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  subject TEXT NOT NULL,            -- in the reports' words
  PRIMARY KEY (agreement, position)
) STRICT, WITHOUT ROWID;

-- The steps of an agreement's life.
CREATE TABLE agreement_stages (
  agreement TEXT NOT NULL REFERENCES agreements (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  stage TEXT NOT NULL,              -- proposed, drafted, negotiated, expected, signed, in-force, extended, expired, ...
  date TEXT,                        -- when the step was or is to be taken, EDTF
  status TEXT NOT NULL,
  PRIMARY KEY (agreement, position)
) STRICT, WITHOUT ROWID;

-- The claims that tell a step.
CREATE TABLE agreement_stage_claims (
  agreement TEXT NOT NULL,
  stage INTEGER NOT NULL,           -- agreement_stages.position
  position INTEGER NOT NULL,
  claim TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (agreement, stage, position),
  FOREIGN KEY (agreement, stage) REFERENCES agreement_stages (agreement, position) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX agreement_stage_claims_claim ON agreement_stage_claims (claim);

-- What a claim about an agreement says beyond the columns of `claims`.
CREATE TABLE agreement_claims (
  claim TEXT PRIMARY KEY REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  label TEXT NOT NULL,              -- the paper, in this claim's words
  stage TEXT NOT NULL,              -- the step of its life that the claim tells
  count INTEGER,
  subjects TEXT NOT NULL,           -- a JSON array
  event_claim TEXT REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED -- the claim of the signing
) STRICT, WITHOUT ROWID;

-- ------------------------------------------------------------------ the catalogue: made from the tables above, to find things fast

-- One row an event, numbered along time: by the first day of what contains it all (undated ones last), a visit before
-- what happened in its course.
CREATE TABLE timeline (
  number INTEGER PRIMARY KEY,       -- the place in time: only the order of numbers tells anything
  event TEXT NOT NULL UNIQUE REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED, -- the event itself
  outermost INTEGER NOT NULL,       -- the number of what contains it all; its own if nothing does
  kind TEXT NOT NULL,               -- as in `events`
  status TEXT NOT NULL,
  first TEXT,                       -- the first day that the event's dates allow, YYYY-MM-DD; null: undated
  last TEXT,                        -- the last such day
  rough INTEGER NOT NULL,           -- 1: no report tells the day, only a month, a year or a span
  independent INTEGER NOT NULL,     -- independent_reports
  disputed INTEGER NOT NULL,        -- 1: reports give values that cannot all be true
  score REAL NOT NULL
) STRICT;
CREATE INDEX timeline_first ON timeline (first, last);

-- The states of an event: of those who took part, and of a visit also the one that was visited.
CREATE TABLE event_states (
  country TEXT NOT NULL,            -- ISO 3166-1 alpha-3
  number INTEGER NOT NULL REFERENCES timeline (number) DEFERRABLE INITIALLY DEFERRED, -- timeline.number
  PRIMARY KEY (country, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_states_number ON event_states (number);

-- The persons and bodies of an event.
CREATE TABLE event_actors (
  actor TEXT NOT NULL REFERENCES actors (id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL REFERENCES timeline (number) DEFERRABLE INITIALLY DEFERRED, -- timeline.number
  PRIMARY KEY (actor, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_actors_number ON event_actors (number);

-- Who carries reports of an event.
CREATE TABLE event_outlets (
  outlet TEXT NOT NULL,             -- reports.publisher
  number INTEGER NOT NULL REFERENCES timeline (number) DEFERRABLE INITIALLY DEFERRED, -- timeline.number
  PRIMARY KEY (outlet, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_outlets_number ON event_outlets (number);

-- Who met, spoke with or received whom, persons and states, each pair once an event.
CREATE TABLE encounters (
  type TEXT NOT NULL,               -- person, country
  one TEXT NOT NULL,                -- an actor's id, or a state's ISO 3166-1 alpha-3
  other TEXT NOT NULL,              -- the other one, later in the alphabet
  number INTEGER NOT NULL REFERENCES timeline (number) DEFERRABLE INITIALLY DEFERRED, -- timeline.number
  PRIMARY KEY (type, one, other, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX encounters_other ON encounters (type, other, one);

-- ------------------------------------------------------------------ word indexes

CREATE VIRTUAL TABLE reports_fts USING fts5 (
  title, text, content = 'reports', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE claims_fts USING fts5 (
  text, content = 'claims', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE events_fts USING fts5 (
  words, content = '', tokenize = 'unicode61 remove_diacritics 2'
);

-- ------------------------------------------------------------------ ready-made questions

-- Each event's sources: the sentences that say it, who carries them, and when.
CREATE VIEW sources_of_events AS
SELECT e.id AS event, e.label, c.id AS claim, c.status, c.date, c.text AS sentence,
  r.publisher, r.agency, r.published, r.uri, r.id AS report, r.copy_of
FROM events e JOIN event_claims ec ON ec.event = e.id JOIN claims c ON c.id = ec.claim JOIN reports r ON r.id = c.report
ORDER BY e."start", e.id, ec.position;

-- Who visited whom, when and where.
CREATE VIEW visits AS
SELECT e.id, e."start", e."end", e.status,
  (SELECT group_concat(a.name, '; ') FROM participants p JOIN actors a ON a.id = p.actor
    WHERE p.event = e.id AND p.role IN ('visitor', 'actor')) AS visitors,
  (SELECT group_concat(a.name, '; ') FROM participants p JOIN actors a ON a.id = p.actor
    WHERE p.event = e.id AND p.role IN ('host', 'recipient')) AS hosts,
  (SELECT group_concat(a.name, '; ') FROM participants p JOIN actors a ON a.id = p.actor
    WHERE p.event = e.id AND p.role = 'delegate') AS delegates,
  e.place_name, e.place_country, e.label, e.reports, e.independent_reports
FROM events e WHERE e.kind = 'visit' ORDER BY e."start" IS NULL, e."start", e.id;

-- Who met or spoke with whom, and in the course of what.
CREATE VIEW meetings AS
SELECT e.id, e.kind, e."start", e."end", e.status,
  (SELECT group_concat(a.name, '; ') FROM participants p JOIN actors a ON a.id = p.actor WHERE p.event = e.id)
    AS participants,
  e.place_name, e.place_country, e.label, e.part_of, e.reports, e.independent_reports
FROM events e WHERE e.kind IN ('meeting', 'talks', 'call') ORDER BY e."start" IS NULL, e."start", e.id;

-- Ids of events and actors that were shown before and are now found under another one.
CREATE VIEW moved_ids AS
SELECT s.id AS old, c.event AS now, s.since
FROM shown_ids s JOIN claims c ON c.id = s.founder WHERE c.about = 'event' AND c.event <> s.id
UNION ALL
SELECT s.id, m.actor, s.since FROM shown_ids s JOIN actor_members m ON m.member = s.founder WHERE m.actor <> s.id
UNION ALL
SELECT s.id, p.agreement, s.since
FROM shown_ids s JOIN agreement_stage_claims p ON p.claim = s.founder WHERE p.agreement <> s.id;

-- What was announced and is not known to have happened; past_due: its day is before the last report's.
CREATE VIEW open_plans AS
SELECT e.id, e.kind, e.label, e.status, e."start", e."end", e.place_name, e.place_country,
  coalesce(e."end", e."start") < (SELECT max(published) FROM reports) AS past_due, e.reports, e.independent_reports
FROM events e WHERE e.status IN ('planned', 'possible')
ORDER BY coalesce(past_due, 0) DESC, e."start" IS NULL, e."start", e.id;
