/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-account.h"
#include "yyq-contract-event.h"
#include "yyq-contract.h"
#include "yyq-fuzz.h"
#include "yyq-seal.h"
#include "yyq-sign-session.h"
#include "yyq-trust-root.h"
#include "yyq-wire-record.h"
#include "yyq-wire.h"

/* JSON from a client or a platform, as each thing that it could be. What is read is written and
 * read again. */

#define MOST_NODES 20000

static void
decode_all (JsonNode *node)
{
  const GType types[] = { YYQ_TYPE_ACCOUNT,     YYQ_TYPE_CONTRACT,     YYQ_TYPE_CONTRACT_EVENT,
                          YYQ_TYPE_ENTERPRISE,  YYQ_TYPE_PARTY,        YYQ_TYPE_REVISION,
                          YYQ_TYPE_SEAL,        YYQ_TYPE_SIGN_SESSION, YYQ_TYPE_TRUST_ROOT,
                          YYQ_TYPE_UKEY_BINDING };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (GObject) thing = yyq_wire_record_decode (node, types[i], NULL);
    g_autoptr (JsonNode) written = thing != NULL ? yyq_wire_record_encode (thing) : NULL;
    g_autoptr (GObject) again =
      written != NULL ? yyq_wire_record_decode (written, types[i], NULL) : NULL;

    g_assert_true (thing == NULL || (again != NULL && yyq_record_equal (thing, again, NULL)));
  }
}

/* json-glib writes 1e98 as 1e+98.0, which is no JSON: our numbers are never that large. */
static gboolean
has_broken_double (GBytes *text)
{
  g_autofree char *copy = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));

  return g_regex_match_simple ("e[+-][0-9]+\\.0", copy, 0, 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) text = g_bytes_new (data, size);
  g_autoptr (JsonNode) node = yyq_wire_parse_limited (text, MOST_NODES, NULL);
  g_autoptr (GBytes) again = NULL;
  g_autoptr (JsonNode) same = NULL;

  if (node == NULL)
    return 0;
  decode_all (node);
  again = yyq_wire_serialize (node);
  same = yyq_wire_parse_limited (again, MOST_NODES, NULL);
  g_assert_true (same != NULL ? json_node_equal (node, same) : has_broken_double (again));
  return 0;
}
