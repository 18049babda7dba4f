/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-error.h"
#include "yyq-wire-problem.h"
#include "yyq-wire-slice.h"
#include "yyq-wire.h"

static JsonNode *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return yyq_wire_parse (bytes, error);
}

static void
test_refuses (void)
{
  static const char *const bad[] = { "",
                                     " ",
                                     "{",
                                     "[1,]",
                                     "{\"a\":1,}",
                                     "'a'",
                                     "{a:1}",
                                     "// c\n1",
                                     "1 2",
                                     "{} {}",
                                     "01",
                                     "1.",
                                     ".5",
                                     "+1",
                                     "nul",
                                     "NaN",
                                     "9223372036854775808",
                                     "-9223372036854775809",
                                     "12345678901234567890",
                                     "1e400",
                                     "\"\\u0000\"",
                                     "\"\\x\"",
                                     "\"\\ud800\"",
                                     "\"\\udc00\"",
                                     "\"\t\"",
                                     "\"abc",
                                     "\"\xff\"",
                                     "\"\xc0\x80\"",
                                     "{\"a\":1,\"a\":2}",
                                     "{\"a\"}",
                                     "[1 2]",
                                     "\xef\xbb\xbf{}" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (parse (bad[i], &error));
    g_assert_error (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_SYNTAX);
  }
}

static void
test_nul (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("[1]\0", 4);
  g_autoptr (GError) error = NULL;

  g_assert_null (yyq_wire_parse (bytes, &error));
  g_assert_error (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_SYNTAX);
}

static JsonNode *
parse_depth (guint depth)
{
  g_autofree char *text = g_malloc0 (2 * depth + 1);

  memset (text, '[', depth);
  memset (text + depth, ']', depth);
  return parse (text, NULL);
}

static void
test_depth (void)
{
  g_autoptr (JsonNode) deepest = parse_depth (32);

  g_assert_nonnull (deepest);
  g_assert_null (parse_depth (33));
  g_assert_null (parse_depth (100000));
}

/* 3^@digits names, all of which g_str_hash() takes to the same number. */
static GString *
make_colliding (guint digits, guint n)
{
  static const char *const same[] = { "ab", "bA", "c " };
  GString *text = g_string_new ("{");

  for (guint i = 0; i < n; i++) {
    g_string_append (text, i == 0 ? "\"" : ",\"");
    for (guint digit = 0, rest = i; digit < digits; digit++, rest /= 3)
      g_string_append (text, same[rest % 3]);
    g_string_append (text, "\":0");
  }
  g_string_append_c (text, '}');
  return text;
}

static void
test_members (void)
{
  g_autoptr (GString) most = make_colliding (6, 256);
  g_autoptr (GString) more = make_colliding (6, 257);
  g_autoptr (JsonNode) node = parse (most->str, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_str_hash ("ab"), ==, g_str_hash ("bA"));
  g_assert_cmpuint (g_str_hash ("ab"), ==, g_str_hash ("c "));
  g_assert_nonnull (node);
  g_assert_cmpuint (json_object_get_size (json_node_get_object (node)), ==, 256);
  g_assert_null (parse (more->str, &error));
  g_assert_error (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_SYNTAX);
}

static void
test_repeated (void)
{
  static const char *const bad[] = {
    "{\"a\":1,\"b\":2,\"a\":3}",
    "{\"a\":1,\"\\u0061\":2}",
    "{\"\\n\":1,\"\\u000a\":2}",
    "{\"/\":1,\"\\/\":2}",
    "{\"\":1,\"\":2}",
    "{\"\xe5\xbc\xa0\":1,\"b\":2,\"\\u5F20\":3}",
    "{\"\xf0\x9f\x98\x80x\":1,\"\\uD83D\\ude00x\":2}",
    "[{\"a\":{\"b\":1,\"b\":2}}]",
    "{\"a\":{\"c\":1},\"b\":2,\"a\":3}",
  };
  static const char *const good[] = {
    "{\"a\":{\"a\":1,\"b\":2},\"b\":{\"a\":1}}",
    "{\"a\":1,\"aa\":2,\"\":3,\"A\":4,\"\\\\u0061\":5,\"\\u00e9\":6,\"e\":7}",
    "{\"\\uD83D\\ude00\":1,\"\\uD83D\\ude01\":2,\"\xef\xbf\xbd\":3}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (JsonNode) node = parse (bad[i], NULL);

    g_test_message ("%s", bad[i]);
    g_assert_null (node);
  }
  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (JsonNode) node = parse (good[i], NULL);

    g_test_message ("%s", good[i]);
    g_assert_nonnull (node);
  }
}

static void
test_nodes (void)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("[1,{\"a\":[]}]", 12);
  g_autoptr (JsonNode) enough = yyq_wire_parse_limited (text, 4, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (enough);
  g_assert_null (yyq_wire_parse_limited (text, 3, &error));
  g_assert_error (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_SYNTAX);
}

static void
test_accepts (void)
{
  static const char *const good[] = { "{}",
                                      "[]",
                                      " [ 1 , -0 , 0.5e-3 ] ",
                                      "\"\\ud83d\\ude00\"",
                                      "\"张三\"",
                                      "null",
                                      "9223372036854775807",
                                      "-9223372036854775808",
                                      "{\"a\":{\"a\":[true,false,null]}}" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonNode) node = parse (good[i], &error);

    g_assert_no_error (error);
    g_assert_nonnull (node);
  }
}

static void
test_types (void)
{
  g_autoptr (JsonNode) node =
    parse ("{\"s\":\"x\",\"i\":7,\"d\":1.5,\"b\":true,\"a\":[],\"o\":{},\"n\":null}", NULL);
  JsonObject *object = yyq_wire_node_object (node, NULL);
  const char *const names[] = { "s", "i", "d", "b", "a", "o", "n", "missing" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    const char *text;
    gint64 integer;
    double number;
    gboolean truth;
    JsonArray *array;
    JsonObject *inner;
    const char *name = names[i];

    g_assert_cmpint (yyq_wire_get_string (object, name, &text, NULL), ==, *name == 's');
    g_assert_cmpint (yyq_wire_get_int (object, name, &integer, NULL), ==, *name == 'i');
    g_assert_cmpint (yyq_wire_get_double (object, name, &number, NULL), ==,
                     *name == 'd' || *name == 'i');
    g_assert_cmpint (yyq_wire_get_bool (object, name, &truth, NULL), ==, *name == 'b');
    g_assert_cmpint (yyq_wire_get_array (object, name, &array, NULL), ==, *name == 'a');
    g_assert_cmpint (yyq_wire_get_object (object, name, &inner, NULL), ==, *name == 'o');
  }
}

static void
test_bytes (void)
{
  static const char *const bad[] = { "QQ", "Q===", "QQ=Q", "Q Q=", "QQ==\\n", "Q-_=" };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\0\1\2", 3);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GBytes) back = NULL;

  yyq_wire_set_bytes (object, "b", bytes);
  back = yyq_wire_get_bytes (object, "b", NULL);
  g_assert_true (g_bytes_equal (bytes, back));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    json_object_set_string_member (object, "b", bad[i]);
    g_assert_null (yyq_wire_get_bytes (object, "b", &error));
    g_assert_error (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_VALUE);
  }
}

static void
test_slice (void)
{
  static const struct {
    const char *text;
    const char *slices[3]; /* "-": none */
    guint n;
  } cases[] = {
    { "{\"list\":[{\"data\":{\"a\":1.50}},{\"data\":null}]}", { "{\"a\":1.50}", "null" }, 2 },
    { " { \"x\" : [ { \"data\" : 1 } ] , \"list\" : [ { \"b\" : [ 1 , {} ] , \"data\" : [ 2 , "
      "\"]\" ] } ] } ",
      { "[ 2 , \"]\" ]" },
      1 },
    { "{\"list\":[{\"other\":{\"data\":7}},3,{\"data\":\"\\\"},{\"}]}",
      { "-", "-", "\"\\\"},{\"" },
      3 },
    { "{\"list\":[]}", { NULL }, 0 },
    { "{\"list\":{\"data\":1}}", { NULL }, 0 },
    { "{\"a\":{\"list\":[{\"data\":1}]}}", { NULL }, 0 },
    { "[{\"data\":1}]", { NULL }, 0 },
    { "7", { NULL }, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) text = g_bytes_new (cases[i].text, strlen (cases[i].text));
    g_autoptr (JsonNode) node = yyq_wire_parse (text, NULL);
    g_autoptr (GPtrArray) slices = yyq_wire_slice (text, "list", "data");

    g_assert_nonnull (node);
    g_assert_cmpuint (slices->len, ==, cases[i].n);
    for (guint k = 0; k < slices->len; k++) {
      const char *expected = cases[i].slices[k];

      if (g_str_equal (expected, "-"))
        g_assert_null (slices->pdata[k]);
      else
        g_assert_cmpmem (g_bytes_get_data (slices->pdata[k], NULL),
                         g_bytes_get_size (slices->pdata[k]), expected, strlen (expected));
    }
  }
}

/* A client that does not know a code goes by the status, and must not be misled. */
static void
test_problems (void)
{
  g_assert_cmpuint (yyq_n_problems, >, 20);
  for (guint i = 0; i < yyq_n_problems; i++) {
    const YyqProblem *problem = &yyq_problems[i];

    g_test_message ("%s", problem->code);
    g_assert_true (yyq_problem_find (problem->code) == problem);
    g_assert_cmpuint (problem->status, >=, 400);
    g_assert_cmpuint (problem->status, <, 600);
    g_assert_true (g_ascii_isupper (*problem->title));
    if (problem->status == 409)
      g_assert_true (
        problem->client == YYQ_API_ERROR_CONFLICT || problem->client == YYQ_API_ERROR_BOUND ||
        problem->client == YYQ_API_ERROR_LEASED || problem->client == YYQ_API_ERROR_LEASE_OVER);
  }
  g_assert_null (yyq_problem_find ("none"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/parse/what is not JSON is refused", test_refuses);
  g_test_add_func ("/wire/parse/a NUL byte is refused", test_nul);
  g_test_add_func ("/wire/parse/nesting ends at 32", test_depth);
  g_test_add_func ("/wire/parse/an object has 256 members at most, also when their hashes collide",
                   test_members);
  g_test_add_func ("/wire/parse/a member stands once, however it is written", test_repeated);
  g_test_add_func ("/wire/parse/values are counted through the whole document", test_nodes);
  g_test_add_func ("/wire/parse/JSON is accepted", test_accepts);
  g_test_add_func ("/wire/get/a member of another type is an error and not a crash", test_types);
  g_test_add_func ("/wire/get/Base64 is strict", test_bytes);
  g_test_add_func ("/wire/slice/the text of a member is found as it stands", test_slice);
  g_test_add_func ("/wire/each problem stands once in the table", test_problems);
  return g_test_run ();
}
