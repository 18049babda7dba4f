-- SPDX-License-Identifier: GPL-3.0-or-later
-- What may be removed because its term is over: rows of a kind from before before_at, of which there were n when that was
-- announced. Nothing goes that was not announced the day before.
CREATE TABLE retention_notice (
  name TEXT PRIMARY KEY,
  before_at BIGINT NOT NULL,
  n BIGINT NOT NULL,
  announced_at BIGINT NOT NULL
);
CREATE INDEX change_log_age ON change_log (at);
CREATE INDEX job_ended ON job (ended_at) WHERE ended_at IS NOT NULL;
