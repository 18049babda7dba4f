/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-verify.h"

#include <string.h>

#include "yyq-error.h"
#include "yyq-pdf-coverage.h"
#include "yyq-pdf-end.h"
#include "yyq-pdf-field-list.h"
#include "yyq-pdf-hidden.h"
#include "yyq-pdf-limits.h"
#include "yyq-pdf-security-store.h"
#include "yyq-pdf-signature-check.h"
#include "yyq-pdf-weight.h"
#include "yyq-qpdf.h"
#include "yyq-writer.h"

/* Each of them costs a reading of the file. */
#define MAX_SIGNATURES 1000

typedef struct {
  GBytes *pdf;            /* up to its last end-of-file mark */
  YyqPdfRevision newest;  /* all of that; fields: oldest first */
  const char *behind;     /* (nullable): bytes stand behind that which no program shows */
  const char *behind_bad; /* (nullable): bytes stand behind that which some program may show */
  YyqTrust *trust;
  YyqPdfSecurityStore store;
} Verifier;

static void
verifier_clear (Verifier *self)
{
  yyq_pdf_revision_clear (&self->newest);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  g_clear_pointer (&self->trust, yyq_trust_unref);
  yyq_pdf_security_store_clear (&self->store);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Verifier, verifier_clear)

static int
compare_age (gconstpointer a, gconstpointer b)
{
  const YyqPdfSignatureField *x = *(YyqPdfSignatureField *const *) a;
  const YyqPdfSignatureField *y = *(YyqPdfSignatureField *const *) b;

  return x->end < y->end ? -1 : x->end > y->end;
}

static gboolean
refuse (GError **error, YyqPdfError code, const char *message)
{
  g_set_error_literal (error, YYQ_PDF_ERROR, (int) code, message);
  return FALSE;
}

/* A program that looks for objects instead of reading them where they are listed would find one in
 * @data. */
static gboolean
could_be_read (const char *data, gsize length)
{
  static const char *const words[] = { "obj", "xref", "trailer", "%PDF" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (memmem (data, length, words[i], strlen (words[i])) != NULL)
      return TRUE;
  return FALSE;
}

/* What was signed ends with the last %%EOF. */
static void
find_end (Verifier *self, GBytes *pdf)
{
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length);
  gsize end = yyq_pdf_find_end (pdf);

  self->pdf = g_bytes_new_from_bytes (pdf, 0, end);
  if (end == length)
    return;
  if (could_be_read (data + end, length - end))
    self->behind_bad = "something stands behind the end of the document";
  else
    self->behind = "bytes that no program shows stand behind the end of the document";
}

static gboolean
open_file (Verifier *self, GBytes *pdf, YyqTrust *trust, GError **error)
{
  if (!yyq_pdf_check_limits (pdf, error))
    return FALSE;
  find_end (self, pdf);
  if (!yyq_pdf_revision_open (&self->newest, self->pdf, g_bytes_get_size (self->pdf), error) ||
      !yyq_pdf_check_weight (self->newest.qpdf, error))
    return FALSE;
  self->newest.fields = yyq_pdf_field_list_read (self->newest.qpdf);
  if (self->newest.fields == NULL ||
      yyq_pdf_field_list_count_signed (self->newest.fields) > MAX_SIGNATURES)
    return refuse (error, YYQ_PDF_ERROR_TOO_LARGE, "too many fields or signatures");
  g_ptr_array_sort (self->newest.fields, compare_age);
  self->trust = trust != NULL ? yyq_trust_ref (trust) : yyq_trust_new ();
  yyq_pdf_security_store_init (&self->store, self->newest.qpdf);
  return TRUE;
}

static YyqPdfSignatureReport *
judge (Verifier *self, const YyqPdfSignatureField *field, gint64 proven_at)
{
  YyqPdfSignatureReport *report = g_new0 (YyqPdfSignatureReport, 1);
  const char *problem = yyq_pdf_signature_field_check_range (field, self->pdf);
  const YyqPdfProof proof = {
    .pdf = self->pdf, .trust = self->trust, .store = &self->store, .proven_at = proven_at
  };

  report->field = g_strdup (field->name);
  report->subfilter = g_strdup (field->subfilter);
  report->document_timestamp = g_str_equal (field->subfilter, "ETSI.RFC3161");
  report->level = g_strdup ("");
  report->changes = g_new0 (char *, 1);
  if (problem != NULL) {
    report->integrity = yyq_pdf_check_new (YYQ_PDF_CHECK_BAD, "%s", problem);
    report->coverage = yyq_pdf_check_new (YYQ_PDF_CHECK_BAD, "%s", problem);
    report->chain = yyq_pdf_check_new (YYQ_PDF_CHECK_UNKNOWN, NULL);
    return report;
  }
  yyq_pdf_signature_check (field, &proof, report);
  return report;
}

/*
 * Newest first: a good document time stamp proves that everything before it existed then, and who
 * signed may have been revoked since (EN 319 102-1 §5.6.2.3).
 */
static void
judge_all (Verifier *self, GPtrArray *reports)
{
  gint64 proven_at = 0;

  for (guint i = self->newest.fields->len; i-- > 0;) {
    const YyqPdfSignatureField *field = g_ptr_array_index (self->newest.fields, i);
    YyqPdfSignatureReport *report = field->empty ? NULL : judge (self, field, proven_at);

    if (report == NULL)
      continue;
    if (report->document_timestamp && report->timestamped &&
        (proven_at == 0 || report->signed_at < proven_at))
      proven_at = report->signed_at;
    g_ptr_array_insert (reports, 0, report);
  }
}

/* A second field of the same name could pass for the first one. */
static gboolean
has_twins (GPtrArray *fields)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < fields->len; i++)
    if (!g_hash_table_add (names, ((YyqPdfSignatureField *) g_ptr_array_index (fields, i))->name))
      return TRUE;
  return FALSE;
}

/* NULL, or what is wrong with the file apart from its signatures. */
static const char *
check_file (Verifier *self)
{
  return has_twins (self->newest.fields) ? "two signature fields have one name" : self->behind_bad;
}

/* NULL, or why nobody can be sure what the file shows. */
static const char *
find_doubt (Verifier *self)
{
  if (yyq_qpdf_is_damaged (self->newest.qpdf))
    return "the file is damaged: programs may show it in different ways";
  return self->behind;
}

static void
judge_hidden (Verifier *self, YyqPdfReport *report)
{
  g_autoptr (GPtrArray) hidden = yyq_pdf_hidden_find (self->pdf, self->newest.fields);

  for (guint i = 0; i < hidden->len; i++) {
    const YyqPdfSignatureField *field = g_ptr_array_index (hidden, i);
    YyqPdfSignatureReport *signature = judge (self, field, 0);

    signature->coverage =
      yyq_pdf_check_new (YYQ_PDF_CHECK_BAD, "a later revision hides this signature");
    signature->revision_length = field->end;
    g_ptr_array_add (report->signatures, signature);
  }
}

YyqPdfReport *
yyq_pdf_verify (GBytes *pdf, YyqTrust *trust, GError **error)
{
  g_auto (Verifier) self = { 0 };
  g_autoptr (YyqPdfReport) report = NULL;
  g_autoptr (GStrvBuilder) empty = g_strv_builder_new ();

  yyq_writer_check_is_free ("verifying a PDF");
  if (!open_file (&self, pdf, trust, error))
    return NULL;
  report = yyq_pdf_report_new ();
  for (guint i = 0; i < self.newest.fields->len; i++) {
    const YyqPdfSignatureField *field = g_ptr_array_index (self.newest.fields, i);

    if (field->empty)
      g_strv_builder_add (empty, field->name);
  }
  judge_all (&self, report->signatures);
  yyq_pdf_coverage_check (self.pdf, &self.newest, report);
  judge_hidden (&self, report);
  g_strfreev (report->empty_fields);
  report->empty_fields = g_strv_builder_end (empty);
  if (report->signatures->len > 0) {
    report->problem = g_strdup (check_file (&self));
    report->doubt = g_strdup (find_doubt (&self));
  }
  yyq_pdf_report_conclude (report);
  return g_steal_pointer (&report);
}
