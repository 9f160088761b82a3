-- The journal of the upload queue, version 1. Every statement may run again on a file of the time before versions.
CREATE TABLE IF NOT EXISTS batch (
  id          INTEGER PRIMARY KEY,
  user_id     TEXT NOT NULL,
  title       TEXT NOT NULL,
  description TEXT NOT NULL,
  duplicates  TEXT NOT NULL,
  added_at    INTEGER NOT NULL,  -- milliseconds since 1970
  walked      INTEGER NOT NULL,  -- 1: every file of the drop is an item
  walker      TEXT NOT NULL      -- the queue that is reading the folders
) STRICT;

CREATE TABLE IF NOT EXISTS batch_tag (
  batch_id INTEGER NOT NULL, position INTEGER NOT NULL, tag TEXT NOT NULL,
  PRIMARY KEY (batch_id, position)
) STRICT, WITHOUT ROWID;

-- What else was asked for a whole drop, by name; a table of its own, so that a journal of an older program gains it by itself.
CREATE TABLE IF NOT EXISTS batch_wish (
  batch_id INTEGER NOT NULL, wish TEXT NOT NULL,
  PRIMARY KEY (batch_id, wish)
) STRICT, WITHOUT ROWID;

-- What was dropped, kept until the walk has seen all of it.
CREATE TABLE IF NOT EXISTS root (
  batch_id INTEGER NOT NULL, position INTEGER NOT NULL, path TEXT NOT NULL,
  PRIMARY KEY (batch_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS item (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  batch_id     INTEGER NOT NULL,
  path         TEXT NOT NULL,
  name         TEXT NOT NULL,
  size         INTEGER NOT NULL,
  state        TEXT NOT NULL,
  cause        TEXT NOT NULL DEFAULT 'NONE',
  reason       TEXT NOT NULL DEFAULT '',
  image_id     TEXT NOT NULL,              -- chosen before any byte is sent
  duplicate_of TEXT NOT NULL DEFAULT '',
  sha256       TEXT NOT NULL DEFAULT '',
  tried        INTEGER NOT NULL DEFAULT 0, -- 1: bytes may have been sent under image_id
  owner        TEXT NOT NULL DEFAULT '',   -- the queue that works on it
  dismissed    INTEGER NOT NULL DEFAULT 0,
  ended_at     INTEGER NOT NULL DEFAULT 0,
  UNIQUE (batch_id, path)
) STRICT;

CREATE INDEX IF NOT EXISTS item_by_state ON item (state, batch_id, id);
CREATE INDEX IF NOT EXISTS item_shown ON item (state, id) WHERE dismissed = 0;
CREATE INDEX IF NOT EXISTS item_trouble ON item (path) WHERE dismissed = 0 AND state IN ('FAILED', 'REFUSED');
CREATE INDEX IF NOT EXISTS item_owned ON item (owner) WHERE owner <> '';
CREATE INDEX IF NOT EXISTS item_sending ON item (sha256) WHERE state = 'SENDING';
CREATE INDEX IF NOT EXISTS item_done ON item (sha256) WHERE state = 'DONE';

-- Sums per drop and state, so that totals never have to read the items.
CREATE TABLE IF NOT EXISTS tally (
  batch_id INTEGER NOT NULL, dismissed INTEGER NOT NULL, state TEXT NOT NULL,
  files INTEGER NOT NULL, bytes INTEGER NOT NULL,
  PRIMARY KEY (batch_id, dismissed, state)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER IF NOT EXISTS item_added AFTER INSERT ON item BEGIN
  INSERT INTO tally VALUES (new.batch_id, new.dismissed, new.state, 1, new.size)
    ON CONFLICT DO UPDATE SET files = files + 1, bytes = bytes + excluded.bytes;
END;

CREATE TRIGGER IF NOT EXISTS item_changed AFTER UPDATE OF state, size, dismissed ON item
  WHEN new.state <> old.state OR new.size <> old.size OR new.dismissed <> old.dismissed BEGIN
  UPDATE tally SET files = files - 1, bytes = bytes - old.size
    WHERE batch_id = old.batch_id AND dismissed = old.dismissed AND state = old.state;
  INSERT INTO tally VALUES (new.batch_id, new.dismissed, new.state, 1, new.size)
    ON CONFLICT DO UPDATE SET files = files + 1, bytes = bytes + excluded.bytes;
END;

CREATE TRIGGER IF NOT EXISTS item_removed AFTER DELETE ON item BEGIN
  UPDATE tally SET files = files - 1, bytes = bytes - old.size
    WHERE batch_id = old.batch_id AND dismissed = old.dismissed AND state = old.state;
END;

CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Folders whose new images upload by themselves.
CREATE TABLE IF NOT EXISTS watch (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  path       TEXT NOT NULL UNIQUE,
  user_id    TEXT NOT NULL,
  subfolders INTEGER NOT NULL,
  removes_metadata INTEGER NOT NULL,
  paused     INTEGER NOT NULL DEFAULT 0,
  settled    INTEGER NOT NULL,            -- 0: what is in it now is still to be passed over
  batch_id   INTEGER NOT NULL DEFAULT 0   -- the drop that its newest files belong to
) STRICT;

CREATE TABLE IF NOT EXISTS watch_tag (
  watch_id INTEGER NOT NULL, position INTEGER NOT NULL, tag TEXT NOT NULL,
  PRIMARY KEY (watch_id, position)
) STRICT, WITHOUT ROWID;

-- What was found in watched folders and needs no other look until it changes: uploads, and what is no image.
CREATE TABLE IF NOT EXISTS watched_file (
  watch_id INTEGER NOT NULL, folder TEXT NOT NULL, name TEXT NOT NULL,
  size     INTEGER NOT NULL,
  modified INTEGER NOT NULL,              -- nanoseconds since 1970
  file_key TEXT NOT NULL,                 -- stays when a file is renamed; '' where the file system has none
  item     INTEGER NOT NULL,              -- 1: became an item of a drop
  PRIMARY KEY (watch_id, folder, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS watched_file_by_key ON watched_file (watch_id, file_key) WHERE file_key <> '';
