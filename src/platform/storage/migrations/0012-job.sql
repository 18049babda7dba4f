-- SPDX-License-Identifier: GPL-3.0-or-later
-- Work that takes longer than a request. due_at: when a process may take the job; whoever has it (holder) moves that on
-- as long as it lives, and NULL is the end. tries: how often it was taken since anything last came of it.
-- slot: what runs by the clock has one a day, which exists once.
CREATE TABLE job (
  id TEXT PRIMARY KEY,
  tenant_id TEXT REFERENCES enterprise (id),
  account_id TEXT REFERENCES account (id),
  kind TEXT NOT NULL,
  params TEXT,
  slot TEXT UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  planned SMALLINT NOT NULL,
  total BIGINT NOT NULL DEFAULT 0,
  done BIGINT NOT NULL DEFAULT 0,
  failed BIGINT NOT NULL DEFAULT 0,
  due_at BIGINT,
  holder TEXT,
  tries BIGINT NOT NULL DEFAULT 0,
  cancel_at BIGINT,
  created_at BIGINT NOT NULL,
  started_at BIGINT,
  ended_at BIGINT,
  problem TEXT,
  result_blob TEXT,
  result_name TEXT,
  result_type TEXT,
  result_length BIGINT,
  result_until BIGINT,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX job_due ON job (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX job_tenant ON job (tenant_id, id);
CREATE INDEX job_result ON job (result_until) WHERE result_until IS NOT NULL;

CREATE TABLE job_item (
  job_id TEXT NOT NULL REFERENCES job (id),
  seq BIGINT NOT NULL,
  target TEXT NOT NULL,
  what TEXT NOT NULL,
  label TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed', 'cancelled')),
  failures BIGINT NOT NULL DEFAULT 0,
  next_try_at BIGINT NOT NULL DEFAULT 0,
  problem TEXT,
  detail TEXT,
  ended_at BIGINT,
  PRIMARY KEY (job_id, seq)
);
CREATE INDEX job_item_waiting ON job_item (job_id, next_try_at, seq) WHERE state = 'waiting';
CREATE INDEX job_item_failed ON job_item (job_id, seq) WHERE state = 'failed';

INSERT INTO permission (code, module) VALUES
  ('job.view', 'job'),
  ('job.all', 'job'),
  ('evidence.verify', 'journal');
