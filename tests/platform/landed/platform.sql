BEGIN TRANSACTION;
CREATE TABLE access_token (
  hash TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES session (id),
  expires_at BIGINT NOT NULL
);
INSERT INTO "access_token" VALUES('8ae6f42cf2388d4e743cab9c9fd7b88aa433fa11a9ff477b0679d46e7e449419','01a21934-6419-75ab-9348-14e46c825e53',1795719793625);
INSERT INTO "access_token" VALUES('d482af727ce97e785e1eeb803ec25b7fc724aeb5692cc494b29e838323fea5ba','01a21934-64d3-715e-a645-974403503aa6',1795719793812);
CREATE TABLE account (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  phone_index TEXT NOT NULL UNIQUE,
  phone_sealed BLOB NOT NULL,
  phone_masked TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  disabled_at BIGINT
);
INSERT INTO "account" VALUES('01a21934-5e18-7578-9467-d4d13975b8b2','张测试','97d5f0fcd38983029d863459d8a3ca7f6b5eee97e1286b013cd0849a4b5a64e1',X'01B4D149E01BE139342461EF742B137AC2415AFD3EF645A75EC7A6718D4DD855C939888196E47867','138****0001','$argon2id$v=19$m=65536,t=2,p=1$3jcRG0GBXMrK08bgMRBA8Q$/K388lO2JwBDkq7lBXNYu1eTcmS5wlHflk+jGhsYpWE',1795719192088,NULL);
INSERT INTO "account" VALUES('01a21934-5e18-7819-97fe-d6fd933e36e4','李同事','3210cce131e9dd4fc510d94b61b60faec5d835f7f4dcd70bd77742e9c70d0c49',X'01381FCA9872F47B7EE5F9C2E735043218986E22FFA8B5BBE8B9F8190A25CAF398C6BB0AB796A12A','138****0002','$argon2id$v=19$m=65536,t=2,p=1$3jcRG0GBXMrK08bgMRBA8Q$/K388lO2JwBDkq7lBXNYu1eTcmS5wlHflk+jGhsYpWE',1795719192088,NULL);
INSERT INTO "account" VALUES('01a21934-5e18-74a9-b47e-5e2ba3c5c12a','周访客','071b87169bb1862bfd1d8b80f6700efdaca247a7952e5eedc7ce1c2655891d79',X'0167033572F489D8ADA4745357F312ED5D4749F29264514A8743C8B64BA64D9643F37304D2F8D871','138****0003','$argon2id$v=19$m=65536,t=2,p=1$3jcRG0GBXMrK08bgMRBA8Q$/K388lO2JwBDkq7lBXNYu1eTcmS5wlHflk+jGhsYpWE',1795719192088,NULL);
INSERT INTO "account" VALUES('01a21934-5e18-771d-8481-5c79746008e6','王外人','67634eb21ae6766dc959c874874dd626da253f03b7eab7c5343ca7062711afa0',X'011166DF0F7279B88ABD402CF06D4506C416CD672C16D1C81132B1020D2EEE4BE8941AE91E2F1E9E','138****0004','$argon2id$v=19$m=65536,t=2,p=1$3jcRG0GBXMrK08bgMRBA8Q$/K388lO2JwBDkq7lBXNYu1eTcmS5wlHflk+jGhsYpWE',1795719192088,NULL);
CREATE TABLE audit (
  id TEXT PRIMARY KEY,
  at BIGINT NOT NULL,
  group_id TEXT,
  actor TEXT,
  remote TEXT,
  action TEXT NOT NULL,
  object TEXT,
  detail TEXT
);
INSERT INTO "audit" VALUES('01a21934-610a-7a6f-bba8-815482f05c40',1795719192842,'01a21934-5e18-76ee-8380-49fd7932ad97',NULL,NULL,'company.create','01a21934-5e18-76ee-8380-49fd7932ad97',NULL);
INSERT INTO "audit" VALUES('01a21934-610a-75fc-ac03-f1801c334fae',1795719192842,'01a21934-5e18-76ee-8380-49fd7932ad97',NULL,NULL,'contract.import','01a21934-601d-7313-a9da-2dff675fd905',NULL);
INSERT INTO "audit" VALUES('01a21934-610a-7218-8e61-aaae5ce149b5',1795719192842,'01a21934-5e18-76ee-8380-49fd7932ad97','01a21934-5e18-7578-9467-d4d13975b8b2','127.0.0.1','contract.sign','01a21934-601d-7313-a9da-2dff675fd905',NULL);
INSERT INTO "audit" VALUES('01a21934-610a-7bb8-a50b-07f83774e60b',1795719192842,'01a21934-5e18-75ee-93e9-0c42f5428d95',NULL,NULL,'company.create','01a21934-5e18-75ee-93e9-0c42f5428d95',NULL);
INSERT INTO "audit" VALUES('01a21934-6419-7345-bda3-dc51b93c15e5',1795719193625,NULL,'01a21934-5e18-7578-9467-d4d13975b8b2','127.0.0.1','login.password','01a21934-5e18-7578-9467-d4d13975b8b2',NULL);
INSERT INTO "audit" VALUES('01a21934-64d4-77ae-983e-ff6ee24f685f',1795719193812,NULL,'01a21934-5e18-7819-97fe-d6fd933e36e4','127.0.0.1','login.password','01a21934-5e18-7819-97fe-d6fd933e36e4',NULL);
CREATE TABLE auth_challenge (
  id TEXT PRIMARY KEY,
  purpose TEXT NOT NULL,
  account_id TEXT,
  cert_sha256 TEXT NOT NULL,
  to_sign BLOB NOT NULL,
  expires_at BIGINT NOT NULL,
  consumed_at BIGINT
);
CREATE TABLE change_log (
  enterprise_id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  entity TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  op TEXT NOT NULL CHECK (op IN ('put', 'delete')),
  version BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (enterprise_id, seq)
);
INSERT INTO "change_log" VALUES('01a21934-5e18-76ee-8380-49fd7932ad97',1,'contract','01a21934-601d-7313-a9da-2dff675fd905','put',2,1795719192630);
INSERT INTO "change_log" VALUES('01a21934-5e18-76ee-8380-49fd7932ad97',2,'contract','01a21934-60cd-79ff-b342-b8291bb2ad9d','put',2,1795719192814);
INSERT INTO "change_log" VALUES('01a21934-5e18-75ee-93e9-0c42f5428d95',1,'contract','01a21934-60f6-77d7-81a8-176296a0bedd','put',2,1795719192823);
INSERT INTO "change_log" VALUES('01a21934-5e18-76ee-8380-49fd7932ad97',3,'contract','01a21934-601d-7313-a9da-2dff675fd905','put',3,1795719192842);
CREATE TABLE contract (
  id TEXT PRIMARY KEY,
  scope_id TEXT NOT NULL REFERENCES enterprise (id),
  enterprise_id TEXT NOT NULL REFERENCES enterprise (id),
  number TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'filling', 'signing', 'completed', 'withdrawn', 'refused', 'expired')),
  state_order SMALLINT NOT NULL,
  initiator_name TEXT NOT NULL,
  participants TEXT NOT NULL,
  search_text TEXT NOT NULL,
  initiated_at BIGINT NOT NULL,
  completed_at BIGINT NOT NULL DEFAULT 0,
  due_at BIGINT NOT NULL DEFAULT 0,
  version BIGINT NOT NULL,
  my_turn SMALLINT NOT NULL DEFAULT 0,
  revision BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  pages BIGINT NOT NULL DEFAULT 0
);
INSERT INTO "contract" VALUES('01a21934-601d-7313-a9da-2dff675fd905','01a21934-5e18-76ee-8380-49fd7932ad97','01a21934-5e18-76ee-8380-49fd7932ad97','HT-20261127-0001','劳动合同书','signing',2,'云启测试科技有限公司','陈小兰','劳动合同书
云启测试科技有限公司
陈小兰',1795719192598,0,0,3,0,1,'8fdc9f6b301148483948e0d248513c9b1fd43225abff89c6cfc676e5edd3591a',2);
INSERT INTO "contract" VALUES('01a21934-60cd-79ff-b342-b8291bb2ad9d','01a21934-5e18-76ee-8380-49fd7932ad97','01a21934-5e18-76ee-8380-49fd7932ad97','HT-20261127-0002','保密协议','signing',2,'云启测试科技有限公司','','保密协议
云启测试科技有限公司
',1795719192780,0,0,2,1,0,'051ed2d0978c62f7ef1ab731ab9b87de3c72ab4aa265e991373f7ec61061e67e',2);
INSERT INTO "contract" VALUES('01a21934-60f6-77d7-81a8-176296a0bedd','01a21934-5e18-75ee-93e9-0c42f5428d95','01a21934-5e18-75ee-93e9-0c42f5428d95','HT-20261127-0003','劳动合同书','signing',2,'远山测试商贸有限公司','','劳动合同书
远山测试商贸有限公司
',1795719192821,0,0,2,1,0,'051ed2d0978c62f7ef1ab731ab9b87de3c72ab4aa265e991373f7ec61061e67e',2);
CREATE TABLE contract_event (
  contract_id TEXT NOT NULL REFERENCES contract (id),
  seq BIGINT NOT NULL,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  detail TEXT,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (contract_id, seq)
);
INSERT INTO "contract_event" VALUES('01a21934-601d-7313-a9da-2dff675fd905',1,'01a21934-6036-7c75-9adc-387225a62ea4','initiated','云启测试科技有限公司',1795719192598,NULL,'','3046200f8ba1f6e5dee62a2661eba3a168499b2df6602cdf22a0c57a282e49fe');
INSERT INTO "contract_event" VALUES('01a21934-60cd-79ff-b342-b8291bb2ad9d',1,'01a21934-60ee-753b-897e-4873059b9db7','initiated','云启测试科技有限公司',1795719192780,NULL,'','d80194c3956b10978b18446cb4ed1f903d2e783abe68dc0158884005c708a683');
INSERT INTO "contract_event" VALUES('01a21934-60f6-77d7-81a8-176296a0bedd',1,'01a21934-60f7-7053-9669-f6d7197dd1a5','initiated','远山测试商贸有限公司',1795719192821,NULL,'','7c6eb4be5fa90b3e1a8e2260b734a3cc8fd5bead37d83d99bf4f6a4cc0f6d6f5');
INSERT INTO "contract_event" VALUES('01a21934-601d-7313-a9da-2dff675fd905',2,'01a21934-610a-77e3-9912-18f7d094c1b5','signed','陈小兰',1795719192842,NULL,'3046200f8ba1f6e5dee62a2661eba3a168499b2df6602cdf22a0c57a282e49fe','cd3bd17ee19dfda6bd503e08458cbb4a81e74857c84f36308af0cb3f3b9d3335');
INSERT INTO "contract_event" VALUES('01a21934-601d-7313-a9da-2dff675fd905',3,'01a21934-610a-72ce-af6a-c096cf4b970c','signature-refused','云启测试科技有限公司',1795719192842,'signature-rejected','cd3bd17ee19dfda6bd503e08458cbb4a81e74857c84f36308af0cb3f3b9d3335','792f1913d7a7f2dccb54c2ab196e89d140ceb10680581ea0fe700155b55e9c73');
INSERT INTO "contract_event" VALUES('01a21934-60cd-79ff-b342-b8291bb2ad9d',2,'01a21934-610a-7072-9baa-3325a4405f9f','withdrawn','张测试',1795719192842,NULL,'d80194c3956b10978b18446cb4ed1f903d2e783abe68dc0158884005c708a683','3062773f27a8c6d7a2a545839aa1c49debd1f9a5bd4d623ce5d2df67779be787');
CREATE TABLE contract_party (
  id TEXT PRIMARY KEY,
  contract_id TEXT NOT NULL REFERENCES contract (id),
  seq BIGINT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('employer', 'worker')),
  enterprise_id TEXT REFERENCES enterprise (id),
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  signed_at BIGINT NOT NULL DEFAULT 0,
  field TEXT NOT NULL,
  page BIGINT NOT NULL,
  x BIGINT NOT NULL,
  y BIGINT NOT NULL,
  width BIGINT NOT NULL,
  height BIGINT NOT NULL
);
INSERT INTO "contract_party" VALUES('party-0','01a21934-601d-7313-a9da-2dff675fd905',1,'worker',NULL,'陈小兰','turn',0,'party1',0,350000,600000,140000,60000);
INSERT INTO "contract_party" VALUES('party-1','01a21934-601d-7313-a9da-2dff675fd905',2,'employer','01a21934-5e18-76ee-8380-49fd7932ad97','云启测试科技有限公司','waiting',0,'party2',0,80000,600000,140000,60000);
INSERT INTO "contract_party" VALUES('party-2','01a21934-60cd-79ff-b342-b8291bb2ad9d',1,'employer','01a21934-5e18-76ee-8380-49fd7932ad97','云启测试科技有限公司','turn',0,'party1',0,80000,600000,140000,60000);
INSERT INTO "contract_party" VALUES('party-3','01a21934-60f6-77d7-81a8-176296a0bedd',1,'employer','01a21934-5e18-75ee-93e9-0c42f5428d95','云启测试科技有限公司','turn',0,'party1',0,80000,600000,140000,60000);
CREATE TABLE contract_revision (
  contract_id TEXT NOT NULL REFERENCES contract (id),
  number BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  length BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (contract_id, number)
);
INSERT INTO "contract_revision" VALUES('01a21934-601d-7313-a9da-2dff675fd905',0,'5c7033c737123304ac3e27c8676a8124c9b2c1bca177a679dbeee32910dacb27',5000,1795719192598);
INSERT INTO "contract_revision" VALUES('01a21934-60cd-79ff-b342-b8291bb2ad9d',0,'051ed2d0978c62f7ef1ab731ab9b87de3c72ab4aa265e991373f7ec61061e67e',200001,1795719192780);
INSERT INTO "contract_revision" VALUES('01a21934-60f6-77d7-81a8-176296a0bedd',0,'051ed2d0978c62f7ef1ab731ab9b87de3c72ab4aa265e991373f7ec61061e67e',200001,1795719192821);
INSERT INTO "contract_revision" VALUES('01a21934-601d-7313-a9da-2dff675fd905',1,'8fdc9f6b301148483948e0d248513c9b1fd43225abff89c6cfc676e5edd3591a',65536,1795719192834);
CREATE TABLE contract_token (
  scope_id TEXT NOT NULL,
  token TEXT NOT NULL,
  contract_id TEXT NOT NULL REFERENCES contract (id),
  PRIMARY KEY (scope_id, token, contract_id)
);
CREATE TABLE enterprise (
  id TEXT PRIMARY KEY,
  group_id TEXT NOT NULL,
  parent_id TEXT REFERENCES enterprise (id),
  name TEXT NOT NULL,
  uscc TEXT NOT NULL UNIQUE,
  created_at BIGINT NOT NULL
);
INSERT INTO "enterprise" VALUES('01a21934-5e18-76ee-8380-49fd7932ad97','01a21934-5e18-76ee-8380-49fd7932ad97',NULL,'云启测试科技有限公司','91419999MA0ABCDE12',1795719192088);
INSERT INTO "enterprise" VALUES('01a21934-5e18-7d29-b2a4-13f56398c2cd','01a21934-5e18-76ee-8380-49fd7932ad97','01a21934-5e18-76ee-8380-49fd7932ad97','云启测试科技有限公司商城分公司','91419999MA0ABCDE25',1795719192088);
INSERT INTO "enterprise" VALUES('01a21934-5e18-75ee-93e9-0c42f5428d95','01a21934-5e18-75ee-93e9-0c42f5428d95',NULL,'远山测试商贸有限公司','91419999MA0ABCDE38',1795719192088);
CREATE TABLE idempotency (
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status BIGINT NOT NULL,
  content_type TEXT,
  body BLOB,
  at BIGINT NOT NULL,
  PRIMARY KEY (scope, key)
);
INSERT INTO "idempotency" VALUES('01a21934-5e18-7578-9467-d4d13975b8b2','0198c0de-0000-4000-8000-000000000001','00',200,'application/json',X'7B227469746C65223A22E58AB3E58AA8E59088E5908CE4B9A622',1795719192842);
CREATE TABLE login_guess (
  phone_index TEXT PRIMARY KEY,
  failures BIGINT NOT NULL,
  lockouts BIGINT NOT NULL,
  locked_until BIGINT NOT NULL,
  last_at BIGINT NOT NULL
);
CREATE TABLE member (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  enterprise_id TEXT NOT NULL REFERENCES enterprise (id),
  role_id TEXT NOT NULL REFERENCES role (id),
  created_at BIGINT NOT NULL,
  left_at BIGINT,
  UNIQUE (account_id, enterprise_id)
);
INSERT INTO "member" VALUES('01a21934-5e18-70b2-b983-fbf67926fa6d','01a21934-5e18-7578-9467-d4d13975b8b2','01a21934-5e18-76ee-8380-49fd7932ad97','01a21934-5e18-77c6-9d19-24e0e98d1ade',1795719192088,NULL);
INSERT INTO "member" VALUES('01a21934-5e18-7fcc-baaa-379e917b2a28','01a21934-5e18-7819-97fe-d6fd933e36e4','01a21934-5e18-76ee-8380-49fd7932ad97','01a21934-5e18-77c6-9d19-24e0e98d1ade',1795719192088,NULL);
INSERT INTO "member" VALUES('guest','01a21934-5e18-74a9-b47e-5e2ba3c5c12a','01a21934-5e18-76ee-8380-49fd7932ad97','guest',1,NULL);
INSERT INTO "member" VALUES('01a21934-5e18-7d6d-a81a-497110a31120','01a21934-5e18-771d-8481-5c79746008e6','01a21934-5e18-75ee-93e9-0c42f5428d95','01a21934-5e18-7f09-8d1f-0871065558e9',1795719192088,NULL);
CREATE TABLE permission (
  code TEXT PRIMARY KEY,
  module TEXT NOT NULL
);
INSERT INTO "permission" VALUES('contract.view','contract');
INSERT INTO "permission" VALUES('contract.sign','contract');
CREATE TABLE refresh_token (
  hash TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES session (id),
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  successor_sealed BLOB
);
INSERT INTO "refresh_token" VALUES('eca3f4ce15a9d61f40e59521237566fb117ba115edf16592c9cbb8bc0148c3bc','01a21934-6419-75ab-9348-14e46c825e53',1798311193625,NULL,NULL);
INSERT INTO "refresh_token" VALUES('fed884c5c18b7cef4e789ec48e218e3a96f4a2ae9ee8b355ede717cd90684e88','01a21934-64d3-715e-a645-974403503aa6',1798311193812,NULL,NULL);
CREATE TABLE role (
  id TEXT PRIMARY KEY,
  group_id TEXT NOT NULL,
  name TEXT NOT NULL,
  builtin SMALLINT NOT NULL DEFAULT 0,
  UNIQUE (group_id, name)
);
INSERT INTO "role" VALUES('01a21934-5e18-77c6-9d19-24e0e98d1ade','01a21934-5e18-76ee-8380-49fd7932ad97','系统管理员',1);
INSERT INTO "role" VALUES('01a21934-5e18-7f09-8d1f-0871065558e9','01a21934-5e18-75ee-93e9-0c42f5428d95','系统管理员',1);
INSERT INTO "role" VALUES('guest','01a21934-5e18-76ee-8380-49fd7932ad97','访客',0);
CREATE TABLE role_permission (
  role_id TEXT NOT NULL REFERENCES role (id),
  code TEXT NOT NULL REFERENCES permission (code),
  PRIMARY KEY (role_id, code)
);
INSERT INTO "role_permission" VALUES('01a21934-5e18-77c6-9d19-24e0e98d1ade','contract.sign');
INSERT INTO "role_permission" VALUES('01a21934-5e18-77c6-9d19-24e0e98d1ade','contract.view');
INSERT INTO "role_permission" VALUES('01a21934-5e18-7f09-8d1f-0871065558e9','contract.sign');
INSERT INTO "role_permission" VALUES('01a21934-5e18-7f09-8d1f-0871065558e9','contract.view');
CREATE TABLE schema_migration (version BIGINT PRIMARY KEY, sha256 TEXT NOT NULL, applied_at BIGINT NOT NULL);
INSERT INTO "schema_migration" VALUES(1,'16da3657ba8f582fc8ee82fc90450081e61d1a46c9cb9da3acee2afb4685e44e',1795719191812);
INSERT INTO "schema_migration" VALUES(2,'6f4ca8ad97c0bf692dd92223c69b2d6b7ecd31358ace9cab4d8ccaa0fd6a3443',1795719191813);
INSERT INTO "schema_migration" VALUES(3,'ebb56ab2f7cadc6d0e4de9dc4be01801af765c0e723aa03df958d3644e9e0b93',1795719191832);
CREATE TABLE seal (
  id TEXT PRIMARY KEY,
  enterprise_id TEXT NOT NULL REFERENCES enterprise (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('official', 'contract', 'personnel')),
  company TEXT NOT NULL,
  title TEXT,
  code TEXT,
  diameter_um BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
INSERT INTO "seal" VALUES('01a21934-5e18-7896-92fd-be57db594157','01a21934-5e18-76ee-8380-49fd7932ad97','公章','official','云启测试科技有限公司',NULL,NULL,40000,1795719192088);
INSERT INTO "seal" VALUES('01a21934-5e18-725e-aa2d-3b0e3ba72397','01a21934-5e18-76ee-8380-49fd7932ad97','劳动合同专用章','contract','云启测试科技有限公司','劳动合同专用章',NULL,40000,1795719192088);
INSERT INTO "seal" VALUES('01a21934-5e18-7a53-a25a-84f1098fcba1','01a21934-5e18-7d29-b2a4-13f56398c2cd','公章','official','云启测试科技有限公司商城分公司',NULL,NULL,40000,1795719192088);
INSERT INTO "seal" VALUES('01a21934-5e18-70c4-a611-628e0f6ee9eb','01a21934-5e18-7d29-b2a4-13f56398c2cd','劳动合同专用章','contract','云启测试科技有限公司商城分公司','劳动合同专用章',NULL,40000,1795719192088);
INSERT INTO "seal" VALUES('01a21934-5e18-77f6-ba35-886011d3a23c','01a21934-5e18-75ee-93e9-0c42f5428d95','公章','official','远山测试商贸有限公司',NULL,NULL,40000,1795719192088);
INSERT INTO "seal" VALUES('01a21934-5e18-7870-853c-de51bde22360','01a21934-5e18-75ee-93e9-0c42f5428d95','劳动合同专用章','contract','远山测试商贸有限公司','劳动合同专用章',NULL,40000,1795719192088);
CREATE TABLE session (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  enterprise_id TEXT REFERENCES enterprise (id),
  device TEXT NOT NULL,
  method TEXT NOT NULL,
  ukey_id TEXT,
  created_at BIGINT NOT NULL,
  revoked_at BIGINT,
  revoked_why TEXT
);
INSERT INTO "session" VALUES('01a21934-6419-75ab-9348-14e46c825e53','01a21934-5e18-7578-9467-d4d13975b8b2',NULL,'d','password',NULL,1795719193625,NULL,NULL);
INSERT INTO "session" VALUES('01a21934-64d3-715e-a645-974403503aa6','01a21934-5e18-7819-97fe-d6fd933e36e4',NULL,'d','password',NULL,1795719193812,NULL,NULL);
CREATE TABLE sign_session (
  id TEXT PRIMARY KEY,
  contract_id TEXT NOT NULL REFERENCES contract (id),
  party_id TEXT NOT NULL REFERENCES contract_party (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  scope_id TEXT NOT NULL REFERENCES enterprise (id),
  cert_sha256 TEXT NOT NULL,
  certificate BLOB NOT NULL,
  base_revision BIGINT NOT NULL,
  base_sha256 TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'held', 'done', 'released')),
  tail_sha256 TEXT,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  tries BIGINT NOT NULL DEFAULT 0,
  next_try_at BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE sync_counter (
  enterprise_id TEXT PRIMARY KEY REFERENCES enterprise (id),
  n BIGINT NOT NULL
);
INSERT INTO "sync_counter" VALUES('01a21934-5e18-76ee-8380-49fd7932ad97',3);
INSERT INTO "sync_counter" VALUES('01a21934-5e18-7d29-b2a4-13f56398c2cd',0);
INSERT INTO "sync_counter" VALUES('01a21934-5e18-75ee-93e9-0c42f5428d95',1);
CREATE TABLE ukey_binding (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  enterprise_id TEXT NOT NULL REFERENCES enterprise (id),
  cert_sha256 TEXT NOT NULL,
  certificate BLOB NOT NULL,
  subject TEXT NOT NULL,
  issuer TEXT NOT NULL,
  serial TEXT NOT NULL,
  token_label TEXT NOT NULL,
  token_serial TEXT NOT NULL,
  bound_at BIGINT NOT NULL,
  not_after BIGINT NOT NULL,
  revoked_at BIGINT
);
CREATE INDEX enterprise_group ON enterprise (group_id, id);
CREATE INDEX session_account ON session (account_id, revoked_at);
CREATE INDEX access_token_session ON access_token (session_id);
CREATE INDEX refresh_token_session ON refresh_token (session_id);
CREATE UNIQUE INDEX ukey_binding_live ON ukey_binding (cert_sha256, account_id, enterprise_id) WHERE revoked_at IS NULL;
CREATE INDEX ukey_binding_account ON ukey_binding (account_id, bound_at);
CREATE INDEX auth_challenge_expiry ON auth_challenge (expires_at);
CREATE INDEX idempotency_at ON idempotency (at);
CREATE INDEX audit_group ON audit (group_id, at);
CREATE INDEX contract_by_time ON contract (scope_id, initiated_at, id);
CREATE INDEX contract_by_title ON contract (scope_id, title, id);
CREATE INDEX contract_by_state ON contract (scope_id, state_order, id);
CREATE INDEX contract_by_completion ON contract (scope_id, completed_at);
CREATE INDEX contract_in_state ON contract (scope_id, state, my_turn, initiated_at, id);
CREATE INDEX contract_party_contract ON contract_party (contract_id, seq);
CREATE INDEX seal_enterprise ON seal (enterprise_id, created_at, id);
CREATE UNIQUE INDEX sign_session_lease ON sign_session (contract_id) WHERE state IN ('open', 'held');
CREATE INDEX sign_session_held ON sign_session (next_try_at) WHERE state = 'held';
CREATE INDEX change_log_entity ON change_log (enterprise_id, entity, entity_id, seq);
CREATE INDEX login_guess_age ON login_guess (last_at);
COMMIT;
