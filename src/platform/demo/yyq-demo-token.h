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

/* (nullable): the path of SoftHSM's driver; NULL when it is not installed, then there is no soft UKey. */
const char *yyq_demo_token_get_module (void);

/*
 * (transfer full): the company's certificate, whose RSA key was made inside a new SoftHSM token.
 * @configuration gets the path for SOFTHSM2_CONF, which is also set in this process: to be called
 * while it has one thread. Blocks. Errors: YYQ_UKEY_ERROR.
 */
X509 *yyq_demo_token_new (YyqDemoAuthority *authority, const YyqDemoTokenSpec *spec, char **configuration, GError **error);

G_END_DECLS
