/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-case-test.h"

#include <glib/gstdio.h>
#include <string.h>

#include "yyq-openssl.h"
#include "yyq-pdf-verify.h"

/* With a sanitizer, of many only some: shares no divisor with the kinds of files that there are of
 * each case. */
#ifdef __SANITIZE_ADDRESS__
#  define STEP 7
#else
#  define STEP 1
#endif
#define MANY 500

static YyqStructureKit *kit;

/* Everything that the report gives as a reason. */
static char *
all_reasons (const YyqPdfReport *report)
{
  GString *text = g_string_new (report->problem);

  for (guint i = 0; i < report->signatures->len; i++) {
    const YyqPdfSignatureReport *signature = g_ptr_array_index (report->signatures, i);
    const YyqPdfCheck *checks[] = { signature->integrity, signature->coverage, signature->chain };
    g_autofree char *changes = g_strjoinv ("; ", signature->changes);

    for (guint j = 0; j < G_N_ELEMENTS (checks); j++)
      if (checks[j]->reason != NULL)
        g_string_append_printf (text, "; %s", checks[j]->reason);
    g_string_append_printf (text, "; %s", changes);
  }
  return g_string_free (text, FALSE);
}

/* (transfer full): the verdict, or "refused"; puts the reasons into @why, and what came behind the
 * oldest signature into @later. */
static char *
judge (GBytes *pdf, char **why, YyqPdfLater *later)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPdfReport) report = yyq_pdf_verify (pdf, kit->trust, &error);

  *why = report != NULL ? all_reasons (report) : g_strdup (error->message);
  *later = report != NULL && report->signatures->len > 0
             ? ((YyqPdfSignatureReport *) g_ptr_array_index (report->signatures, 0))->later
             : 0;
  return g_strdup (report != NULL ? yyq_pdf_verdict_to_string (report->verdict) : "refused");
}

static gboolean
is_right (const YyqCase *self, const char *verdict)
{
  if (g_str_equal (self->expect, "bad"))
    return g_str_equal (verdict, "invalid") || g_str_equal (verdict, "refused");
  return g_str_equal (self->expect, verdict);
}

static char *
words (YyqPdfLater later)
{
  g_auto (GStrv) list = yyq_pdf_later_list (later);

  return g_strjoinv (", ", list);
}

static void
test_case (gconstpointer data)
{
  const YyqCase *self = data;
  YyqPdfLater later;
  g_autofree char *why = NULL;
  g_autofree char *verdict = judge (self->pdf, &why, &later);
  g_autofree char *named = words (later);
  g_autofree char *expected = words (self->later);

  g_test_message ("%s: %s", verdict, why);
  if (!is_right (self, verdict))
    g_assert_cmpstr (verdict, ==, self->expect);
  if (self->clue != NULL)
    g_assert_nonnull (strstr (why, self->clue));
  if (self->named)
    g_assert_cmpstr (named, ==, expected);
}

static char *
file_name (const YyqCase *self)
{
  g_autofree char *name = g_strcanon (
    g_strdup (self->name), "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", '_');

  return g_strconcat (name, ".pdf", NULL);
}

static const char *
index_word (const YyqCase *self)
{
  if (g_str_equal (self->expect, "valid") || g_str_equal (self->expect, "incomplete"))
    return "good";
  return g_str_equal (self->expect, "indeterminate") ? "unknown" : "bad";
}

static void
write_root (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "root.crt", NULL);
  g_autoptr (GBytes) der = yyq_test_pki_root_der (kit->pki);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (der, NULL),
                                      (gssize) g_bytes_get_size (der), NULL));
}

static int
write_all (const char *folder, GPtrArray *cases)
{
  g_autoptr (GString) index = g_string_new (NULL);
  g_autofree char *index_path = g_build_filename (folder, "INDEX", NULL);

  g_mkdir_with_parents (folder, 0755);
  for (guint i = 0; i < cases->len; i++) {
    const YyqCase *self = g_ptr_array_index (cases, i);
    g_autofree char *name = file_name (self);
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_assert_true (g_file_set_contents (path, g_bytes_get_data (self->pdf, NULL),
                                        (gssize) g_bytes_get_size (self->pdf), NULL));
    g_string_append_printf (index, "%s|%s|%s\n", name, index_word (self), self->name);
  }
  write_root (folder);
  g_assert_true (g_file_set_contents (index_path, index->str, (gssize) index->len, NULL));
  return 0;
}

static int
check_all (const char *path, GPtrArray *cases)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint wrong = 0;

  for (guint i = 0; i < cases->len; i++) {
    const YyqCase *self = g_ptr_array_index (cases, i);
    g_autofree char *why = NULL;
    YyqPdfLater later;
    g_autofree char *verdict = judge (self->pdf, &why, &later);
    g_autofree char *named = words (later);

    if (is_right (self, verdict) && (self->clue == NULL || strstr (why, self->clue) != NULL) &&
        (!self->named || later == self->later))
      continue;
    wrong++;
    g_string_append_printf (text, "%s | %s | %s | %s | later: %s\n", self->name, self->expect,
                            verdict, g_strdelimit (why, "\n", ' '), named);
  }
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  g_print ("%u of %u as expected\n", cases->len - wrong, cases->len);
  return wrong > 0;
}

static void
add_tests (const char *group, GPtrArray *cases)
{
  for (guint i = 0; i<cases->len; i += cases->len> MANY ? STEP : 1) {
    const YyqCase *self = g_ptr_array_index (cases, i);
    g_autofree char *name = g_strdelimit (g_strdup (self->name), "/", '\'');
    g_autofree char *path = g_strdup_printf ("/pdf/%s/%s", group, name);

    g_test_add_data_func (path, self, test_case);
  }
}

int
yyq_case_test_run (const char *group, YyqStructureKit *the_kit, GPtrArray *cases, int argc,
                   char **argv)
{
  kit = the_kit;
  if (argc == 3 && g_str_equal (argv[1], "--write"))
    return write_all (argv[2], cases);
  if (argc == 3 && g_str_equal (argv[1], "--check"))
    return check_all (argv[2], cases);
  /* Each is told of, not only the first that is wrong. */
  g_test_set_nonfatal_assertions ();
  add_tests (group, cases);
  return g_test_run ();
}
