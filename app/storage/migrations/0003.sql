-- What past days need in order to be forgotten: each delete asks whether something still points at
-- what goes, and would read the whole table for that.

CREATE INDEX seats_by_booking ON seats (booking_id);
CREATE INDEX ops_by_undone ON ops (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX elsewhere_by_session ON elsewhere (event_id);
