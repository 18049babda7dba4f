/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/resource.h>

#include "yyq-ctl-console.h"
#include "yyq-ctl-file.h"
#include "yyq-ctl.h"
#include "yyq-pdf-verify.h"

#define MEMORY (2UL * 1024 * 1024 * 1024) /* bytes of address space */
#define CPU_S 60

typedef struct {
  gboolean json;
  gboolean allow_partial;
  char **trust;     /* (nullable): paths */
  char **tsa_trust; /* (nullable): paths */
  char *sha256;     /* (nullable) */
} Options;

static void
options_clear (Options *options)
{
  g_strfreev (options->trust);
  g_strfreev (options->tsa_trust);
  g_free (options->sha256);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
add_text (JsonBuilder *json, const char *name, const char *value)
{
  json_builder_set_member_name (json, name);
  if (value != NULL)
    json_builder_add_string_value (json, value);
  else
    json_builder_add_null_value (json);
}

static void
add_texts (JsonBuilder *json, const char *name, const char *const *values)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (; values != NULL && *values != NULL; values++)
    json_builder_add_string_value (json, *values);
  json_builder_end_array (json);
}

/* Why a check is not good stands beside its state, so that "chain" itself stays one word. */
static void
add_check (JsonBuilder *json, const char *name, const YyqPdfCheck *check, GPtrArray *reasons)
{
  add_text (json, name, yyq_pdf_check_state_to_string (check->state));
  if (check->state != YYQ_PDF_CHECK_GOOD && check->reason != NULL)
    g_ptr_array_add (reasons, g_strdup_printf ("%s: %s", name, check->reason));
}

/* In the words of EN 319 102-1, for programs. */
static void
add_indications (JsonBuilder *json, const YyqPdfSignatureReport *signature)
{
  const YyqPdfCheck *const checks[] = { signature->integrity, signature->coverage,
                                        signature->chain };

  json_builder_set_member_name (json, "indications");
  json_builder_begin_array (json);
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    if (checks[i]->indication != YYQ_PDF_INDICATION_NONE)
      json_builder_add_string_value (json, yyq_pdf_indication_to_string (checks[i]->indication));
  json_builder_end_array (json);
}

static void
add_time (JsonBuilder *json, const char *name, gint64 ms)
{
  json_builder_set_member_name (json, name);
  if (ms != 0)
    json_builder_add_int_value (json, ms);
  else
    json_builder_add_null_value (json);
}

static void
add_revocation (JsonBuilder *json, const YyqRevocation *revocation)
{
  json_builder_set_member_name (json, "revocation");
  json_builder_begin_object (json);
  add_text (json, "status", yyq_revocation_state_to_string (revocation->state));
  add_text (json, "source", revocation->source);
  add_time (json, "produced_at", revocation->produced_at);
  add_time (json, "revoked_at", revocation->revoked_at);
  json_builder_end_object (json);
}

static void
add_signature (JsonBuilder *json, const YyqPdfSignatureReport *signature)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) later = yyq_pdf_later_list (signature->later);

  json_builder_begin_object (json);
  add_text (json, "field", signature->field);
  add_text (json, "signer", signature->signer);
  add_text (json, "subfilter", signature->subfilter);
  add_text (json, "level", signature->level);
  add_time (json, "signed_at", signature->signed_at);
  json_builder_set_member_name (json, "timestamped");
  json_builder_add_boolean_value (json, signature->timestamped);
  add_check (json, "integrity", signature->integrity, reasons);
  add_check (json, "coverage", signature->coverage, reasons);
  add_check (json, "chain", signature->chain, reasons);
  add_indications (json, signature);
  add_revocation (json, &signature->revocation);
  add_texts (json, "remarks", (const char *const *) signature->remarks);
  add_texts (json, "later", (const char *const *) later);
  add_texts (json, "changes", (const char *const *) signature->changes);
  g_ptr_array_add (reasons, NULL);
  add_texts (json, "reasons", (const char *const *) reasons->pdata);
  json_builder_end_object (json);
}

static void
print_as_json (const YyqPdfReport *report)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  add_text (json, "verdict", yyq_pdf_verdict_to_string (report->verdict));
  if (report->signatures->len > 0) {
    add_text (json, "profile", yyq_pdf_report_get_profile (report));
    add_text (json, "not_contract_because", report->loose);
  }
  json_builder_set_member_name (json, "signatures");
  json_builder_begin_array (json);
  for (guint i = 0; i < report->signatures->len; i++)
    add_signature (json, report->signatures->pdata[i]);
  json_builder_end_array (json);
  add_texts (json, "empty_fields", (const char *const *) report->empty_fields);
  if (report->problem != NULL)
    add_text (json, "problem", report->problem);
  if (report->doubt != NULL)
    add_text (json, "doubt", report->doubt);
  json_builder_end_object (json);
  yyq_ctl_print_json (json);
}

static gboolean
add_roots (YyqTrust *trust, char **paths, YyqTrustPurpose purpose, GError **error)
{
  for (char **path = paths; path != NULL && *path != NULL; path++) {
    g_autoptr (GBytes) bytes = yyq_ctl_file_read (*path, error);

    if (bytes == NULL)
      return FALSE;
    if (!yyq_trust_add (trust, purpose, bytes, NULL, error)) {
      g_prefix_error (error, "%s: ", *path);
      return FALSE;
    }
  }
  return TRUE;
}

/* Who names one list only means it for both. */
static gboolean
fill_trust (const Options *options, YyqTrust *trust, GError **error)
{
  char **tsa = options->tsa_trust != NULL ? options->tsa_trust : options->trust;

  return add_roots (trust, options->trust, YYQ_TRUST_SIGNER, error) &&
         add_roots (trust, tsa, YYQ_TRUST_TIMESTAMPING, error);
}

/* A file that was cut back to an earlier signature is a true document: only its hash tells. */
static gboolean
is_expected (const Options *options, GBytes *pdf, YyqPdfReport *report)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, pdf);

  if (options->sha256 == NULL || g_ascii_strcasecmp (options->sha256, sha256) == 0)
    return TRUE;
  report->verdict = YYQ_PDF_VERDICT_INVALID;
  g_free (report->problem);
  report->problem = g_strdup_printf ("the SHA-256 is %s", sha256);
  return FALSE;
}

static int
judge (const Options *options, const YyqPdfReport *report)
{
  if (report->verdict == YYQ_PDF_VERDICT_VALID)
    return YYQ_CTL_OK;
  return report->verdict == YYQ_PDF_VERDICT_INCOMPLETE && options->allow_partial ? YYQ_CTL_OK
                                                                                 : YYQ_CTL_NO;
}

/*
 * Files from anywhere: one that would take the machine's memory or minutes of time ends here with
 * an error of its own. A sanitizer's shadow memory alone is larger than this.
 */
static void
limit_process (void)
{
  const struct rlimit time = { CPU_S, CPU_S + 1 };
#ifndef __SANITIZE_ADDRESS__
  const struct rlimit memory = { MEMORY, MEMORY };

  setrlimit (RLIMIT_AS, &memory);
#endif
  setrlimit (RLIMIT_CPU, &time);
}

static int
verify (const Options *options, const char *path)
{
  g_autoptr (YyqTrust) trust = yyq_trust_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (YyqPdfReport) report = NULL;

  if (!fill_trust (options, trust, &error)) {
    yyq_ctl_complain (NULL, error);
    return YYQ_CTL_FAILED;
  }
  limit_process ();
  pdf = yyq_ctl_file_read (path, &error);
  if (pdf != NULL)
    report = yyq_pdf_verify (pdf, trust, &error);
  if (report == NULL) {
    yyq_ctl_complain (path, error);
    return YYQ_CTL_FAILED;
  }
  is_expected (options, pdf, report);
  if (options->json) {
    print_as_json (report);
  } else {
    g_autofree char *text = yyq_pdf_report_to_text (report);

    g_print ("%s\n", g_strchomp (text));
    if (!yyq_trust_has_any (trust, YYQ_TRUST_SIGNER))
      g_printerr ("%s\n", _ ("No certificate is trusted: name the authority’s root with --trust."));
  }
  return judge (options, report);
}

static gboolean
check (const Options *options)
{
  const char *sha256 = options->sha256;

  if (sha256 == NULL || (strlen (sha256) == 64 && strspn (sha256, "0123456789abcdefABCDEF") == 64))
    return TRUE;
  g_printerr ("%s\n", _ ("A SHA-256 has 64 hexadecimal digits."));
  return FALSE;
}

int
yyq_ctl_verify (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("print JSON"), NULL },
    { "trust", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.trust,
      N_ ("root certificate of signers (PEM or DER); may be repeated"), N_ ("FILE") },
    { "trust-tsa", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.tsa_trust,
      N_ ("root certificate of time-stamp authorities (PEM or DER), when it is another one"),
      N_ ("FILE") },
    { "allow-partial", 0, 0, G_OPTION_ARG_NONE, &options.allow_partial,
      N_ ("accept that somebody has not signed yet"), NULL },
    { "expect-sha256", 0, 0, G_OPTION_ARG_STRING, &options.sha256,
      N_ ("what the file’s SHA-256 must be: the only way to notice that later signatures were cut "
          "off"),
      N_ ("HEX") },
    { NULL },
  };

  if (!yyq_ctl_parse (entries, _ ("FILE"),
                      _ ("Checks all signatures of a PDF.\nExits with 0 when there is at least "
                         "one, every one is good and only permitted additions follow;\n1 when that "
                         "is not so, or nothing is signed; 2 when the file cannot be read."),
                      &argc, &argv, 1, 1) ||
      !check (&options))
    return YYQ_CTL_FAILED;
  return verify (&options, argv[1]);
}
