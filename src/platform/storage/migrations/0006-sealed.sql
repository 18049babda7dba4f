-- SPDX-License-Identifier: GPL-3.0-or-later
-- D21: documents lie sealed, each under a key of its own in a file whose name says nothing; the keys lie
-- here, wrapped by a master key that lies elsewhere.
CREATE TABLE document (
  sha256 TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  length BIGINT NOT NULL,
  key_version BIGINT NOT NULL,
  wrapped {{BLOB}} NOT NULL
);
CREATE INDEX document_key ON document (key_version);

CREATE TABLE wrapped_key (
  name TEXT PRIMARY KEY,
  key_version BIGINT NOT NULL,
  wrapped {{BLOB}} NOT NULL
);

-- 0: from before replies were sealed; the platform does it at its start.
ALTER TABLE idempotency ADD COLUMN sealed SMALLINT NOT NULL DEFAULT 0;
CREATE INDEX idempotency_plain ON idempotency (scope, key) WHERE sealed = 0;
