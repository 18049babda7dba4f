/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-test-identity.h"

G_BEGIN_DECLS

#define YYQ_TEST_PIN "123456"

/*
 * A SoftHSM token in a directory of its own: processes that start at the same time on one token
 * directory disturb each other.
 */
typedef struct {
  char *directory;
  char *configuration; /* for SOFTHSM2_CONF */
} YyqTestSoftHsm;

/* Path of the module, or NULL when SoftHSM is not installed: skip. */
const char *yyq_test_softhsm_get_module (void);

YyqTestSoftHsm *yyq_test_softhsm_new (const char *label);
void yyq_test_softhsm_free (YyqTestSoftHsm *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqTestSoftHsm, yyq_test_softhsm_free)

/* @id in hex. @extra (nullable): one more option of pkcs11-tool for the key, e.g. "--always-auth".
 */
void yyq_test_softhsm_add (YyqTestSoftHsm *self, const char *label, const char *id,
                           YyqTestIdentity *identity, const char *extra);

/* Only the certificate: its key is somewhere else. */
void yyq_test_softhsm_add_certificate (YyqTestSoftHsm *self, const char *label, const char *id,
                                       YyqTestIdentity *identity);

G_END_DECLS
