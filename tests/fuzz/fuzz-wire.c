/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-fuzz.h"
#include "yyq-wire-account.h"
#include "yyq-wire-contract-event.h"
#include "yyq-wire-contract.h"
#include "yyq-wire-enterprise.h"
#include "yyq-wire-fields.h"
#include "yyq-wire-party.h"
#include "yyq-wire-revision.h"
#include "yyq-wire-seal.h"
#include "yyq-wire-sign-session.h"
#include "yyq-wire-ukey-binding.h"
#include "yyq-wire.h"

/* JSON from a client or a platform, as each thing that it could be. What is read is written and read again. */

#define MOST_NODES 20000

#define DECODE(thing) ((YyqWireDecode) yyq_wire_##thing##_decode)

static void
decode_all (JsonNode *node)
{
  static const YyqWireDecode decoders[] = { DECODE (account), DECODE (contract_event), DECODE (contract), DECODE (enterprise), DECODE (party),
                                            DECODE (revision), DECODE (seal), DECODE (sign_session), DECODE (ukey_binding) };

  for (guint i = 0; i < G_N_ELEMENTS (decoders); i++) {
    g_autoptr (GObject) thing = decoders[i](node, NULL);

    g_assert_true (thing == NULL || G_IS_OBJECT (thing));
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
