/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-bench-token.h"

#include <dlfcn.h>
#include <p11-kit/pkcs11.h>
#include <string.h>

#include "yyq-test-softhsm.h"

#define N_SLOTS 8

struct _YyqBenchToken {
  GObject parent_instance;

  YyqTestSoftHsm *hsm; /* (owned) */
  GBytes *certificate; /* (owned): DER */
  CK_FUNCTION_LIST_PTR p11;
  CK_SESSION_HANDLE session;
  CK_OBJECT_HANDLE key;
};

/* DigestInfo of SHA-256, which CKM_RSA_PKCS does not add. */
static const guint8 digest_info[] = { 0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                      0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20 };

static GBytes *
get_certificate (YyqSigner *signer)
{
  return g_bytes_ref (YYQ_BENCH_TOKEN (signer)->certificate);
}

static GPtrArray *
get_chain (YyqSigner *signer)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
}

static GBytes *
sign_digest (YyqSigner *signer, YyqSignatureAlgorithm algorithm, GBytes *digest,
             GCancellable *cancellable, GError **error)
{
  YyqBenchToken *self = YYQ_BENCH_TOKEN (signer);
  CK_MECHANISM mechanism = { CKM_RSA_PKCS, NULL, 0 };
  guint8 input[sizeof digest_info + 32];
  guint8 signature[512];
  CK_ULONG length = sizeof signature;

  memcpy (input, digest_info, sizeof digest_info);
  memcpy (input + sizeof digest_info, g_bytes_get_data (digest, NULL), 32);
  g_assert_cmpuint (self->p11->C_SignInit (self->session, &mechanism, self->key), ==, CKR_OK);
  g_assert_cmpuint (self->p11->C_Sign (self->session, input, sizeof input, signature, &length), ==,
                    CKR_OK);
  return g_bytes_new (signature, length);
}

static void
signer_init (YyqSignerInterface *iface)
{
  iface->get_certificate = get_certificate;
  iface->get_chain = get_chain;
  iface->sign_digest = sign_digest;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (YyqBenchToken, yyq_bench_token, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (YYQ_TYPE_SIGNER, signer_init))

static void
load (YyqBenchToken *self)
{
  void *library = dlopen (yyq_test_softhsm_get_module (), RTLD_NOW | RTLD_LOCAL);
  CK_C_GetFunctionList get_list;

  g_assert_nonnull (library);
  get_list = (CK_C_GetFunctionList) dlsym (library, "C_GetFunctionList");
  g_assert_cmpuint (get_list (&self->p11), ==, CKR_OK);
  g_assert_cmpuint (self->p11->C_Initialize (NULL), ==, CKR_OK);
}

static void
log_in (YyqBenchToken *self)
{
  CK_OBJECT_CLASS class = CKO_PRIVATE_KEY;
  CK_ATTRIBUTE wanted = { CKA_CLASS, &class, sizeof class };
  CK_SLOT_ID slots[N_SLOTS];
  CK_ULONG n_slots = N_SLOTS;
  CK_ULONG n_keys = 0;

  /* The first slot is the token that was made; SoftHSM always shows an empty one behind it. */
  g_assert_cmpuint (self->p11->C_GetSlotList (CK_TRUE, slots, &n_slots), ==, CKR_OK);
  g_assert_cmpuint (
    self->p11->C_OpenSession (slots[0], CKF_SERIAL_SESSION, NULL, NULL, &self->session), ==,
    CKR_OK);
  g_assert_cmpuint (
    self->p11->C_Login (self->session, CKU_USER, (guint8 *) YYQ_TEST_PIN, strlen (YYQ_TEST_PIN)),
    ==, CKR_OK);
  g_assert_cmpuint (self->p11->C_FindObjectsInit (self->session, &wanted, 1), ==, CKR_OK);
  g_assert_cmpuint (self->p11->C_FindObjects (self->session, &self->key, 1, &n_keys), ==, CKR_OK);
  g_assert_cmpuint (self->p11->C_FindObjectsFinal (self->session), ==, CKR_OK);
  g_assert_cmpuint (n_keys, ==, 1);
}

static void
yyq_bench_token_finalize (GObject *object)
{
  YyqBenchToken *self = YYQ_BENCH_TOKEN (object);

  self->p11->C_Finalize (NULL);
  g_bytes_unref (self->certificate);
  yyq_test_softhsm_free (self->hsm);
  G_OBJECT_CLASS (yyq_bench_token_parent_class)->finalize (object);
}

static void
yyq_bench_token_class_init (YyqBenchTokenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_bench_token_finalize;
}

static void
yyq_bench_token_init (YyqBenchToken *self)
{
}

YyqBenchToken *
yyq_bench_token_new (YyqTestIdentity *identity)
{
  YyqBenchToken *self = g_object_new (YYQ_TYPE_BENCH_TOKEN, NULL);

  self->hsm = yyq_test_softhsm_new ("Benchmark");
  yyq_test_softhsm_add (self->hsm, "key", "01", identity, NULL);
  self->certificate = yyq_test_identity_get_der (identity);
  g_setenv ("SOFTHSM2_CONF", self->hsm->configuration, TRUE);
  load (self);
  log_in (self);
  return self;
}
