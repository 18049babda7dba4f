/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-der-mutator.h"
#include "yyq-fuzz.h"
#include "yyq-openssl.h"
#include "yyq-test-pki.h"
#include "yyq-tsp.h"

/* A time-stamp token, a request to our authority and an answer of another one: RFC 3161. */

static YyqTestPki *pki;
static YyqTrust *trust;
static GBytes *content, *fresh; /* and its token */

static void
prepare (void)
{
  g_autoptr (YyqTimestamper) tsa = NULL;
  g_autoptr (GBytes) digest = NULL;

  if (pki != NULL)
    return;
  pki = yyq_test_pki_new ();
  trust = yyq_test_pki_trust (pki);
  content = g_bytes_new_static ("content", 7);
  tsa = yyq_test_tsa_new (pki, YYQ_TEST_TSA_HONEST);
  digest = yyq_digest_parts (EVP_sha256 (), &content, 1);
  fresh = yyq_tsp_stamp (digest, tsa, NULL, NULL);
  g_assert_nonnull (fresh);
}

/* Answers whatever it is given. */
#define TYPE_PARROT (parrot_get_type ())
G_DECLARE_FINAL_TYPE (Parrot, parrot, YYQ, PARROT, GObject)

struct _Parrot {
  GObject parent_instance;
  GBytes *answer; /* not owned */
};

static GBytes *
parrot_query (YyqTimestamper *self, GBytes *request, GCancellable *cancellable, GError **error)
{
  return g_bytes_ref (YYQ_PARROT (self)->answer);
}

static void
parrot_iface_init (YyqTimestamperInterface *iface)
{
  iface->query = parrot_query;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (Parrot, parrot, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (YYQ_TYPE_TIMESTAMPER, parrot_iface_init))

static void
parrot_class_init (ParrotClass *class)
{
}

static void
parrot_init (Parrot *self)
{
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) input = g_bytes_new (data, size);
  g_autoptr (Parrot) parrot = g_object_new (TYPE_PARROT, NULL);
  g_autoptr (GBytes) digest = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GBytes) token = NULL;
  g_autoptr (YyqTimestamp) stamp = NULL;

  prepare ();
  stamp = yyq_tsp_verify (input, &content, 1, trust, NULL);
  g_assert_nonnull (stamp);
  answer = yyq_tsp_respond (input, pki->tsa_key, pki->tsa, NULL, 1767225600000, 1, NULL);
  digest = yyq_digest_parts (EVP_sha256 (), &content, 1);
  parrot->answer = input;
  token = yyq_tsp_stamp (digest, YYQ_TIMESTAMPER (parrot), NULL, NULL);
  /* The nonce is new each time. */
  g_assert_null (token);
  return 0;
}

gsize
LLVMFuzzerCustomMutator (guint8 *data, gsize size, gsize max_size, unsigned int seed)
{
  prepare ();
  if (seed % 4 == 0 && g_bytes_get_size (fresh) <= max_size) {
    size = g_bytes_get_size (fresh);
    memcpy (data, g_bytes_get_data (fresh, NULL), size);
  }
  return yyq_der_mutate (data, size, max_size, seed);
}
