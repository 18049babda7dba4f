-- SPDX-License-Identifier: GPL-3.0-or-later
-- Devices that an account has logged in from have guesses of their own, and so has who is logged in: what is
-- counted is no longer a phone in every row.
CREATE TABLE login_device (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  secret_hash TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  UNIQUE (account_id, secret_hash)
);
CREATE INDEX login_device_secret ON login_device (secret_hash);
ALTER TABLE login_guess RENAME COLUMN phone_index TO whose;
