-- SPDX-License-Identifier: GPL-3.0-or-later
-- What one account is told in one company (manual chapter 12). object: the contract, job or UKey; what a contract is
-- called is looked up when the message is read.
CREATE TABLE message (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES enterprise (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  kind TEXT NOT NULL,
  at BIGINT NOT NULL,
  unread SMALLINT NOT NULL,
  object TEXT,
  subject TEXT,
  people TEXT,
  version BIGINT NOT NULL
);
CREATE INDEX message_by_time ON message (at, id);
CREATE INDEX message_unread ON message (account_id, tenant_id, id) WHERE unread = 1;
