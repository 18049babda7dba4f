-- SPDX-License-Identifier: GPL-3.0-or-later
-- When a log-in session and a UKey were last used, what a clerk calls the UKey, and that it was reported lost.
ALTER TABLE session ADD COLUMN last_used_at BIGINT NOT NULL DEFAULT 0;
UPDATE session SET last_used_at = created_at;
ALTER TABLE ukey_binding ADD COLUMN name TEXT;
ALTER TABLE ukey_binding ADD COLUMN last_used_at BIGINT;
ALTER TABLE ukey_binding ADD COLUMN suspended_at BIGINT;
