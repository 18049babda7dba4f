/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-error.h"
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
  static const char *const bad[] = {
    "", " ", "{", "[1,]", "{\"a\":1,}", "'a'", "{a:1}", "// c\n1", "1 2", "{} {}", "01", "1.", ".5", "+1", "nul", "NaN",
    "9223372036854775808", "-9223372036854775809", "12345678901234567890", "1e400", "\"\\u0000\"", "\"\\x\"", "\"\\ud800\"",
    "\"\\udc00\"", "\"\t\"", "\"abc", "\"\xff\"", "\"\xc0\x80\"", "{\"a\":1,\"a\":2}", "{\"a\"}", "[1 2]", "\xef\xbb\xbf{}"
  };

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

static void
test_accepts (void)
{
  static const char *const good[] = {
    "{}", "[]", " [ 1 , -0 , 0.5e-3 ] ", "\"\\ud83d\\ude00\"", "\"张三\"", "null", "9223372036854775807", "-9223372036854775808",
    "{\"a\":{\"a\":[true,false,null]}}"
  };

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
  g_autoptr (JsonNode) node = parse ("{\"s\":\"x\",\"i\":7,\"d\":1.5,\"b\":true,\"a\":[],\"o\":{},\"n\":null}", NULL);
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
    g_assert_cmpint (yyq_wire_get_double (object, name, &number, NULL), ==, *name == 'd' || *name == 'i');
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/parse/what is not JSON is refused", test_refuses);
  g_test_add_func ("/wire/parse/a NUL byte is refused", test_nul);
  g_test_add_func ("/wire/parse/nesting ends at 32", test_depth);
  g_test_add_func ("/wire/parse/JSON is accepted", test_accepts);
  g_test_add_func ("/wire/get/a member of another type is an error and not a crash", test_types);
  g_test_add_func ("/wire/get/Base64 is strict", test_bytes);
  return g_test_run ();
}
