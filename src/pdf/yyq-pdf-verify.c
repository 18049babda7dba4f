/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-verify.h"

#include <string.h>

#include "yyq-error.h"
#include "yyq-pdf-difference.h"
#include "yyq-pdf-field-list.h"
#include "yyq-pdf-limits.h"
#include "yyq-pdf-security-store.h"
#include "yyq-pdf-signature-check.h"
#include "yyq-pdf-tail.h"
#include "yyq-pdf-weight.h"
#include "yyq-qpdf.h"

/* Each of them costs a reading of the file. */
#define MAX_SIGNATURES 60

typedef struct {
  GBytes *pdf;
  qpdf_data qpdf; /* of the whole file */
  YyqTrust *trust;
  YyqPdfSecurityStore store;
  GPtrArray *fields; /* (element-type YyqPdfSignatureField): oldest first */
} Verifier;

static void
verifier_clear (Verifier *self)
{
  yyq_qpdf_free (self->qpdf);
  g_clear_pointer (&self->trust, yyq_trust_unref);
  yyq_pdf_security_store_clear (&self->store);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
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

static gboolean
open_file (Verifier *self, GBytes *pdf, YyqTrust *trust, GError **error)
{
  self->pdf = pdf;
  if (!yyq_pdf_check_limits (pdf, error))
    return FALSE;
  self->qpdf = yyq_qpdf_open (pdf, FALSE, error);
  if (self->qpdf == NULL || !yyq_pdf_check_weight (self->qpdf, error))
    return FALSE;
  self->fields = yyq_pdf_field_list_read (self->qpdf);
  if (self->fields == NULL || yyq_pdf_field_list_count_signed (self->fields) > MAX_SIGNATURES)
    return refuse (error, YYQ_PDF_ERROR_TOO_LARGE, "too many fields or signatures");
  g_ptr_array_sort (self->fields, compare_age);
  self->trust = trust != NULL ? yyq_trust_ref (trust) : yyq_trust_new ();
  yyq_pdf_security_store_init (&self->store, self->qpdf);
  return TRUE;
}

static gboolean
is_same_signature (const YyqPdfSignatureField *a, const YyqPdfSignatureField *b)
{
  return a->field_id == b->field_id && a->value_id == b->value_id && a->contents != NULL && b->contents != NULL &&
         g_bytes_equal (a->contents, b->contents);
}

/* NULL when @field is the newest signature of the revision that it signs, else what is wrong. */
static const char *
check_own_revision (qpdf_data revision, const YyqPdfSignatureField *field)
{
  g_autoptr (GPtrArray) list = yyq_pdf_field_list_read (revision);
  gboolean found = FALSE;

  if (list == NULL)
    return "too many fields";
  for (guint i = 0; i < list->len; i++) {
    const YyqPdfSignatureField *other = g_ptr_array_index (list, i);

    if (other->empty)
      continue;
    if (is_same_signature (other, field))
      found = TRUE;
    else if (other->end >= field->end)
      return "another signature is as new as this one";
  }
  if (qpdf_has_error (revision) || qpdf_more_warnings (revision))
    return "the signed revision is damaged";
  return found ? NULL : "the signature is not in the revision that it signs";
}

static void
close_revision (Verifier *self, qpdf_data revision)
{
  if (revision != self->qpdf)
    yyq_qpdf_free (revision);
}

/*
 * (nullable): the revision that @field signs, when it stands on its own; else says why not. The newest
 * one is the file itself, and not read again. To be closed with close_revision().
 */
static qpdf_data
open_revision (Verifier *self, const YyqPdfSignatureField *field, YyqPdfSignatureReport *report)
{
  gboolean newest = field->end == g_bytes_get_size (self->pdf);
  g_autoptr (GBytes) prefix = g_bytes_new_from_bytes (self->pdf, 0, field->end);
  g_autoptr (GError) error = NULL;
  qpdf_data revision = newest ? self->qpdf : yyq_qpdf_open (prefix, FALSE, &error);
  const char *problem = revision != NULL ? check_own_revision (revision, field) : error->message;

  report->revision_length = field->end;
  if (problem == NULL)
    return revision;
  report->coverage = yyq_pdf_check_new (YYQ_PDF_CHECK_BAD, revision != NULL ? "%s" : "the signed revision cannot be read: %s", problem);
  close_revision (self, revision);
  return NULL;
}

/* (transfer full): what is wrong with the step from one revision to the next. */
static GStrv
check_step (Verifier *self, qpdf_data earlier, gsize from, qpdf_data later, gsize to)
{
  const char *problem = yyq_pdf_tail_check (self->pdf, from, to);
  g_auto (GStrv) changes = yyq_pdf_difference (earlier, later, NULL);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

  if (problem != NULL)
    g_strv_builder_add (all, problem);
  g_strv_builder_addv (all, (const char **) changes);
  return g_strv_builder_end (all);
}

/* A step counts against all signatures that were there before it. */
static void
blame (GPtrArray *earlier, GStrv changes)
{
  for (guint i = 0; i < earlier->len && changes[0] != NULL; i++) {
    YyqPdfSignatureReport *report = g_ptr_array_index (earlier, i);
    g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

    g_strv_builder_addv (all, (const char **) report->changes);
    g_strv_builder_addv (all, (const char **) changes);
    g_strfreev (report->changes);
    report->changes = g_strv_builder_end (all);
  }
}

/*
 * Each signature's revision must stand on its own, and each step from one to the next, and to the end
 * of the file, must be harmless. Step by step, because who may change what depends on who signs in it.
 * Signatures that have a coverage already are no revisions.
 */
static void
check_coverage (Verifier *self, GPtrArray *reports)
{
  g_autoptr (GPtrArray) earlier = g_ptr_array_new ();
  qpdf_data last = NULL;
  gsize from = 0;
  guint next = 0;

  for (guint i = 0; i < self->fields->len; i++) {
    const YyqPdfSignatureField *field = g_ptr_array_index (self->fields, i);
    YyqPdfSignatureReport *report = field->empty ? NULL : g_ptr_array_index (reports, next++);
    qpdf_data revision = report != NULL && report->coverage == NULL ? open_revision (self, field, report) : NULL;

    if (revision == NULL)
      continue;
    if (last != NULL) {
      g_auto (GStrv) changes = check_step (self, last, from, revision, field->end);

      blame (earlier, changes);
      close_revision (self, last);
    }
    last = revision;
    from = field->end;
    g_ptr_array_add (earlier, report);
  }
  if (last != NULL && from < g_bytes_get_size (self->pdf)) {
    g_auto (GStrv) changes = check_step (self, last, from, self->qpdf, g_bytes_get_size (self->pdf));

    blame (earlier, changes);
  }
  close_revision (self, last);
  for (guint i = 0; i < earlier->len; i++) {
    YyqPdfSignatureReport *report = g_ptr_array_index (earlier, i);

    report->coverage = report->changes[0] != NULL ? yyq_pdf_check_new (YYQ_PDF_CHECK_BAD, "changed after signing: %s", report->changes[0])
                                                  : yyq_pdf_check_new (YYQ_PDF_CHECK_GOOD, NULL);
  }
}

static YyqPdfSignatureReport *
judge (Verifier *self, const YyqPdfSignatureField *field, gint64 proven_at)
{
  YyqPdfSignatureReport *report = g_new0 (YyqPdfSignatureReport, 1);
  const char *problem = yyq_pdf_signature_field_check_range (field, self->pdf);
  const YyqPdfProof proof = { .pdf = self->pdf, .trust = self->trust, .store = &self->store, .proven_at = proven_at };

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
 * Newest first: a good document time stamp proves that everything before it existed then, and who signed may
 * have been revoked since (EN 319 102-1 §5.6.2.3).
 */
static void
judge_all (Verifier *self, GPtrArray *reports)
{
  gint64 proven_at = 0;

  for (guint i = self->fields->len; i-- > 0;) {
    const YyqPdfSignatureField *field = g_ptr_array_index (self->fields, i);
    YyqPdfSignatureReport *report = field->empty ? NULL : judge (self, field, proven_at);

    if (report == NULL)
      continue;
    if (report->document_timestamp && report->timestamped && (proven_at == 0 || report->signed_at < proven_at))
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
  gsize length;
  const char *data = g_bytes_get_data (self->pdf, &length);

  while (length > 0 && g_ascii_isspace (data[length - 1]))
    length--;
  if (length < 5 || memcmp (data + length - 5, "%%EOF", 5) != 0)
    return "something stands behind the end of the document";
  if (qpdf_has_error (self->qpdf) || qpdf_more_warnings (self->qpdf))
    return "the file is damaged";
  if (has_twins (self->fields))
    return "two signature fields have one name";
  return NULL;
}

YyqPdfReport *
yyq_pdf_verify (GBytes *pdf, YyqTrust *trust, GError **error)
{
  g_auto (Verifier) self = { 0 };
  g_autoptr (YyqPdfReport) report = NULL;
  g_autoptr (GStrvBuilder) empty = g_strv_builder_new ();

  if (!open_file (&self, pdf, trust, error))
    return NULL;
  report = yyq_pdf_report_new ();
  for (guint i = 0; i < self.fields->len; i++) {
    const YyqPdfSignatureField *field = g_ptr_array_index (self.fields, i);

    if (field->empty)
      g_strv_builder_add (empty, field->name);
  }
  judge_all (&self, report->signatures);
  check_coverage (&self, report->signatures);
  g_strfreev (report->empty_fields);
  report->empty_fields = g_strv_builder_end (empty);
  report->problem = g_strdup (report->signatures->len > 0 ? check_file (&self) : NULL);
  yyq_pdf_report_conclude (report);
  return g_steal_pointer (&report);
}
