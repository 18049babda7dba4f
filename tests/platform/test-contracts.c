/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-clock.h"
#include "yyq-contract-flow.h"
#include "yyq-contract-store.h"
#include "yyq-test-platform.h"

/* Rows of docs/manual-coverage.md: 27, 30, 32, 33. */

/* Lists, counts, home figures and delta sync, as a client reads them page by page. */

#define FIRST_AT G_GINT64_CONSTANT (1780000000000)
#define DAY_MS (24 * 3600 * 1000)
#define N_CONTRACTS 23
#define SAMPLE_PAGES 2

typedef struct {
  YyqTestPlatform *platform;
  char *clerk;
  char *stranger;
} Fixture;

static void
add (Fixture *fixture, const char *enterprise, const char *title, gint64 at, gboolean worker)
{
  g_autoptr (YyqContract) contract = NULL;

  yyq_clock_freeze (at);
  contract = yyq_test_platform_add_contract (fixture->platform, enterprise, title, worker);
  yyq_clock_freeze (0);
}

/* Three a day, so that rows with the same time are told apart by their id. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  YyqTestPlatform *platform = yyq_test_platform_new (GPOINTER_TO_INT (data));

  fixture->platform = platform;
  for (int i = 0; i < N_CONTRACTS; i++) {
    g_autofree char *title =
      g_strdup_printf ("%s 第%02d号", i % 2 == 0 ? "劳动合同书" : "保密协议", i);

    add (fixture, i % 5 == 0 ? platform->unit : platform->company, title, FIRST_AT + i / 3 * DAY_MS,
         i % 2 == 0);
  }
  add (fixture, platform->other, "别家公司的劳动合同书", FIRST_AT, FALSE);
  fixture->clerk = yyq_test_platform_log_in (platform, platform->clerk, platform->company);
  fixture->stranger = yyq_test_platform_log_in (platform, platform->stranger, platform->other);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yyq_clock_freeze (0);
  yyq_test_platform_free (fixture->platform);
  g_free (fixture->clerk);
  g_free (fixture->stranger);
}

static YyqTestReply *
get (Fixture *fixture, const char *token, const char *target)
{
  YyqTestReply *reply =
    yyq_test_platform_call (fixture->platform, "GET", target, token, NULL, NULL);

  return reply;
}

static void
collect (GPtrArray *values, YyqTestReply *page, const char *member)
{
  JsonArray *items = yyq_test_reply_items (page, "items");

  for (guint i = 0; i < json_array_get_length (items); i++)
    g_ptr_array_add (values, g_strdup (json_object_get_string_member (
                               json_array_get_object_element (items, i), member)));
}

static YyqTestReply *
search (Fixture *fixture, const char *token, const char *body)
{
  return yyq_test_platform_call (fixture->platform, "POST", "/api/v1/contracts/search", token, NULL,
                                 body);
}

/* How many rows have @words, read in pages of 5; @more: further members of the body, with a comma
 * in front. */
static guint
count_found (Fixture *fixture, const char *token, const char *words, const char *more)
{
  g_autofree char *after = g_strdup ("");
  guint n = 0;

  while (after != NULL) {
    g_autofree char *body =
      g_strdup_printf ("{\"q\":\"%s\",\"limit\":5,\"after\":\"%s\"%s}", words, after, more);
    g_autoptr (YyqTestReply) page = search (fixture, token, body);
    JsonObject *object = json_node_get_object (page->node);

    g_assert_cmpuint (page->status, ==, 200);
    n += json_array_get_length (yyq_test_reply_items (page, "items"));
    g_free (after);
    after = json_object_get_boolean_member (object, "has_more")
              ? g_strdup (json_object_get_string_member (object, "next"))
              : NULL;
  }
  return n;
}

/* (transfer full): @member of every row, read in pages of @limit. */
static GPtrArray *
read_all (Fixture *fixture, const char *token, const char *query, guint limit, const char *member)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *after = g_strdup ("");

  do {
    g_autofree char *target = g_strdup_printf ("/api/v1/contracts?limit=%u&after=%s%s%s", limit,
                                               after, *query != '\0' ? "&" : "", query);
    g_autoptr (YyqTestReply) page = get (fixture, token, target);
    JsonObject *object = json_node_get_object (page->node);

    g_assert_cmpuint (page->status, ==, 200);
    collect (values, page, member);
    g_free (after);
    after = json_object_get_boolean_member (object, "has_more")
              ? g_strdup (json_object_get_string_member (object, "next"))
              : NULL;
  } while (after != NULL);
  return values;
}

static guint
count_rows (Fixture *fixture, const char *query)
{
  g_autoptr (GPtrArray) ids = read_all (fixture, fixture->clerk, query, 50, "id");

  return ids->len;
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  static const char *const queries[] = { "",           "order=asc",
                                         "sort=title", "sort=title&order=asc",
                                         "sort=state", "sort=state&order=asc" };

  for (guint q = 0; q < G_N_ELEMENTS (queries); q++) {
    g_autoptr (GPtrArray) at_once = read_all (fixture, fixture->clerk, queries[q], 200, "id");

    g_test_message ("%s", queries[q]);
    g_assert_cmpuint (at_once->len, ==, N_CONTRACTS);
    for (guint limit = 1; limit <= N_CONTRACTS; limit += 5) {
      g_autoptr (GPtrArray) pages = read_all (fixture, fixture->clerk, queries[q], limit, "id");

      g_assert_cmpuint (pages->len, ==, at_once->len);
      for (guint i = 0; i < pages->len; i++)
        g_assert_cmpstr (g_ptr_array_index (pages, i), ==, g_ptr_array_index (at_once, i));
    }
  }
}

static void
assert_sorted (GPtrArray *values, int sign)
{
  for (guint i = 1; i < values->len; i++)
    g_assert_cmpint (
      sign * strcmp (g_ptr_array_index (values, i - 1), g_ptr_array_index (values, i)), <=, 0);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) up = read_all (fixture, fixture->clerk, "sort=title&order=asc", 4, "title");
  g_autoptr (GPtrArray) down = read_all (fixture, fixture->clerk, "sort=title", 4, "title");
  g_autoptr (GPtrArray) newest = read_all (fixture, fixture->clerk, "", 4, "number");

  assert_sorted (up, 1);
  assert_sorted (down, -1);
  /* "HT-20260528-": the day; rows of the same time have no order that means something. */
  for (guint i = 0; i < newest->len; i++)
    ((char *) g_ptr_array_index (newest, i))[12] = '\0';
  assert_sorted (newest, -1);
}

/* A row that comes in above the pages that were read changes nothing below. */
static void
test_stable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) first = get (fixture, fixture->clerk, "/api/v1/contracts?limit=10");
  g_autofree char *rest_target =
    g_strdup_printf ("/api/v1/contracts?limit=200&after=%s", yyq_test_reply_get (first, "next"));
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (YyqTestReply) rest = NULL;

  add (fixture, fixture->platform->company, "后来的合同", FIRST_AT + 100 * (gint64) DAY_MS, FALSE);
  rest = get (fixture, fixture->clerk, rest_target);
  collect (titles, rest, "title");
  g_assert_cmpuint (titles->len, ==, N_CONTRACTS - 10);
  g_assert_false (g_ptr_array_find_with_equal_func (titles, "后来的合同", g_str_equal, NULL));
}

static void
test_cursor_bound (Fixture *fixture, gconstpointer data)
{
  static const char *const others[] = { "tab=mine&", "order=asc&", "sort=title&", "from=1&",
                                        "to=9999999999999&" };
  g_autoptr (YyqTestReply) first = get (fixture, fixture->clerk, "/api/v1/contracts?limit=2");
  const char *next = yyq_test_reply_get (first, "next");
  g_autofree char *foreign = g_strdup_printf ("/api/v1/contracts?after=%s", next);
  g_autoptr (YyqTestReply) stranger = get (fixture, fixture->stranger, foreign);

  yyq_assert_problem (stranger, 422, "invalid");
  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    g_autofree char *target = g_strdup_printf ("/api/v1/contracts?%safter=%s", others[i], next);
    g_autoptr (YyqTestReply) reply = get (fixture, fixture->clerk, target);

    yyq_assert_problem (reply, 422, "invalid");
  }
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  g_autofree char *range = g_strdup_printf ("from=%" G_GINT64_FORMAT "&to=%" G_GINT64_FORMAT,
                                            FIRST_AT + DAY_MS, FIRST_AT + 3 * (gint64) DAY_MS);

  g_assert_cmpuint (count_rows (fixture, range), ==, 6);
  g_assert_cmpuint (count_rows (fixture, "tab=mine"), ==, N_CONTRACTS / 2);
  g_assert_cmpuint (count_rows (fixture, "tab=others"), ==, N_CONTRACTS - N_CONTRACTS / 2);
  g_assert_cmpuint (count_rows (fixture, "tab=done"), ==, 0);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  static const char *const bad[] = { "{\"q\":7}",
                                     "{\"limit\":0}",
                                     "{\"limit\":201}",
                                     "{\"from\":-1}",
                                     "{\"tab\":\"none\"}",
                                     "{\"after\":\"x\"}",
                                     "[]",
                                     "" };
  g_autofree char *of_list = NULL;
  g_autoptr (YyqTestReply) list = get (fixture, fixture->clerk, "/api/v1/contracts?limit=2");
  g_autoptr (YyqTestReply) foreign = NULL;
  g_autoptr (YyqTestReply) in_url =
    get (fixture, fixture->clerk, "/api/v1/contracts?q=%E5%B0%8F%E5%85%B0");

  g_assert_cmpuint (count_found (fixture, fixture->clerk, "劳动合同书", ""), ==, 12);
  g_assert_cmpuint (count_found (fixture, fixture->clerk, "保密 07", ""), ==, 1);
  g_assert_cmpuint (count_found (fixture, fixture->clerk, "小兰", ""), ==, 12);
  g_assert_cmpuint (count_found (fixture, fixture->clerk, "陈小兰", ",\"tab\":\"others\""), ==, 12);
  g_assert_cmpuint (
    count_found (fixture, fixture->clerk, "小兰", ",\"sort\":\"title\",\"order\":\"asc\""), ==, 12);
  g_assert_cmpuint (count_found (fixture, fixture->clerk, "%", ""), ==, 0);
  g_assert_cmpuint (count_found (fixture, fixture->clerk, "' OR 1=1--", ""), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (YyqTestReply) reply = search (fixture, fixture->clerk, bad[i]);

    yyq_assert_problem (reply, 422, "invalid");
  }
  /* The cursor of another list, and words where everybody on the way could read them. */
  of_list =
    g_strdup_printf ("{\"q\":\"小兰\",\"after\":\"%s\"}", yyq_test_reply_get (list, "next"));
  foreign = search (fixture, fixture->clerk, of_list);
  yyq_assert_problem (foreign, 422, "invalid");
  yyq_assert_problem (in_url, 422, "invalid");
}

/* A cursor stands in URLs: of the title that it goes on behind, nothing can be read there. */
static void
test_cursor_sealed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) first =
    get (fixture, fixture->clerk, "/api/v1/contracts?limit=2&sort=title");
  JsonObject *last = json_array_get_object_element (yyq_test_reply_items (first, "items"), 1);
  g_autofree char *encoded = g_strdelimit (
    g_strdelimit (g_strdelimit (g_strdup (yyq_test_reply_get (first, "next")), "-", '+'), "_", '/'),
    "~", '=');
  gsize length = 0;
  g_autofree guchar *bytes = g_base64_decode (encoded, &length);
  const char *title = json_object_get_string_member (last, "title");
  const char *id = json_object_get_string_member (last, "id");

  g_assert_cmpuint (length, >, strlen (title));
  g_assert_null (memmem (bytes, length, title, strlen ("劳动")));
  g_assert_null (memmem (bytes, length, id, strlen (id)));
}

static void
test_scope (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) theirs = read_all (fixture, fixture->stranger, "", 50, "title");

  g_assert_cmpuint (theirs->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (theirs, 0), ==, "别家公司的劳动合同书");
  g_assert_cmpuint (count_found (fixture, fixture->stranger, "保密", ""), ==, 0);
}

static gint64
number_of (YyqTestReply *reply, const char *name)
{
  return json_object_get_int_member (json_node_get_object (reply->node), name);
}

static void
test_counts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) counts = get (fixture, fixture->clerk, "/api/v1/contracts/counts");
  g_autoptr (YyqTestReply) todo = get (fixture, fixture->clerk, "/api/v1/home/todo");
  g_autoptr (YyqTestReply) overview = get (fixture, fixture->clerk, "/api/v1/home/overview");
  g_autofree char *target = g_strdup_printf (
    "/api/v1/home/contract-stats?unit=day&from=%" G_GINT64_FORMAT "&to=%" G_GINT64_FORMAT, FIRST_AT,
    FIRST_AT + 8 * (gint64) DAY_MS);
  g_autoptr (YyqTestReply) stats = get (fixture, fixture->clerk, target);
  JsonArray *buckets = yyq_test_reply_items (stats, "items");
  gint64 sum = 0;

  g_assert_cmpint (number_of (counts, "all"), ==, N_CONTRACTS);
  g_assert_cmpint (number_of (counts, "mine") + number_of (counts, "others"), ==, N_CONTRACTS);
  g_assert_cmpint (number_of (todo, "contracts_to_sign"), ==, number_of (counts, "mine"));
  g_assert_cmpint (number_of (todo, "oldest_at"), ==, FIRST_AT);
  g_assert_cmpint (number_of (overview, "contracts_total"), ==, N_CONTRACTS);
  for (guint i = 0; i < json_array_get_length (buckets); i++)
    sum += json_object_get_int_member (json_array_get_object_element (buckets, i), "initiated");
  g_assert_cmpint (sum, ==, N_CONTRACTS);
}

static YyqTestReply *
sync_from (Fixture *fixture, const char *token, const char *cursor, guint limit)
{
  g_autofree char *target = g_strdup_printf ("/api/v1/sync?cursor=%s&limit=%u", cursor, limit);

  return get (fixture, token, target);
}

static void
test_sync (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *cursor = g_strdup ("");
  gboolean more = TRUE;

  while (more) {
    g_autoptr (YyqTestReply) page = sync_from (fixture, fixture->clerk, cursor, 7);
    JsonArray *changes = yyq_test_reply_items (page, "changes");

    for (guint i = 0; i < json_array_get_length (changes); i++) {
      JsonObject *change = json_array_get_object_element (changes, i);

      g_assert_cmpstr (json_object_get_string_member (change, "op"), ==, "put");
      g_assert_true (json_object_has_member (change, "data"));
      if (!g_str_equal (json_object_get_string_member (change, "entity"), "contract"))
        continue;
      g_assert_true (
        g_hash_table_add (seen, g_strdup (json_object_get_string_member (change, "id"))));
    }
    g_free (cursor);
    cursor = g_strdup (yyq_test_reply_get (page, "cursor"));
    more = json_object_get_boolean_member (json_node_get_object (page->node), "has_more");
  }
  g_assert_cmpuint (g_hash_table_size (seen), ==, N_CONTRACTS);
}

/* (transfer full): the cursor behind everything. */
static char *
cursor_now (Fixture *fixture, const char *token)
{
  g_autoptr (YyqTestReply) all = sync_from (fixture, token, "", 500);

  return g_strdup (yyq_test_reply_get (all, "cursor"));
}

static void
withdraw (Fixture *fixture, const char *id)
{
  g_autoptr (YyqContract) contract =
    yyq_test_platform_load (fixture->platform, fixture->platform->company, id);
  g_autoptr (GError) error = NULL;

  yyq_contract_flow_withdraw (contract, &error);
  g_assert_no_error (error);
  yyq_test_platform_begin (fixture->platform);
  yyq_contract_store_save (fixture->platform->platform, fixture->platform->access, contract,
                           &error);
  g_assert_no_error (error);
  yyq_test_platform_commit (fixture->platform);
}

static void
test_sync_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = read_all (fixture, fixture->clerk, "", 50, "id");
  g_autofree char *cursor = cursor_now (fixture, fixture->clerk);
  g_autofree char *theirs = cursor_now (fixture, fixture->stranger);
  g_autoptr (YyqTestReply) nothing = sync_from (fixture, fixture->clerk, cursor, 50);
  g_autoptr (YyqTestReply) change = NULL;
  g_autoptr (YyqTestReply) for_others = NULL;
  JsonObject *first;

  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (nothing, "changes")), ==, 0);
  g_assert_cmpstr (yyq_test_reply_get (nothing, "cursor"), ==, cursor);
  withdraw (fixture, g_ptr_array_index (ids, 3));
  change = sync_from (fixture, fixture->clerk, cursor, 50);
  /* Behind it comes the message of it. */
  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (change, "changes")), ==, 2);
  first = json_array_get_object_element (yyq_test_reply_items (change, "changes"), 0);
  g_assert_cmpstr (json_object_get_string_member (first, "id"), ==, g_ptr_array_index (ids, 3));
  g_assert_cmpstr (
    json_object_get_string_member (json_object_get_object_member (first, "data"), "state"), ==,
    "withdrawn");
  for_others = sync_from (fixture, fixture->stranger, theirs, 50);
  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (for_others, "changes")), ==, 0);
}

static void
test_sync_unknown (Fixture *fixture, gconstpointer data)
{
  g_autofree char *foreign = cursor_now (fixture, fixture->stranger);
  const char *cursors[] = { foreign, "0", "12.00000000000000000000000000000000", "x", "-1." };

  for (guint i = 0; i < G_N_ELEMENTS (cursors); i++) {
    g_autoptr (YyqTestReply) reply = sync_from (fixture, fixture->clerk, cursors[i], 50);

    yyq_assert_problem (reply, 410, "cursor-unknown");
  }
}

/* A list loads neither parties nor revisions; one contract does. */
static void
test_one (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = read_all (fixture, fixture->clerk, "tab=others", 1, "id");
  g_autofree char *target =
    g_strdup_printf ("/api/v1/contracts/%s", (char *) g_ptr_array_index (ids, 0));
  g_autofree char *events = g_strconcat (target, "/events", NULL);
  g_autoptr (YyqTestReply) one = get (fixture, fixture->clerk, target);
  g_autoptr (YyqTestReply) history = get (fixture, fixture->clerk, events);
  JsonArray *parties = yyq_test_reply_items (one, "parties");

  g_assert_cmpuint (json_array_get_length (parties), ==, 2);
  g_assert_cmpstr (
    json_object_get_string_member (json_array_get_object_element (parties, 0), "state"), ==,
    "turn");
  g_assert_cmpstr (
    json_object_get_string_member (json_array_get_object_element (parties, 1), "state"), ==,
    "waiting");
  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (one, "revisions")), ==, 1);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (one->node), "pages"), ==,
                   SAMPLE_PAGES);
  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (history, "items")), ==, 1);
}

/* Whoever changes the history in the database is found out. */
static void
test_event_chain (Fixture *fixture, gconstpointer data)
{
  YyqPlatform *platform = fixture->platform->platform;
  g_autoptr (GPtrArray) ids = read_all (fixture, fixture->clerk, "", 50, "id");
  const char *id = g_ptr_array_index (ids, 0);
  g_autoptr (GError) error = NULL;

  yyq_test_platform_begin (fixture->platform);
  g_assert_true (
    yyq_contract_store_add_event (platform, id, "signed", "张三", FIRST_AT, NULL, &error));
  g_assert_true (
    yyq_contract_store_add_event (platform, id, "completed", "张三", FIRST_AT, NULL, &error));
  yyq_test_platform_commit (fixture->platform);
  g_assert_true (yyq_contract_store_check_events (platform, id, &error));
  yyq_test_platform_sql (fixture->platform,
                         "UPDATE contract_event SET actor = '李四' WHERE type = 'signed'");
  g_assert_false (yyq_contract_store_check_events (platform, id, &error));
  g_clear_error (&error);
  yyq_test_platform_sql (fixture->platform, "DELETE FROM contract_event WHERE type = 'signed'");
  g_assert_false (yyq_contract_store_check_events (platform, id, &error));
  yyq_storage_release (yyq_platform_get_storage (platform));
}

static const YyqTestCase cases[] = {
  { "pages together are the list, whatever their size", (GTestFixtureFunc) test_pages },
  { "lists are sorted by the column that is asked for", (GTestFixtureFunc) test_order },
  { "new rows do not shift the pages behind", (GTestFixtureFunc) test_stable },
  { "a page's end is only good for its own list", (GTestFixtureFunc) test_cursor_bound },
  { "filters find what they say", (GTestFixtureFunc) test_filters },
  { "words are found, and only in a body", (GTestFixtureFunc) test_search },
  { "a cursor tells nothing of what it goes on behind", (GTestFixtureFunc) test_cursor_sealed },
  { "a list never shows another enterprise's contracts", (GTestFixtureFunc) test_scope },
  { "counts and figures agree with the list", (GTestFixtureFunc) test_counts },
  { "the first synchronisation brings everything once", (GTestFixtureFunc) test_sync },
  { "later ones bring what changed, to whom it belongs", (GTestFixtureFunc) test_sync_changes },
  { "an unknown cursor means to begin anew", (GTestFixtureFunc) test_sync_unknown },
  { "one contract comes with pages, parties, revisions and history", (GTestFixtureFunc) test_one },
  { "a changed history is found out", (GTestFixtureFunc) test_event_chain },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  yyq_test_add_both_ways ("contracts", cases, G_N_ELEMENTS (cases), sizeof (Fixture),
                          (GTestFixtureFunc) set_up, (GTestFixtureFunc) tear_down);
  return g_test_run ();
}
