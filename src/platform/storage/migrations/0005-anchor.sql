-- SPDX-License-Identifier: GPL-3.0-or-later
-- docs/evidence.md: the ends of the chains, day by day under one time stamp. token is NULL as long as the
-- authority has not answered.
CREATE TABLE anchor (
  number BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  prev_digest TEXT NOT NULL,
  digest TEXT NOT NULL,
  heads BIGINT NOT NULL,
  token {{BLOB}},
  stamped_at BIGINT NOT NULL DEFAULT 0,
  tries BIGINT NOT NULL DEFAULT 0,
  next_try_at BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX anchor_pending ON anchor (number) WHERE token IS NULL;

CREATE TABLE anchor_head (
  number BIGINT NOT NULL REFERENCES anchor (number),
  chain TEXT NOT NULL,
  id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (number, chain, id)
);
CREATE INDEX anchor_head_chain ON anchor_head (chain, id, seq);

ALTER TABLE chain_head ADD COLUMN anchored_seq BIGINT NOT NULL DEFAULT 0;
CREATE INDEX chain_head_unanchored ON chain_head (chain, id) WHERE seq > anchored_seq;
