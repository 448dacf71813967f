CREATE TABLE state (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  made_by TEXT NOT NULL,
  changes INTEGER NOT NULL,
  settled INTEGER NOT NULL
) STRICT;

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  started TEXT NOT NULL,
  ended TEXT,
  state TEXT NOT NULL CHECK (state IN ('reading', 'interrupted', 'read')),
  reader TEXT NOT NULL,
  paths TEXT NOT NULL,
  offered INTEGER NOT NULL DEFAULT 0,
  read INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  unread INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE readings (
  report TEXT PRIMARY KEY,
  uri TEXT NOT NULL,
  run INTEGER REFERENCES runs (id),
  body BLOB NOT NULL
) STRICT;

CREATE TABLE sources (
  fingerprint TEXT NOT NULL,
  uri TEXT NOT NULL,
  reader TEXT NOT NULL,
  report TEXT NOT NULL REFERENCES readings (report) ON DELETE CASCADE,
  PRIMARY KEY (fingerprint, uri)
) STRICT, WITHOUT ROWID;
CREATE INDEX sources_report ON sources (report);

CREATE TABLE unread (
  uri TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  run INTEGER REFERENCES runs (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE judgements (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  verb TEXT NOT NULL CHECK (verb IN ('merge', 'split', 'rename', 'reject', 'confirm')),
  about TEXT NOT NULL CHECK (about IN ('event', 'actor', 'agreement', 'claim')),
  targets TEXT NOT NULL,
  value TEXT,
  "by" TEXT NOT NULL,
  at TEXT NOT NULL,
  why TEXT,
  retired_at TEXT,
  retired_by TEXT,
  retired_why TEXT
) STRICT;

CREATE TABLE judgement_sides (
  judgement INTEGER NOT NULL REFERENCES judgements (number),
  side INTEGER NOT NULL,
  position INTEGER NOT NULL,
  thing TEXT NOT NULL,
  PRIMARY KEY (judgement, side, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX judgement_sides_thing ON judgement_sides (thing);

CREATE TABLE shown_ids (
  id TEXT PRIMARY KEY,
  founder TEXT NOT NULL,
  settling INTEGER NOT NULL,
  since TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX shown_ids_founder ON shown_ids (founder);

CREATE TABLE known_people (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  names TEXT NOT NULL,
  wikidata TEXT,
  country TEXT,
  office TEXT
) STRICT;

CREATE TABLE reports (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  uri TEXT NOT NULL,
  title TEXT,
  text TEXT NOT NULL,
  published TEXT,
  published_basis TEXT,
  publisher TEXT,
  agency TEXT,
  language TEXT,
  url TEXT,
  copy_of TEXT REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX reports_published ON reports (published);
CREATE INDEX reports_copy_of ON reports (copy_of);

CREATE TABLE removed (
  report TEXT NOT NULL REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE actors (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  country TEXT,
  wikidata TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX actors_country ON actors (country, type);

CREATE TABLE actor_names (
  actor TEXT NOT NULL REFERENCES actors (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (actor, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_names_name ON actor_names (name);

CREATE TABLE actor_members (
  actor TEXT NOT NULL REFERENCES actors (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  member TEXT NOT NULL,
  PRIMARY KEY (actor, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE offices (
  actor TEXT NOT NULL REFERENCES actors (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  country TEXT,
  "start" TEXT,
  "end" TEXT,
  former INTEGER NOT NULL,
  PRIMARY KEY (actor, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  status TEXT NOT NULL,
  "start" TEXT,
  "end" TEXT,
  place_name TEXT,
  place_country TEXT,
  part_of TEXT REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
  reports INTEGER NOT NULL,
  independent_reports INTEGER NOT NULL,
  plover_type TEXT,
  plover_mode TEXT,
  cameo TEXT,
  score REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX events_kind ON events (kind, "start");
CREATE INDEX events_start ON events ("start");
CREATE INDEX events_part_of ON events (part_of);

CREATE TABLE participants (
  event TEXT NOT NULL REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  actor TEXT NOT NULL REFERENCES actors (id) DEFERRABLE INITIALLY DEFERRED,
  role TEXT NOT NULL,
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX participants_actor ON participants (actor);

CREATE TABLE claims (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  report TEXT NOT NULL REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  about TEXT NOT NULL CHECK (about IN ('event', 'agreement')),
  kind TEXT,
  event TEXT REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
  status TEXT NOT NULL,
  date TEXT,
  days INTEGER,
  place_name TEXT,
  place_country TEXT,
  said_by TEXT REFERENCES actors (id) DEFERRABLE INITIALLY DEFERRED,
  within TEXT REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  same_as TEXT REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  phase TEXT,
  "when" TEXT,
  cue_start INTEGER NOT NULL,
  cue_end INTEGER NOT NULL,
  score REAL NOT NULL,
  reasons TEXT NOT NULL
) STRICT;
CREATE INDEX claims_event ON claims (event);
CREATE INDEX claims_report ON claims (report, "start");

CREATE TABLE claim_participants (
  claim TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  actor TEXT NOT NULL REFERENCES actors (id) DEFERRABLE INITIALLY DEFERRED,
  role TEXT NOT NULL,
  PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_details (
  claim TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  attribute TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_claims (
  event TEXT NOT NULL REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  claim TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE candidates (
  id TEXT PRIMARY KEY,
  joined INTEGER NOT NULL,
  event TEXT NOT NULL REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
  other_event TEXT REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
  claim TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  other_claim TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  score REAL NOT NULL,
  reasons TEXT NOT NULL,
  against TEXT,
  part TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX candidates_event ON candidates (event);

CREATE TABLE links (
  event TEXT NOT NULL REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  claim TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  joined TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  score REAL NOT NULL,
  reasons TEXT NOT NULL,
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE history (
  event TEXT NOT NULL REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  status TEXT NOT NULL,
  asserted TEXT,
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE history_claims (
  event TEXT NOT NULL,
  history INTEGER NOT NULL,
  position INTEGER NOT NULL,
  claim TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (event, history, position),
  FOREIGN KEY (event, history) REFERENCES history (event, position) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE disagreements (
  id INTEGER PRIMARY KEY,
  event TEXT REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
  agreement TEXT REFERENCES agreements (id) DEFERRABLE INITIALLY DEFERRED,
  attribute TEXT NOT NULL,
  kind TEXT NOT NULL,
  CHECK ((event IS NULL) <> (agreement IS NULL))
) STRICT;
CREATE INDEX disagreements_event ON disagreements (event);

CREATE TABLE disagreement_values (
  disagreement INTEGER NOT NULL REFERENCES disagreements (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (disagreement, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE disagreement_claims (
  disagreement INTEGER NOT NULL,
  value INTEGER NOT NULL,
  position INTEGER NOT NULL,
  claim TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (disagreement, value, position),
  FOREIGN KEY (disagreement, value) REFERENCES disagreement_values (disagreement, position) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE quotations (
  id TEXT PRIMARY KEY,
  report TEXT NOT NULL REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  form TEXT NOT NULL,
  speaker TEXT REFERENCES actors (id) DEFERRABLE INITIALLY DEFERRED,
  cue TEXT,
  said TEXT,
  event TEXT REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
  score REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX quotations_speaker ON quotations (speaker);
CREATE INDEX quotations_event ON quotations (event);

CREATE TABLE agreements (
  id TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  count INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE agreement_parties (
  agreement TEXT NOT NULL REFERENCES agreements (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  actor TEXT NOT NULL REFERENCES actors (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (agreement, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX agreement_parties_actor ON agreement_parties (actor);

CREATE TABLE agreement_subjects (
  agreement TEXT NOT NULL REFERENCES agreements (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  subject TEXT NOT NULL,
  PRIMARY KEY (agreement, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE agreement_stages (
  agreement TEXT NOT NULL REFERENCES agreements (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  stage TEXT NOT NULL,
  date TEXT,
  status TEXT NOT NULL,
  PRIMARY KEY (agreement, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE agreement_stage_claims (
  agreement TEXT NOT NULL,
  stage INTEGER NOT NULL,
  position INTEGER NOT NULL,
  claim TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (agreement, stage, position),
  FOREIGN KEY (agreement, stage) REFERENCES agreement_stages (agreement, position) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX agreement_stage_claims_claim ON agreement_stage_claims (claim);

CREATE TABLE agreement_claims (
  claim TEXT PRIMARY KEY REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
  label TEXT NOT NULL,
  stage TEXT NOT NULL,
  count INTEGER,
  subjects TEXT NOT NULL,
  event_claim TEXT REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE timeline (
  number INTEGER PRIMARY KEY,
  event TEXT NOT NULL UNIQUE REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
  outermost INTEGER NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  first TEXT,
  last TEXT,
  rough INTEGER NOT NULL,
  independent INTEGER NOT NULL,
  disputed INTEGER NOT NULL,
  score REAL NOT NULL
) STRICT;
CREATE INDEX timeline_first ON timeline (first, last);

CREATE TABLE event_states (
  country TEXT NOT NULL,
  number INTEGER NOT NULL REFERENCES timeline (number) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (country, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_states_number ON event_states (number);

CREATE TABLE event_actors (
  actor TEXT NOT NULL REFERENCES actors (id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL REFERENCES timeline (number) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (actor, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_actors_number ON event_actors (number);

CREATE TABLE event_outlets (
  outlet TEXT NOT NULL,
  number INTEGER NOT NULL REFERENCES timeline (number) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (outlet, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_outlets_number ON event_outlets (number);

CREATE TABLE encounters (
  type TEXT NOT NULL,
  one TEXT NOT NULL,
  other TEXT NOT NULL,
  number INTEGER NOT NULL REFERENCES timeline (number) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (type, one, other, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX encounters_other ON encounters (type, other, one);

CREATE VIRTUAL TABLE reports_fts USING fts5 (
  title, text, content = 'reports', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE claims_fts USING fts5 (
  text, content = 'claims', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE events_fts USING fts5 (
  words, content = '', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIEW sources_of_events AS
SELECT e.id AS event, e.label, c.id AS claim, c.status, c.date, c.text AS sentence,
  r.publisher, r.agency, r.published, r.uri, r.id AS report, r.copy_of
FROM events e JOIN event_claims ec ON ec.event = e.id JOIN claims c ON c.id = ec.claim JOIN reports r ON r.id = c.report
ORDER BY e."start", e.id, ec.position;

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

CREATE VIEW meetings AS
SELECT e.id, e.kind, e."start", e."end", e.status,
  (SELECT group_concat(a.name, '; ') FROM participants p JOIN actors a ON a.id = p.actor WHERE p.event = e.id)
    AS participants,
  e.place_name, e.place_country, e.label, e.part_of, e.reports, e.independent_reports
FROM events e WHERE e.kind IN ('meeting', 'talks', 'call') ORDER BY e."start" IS NULL, e."start", e.id;

CREATE VIEW moved_ids AS
SELECT s.id AS old, c.event AS now, s.since
FROM shown_ids s JOIN claims c ON c.id = s.founder WHERE c.about = 'event' AND c.event <> s.id
UNION ALL
SELECT s.id, m.actor, s.since FROM shown_ids s JOIN actor_members m ON m.member = s.founder WHERE m.actor <> s.id
UNION ALL
SELECT s.id, p.agreement, s.since
FROM shown_ids s JOIN agreement_stage_claims p ON p.claim = s.founder WHERE p.agreement <> s.id;

CREATE VIEW open_plans AS
SELECT e.id, e.kind, e.label, e.status, e."start", e."end", e.place_name, e.place_country,
  coalesce(e."end", e."start") < (SELECT max(published) FROM reports) AS past_due, e.reports, e.independent_reports
FROM events e WHERE e.status IN ('planned', 'possible')
ORDER BY coalesce(past_due, 0) DESC, e."start" IS NULL, e."start", e.id;
