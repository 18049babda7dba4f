/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-signer.h"
#include "yyq-timestamper.h"

G_BEGIN_DECLS

/*
 * (transfer full): DER of a detached CAdES-BES signature (CMS SignedData, ETSI EN 319 122-1) over
 * content whose SHA-256 is the 32-byte @digest; with a signature time stamp when @timestamper is
 * given. The signer is asked exactly once, and its answer is checked with its certificate before
 * anything is returned. Blocks on UKey and network: never on the main thread.
 * Errors: YYQ_PDF_ERROR_BAD_SIGNATURE, _TIMESTAMP, YYQ_UKEY_ERROR, G_IO_ERROR_CANCELLED.
 */
GBytes *yyq_cms_sign (GBytes *digest,
                      YyqSigner *signer,
                      YyqTimestamper *timestamper,
                      GCancellable *cancellable,
                      GError **error);

/*
 * (transfer full): @cms (zeros may follow it) with a signature time stamp added. Blocks.
 * Errors: YYQ_PDF_ERROR_TIMESTAMP; _FAILED when it has one already; G_IO_ERROR_CANCELLED.
 */
GBytes *yyq_cms_add_timestamp (GBytes *cms, YyqTimestamper *timestamper, GCancellable *cancellable, GError **error);

/* What a signature says once its mathematics has been found right. All owned. */
typedef struct {
  GBytes *certificate;     /* DER of the signer's certificate */
  char *signer;            /* (nullable): its name, as people read it */
  GPtrArray *certificates; /* (element-type GBytes): DER of all that it carries */
  GBytes *signature;       /* the signature value, which a time stamp is over */
  GBytes *content;         /* (nullable): what is inside, for tokens */
  GBytes *timestamp;       /* (nullable): DER of the token among the unsigned attributes */
} YyqCmsSignature;

void yyq_cms_signature_free (YyqCmsSignature *self);

/*
 * (transfer full): reads @cms (only zeros may follow it) and checks it over the @n_parts of content,
 * one behind the other: one signer, SHA-2, exactly one content type, message digest and signing
 * certificate v2 among the signed attributes, all right, and the signature itself. Says nothing
 * about trust or time. Any thread. Errors: YYQ_PDF_ERROR_BAD_SIGNATURE.
 */
YyqCmsSignature *yyq_cms_verify (GBytes *cms, GBytes *const *parts, gsize n_parts, GError **error);

/* The same for a token with its content inside; also accepts the older signing certificate attribute. */
YyqCmsSignature *yyq_cms_verify_token (GBytes *token, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqCmsSignature, yyq_cms_signature_free)

G_END_DECLS
