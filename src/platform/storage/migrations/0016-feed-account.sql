-- SPDX-License-Identifier: GPL-3.0-or-later
-- D14: an entry's audience is a unit, or one account.
ALTER TABLE change_log ADD COLUMN account_id TEXT;
