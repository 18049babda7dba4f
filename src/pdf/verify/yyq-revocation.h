/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <openssl/x509.h>

G_BEGIN_DECLS

typedef enum {
  YYQ_REVOCATION_UNKNOWN,
  YYQ_REVOCATION_GOOD,
  YYQ_REVOCATION_SUSPENDED, /* certificateHold: may be lifted again */
  YYQ_REVOCATION_REVOKED,
} YyqRevocationState;

/* What is known about one certificate. Times in ms, 0 where nothing is known. */
typedef struct {
  YyqRevocationState state;
  const char *source; /* (nullable): "crl" or "ocsp" */
  gint64 produced_at; /* thisUpdate of what said so */
  gint64 revoked_at;
  gboolean harmless_before; /* the reason says that the key was in good hands until @revoked_at */
} YyqRevocation;

/* "unknown", "good", "suspended", "revoked" */
const char *yyq_revocation_state_to_string (YyqRevocationState state);

/*
 * Revocation lists (RFC 5280 §5) and OCSP answers (RFC 6960), wherever they come from. None is
 * believed before its signature leads to the issuer that is asked about. Filled first; asking is
 * safe from any thread.
 */
typedef struct _YyqRevocationData YyqRevocationData;

YyqRevocationData *yyq_revocation_data_new (void);
void yyq_revocation_data_free (YyqRevocationData *self);

/* FALSE, and nothing is added, when it is none. @der of an answer may also be the BasicOCSPResponse
 * alone. */
gboolean yyq_revocation_data_add_crl (YyqRevocationData *self, GBytes *der);
gboolean yyq_revocation_data_add_ocsp (YyqRevocationData *self, GBytes *der);

guint yyq_revocation_data_get_size (const YyqRevocationData *self);

/* The lists among it (RFC 5280), as far as their dates go. Whether anything signed them is not
 * asked here. */
typedef struct {
  char *issuer;       /* distinguished name, RFC 2253 */
  gint64 this_update; /* ms */
  gint64 next_update; /* ms; 0: the list does not say */
} YyqRevocationList;

/* (transfer full) (element-type YyqRevocationList): the newest of each issuer. */
GPtrArray *yyq_revocation_data_get_lists (const YyqRevocationData *self);

typedef struct {
  X509 *certificate;
  X509 *issuer;
  STACK_OF (X509) * others; /* (nullable): among them may be who signs OCSP answers for @issuer */
  gint64 at;                /* ms: the time that the question is about */
  gint64 grace_ms;          /* data count for so long after their nextUpdate */
} YyqRevocationQuestion;

/*
 * Adds to @answer, which begins zeroed, what @self knows: a revocation outweighs everything, and
 * the earliest one counts. A list that is partial, indirect or a delta may accuse, but its silence
 * says nothing.
 */
void yyq_revocation_data_ask (YyqRevocationData *self, const YyqRevocationQuestion *question,
                              YyqRevocation *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqRevocationData, yyq_revocation_data_free)

G_END_DECLS
