/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "yyq-contract.h"
#include "yyq-platform-server.h"
#include "yyq-test-contract.h"
#include "yyq-test-nginx.h"
#include "yyq-test-pki.h"

G_BEGIN_DECLS

/*
 * A platform with people, companies, roots and a time-stamp authority over HTTP, reached the way
 * that the test says. It serves in a thread of its own; calls block. Every reply is held against
 * data/openapi.
 */
typedef enum {
  YYQ_TEST_SOUP,  /* SoupServer on loopback */
  YYQ_TEST_NGINX, /* nginx with TLS, SCGI on a unix socket */
} YyqTestTransport;

#define YYQ_TEST_COMPANY "云启测试科技有限公司"
#define YYQ_TEST_PASSWORD "Test-Passw0rd"

typedef struct {
  YyqTestPki *pki;
  YyqPlatformServer *server;
  YyqPlatform *platform;
  YyqTestContract *contract;
  YyqTestNginx *nginx; /* (nullable) */
  SoupSession *session;
  const char *base_url;
  char *directory;

  char *uscc;
  YyqAccess *access; /* the platform's own to the company */
  char *company;     /* of clerk, colleague and guest; with a unit */
  char *unit;
  char *other; /* of the stranger */
  char *clerk; /* 13800000001, every permission */
  char *colleague;
  char *guest;    /* member without any permission */
  char *stranger; /* 13800000004, every permission in the other company */

  /* private */
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SoupServer *tsa;
  char *tsa_url;
  int tsa_mode;
} YyqTestPlatform;

typedef struct {
  const char *name; /* the sentence that must hold */
  GTestFixtureFunc test;
} YyqTestCase;

/* Adds every case once for each transport, which the fixture is told as its data: GPOINTER_TO_INT.
 */
void yyq_test_add_both_ways (const char *suite, const YyqTestCase *cases, gsize n_cases,
                             gsize fixture_size, GTestFixtureFunc set_up,
                             GTestFixtureFunc tear_down);

YyqTestPlatform *yyq_test_platform_new (YyqTestTransport transport);
void yyq_test_platform_free (YyqTestPlatform *self);

/* (transfer full): an access token of a new session that has @enterprise (nullable) chosen. */
char *yyq_test_platform_log_in (YyqTestPlatform *self, const char *account, const char *enterprise);

typedef struct {
  guint status;
  char *type; /* (nullable): content type */
  GBytes *body;
  JsonNode *node; /* (nullable) */
  SoupMessageHeaders *headers;
} YyqTestReply;

void yyq_test_reply_free (YyqTestReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqTestReply, yyq_test_reply_free)

/* @token, @key (Idempotency-Key) and @body (JSON) may be NULL. */
YyqTestReply *yyq_test_platform_call (YyqTestPlatform *self, const char *method, const char *target,
                                      const char *token, const char *key, const char *body);

/* With one more header. */
YyqTestReply *yyq_test_platform_call_full (YyqTestPlatform *self, SoupMessage *message,
                                           const char *body);
SoupMessage *yyq_test_platform_message (YyqTestPlatform *self, const char *method,
                                        const char *target, const char *token);

/* Members of the reply's object; they must be there. */
const char *yyq_test_reply_get (YyqTestReply *reply, const char *name);
JsonArray *yyq_test_reply_items (YyqTestReply *reply, const char *name);

/* "not-found" or "" */
const char *yyq_test_reply_problem (YyqTestReply *reply);
#define yyq_assert_problem(reply, wanted, code)                 \
  G_STMT_START                                                  \
  {                                                             \
    g_assert_cmpstr (yyq_test_reply_problem (reply), ==, code); \
    g_assert_cmpuint ((reply)->status, ==, wanted);             \
  }                                                             \
  G_STMT_END

/* Gives the guest a role with the permission @code in @units (NULL: in all of the company's). */
void yyq_test_platform_permit (YyqTestPlatform *self, const char *code, const char *const *units);

/* In a transaction of the calling thread, in which nobody else writes for the company. */
void yyq_test_platform_begin (YyqTestPlatform *self);
void yyq_test_platform_commit (YyqTestPlatform *self);
void yyq_test_platform_sql (YyqTestPlatform *self, const char *sql);

/* How many messages of this kind were told, to whomever. */
gint64 yyq_test_platform_count_messages (YyqTestPlatform *self, const char *kind);

/*
 * (transfer full): a contract of @enterprise in state signing, with the parties worker and
 * employer, or with the employer alone. @title also names who takes part.
 */
YyqContract *yyq_test_platform_add_contract (YyqTestPlatform *self, const char *enterprise,
                                             const char *title, gboolean worker);

/* (transfer full): of the employer alone, with a document of more than one frame
 * (yyq-sealed-file.h). */
YyqContract *yyq_test_platform_add_long_contract (YyqTestPlatform *self, const char *enterprise);

/* (transfer full): as it is stored now. */
YyqContract *yyq_test_platform_load (YyqTestPlatform *self, const char *enterprise, const char *id);

/* (transfer full): the credit code of an enterprise. */
char *yyq_test_platform_get_uscc (YyqTestPlatform *self, const char *enterprise);

/* What the time-stamp authority does from now on. */
typedef enum {
  YYQ_TEST_TSA_ANSWERS,
  YYQ_TEST_TSA_DOWN,    /* 503 */
  YYQ_TEST_TSA_FOREIGN, /* a token of an authority that nobody trusts */
} YyqTestTsaState;
void yyq_test_platform_set_tsa (YyqTestPlatform *self, YyqTestTsaState state);

/* (transfer full): a way to the authority, over HTTP. */
YyqTimestamper *yyq_test_platform_timestamper (YyqTestPlatform *self);

/* Replaces the file of the authority's revocation list, whatever @content is; publish: and the
 * platform looks at it. */
void yyq_test_platform_write_list (YyqTestPlatform *self, GBytes *content);
void yyq_test_platform_publish (YyqTestPlatform *self, GBytes *content);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqTestPlatform, yyq_test_platform_free)

G_END_DECLS
