-- SPDX-License-Identifier: GPL-3.0-or-later
-- The roster (manual chapter 8). What is personal is sealed, each value bound to its column and row; a document and a phone
-- are found by what the keys make of the whole number.
CREATE TABLE employee (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES enterprise (id),
  unit_id TEXT NOT NULL REFERENCES enterprise (id),
  version BIGINT NOT NULL,
  number TEXT,
  name TEXT NOT NULL,
  gender TEXT NOT NULL,
  document_kind TEXT NOT NULL,
  employment_form TEXT NOT NULL,
  started_on TEXT,
  term_kind TEXT NOT NULL,
  term_start TEXT,
  term_end TEXT,
  department TEXT,
  post TEXT,
  workplace TEXT,
  hours_system TEXT NOT NULL,
  retirement_kind TEXT NOT NULL,
  host_unit TEXT,
  state TEXT NOT NULL,
  left_on TEXT,
  created_at BIGINT NOT NULL,
  search_text TEXT NOT NULL,
  document_number_sealed {{BLOB}},
  document_number_index TEXT,
  birth_date_sealed {{BLOB}},
  household_address_sealed {{BLOB}},
  current_address_sealed {{BLOB}},
  phone_sealed {{BLOB}},
  phone_index TEXT,
  email_sealed {{BLOB}}
);
CREATE INDEX employee_by_unit ON employee (unit_id, created_at, id);
CREATE INDEX employee_by_state ON employee (unit_id, state, created_at, id);
CREATE INDEX employee_by_department ON employee (unit_id, department, created_at, id);
CREATE INDEX employee_document ON employee (document_number_index) WHERE document_number_index IS NOT NULL;
CREATE INDEX employee_phone ON employee (phone_index) WHERE phone_index IS NOT NULL;

-- only sqlite
CREATE TABLE employee_token (
  tenant_id TEXT NOT NULL,
  token TEXT NOT NULL,
  employee_id TEXT NOT NULL REFERENCES employee (id),
  PRIMARY KEY (tenant_id, token, employee_id)
) WITHOUT ROWID;
-- only postgresql
CREATE TABLE employee_token (
  tenant_id TEXT NOT NULL,
  token TEXT NOT NULL,
  employee_id TEXT NOT NULL REFERENCES employee (id),
  PRIMARY KEY (tenant_id, token, employee_id)
);

-- For both: masked to view, clear to reveal, with a reason and a row of the log.
INSERT INTO permission (code, module) VALUES
  ('staff.view', 'staff'),
  ('staff.reveal', 'staff');
