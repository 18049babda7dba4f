-- SPDX-License-Identifier: GPL-3.0-or-later
-- One name for the tenant, roles with units, membership that can end and begin again (D13); numbers of contracts per tenant.
ALTER TABLE enterprise RENAME COLUMN group_id TO tenant_id;
ALTER TABLE role RENAME COLUMN group_id TO tenant_id;
ALTER TABLE audit RENAME COLUMN group_id TO tenant_id;
ALTER TABLE session RENAME COLUMN enterprise_id TO tenant_id;
ALTER TABLE sign_session RENAME COLUMN scope_id TO tenant_id;
ALTER TABLE contract_token RENAME COLUMN scope_id TO tenant_id;
ALTER TABLE sync_counter RENAME COLUMN enterprise_id TO tenant_id;
DELETE FROM sync_counter WHERE tenant_id IN (SELECT id FROM enterprise WHERE parent_id IS NOT NULL);
ALTER TABLE change_log RENAME COLUMN enterprise_id TO tenant_id;
ALTER TABLE change_log ADD COLUMN unit_id TEXT;
UPDATE change_log SET unit_id = (SELECT c.enterprise_id FROM contract c WHERE c.id = change_log.entity_id) WHERE entity = 'contract';

ALTER TABLE member RENAME TO member_before;
CREATE TABLE member (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  tenant_id TEXT NOT NULL REFERENCES enterprise (id),
  created_at BIGINT NOT NULL,
  left_at BIGINT
);
INSERT INTO member (id, account_id, tenant_id, created_at, left_at)
  SELECT id, account_id, enterprise_id, created_at, left_at FROM member_before;
CREATE UNIQUE INDEX member_live ON member (account_id, tenant_id) WHERE left_at IS NULL;
CREATE INDEX member_of_tenant ON member (tenant_id, id);
CREATE TABLE member_role (
  member_id TEXT NOT NULL REFERENCES member (id),
  role_id TEXT NOT NULL REFERENCES role (id),
  PRIMARY KEY (member_id, role_id)
);
INSERT INTO member_role (member_id, role_id) SELECT id, role_id FROM member_before;
DROP TABLE member_before;

-- A role was for every unit until now. The built-in one is the super administrator's, who has everything by rule.
ALTER TABLE role ADD COLUMN every_unit SMALLINT NOT NULL DEFAULT 0;
UPDATE role SET every_unit = 1;
DELETE FROM role_permission WHERE role_id IN (SELECT id FROM role WHERE builtin = 1);
CREATE TABLE role_unit (
  role_id TEXT NOT NULL REFERENCES role (id),
  unit_id TEXT NOT NULL REFERENCES enterprise (id),
  PRIMARY KEY (role_id, unit_id)
);

-- The place of a contract in its tenant's day.
CREATE TABLE contract_number_before AS SELECT day, n FROM contract_number;
DROP TABLE contract_number;
CREATE TABLE contract_number (
  tenant_id TEXT NOT NULL REFERENCES enterprise (id),
  day TEXT NOT NULL,
  n BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, day)
);
INSERT INTO contract_number (tenant_id, day, n)
  SELECT e.id, b.day, b.n FROM contract_number_before b CROSS JOIN enterprise e WHERE e.parent_id IS NULL;
DROP TABLE contract_number_before;

-- only postgresql
ALTER TABLE contract RENAME COLUMN scope_id TO tenant_id;
ALTER TABLE contract DROP CONSTRAINT contract_number_key;
DROP INDEX contract_by_time;
DROP INDEX contract_by_title;
DROP INDEX contract_by_state;
DROP INDEX contract_by_completion;
DROP INDEX contract_in_state;
DROP INDEX contract_by_scope;
ALTER TABLE contract DROP COLUMN state_order;
-- only sqlite
PRAGMA defer_foreign_keys = ON;
CREATE TABLE contract_before AS SELECT * FROM contract;
DROP TABLE contract;
CREATE TABLE contract (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES enterprise (id),
  enterprise_id TEXT NOT NULL REFERENCES enterprise (id),
  number TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'filling', 'signing', 'completed', 'withdrawn', 'refused', 'expired')),
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
INSERT INTO contract (id, tenant_id, enterprise_id, number, title, state, initiator_name, participants, search_text,
    initiated_at, completed_at, due_at, version, my_turn, revision, sha256, pages)
  SELECT id, scope_id, enterprise_id, number, title, state, initiator_name, participants, search_text,
    initiated_at, completed_at, due_at, version, my_turn, revision, sha256, pages FROM contract_before;
DROP TABLE contract_before;
-- For both: each order of the list by unit, then by what is sorted.
CREATE UNIQUE INDEX contract_number_in_tenant ON contract (tenant_id, number);
CREATE INDEX contract_in_tenant ON contract (tenant_id, id);
CREATE INDEX contract_by_time ON contract (enterprise_id, initiated_at, id);
CREATE INDEX contract_by_title ON contract (enterprise_id, title, id);
CREATE INDEX contract_by_state ON contract (enterprise_id, (CASE state WHEN 'draft' THEN 0 WHEN 'filling' THEN 1 WHEN 'signing' THEN 2 WHEN 'completed' THEN 3 WHEN 'withdrawn' THEN 4 WHEN 'refused' THEN 5 ELSE 6 END), id);
CREATE INDEX contract_by_completion ON contract (enterprise_id, completed_at);
CREATE INDEX contract_in_state ON contract (enterprise_id, state, my_turn, initiated_at, id);
