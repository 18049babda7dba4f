-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who this platform is, whatever its address: one row, made when it first runs and never changed.
CREATE TABLE platform (
  one SMALLINT PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
