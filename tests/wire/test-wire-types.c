/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-account.h"
#include "yyq-contract-event.h"
#include "yyq-contract.h"
#include "yyq-enterprise.h"
#include "yyq-error.h"
#include "yyq-job-item.h"
#include "yyq-job.h"
#include "yyq-seal.h"
#include "yyq-sign-session.h"
#include "yyq-trust-root.h"
#include "yyq-ukey-binding.h"
#include "yyq-wire-record.h"
#include "yyq-wire.h"

#define CONTRACT                                                                              \
  "{\"id\":\"c1\",\"enterprise_id\":\"e1\",\"number\":\"HT-1\",\"title\":\"劳动合同\","   \
  "\"state\":\"signing\",\"initiator_name\":\"林晓\",\"participants\":\"张三、李四\"," \
  "\"initiated_at\":1700000000000,\"completed_at\":null,\"due_at\":1700000000001,"            \
  "\"version\":3,\"my_turn\":true,\"revision\":1,\"sha256\":\"ab\",\"pages\":4,"              \
  "\"parties\":[{\"id\":\"p1\",\"seq\":2,\"side\":\"employer\",\"name\":\"某公司\","       \
  "\"state\":\"turn\",\"signed_at\":null,\"field\":\"p1\",\"page\":3,"                        \
  "\"x\":10.5,\"y\":20.25,\"w\":113.5,\"h\":113.5,\"mine\":true}],"                           \
  "\"revisions\":[{\"number\":0,\"sha256\":\"ab\",\"length\":123,\"at\":5}]}"
#define ENTERPRISE                                                                              \
  "{\"id\":\"e\",\"name\":\"某公司\",\"uscc\":\"91\",\"group_id\":\"g\",\"parent_id\":null," \
  "\"role_name\":\"经办人\","                                                                \
  "\"units\":[{\"id\":\"u\",\"name\":\"分公司\",\"uscc\":\"92\",\"parent_id\":\"e\"}]}"
#define UKEY                                                                                  \
  "{\"id\":\"k\",\"subject\":\"CN=a\",\"issuer\":\"CN=b\",\"serial\":\"01\",\"cert_sha256\":" \
  "\"cd\",\"token_label\":\"t\","                                                             \
  "\"token_serial\":\"s\",\"bound_at\":1,\"not_after\":2,\"state\":\"active\"}"
#define SEAL                                                                              \
  "{\"id\":\"s\",\"name\":\"合同章\",\"kind\":\"contract\",\"company\":\"某公司\"," \
  "\"title\":\"合同专用章\",\"code\":null,\"diameter_mm\":38.5,\"form\":\"PDw+Pg==\"}"

#define JOB                                                                                    \
  "{\"id\":\"j\",\"kind\":\"verify-evidence\",\"title\":\"t\",\"state\":\"done\",\"total\":2," \
  "\"done\":1,\"failed\":1,\"cancelling\":true,\"starter\":\"林晓\",\"created_at\":1,"       \
  "\"started_at\":2,\"ended_at\":3,\"problem\":\"p\",\"result_name\":\"a.csv\","               \
  "\"result_length\":4,\"result_until\":5,\"version\":6}"
#define JOB_ITEM                                                                               \
  "{\"seq\":1,\"target\":\"c\",\"what\":\"contract\",\"label\":\"HT-1\",\"state\":\"failed\"," \
  "\"failures\":2,\"next_try_at\":3,\"problem\":\"p\",\"detail\":\"d\",\"ended_at\":null}"
#define ROOT                                                                                     \
  "{\"name\":\"根\",\"certificates\":[\"a\"],\"key_usages\":[\"digital-signature\"],\"minimum_" \
  "rsa\":2048,\"minimum_ec\":256,"                                                               \
  "\"revocation_required\":true,\"grace_hours\":24}"

static const struct {
  const char *text;
  GType (*type) (void);
} types[] = {
  { CONTRACT, yyq_contract_get_type },
  { "{\"id\":\"v\",\"type\":\"signed\",\"actor\":\"林晓\",\"at\":9,\"detail\":null}",
    yyq_contract_event_get_type },
  { ENTERPRISE, yyq_enterprise_get_type },
  { UKEY, yyq_ukey_binding_get_type },
  { SEAL, yyq_seal_get_type },
  { ROOT, yyq_trust_root_get_type },
  { JOB, yyq_job_get_type },
  { JOB_ITEM, yyq_job_item_get_type },
  { "{\"id\":\"a\",\"name\":\"林晓\",\"phone_masked\":\"199****0001\",\"role_name\":\"r\","
    "\"permissions\":[\"contract.view\"],"
    "\"ukeys\":[" UKEY "],\"enterprise\":" ENTERPRISE "}",
    yyq_account_get_type },
  { "{\"id\":\"x\",\"contract_id\":\"c\",\"party_id\":\"p\",\"field\":\"p\",\"revision\":1,"
    "\"sha256\":\"ab\",\"length\":10,"
    "\"expires_at\":300000,\"seal_id\":\"s\",\"form\":\"PDw+Pg==\"}",
    yyq_sign_session_get_type },
};

static JsonNode *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  JsonNode *node = yyq_wire_parse (bytes, &error);

  g_assert_no_error (error);
  return node;
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (JsonNode) node = parse (types[i].text);
    g_autoptr (GError) error = NULL;
    g_autoptr (GObject) object = yyq_wire_record_decode (node, types[i].type (), &error);
    g_autoptr (JsonNode) back = NULL;
    g_autoptr (GBytes) text = NULL;

    g_assert_no_error (error);
    back = yyq_wire_record_encode (object);
    text = yyq_wire_serialize (back);
    g_assert_cmpmem (g_bytes_get_data (text, NULL), g_bytes_get_size (text), types[i].text,
                     strlen (types[i].text));
  }
}

static void
test_written (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (JsonNode) node = parse (types[i].text);
    g_autoptr (GError) error = NULL;
    g_autoptr (GObject) object = yyq_wire_record_decode (node, types[i].type (), &error);
    g_autoptr (GString) text = g_string_new (NULL);

    g_assert_no_error (error);
    yyq_wire_record_write (object, text);
    g_assert_cmpstr (text->str, ==, types[i].text);
  }
}

static void
assert_comes_back (gpointer record)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GObject) back = NULL;
  g_autoptr (GError) error = NULL;

  yyq_wire_record_write (record, text);
  node = parse (text->str);
  back = yyq_wire_record_decode (node, G_OBJECT_TYPE (record), &error);
  g_assert_no_error (error);
  if (!yyq_record_equal (record, back, NULL))
    g_error ("became another one: %s", text->str);
}

static void
test_written_values (void)
{
  static const double numbers[] = { 0,    -1,     38.5,        1e21,        -2.5e-7,
                                    1e15, 1 / 3., G_MAXDOUBLE, G_MINDOUBLE, 123456789 };
  static const gint64 times[] = { 0, -1, 7, 10, G_MAXINT64, G_MININT64 };
  g_autoptr (GString) name = g_string_new ("章𠀀");

  for (int c = 1; c < 0x80; c++)
    g_string_append_c (name, (char) c);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autoptr (YyqSeal) seal = g_object_new (YYQ_TYPE_SEAL, "id", "", "name", name->str, "company",
                                             "\"", "diameter-mm", numbers[i], NULL);

    assert_comes_back (seal);
  }
  for (guint i = 0; i < G_N_ELEMENTS (times); i++) {
    g_autoptr (YyqContract) contract =
      g_object_new (YYQ_TYPE_CONTRACT, "id", "c", "enterprise-id", "e", "number", "n", "title", "t",
                    "initiator-name", "", "participants", "", "sha256", "", "initiated-at",
                    times[i], "version", times[i], NULL);

    assert_comes_back (contract);
  }
}

static gboolean
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && (json_node_get_value_type (node) == G_TYPE_INT64 ||
                                          json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

/* What was taken for @other is what it says, and nothing that was made of it. */
static void
assert_taken_as_it_is (GObject *object, const char *member, JsonNode *other)
{
  g_autoptr (JsonNode) back = yyq_wire_record_encode (object);
  JsonNode *taken = json_object_get_member (json_node_get_object (back), member);

  if (taken == NULL) {
    g_assert_true (
      JSON_NODE_HOLDS_NULL (other) ||
      (JSON_NODE_HOLDS_ARRAY (other) && json_array_get_length (json_node_get_array (other)) == 0));
  } else if (is_number (other)) {
    g_assert_true (is_number (taken));
    g_assert_cmpfloat (json_node_get_double (taken), ==, json_node_get_double (other));
  } else if (JSON_NODE_HOLDS_ARRAY (other) && JSON_NODE_HOLDS_ARRAY (taken)) {
    g_assert_cmpuint (json_array_get_length (json_node_get_array (taken)), ==,
                      json_array_get_length (json_node_get_array (other)));
  } else {
    g_assert_true (json_node_equal (taken, other));
  }
}

/* TRUE when @text stands for no value of @member; it is refused, and the error says where. */
static gboolean
is_refused (gsize type, const char *member, const char *text)
{
  g_autoptr (JsonNode) other = parse (text);
  g_autoptr (JsonNode) copy = json_from_string (types[type].text, NULL);
  g_autofree char *place = g_strconcat ("/", member, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) object = NULL;

  json_object_set_member (json_node_get_object (copy), member, json_node_copy (other));
  object = yyq_wire_record_decode (copy, types[type].type (), &error);
  g_test_message ("%s: %s", member, text);
  if (object != NULL)
    assert_taken_as_it_is (object, member, other);
  else
    g_assert_true (g_str_has_prefix (error->message, place));
  return object == NULL;
}

/* Puts every kind of node in place of every member. No member takes more than four of them: null,
 * numbers, a word of its own, and an integer for a number with a fraction. */
static void
test_wrong_types (void)
{
  static const char *const others[] = { "[]",  "{}",   "1",    "\"zz\"", "true",
                                        "1.5", "null", "[[]]", "[1]",    "99999999999999" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (JsonNode) whole = parse (types[i].text);
    g_autoptr (GList) members = json_object_get_members (json_node_get_object (whole));

    for (GList *m = members; m != NULL; m = m->next) {
      guint n_refused = 0;

      for (guint o = 0; o < G_N_ELEMENTS (others); o++)
        n_refused += is_refused (i, m->data, others[o]);
      g_assert_cmpuint (n_refused, >=, G_N_ELEMENTS (others) - 4);
    }
  }
}

static void
test_pointer (void)
{
  g_autoptr (JsonNode) node = json_from_string (CONTRACT, NULL);
  JsonArray *parties = json_object_get_array_member (json_node_get_object (node), "parties");
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (json_array_get_object_element (parties, 0), "state", "asleep");
  g_assert_null (yyq_wire_record_decode (node, YYQ_TYPE_CONTRACT, &error));
  g_assert_error (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==, "/parties/0/state: unknown value");
}

/* Decoded twice it is the same; with another word in any member it is not, unless that member is
 * left out. */
static void
test_equal (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (JsonNode) node = parse (types[i].text);
    g_autoptr (GObject) one = yyq_wire_record_decode (node, types[i].type (), NULL);
    guint n_fields;
    const YyqField *fields = yyq_record_get_fields (one, &n_fields);
    guint n_words = 0;

    for (guint f = 0; f < n_fields; f++) {
      g_autoptr (GObject) other = yyq_wire_record_decode (node, types[i].type (), NULL);

      g_assert_true (yyq_record_equal (one, other, NULL));
      if (fields[f].kind != YYQ_FIELD_STRING)
        continue;
      g_object_set (other, fields[f].name, "another", NULL);
      g_assert_false (yyq_record_equal (one, other, NULL));
      g_assert_true (yyq_record_equal (one, other, fields[f].name));
      n_words++;
    }
    g_assert_cmpuint (n_words, >, 0);
  }
}

static void
count_notify_cb (guint *n_notified)
{
  (*n_notified)++;
}

/* What is shown becomes what is new, and only tells what became different. */
static void
test_take_over (void)
{
  g_autoptr (JsonNode) node = json_from_string (CONTRACT, NULL);
  g_autoptr (YyqContract) shown = yyq_wire_record_decode (node, YYQ_TYPE_CONTRACT, NULL);
  g_autoptr (YyqContract) newer = yyq_wire_record_decode (node, YYQ_TYPE_CONTRACT, NULL);
  GListModel *parties = yyq_contract_get_parties (shown);
  guint n_notified = 0;

  g_assert_cmpuint (g_list_model_get_n_items (parties), >, 0);
  g_list_store_remove_all (G_LIST_STORE (yyq_contract_get_parties (newer)));
  g_object_set (newer, "title", "another", "version", G_GINT64_CONSTANT (99), NULL);
  g_signal_connect_swapped (shown, "notify", G_CALLBACK (count_notify_cb), &n_notified);
  yyq_record_take_over (shown, newer);
  g_assert_true (yyq_record_equal (shown, newer, NULL));
  g_assert_cmpstr (yyq_contract_get_title (shown), ==, "another");
  g_assert_true (parties == yyq_contract_get_parties (shown));
  g_assert_cmpuint (n_notified, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/types/every type survives the way there and back", test_round_trip);
  g_test_add_func ("/wire/types/what is written at once is the same text", test_written);
  g_test_add_func ("/wire/types/every character and number that is written comes back",
                   test_written_values);
  g_test_add_func ("/wire/types/a wrong type anywhere is an error with a place", test_wrong_types);
  g_test_add_func ("/wire/types/the place of an error is a JSON pointer", test_pointer);
  g_test_add_func ("/wire/types/equal records are equal member by member", test_equal);
  g_test_add_func (
    "/wire/types/a record that takes over another one is its equal and tells what changed",
    test_take_over);
  return g_test_run ();
}
