/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-report.h"

#include <glib/gi18n.h>

GType
yyq_pdf_verdict_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { YYQ_PDF_VERDICT_VALID, "YYQ_PDF_VERDICT_VALID", "valid" },
    { YYQ_PDF_VERDICT_INVALID, "YYQ_PDF_VERDICT_INVALID", "invalid" },
    { YYQ_PDF_VERDICT_INDETERMINATE, "YYQ_PDF_VERDICT_INDETERMINATE", "indeterminate" },
    { YYQ_PDF_VERDICT_UNSIGNED, "YYQ_PDF_VERDICT_UNSIGNED", "unsigned" },
    { YYQ_PDF_VERDICT_INCOMPLETE, "YYQ_PDF_VERDICT_INCOMPLETE", "incomplete" },
    { 0 },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("YyqPdfVerdict", values));
  return type;
}

const char *
yyq_pdf_verdict_to_string (YyqPdfVerdict verdict)
{
  GEnumClass *klass = g_type_class_ref (YYQ_TYPE_PDF_VERDICT);
  const GEnumValue *value = g_enum_get_value (klass, (int) verdict);
  const char *nick = value != NULL ? value->value_nick : NULL;

  g_type_class_unref (klass);
  return nick;
}

void
yyq_pdf_signature_report_free (YyqPdfSignatureReport *self)
{
  g_free (self->field);
  g_free (self->signer);
  g_free (self->subfilter);
  g_free (self->level);
  yyq_pdf_check_free (self->integrity);
  yyq_pdf_check_free (self->coverage);
  yyq_pdf_check_free (self->chain);
  g_strfreev (self->changes);
  g_strfreev (self->remarks);
  g_clear_pointer (&self->certificate, g_bytes_unref);
  g_free (self);
}

G_DEFINE_BOXED_TYPE (YyqPdfReport, yyq_pdf_report, yyq_pdf_report_ref, yyq_pdf_report_unref)

YyqPdfReport *
yyq_pdf_report_new (void)
{
  YyqPdfReport *self = g_new0 (YyqPdfReport, 1);

  g_atomic_ref_count_init (&self->refs);
  self->verdict = YYQ_PDF_VERDICT_UNSIGNED;
  self->signatures =
    g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_pdf_signature_report_free);
  self->empty_fields = g_new0 (char *, 1);
  return self;
}

YyqPdfReport *
yyq_pdf_report_ref (YyqPdfReport *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
yyq_pdf_report_unref (YyqPdfReport *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->problem);
  g_free (self->doubt);
  g_free (self->loose);
  g_ptr_array_unref (self->signatures);
  g_strfreev (self->empty_fields);
  g_free (self);
}

const YyqPdfSignatureReport *
yyq_pdf_report_find (const YyqPdfReport *self, const char *field)
{
  for (guint i = 0; i < self->signatures->len; i++) {
    const YyqPdfSignatureReport *signature = g_ptr_array_index (self->signatures, i);

    if (g_str_equal (signature->field, field))
      return signature;
  }
  return NULL;
}

const char *
yyq_pdf_report_get_profile (const YyqPdfReport *self)
{
  return self->loose == NULL ? "contract" : "foreign";
}

/* The worst of the three answers. */
static YyqPdfCheckState
worst_of (const YyqPdfSignatureReport *signature)
{
  const YyqPdfCheck *checks[] = { signature->integrity, signature->coverage, signature->chain };
  YyqPdfCheckState worst = YYQ_PDF_CHECK_GOOD;

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++) {
    if (checks[i]->state == YYQ_PDF_CHECK_BAD)
      return YYQ_PDF_CHECK_BAD;
    if (checks[i]->state == YYQ_PDF_CHECK_UNKNOWN)
      worst = YYQ_PDF_CHECK_UNKNOWN;
  }
  return worst;
}

void
yyq_pdf_report_conclude (YyqPdfReport *self)
{
  guint people = 0;
  guint unknown = 0;
  gboolean broken = self->problem != NULL;

  for (guint i = 0; i < self->signatures->len; i++) {
    const YyqPdfSignatureReport *signature = g_ptr_array_index (self->signatures, i);
    YyqPdfCheckState worst = worst_of (signature);

    people += !signature->document_timestamp;
    unknown += worst == YYQ_PDF_CHECK_UNKNOWN;
    broken = broken || worst == YYQ_PDF_CHECK_BAD;
  }
  if (broken)
    self->verdict = YYQ_PDF_VERDICT_INVALID;
  else if (people == 0)
    self->verdict = YYQ_PDF_VERDICT_UNSIGNED;
  else if (unknown > 0 || self->doubt != NULL)
    self->verdict = YYQ_PDF_VERDICT_INDETERMINATE;
  else
    self->verdict =
      self->empty_fields[0] != NULL ? YYQ_PDF_VERDICT_INCOMPLETE : YYQ_PDF_VERDICT_VALID;
}

static const char *
verdict_text (YyqPdfVerdict verdict)
{
  switch (verdict) {
  case YYQ_PDF_VERDICT_VALID:
    return _ ("All signatures are valid.");
  case YYQ_PDF_VERDICT_INVALID:
    return _ ("At least one signature is not valid.");
  case YYQ_PDF_VERDICT_INDETERMINATE:
    return _ ("Nothing is broken, but not everything is proven.");
  case YYQ_PDF_VERDICT_UNSIGNED:
    return _ ("Nobody has signed.");
  case YYQ_PDF_VERDICT_INCOMPLETE:
    return _ ("All signatures are valid, but not everyone has signed yet.");
  default:
    g_return_val_if_reached ("");
  }
}

static void
append_check (GString *text, const char *title, const YyqPdfCheck *check)
{
  const char *word = check->state == YYQ_PDF_CHECK_GOOD  ? _ ("good")
                     : check->state == YYQ_PDF_CHECK_BAD ? _ ("bad")
                                                         : _ ("unknown");

  g_string_append_printf (text, "  %s: %s", title, word);
  if (check->reason != NULL)
    g_string_append_printf (text, " (%s)", check->reason);
  g_string_append_c (text, '\n');
}

static void
append_revocation (GString *text, const YyqRevocation *revocation)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (revocation->produced_at / 1000);
  g_autofree char *when = date != NULL ? g_date_time_format (date, "%F %T %z") : g_strdup ("-");
  const char *word = revocation->state == YYQ_REVOCATION_GOOD        ? _ ("not revoked")
                     : revocation->state == YYQ_REVOCATION_REVOKED   ? _ ("revoked")
                     : revocation->state == YYQ_REVOCATION_SUSPENDED ? _ ("suspended")
                                                                     : _ ("unknown");

  g_string_append_printf (text, "  %s: %s", _ ("Revocation"), word);
  if (revocation->source != NULL) {
    g_autofree char *source =
      g_strdup_printf (g_str_equal (revocation->source, "crl") ? _ ("revocation list of %s")
                                                               : _ ("OCSP answer of %s"),
                       when);

    g_string_append_printf (text, " (%s)", source);
  }
  g_string_append_c (text, '\n');
}

static void
append_signature (GString *text, const YyqPdfSignatureReport *signature)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (signature->signed_at / 1000);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *later = yyq_pdf_later_to_words (signature->later);
  g_autofree char *at = local != NULL && signature->signed_at != 0
                          ? g_date_time_format (local, "%F %T %z")
                          : g_strdup ("-");

  g_string_append_printf (text, "%s: %s, %s, %s\n", signature->field,
                          signature->signer != NULL ? signature->signer : _ ("unknown signer"), at,
                          signature->timestamped ? _ ("time stamped") : _ ("no proven time"));
  append_check (text, _ ("Integrity"), signature->integrity);
  append_check (text, _ ("Coverage"), signature->coverage);
  append_check (text, _ ("Certificate"), signature->chain);
  append_revocation (text, &signature->revocation);
  for (char **remark = signature->remarks; remark != NULL && *remark != NULL; remark++)
    g_string_append_printf (text, "  %s: %s\n", _ ("Left out of account"), *remark);
  if (signature->later != 0)
    g_string_append_printf (text, "  %s: %s\n", _ ("Permitted later"), later);
  for (char **path = signature->changes; path != NULL && *path != NULL; path++)
    g_string_append_printf (text, "    %s\n", *path);
}

char *
yyq_pdf_report_to_text (const YyqPdfReport *self)
{
  GString *text = g_string_new (verdict_text (self->verdict));

  g_string_append_c (text, '\n');
  if (self->problem != NULL)
    g_string_append_printf (text, "%s\n", self->problem);
  if (self->doubt != NULL)
    g_string_append_printf (text, "%s\n", self->doubt);
  if (self->signatures->len > 0)
    g_string_append_printf (text, "%s: %s\n", _ ("Profile"), yyq_pdf_report_get_profile (self));
  for (guint i = 0; i < self->signatures->len; i++)
    append_signature (text, g_ptr_array_index (self->signatures, i));
  return g_string_free (text, FALSE);
}
