-- Where the journal stands. Its one row is what writers lock.
CREATE TABLE head (
  id {integer} PRIMARY KEY CHECK (id = 1),
  site {text} NOT NULL,
  epoch {integer} NOT NULL,
  sequence {integer} NOT NULL,
  hash {bytes} NOT NULL,
  position {integer} NOT NULL
) {table};

-- The ends of other sites' chains.
CREATE TABLE received_heads (
  site {text} PRIMARY KEY,
  epoch {integer} NOT NULL,
  sequence {integer} NOT NULL,
  hash {bytes} NOT NULL
) {keyed_table};

-- Every record, the site's own and received ones. entity_current is the entity's version at this site after the record.
CREATE TABLE events (
  position {integer} PRIMARY KEY,
  origin_site {text} NOT NULL,
  origin_epoch {integer} NOT NULL,
  origin_sequence {integer} NOT NULL,
  id {text} NOT NULL,
  happened_at {integer} NOT NULL,
  recorded_at {integer} NOT NULL,
  actor {text} NOT NULL,
  organisation {text} NOT NULL,
  entity_kind {text} NOT NULL,
  entity_id {text} NOT NULL,
  entity_version {integer} NOT NULL,
  entity_current {integer} NOT NULL,
  kind {text} NOT NULL,
  corrects {text},
  commitment {bytes} NOT NULL,
  previous {bytes} NOT NULL,
  hash {bytes} NOT NULL
) {table};
CREATE UNIQUE INDEX events_by_id ON events (id);
CREATE UNIQUE INDEX events_by_origin ON events (origin_site, origin_sequence, origin_epoch);
CREATE INDEX events_by_entity ON events (entity_kind, entity_id, position);
{keep_events}

-- What can be withheld or erased of a record.
CREATE TABLE bodies (
  position {integer} PRIMARY KEY,
  salt {bytes} NOT NULL,
  body {bytes} NOT NULL
) {table};

-- What was answered to a command.
CREATE TABLE idempotency (
  organisation {text} NOT NULL,
  client_key {text} NOT NULL,
  request {bytes} NOT NULL,
  answer {bytes},
  first_position {integer},
  last_position {integer},
  PRIMARY KEY (organisation, client_key)
) {keyed_table};
CREATE INDEX idempotency_by_position ON idempotency (first_position);

-- Documents by the hash of their bytes; no bytes: erased.
CREATE TABLE attachments (
  hash {bytes} PRIMARY KEY,
  media_type {text} NOT NULL,
  size {integer} NOT NULL,
  content {bytes}
) {table};

-- Which projections there are, what their tables look like, and up to which record they are filled.
CREATE TABLE projections (
  name {text} PRIMARY KEY,
  fingerprint {bytes} NOT NULL,
  table_names {text} NOT NULL,
  position {integer} NOT NULL
) {keyed_table};
