/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-id.h"
#include "yyq-test-template.h"

/* What the platform keeps of templates (manual chapter 7); their files are test-template-files.c.
 */

/* Takes @reply. */
static void
assert_refused (YyqTestReply *reply, guint status, const char *code)
{
  g_autoptr (YyqTestReply) owned = reply;

  yyq_assert_problem (owned, status, code);
}

/* Life */

static void
test_new (YyqTestTemplates *self, gconstpointer data)
{
  g_autofree char *id = yyq_test_template_create (self, self->platform->unit);
  g_autoptr (YyqTestReply) reply = yyq_test_template_get (self, self->clerk, id, "");
  g_autoptr (YyqTemplateContent) content = yyq_test_template_content (reply, NULL);

  g_assert_cmpstr (yyq_test_reply_get (reply, "name"), ==, "劳动 合同");
  g_assert_cmpstr (yyq_test_reply_get (reply, "kind"), ==, "labour");
  g_assert_cmpstr (yyq_test_reply_get (reply, "state"), ==, "closed");
  g_assert_cmpstr (yyq_test_reply_get (reply, "tags"), ==, "标准 新");
  g_assert_cmpstr (yyq_test_reply_get (reply, "unit_name"), ==, "云启测试科技有限公司商城分公司");
  g_assert_cmpstr (yyq_test_reply_get (reply, "changed_by"), ==, "张测试");
  g_assert_cmpint (yyq_test_template_number (reply, "version"), ==, 1);
  g_assert_cmpint (yyq_test_template_number (reply, "edition"), ==, 0);
  g_assert_cmpint (yyq_test_template_number (reply, "uses"), ==, 0);
  g_assert_true (yyq_test_template_truth (reply, "changed"));
  g_assert_nonnull (yyq_template_content_find_party (content, "worker"));
  g_assert_nonnull (yyq_template_content_find_party (content, "employer"));
}

static void
test_life (YyqTestTemplates *self, gconstpointer data)
{
  g_autoptr (YyqTemplateContent) content = NULL;
  g_autoptr (YyqTemplateContent) frozen = NULL;
  g_autofree char *id = yyq_test_template_create_filled (self, self->platform->company, &content);
  g_autoptr (YyqTestReply) opened = yyq_test_template_act (self, self->clerk, id, "/open", 3);
  g_autoptr (YyqTestReply) closed = yyq_test_template_act (self, self->clerk, id, "/close", 4);
  g_autoptr (YyqTestReply) again = yyq_test_template_act (self, self->clerk, id, "/open", 5);
  g_autoptr (YyqTestReply) closed_again =
    yyq_test_template_act (self, self->clerk, id, "/close", 6);
  g_autoptr (YyqTestReply) edited = NULL;
  g_autoptr (YyqTestReply) second = NULL;
  g_autoptr (YyqTestReply) editions = NULL;
  g_autoptr (YyqTestReply) first = NULL;
  JsonArray *items;

  g_assert_cmpstr (yyq_test_reply_get (opened, "state"), ==, "open");
  g_assert_cmpint (yyq_test_template_number (opened, "edition"), ==, 1);
  g_assert_false (yyq_test_template_truth (opened, "changed"));
  g_assert_cmpstr (yyq_test_reply_get (closed, "state"), ==, "closed");
  g_assert_cmpint (yyq_test_template_number (again, "edition"), ==, 1);
  g_assert_cmpint (yyq_test_template_number (closed_again, "version"), ==, 7);
  yyq_test_template_add_control (content, 0);
  edited = yyq_test_template_put (self, self->clerk, id, 7, content);
  g_assert_true (yyq_test_template_truth (edited, "changed"));
  g_assert_cmpint (yyq_test_template_number (edited, "edition"), ==, 1);
  g_assert_cmpint (yyq_test_template_number (edited, "n_controls"), ==, 2);
  second = yyq_test_template_act (self, self->clerk, id, "/open", 8);
  g_assert_cmpint (yyq_test_template_number (second, "edition"), ==, 2);
  editions = yyq_test_template_get (self, self->clerk, id, "/editions");
  items = yyq_test_reply_items (editions, "items");
  g_assert_cmpuint (json_array_get_length (items), ==, 2);
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (items, 0), "number"),
                   ==, 2);
  g_assert_true (json_object_get_null_member (json_array_get_object_element (items, 0), "content"));
  first = yyq_test_template_get (self, self->clerk, id, "/editions/1");
  frozen = yyq_test_template_content (first, NULL);
  g_assert_cmpint (yyq_test_template_number (first, "n_controls"), ==, 1);
  g_assert_cmpint (yyq_test_template_number (first, "pages"), ==, 2);
  g_assert_cmpstr (yyq_test_reply_get (first, "opened_by"), ==, "张测试");
  g_assert_cmpuint (g_list_model_get_n_items (yyq_template_content_get_controls (frozen)), ==, 1);
}

static void
test_roll_back (YyqTestTemplates *self, gconstpointer data)
{
  g_autoptr (YyqTemplateContent) content = NULL;
  g_autoptr (YyqTemplateContent) was = NULL;
  g_autoptr (YyqTemplateContent) is = NULL;
  g_autofree char *id = yyq_test_template_create_filled (self, self->platform->company, &content);
  g_autoptr (YyqTestReply) opened = yyq_test_template_act (self, self->clerk, id, "/open", 3);
  g_autoptr (YyqTestReply) closed = yyq_test_template_act (self, self->clerk, id, "/close", 4);
  g_autofree char *old = g_strdup (yyq_test_reply_get (opened, "cover"));
  g_autofree char *document = g_strconcat ("/documents/", old, NULL);
  g_autoptr (GBytes) other = yyq_test_template_make_pdf (1);
  g_autoptr (YyqTestReply) replaced = yyq_test_template_upload_as (
    self, self->clerk, id, 5, NULL,
    yyq_template_file_get_id (yyq_test_template_nth_file (content, 0)), other);
  g_autoptr (YyqTestReply) missing = yyq_test_template_call (
    self, self->clerk, "POST", id, "/roll-back", "{\"version\":6,\"edition\":2}");
  g_autoptr (YyqTestReply) back = yyq_test_template_call (
    self, self->clerk, "POST", id, "/roll-back", "{\"version\":6,\"edition\":1}");
  g_autoptr (YyqTestReply) pdf = yyq_test_template_get (self, self->clerk, id, document);

  g_assert_cmpuint (closed->status, ==, 200);
  g_assert_cmpuint (replaced->status, ==, 200);
  yyq_assert_problem (missing, 404, "not-found");
  g_assert_cmpuint (back->status, ==, 200);
  g_assert_cmpint (yyq_test_template_number (back, "pages"), ==, 2);
  g_assert_cmpint (yyq_test_template_number (back, "n_controls"), ==, 1);
  g_assert_cmpstr (yyq_test_reply_get (back, "cover"), ==, old);
  g_assert_false (yyq_test_template_truth (back, "changed"));
  g_assert_cmpint (yyq_test_template_number (back, "version"), ==, 7);
  was = yyq_test_template_content (opened, NULL);
  is = yyq_test_template_content (back, NULL);
  g_assert_true (yyq_record_equal (was, is, NULL));
  g_assert_cmpuint (pdf->status, ==, 200);
}

static void
test_copy (YyqTestTemplates *self, gconstpointer data)
{
  g_autoptr (YyqTemplateContent) content = NULL;
  g_autoptr (YyqTemplateContent) copied = NULL;
  g_autofree char *id = yyq_test_template_create_filled (self, self->platform->company, &content);
  g_autofree char *copy_id = yyq_id_new ();
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\",\"name\":\"副本\",\"unit_id\":\"%s\"}",
                                           copy_id, self->platform->unit);
  g_autoptr (YyqTestReply) opened = yyq_test_template_act (self, self->clerk, id, "/open", 3);
  g_autoptr (YyqTestReply) copy =
    yyq_test_template_call (self, self->clerk, "POST", id, "/copy", body);
  g_autofree char *document = g_strconcat (
    "/documents/", yyq_template_file_get_sha256 (yyq_test_template_nth_file (content, 0)), NULL);
  g_autoptr (YyqTestReply) closed = yyq_test_template_act (self, self->clerk, id, "/close", 4);
  g_autoptr (YyqTestReply) gone = yyq_test_template_act (self, self->clerk, id, "/delete", 5);
  g_autoptr (YyqTestReply) pdf = yyq_test_template_get (self, self->clerk, copy_id, document);
  g_autoptr (YyqTestReply) edited = NULL;

  g_assert_cmpuint (opened->status, ==, 200);
  g_assert_cmpuint (copy->status, ==, 201);
  g_assert_cmpstr (yyq_test_reply_get (copy, "name"), ==, "副本");
  g_assert_cmpstr (yyq_test_reply_get (copy, "unit_id"), ==, self->platform->unit);
  g_assert_cmpstr (yyq_test_reply_get (copy, "state"), ==, "closed");
  g_assert_cmpint (yyq_test_template_number (copy, "edition"), ==, 0);
  g_assert_cmpint (yyq_test_template_number (copy, "version"), ==, 1);
  copied = yyq_test_template_content (copy, NULL);
  g_assert_true (yyq_record_equal (content, copied, NULL));
  g_assert_cmpuint (closed->status, ==, 200);
  g_assert_cmpuint (gone->status, ==, 204);
  g_assert_cmpuint (pdf->status, ==, 200);
  edited = yyq_test_template_put (self, self->clerk, copy_id, 1, copied);
  g_assert_cmpuint (edited->status, ==, 200);
}

static void
test_delete (YyqTestTemplates *self, gconstpointer data)
{
  static const char *const places[] = { "", "/editions", "/editions/1" };
  g_autoptr (YyqTemplateContent) content = NULL;
  g_autofree char *id = yyq_test_template_create_filled (self, self->platform->company, &content);
  g_autofree char *key = g_uuid_string_random ();
  g_autofree char *document = g_strconcat (
    "/documents/", yyq_template_file_get_sha256 (yyq_test_template_nth_file (content, 0)), NULL);
  g_autoptr (YyqTestReply) opened = yyq_test_template_act (self, self->clerk, id, "/open", 3);
  g_autoptr (YyqTestReply) closed = yyq_test_template_act (self, self->clerk, id, "/close", 4);
  g_autoptr (YyqTestReply) there = yyq_test_template_get (self, self->clerk, id, document);
  g_autoptr (YyqTestReply) gone = yyq_test_template_act (self, self->clerk, id, "/delete", 5);
  g_autoptr (YyqTestReply) pdf = yyq_test_template_get (self, self->clerk, id, document);
  g_autoptr (YyqTestReply) twice = yyq_test_template_act (self, self->clerk, id, "/delete", 6);
  g_autoptr (YyqTestReply) anew =
    yyq_test_template_create_with (self, self->clerk, id, self->platform->company, key);

  g_assert_cmpuint (closed->status, ==, 200);
  g_assert_cmpuint (there->status, ==, 200);
  g_assert_cmpuint (gone->status, ==, 204);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autoptr (YyqTestReply) reply = yyq_test_template_get (self, self->clerk, id, places[i]);

    yyq_assert_problem (reply, 404, "not-found");
  }
  yyq_assert_problem (pdf, 404, "not-found");
  yyq_assert_problem (twice, 404, "not-found");
  yyq_assert_problem (anew, 409, "conflict");
}

/* Refusals */

static void
test_open_is_fixed (YyqTestTemplates *self, gconstpointer data)
{
  g_autoptr (YyqTemplateContent) content = NULL;
  g_autofree char *id = yyq_test_template_create_filled (self, self->platform->company, &content);
  g_autoptr (GBytes) pdf = yyq_test_template_make_pdf (1);
  g_autoptr (YyqTestReply) early = yyq_test_template_act (self, self->clerk, id, "/close", 3);
  g_autoptr (YyqTestReply) opened = yyq_test_template_act (self, self->clerk, id, "/open", 3);
  YyqTestReply *refused[] = {
    yyq_test_template_put (self, self->clerk, id, 4, content),
    yyq_test_template_upload (self, id, 4, pdf),
    yyq_test_template_act (self, self->clerk, id, "/open", 4),
    yyq_test_template_act (self, self->clerk, id, "/delete", 4),
    yyq_test_template_call (self, self->clerk, "POST", id, "/roll-back",
                            "{\"version\":4,\"edition\":1}"),
  };
  g_autoptr (YyqTestReply) now = yyq_test_template_get (self, self->clerk, id, "");

  yyq_assert_problem (early, 409, "not-in-this-state");
  g_assert_cmpuint (opened->status, ==, 200);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    assert_refused (refused[i], 409, "not-in-this-state");
  g_assert_cmpint (yyq_test_template_number (now, "version"), ==, 4);
}

static void
test_version (YyqTestTemplates *self, gconstpointer data)
{
  g_autoptr (YyqTemplateContent) content = NULL;
  g_autofree char *id = yyq_test_template_create_filled (self, self->platform->company, &content);
  g_autoptr (GBytes) pdf = yyq_test_template_make_pdf (1);
  g_autoptr (YyqTestReply) now = NULL;

  for (gint64 version = 2; version <= 4; version += 2) {
    YyqTestReply *replies[] = {
      yyq_test_template_put (self, self->clerk, id, version, content),
      yyq_test_template_upload (self, id, version, pdf),
      yyq_test_template_act (self, self->clerk, id, "/open", version),
      yyq_test_template_act (self, self->clerk, id, "/delete", version),
    };

    for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
      assert_refused (replies[i], 409, "conflict");
  }
  now = yyq_test_template_get (self, self->clerk, id, "");
  g_assert_cmpint (yyq_test_template_number (now, "version"), ==, 3);
  g_assert_cmpint (yyq_test_template_number (now, "pages"), ==, 2);
}

static void
test_empty (YyqTestTemplates *self, gconstpointer data)
{
  g_autofree char *id = yyq_test_template_create (self, self->platform->company);
  g_autoptr (YyqTestReply) opened = yyq_test_template_act (self, self->clerk, id, "/open", 1);
  g_autoptr (YyqTestReply) now = yyq_test_template_get (self, self->clerk, id, "");

  yyq_test_template_assert_invalid (opened, "/content/files", NULL);
  g_assert_cmpstr (yyq_test_reply_get (now, "state"), ==, "closed");
  g_assert_cmpint (yyq_test_template_number (now, "edition"), ==, 0);
}

static void
test_new_refused (YyqTestTemplates *self, gconstpointer data)
{
  static const struct {
    const char *body, *pointer;
  } cases[] = {
    { "{\"unit_id\":\"@U\",\"name\":\"x\",\"kind\":\"other\"}", "/id" },
    { "{\"id\":\"7\",\"unit_id\":\"@U\",\"name\":\"x\",\"kind\":\"other\"}", "/id" },
    { "{\"id\":\"@ID\",\"name\":\"x\",\"kind\":\"other\"}", "/unit_id" },
    { "{\"id\":\"@ID\",\"unit_id\":\"@U\",\"name\":\" \",\"kind\":\"other\"}", "/name" },
    { "{\"id\":\"@ID\",\"unit_id\":\"@U\",\"name\":\"x\"}", "/kind" },
    { "{\"id\":\"@ID\",\"unit_id\":\"@U\",\"name\":\"x\",\"kind\":\"lease\"}", "/kind" },
    { "{\"id\":\"@ID\",\"unit_id\":\"@U\",\"name\":\"x\",\"kind\":\"other\",\"folder\":7}",
      "/folder" },
  };
  g_autofree char *id = yyq_id_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GString) body = g_string_new (cases[i].body);
    g_autofree char *key = g_uuid_string_random ();
    g_autoptr (YyqTestReply) reply = NULL;

    g_string_replace (body, "@ID", id, 0);
    g_string_replace (body, "@U", self->platform->company, 0);
    g_test_message ("%s", body->str);
    reply = yyq_test_platform_call (self->platform, "POST", "/api/v1/templates", self->clerk, key,
                                    body->str);
    yyq_test_template_assert_invalid (reply, cases[i].pointer, NULL);
  }
}

/* What makes the content wrong, and where that is told. */
static const struct {
  const char *content, *pointer;
} wrong[] = {
  { "{\"controls\":[{\"id\":\"@ID\",\"kind\":\"text\",\"page\":2,\"x\":1,\"y\":1,\"w\":9,\"h\":9}],"
    "@F}",
    "/content/controls/0/page" },
  { "{\"controls\":[{\"id\":\"@ID\",\"kind\":\"bridge\",\"page\":0,\"x\":1,\"y\":1,\"w\":9,\"h\":9}"
    "],@F}",
    "/content/controls/0/kind" },
  { "{\"controls\":[{\"id\":\"@ID\",\"kind\":\"text\",\"page\":0,\"x\":1,\"y\":1,\"h\":9}],@F}",
    "/content/controls/0/w" },
  { "{\"controls\":[{\"id\":\"7\",\"kind\":\"text\",\"page\":0,\"x\":1,\"y\":1,\"w\":9,\"h\":9}],@"
    "F}",
    "/content/controls/0/id" },
  { "{\"controls\":[{\"id\":\"@ID\",\"kind\":\"text\",\"party\":\"nobody\",\"page\":0,\"x\":1,"
    "\"y\":1,"
    "\"w\":9,\"h\":9}],@F}",
    "/content/controls/0/party" },
  { "{\"controls\":[{\"id\":\"@ID\",\"kind\":\"text\",\"name\":\"a\\nb\",\"page\":0,\"x\":1,\"y\":"
    "1,"
    "\"w\":9,\"h\":9}],@F}",
    "/content/controls/0/name" },
  { "{\"parties\":[{\"key\":\"a\",\"role\":\"worker\",\"name\":\"甲\",\"seq\":1},{\"key\":\"a\","
    "\"role\":\"worker\",\"name\":\"乙\",\"seq\":1}],@F}",
    "/content/parties/1/key" },
  { "{\"parties\":[{\"key\":\"a\",\"role\":\"worker\",\"name\":\" 甲\",\"seq\":1}],@F}",
    "/content/parties/0/name" },
  { "{\"files\":[{\"id\":\"@ID\",\"name\":\"a\",\"sha256\":\"@SHA\",\"pages\":3}]}",
    "/content/files/0/pages" },
  { "{\"files\":[{\"id\":\"@ID\",\"name\":\"a\",\"sha256\":\"@SHA\",\"pages\":501}]}",
    "/content/files/0/pages" },
  { "{\"files\":[{\"id\":\"@ID\",\"name\":\"a\",\"sha256\":"
    "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"pages\":2}]}",
    "/content/files/0/sha256" },
  { "[]", "/content" },
};

static void
test_wrong_content (YyqTestTemplates *self, gconstpointer data)
{
  g_autoptr (YyqTemplateContent) content = NULL;
  g_autofree char *id = yyq_test_template_create_filled (self, self->platform->company, &content);
  g_autofree char *other_id = yyq_id_new ();
  g_autofree char *files = g_strdup_printf (
    "\"files\":[{\"id\":\"%s\",\"name\":\"a\",\"sha256\":\"@SHA\",\"pages\":2}]", other_id);
  g_autoptr (YyqTestReply) now = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GString) text = g_string_new (wrong[i].content);
    g_autofree char *body = NULL;
    g_autoptr (YyqTestReply) reply = NULL;

    g_string_replace (text, "@F", files, 0);
    g_string_replace (text, "@SHA",
                      yyq_template_file_get_sha256 (yyq_test_template_nth_file (content, 0)), 0);
    g_string_replace (text, "@ID", "018f0000-0000-7000-8000-000000000001", 0);
    body = g_strdup_printf ("{\"version\":3,\"name\":\"x\",\"kind\":\"other\",\"content\":%s}",
                            text->str);
    g_test_message ("%s", body);
    reply = yyq_test_template_call (self, self->clerk, "PUT", id, "", body);
    yyq_test_template_assert_invalid (reply, wrong[i].pointer, NULL);
  }
  now = yyq_test_template_get (self, self->clerk, id, "");
  g_assert_cmpint (yyq_test_template_number (now, "version"), ==, 3);
}

/* Size */

static void
test_large (YyqTestTemplates *self, gconstpointer data)
{
  g_autoptr (YyqTemplateContent) content = NULL;
  g_autoptr (YyqTemplateContent) after = NULL;
  g_autofree char *id = yyq_test_template_create_filled (self, self->platform->company, &content);
  g_autoptr (YyqTestReply) reply = NULL;
  g_autoptr (YyqTestReply) over = NULL;
  g_autofree char *padding = g_strnfill (4 * 1024 * 1024 + 1, ' ');

  for (guint i = 1; i < 2000; i++)
    yyq_test_template_add_control (content, i % 2);
  reply = yyq_test_template_put (self, self->clerk, id, 3, content);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpint (yyq_test_template_number (reply, "n_controls"), ==, 2000);
  after = yyq_test_template_content (reply, NULL);
  g_assert_true (yyq_record_equal (content, after, NULL));
  over = yyq_test_template_call (self, self->clerk, "PUT", id, "", padding);
  yyq_assert_problem (over, 413, "too-large");
}

/* Permissions */

static void
test_permissions (YyqTestTemplates *self, gconstpointer data)
{
  const char *const in_company[] = { self->platform->company, NULL };
  g_autoptr (YyqTemplateContent) content = NULL;
  g_autofree char *id = yyq_test_template_create_filled (self, self->platform->company, &content);
  g_autoptr (YyqTestReply) nothing = yyq_test_template_get (self, self->guest, id, "");
  g_autoptr (YyqTestReply) seen = NULL;
  g_autoptr (YyqTestReply) no_edit = NULL;
  g_autoptr (YyqTestReply) edited = NULL;
  g_autoptr (YyqTestReply) no_open = NULL;
  g_autoptr (YyqTestReply) opened = NULL;

  yyq_assert_problem (nothing, 403, "forbidden");
  yyq_test_platform_permit (self->platform, "template.view", in_company);
  seen = yyq_test_template_get (self, self->guest, id, "");
  g_assert_cmpuint (seen->status, ==, 200);
  no_edit = yyq_test_template_put (self, self->guest, id, 3, content);
  yyq_assert_problem (no_edit, 403, "forbidden");
  yyq_test_platform_permit (self->platform, "template.edit", in_company);
  edited = yyq_test_template_put (self, self->guest, id, 3, content);
  g_assert_cmpuint (edited->status, ==, 200);
  g_assert_cmpstr (yyq_test_reply_get (edited, "changed_by"), ==, "周访客");
  no_open = yyq_test_template_act (self, self->guest, id, "/open", 4);
  yyq_assert_problem (no_open, 403, "forbidden");
  yyq_test_platform_permit (self->platform, "template.open", in_company);
  opened = yyq_test_template_act (self, self->guest, id, "/open", 4);
  g_assert_cmpuint (opened->status, ==, 200);
}

/* Who may edit in the unit, and view in both, changes nothing in the main enterprise: he is told
 * that he may not. What he does not see is not there. */
static void
test_units (YyqTestTemplates *self, gconstpointer data)
{
  const char *const in_unit[] = { self->platform->unit, NULL };
  const char *const in_company[] = { self->platform->company, NULL };
  g_autoptr (YyqTemplateContent) content = NULL;
  g_autofree char *id = yyq_test_template_create_filled (self, self->platform->company, &content);
  g_autofree char *new_id = yyq_id_new ();
  g_autofree char *first_key = g_uuid_string_random ();
  g_autofree char *second_key = g_uuid_string_random ();
  g_autofree char *third_key = g_uuid_string_random ();
  g_autoptr (GBytes) pdf = yyq_test_template_make_pdf (1);
  g_autofree char *copy_id = yyq_id_new ();
  g_autofree char *copy = g_strdup_printf ("{\"id\":\"%s\",\"name\":\"x\"}", copy_id);
  g_autofree char *copy_to_unit = g_strdup_printf (
    "{\"id\":\"%s\",\"name\":\"x\",\"unit_id\":\"%s\"}", copy_id, self->platform->unit);
  g_autoptr (YyqTestReply) unseen = NULL, unseen_edit = NULL, unseen_unit = NULL;
  g_autoptr (YyqTestReply) edit = NULL, file = NULL, gone = NULL, made = NULL, own = NULL,
                           copied = NULL, copied_to_unit = NULL;

  yyq_test_platform_permit (self->platform, "template.view", in_unit);
  yyq_test_platform_permit (self->platform, "template.edit", in_unit);
  unseen = yyq_test_template_get (self, self->guest, id, "");
  unseen_edit = yyq_test_template_put (self, self->guest, id, 3, content);
  unseen_unit =
    yyq_test_template_create_with (self, self->guest, new_id, self->platform->company, first_key);
  yyq_assert_problem (unseen, 404, "not-found");
  yyq_assert_problem (unseen_edit, 404, "not-found");
  yyq_assert_problem (unseen_unit, 404, "not-found");
  yyq_test_platform_sql (self->platform,
                         "INSERT INTO role_unit (role_id, unit_id) SELECT r.id, e.id FROM role r "
                         "JOIN enterprise e ON e.id = r.tenant_id WHERE r.name = 'template.view'");
  edit = yyq_test_template_put (self, self->guest, id, 3, content);
  file = yyq_test_template_upload_as (self, self->guest, id, 3, NULL, NULL, pdf);
  gone = yyq_test_template_act (self, self->guest, id, "/delete", 3);
  made = yyq_test_template_create_with (self, self->guest, new_id, in_company[0], second_key);
  copied = yyq_test_template_call (self, self->guest, "POST", id, "/copy", copy);
  yyq_assert_problem (edit, 403, "forbidden");
  yyq_assert_problem (file, 403, "forbidden");
  yyq_assert_problem (gone, 403, "forbidden");
  yyq_assert_problem (made, 403, "forbidden");
  yyq_assert_problem (copied, 403, "forbidden");
  own = yyq_test_template_create_with (self, self->guest, new_id, self->platform->unit, third_key);
  g_assert_cmpuint (own->status, ==, 201);
  copied_to_unit = yyq_test_template_call (self, self->guest, "POST", id, "/copy", copy_to_unit);
  g_assert_cmpuint (copied_to_unit->status, ==, 201);
}

static void
test_stranger (YyqTestTemplates *self, gconstpointer data)
{
  g_autoptr (YyqTemplateContent) content = NULL;
  g_autofree char *id = yyq_test_template_create_filled (self, self->platform->company, &content);
  g_autofree char *document = g_strconcat (
    "/documents/", yyq_template_file_get_sha256 (yyq_test_template_nth_file (content, 0)), NULL);
  g_autoptr (GBytes) pdf = yyq_test_template_make_pdf (1);
  g_autofree char *copy_id = yyq_id_new ();
  g_autofree char *copy = g_strdup_printf ("{\"id\":\"%s\",\"name\":\"x\",\"unit_id\":\"%s\"}",
                                           copy_id, self->platform->other);
  YyqTestReply *replies[] = {
    yyq_test_template_get (self, self->stranger, id, ""),
    yyq_test_template_get (self, self->stranger, id, document),
    yyq_test_template_get (self, self->stranger, id, "/editions"),
    yyq_test_template_put (self, self->stranger, id, 3, content),
    yyq_test_template_upload_as (self, self->stranger, id, 3, NULL, NULL, pdf),
    yyq_test_template_act (self, self->stranger, id, "/open", 3),
    yyq_test_template_act (self, self->stranger, id, "/delete", 3),
    yyq_test_template_call (self, self->stranger, "POST", id, "/copy", copy),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    assert_refused (replies[i], 404, "not-found");
}

/* Repeats */

/* Of 2000 controls; what is kept of the reply takes a part of its room. */
static void
test_large_repeat (YyqTestTemplates *self, gconstpointer data)
{
  g_autoptr (YyqTemplateContent) content = NULL;
  g_autofree char *id = yyq_test_template_create_filled (self, self->platform->company, &content);
  g_autofree char *key = g_uuid_string_random ();
  g_autofree char *target = g_strconcat ("/api/v1/templates/", id, NULL);
  g_autofree char *body = NULL;
  g_autoptr (YyqTestReply) first = NULL;
  g_autoptr (YyqTestReply) second = NULL;
  g_autoptr (GError) error = NULL;
  gint64 length = 0;

  for (guint i = 1; i < 2000; i++)
    yyq_test_template_add_control (content, i % 2);
  body = yyq_test_template_body (3, content);
  first = yyq_test_platform_call (self->platform, "PUT", target, self->clerk, key, body);
  second = yyq_test_platform_call (self->platform, "PUT", target, self->clerk, key, body);
  g_assert_cmpuint (first->status, ==, 200);
  g_assert_true (g_bytes_equal (first->body, second->body));
  g_assert_cmpstr (soup_message_headers_get_one (second->headers, "Idempotency-Replayed"), ==,
                   "true");
  yyq_storage_query_int (yyq_platform_get_storage (self->platform->platform), &length, &error,
                         "SELECT LENGTH(body) FROM idempotency WHERE key = $1", "s", key);
  g_assert_no_error (error);
  yyq_storage_release (yyq_platform_get_storage (self->platform->platform));
  g_assert_cmpint (length, >, 1000);
  g_assert_cmpint (length, <, (gint64) g_bytes_get_size (first->body) / 4);
}

static void
test_repeat (YyqTestTemplates *self, gconstpointer data)
{
  g_autofree char *id = yyq_id_new ();
  g_autofree char *key = g_uuid_string_random ();
  g_autofree char *other_key = g_uuid_string_random ();
  g_autoptr (YyqTestReply) first =
    yyq_test_template_create_with (self, self->clerk, id, self->platform->company, key);
  g_autoptr (YyqTestReply) second =
    yyq_test_template_create_with (self, self->clerk, id, self->platform->company, key);
  g_autoptr (YyqTestReply) other =
    yyq_test_template_create_with (self, self->clerk, id, self->platform->company, other_key);
  g_autoptr (YyqTestReply) now = yyq_test_template_get (self, self->clerk, id, "");

  g_assert_cmpuint (first->status, ==, 201);
  g_assert_cmpuint (second->status, ==, 201);
  g_assert_true (g_bytes_equal (first->body, second->body));
  g_assert_cmpstr (soup_message_headers_get_one (second->headers, "Idempotency-Replayed"), ==,
                   "true");
  yyq_assert_problem (other, 409, "conflict");
  g_assert_cmpint (yyq_test_template_number (now, "version"), ==, 1);
}

/* Log and feed */

static void
test_log (YyqTestTemplates *self, gconstpointer data)
{
  static const char *const actions[] = { "template.close", "template.open", "template.edit",
                                         "template.file", "template.create" };
  g_autoptr (YyqTemplateContent) content = NULL;
  g_autofree char *id = yyq_test_template_create_filled (self, self->platform->unit, &content);
  g_autoptr (YyqTestReply) opened = yyq_test_template_act (self, self->clerk, id, "/open", 3);
  g_autoptr (YyqTestReply) closed = yyq_test_template_act (self, self->clerk, id, "/close", 4);
  g_autoptr (YyqTestReply) reply = yyq_test_platform_call (
    self->platform, "POST", "/api/v1/log/search", self->clerk, NULL, "{\"module\":\"template\"}");
  g_autoptr (YyqTestReply) found = yyq_test_platform_call (
    self->platform, "POST", "/api/v1/log/search", self->clerk, NULL, "{\"text\":\"劳动 合同\"}");
  JsonArray *items = yyq_test_reply_items (reply, "items");
  JsonArray *changes;

  g_assert_cmpuint (closed->status, ==, 200);
  g_assert_cmpuint (json_array_get_length (items), ==, G_N_ELEMENTS (actions));
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++) {
    JsonObject *entry = json_array_get_object_element (items, i);

    g_assert_cmpstr (json_object_get_string_member (entry, "action"), ==, actions[i]);
    g_assert_cmpstr (json_object_get_string_member (entry, "actor"), ==, "张测试");
    g_assert_cmpstr (json_object_get_string_member (entry, "object"), ==, "x");
    g_assert_cmpstr (json_object_get_string_member (entry, "unit"), ==,
                     "云启测试科技有限公司商城分公司");
  }
  changes = json_object_get_array_member (json_array_get_object_element (items, 2), "changes");
  g_assert_cmpstr (
    json_object_get_string_member (json_array_get_object_element (changes, 0), "before"), ==,
    "劳动 合同");
  g_assert_cmpstr (
    json_object_get_string_member (json_array_get_object_element (changes, 0), "after"), ==, "x");
  g_assert_cmpuint (found->status, ==, 200);
}

/* (transfer full): "+put -deleted" of the templates that @token is told of; their data has no
 * content. */
static char *
read_feed (YyqTestTemplates *self, const char *token, const char *id)
{
  g_autoptr (YyqTestReply) reply =
    yyq_test_platform_call (self->platform, "GET", "/api/v1/sync?limit=500", token, NULL, NULL);
  JsonArray *changes = yyq_test_reply_items (reply, "changes");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (changes); i++) {
    JsonObject *change = json_array_get_object_element (changes, i);
    JsonObject *row;

    if (!g_str_equal (json_object_get_string_member (change, "entity"), "template"))
      continue;
    g_assert_cmpstr (json_object_get_string_member (change, "id"), ==, id);
    g_string_append (text, json_object_get_string_member (change, "op"));
    if (!json_object_has_member (change, "data"))
      continue;
    row = json_object_get_object_member (change, "data");
    g_assert_true (json_object_get_null_member (row, "content"));
    g_string_append_printf (text, " %" G_GINT64_FORMAT,
                            json_object_get_int_member (row, "version"));
  }
  return g_string_free (text, FALSE);
}

static void
test_feed (YyqTestTemplates *self, gconstpointer data)
{
  const char *const in_unit[] = { self->platform->unit, NULL };
  g_autoptr (YyqTemplateContent) content = NULL;
  g_autofree char *id = yyq_test_template_create_filled (self, self->platform->company, &content);
  g_autofree char *told = read_feed (self, self->clerk, id);
  g_autofree char *stranger = read_feed (self, self->stranger, id);
  g_autofree char *elsewhere = NULL;
  g_autofree char *then = NULL;
  g_autoptr (YyqTestReply) gone = NULL;

  yyq_test_platform_permit (self->platform, "template.view", in_unit);
  elsewhere = read_feed (self, self->guest, id);
  gone = yyq_test_template_act (self, self->clerk, id, "/delete", 3);
  then = read_feed (self, self->clerk, id);
  g_assert_cmpstr (told, ==, "put 3");
  g_assert_cmpstr (stranger, ==, "");
  g_assert_cmpstr (elsewhere, ==, "");
  g_assert_cmpuint (gone->status, ==, 204);
  g_assert_cmpstr (then, ==, "delete");
}

int
main (int argc, char **argv)
{
  static const YyqTestCase cases[] = {
    { "a new one is closed, with the parties of its kind", (GTestFixtureFunc) test_new },
    { "an edition is what it was when the template was opened", (GTestFixtureFunc) test_life },
    { "an edition can be had back, with its files", (GTestFixtureFunc) test_roll_back },
    { "a copy stands on its own", (GTestFixtureFunc) test_copy },
    { "what is deleted is gone for everybody, and its id is not used again",
      (GTestFixtureFunc) test_delete },
    { "what is open is not changed", (GTestFixtureFunc) test_open_is_fixed },
    { "another version is a conflict", (GTestFixtureFunc) test_version },
    { "one without files is not opened", (GTestFixtureFunc) test_empty },
    { "a new one that is not right is refused with the member",
      (GTestFixtureFunc) test_new_refused },
    { "content that is not right is refused with its place",
      (GTestFixtureFunc) test_wrong_content },
    { "two thousand controls are taken, and four megabytes are not",
      (GTestFixtureFunc) test_large },
    { "each act has its permission", (GTestFixtureFunc) test_permissions },
    { "an act is permitted in the template's own unit", (GTestFixtureFunc) test_units },
    { "for another company there are none", (GTestFixtureFunc) test_stranger },
    { "a repeat is answered as before, and makes no second one", (GTestFixtureFunc) test_repeat },
    { "a large reply is kept in little room", (GTestFixtureFunc) test_large_repeat },
    { "every act stands in the log of the unit, with what became different",
      (GTestFixtureFunc) test_log },
    { "the feed tells rows without content to those who may view them",
      (GTestFixtureFunc) test_feed },
  };

  g_test_init (&argc, &argv, NULL);
  yyq_test_add_both_ways ("templates", cases, G_N_ELEMENTS (cases), sizeof (YyqTestTemplates),
                          (GTestFixtureFunc) yyq_test_template_set_up,
                          (GTestFixtureFunc) yyq_test_template_tear_down);
  return g_test_run ();
}
