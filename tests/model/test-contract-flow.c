/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-flow.h"
#include "yyq-error.h"

#define AT 1700000000000

/* "1:w 1:w 2:e": seq and side of each party, ids are "0", "1", ... */
static YyqContract *
make (const char *spec)
{
  YyqContract *contract = yyq_contract_new ();
  g_auto (GStrv) parts = g_strsplit (spec, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++) {
    g_autofree char *id = g_strdup_printf ("%u", i);
    g_autoptr (YyqParty) party =
      g_object_new (YYQ_TYPE_PARTY, "id", id, "seq", parts[i][0] - '0', "side",
                    parts[i][2] == 'e' ? YYQ_PARTY_SIDE_EMPLOYER : YYQ_PARTY_SIDE_WORKER, "mine",
                    parts[i][2] == 'e', NULL);

    yyq_contract_add_party (contract, party);
  }
  return contract;
}

/* One letter a party: waiting filling turn stAmping signed refused sKipped; upper-case first letter
 * of the contract. */
static char *
look (YyqContract *contract)
{
  static const char letters[] = "wftasrk";
  static const char state_letters[] = "DFSCWRE";
  GString *text = g_string_new (NULL);
  GListModel *parties = yyq_contract_get_parties (contract);

  g_string_append_c (text, state_letters[yyq_contract_get_state (contract)]);
  for (guint i = 0; i < g_list_model_get_n_items (parties); i++) {
    g_autoptr (YyqParty) party = g_list_model_get_item (parties, i);

    g_string_append_c (text, letters[yyq_party_get_state (party)]);
  }
  return g_string_free (text, FALSE);
}

/* f = start filling, d<i> = filled, b = begin signing, h<i> hold, l<i> release, s<i> sign, r<i>
 * refuse, w withdraw, e expire. */
static gboolean
apply (YyqContract *contract, const char *verb, GError **error)
{
  char id[2] = { verb[0] == '\0' ? '\0' : verb[1], '\0' };
  YyqParty *party = id[0] == '\0' ? NULL : yyq_contract_find_party (contract, id);

  switch (verb[0]) {
  case 'f':
    return yyq_contract_flow_start_filling (contract, error);
  case 'd':
    return yyq_contract_flow_filled (contract, party, error);
  case 'b':
    return yyq_contract_flow_start_signing (contract, error);
  case 'h':
    return yyq_contract_flow_hold (contract, party, error);
  case 'l':
    return yyq_contract_flow_release (contract, party, error);
  case 's':
    return yyq_contract_flow_sign (contract, party, AT, error);
  case 'r':
    return yyq_contract_flow_refuse (contract, party, error);
  case 'w':
    return yyq_contract_flow_withdraw (contract, error);
  default:
    return yyq_contract_flow_expire (contract, error);
  }
}

typedef struct {
  const char *parties;
  const char *verbs;  /* the last one is what is tested */
  const char *result; /* NULL: refused, nothing changed */
} Row;

static const Row rows[] = {
  { "1:w 2:e", "f", "Fff" },
  { "1:w 2:e", "f d0", "Fwf" },
  { "1:w 2:e", "f d0 b", NULL },
  { "1:w 2:e", "f d0 d1 b", "Stw" },
  { "1:w 2:e", "b", "Stw" },
  { "1:w 2:e", "b b", NULL },
  { "1:w 2:e", "b s1", NULL },
  { "1:w 2:e", "b s0", "Sst" },
  { "1:w 2:e", "b s0 s0", NULL },
  { "1:w 2:e", "b s0 s1", "Css" },
  { "1:w 1:w 2:e", "b", "Sttw" },
  { "1:w 1:w 2:e", "b s1", "Stsw" },
  { "1:w 1:w 2:e", "b s1 s2", NULL },
  { "1:w 1:w 2:e", "b s1 s0", "Ssst" },
  { "1:w 2:e", "b h0", "Saw" },
  { "1:w 2:e", "b h0 h0", NULL },
  { "1:w 2:e", "b h0 l0", "Stw" },
  { "1:w 2:e", "b l0", NULL },
  { "1:w 2:e", "b h0 s0", "Sst" },
  { "1:w 1:w 2:e", "b h0 s1", "Sasw" },
  { "1:w 2:e", "b r0", "Rrk" },
  { "1:w 2:e", "b r1", NULL },
  { "1:w 2:e", "f r1", "Rkr" },
  { "1:w 2:e", "b s0 r1", "Rsr" },
  { "1:w 2:e", "w", NULL },
  { "1:w 2:e", "f w", "Wkk" },
  { "1:w 2:e", "b s0 w", "Wsk" },
  { "1:w 2:e", "b s0 h1 w", "Wsk" },
  { "1:w 2:e", "b s0 h1 w s1", NULL },
  { "1:w 2:e", "b s0 s1 w", NULL },
  { "1:w 2:e", "b e", "Ekk" },
  { "1:w 2:e", "b e e", NULL },
  { "1:w 2:e", "b w r0", NULL },
};

static void
test_every_verb (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (YyqContract) contract = make (rows[i].parties);
    g_auto (GStrv) verbs = g_strsplit (rows[i].verbs, " ", -1);
    g_autoptr (GError) error = NULL;
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    gboolean ok = TRUE;

    for (guint v = 0; verbs[v] != NULL; v++) {
      g_assert_true (ok);
      g_free (before);
      before = look (contract);
      ok = apply (contract, verbs[v], &error);
    }
    after = look (contract);
    g_test_message ("%s: %s", rows[i].parties, rows[i].verbs);
    g_assert_cmpstr (after, ==, rows[i].result == NULL ? before : rows[i].result);
    g_assert_cmpint (ok, ==, rows[i].result != NULL);
    if (!ok)
      g_assert_error (error, YYQ_RULE_ERROR, YYQ_RULE_ERROR_STATE);
  }
}

static void
test_times (void)
{
  g_autoptr (YyqContract) contract = make ("1:w 2:e");

  g_assert_true (apply (contract, "b", NULL));
  g_assert_false (yyq_contract_flow_is_last (contract, yyq_contract_find_party (contract, "0")));
  g_assert_true (apply (contract, "s0", NULL));
  g_assert_cmpint (yyq_contract_get_completed_at (contract), ==, 0);
  g_assert_true (yyq_contract_find_my_turn (contract) == yyq_contract_find_party (contract, "1"));
  g_assert_true (yyq_contract_flow_is_last (contract, yyq_contract_find_party (contract, "1")));
  g_assert_true (apply (contract, "s1", NULL));
  g_assert_cmpint (yyq_contract_get_completed_at (contract), ==, AT);
  g_assert_null (yyq_contract_find_my_turn (contract));
  g_assert_cmpint (yyq_party_get_signed_at (yyq_contract_find_party (contract, "0")), ==, AT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/contract-flow/every verb does what the table says or changes nothing",
                   test_every_verb);
  g_test_add_func ("/model/contract-flow/the last signature completes the contract", test_times);
  return g_test_run ();
}
