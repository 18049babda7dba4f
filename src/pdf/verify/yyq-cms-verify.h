/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "yyq-pdf-check.h"
#include "yyq-revocation.h"

G_BEGIN_DECLS

/* What a container must be, ISO 32000-2 §12.8.3 and EN 319 142-1 §6.3. */
typedef enum {
  YYQ_CMS_CADES, /* ETSI.CAdES.detached: nothing inside, and an attribute names the certificate */
  YYQ_CMS_DETACHED, /* adbe.pkcs7.detached: nothing inside; attributes are optional */
  YYQ_CMS_SHA1,     /* adbe.pkcs7.sha1: inside is the SHA-1 of the bytes */
  YYQ_CMS_TOKEN,    /* RFC 3161: a TSTInfo inside, whatever the bytes are */
} YyqCmsKind;

/* What a container says, and whether its mathematics are right. All owned; without @certificate
 * nothing else is said. */
typedef struct {
  YyqPdfCheck *integrity;  /* UNKNOWN: too weak to rely on, or made in a way that we cannot check */
  GBytes *certificate;     /* (nullable): DER of the signer's; NULL unless his signature is right */
  char *signer;            /* (nullable): its name, as people read it */
  GPtrArray *certificates; /* (element-type GBytes): DER of all that it carries */
  GBytes *signature;       /* (nullable): the signature value, which a time stamp is over */
  GBytes *content;         /* (nullable): what is inside */
  GPtrArray *timestamps;   /* (element-type GBytes): tokens among the unsigned attributes */
  YyqRevocationData *revocation; /* lists and answers that it carries, anywhere */
} YyqCmsSignature;

void yyq_cms_signature_free (YyqCmsSignature *self);

/*
 * (transfer full): reads @cms, BER or DER with zeros behind it, and checks it over the @n_parts of
 * content, one behind the other: exactly one signer; what is named (digest, signature algorithm,
 * RFC 6211 protection, certificate) is what was used. @certificates (nullable) (element-type
 * GBytes): where else the signer's may be. Says nothing about trust or time. Any thread.
 */
YyqCmsSignature *yyq_cms_verify (GBytes *cms, YyqCmsKind kind, GBytes *const *parts, gsize n_parts,
                                 GPtrArray *certificates);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqCmsSignature, yyq_cms_signature_free)

G_END_DECLS
