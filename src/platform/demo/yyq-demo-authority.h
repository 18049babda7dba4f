/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <openssl/x509.h>

#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * The demo's certificate authority, made anew in memory at every start: a root, and certificates
 * for companies, for workers' event signatures and for the time-stamp authority. Without legal
 * force, which its name says. Issuing takes turns; any thread.
 */
#define YYQ_TYPE_DEMO_AUTHORITY (yyq_demo_authority_get_type ())
G_DECLARE_FINAL_TYPE (YyqDemoAuthority, yyq_demo_authority, YYQ, DEMO_AUTHORITY, GObject)

typedef enum {
  YYQ_DEMO_CERTIFICATE_COMPANY,
  YYQ_DEMO_CERTIFICATE_WORKER,
  YYQ_DEMO_CERTIFICATE_TSA,
} YyqDemoCertificateKind;

/* Valid from @from_ms on for ten years. Error: YYQ_PDF_ERROR_FAILED when OpenSSL refuses. */
YyqDemoAuthority *yyq_demo_authority_new (gint64 from_ms, GError **error);

/* (transfer full): @name; @number: USCC of a company, else NULL. For @key, which keeps its owner.
 */
X509 *yyq_demo_authority_issue (YyqDemoAuthority *self, YyqDemoCertificateKind kind,
                                const char *name, const char *number, EVP_PKEY *key,
                                GError **error);

/* (transfer full): DER of an empty list of revoked certificates, valid for a year from now. */
GBytes *yyq_demo_authority_make_crl (YyqDemoAuthority *self, GError **error);

/* Makes @config trust it for signers and time stamps, with its list as a file of @directory. Before
 * services are installed. */
gboolean yyq_demo_authority_configure (YyqDemoAuthority *self, YyqPlatformConfig *config,
                                       const char *directory, GError **error);

X509 *yyq_demo_authority_get_root (YyqDemoAuthority *self); /* (transfer none) */
char *yyq_demo_authority_get_root_pem (YyqDemoAuthority *self);

GBytes *yyq_demo_certificate_to_der (X509 *certificate);

G_END_DECLS
