/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-demo-authority.h"

G_BEGIN_DECLS

/* What the demo's soft UKey is made for, and where it is afterwards. */
typedef struct {
  const char *directory; /* exists; gets softhsm2.conf and tokens/ */
  const char *label, *pin;
  const char *company, *uscc;
} YyqDemoTokenSpec;

/* (nullable): the path of SoftHSM's driver; NULL when it is not installed, then there is no soft
 * UKey. */
const char *yyq_demo_token_get_module (void);

typedef struct {
  X509 *certificate;   /* the company's; its RSA key was made inside the token */
  char *configuration; /* path for SOFTHSM2_CONF */
  char *serial;
} YyqDemoToken;

void yyq_demo_token_free (YyqDemoToken *self);

/*
 * (transfer full): a new SoftHSM token. SOFTHSM2_CONF is also set in this process: to be called
 * while no other thread reads the environment. Blocks. Errors: YYQ_UKEY_ERROR.
 */
YyqDemoToken *yyq_demo_token_new (YyqDemoAuthority *authority, const YyqDemoTokenSpec *spec,
                                  GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqDemoToken, yyq_demo_token_free)

G_END_DECLS
