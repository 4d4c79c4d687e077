-- Who is here for the first time: whose a booking is, and what the site was heard to say of them.

ALTER TABLE bookings ADD COLUMN contact_id TEXT;
CREATE INDEX bookings_by_contact ON bookings (contact_id) WHERE contact_id IS NOT NULL;

-- The day of the first booking of a client, from one midnight of the site to the next; NULL for
-- somebody who had booked before that was asked. Who is not in here was not told of.
CREATE TABLE contacts (
  contact_id TEXT PRIMARY KEY,
  first_from_s INTEGER,
  first_until_s INTEGER
) STRICT, WITHOUT ROWID;

CREATE VIEW first_visits AS
SELECT seats.event_id, seats.booking_id
FROM seats
JOIN bookings ON bookings.booking_id = seats.booking_id
JOIN sessions ON sessions.event_id = seats.event_id
JOIN contacts ON contacts.contact_id = bookings.contact_id
WHERE bookings.status IN ('CONFIRMED', 'PENDING')
  AND sessions.start_s >= contacts.first_from_s AND sessions.start_s < contacts.first_until_s;
