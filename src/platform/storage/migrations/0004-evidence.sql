-- SPDX-License-Identifier: GPL-3.0-or-later
-- docs/evidence.md: events that cover the document, an audit chain for each tenant, and where every chain ends.
-- format 1 is what stood there before: those rows keep their hash and its rule.
ALTER TABLE contract_event ADD COLUMN format SMALLINT NOT NULL DEFAULT 1;
ALTER TABLE contract_event ADD COLUMN revision BIGINT;
ALTER TABLE contract_event ADD COLUMN sha256 TEXT;
ALTER TABLE contract_event ADD COLUMN length BIGINT;
ALTER TABLE contract_revision ADD COLUMN format SMALLINT NOT NULL DEFAULT 1;
CREATE INDEX contract_by_scope ON contract (scope_id, id);

-- Rows without seq are from before the chain, which opens with a row over them; '' is the platform itself.
UPDATE audit SET group_id = '' WHERE group_id IS NULL;
ALTER TABLE audit ADD COLUMN seq BIGINT;
ALTER TABLE audit ADD COLUMN prev_hash TEXT;
ALTER TABLE audit ADD COLUMN hash TEXT;
CREATE UNIQUE INDEX audit_chain ON audit (group_id, seq);
CREATE INDEX audit_unchained ON audit (group_id, at, id) WHERE seq IS NULL;

CREATE TABLE chain_head (
  chain TEXT NOT NULL CHECK (chain IN ('contract', 'audit')),
  id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (chain, id)
);
INSERT INTO chain_head (chain, id, seq, hash)
  SELECT 'contract', e.contract_id, e.seq, e.hash FROM contract_event e
  WHERE e.seq = (SELECT MAX(x.seq) FROM contract_event x WHERE x.contract_id = e.contract_id);
