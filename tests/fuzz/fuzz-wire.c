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
  g_assert_nonnull (same);
  g_assert_true (json_node_equal (node, same));
  return 0;
}
