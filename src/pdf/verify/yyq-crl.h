/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "yyq-error.h"

G_BEGIN_DECLS

/* One certificate revocation list (RFC 5280 §5), read but not judged. Immutable, any thread. */
typedef struct {
  GBytes *der;
  char *sha256; /* of the DER, hex */
  char *issuer; /* for people */
  /*
   * What it speaks for, hex: issuer, key and part. Of the lists of one scope the newest counts.
   */
  char *scope;
  char *number;       /* (nullable): hex without leading zeros, lower case */
  gint64 this_update; /* ms */
  gint64 next_update; /* ms */
} YyqCrl;

#define YYQ_TYPE_CRL (yyq_crl_get_type ())
GType yyq_crl_get_type (void);

/*
 * (transfer full) (nullable): of DER or PEM. Errors: YYQ_PDF_ERROR_FAILED, in words for the log;
 * also for a list that does not say when the next one comes.
 */
YyqCrl *yyq_crl_new (GBytes *bytes, GError **error);
YyqCrl *yyq_crl_ref (YyqCrl *self);
void yyq_crl_unref (YyqCrl *self);

/* Did the owner of one of @certificates (PEM, NULL-terminated) sign it? */
gboolean yyq_crl_is_signed_by (YyqCrl *self, const char *const *certificates);

/* Does it supersede @other (nullable), of the same scope? Neither number nor time may go back, and
 * one must go on. */
gboolean yyq_crl_is_newer (YyqCrl *self, YyqCrl *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqCrl, yyq_crl_unref)

G_END_DECLS
