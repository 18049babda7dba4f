-- SPDX-License-Identifier: GPL-3.0-or-later
-- Contract templates (manual chapter 7), each of one unit. What one is made of is one value in JSON that stands apart from
-- the row which the feed reads; an edition is that value as it was when the template was opened, for ever. deleted_at: for
-- everybody it is gone, but its editions stay for the contracts that were made with them.
CREATE TABLE template (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES enterprise (id),
  unit_id TEXT NOT NULL REFERENCES enterprise (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('closed', 'open')),
  folder TEXT,
  tags TEXT,
  edition BIGINT NOT NULL,
  changed SMALLINT NOT NULL,
  pages BIGINT NOT NULL,
  n_controls BIGINT NOT NULL,
  uses BIGINT NOT NULL,
  cover TEXT,
  changed_at BIGINT NOT NULL,
  changed_by TEXT,
  version BIGINT NOT NULL,
  deleted_at BIGINT
);
CREATE INDEX template_in_tenant ON template (tenant_id, id);

CREATE TABLE template_content (
  template_id TEXT PRIMARY KEY REFERENCES template (id),
  content TEXT NOT NULL
);

CREATE TABLE template_edition (
  template_id TEXT NOT NULL REFERENCES template (id),
  number BIGINT NOT NULL,
  opened_at BIGINT NOT NULL,
  opened_by TEXT NOT NULL,
  pages BIGINT NOT NULL,
  n_controls BIGINT NOT NULL,
  uses BIGINT NOT NULL,
  cover TEXT,
  content TEXT NOT NULL,
  PRIMARY KEY (template_id, number)
);

-- What was uploaded to a template, normalised, and which of it the content (edition 0) and the editions name.
CREATE TABLE template_document (
  template_id TEXT NOT NULL REFERENCES template (id),
  sha256 TEXT NOT NULL,
  pages BIGINT NOT NULL,
  PRIMARY KEY (template_id, sha256)
);
CREATE TABLE template_file (
  template_id TEXT NOT NULL REFERENCES template (id),
  edition BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (template_id, edition, sha256)
);

INSERT INTO permission (code, module) VALUES
  ('template.view', 'template'),
  ('template.edit', 'template'),
  ('template.open', 'template'),
  ('template.use', 'template');
