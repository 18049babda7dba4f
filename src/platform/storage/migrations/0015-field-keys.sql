-- SPDX-License-Identifier: GPL-3.0-or-later
-- Roots of the keys of fields come in generations: each change of keys makes one more. made_at 0 is the one from before
-- there were generations, which left 1 and 2.
ALTER TABLE wrapped_key ADD COLUMN generation BIGINT NOT NULL DEFAULT 2;
ALTER TABLE wrapped_key ADD COLUMN made_at BIGINT NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX wrapped_key_generation ON wrapped_key (generation);
