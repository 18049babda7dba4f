/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <sys/stat.h>

#include "yyq-ctl-console.h"
#include "yyq-ctl-file.h"
#include "yyq-ctl-ukey.h"
#include "yyq-ctl.h"
#include "yyq-error.h"
#include "yyq-http-timestamper.h"
#include "yyq-pdf-sign.h"
#include "yyq-pdf-verify.h"
#include "yyq-ukey-signer.h"

#define SEAL_DIAMETER_MM 42 /* of a company, 国发〔1999〕25号 */
#define SEAL_DIAMETER_MAX_MM 60

typedef struct {
  YyqCtlUkeyChoice choice;
  int pin_fd;
  char *field;        /* (nullable): the only empty one */
  char *reason;       /* (nullable) */
  char *tsa;          /* (nullable): URL */
  char *seal_company; /* (nullable): nothing is shown */
  char *seal_title;
  char *seal_code;
  double seal_diameter;
} Options;

static void
options_clear (Options *options)
{
  yyq_ctl_ukey_choice_clear (&options->choice);
  g_free (options->field);
  g_free (options->reason);
  g_free (options->tsa);
  g_free (options->seal_company);
  g_free (options->seal_title);
  g_free (options->seal_code);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static char *
only_empty_field (const YyqPdfReport *report, GError **error)
{
  guint n = report->empty_fields != NULL ? g_strv_length (report->empty_fields) : 0;
  g_autofree char *names = NULL;

  if (n == 1)
    return g_strdup (report->empty_fields[0]);
  if (n == 0) {
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_NO_FIELD,
                         _ ("the file has no empty signature field"));
    return NULL;
  }
  names = g_strjoinv (", ", report->empty_fields);
  g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_NO_FIELD, _ ("choose one with --field: %s"),
               names);
  return NULL;
}

/* (transfer full): where to sign. A file that is broken already must not get one more signature. */
static char *
find_field (const Options *options, GBytes *pdf, GError **error)
{
  g_autoptr (YyqPdfReport) report = yyq_pdf_verify (pdf, NULL, error);
  g_autofree char *field = NULL;

  if (report == NULL)
    return NULL;
  if (report->verdict == YYQ_PDF_VERDICT_INVALID) {
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_BAD_SIGNATURE, "%s",
                 report->problem != NULL
                   ? report->problem
                   : _ ("a signature that the file has already is not valid"));
    return NULL;
  }
  field = options->field != NULL ? g_strdup (options->field) : only_empty_field (report, error);
  return field != NULL && yyq_pdf_check_may_sign (pdf, field, error) ? g_steal_pointer (&field)
                                                                     : NULL;
}

/* (transfer full) (nullable): also without @error, for a token with a PIN pad. */
static YyqSecret *
read_pin (const Options *options, YyqUkey *ukey, YyqUkeyCertificate *certificate, GError **error)
{
  g_autofree char *prompt = NULL;

  if (yyq_ukey_get_pinpad (ukey)) {
    g_printerr ("%s\n", _ ("Type the PIN on the UKey."));
    return NULL;
  }
  if (yyq_ukey_get_pin_state (ukey) == YYQ_UKEY_PIN_FINAL)
    g_printerr ("%s\n", _ ("One more wrong PIN locks this UKey."));
  prompt = g_strdup_printf (_ ("PIN of %s (%s): "), yyq_ukey_get_label (ukey),
                            yyq_ukey_certificate_get_subject_cn (certificate));
  return yyq_ctl_read_secret (options->pin_fd, prompt, error);
}

static YyqPdfAppearance *
make_appearance (const Options *options)
{
  YyqSealSpec seal = {
    .company = options->seal_company,
    .title = options->seal_title,
    .code = options->seal_code,
    .diameter_mm = options->seal_diameter,
    .star = TRUE,
  };

  return options->seal_company != NULL ? yyq_pdf_appearance_new_seal (&seal) : NULL;
}

/* (transfer full): @pdf with the signature behind it. */
static GBytes *
sign_bytes (const Options *options, GBytes *pdf, const char *field, YyqSigner *signer,
            const char *name, GError **error)
{
  g_autoptr (YyqPdfAppearance) appearance = make_appearance (options);
  g_autoptr (YyqTimestamper) timestamper =
    options->tsa != NULL ? yyq_http_timestamper_new (options->tsa, 0, NULL) : NULL;
  YyqPdfSignOptions sign = {
    .field = field, .appearance = appearance, .reason = options->reason, .name = name
  };
  g_autoptr (GBytes) tail = yyq_pdf_sign (pdf, &sign, signer, timestamper, NULL, error);

  return tail != NULL ? yyq_pdf_join (pdf, tail) : NULL;
}

static GBytes *
sign_with (const Options *options, YyqUkeyManager *manager, GBytes *pdf, GError **error)
{
  g_autoptr (YyqUkey) ukey = NULL;
  g_autoptr (YyqUkeyCertificate) certificate = NULL;
  g_autoptr (YyqSecret) pin = NULL;
  g_autoptr (YyqSigner) signer = NULL;
  g_autofree char *field = find_field (options, pdf, error);

  /* Everything that can be wrong with the file is found before somebody types a PIN. */
  if (field == NULL || !yyq_ctl_ukey_choose (manager, &options->choice, &ukey, &certificate, error))
    return NULL;
  pin = read_pin (options, ukey, certificate, error);
  if (pin == NULL && !yyq_ukey_get_pinpad (ukey))
    return NULL;
  signer = yyq_ukey_signer_new (manager, ukey, certificate, pin);
  return sign_bytes (options, pdf, field, signer, yyq_ukey_certificate_get_subject_cn (certificate),
                     error);
}

/* The signed file is one more document; who has only the result cannot go back. */
static gboolean
is_same_file (const char *in, const char *out)
{
  struct stat one, other;

  return stat (in, &one) == 0 && stat (out, &other) == 0 && one.st_dev == other.st_dev &&
         one.st_ino == other.st_ino;
}

/* Elsewhere a signature waits for its time stamp; here nobody keeps it. */
static void
complain (const char *subject, const GError *error)
{
  if (!g_error_matches (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TIMESTAMP)) {
    yyq_ctl_complain (subject, error);
    return;
  }
  g_printerr ("%s: %s (%s)\n", subject, _ ("The time-stamp authority gave no time stamp"),
              error->message);
  g_printerr ("%s\n",
              _ ("Nothing was written, and the signature was thrown away. Check the address after "
                 "--tsa and the network, and sign again later or with another authority."));
}

static int
sign (const Options *options, const char *in, const char *out)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = yyq_ctl_file_read (in, &error);
  g_autoptr (GBytes) result = NULL;
  g_autoptr (YyqUkeyManager) manager = NULL;

  if (pdf != NULL) {
    manager = yyq_ctl_ukey_open (&options->choice);
    result = sign_with (options, manager, pdf, &error);
    yyq_ukey_manager_stop (manager);
  }
  if (result == NULL || !yyq_ctl_file_write (out, result, &error)) {
    complain (result == NULL ? in : out, error);
    return YYQ_CTL_FAILED;
  }
  if (options->tsa == NULL)
    g_printerr ("%s\n", _ ("Signed without a time stamp: the time of signing is only a claim."));
  g_print ("%s\n", out);
  return YYQ_CTL_OK;
}

static gboolean
check (const Options *options)
{
  if (!(options->seal_diameter > 0 && options->seal_diameter <= SEAL_DIAMETER_MAX_MM)) {
    g_printerr (_ ("A seal is at most %d mm across."), SEAL_DIAMETER_MAX_MM);
    g_printerr ("\n");
    return FALSE;
  }
  return TRUE;
}

static int
parse_and_sign (Options *options, int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "module", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->choice.modules,
      N_ ("PKCS#11 driver to use, instead of those installed; may be repeated"), N_ ("PATH") },
    { "token", 0, 0, G_OPTION_ARG_STRING, &options->choice.token,
      N_ ("label or serial number of the UKey"), N_ ("TEXT") },
    { "cert", 0, 0, G_OPTION_ARG_STRING, &options->choice.certificate,
      N_ ("SHA-256 of the certificate, or its beginning; see “yyqctl tokens”"), N_ ("HEX") },
    { "pin-fd", 0, 0, G_OPTION_ARG_INT, &options->pin_fd,
      N_ ("descriptor to read the PIN from, instead of asking at the terminal"), N_ ("N") },
    { "field", 0, 0, G_OPTION_ARG_STRING, &options->field,
      N_ ("signature field; not needed when only one is empty"), N_ ("NAME") },
    { "tsa", 0, 0, G_OPTION_ARG_STRING, &options->tsa,
      N_ ("time-stamp authority (RFC 3161); without it the time is only a claim"), N_ ("URL") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &options->reason, N_ ("reason to note in the signature"),
      N_ ("TEXT") },
    { "seal-company", 0, 0, G_OPTION_ARG_STRING, &options->seal_company,
      N_ ("show a round seal with this company name"), N_ ("TEXT") },
    { "seal-title", 0, 0, G_OPTION_ARG_STRING, &options->seal_title, N_ ("line below the star"),
      N_ ("TEXT") },
    { "seal-code", 0, 0, G_OPTION_ARG_STRING, &options->seal_code, N_ ("number on the lower arc"),
      N_ ("TEXT") },
    { "seal-diameter", 0, 0, G_OPTION_ARG_DOUBLE, &options->seal_diameter, N_ ("42 if not given"),
      N_ ("MM") },
    { NULL },
  };

  if (!yyq_ctl_parse (entries, _ ("IN.pdf OUT.pdf"),
                      _ ("Signs an empty signature field of a PDF (PAdES) with a UKey.\nOUT is "
                         "written whole or not at all; it must be another file than IN."),
                      &argc, &argv, 2, 2) ||
      !check (options))
    return YYQ_CTL_FAILED;
  if (is_same_file (argv[1], argv[2])) {
    g_printerr (_ ("%s: the input is not overwritten; give another name for the signed file."),
                argv[2]);
    g_printerr ("\n");
    return YYQ_CTL_FAILED;
  }
  return sign (options, argv[1], argv[2]);
}

int
yyq_ctl_sign (int argc, char **argv)
{
  g_auto (Options) options = { .pin_fd = -1, .seal_diameter = SEAL_DIAMETER_MM };

  return parse_and_sign (&options, argc, argv);
}
