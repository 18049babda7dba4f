/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-blob-store.h"
#include "yyq-contract.h"
#include "yyq-pdf-compose.h"
#include "yyq-platform.h"

G_BEGIN_DECLS

/* A contract that is brought in as a PDF, to be signed. Borrowed, but for @kept. */
typedef struct {
  const char *enterprise_id; /* main enterprise or unit */
  const char *title;
  const char *initiator_id; /* (nullable): account; NULL: the enterprise itself */
  gint64 due_at;            /* ms, 0: none */
  GBytes *pdf;              /* ready to be signed: with its fields in it */
  GPtrArray *parties;       /* (element-type YyqParty): in the order of signing */
  guint n_pages;            /* of @pdf; yyq_import_service_keep() counts them */
  YyqNewBlob *kept;         /* (owned): @pdf, by the same */
  GPtrArray *phones; /* (nullable) (element-type utf8): of each of the parties; valid, or NULL */
} YyqImport;

/* What can be told before the slow part. Errors: INVALID, NOT_FOUND for enterprise or initiator. */
gboolean yyq_import_service_check (YyqPlatform *platform, const YyqImport *import, GError **error);

/*
 * (transfer full): @upload normalised, with an empty signature field for each of the parties. Slow
 * and outside of any transaction. Errors: YYQ_PDF_ERROR.
 */
GBytes *yyq_import_service_prepare (GBytes *upload, GPtrArray *parties, GError **error);

/* Outside of any transaction: puts the PDF where it will lie, so that the transaction need not wait
 * for the disk. Whoever made @import frees what it owns. */
gboolean yyq_import_service_keep (YyqPlatform *platform, YyqImport *import, GError **error);

/* (transfer full): the contract in state signing, the first party in turn. In the caller's
 * transaction, after keep. */
YyqContract *yyq_import_service_store (YyqPlatform *platform, const YyqImport *import,
                                       GError **error);

G_END_DECLS
