/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <openssl/pem.h>
#include <string.h>

#include "pdf-samples.h"
#include "yyq-attack-files.h"
#include "yyq-ctl-run.h"
#include "yyq-error-text.h"
#include "yyq-hostile-files.h"
#include "yyq-openssl.h"
#include "yyq-test-identity.h"

typedef struct {
  char *folder;
  YyqAttackKit *kit;
  char *root; /* path of the trusted certificate */
  char *complete;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) root = NULL;

  self->folder = g_dir_make_tmp ("yyq-ctl-XXXXXX", NULL);
  self->kit = yyq_attack_kit_new ();
  root = yyq_test_pki_root_der (self->kit->pki);
  self->root = yyq_ctl_put_file (self->folder, "root.der", root);
  self->complete = yyq_ctl_put_file (self->folder, "complete.pdf", self->kit->complete);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yyq_test_remove_tree (self->folder);
  yyq_attack_kit_free (self->kit);
  g_free (self->folder);
  g_free (self->root);
  g_free (self->complete);
}

#define RUN(...) yyq_ctl_run (NULL, (const char *const[]){ __VA_ARGS__, NULL })

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  return node;
}

static void
test_valid (Fixture *self, gconstpointer data)
{
  g_autoptr (YyqCtlResult) result = RUN ("verify", "--json", "--trust", self->root, self->complete);
  g_autoptr (JsonNode) root = parse (result->out);
  JsonObject *report = json_node_get_object (root);
  JsonArray *signatures = json_object_get_array_member (report, "signatures");
  JsonObject *employer = json_array_get_object_element (signatures, 1);
  static const char *const members[] = { "field",     "signer",      "subfilter", "level",
                                         "signed_at", "timestamped", "integrity", "coverage",
                                         "chain",     "changes" };

  g_assert_cmpint (result->status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (report, "verdict"), ==, "valid");
  g_assert_cmpuint (json_array_get_length (signatures), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_true (json_object_has_member (employer, members[i]));
  g_assert_cmpstr (json_object_get_string_member (employer, "field"), ==, "employer");
  g_assert_cmpstr (json_object_get_string_member (employer, "level"), ==, "B-T");
  g_assert_cmpstr (json_object_get_string_member (employer, "chain"), ==, "good");
  g_assert_true (json_object_get_boolean_member (employer, "timestamped"));
}

static void
test_no_trust (Fixture *self, gconstpointer data)
{
  g_autoptr (YyqCtlResult) result = RUN ("verify", "--json", self->complete);
  g_autoptr (YyqCtlResult) words = RUN ("verify", self->complete);
  g_autoptr (JsonNode) root = parse (result->out);

  g_assert_cmpint (result->status, ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "verdict"), ==,
                   "indeterminate");
  g_assert_cmpint (words->status, ==, 1);
  g_assert_nonnull (strstr (words->complaints, "--trust"));
}

static void
test_partial (Fixture *self, gconstpointer data)
{
  g_autofree char *first = yyq_ctl_put_file (self->folder, "first.pdf", self->kit->first);
  g_autofree char *composed = yyq_ctl_put_file (self->folder, "composed.pdf", self->kit->composed);
  g_autoptr (YyqCtlResult) strict = RUN ("verify", "--json", "--trust", self->root, first);
  g_autoptr (YyqCtlResult) lenient =
    RUN ("verify", "--allow-partial", "--trust", self->root, first);
  g_autoptr (YyqCtlResult) unsigned_file =
    RUN ("verify", "--allow-partial", "--trust", self->root, composed);
  g_autoptr (JsonNode) root = parse (strict->out);

  g_assert_cmpint (strict->status, ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "verdict"), ==,
                   "incomplete");
  g_assert_cmpint (lenient->status, ==, 0);
  g_assert_cmpint (unsigned_file->status, ==, 1);
}

static void
test_expected (Fixture *self, gconstpointer data)
{
  g_autofree char *first = yyq_ctl_put_file (self->folder, "first.pdf", self->kit->first);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->kit->complete);
  g_autoptr (YyqCtlResult) right =
    RUN ("verify", "--expect-sha256", sha256, "--trust", self->root, self->complete);
  g_autoptr (YyqCtlResult) cut =
    RUN ("verify", "--allow-partial", "--expect-sha256", sha256, "--trust", self->root, first);
  g_autoptr (YyqCtlResult) nonsense =
    RUN ("verify", "--expect-sha256", "abc", "--trust", self->root, self->complete);

  g_assert_cmpint (right->status, ==, 0);
  g_assert_cmpint (cut->status, ==, 1);
  g_assert_cmpint (nonsense->status, ==, 2);
}

static void
test_unreadable (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) letter = g_bytes_new_static ("Dear Sir or Madam", 17);
  g_autofree char *empty_path = yyq_ctl_put_file (self->folder, "empty.pdf", empty);
  g_autofree char *letter_path = yyq_ctl_put_file (self->folder, "letter.pdf", letter);
  const char *const paths[] = { empty_path, letter_path, self->folder, "/nowhere/at/all.pdf" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autoptr (YyqCtlResult) result = RUN ("verify", "--json", "--trust", self->root, paths[i]);

    g_assert_cmpint (result->status, ==, 2);
    g_assert_cmpstr (result->out, ==, "");
    g_assert_cmpstr (result->complaints, !=, "");
  }
}

static void
run_attacks (Fixture *self, const YyqAttack *attack)
{
  for (; attack->name != NULL; attack++) {
    g_autoptr (GBytes) pdf = attack->make (self->kit);
    g_autofree char *path = yyq_ctl_put_file (self->folder, "attack.pdf", pdf);
    g_autoptr (YyqCtlResult) result = RUN ("verify", "--trust", self->root, path);
    gboolean control = g_strcmp0 (attack->expect, "valid") == 0;

    if (control ? result->status != 0 : result->status != 1 && result->status != 2)
      g_error ("%s: exit code %d", attack->name, result->status);
  }
}

static void
test_attacks (Fixture *self, gconstpointer data)
{
  run_attacks (self, yyq_attacks);
  run_attacks (self, yyq_cms_attacks);
}

/* The words are those of the reason, and the process is not ended by its limits. */
static void
test_hostile (Fixture *self, gconstpointer data)
{
  for (const YyqHostileFile *file = yyq_hostile_files; file->name != NULL; file++) {
    g_autoptr (GBytes) pdf = file->make ();
    g_autofree char *path = yyq_ctl_put_file (self->folder, "hostile.pdf", pdf);
    g_autoptr (GError) error = g_error_new_literal (YYQ_PDF_ERROR, (int) file->code, "");
    g_autoptr (YyqErrorText) text = yyq_error_text_new (error);
    g_autoptr (YyqCtlResult) result = RUN ("verify", "--json", "--trust", self->root, path);

    g_test_message ("%s", file->name);
    g_assert_cmpint (result->status, ==, 2);
    g_assert_cmpstr (result->out, ==, "");
    g_assert_nonnull (strstr (result->complaints, text->what));
    g_assert_nonnull (strstr (result->complaints, text->next));
  }
}

static void
test_usage (Fixture *self, gconstpointer data)
{
  g_autoptr (YyqCtlResult) no_file = RUN ("verify");
  g_autoptr (YyqCtlResult) two_files = RUN ("verify", self->complete, self->complete);
  g_autoptr (YyqCtlResult) unknown_option = RUN ("verify", "--lenient", self->complete);
  g_autoptr (YyqCtlResult) unknown_command = RUN ("varify", self->complete);
  g_autoptr (YyqCtlResult) no_trust_file =
    RUN ("verify", "--trust", "/nowhere.pem", self->complete);
  g_autoptr (YyqCtlResult) no_certificate =
    RUN ("verify", "--trust", self->complete, self->complete);
  g_autoptr (YyqCtlResult) version = RUN ("--version");
  g_autoptr (YyqCtlResult) help = RUN ("verify", "--help");

  g_assert_cmpint (no_file->status, ==, 2);
  g_assert_nonnull (strstr (no_file->complaints, "Usage:"));
  g_assert_cmpint (two_files->status, ==, 2);
  g_assert_cmpint (unknown_option->status, ==, 2);
  g_assert_nonnull (strstr (unknown_option->complaints, "--lenient"));
  g_assert_cmpint (unknown_command->status, ==, 2);
  g_assert_cmpint (no_trust_file->status, ==, 2);
  g_assert_cmpint (no_certificate->status, ==, 2);
  g_assert_cmpint (version->status, ==, 0);
  g_assert_true (g_str_has_prefix (version->out, "yyqctl "));
  g_assert_cmpint (help->status, ==, 0);
  g_assert_nonnull (strstr (help->out, "--expect-sha256"));
}

/* Roots are mostly given as PEM, for time stamps too. */
static void
test_pem (Fixture *self, gconstpointer data)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());
  g_autoptr (GBytes) pem = NULL;
  g_autofree char *path = NULL;
  char *text = NULL;
  long length;

  PEM_write_bio_X509 (bio, self->kit->pki->root);
  length = BIO_get_mem_data (bio, &text);
  pem = g_bytes_new (text, (gsize) length);
  path = yyq_ctl_put_file (self->folder, "root.pem", pem);
  {
    g_autoptr (YyqCtlResult) result =
      RUN ("verify", "--trust", path, "--trust-tsa", path, self->complete);

    g_assert_cmpint (result->status, ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(sentence, function) \
  g_test_add ("/ctl/verify/" sentence, Fixture, NULL, set_up, function, tear_down)
  ADD ("a good contract exits with 0 and says why in JSON", test_valid);
  ADD ("without trust the exit code is 1", test_no_trust);
  ADD ("an unsigned field needs --allow-partial", test_partial);
  ADD ("--expect-sha256 notices a cut-back file", test_expected);
  ADD ("what cannot be read exits with 2", test_unreadable);
  ADD ("every attack exits with 1 or 2", test_attacks);
  ADD ("files made to take memory exit with 2 and clear words", test_hostile);
  ADD ("wrong usage exits with 2 and help with 0", test_usage);
  ADD ("roots may be PEM", test_pem);
  return g_test_run ();
}
