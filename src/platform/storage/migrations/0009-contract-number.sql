-- SPDX-License-Identifier: GPL-3.0-or-later
-- The place of a contract in its day, over all tenants: counted up in the transaction that imports it.
CREATE TABLE contract_number (
  day TEXT PRIMARY KEY,
  n BIGINT NOT NULL
);
INSERT INTO contract_number (day, n) SELECT SUBSTR(number, 4, 8), COUNT(*) FROM contract GROUP BY SUBSTR(number, 4, 8);
