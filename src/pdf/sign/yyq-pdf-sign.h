/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-pdf-appearance.h"
#include "yyq-signer.h"
#include "yyq-timestamper.h"

G_BEGIN_DECLS

/* Bytes kept free in /Contents for the CMS: a chain of three, a time stamp and some air. */
#define YYQ_PDF_SIGNATURE_ROOM 12288

/* What is shown in "<party>.<area>", a further place of the party whose field is signed. */
typedef struct {
  const char *name;
  const YyqPdfAppearance *appearance;
  GBytes *form; /* (nullable): as in the options */
} YyqPdfArea;

typedef struct {
  const char *field;                  /* an empty signature field that is in the file already */
  const YyqPdfAppearance *appearance; /* (nullable): the field stays invisible */
  GBytes
    *form; /* (nullable): finished, see yyq-pdf-form.h; embedded as it is, instead of @appearance */
  const char *reason;      /* (nullable) */
  const char *name;        /* (nullable): the signer as it is shown */
  gint64 signed_at;        /* ms; 0: now. Only a claim: the time stamp proves it */
  const YyqPdfArea *areas; /* (nullable): of this party; each can be set only here */
  gsize n_areas;
  gboolean certify; /* DocMDP P=2: later only empty signature fields may be signed */
} YyqPdfSignOptions;

/*
 * May the empty @field be signed, as far as the file and its signatures have a say? To be asked
 * before anybody types a PIN; yyq_pdf_sign() asks again before it uses the key. Any thread. Errors:
 * YYQ_PDF_ERROR_FORBIDDEN, _NO_FIELD, _FIELD_SIGNED, and those of a file that cannot be read.
 */
gboolean yyq_pdf_check_may_sign (GBytes *pdf, const char *field, GError **error);

/*
 * (transfer full): the tail to append, a PAdES B-T signature, or B-B where @timestamper is NULL.
 * Room for a later time stamp is always left. Except for the field, and the catalogue where
 * @options says certify, no object of @pdf changes. Blocks on the UKey and the network.
 * Errors: YYQ_PDF_ERROR, YYQ_UKEY_ERROR, G_IO_ERROR_CANCELLED.
 */
GBytes *yyq_pdf_sign (GBytes *pdf, const YyqPdfSignOptions *options, YyqSigner *signer,
                      YyqTimestamper *timestamper, GCancellable *cancellable, GError **error);

/*
 * (transfer full): @tail with a time stamp put into the signature of @field; as long as before, and
 * no byte changes outside /Contents. YYQ_PDF_ERROR_FAILED when it has a time stamp already.
 */
GBytes *yyq_pdf_add_timestamp (GBytes *pdf, GBytes *tail, const char *field,
                               YyqTimestamper *timestamper, GCancellable *cancellable,
                               GError **error);

/*
 * (transfer full): the tail with a document security store: DER of @certs and @crls (element-type
 * GBytes, each nullable), added to those that the file has.
 */
GBytes *yyq_pdf_add_dss (GBytes *pdf, GPtrArray *certs, GPtrArray *crls, GError **error);

/* (transfer full): the two, one behind the other. */
GBytes *yyq_pdf_join (GBytes *pdf, GBytes *tail);

G_END_DECLS
