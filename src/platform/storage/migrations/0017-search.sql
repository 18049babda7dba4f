-- SPDX-License-Identifier: GPL-3.0-or-later
-- Tokens of what stands in numbers and of how Chinese is read (yyq-search-tokens.h). Those of contracts from before
-- are made little by little while the platform works (yyq-contract-search-store.h): until then search_form is 0,
-- and a search reads through their texts.
ALTER TABLE contract ADD COLUMN search_form SMALLINT NOT NULL DEFAULT 0;
CREATE INDEX contract_without_tokens ON contract (tenant_id, id) WHERE search_form = 0;
DROP TABLE contract_token;

-- only sqlite
CREATE TABLE contract_token (
  tenant_id TEXT NOT NULL,
  token TEXT NOT NULL,
  contract_id TEXT NOT NULL REFERENCES contract (id),
  PRIMARY KEY (tenant_id, token, contract_id)
) WITHOUT ROWID;
-- only postgresql
CREATE TABLE contract_token (
  tenant_id TEXT NOT NULL,
  token TEXT NOT NULL,
  contract_id TEXT NOT NULL REFERENCES contract (id),
  PRIMARY KEY (tenant_id, token, contract_id)
);

-- For both: a person is found by the whole number alone.
ALTER TABLE contract_party ADD COLUMN phone_index TEXT;
ALTER TABLE contract_party ADD COLUMN phone_sealed {{BLOB}};
CREATE INDEX contract_party_phone ON contract_party (phone_index) WHERE phone_index IS NOT NULL;
