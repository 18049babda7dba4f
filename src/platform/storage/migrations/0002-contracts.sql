-- SPDX-License-Identifier: GPL-3.0-or-later
-- Contracts, their parties, revisions and events; seals; sessions in which a contract is signed.
-- scope_id is the main enterprise of a group: what lists, counters and the change log go by.

CREATE TABLE contract (
  id TEXT PRIMARY KEY,
  scope_id TEXT NOT NULL REFERENCES enterprise (id),
  enterprise_id TEXT NOT NULL REFERENCES enterprise (id),
  number TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'filling', 'signing', 'completed', 'withdrawn', 'refused', 'expired')),
  state_order SMALLINT NOT NULL,
  initiator_name TEXT NOT NULL,
  participants TEXT NOT NULL,
  search_text TEXT NOT NULL,
  initiated_at BIGINT NOT NULL,
  completed_at BIGINT NOT NULL DEFAULT 0,
  due_at BIGINT NOT NULL DEFAULT 0,
  version BIGINT NOT NULL,
  my_turn SMALLINT NOT NULL DEFAULT 0,
  revision BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  pages BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX contract_by_time ON contract (scope_id, initiated_at, id);
CREATE INDEX contract_by_title ON contract (scope_id, title, id);
CREATE INDEX contract_by_state ON contract (scope_id, state_order, id);
CREATE INDEX contract_by_completion ON contract (scope_id, completed_at);
CREATE INDEX contract_in_state ON contract (scope_id, state, my_turn, initiated_at, id);

-- Geometry in thousandths of a point (D6).
CREATE TABLE contract_party (
  id TEXT PRIMARY KEY,
  contract_id TEXT NOT NULL REFERENCES contract (id),
  seq BIGINT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('employer', 'worker')),
  enterprise_id TEXT REFERENCES enterprise (id),
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  signed_at BIGINT NOT NULL DEFAULT 0,
  field TEXT NOT NULL,
  page BIGINT NOT NULL,
  x BIGINT NOT NULL,
  y BIGINT NOT NULL,
  width BIGINT NOT NULL,
  height BIGINT NOT NULL
);
CREATE INDEX contract_party_contract ON contract_party (contract_id, seq);

CREATE TABLE contract_revision (
  contract_id TEXT NOT NULL REFERENCES contract (id),
  number BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  length BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (contract_id, number)
);

-- Append-only; hash covers the row and the hash before it.
CREATE TABLE contract_event (
  contract_id TEXT NOT NULL REFERENCES contract (id),
  seq BIGINT NOT NULL,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  detail TEXT,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (contract_id, seq)
);

CREATE TABLE contract_token (
  scope_id TEXT NOT NULL,
  token TEXT NOT NULL,
  contract_id TEXT NOT NULL REFERENCES contract (id),
  PRIMARY KEY (scope_id, token, contract_id)
);

CREATE TABLE seal (
  id TEXT PRIMARY KEY,
  enterprise_id TEXT NOT NULL REFERENCES enterprise (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('official', 'contract', 'personnel')),
  company TEXT NOT NULL,
  title TEXT,
  code TEXT,
  diameter_um BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX seal_enterprise ON seal (enterprise_id, created_at, id);

-- open: the lease runs; held: signed, waits for its time stamp (D4); done; released: given back, broken
-- by withdrawal, or run out. At most one is open or held for a contract (D3).
CREATE TABLE sign_session (
  id TEXT PRIMARY KEY,
  contract_id TEXT NOT NULL REFERENCES contract (id),
  party_id TEXT NOT NULL REFERENCES contract_party (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  scope_id TEXT NOT NULL REFERENCES enterprise (id),
  cert_sha256 TEXT NOT NULL,
  certificate {{BLOB}} NOT NULL,
  base_revision BIGINT NOT NULL,
  base_sha256 TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'held', 'done', 'released')),
  tail_sha256 TEXT,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  tries BIGINT NOT NULL DEFAULT 0,
  next_try_at BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX sign_session_lease ON sign_session (contract_id) WHERE state IN ('open', 'held');
CREATE INDEX sign_session_held ON sign_session (next_try_at) WHERE state = 'held';

CREATE INDEX change_log_entity ON change_log (enterprise_id, entity, entity_id, seq);
