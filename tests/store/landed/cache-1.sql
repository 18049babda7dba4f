-- SPDX-License-Identifier: GPL-3.0-or-later
-- A client's cache as the first version left it: two contracts, a signature that waits, one that was
-- refused. What is sealed is sealed with the key "0123456789abcdef0123456789abcdef" in version 1.
BEGIN;
CREATE TABLE contract ( rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, number TEXT NOT NULL, title TEXT NOT NULL, state INTEGER NOT NULL, initiator_name TEXT NOT NULL, participants TEXT NOT NULL, initiated_at INTEGER NOT NULL, completed_at INTEGER NOT NULL, my_turn INTEGER NOT NULL, complete INTEGER NOT NULL, payload_enc BLOB NOT NULL);
CREATE INDEX contract_initiated ON contract (initiated_at, rowid);
CREATE INDEX contract_title ON contract (title, rowid);
CREATE INDEX contract_state ON contract (state, my_turn, initiated_at, rowid);
CREATE VIRTUAL TABLE contract_text USING fts5 (title, initiator_name, participants, number, content='contract', content_rowid='rowid', tokenize='cjk1');
CREATE TRIGGER contract_added AFTER INSERT ON contract BEGIN INSERT INTO contract_text (rowid, title, initiator_name, participants, number) VALUES (new.rowid, new.title, new.initiator_name, new.participants, new.number); END;
CREATE TRIGGER contract_removed AFTER DELETE ON contract BEGIN INSERT INTO contract_text (contract_text, rowid, title, initiator_name, participants, number) VALUES ('delete', old.rowid, old.title, old.initiator_name, old.participants, old.number); END;
CREATE TRIGGER contract_renamed AFTER UPDATE OF title, initiator_name, participants, number ON contract WHEN old.title <> new.title OR old.initiator_name <> new.initiator_name OR old.participants <> new.participants OR old.number <> new.number BEGIN INSERT INTO contract_text (contract_text, rowid, title, initiator_name, participants, number) VALUES ('delete', old.rowid, old.title, old.initiator_name, old.participants, old.number); INSERT INTO contract_text (rowid, title, initiator_name, participants, number) VALUES (new.rowid, new.title, new.initiator_name, new.participants, new.number); END;
CREATE TABLE sync_cursor (scope TEXT PRIMARY KEY, cursor TEXT NOT NULL, synced_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE cache_entity (entity TEXT NOT NULL, id TEXT NOT NULL, updated_at INTEGER NOT NULL, payload_enc BLOB NOT NULL, PRIMARY KEY (entity, id)) WITHOUT ROWID;
CREATE TABLE draft (id TEXT PRIMARY KEY, kind TEXT NOT NULL, base_version INTEGER NOT NULL, base_enc BLOB, local_enc BLOB NOT NULL, updated_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE outbox (seq INTEGER PRIMARY KEY AUTOINCREMENT, idempotency_key TEXT NOT NULL UNIQUE, object_id TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL, body_enc BLOB NOT NULL, state INTEGER NOT NULL, attempts INTEGER NOT NULL, next_at INTEGER NOT NULL, created_at INTEGER NOT NULL, last_error TEXT);
CREATE INDEX outbox_waiting ON outbox (state, seq);
INSERT INTO contract VALUES (1, '01936f00-0000-7000-8000-0000000000c1', 3, 'HT-2026-000001', '被撤回的劳动合同', 2, '张测试', '云启测试科技有限公司 王小二', 1795719000000, 0, 1, 1, X'7d7cc5175b3646e1c66621073fc3520ba9386fef1fa0a7dd54844ea1aac71c05953824eac3bbeb1fc0df76afb1df5bfcb12acf3eb7f4f5d659cb3ee4a779fd7427dcd896ca8360602b');
INSERT INTO contract VALUES (2, '01936f00-0000-7000-8000-0000000000c2', 5, 'HT-2026-000002', '保密协议', 3, '李同事', '云启测试科技有限公司 赵五', 1795719100000, 1795719200000, 0, 0, X'00');
INSERT INTO sync_cursor VALUES ('contracts', 'cursor-7', 1795719300000);
INSERT INTO cache_entity VALUES ('home', 'todo', 1795719300000, X'c768cc70609ed95f0c6b1aff892e812bdea569da56f709b4c4494a2b43bd055065d7c50a6042a395');
INSERT INTO outbox VALUES (4, '01936f00-0000-7000-8000-0000000000a1', '01936f00-0000-7000-8000-0000000000c2', 'POST', '/sign-sessions/01936f00-0000-7000-8000-0000000000d1/complete', X'1f016177db377b0a325b72e93d3cca2713e5ef70849bcba9bee1fc0519bac2d4f75e05db17f970cc2892028cee60d5bcc208fa0f3e3a0b7225c3105f590c40228a4d7e4db94d5c62dcaede16e7281bce949fb5cd45', 0, 2, 1795719400000, 1795719350000, 'The platform cannot be reached');
INSERT INTO outbox VALUES (7, '01936f00-0000-7000-8000-0000000000a2', '01936f00-0000-7000-8000-0000000000c1', 'POST', '/sign-sessions/01936f00-0000-7000-8000-0000000000d2/complete', X'3130c871410b1dc1d3bb45c94c7f8644208cebdaffd1a18191ca3ddb81ef9ce47eb891dc285cb5fd4d6268d1713013bf8df1771f178ccdf38740ef03598619502ccc1d860a0aee6087d821d56ef23429c9063164ada6b20c6f19', 1, 1, 0, 1795719360000, 'contract-withdrawn: The contract was withdrawn [HTTP 409, request 1]');
PRAGMA user_version = 1;
COMMIT;
