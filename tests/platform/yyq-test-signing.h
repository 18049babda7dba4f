/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-test-key.h"
#include "yyq-test-platform.h"

G_BEGIN_DECLS

/* A contract that waits for its company alone, and two clerks with keys who may sign it over the
 * network. */
typedef struct {
  YyqTestPlatform *platform;
  char *clerk;
  char *colleague;
  YyqTestKeyPair *key;
  YyqTestKeyPair *second; /* the colleague's */
  YyqTimestamper *timestamper;
  YyqContract *contract; /* for the employer alone */
} YyqTestSigning;

/* As a fixture of yyq_test_add_both_ways(). */
void yyq_test_signing_set_up (YyqTestSigning *fixture, gconstpointer data);
void yyq_test_signing_tear_down (YyqTestSigning *fixture, gconstpointer data);

/* (transfer full): the party of the company. */
YyqParty *yyq_test_signing_employer_of (YyqContract *contract);

/* (transfer full) (element-type YyqSeal): what the company may sign with, with their forms. */
GPtrArray *yyq_test_signing_list_seals (YyqTestSigning *fixture, YyqContract *contract);

/* @key (nullable): Idempotency-Key. With the first of the seals, or with @seal_id (nullable). */
YyqTestReply *yyq_test_signing_open_with (YyqTestSigning *fixture, const char *token,
                                          YyqContract *contract, GBytes *certificate,
                                          const char *seal_id, const char *key);
YyqTestReply *yyq_test_signing_open (YyqTestSigning *fixture, const char *token,
                                     YyqContract *contract, GBytes *certificate, const char *key);
YyqTestReply *yyq_test_signing_complete_with (YyqTestSigning *fixture, const char *token,
                                              YyqTestReply *session, const char *base_sha256,
                                              GBytes *tail, const char *key);
/* As the clerk. */
YyqTestReply *yyq_test_signing_complete (YyqTestSigning *fixture, YyqTestReply *session,
                                         GBytes *tail, const char *key);

/* (transfer full): what to append to the contract's latest revision; it shows the first of the
 * seals, or what @options say. */
GBytes *yyq_test_signing_sign_with (YyqTestSigning *fixture, YyqTestKeyPair *key, gboolean stamped,
                                    YyqPdfSignOptions options);
GBytes *yyq_test_signing_sign (YyqTestSigning *fixture, YyqTestKeyPair *key, gboolean stamped);

/* (transfer full): as it is stored now. */
YyqContract *yyq_test_signing_reload (YyqTestSigning *fixture);
/* Revisions that lie on the disk, in the database or not. */
guint yyq_test_signing_count_documents (YyqTestSigning *fixture);
void yyq_test_signing_assert_unsigned (YyqTestSigning *fixture);
void yyq_test_signing_assert_valid (YyqTestSigning *fixture, YyqContract *contract);

/* The clerk signs without a time stamp: it waits for one. */
void yyq_test_signing_hold (YyqTestSigning *fixture);
/* One round of what the stamping thread does, now. */
void yyq_test_signing_stamp_now (YyqTestSigning *fixture);
/* It is the company's turn again, and the newest event says why. */
void yyq_test_signing_assert_handed_back (YyqTestSigning *fixture, const char *why);

G_END_DECLS
