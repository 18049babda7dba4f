/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-clock.h"
#include "yyq-employee-store.h"
#include "yyq-test-employee.h"
#include "yyq-test-platform.h"

/* The roster: who sees whom, masked wherever it is not revealed with a reason. */

#define REASON "签订劳动合同"

/* Everything that the program logs. */
static GMutex log_lock;
static GString *logged;

static GLogWriterOutput
keep_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&log_lock);

  for (gsize i = 0; i < n_fields; i++)
    if (fields[i].length < 0)
      g_string_append_printf (logged, "%s=%s\n", fields[i].key, (const char *) fields[i].value);
  return g_log_writer_default (level, fields, n_fields, NULL);
}

typedef struct {
  YyqTestPlatform *platform;
  YyqEmployee *main;    /* of the company */
  YyqEmployee *inner;   /* of its unit */
  YyqEmployee *foreign; /* of the other company */
  char *clerk;          /* every permission */
  char *guest;          /* as many as a case gives him */
} Fixture;

static YyqEmployee *
enter (Fixture *self, guint nth, const char *name, const char *tenant, const char *unit)
{
  YyqEmployee *employee = yyq_test_employee_new (nth, name, unit);

  yyq_test_employee_enter (self->platform->platform, tenant, employee);
  return employee;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  YyqTestPlatform *platform = self->platform = yyq_test_platform_new (YYQ_TEST_SOUP);

  self->main = enter (self, 1, "陈雨禾", platform->company, platform->company);
  self->inner = enter (self, 2, "买买提·阿力木", platform->company, platform->unit);
  self->foreign = enter (self, 3, "高明霞", platform->other, platform->other);
  self->clerk = yyq_test_platform_log_in (platform, platform->clerk, platform->company);
  self->guest = yyq_test_platform_log_in (platform, platform->guest, platform->company);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yyq_test_platform_free (self->platform);
  g_object_unref (self->main);
  g_object_unref (self->inner);
  g_object_unref (self->foreign);
  g_free (self->clerk);
  g_free (self->guest);
}

/* Nothing personal of anybody. */
static void
assert_masked (Fixture *self, YyqTestReply *reply)
{
  YyqEmployee *const all[] = { self->main, self->inner, self->foreign };
  gsize length;
  const char *text = g_bytes_get_data (reply->body, &length);

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    g_assert_false (yyq_test_employee_shows (all[i], text, length));
}

static YyqTestReply *
get (Fixture *self, const char *token, YyqEmployee *employee)
{
  g_autofree char *target =
    g_strconcat ("/api/v1/employees/", yyq_employee_get_id (employee), NULL);

  return yyq_test_platform_call (self->platform, "GET", target, token, NULL, NULL);
}

static YyqTestReply *
search (Fixture *self, const char *token, const char *body)
{
  return yyq_test_platform_call (self->platform, "POST", "/api/v1/employees/search", token, NULL,
                                 body);
}

static YyqTestReply *
reveal_with_key (Fixture *self, const char *token, YyqEmployee *employee, const char *body,
                 const char *key)
{
  g_autofree char *target =
    g_strdup_printf ("/api/v1/employees/%s/reveal", yyq_employee_get_id (employee));

  return yyq_test_platform_call (self->platform, "POST", target, token, key, body);
}

static YyqTestReply *
reveal (Fixture *self, const char *token, YyqEmployee *employee, const char *body)
{
  return reveal_with_key (self, token, employee, body, NULL);
}

#define REVEAL_PHONE "{\"fields\":[\"phone\"],\"reason\":\"" REASON "\"}"

static gint64
count_reveals (Fixture *self)
{
  YyqStorage *storage = yyq_platform_get_storage (self->platform->platform);
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  yyq_storage_query_int (storage, &n, &error,
                         "SELECT COUNT(*) FROM audit WHERE action = 'staff.reveal'", "");
  g_assert_no_error (error);
  yyq_storage_release (storage);
  return n;
}

/* (transfer full): the names of a page, the first first. */
static char *
names_of (YyqTestReply *reply)
{
  JsonArray *items = yyq_test_reply_items (reply, "items");
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (items); i++)
    g_string_append_printf (
      names, "%s%s", i > 0 ? " " : "",
      json_object_get_string_member (json_array_get_object_element (items, i), "name"));
  return g_string_free (names, FALSE);
}

static void
assert_found (Fixture *self, const char *token, const char *wanted, const char *format, ...)
{
  g_autofree char *body = NULL;
  g_autofree char *found = NULL;
  g_autoptr (YyqTestReply) reply = NULL;
  va_list arguments;

  va_start (arguments, format);
  body = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  reply = search (self, token, body);
  g_assert_cmpuint (reply->status, ==, 200);
  found = names_of (reply);
  g_test_message ("%s", body);
  g_assert_cmpstr (found, ==, wanted);
  assert_masked (self, reply);
}

/* (transfer full): names of the employees that the feed tells after @cursor, which moves on. */
static char *
read_feed (Fixture *self, const char *token, char **cursor)
{
  g_autofree char *target = *cursor != NULL ? g_strdup_printf ("/api/v1/sync?cursor=%s", *cursor)
                                            : g_strdup ("/api/v1/sync");
  g_autoptr (YyqTestReply) reply =
    yyq_test_platform_call (self->platform, "GET", target, token, NULL, NULL);
  JsonArray *changes = yyq_test_reply_items (reply, "changes");
  GString *names = g_string_new (NULL);

  assert_masked (self, reply);
  for (guint i = 0; i < json_array_get_length (changes); i++) {
    JsonObject *change = json_array_get_object_element (changes, i);

    if (g_str_equal (json_object_get_string_member (change, "entity"), "employee"))
      g_string_append_printf (
        names, "%s%s", names->len > 0 ? " " : "",
        json_object_get_string_member (json_object_get_object_member (change, "data"), "name"));
  }
  g_free (*cursor);
  *cursor = g_strdup (yyq_test_reply_get (reply, "cursor"));
  return g_string_free (names, FALSE);
}

static void
test_one (Fixture *self, gconstpointer data)
{
  g_autoptr (YyqTestReply) reply = get (self, self->clerk, self->main);

  g_assert_cmpuint (reply->status, ==, 200);
  assert_masked (self, reply);
  g_assert_cmpstr (yyq_test_reply_get (reply, "name"), ==, "陈雨禾");
  g_assert_cmpstr (yyq_test_reply_get (reply, "unit_name"), ==, YYQ_TEST_COMPANY);
  g_assert_cmpstr (yyq_test_reply_get (reply, "phone"), ==, "154****1201");
  g_assert_cmpstr (yyq_test_reply_get (reply, "email"), ==, "w***@example.com");
  g_assert_cmpstr (yyq_test_reply_get (reply, "birth_date"), ==, "1998-**-**");
  g_assert_cmpstr (yyq_test_reply_get (reply, "current_address"), ==, "河南省云启市****");
  g_assert_true (
    g_str_has_prefix (yyq_test_reply_get (reply, "document_number"), "419999********"));
  g_assert_cmpstr (yyq_test_reply_get (reply, "gender"), ==, "female");
}

static void
test_filters (Fixture *self, gconstpointer data)
{
  YyqTestPlatform *platform = self->platform;

  assert_found (self, self->clerk, "买买提·阿力木 陈雨禾", "{}");
  assert_found (self, self->clerk, "买买提·阿力木", "{\"unit_id\":\"%s\"}", platform->unit);
  assert_found (self, self->clerk, "", "{\"unit_id\":\"%s\"}", platform->other);
  assert_found (self, self->clerk, "陈雨禾", "{\"department\":\"生产部\"}");
  assert_found (self, self->clerk, "", "{\"department\":\"生产\"}");
  assert_found (self, self->clerk, "买买提·阿力木 陈雨禾", "{\"state\":\"active\"}");
  assert_found (self, self->clerk, "", "{\"state\":\"left\"}");
  yyq_test_platform_sql (platform, "UPDATE employee SET state = 'left' WHERE name = '陈雨禾'");
  assert_found (self, self->clerk, "陈雨禾", "{\"state\":\"left\"}");
  assert_found (self, self->clerk, "", "{\"state\":\"left\",\"department\":\"研发部\"}");
}

static void
test_words (Fixture *self, gconstpointer data)
{
  const char *document = yyq_employee_get_document_number (self->inner);

  assert_found (self, self->clerk, "陈雨禾", "{\"text\":\"雨禾\"}");
  assert_found (self, self->clerk, "陈雨禾", "{\"text\":\"chenyu\"}");
  assert_found (self, self->clerk, "陈雨禾", "{\"text\":\"生产部 陈\"}");
  assert_found (self, self->clerk, "买买提·阿力木", "{\"text\":\"YQ0002\"}");
  assert_found (self, self->clerk, "买买提·阿力木 陈雨禾", "{\"text\":\"工程师\"}");
  assert_found (self, self->clerk, "买买提·阿力木 陈雨禾", "{\"text\":\"  \"}");
  assert_found (self, self->clerk, "", "{\"text\":\"高明霞\"}");
  assert_found (self, self->clerk, "", "{\"text\":\"%%\"}");
  /* Whole numbers, however they are typed; of a part the keys tell nothing. */
  assert_found (self, self->clerk, "陈雨禾", "{\"text\":\"154 0000 1201\"}");
  assert_found (self, self->clerk, "陈雨禾", "{\"text\":\"+86 15400001201\"}");
  assert_found (self, self->clerk, "", "{\"text\":\"1201\"}");
  assert_found (self, self->clerk, "买买提·阿力木", "{\"text\":\"%s\"}", document);
  assert_found (self, self->clerk, "", "{\"text\":\"%.17s\"}", document);
  assert_found (self, self->clerk, "", "{\"text\":\"%s\"}", yyq_employee_get_phone (self->foreign));
  assert_found (self, self->clerk, "", "{\"text\":\"15400001201\",\"unit_id\":\"%s\"}",
                self->platform->unit);
}

static void
test_pages (Fixture *self, gconstpointer data)
{
  g_autoptr (YyqTestReply) first = search (self, self->clerk, "{\"limit\":1}");
  g_autoptr (YyqTestReply) second = NULL;
  g_autoptr (YyqTestReply) wrong = search (self, self->clerk, "{\"after\":\"x\"}");
  g_autoptr (YyqTestReply) odd = search (self, self->clerk, "{\"state\":\"odd\"}");
  g_autofree char *body =
    g_strdup_printf ("{\"limit\":1,\"after\":\"%s\"}", yyq_test_reply_get (first, "next"));
  g_autofree char *names = names_of (first);
  g_autofree char *others = NULL;

  second = search (self, self->clerk, body);
  others = names_of (second);
  g_assert_cmpstr (names, ==, "买买提·阿力木");
  g_assert_cmpstr (others, ==, "陈雨禾");
  g_assert_false (json_object_get_boolean_member (json_node_get_object (second->node), "has_more"));
  yyq_assert_problem (wrong, 422, "invalid");
  yyq_assert_problem (odd, 422, "invalid");
}

static void
test_units (Fixture *self, gconstpointer data)
{
  const char *const units[] = { self->platform->unit, NULL };
  g_autoptr (YyqTestReply) none = get (self, self->guest, self->inner);
  g_autoptr (YyqTestReply) no_list = search (self, self->guest, "{}");
  g_autoptr (YyqTestReply) seen = NULL;
  g_autoptr (YyqTestReply) other_unit = NULL;
  g_autoptr (YyqTestReply) other_company = NULL;
  g_autoptr (YyqTestReply) revealed = NULL;

  yyq_assert_problem (none, 403, "forbidden");
  yyq_assert_problem (no_list, 403, "forbidden");
  yyq_test_platform_permit (self->platform, YYQ_STAFF_VIEW, units);
  seen = get (self, self->guest, self->inner);
  other_unit = get (self, self->guest, self->main);
  other_company = get (self, self->guest, self->foreign);
  revealed = reveal (self, self->guest, self->inner, REVEAL_PHONE);
  g_assert_cmpuint (seen->status, ==, 200);
  yyq_assert_problem (other_unit, 404, "not-found");
  yyq_assert_problem (other_company, 404, "not-found");
  yyq_assert_problem (revealed, 403, "forbidden");
  assert_found (self, self->guest, "买买提·阿力木", "{}");
  assert_found (self, self->guest, "", "{\"text\":\"15400001201\"}");
  g_assert_cmpint (count_reveals (self), ==, 0);
}

/* Who may look at masks alone could try one number after the other until it is found. */
static void
test_guessing (Fixture *self, gconstpointer data)
{
  const char *const units[] = { self->platform->unit, NULL };
  const char *document = yyq_employee_get_document_number (self->inner);

  yyq_test_platform_permit (self->platform, YYQ_STAFF_VIEW, NULL);
  assert_found (self, self->guest, "买买提·阿力木", "{\"text\":\"阿力木\"}");
  assert_found (self, self->guest, "", "{\"text\":\"15400001202\"}");
  assert_found (self, self->guest, "", "{\"text\":\"%s\"}", document);
  yyq_test_platform_permit (self->platform, YYQ_STAFF_REVEAL, units);
  assert_found (self, self->guest, "买买提·阿力木", "{\"text\":\"15400001202\"}");
  assert_found (self, self->guest, "买买提·阿力木", "{\"text\":\"%s\"}", document);
  assert_found (self, self->guest, "", "{\"text\":\"15400001201\"}");
}

static void
test_reveal (Fixture *self, gconstpointer data)
{
  g_autoptr (YyqTestReply) phone = reveal (self, self->clerk, self->main, REVEAL_PHONE);
  g_autoptr (YyqTestReply) all = reveal (
    self, self->clerk, self->inner,
    "{\"fields\":[\"document_number\",\"birth_date\",\"household_address\",\"current_address\","
    "\"phone\",\"email\"],\"reason\":\" 核对\\n身份 \"}");

  g_assert_cmpuint (phone->status, ==, 200);
  g_assert_cmpstr (soup_message_headers_get_one (phone->headers, "Cache-Control"), ==, "no-store");
  g_assert_cmpstr (yyq_test_reply_get (phone, "phone"), ==, "15400001201");
  g_assert_cmpuint (json_object_get_size (json_node_get_object (phone->node)), ==, 2);
  for (guint i = 0; yyq_employee_personal[i] != NULL; i++) {
    g_autofree char *value = NULL;

    g_object_get (self->inner, yyq_employee_personal[i], &value, NULL);
    g_assert_cmpstr (yyq_test_reply_get (all, yyq_employee_personal[i]), ==, value);
  }
  g_assert_cmpint (count_reveals (self), ==, 2);
}

static void
assert_change (JsonArray *changes, guint place, const char *field, const char *after)
{
  JsonObject *change = json_array_get_object_element (changes, place);

  g_assert_cmpstr (json_object_get_string_member (change, "field"), ==, field);
  g_assert_true (json_object_get_null_member (change, "before"));
  g_assert_cmpstr (json_object_get_string_member (change, "after"), ==, after);
}

static void
test_logged (Fixture *self, gconstpointer data)
{
  g_autoptr (YyqTestReply) revealed =
    reveal (self, self->clerk, self->inner,
            "{\"fields\":[\"phone\",\"email\"],\"reason\":\" 核对\\n身份 \"}");
  g_autoptr (YyqTestReply) log = yyq_test_platform_call (
    self->platform, "POST", "/api/v1/log/search", self->clerk, NULL, "{\"module\":\"staff\"}");
  g_autoptr (YyqTestReply) found = yyq_test_platform_call (
    self->platform, "POST", "/api/v1/log/search", self->clerk, NULL, "{\"text\":\"阿力木\"}");
  JsonArray *items = yyq_test_reply_items (log, "items");
  JsonObject *entry = json_array_get_object_element (items, 0);
  JsonArray *changes = json_object_get_array_member (entry, "changes");

  g_assert_cmpuint (revealed->status, ==, 200);
  g_assert_cmpuint (json_array_get_length (items), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (entry, "action"), ==, "staff.reveal");
  g_assert_cmpstr (json_object_get_string_member (entry, "actor"), ==, "张测试");
  g_assert_cmpstr (json_object_get_string_member (entry, "unit"), ==,
                   "云启测试科技有限公司商城分公司");
  g_assert_cmpstr (json_object_get_string_member (entry, "object"), ==, "买买提·阿力木");
  g_assert_cmpuint (json_array_get_length (changes), ==, 3);
  assert_change (changes, 0, "reason", "核对 身份");
  assert_change (changes, 1, "revealed", "phone");
  assert_change (changes, 2, "revealed", "email");
  assert_masked (self, log);
  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (found, "items")), ==, 1);
}

static void
test_wishes (Fixture *self, gconstpointer data)
{
  static const char *const wrong[] = {
    "{}",
    "{\"fields\":[\"phone\"]}",
    "{\"reason\":\"" REASON "\"}",
    "{\"fields\":[],\"reason\":\"" REASON "\"}",
    "{\"fields\":[\"name\"],\"reason\":\"" REASON "\"}",
    "{\"fields\":[\"phone\",\"phone\"],\"reason\":\"" REASON "\"}",
    "{\"fields\":[\"phone\",7],\"reason\":\"" REASON "\"}",
    "{\"fields\":[[\"phone\"]],\"reason\":\"" REASON "\"}",
    "{\"fields\":\"phone\",\"reason\":\"" REASON "\"}",
    "{\"fields\":[\"phone\"],\"reason\":\"\"}",
    "{\"fields\":[\"phone\"],\"reason\":\" 看 \"}",
    "{\"fields\":[\"phone\"],\"reason\":7}",
    "[]",
  };
  g_autofree char *key = g_uuid_string_random ();
  g_autofree char *reason = g_strnfill (201, 'x');
  g_autofree char *long_body =
    g_strdup_printf ("{\"fields\":[\"phone\"],\"reason\":\"%s\"}", reason);
  g_autoptr (YyqTestReply) too_long = reveal (self, self->clerk, self->main, long_body);
  g_autoptr (YyqTestReply) keyed =
    reveal_with_key (self, self->clerk, self->main, REVEAL_PHONE, key);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (YyqTestReply) reply = reveal (self, self->clerk, self->main, wrong[i]);

    g_test_message ("%s", wrong[i]);
    yyq_assert_problem (reply, 422, "invalid");
    assert_masked (self, reply);
  }
  yyq_assert_problem (too_long, 422, "invalid");
  yyq_assert_problem (keyed, 422, "invalid");
  g_assert_cmpint (count_reveals (self), ==, 0);
}

/* To view is one permission, to reveal another, and each of its own units. */
static void
test_reveal_units (Fixture *self, gconstpointer data)
{
  const char *const units[] = { self->platform->unit, NULL };
  g_autoptr (YyqTestReply) unseen = NULL;
  g_autoptr (YyqTestReply) masked = NULL;
  g_autoptr (YyqTestReply) foreign = NULL;
  g_autoptr (YyqTestReply) shown = NULL;

  yyq_test_platform_permit (self->platform, YYQ_STAFF_REVEAL, units);
  unseen = reveal (self, self->guest, self->main, REVEAL_PHONE);
  shown = reveal (self, self->guest, self->inner, REVEAL_PHONE);
  foreign = reveal (self, self->guest, self->foreign, REVEAL_PHONE);
  yyq_assert_problem (unseen, 404, "not-found");
  yyq_assert_problem (foreign, 404, "not-found");
  g_assert_cmpstr (yyq_test_reply_get (shown, "phone"), ==, "15400001202");
  yyq_test_platform_permit (self->platform, YYQ_STAFF_VIEW, NULL);
  masked = reveal (self, self->guest, self->main, REVEAL_PHONE);
  yyq_assert_problem (masked, 403, "forbidden");
  g_assert_cmpint (count_reveals (self), ==, 1);
}

/* A whole roster is not read out one by one. */
static void
test_rate (Fixture *self, gconstpointer data)
{
  guint n = 0;
  guint status = 200;

  while (status == 200 && n < 100) {
    g_autoptr (YyqTestReply) reply = reveal (self, self->clerk, self->main, REVEAL_PHONE);

    status = reply->status;
    n++;
  }
  g_assert_cmpuint (status, ==, 429);
  g_assert_cmpuint (n, >, 30);
  assert_found (self, self->clerk, "买买提·阿力木 陈雨禾", "{}");
}

static void
test_feed (Fixture *self, gconstpointer data)
{
  const char *const units[] = { self->platform->unit, NULL };
  g_autofree char *of_clerk = NULL, *of_guest = NULL;
  g_autofree char *all = read_feed (self, self->clerk, &of_clerk);
  g_autofree char *none = read_feed (self, self->guest, &of_guest);
  g_autofree char *then = NULL, *new_cursor = NULL, *one = NULL;
  g_autofree char *target = NULL;
  g_autoptr (YyqTestReply) over = NULL;
  g_autoptr (YyqEmployee) late = NULL;

  g_assert_cmpstr (all, ==, "陈雨禾 买买提·阿力木");
  g_assert_cmpstr (none, ==, "");
  yyq_test_platform_permit (self->platform, YYQ_STAFF_VIEW, units);
  target = g_strdup_printf ("/api/v1/sync?cursor=%s", of_guest);
  over = yyq_test_platform_call (self->platform, "GET", target, self->guest, NULL, NULL);
  yyq_assert_problem (over, 410, "cursor-unknown");
  one = read_feed (self, self->guest, &new_cursor);
  g_assert_cmpstr (one, ==, "买买提·阿力木");
  late = enter (self, 4, "宋佳宁", self->platform->company, self->platform->company);
  then = read_feed (self, self->clerk, &of_clerk);
  g_assert_cmpstr (then, ==, "宋佳宁");
}

/* Who has lost the permission begins anew, and is told of nobody. */
static void
test_feed_lost (Fixture *self, gconstpointer data)
{
  g_autofree char *cursor = NULL, *anew = NULL;
  g_autofree char *target = NULL;
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (YyqTestReply) over = NULL;

  yyq_test_platform_permit (self->platform, YYQ_STAFF_VIEW, NULL);
  before = read_feed (self, self->guest, &cursor);
  g_assert_cmpstr (before, ==, "陈雨禾 买买提·阿力木");
  yyq_test_platform_sql (self->platform, "DELETE FROM role_permission WHERE code = 'staff.view'");
  target = g_strdup_printf ("/api/v1/sync?cursor=%s", cursor);
  over = yyq_test_platform_call (self->platform, "GET", target, self->guest, NULL, NULL);
  yyq_assert_problem (over, 410, "cursor-unknown");
  after = read_feed (self, self->guest, &anew);
  g_assert_cmpstr (after, ==, "");
}

/* After everything that one may do with them. */
static void
test_program_log (Fixture *self, gconstpointer data)
{
  YyqEmployee *const all[] = { self->main, self->inner, self->foreign };
  g_autoptr (YyqTestReply) one = get (self, self->clerk, self->main);
  g_autoptr (YyqTestReply) shown = reveal (self, self->clerk, self->main, REVEAL_PHONE);
  g_autoptr (YyqTestReply) refused = reveal (self, self->clerk, self->foreign, REVEAL_PHONE);
  g_autofree char *cursor = NULL;
  g_autofree char *names = read_feed (self, self->clerk, &cursor);
  g_autoptr (GMutexLocker) locker = NULL;

  assert_found (self, self->clerk, "陈雨禾", "{\"text\":\"15400001201\"}");
  g_assert_cmpstr (names, !=, "");
  g_assert_cmpuint (shown->status, ==, 200);
  yyq_assert_problem (refused, 404, "not-found");
  locker = g_mutex_locker_new (&log_lock);
  g_assert_nonnull (strstr (logged->str, "/api/v1/employees/{id}/reveal"));
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++) {
    g_assert_false (yyq_test_employee_shows (all[i], logged->str, logged->len));
    g_assert_null (strstr (logged->str, yyq_employee_get_name (all[i])));
  }
}

#define ADD(name, test) g_test_add ("/employees/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  logged = g_string_new (NULL);
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (keep_log, NULL, NULL);
  ADD ("one employee comes masked, with the name", test_one);
  ADD ("the roster is narrowed by unit, department and state", test_filters);
  ADD ("people are found by words, readings and whole numbers, and by no part of a number",
       test_words);
  ADD ("pages follow each other, and what is no cursor is refused", test_pages);
  ADD ("whoever lies in another unit or company does not exist", test_units);
  ADD ("numbers find only those whom one may reveal", test_guessing);
  ADD ("what is asked for with a reason is shown, and nothing else", test_reveal);
  ADD ("the log has who, whose, which and why, and never what", test_logged);
  ADD ("without members or a reason, and with a key, nothing is shown or logged", test_wishes);
  ADD ("to reveal is a permission of its own in each unit", test_reveal_units);
  ADD ("a whole roster is not read out at once", test_rate);
  ADD ("the feed tells masked what lies in one's units", test_feed);
  ADD ("the feed begins anew without the permission, and tells nobody", test_feed_lost);
  ADD ("the program's log knows nobody", test_program_log);
  return g_test_run ();
}
