/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-proof-reply.h"

gboolean
yyq_proof_read (JsonObject *body, YyqReadProof *proof, GError **error)
{
  return yyq_wire_get_string (body, "challenge_id", &proof->proof.challenge_id, error) &&
         yyq_wire_get_string (body, "algorithm", &proof->proof.algorithm, error) &&
         (proof->proof.certificate = yyq_wire_get_bytes (body, "certificate", error)) != NULL &&
         (proof->proof.signature = yyq_wire_get_bytes (body, "signature", error)) != NULL;
}

void
yyq_read_proof_clear (YyqReadProof *proof)
{
  g_clear_pointer (&proof->proof.certificate, g_bytes_unref);
  g_clear_pointer (&proof->proof.signature, g_bytes_unref);
}

void
yyq_proof_reply_challenge (YyqPlatform *platform, YyqRequest *request, YyqResponse *response,
                           const char *purpose, const char *account_id)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);
  g_autoptr (YyqChallenge) challenge = NULL;
  g_autoptr (GError) error = NULL;
  const char *cert_sha256;
  JsonObject *object;

  if (node == NULL)
    return;
  if (yyq_wire_get_string (json_node_get_object (node), "cert_sha256", &cert_sha256, &error))
    challenge = yyq_ukey_service_challenge (platform, purpose, account_id, cert_sha256, &error);
  if (challenge == NULL) {
    yyq_reply_error (response, error);
    return;
  }
  object = json_object_new ();
  json_object_set_string_member (object, "challenge_id", challenge->id);
  yyq_wire_set_bytes (object, "to_sign", challenge->to_sign);
  yyq_reply_json (response, 200, yyq_wire_take_object (object));
}
