-- SPDX-License-Identifier: GPL-3.0-or-later
-- The log of a unit (docs/evidence.md, rule yyq.audit.3). format 1: from before there was a chain; 2: the row's hash does
-- not cover the unit, which is worked out here. A filter by module asks for the module's actions, one after the other.
ALTER TABLE audit ADD COLUMN format SMALLINT NOT NULL DEFAULT 1;
ALTER TABLE audit ADD COLUMN unit_id TEXT NOT NULL DEFAULT '';
UPDATE audit SET format = CASE WHEN seq IS NULL THEN 1 ELSE 2 END,
  unit_id = COALESCE((SELECT c.enterprise_id FROM contract c WHERE c.id = audit.object), tenant_id, '');
DROP INDEX audit_group;
CREATE INDEX audit_by_unit ON audit (unit_id, at, id);
CREATE INDEX audit_by_action ON audit (unit_id, action, at, id);
CREATE INDEX audit_by_actor ON audit (unit_id, actor, at, id);
CREATE INDEX audit_by_object ON audit (object, at, id);

INSERT INTO permission (code, module) VALUES
  ('log.view', 'journal'),
  ('log.export', 'journal');
