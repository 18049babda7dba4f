-- SPDX-License-Identifier: GPL-3.0-or-later
-- Failed log-ins are counted for the phone, whether anybody has it or not: a lock must not tell that an
-- account exists. Forgotten after a week.
CREATE TABLE login_guess (
  phone_index TEXT PRIMARY KEY,
  failures BIGINT NOT NULL,
  lockouts BIGINT NOT NULL,
  locked_until BIGINT NOT NULL,
  last_at BIGINT NOT NULL
);
CREATE INDEX login_guess_age ON login_guess (last_at);
INSERT INTO login_guess (phone_index, failures, lockouts, locked_until, last_at)
  SELECT phone_index, failures, lockouts, locked_until, locked_until FROM account WHERE failures > 0 OR lockouts > 0;
ALTER TABLE account DROP COLUMN failures;
ALTER TABLE account DROP COLUMN lockouts;
ALTER TABLE account DROP COLUMN locked_until;
