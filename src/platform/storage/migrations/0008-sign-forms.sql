-- SPDX-License-Identifier: GPL-3.0-or-later
-- The kind of seal that a party has to sign with; NULL: any of its own enterprise.
ALTER TABLE contract_party ADD COLUMN seal_kind TEXT CHECK (seal_kind IN ('official', 'contract', 'personnel'));

-- What a session lets its signature show: a field or area, the seal in it, and the form to the byte.
CREATE TABLE sign_session_form (
  session_id TEXT NOT NULL REFERENCES sign_session (id),
  field TEXT NOT NULL,
  seal_id TEXT NOT NULL REFERENCES seal (id),
  form_sha256 TEXT NOT NULL,
  PRIMARY KEY (session_id, field)
);

-- Sessions from before name no seal: there is nothing that their signatures could be held against.
UPDATE sign_session SET state = 'released' WHERE state = 'open';
