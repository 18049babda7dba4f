/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-verify.h"

#include <stdlib.h>
#include <string.h>

#include "yyq-clock.h"
#include "yyq-cms.h"
#include "yyq-openssl.h"
#include "yyq-pdf-bomb.h"
#include "yyq-pdf-difference.h"
#include "yyq-pdf-field-list.h"
#include "yyq-pdf-overfull.h"
#include "yyq-pdf-sign.h"
#include "yyq-pdf-tail.h"
#include "yyq-qpdf.h"
#include "yyq-tsp.h"

/* Certificates and lists in a security store that are looked at. */
#define MAX_STORED 200
/* As for signing; each party of a contract adds some 30 KB. */
#define MAX_FILE (64 * 1024 * 1024)
/* Each of them costs a reading of the file. */
#define MAX_SIGNATURES 60

typedef struct {
  GBytes *pdf;
  qpdf_data qpdf; /* of the whole file */
  YyqTrust *trust;
  GPtrArray *certificates; /* (element-type GBytes): of the security store */
  GPtrArray *crls;
  GPtrArray *fields; /* (element-type YyqPdfSignatureField): oldest first */
} Verifier;

static void
verifier_clear (Verifier *self)
{
  yyq_qpdf_free (self->qpdf);
  g_clear_pointer (&self->trust, yyq_trust_unref);
  g_clear_pointer (&self->certificates, g_ptr_array_unref);
  g_clear_pointer (&self->crls, g_ptr_array_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Verifier, verifier_clear)

/* What is packed twice can unpack to a million times its size. */
static gboolean
is_packed_once (qpdf_data qpdf, qpdf_oh stream)
{
  qpdf_oh filter = qpdf_oh_get_key (qpdf, qpdf_oh_get_dict (qpdf, stream), "/Filter");

  return !qpdf_oh_is_array (qpdf, filter) || qpdf_oh_get_array_n_items (qpdf, filter) <= 1;
}

static GPtrArray *
read_store (qpdf_data qpdf, const char *key)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  qpdf_oh store = qpdf_oh_get_key_if_dict (qpdf, qpdf_get_root (qpdf), "/DSS");
  qpdf_oh array = qpdf_oh_get_key_if_dict (qpdf, store, key);
  int n = qpdf_oh_is_array (qpdf, array) ? MIN (qpdf_oh_get_array_n_items (qpdf, array), MAX_STORED) : 0;

  for (int i = 0; i < n; i++) {
    qpdf_oh item = qpdf_oh_get_array_item (qpdf, array, i);
    unsigned char *data = NULL;
    size_t length = 0;

    if (qpdf_oh_is_stream (qpdf, item) && is_packed_once (qpdf, item) &&
        qpdf_oh_get_stream_data (qpdf, item, qpdf_dl_all, NULL, &data, &length) == QPDF_SUCCESS)
      g_ptr_array_add (list, g_bytes_new (data, length));
    free (data);
  }
  return list;
}

static int
compare_age (gconstpointer a, gconstpointer b)
{
  const YyqPdfSignatureField *x = *(YyqPdfSignatureField *const *) a;
  const YyqPdfSignatureField *y = *(YyqPdfSignatureField *const *) b;

  return x->end < y->end ? -1 : x->end > y->end;
}

static guint
count_signed (GPtrArray *fields)
{
  guint n = 0;

  for (guint i = 0; i < fields->len; i++)
    n += !((YyqPdfSignatureField *) g_ptr_array_index (fields, i))->empty;
  return n;
}

static gboolean
refuse (GError **error, YyqPdfError code, const char *message)
{
  g_set_error_literal (error, YYQ_PDF_ERROR, (int) code, message);
  return FALSE;
}

/* What qpdf would take much memory for. */
static gboolean
check_limits (GBytes *pdf, GError **error)
{
  if (g_bytes_get_size (pdf) > MAX_FILE)
    return refuse (error, YYQ_PDF_ERROR_TOO_LARGE, "the file is too large");
  if (yyq_pdf_is_bomb (pdf))
    return refuse (error, YYQ_PDF_ERROR_TOO_LARGE, "a stream unpacks to too many bytes");
  if (yyq_pdf_is_overfull (pdf))
    return refuse (error, YYQ_PDF_ERROR_TOO_LARGE, "too many objects, or too long lists");
  return TRUE;
}

static gboolean
open_file (Verifier *self, GBytes *pdf, YyqTrust *trust, GError **error)
{
  self->pdf = pdf;
  if (!check_limits (pdf, error))
    return FALSE;
  self->qpdf = yyq_qpdf_open (pdf, FALSE, error);
  if (self->qpdf == NULL)
    return FALSE;
  self->fields = yyq_pdf_field_list_read (self->qpdf);
  if (self->fields == NULL || count_signed (self->fields) > MAX_SIGNATURES)
    return refuse (error, YYQ_PDF_ERROR_TOO_LARGE, "too many fields or signatures");
  g_ptr_array_sort (self->fields, compare_age);
  self->trust = trust != NULL ? yyq_trust_ref (trust) : yyq_trust_new ();
  self->certificates = read_store (self->qpdf, "/Certs");
  self->crls = read_store (self->qpdf, "/CRLs");
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

static void
cut_parts (GBytes *pdf, const YyqPdfSignatureField *field, GBytes *parts[2])
{
  parts[0] = g_bytes_new_from_bytes (pdf, 0, field->range[1]);
  parts[1] = g_bytes_new_from_bytes (pdf, field->range[2], field->range[3]);
}

/* (transfer full) (nullable): one DER element of @contents; NULL when something but zeros is behind it. */
static GBytes *
take_der (GBytes *contents)
{
  gsize n;
  const guint8 *bytes = g_bytes_get_data (contents, &n);
  gsize header = 2;
  gsize length;

  if (n < 2)
    return NULL;
  length = bytes[1];
  if (length > 0x80) {
    guint count = bytes[1] & 0x7f;

    if (count > 4 || n < 2 + count)
      return NULL;
    length = 0;
    for (guint i = 0; i < count; i++)
      length = length << 8 | bytes[2 + i];
    header += count;
  }
  if (length > n - header)
    return NULL;
  for (gsize i = header + length; i < n; i++)
    if (bytes[i] != 0)
      return NULL;
  return g_bytes_new_from_bytes (contents, 0, header + length);
}

static void
judge_timestamp_field (Verifier *self, const YyqPdfSignatureField *field, YyqPdfSignatureReport *report)
{
  g_autoptr (GBytes) token = take_der (field->contents);
  g_autoptr (YyqCmsSignature) cms = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *parts[2];
  gint64 at = 0;

  if (token == NULL || (cms = yyq_cms_verify_token (token, &error)) == NULL) {
    report->integrity = yyq_pdf_check_new (YYQ_PDF_CHECK_BAD, "%s", error != NULL ? error->message : "no time stamp");
    report->chain = yyq_pdf_check_new (YYQ_PDF_CHECK_UNKNOWN, NULL);
    return;
  }
  cut_parts (self->pdf, field, parts);
  report->chain = yyq_tsp_verify (token, parts, 2, self->trust, self->certificates, self->crls, &at);
  g_bytes_unref (parts[0]);
  g_bytes_unref (parts[1]);
  report->integrity = report->chain->state == YYQ_PDF_CHECK_BAD
                        ? yyq_pdf_check_new (YYQ_PDF_CHECK_BAD, "%s", report->chain->reason)
                        : yyq_pdf_check_new (YYQ_PDF_CHECK_GOOD, NULL);
  report->timestamped = report->chain->state == YYQ_PDF_CHECK_GOOD;
  report->signed_at = at;
  report->certificate = g_bytes_ref (cms->certificate);
  report->signer = g_strdup (cms->signer);
  if (report->timestamped) {
    g_free (report->level);
    report->level = g_strdup ("DTS");
  }
}

/* The time to judge the chain at, and whether it is proven. A bad time stamp makes the chain bad. */
static gboolean
judge_time (Verifier *self, YyqCmsSignature *cms, const YyqPdfSignatureField *field, YyqPdfSignatureReport *report)
{
  g_autoptr (YyqPdfCheck) stamp = NULL;
  gint64 at = 0;

  report->signed_at = field->claimed_at;
  report->has_timestamp = cms->timestamp != NULL;
  if (cms->timestamp == NULL)
    return TRUE;
  stamp = yyq_tsp_verify (cms->timestamp, &cms->signature, 1, self->trust, self->certificates, self->crls, &at);
  if (stamp->state == YYQ_PDF_CHECK_BAD) {
    report->chain = yyq_pdf_check_new (YYQ_PDF_CHECK_BAD, "time stamp: %s", stamp->reason);
    return FALSE;
  }
  report->timestamped = stamp->state == YYQ_PDF_CHECK_GOOD;
  if (report->timestamped)
    report->signed_at = at;
  return TRUE;
}

static void
judge_chain (Verifier *self, YyqCmsSignature *cms, YyqPdfSignatureReport *report)
{
  g_autoptr (GPtrArray) extra = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gint64 at = report->timestamped ? report->signed_at : yyq_clock_now ();
  gboolean revocation_known = FALSE;

  for (guint i = 0; i < cms->certificates->len; i++)
    if (!g_bytes_equal (g_ptr_array_index (cms->certificates, i), cms->certificate))
      g_ptr_array_add (extra, g_bytes_ref (g_ptr_array_index (cms->certificates, i)));
  for (guint i = 0; i < self->certificates->len; i++)
    g_ptr_array_add (extra, g_bytes_ref (g_ptr_array_index (self->certificates, i)));
  report->chain = yyq_trust_check_chain (self->trust, YYQ_TRUST_SIGNER, cms->certificate, extra, self->crls, at,
                                         report->timestamped, &revocation_known);
  if (report->chain->state == YYQ_PDF_CHECK_GOOD) {
    g_free (report->level);
    report->level = g_strdup (!report->timestamped                      ? "B-B"
                              : revocation_known && self->crls->len > 0 ? "B-LT"
                                                                        : "B-T");
  }
}

static void
judge_signature (Verifier *self, const YyqPdfSignatureField *field, YyqPdfSignatureReport *report)
{
  g_autoptr (YyqCmsSignature) cms = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *parts[2];

  cut_parts (self->pdf, field, parts);
  cms = yyq_cms_verify (field->contents, parts, 2, &error);
  g_bytes_unref (parts[0]);
  g_bytes_unref (parts[1]);
  if (cms == NULL) {
    report->integrity = yyq_pdf_check_new (YYQ_PDF_CHECK_BAD, "%s", error->message);
    report->chain = yyq_pdf_check_new (YYQ_PDF_CHECK_UNKNOWN, NULL);
    return;
  }
  report->integrity = yyq_pdf_check_new (YYQ_PDF_CHECK_GOOD, NULL);
  report->certificate = g_bytes_ref (cms->certificate);
  report->signer = g_strdup (cms->signer);
  if (judge_time (self, cms, field, report))
    judge_chain (self, cms, report);
}

static YyqPdfSignatureReport *
judge (Verifier *self, const YyqPdfSignatureField *field)
{
  YyqPdfSignatureReport *report = g_new0 (YyqPdfSignatureReport, 1);
  const char *problem = yyq_pdf_signature_field_check_range (field, self->pdf);

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
  if (report->document_timestamp)
    judge_timestamp_field (self, field, report);
  else
    judge_signature (self, field, report);
  return report;
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
    else
      g_ptr_array_add (report->signatures, judge (&self, field));
  }
  check_coverage (&self, report->signatures);
  g_strfreev (report->empty_fields);
  report->empty_fields = g_strv_builder_end (empty);
  report->problem = g_strdup (report->signatures->len > 0 ? check_file (&self) : NULL);
  yyq_pdf_report_conclude (report);
  return g_steal_pointer (&report);
}

/* Only @field was signed, and nothing else was touched. */
static gboolean
check_only_field (qpdf_data before, qpdf_data after, const char *name, GError **error)
{
  g_autoptr (GPtrArray) fields_before = yyq_pdf_field_list_read (before);
  g_autoptr (GPtrArray) fields_after = yyq_pdf_field_list_read (after);
  const YyqPdfSignatureField *was = fields_before != NULL ? yyq_pdf_field_list_find (fields_before, name) : NULL;
  const YyqPdfSignatureField *is = fields_after != NULL ? yyq_pdf_field_list_find (fields_after, name) : NULL;
  YyqPdfAdded added = YYQ_PDF_ADDED_NOTHING;
  g_auto (GStrv) changes = NULL;

  if (was == NULL)
    return refuse (error, YYQ_PDF_ERROR_NO_FIELD, "no such signature field");
  if (!was->empty)
    return refuse (error, YYQ_PDF_ERROR_FIELD_SIGNED, "the field is signed already");
  if (is == NULL || is->empty || count_signed (fields_after) != count_signed (fields_before) + 1)
    return refuse (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "the field is not signed, or others are");
  changes = yyq_pdf_difference (before, after, &added);
  if (changes[0] != NULL) {
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_BAD_SIGNATURE, "changes more than the signature: %s", changes[0]);
    return FALSE;
  }
  if (added != YYQ_PDF_ADDED_SIGNATURE)
    return refuse (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "brings more than a signature");
  return TRUE;
}

static gboolean
check_verdict (const YyqPdfSignatureReport *signature, gsize length, gboolean with_chain, GError **error)
{
  const YyqPdfCheck *checks[] = { signature->integrity, signature->coverage, with_chain ? signature->chain : NULL };

  if (signature->revision_length != length)
    return refuse (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "the signature does not cover the whole file");
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (checks[i] != NULL && checks[i]->state != YYQ_PDF_CHECK_GOOD)
      return refuse (error, YYQ_PDF_ERROR_BAD_SIGNATURE, checks[i]->reason != NULL ? checks[i]->reason : "not good");
  return TRUE;
}

static gboolean
check_tail (GBytes *tail, GError **error)
{
  return g_bytes_get_size (tail) <= YYQ_PDF_MAX_TAIL || refuse (error, YYQ_PDF_ERROR_TOO_LARGE, "the signature adds too many bytes");
}

gboolean
yyq_pdf_check_next_revision (GBytes *base,
                             GBytes *tail,
                             const char *field,
                             YyqTrust *trust,
                             GError **error)
{
  g_autoptr (GBytes) whole = yyq_pdf_join (base, tail);
  g_auto (qpdf_data) before = check_tail (tail, error) && check_limits (whole, error) ? yyq_qpdf_open (base, FALSE, error) : NULL;
  g_auto (qpdf_data) after = before != NULL ? yyq_qpdf_open (whole, FALSE, error) : NULL;
  g_autoptr (YyqPdfReport) report = NULL;
  const YyqPdfSignatureReport *signature;

  if (after == NULL || !check_only_field (before, after, field, error))
    return FALSE;
  report = yyq_pdf_verify (whole, trust, error);
  if (report == NULL)
    return FALSE;
  signature = yyq_pdf_report_find (report, field);
  if (report->problem != NULL || signature == NULL || signature->document_timestamp)
    return refuse (error, YYQ_PDF_ERROR_BAD_SIGNATURE, report->problem != NULL ? report->problem : "no signature");
  return check_verdict (signature, g_bytes_get_size (whole), trust != NULL, error);
}
