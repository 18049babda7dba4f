-- SPDX-License-Identifier: GPL-3.0-or-later
-- Accounts, companies, rights, tokens, and the bookkeeping every change goes through.

CREATE TABLE account (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  phone_index TEXT NOT NULL UNIQUE,
  phone_sealed {{BLOB}} NOT NULL,
  phone_masked TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  failures BIGINT NOT NULL DEFAULT 0,
  lockouts BIGINT NOT NULL DEFAULT 0,
  locked_until BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  disabled_at BIGINT
);

CREATE TABLE enterprise (
  id TEXT PRIMARY KEY,
  group_id TEXT NOT NULL,
  parent_id TEXT REFERENCES enterprise (id),
  name TEXT NOT NULL,
  uscc TEXT NOT NULL UNIQUE,
  created_at BIGINT NOT NULL
);
CREATE INDEX enterprise_group ON enterprise (group_id, id);

CREATE TABLE permission (
  code TEXT PRIMARY KEY,
  module TEXT NOT NULL
);
INSERT INTO permission (code, module) VALUES
  ('contract.view', 'contract'),
  ('contract.sign', 'contract');

CREATE TABLE role (
  id TEXT PRIMARY KEY,
  group_id TEXT NOT NULL,
  name TEXT NOT NULL,
  builtin SMALLINT NOT NULL DEFAULT 0,
  UNIQUE (group_id, name)
);

CREATE TABLE role_permission (
  role_id TEXT NOT NULL REFERENCES role (id),
  code TEXT NOT NULL REFERENCES permission (code),
  PRIMARY KEY (role_id, code)
);

CREATE TABLE member (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  enterprise_id TEXT NOT NULL REFERENCES enterprise (id),
  role_id TEXT NOT NULL REFERENCES role (id),
  created_at BIGINT NOT NULL,
  left_at BIGINT,
  UNIQUE (account_id, enterprise_id)
);

CREATE TABLE session (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  enterprise_id TEXT REFERENCES enterprise (id),
  device TEXT NOT NULL,
  method TEXT NOT NULL,
  ukey_id TEXT,
  created_at BIGINT NOT NULL,
  revoked_at BIGINT,
  revoked_why TEXT
);
CREATE INDEX session_account ON session (account_id, revoked_at);

CREATE TABLE access_token (
  hash TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES session (id),
  expires_at BIGINT NOT NULL
);
CREATE INDEX access_token_session ON access_token (session_id);

-- successor_sealed: the reply that the first use got, for whoever lost it within the grace period.
CREATE TABLE refresh_token (
  hash TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES session (id),
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  successor_sealed {{BLOB}}
);
CREATE INDEX refresh_token_session ON refresh_token (session_id);

-- A binding is certificate x account x enterprise (D7): clerks share company keys.
CREATE TABLE ukey_binding (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  enterprise_id TEXT NOT NULL REFERENCES enterprise (id),
  cert_sha256 TEXT NOT NULL,
  certificate {{BLOB}} NOT NULL,
  subject TEXT NOT NULL,
  issuer TEXT NOT NULL,
  serial TEXT NOT NULL,
  token_label TEXT NOT NULL,
  token_serial TEXT NOT NULL,
  bound_at BIGINT NOT NULL,
  not_after BIGINT NOT NULL,
  revoked_at BIGINT
);
CREATE UNIQUE INDEX ukey_binding_live ON ukey_binding (cert_sha256, account_id, enterprise_id) WHERE revoked_at IS NULL;
CREATE INDEX ukey_binding_account ON ukey_binding (account_id, bound_at);

CREATE TABLE auth_challenge (
  id TEXT PRIMARY KEY,
  purpose TEXT NOT NULL,
  account_id TEXT,
  cert_sha256 TEXT NOT NULL,
  to_sign {{BLOB}} NOT NULL,
  expires_at BIGINT NOT NULL,
  consumed_at BIGINT
);
CREATE INDEX auth_challenge_expiry ON auth_challenge (expires_at);

CREATE TABLE idempotency (
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status BIGINT NOT NULL,
  content_type TEXT,
  body {{BLOB}},
  at BIGINT NOT NULL,
  PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_at ON idempotency (at);

-- seq is counted up in the transaction that makes the change: identity columns lose changes on PostgreSQL.
CREATE TABLE sync_counter (
  enterprise_id TEXT PRIMARY KEY REFERENCES enterprise (id),
  n BIGINT NOT NULL
);

CREATE TABLE change_log (
  enterprise_id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  entity TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  op TEXT NOT NULL CHECK (op IN ('put', 'delete')),
  version BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (enterprise_id, seq)
);

CREATE TABLE audit (
  id TEXT PRIMARY KEY,
  at BIGINT NOT NULL,
  group_id TEXT,
  actor TEXT,
  remote TEXT,
  action TEXT NOT NULL,
  object TEXT,
  detail TEXT
);
CREATE INDEX audit_group ON audit (group_id, at);
