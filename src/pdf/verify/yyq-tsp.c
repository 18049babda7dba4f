/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-tsp.h"

#include <openssl/err.h>
#include <openssl/rand.h>
#include <string.h>

#include "yyq-clock.h"
#include "yyq-cms-verify.h"
#include "yyq-digest.h"
#include "yyq-openssl.h"
#include "yyq-writer.h"

/* What a demo authority puts as its policy; an arc for examples, owned by nobody. */
#define DEFAULT_POLICY "1.2.156.99999.1"
/* How far an authority's clock may be ahead of ours. */
#define MAX_AHEAD_MS (5 * 60 * G_GINT64_CONSTANT (1000))

static TS_REQ *
build_request (GBytes *digest)
{
  g_autoptr (TS_REQ) request = TS_REQ_new ();
  TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new ();
  X509_ALGOR *algorithm = X509_ALGOR_new ();
  g_autoptr (BIGNUM) number = BN_new ();
  g_autoptr (ASN1_INTEGER) nonce = NULL;

  X509_ALGOR_set0 (algorithm, OBJ_nid2obj (NID_sha256), V_ASN1_NULL, NULL);
  TS_MSG_IMPRINT_set_algo (imprint, algorithm);
  TS_MSG_IMPRINT_set_msg (imprint, (unsigned char *) g_bytes_get_data (digest, NULL),
                          (int) g_bytes_get_size (digest));
  TS_REQ_set_version (request, 1);
  TS_REQ_set_msg_imprint (request, imprint);
  TS_REQ_set_cert_req (request, 1);
  X509_ALGOR_free (algorithm);
  TS_MSG_IMPRINT_free (imprint);

  if (BN_rand (number, 63, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) != 1)
    return NULL;
  nonce = BN_to_ASN1_INTEGER (number, NULL);
  TS_REQ_set_nonce (request, nonce);
  return g_steal_pointer (&request);
}

static GBytes *
encode_request (TS_REQ *request)
{
  unsigned char *der = NULL;
  int length = i2d_TS_REQ (request, &der);

  return yyq_openssl_bytes (der, length);
}

/* (transfer full): the token, when the answer fits the request. */
static GBytes *
take_token (TS_REQ *request, GBytes *answer, GError **error)
{
  const guint8 *der = g_bytes_get_data (answer, NULL);
  g_autoptr (TS_RESP) response = NULL;
  g_autoptr (TS_VERIFY_CTX) context = NULL;
  unsigned char *token = NULL;
  gboolean fits;
  int length;

  response = d2i_TS_RESP (NULL, &der, (long) g_bytes_get_size (answer));
  if (response == NULL) {
    yyq_openssl_fail (error, YYQ_PDF_ERROR_TIMESTAMP, "the authority's answer is unreadable");
    return NULL;
  }
  context = TS_REQ_to_TS_VERIFY_CTX (request, NULL);
  TS_VERIFY_CTX_set_flags (context, TS_VFY_VERSION | TS_VFY_IMPRINT | TS_VFY_NONCE);
  fits = TS_RESP_verify_response (context, response) == 1;
  if (!fits) {
    yyq_openssl_fail (error, YYQ_PDF_ERROR_TIMESTAMP,
                      "the authority's answer does not fit the request");
    return NULL;
  }
  length = i2d_PKCS7 (TS_RESP_get_token (response), &token);
  return yyq_openssl_bytes (token, length);
}

GBytes *
yyq_tsp_stamp (GBytes *digest, YyqTimestamper *timestamper, GCancellable *cancellable,
               GError **error)
{
  g_autoptr (TS_REQ) request = NULL;
  g_autoptr (GBytes) question = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GBytes) token = NULL;
  g_autoptr (YyqCmsSignature) signature = NULL;

  g_return_val_if_fail (digest != NULL && g_bytes_get_size (digest) == 32, NULL);
  g_return_val_if_fail (YYQ_IS_TIMESTAMPER (timestamper), NULL);

  request = build_request (digest);
  if (request == NULL) {
    yyq_openssl_fail (error, YYQ_PDF_ERROR_TIMESTAMP, "no random number for the request");
    return NULL;
  }
  question = encode_request (request);
  answer = yyq_timestamper_query (timestamper, question, cancellable, error);
  if (answer == NULL)
    return NULL;
  token = take_token (request, answer, error);
  if (token == NULL)
    return NULL;

  /* A broken signature is better found now than when the contract is in dispute. */
  signature = yyq_cms_verify (token, YYQ_CMS_TOKEN, NULL, 0, NULL);
  if (signature->integrity->state != YYQ_PDF_CHECK_GOOD) {
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TIMESTAMP,
                         signature->integrity->reason);
    return NULL;
  }
  return g_steal_pointer (&token);
}

static TS_TST_INFO *
parse_info (GBytes *content)
{
  const guint8 *der = g_bytes_get_data (content, NULL);
  TS_TST_INFO *info = d2i_TS_TST_INFO (NULL, &der, (long) g_bytes_get_size (content));

  ERR_clear_error ();
  return info;
}

static GPtrArray *
merge (GPtrArray *one, GPtrArray *other)
{
  GPtrArray *both = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; one != NULL && i < one->len; i++)
    g_ptr_array_add (both, g_bytes_ref (g_ptr_array_index (one, i)));
  for (guint i = 0; other != NULL && i < other->len; i++)
    g_ptr_array_add (both, g_bytes_ref (g_ptr_array_index (other, i)));
  return both;
}

void
yyq_timestamp_free (YyqTimestamp *self)
{
  if (self == NULL)
    return;
  yyq_pdf_check_free (self->integrity);
  yyq_pdf_check_free (self->chain);
  g_free (self->signer);
  g_clear_pointer (&self->certificate, g_bytes_unref);
  g_free (self);
}

gboolean
yyq_timestamp_is_good (const YyqTimestamp *self)
{
  return self->integrity->state == YYQ_PDF_CHECK_GOOD && self->chain->state == YYQ_PDF_CHECK_GOOD;
}

static YyqPdfCheck *
check_imprint (TS_TST_INFO *info, GBytes *const *parts, gsize n_parts)
{
  TS_MSG_IMPRINT *imprint = TS_TST_INFO_get_msg_imprint (info);
  YyqDigest digest;

  if (!yyq_digest_read (&digest, TS_MSG_IMPRINT_get_algo (imprint)))
    return yyq_pdf_check_new_indicated (YYQ_PDF_CHECK_UNKNOWN,
                                        YYQ_PDF_INDICATION_CRYPTO_CONSTRAINTS_FAILURE,
                                        "the digest in the time stamp cannot be checked");
  if (!yyq_digest_is (&digest, parts, n_parts, TS_MSG_IMPRINT_get_msg (imprint)))
    return yyq_pdf_check_new_indicated (YYQ_PDF_CHECK_BAD, YYQ_PDF_INDICATION_HASH_FAILURE,
                                        "the time stamp is over something else");
  if (digest.weak)
    return yyq_pdf_check_new_indicated (YYQ_PDF_CHECK_UNKNOWN,
                                        YYQ_PDF_INDICATION_CRYPTO_CONSTRAINTS_FAILURE,
                                        "%s is too weak to prove what was stamped", digest.name);
  return yyq_pdf_check_new (YYQ_PDF_CHECK_GOOD, NULL);
}

/* (transfer full): the worst of what is wrong with the token itself. */
static YyqPdfCheck *
check_token (YyqCmsSignature *signature, TS_TST_INFO *info, GBytes *const *parts, gsize n_parts)
{
  g_autoptr (YyqPdfCheck) imprint = NULL;

  if (signature->integrity->state == YYQ_PDF_CHECK_BAD || signature->certificate == NULL)
    return yyq_pdf_check_copy (signature->integrity);
  if (info == NULL || TS_TST_INFO_get_version (info) != 1 ||
      yyq_asn1_time_to_ms (TS_TST_INFO_get_time (info)) <= 0)
    return yyq_pdf_check_new_indicated (YYQ_PDF_CHECK_BAD, YYQ_PDF_INDICATION_FORMAT_FAILURE,
                                        "the time stamp has no time");
  imprint = check_imprint (info, parts, n_parts);
  if (imprint->state == YYQ_PDF_CHECK_GOOD)
    return yyq_pdf_check_copy (signature->integrity);
  return g_steal_pointer (&imprint);
}

static YyqPdfCheck *
check_authority (YyqTimestamp *self, YyqCmsSignature *signature, YyqTrust *trust,
                 const YyqTrustQuestion *known)
{
  YyqTrustQuestion question = known != NULL ? *known : (YyqTrustQuestion){ 0 };
  g_autoptr (GPtrArray) certificates = merge (signature->certificates, question.certificates);

  if (self->at > yyq_clock_now () + MAX_AHEAD_MS)
    return yyq_pdf_check_new_indicated (YYQ_PDF_CHECK_UNKNOWN,
                                        YYQ_PDF_INDICATION_TIMESTAMP_ORDER_FAILURE,
                                        "the time stamp is from the future");
  if (trust == NULL)
    return yyq_pdf_check_new_indicated (YYQ_PDF_CHECK_UNKNOWN,
                                        YYQ_PDF_INDICATION_NO_CERTIFICATE_CHAIN_FOUND,
                                        "no trusted time-stamp authority is given");
  question.purpose = YYQ_TRUST_TIMESTAMPING;
  question.at = self->at;
  question.claimed_at = self->at;
  question.certificates = certificates;
  question.carried = signature->revocation;
  return yyq_trust_check_chain (trust, self->certificate, &question, &self->revocation);
}

YyqTimestamp *
yyq_tsp_verify (GBytes *token, GBytes *const *parts, gsize n_parts, YyqTrust *trust,
                const YyqTrustQuestion *known)
{
  YyqTimestamp *self = g_new0 (YyqTimestamp, 1);
  g_autoptr (YyqCmsSignature) signature =
    yyq_cms_verify (token, YYQ_CMS_TOKEN, NULL, 0, known != NULL ? known->certificates : NULL);
  g_autoptr (TS_TST_INFO) info =
    signature->content != NULL ? parse_info (signature->content) : NULL;

  yyq_writer_check_is_free ("verifying a time stamp");
  self->integrity = check_token (signature, info, parts, n_parts);
  if (self->integrity->state == YYQ_PDF_CHECK_BAD || signature->certificate == NULL) {
    self->chain = yyq_pdf_check_new (YYQ_PDF_CHECK_UNKNOWN, NULL);
    return self;
  }
  self->at = yyq_asn1_time_to_ms (TS_TST_INFO_get_time (info));
  self->certificate = g_bytes_ref (signature->certificate);
  self->signer = g_strdup (signature->signer);
  self->chain = check_authority (self, signature, trust, known);
  return self;
}

typedef struct {
  gint64 now; /* ms */
  guint64 serial;
} Authority;

static ASN1_INTEGER *
give_serial (TS_RESP_CTX *context, void *data)
{
  const Authority *authority = data;
  ASN1_INTEGER *serial = ASN1_INTEGER_new ();

  ASN1_INTEGER_set_uint64 (serial, authority->serial);
  return serial;
}

static int
give_time (TS_RESP_CTX *context, void *data, long *seconds, long *microseconds)
{
  const Authority *authority = data;

  *seconds = (long) (authority->now / 1000);
  *microseconds = (long) (authority->now % 1000) * 1000;
  return 1;
}

static gboolean
configure (TS_RESP_CTX *context, EVP_PKEY *key, X509 *certificate, STACK_OF (X509) * chain)
{
  g_autoptr (ASN1_OBJECT) policy = OBJ_txt2obj (DEFAULT_POLICY, 1);

  /* The certificate must be for time stamping only: refused here otherwise. */
  if (TS_RESP_CTX_set_signer_cert (context, certificate) != 1 ||
      TS_RESP_CTX_set_signer_key (context, key) != 1 ||
      (chain != NULL && TS_RESP_CTX_set_certs (context, chain) != 1))
    return FALSE;
  return TS_RESP_CTX_set_signer_digest (context, EVP_sha256 ()) == 1 &&
         TS_RESP_CTX_set_ess_cert_id_digest (context, EVP_sha256 ()) == 1 &&
         TS_RESP_CTX_set_def_policy (context, policy) == 1 &&
         TS_RESP_CTX_add_md (context, EVP_sha256 ()) == 1 &&
         TS_RESP_CTX_add_md (context, EVP_sha384 ()) == 1 &&
         TS_RESP_CTX_add_md (context, EVP_sha512 ()) == 1 &&
         TS_RESP_CTX_set_accuracy (context, 1, 0, 0) == 1;
}

GBytes *
yyq_tsp_respond (GBytes *request, EVP_PKEY *key, X509 *certificate, STACK_OF (X509) * chain,
                 gint64 now, guint64 serial, GError **error)
{
  Authority authority = { now, serial };
  g_autoptr (TS_RESP_CTX) context = TS_RESP_CTX_new ();
  g_autoptr (BIO) question =
    BIO_new_mem_buf (g_bytes_get_data (request, NULL), (int) g_bytes_get_size (request));
  g_autoptr (TS_RESP) response = NULL;
  unsigned char *der = NULL;
  int length;

  if (!configure (context, key, certificate, chain)) {
    yyq_openssl_fail (error, YYQ_PDF_ERROR_TIMESTAMP,
                      "the authority cannot work with its key or certificate");
    return NULL;
  }
  TS_RESP_CTX_set_serial_cb (context, give_serial, &authority);
  TS_RESP_CTX_set_time_cb (context, give_time, &authority);
  response = TS_RESP_create_response (context, question);
  if (response == NULL) {
    yyq_openssl_fail (error, YYQ_PDF_ERROR_TIMESTAMP, "the authority cannot answer");
    return NULL;
  }
  ERR_clear_error ();
  length = i2d_TS_RESP (response, &der);
  return yyq_openssl_bytes (der, length);
}
