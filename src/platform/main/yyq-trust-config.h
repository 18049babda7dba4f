/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-trust-root.h"

G_BEGIN_DECLS

/*
 * Whom to trust, in the key file of --config (D7):
 *
 *   [trust]
 *   revocation-lists=/etc/yuyunqian/lists;/srv/other.crl   directories (of *.crl) and files
 *   tsa-url=https://tsa.example.cn/
 *   [signer-root NAME]               one group for each authority that issues certificates of
 * signers certificates=/etc/yuyunqian/root.pem;/etc/yuyunqian/ca.pem
 *   key-usage=digital-signature;non-repudiation            all of them; the default is one of both
 *   extended-key-usage=1.2.3;1.2.4   one of them; the default is no condition
 *   policies=1.2.156.1.1             likewise, of certificate policies
 *   minimum-rsa=2048                 bits
 *   minimum-ec=256
 *   revocation=required              or none: the authority publishes no lists
 *   grace-hours=24                   after the next update was due
 *   [tsa-root NAME]                  the same for time stamps; revocation is none by default
 */
typedef struct {
  GPtrArray *signer_roots; /* (element-type YyqTrustRoot): with the certificates that were read */
  GPtrArray *tsa_roots;
  char **revocation_lists; /* (nullable) */
  char *tsa_url;           /* (nullable) */
} YyqTrustConfig;

/* Errors: G_IO_ERROR_INVALID_ARGUMENT, naming group, key and file. */
gboolean yyq_trust_config_read (YyqTrustConfig *self, GKeyFile *file, GError **error);
void yyq_trust_config_clear (YyqTrustConfig *self);

G_END_DECLS
