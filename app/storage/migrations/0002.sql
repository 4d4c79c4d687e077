-- What the desk writes beside the counts, and what it saw others change.

-- For the day alone, and for this computer alone: nothing of it is ever sent or handed over.
CREATE TABLE notes (
  event_id TEXT NOT NULL,
  booking_id TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (event_id, booking_id)
) STRICT, WITHOUT ROWID;

-- A value that somebody else wrote: when a read showed it, not when it was written.
CREATE TABLE elsewhere (
  elsewhere_id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id TEXT NOT NULL,
  booking_id TEXT NOT NULL,
  seq INTEGER NOT NULL,            -- this device's last op by then
  at_ms INTEGER NOT NULL,
  before INTEGER NOT NULL,
  after INTEGER NOT NULL
) STRICT;
CREATE INDEX elsewhere_by_seq ON elsewhere (seq);
