/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-contract.h"
#include "yyq-platform-server.h"
#include "yyq-test-front.h"
#include "yyq-test-identity.h"
#include "yyq-test-pki.h"

G_BEGIN_DECLS

#define YYQ_TEST_COMPANY "云启测试科技有限公司"
#define YYQ_TEST_OTHER_COMPANY "别处测试有限公司"
#define YYQ_TEST_PHONE "13800000001"
#define YYQ_TEST_OTHER_PHONE "13800000002"
#define YYQ_TEST_PASSWORD "Test-Passw0rd"

/*
 * The real platform in process, with one company, two managers, a certification authority of its
 * own and a time-stamp authority at "/tsa". Clients speak to it through a YyqTestFront. Lives in
 * the main context that is the default of the thread which makes it.
 */
typedef struct _YyqTestPlatform YyqTestPlatform;

YyqTestPlatform *yyq_test_platform_new (void);
void yyq_test_platform_free (YyqTestPlatform *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqTestPlatform, yyq_test_platform_free)

/* (transfer none) */
const char *yyq_test_platform_get_url (YyqTestPlatform *self);
const char *yyq_test_platform_get_company_id (YyqTestPlatform *self);
YyqTestPki *yyq_test_platform_get_pki (YyqTestPlatform *self);

/* The way to it, with all that can go wrong there. (transfer none) */
YyqTestFront *yyq_test_platform_get_front (YyqTestPlatform *self);

/* The service itself ends, and begins again with the same storage. */
void yyq_test_platform_restart (YyqTestPlatform *self);

/* Who it says that it is; as if another one were reached at the address. */
void yyq_test_platform_set_id (YyqTestPlatform *self, const char *id);

/* What it says of the clients that it still speaks with. */
void yyq_test_platform_set_oldest_client (YyqTestPlatform *self, const char *version);

/* What the time-stamp authority answers to clients, and to the platform when @platform_too. */
void yyq_test_platform_set_tsa (YyqTestPlatform *self, YyqTestTsaMode mode, gboolean platform_too);

/* The authority publishes a revocation list, the first or a newer one, and the platform looks at
 * it. */
void yyq_test_platform_publish (YyqTestPlatform *self, GBytes *list);

/* As after a restart with another authority of signers in the settings: what the platform says of
 * itself, no more. */
void yyq_test_platform_set_root (YyqTestPlatform *self, YyqTestPki *pki);

/* Keys and certificates */

typedef struct {
  const char *key_type;     /* "RSA" or "EC"; NULL: EC */
  const char *organisation; /* NULL: the company */
  const char *usage;        /* NULL: critical,digitalSignature,nonRepudiation */
  long from_days;
  long to_days; /* both 0: good for a month around now */
} YyqTestCertificate;

/* (transfer full): issued by the platform's authority. */
YyqTestIdentity *yyq_test_platform_issue (YyqTestPlatform *self, const YyqTestCertificate *spec);

/* Binds it to the account, past everything that the platform would check. */
void yyq_test_platform_bind (YyqTestPlatform *self, const char *phone, YyqTestIdentity *identity);

/* From now on the account is a manager of the other company, too, which has no contracts. */
void yyq_test_platform_join_other (YyqTestPlatform *self, const char *phone);

/* The roster */

/* (transfer full): the id of somebody who works for the company, clear in nothing but the name. */
char *yyq_test_platform_add_employee (YyqTestPlatform *self, const char *name,
                                      const char *department, const char *phone);

/* Contracts */

/* (transfer full): the id of one that the worker has signed, and that waits for the company. */
char *yyq_test_platform_add_contract (YyqTestPlatform *self, const char *title, const char *worker);

/* (transfer full): the same, where the worker has not signed yet. */
char *yyq_test_platform_add_unsigned (YyqTestPlatform *self, const char *title, const char *worker);

/* Its worker is reached by @phone. */
void yyq_test_platform_set_phone (YyqTestPlatform *self, const char *contract_id,
                                  const char *phone);
void yyq_test_platform_withdraw (YyqTestPlatform *self, const char *contract_id);

/* The company signs at another computer. */
void yyq_test_platform_sign_elsewhere (YyqTestPlatform *self, const char *contract_id);

/* A new revision, the text of which is that of the old one. */
void yyq_test_platform_move_revision (YyqTestPlatform *self, const char *contract_id);

/* The present revision is replaced by one with a byte of signed text changed; the rows agree with
 * it. */
void yyq_test_platform_tamper (YyqTestPlatform *self, const char *contract_id);

/* The other manager, whose certificate this is, has begun to sign. */
void yyq_test_platform_lease (YyqTestPlatform *self, const char *contract_id,
                              YyqTestIdentity *identity);
void yyq_test_platform_delete (YyqTestPlatform *self, const char *contract_id);

/* (transfer full): as the platform has it now. */
YyqContract *yyq_test_platform_load (YyqTestPlatform *self, const char *contract_id);
GBytes *yyq_test_platform_document (YyqTestPlatform *self, const char *contract_id);

/* A number that the platform's database gives for @sql. */
gint64 yyq_test_platform_ask (YyqTestPlatform *self, const char *sql);

/* Runs a statement on the platform's database. */
void yyq_test_platform_execute (YyqTestPlatform *self, const char *sql);

G_END_DECLS
