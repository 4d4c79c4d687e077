-- The store of one site on one computer. What the server said and what people did never share a
-- column: sessions, bookings, seats and shadows are the server's, ops are the desk's.

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  event_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  start_s INTEGER NOT NULL,
  end_s INTEGER NOT NULL,
  zone TEXT NOT NULL,
  location TEXT NOT NULL,
  staff TEXT NOT NULL,             -- names, a unit separator between
  capacity INTEGER,
  cancelled INTEGER NOT NULL,
  schedule_id TEXT,
  service_id TEXT,
  gone INTEGER NOT NULL DEFAULT 0, -- left out of a later complete answer
  loaded_s INTEGER                 -- when its roster was last complete here
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_time ON sessions (start_s, end_s);

CREATE TABLE bookings (
  booking_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  party INTEGER NOT NULL CHECK (party >= 1),
  status TEXT NOT NULL,
  phone_tail TEXT NOT NULL,
  created_s INTEGER
) STRICT, WITHOUT ROWID;

-- Who is expected where: one line of a roster. A course booking has one in each loaded session.
CREATE TABLE seats (
  event_id TEXT NOT NULL REFERENCES sessions (event_id),
  booking_id TEXT NOT NULL REFERENCES bookings (booking_id),
  listed INTEGER NOT NULL,         -- in the last complete answer
  PRIMARY KEY (event_id, booking_id)
) STRICT, WITHOUT ROWID;

-- Values are -1 for a no-show, 0 for none, n for n people in.
CREATE TABLE shadows (
  event_id TEXT NOT NULL,
  booking_id TEXT NOT NULL,
  a INTEGER NOT NULL,
  a_seq INTEGER NOT NULL,
  r INTEGER NOT NULL,
  r_seq INTEGER NOT NULL,
  v_seq INTEGER NOT NULL,
  attendance_id TEXT,
  conflict_kind TEXT,
  conflict_server INTEGER,
  conflict_mine INTEGER,
  changed_from INTEGER,
  PRIMARY KEY (event_id, booking_id)
) STRICT, WITHOUT ROWID;

-- The journal: append-only. seq is this device's order; clocks may jump.
CREATE TABLE ops (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  op_id TEXT NOT NULL UNIQUE,
  event_id TEXT NOT NULL,
  booking_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  count INTEGER NOT NULL,
  undoes TEXT REFERENCES ops (op_id),
  gesture_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  actor TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  before INTEGER NOT NULL,
  party INTEGER NOT NULL
) STRICT;
CREATE INDEX ops_by_row ON ops (event_id, booking_id, seq);

-- Ops of this device that another computer sends from now on. They count for nothing here.
CREATE TABLE handed_over (
  seq INTEGER PRIMARY KEY,
  op_id TEXT NOT NULL UNIQUE,
  event_id TEXT NOT NULL,
  booking_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  count INTEGER NOT NULL,
  undoes TEXT,
  gesture_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  actor TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  before INTEGER NOT NULL,
  party INTEGER NOT NULL,
  handed_ms INTEGER NOT NULL
) STRICT;

-- What is read once more, though it may be verified: five minutes after a row's last op (later), at
-- its session's end (end), and once in the next run (start). A new op begins the chain anew. The
-- audit at quiet needs no line here: it is due for as long as an op is not verified.
CREATE TABLE audits (
  event_id TEXT NOT NULL,
  booking_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('later', 'end', 'start')),
  seq INTEGER NOT NULL,            -- the row's last op when it was put down
  due_s INTEGER NOT NULL,          -- by the wall clock; a run counts with its own
  PRIMARY KEY (event_id, booking_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER ops_are_audited AFTER INSERT ON ops BEGIN
  INSERT OR REPLACE INTO audits (event_id, booking_id, kind, seq, due_s)
  VALUES (NEW.event_id, NEW.booking_id, 'later', NEW.seq, NEW.at_ms / 1000 + 300);
  INSERT OR REPLACE INTO audits (event_id, booking_id, kind, seq, due_s)
  SELECT NEW.event_id, NEW.booking_id, 'end', NEW.seq, end_s
  FROM sessions WHERE event_id = NEW.event_id;
END;

-- A write, committed here before it goes out. answer is NULL while nobody knows.
CREATE TABLE attempts (
  attempt_id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id TEXT NOT NULL,
  booking_id TEXT NOT NULL,
  target INTEGER NOT NULL,
  from_seq INTEGER NOT NULL,
  upto_seq INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  answer TEXT                      -- written, refused, not_sent, expired
) STRICT;
CREATE INDEX attempts_by_row ON attempts (event_id, booking_id);
CREATE INDEX attempts_open ON attempts (answer) WHERE answer IS NULL;
CREATE INDEX attempts_lapsed ON attempts (event_id) WHERE answer = 'expired';

-- Values of a replaced a moment ago: a lagging query may still return them.
CREATE TABLE replaced (
  replaced_id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id TEXT NOT NULL,
  booking_id TEXT NOT NULL,
  value INTEGER NOT NULL
) STRICT;
CREATE INDEX replaced_by_row ON replaced (event_id, booking_id);

-- What the server refuses for good, per row, up to an op; kept = the row is a local walk-in from
-- then on, and nothing of it waits for the server any more.
CREATE TABLE parked (
  event_id TEXT NOT NULL,
  booking_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  reason TEXT NOT NULL,
  kept INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (event_id, booking_id)
) STRICT, WITHOUT ROWID;

-- People without a booking. booking_id is this computer's own and names the row for good; wix_id is
-- the booking that was made for it. E-mail and phone are here only until nothing more is asked.
CREATE TABLE walk_ins (
  walk_in_id INTEGER PRIMARY KEY AUTOINCREMENT,
  booking_id TEXT NOT NULL UNIQUE REFERENCES bookings (booking_id),
  event_id TEXT NOT NULL,
  stage TEXT NOT NULL,             -- new, creating, created, confirming, in_wix, local
  email TEXT,
  phone TEXT,
  known TEXT,                      -- JSON: bookings of that e-mail before ours was asked for
  wix_id TEXT UNIQUE,
  revision TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT ''
) STRICT;

-- How far each op has come, derived and never stored.
CREATE VIEW op_states AS
SELECT
  o.*,
  CASE
    WHEN o.seq <= coalesce(s.v_seq, 0) THEN 'verified'
    WHEN p.kept OR w.stage = 'local' THEN 'verified'
    WHEN s.conflict_kind IS NOT NULL THEN 'conflict'
    WHEN o.seq <= coalesce(s.a_seq, 0) THEN 'sent'
    WHEN o.seq <= p.seq THEN 'parked'
    WHEN w.stage IN ('creating', 'confirming') THEN 'in_doubt'
    WHEN o.seq <= (
      SELECT max(t.upto_seq) FROM attempts AS t
      WHERE t.answer IS NULL AND t.event_id = o.event_id AND t.booking_id = o.booking_id
    ) THEN 'in_doubt'
    ELSE 'saved'
  END AS state
FROM ops AS o
LEFT JOIN shadows AS s ON s.event_id = o.event_id AND s.booking_id = o.booking_id
LEFT JOIN parked AS p ON p.event_id = o.event_id AND p.booking_id = o.booking_id
LEFT JOIN walk_ins AS w ON w.event_id = o.event_id AND w.booking_id = o.booking_id;

-- Rows that the server is not known to agree with yet, and the last op of each.
CREATE VIEW open_rows AS
SELECT last.event_id, last.booking_id, last.seq
FROM (SELECT event_id, booking_id, max(seq) AS seq FROM ops GROUP BY event_id, booking_id) AS last
LEFT JOIN shadows AS s ON s.event_id = last.event_id AND s.booking_id = last.booking_id
LEFT JOIN parked AS p ON p.event_id = last.event_id AND p.booking_id = last.booking_id
LEFT JOIN walk_ins AS w ON w.event_id = last.event_id AND w.booking_id = last.booking_id
WHERE last.seq > coalesce(s.v_seq, 0) AND NOT coalesce(p.kept, 0)
  AND coalesce(w.stage, '') <> 'local';
