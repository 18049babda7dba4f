/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf-samples.h"
#include "yyq-attack-files.h"
#include "yyq-hostile-files.h"
#include "yyq-id.h"
#include "yyq-pdf-normalize.h"
#include "yyq-pdf-page-count.h"
#include "yyq-template-document-store.h"
#include "yyq-test-template.h"

/* The PDFs that templates are made of. */

/* A document of one template is none of another's, whoever knows its hash. */
static void
test_foreign_document (YyqTestTemplates *self, gconstpointer data)
{
  g_autoptr (YyqTemplateContent) content = NULL;
  g_autofree char *id = yyq_test_template_create_filled (self, self->platform->company, &content);
  g_autofree char *other = yyq_test_template_create (self, self->platform->company);
  g_autofree char *document = g_strconcat (
    "/documents/", yyq_template_file_get_sha256 (yyq_test_template_nth_file (content, 0)), NULL);
  g_autoptr (YyqTestReply) own = yyq_test_template_get (self, self->clerk, id, document);
  g_autoptr (YyqTestReply) foreign = yyq_test_template_get (self, self->clerk, other, document);
  g_autoptr (YyqTestReply) nonsense = yyq_test_template_get (self, self->clerk, id, "/documents/x");
  g_autoptr (YyqTestReply) named = yyq_test_template_put (self, self->clerk, other, 1, content);

  g_assert_cmpuint (own->status, ==, 200);
  yyq_assert_problem (foreign, 404, "not-found");
  yyq_assert_problem (nonsense, 404, "not-found");
  yyq_test_template_assert_invalid (named, "/content/files/0/sha256", NULL);
}

static YyqTestReply *
get_with (YyqTestTemplates *self, const char *target, const char *header, const char *value)
{
  g_autoptr (SoupMessage) message =
    yyq_test_platform_message (self->platform, "GET", target, self->clerk);

  soup_message_headers_replace (soup_message_get_request_headers (message), header, value);
  return yyq_test_platform_call_full (self->platform, message, NULL);
}

static void
test_document (YyqTestTemplates *self, gconstpointer data)
{
  g_autoptr (YyqTemplateContent) content = NULL;
  g_autofree char *id = yyq_test_template_create_filled (self, self->platform->company, &content);
  const char *sha256 = yyq_template_file_get_sha256 (yyq_test_template_nth_file (content, 0));
  g_autofree char *what = g_strconcat ("/documents/", sha256, NULL);
  g_autofree char *target = g_strconcat ("/api/v1/templates/", id, what, NULL);
  g_autofree char *tag = g_strdup_printf ("\"%s\"", sha256);
  g_autoptr (YyqTestReply) whole = yyq_test_template_get (self, self->clerk, id, what);
  g_autoptr (YyqTestReply) known = get_with (self, target, "If-None-Match", tag);
  g_autoptr (YyqTestReply) part = get_with (self, target, "Range", "bytes=0-7");
  g_autofree char *hash = yyq_sha256_hex (whole->body);

  g_assert_cmpstr (whole->type, ==, "application/pdf");
  g_assert_cmpstr (hash, ==, sha256);
  g_assert_cmpuint (yyq_pdf_page_count (whole->body, NULL), ==, 2);
  g_assert_cmpstr (soup_message_headers_get_one (whole->headers, "ETag"), ==, tag);
  g_assert_cmpuint (known->status, ==, 304);
  g_assert_cmpuint (part->status, ==, 206);
  g_assert_cmpuint (g_bytes_get_size (part->body), ==, 8);
}

/* Two files; then the first one, with a control on each of its pages, becomes shorter. */
static void
test_replace (YyqTestTemplates *self, gconstpointer data)
{
  g_autofree char *id = yyq_test_template_create (self, self->platform->company);
  g_autoptr (GBytes) long_pdf = yyq_test_template_make_pdf (3);
  g_autoptr (GBytes) short_pdf = yyq_test_template_make_pdf (1);
  g_autofree char *file_id = yyq_id_new ();
  g_autoptr (YyqTestReply) first =
    yyq_test_template_upload_as (self, self->clerk, id, 1, file_id, NULL, long_pdf);
  g_autoptr (YyqTestReply) second = yyq_test_template_upload (self, id, 2, long_pdf);
  g_autoptr (YyqTemplateContent) content = yyq_test_template_content (second, "template");
  g_autoptr (YyqTemplateContent) after = NULL;
  g_autoptr (YyqTestReply) edited = NULL;
  g_autoptr (YyqTestReply) replaced = NULL;
  const char *ids[5];
  JsonArray *dropped;

  for (guint page = 0; page < 5; page++)
    ids[page] = yyq_control_get_id (yyq_test_template_add_control (content, page));
  edited = yyq_test_template_put (self, self->clerk, id, 3, content);
  g_assert_cmpuint (edited->status, ==, 200);
  replaced = yyq_test_template_upload_as (self, self->clerk, id, 4, NULL, file_id, short_pdf);
  g_assert_cmpuint (replaced->status, ==, 200);
  dropped = yyq_test_reply_items (replaced, "dropped");
  g_assert_cmpuint (json_array_get_length (dropped), ==, 2);
  g_assert_cmpstr (json_array_get_string_element (dropped, 0), ==, ids[1]);
  g_assert_cmpstr (json_array_get_string_element (dropped, 1), ==, ids[2]);
  after = yyq_test_template_content (replaced, "template");
  g_assert_cmpuint (yyq_template_content_count_pages (after), ==, 4);
  g_assert_cmpint (yyq_control_get_page (yyq_template_content_find_control (after, ids[0])), ==, 0);
  g_assert_cmpint (yyq_control_get_page (yyq_template_content_find_control (after, ids[3])), ==, 1);
  g_assert_cmpint (yyq_control_get_page (yyq_template_content_find_control (after, ids[4])), ==, 2);
  g_assert_cmpuint (first->status, ==, 200);
}

/* Undone, the file that was replaced is there. */
static void
test_put_back (YyqTestTemplates *self, gconstpointer data)
{
  g_autoptr (YyqTemplateContent) content = NULL;
  g_autofree char *id = yyq_test_template_create_filled (self, self->platform->company, &content);
  g_autoptr (GBytes) pdf = yyq_test_template_make_pdf (1);
  g_autoptr (YyqTestReply) replaced = yyq_test_template_upload_as (
    self, self->clerk, id, 3, NULL,
    yyq_template_file_get_id (yyq_test_template_nth_file (content, 0)), pdf);
  g_autoptr (YyqTestReply) back = yyq_test_template_put (self, self->clerk, id, 4, content);

  g_assert_cmpuint (replaced->status, ==, 200);
  g_assert_cmpuint (back->status, ==, 200);
  g_assert_cmpint (yyq_test_template_number (back, "pages"), ==, 2);
}

/* (transfer full): with a password. */
static GBytes *
make_encrypted (void)
{
  const YyqHostileFile *file = yyq_hostile_files;

  while (file->code != YYQ_PDF_ERROR_ENCRYPTED)
    file++;
  return file->make ();
}

static void
test_bad_files (YyqTestTemplates *self, gconstpointer data)
{
  g_autofree char *id = yyq_test_template_create (self, self->platform->company);
  g_autoptr (YyqAttackKit) kit = yyq_attack_kit_new ();
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) encrypted = make_encrypted ();
  g_autoptr (GBytes) word = g_bytes_new_static ("PK\3\4 word/document.xml", 22);
  g_autoptr (GBytes) damaged = g_bytes_new_static ("%PDF-1.7\nnothing more", 21);
  g_autoptr (GBytes) active = pdf_samples_page (
    "/MediaBox[0 0 9 9]", "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>", "");
  g_autoptr (GBytes) many = yyq_test_template_make_pdf (YYQ_PDF_MAX_PAGES + 1);
  g_autoptr (GBytes) big =
    g_bytes_new_take (g_malloc0 (YYQ_PDF_MAX_UPLOAD + 1), YYQ_PDF_MAX_UPLOAD + 1);
  const struct {
    GBytes *pdf;
    const char *reason;
  } files[] = {
    { empty, "not-pdf" },         { word, "not-pdf" },        { damaged, "damaged" },
    { active, "active-content" }, { many, "too-large" },      { big, "too-large" },
    { kit->complete, "signed" },  { encrypted, "encrypted" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (YyqTestReply) reply = yyq_test_template_upload (self, id, 1, files[i].pdf);

    g_test_message ("%s", files[i].reason);
    yyq_test_template_assert_invalid (reply, "/pdf", files[i].reason);
  }
}

static void
test_file_limits (YyqTestTemplates *self, gconstpointer data)
{
  g_autofree char *id = yyq_test_template_create (self, self->platform->company);
  g_autoptr (GBytes) half = yyq_test_template_make_pdf (YYQ_TEMPLATE_MOST_PAGES / 2);
  g_autoptr (GBytes) more = yyq_test_template_make_pdf (YYQ_TEMPLATE_MOST_PAGES / 2 + 1);
  g_autofree char *nobody = yyq_id_new ();
  g_autofree char *file_id = yyq_id_new ();
  g_autoptr (YyqTestReply) first =
    yyq_test_template_upload_as (self, self->clerk, id, 1, file_id, NULL, half);
  g_autoptr (YyqTestReply) again =
    yyq_test_template_upload_as (self, self->clerk, id, 2, file_id, NULL, half);
  g_autoptr (YyqTestReply) missing =
    yyq_test_template_upload_as (self, self->clerk, id, 2, NULL, nobody, half);
  g_autoptr (YyqTestReply) no_id =
    yyq_test_template_upload_as (self, self->clerk, id, 2, "7", NULL, half);
  g_autoptr (YyqTestReply) full = yyq_test_template_upload (self, id, 2, more);
  g_autoptr (YyqTestReply) instead =
    yyq_test_template_upload_as (self, self->clerk, id, 2, NULL, file_id, more);

  g_assert_cmpuint (first->status, ==, 200);
  yyq_test_template_assert_invalid (again, "/file_id", NULL);
  yyq_test_template_assert_invalid (missing, "/replaces", NULL);
  yyq_test_template_assert_invalid (no_id, "/file_id", NULL);
  yyq_test_template_assert_invalid (full, "/pdf", NULL);
  g_assert_cmpuint (instead->status, ==, 200);
}

/* What nobody names is let go of when it becomes much; what something names stays. */
static void
test_spare (YyqTestTemplates *self, gconstpointer data)
{
  YyqPlatform *platform = self->platform->platform;
  g_autoptr (YyqTemplateContent) content = NULL;
  g_autofree char *id = yyq_test_template_create_filled (self, self->platform->company, &content);
  g_autoptr (GBytes) pdf = yyq_test_template_make_pdf (1);
  g_autoptr (GHashTable) left = NULL;
  g_autoptr (YyqTestReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  yyq_test_platform_begin (self->platform);
  for (guint i = 0; i <= YYQ_TEMPLATE_MOST_SPARE; i++) {
    g_autofree char *sha256 = g_strdup_printf ("%064u", i);

    yyq_template_document_store_add (platform, id, sha256, 1, &error);
    g_assert_no_error (error);
  }
  yyq_test_platform_commit (self->platform);
  reply = yyq_test_template_upload (self, id, 3, pdf);
  g_assert_cmpuint (reply->status, ==, 200);
  left = yyq_template_document_store_list (platform, id, &error);
  g_assert_no_error (error);
  yyq_storage_release (yyq_platform_get_storage (platform));
  g_assert_cmpuint (g_hash_table_size (left), ==, 2);
  g_assert_true (g_hash_table_contains (
    left, yyq_template_file_get_sha256 (yyq_test_template_nth_file (content, 0))));
}

int
main (int argc, char **argv)
{
  static const YyqTestCase cases[] = {
    { "a document is of the template that it was uploaded to alone",
      (GTestFixtureFunc) test_foreign_document },
    { "a document has a tag and parts", (GTestFixtureFunc) test_document },
    { "controls stay on their pages when a file is replaced, and those without a page are told",
      (GTestFixtureFunc) test_replace },
    { "a file that was replaced can be put back", (GTestFixtureFunc) test_put_back },
    { "files that are no use are refused with a word for why", (GTestFixtureFunc) test_bad_files },
    { "there are only so many pages, and ids of files are told once",
      (GTestFixtureFunc) test_file_limits },
    { "of documents that nothing names only some are kept", (GTestFixtureFunc) test_spare },
  };

  g_test_init (&argc, &argv, NULL);
  yyq_test_add_both_ways ("template files", cases, G_N_ELEMENTS (cases), sizeof (YyqTestTemplates),
                          (GTestFixtureFunc) yyq_test_template_set_up,
                          (GTestFixtureFunc) yyq_test_template_tear_down);
  return g_test_run ();
}
