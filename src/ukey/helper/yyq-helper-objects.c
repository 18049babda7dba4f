/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-helper-objects.h"

#include <string.h>

#define OBJECTS_MAX 200
#define ATTRIBUTE_MAX 65536
#define CERTIFICATES_SIZE_MAX (YYQ_UKEY_REPLY_MAX - 2 * ATTRIBUTE_MAX)

/* C_FindObjects may give fewer than asked for: only 0 means that there are no more. */
static GArray *
find_objects (YyqHelperModule *module, CK_SESSION_HANDLE session, CK_ATTRIBUTE *template,
              CK_ULONG n, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (CK_OBJECT_HANDLE));
  CK_RV rv = module->p11->C_FindObjectsInit (session, template, n);

  if (rv != CKR_OK) {
    yyq_helper_fail (error, "C_FindObjectsInit", rv);
    return NULL;
  }
  while (rv == CKR_OK && found->len < OBJECTS_MAX) {
    CK_OBJECT_HANDLE batch[16];
    CK_ULONG count = 0;

    rv = module->p11->C_FindObjects (session, batch, G_N_ELEMENTS (batch), &count);
    if (rv != CKR_OK || count == 0)
      break;
    g_array_append_vals (found, batch, (guint) MIN (count, G_N_ELEMENTS (batch)));
  }
  module->p11->C_FindObjectsFinal (session);
  if (rv != CKR_OK) {
    yyq_helper_fail (error, "C_FindObjects", rv);
    return NULL;
  }
  return g_steal_pointer (&found);
}

static GBytes *
read_attribute (YyqHelperModule *module, CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object,
                CK_ATTRIBUTE_TYPE type)
{
  CK_ATTRIBUTE attribute = { type, NULL, 0 };
  g_autofree guint8 *value = NULL;

  if (module->p11->C_GetAttributeValue (session, object, &attribute, 1) != CKR_OK ||
      attribute.ulValueLen > ATTRIBUTE_MAX)
    return g_bytes_new (NULL, 0);
  value = g_malloc0 (attribute.ulValueLen + 1);
  attribute.pValue = value;
  if (module->p11->C_GetAttributeValue (session, object, &attribute, 1) != CKR_OK ||
      attribute.ulValueLen > ATTRIBUTE_MAX)
    return g_bytes_new (NULL, 0);
  return g_bytes_new_take (g_steal_pointer (&value), attribute.ulValueLen);
}

static gboolean
read_boolean (YyqHelperModule *module, CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object,
              CK_ATTRIBUTE_TYPE type, gboolean otherwise)
{
  CK_BBOOL value = CK_FALSE;
  CK_ATTRIBUTE attribute = { type, &value, sizeof value };

  if (module->p11->C_GetAttributeValue (session, object, &attribute, 1) != CKR_OK ||
      attribute.ulValueLen != sizeof value)
    return otherwise;
  return value != CK_FALSE;
}

static gboolean
find_private (YyqHelperModule *module, CK_SESSION_HANDLE session, CK_ATTRIBUTE_TYPE type,
              const void *value, gsize length, CK_OBJECT_HANDLE *handle)
{
  CK_OBJECT_CLASS class = CKO_PRIVATE_KEY;
  CK_ATTRIBUTE template[] = {
    { CKA_CLASS, &class, sizeof class },
    { type, (void *) value, length },
  };
  g_autoptr (GArray) found = NULL;

  if (length == 0)
    return FALSE;
  found = find_objects (module, session, template, G_N_ELEMENTS (template), NULL);
  if (found == NULL || found->len == 0)
    return FALSE;
  *handle = g_array_index (found, CK_OBJECT_HANDLE, 0);
  return TRUE;
}

gboolean
yyq_helper_find_key (YyqHelperModule *module, CK_SESSION_HANDLE session, GBytes *id,
                     GBytes *modulus, YyqHelperKey *key)
{
  gsize length;
  gsize n;
  const guint8 *bytes = g_bytes_get_data (id, &length);
  const guint8 *number = g_bytes_get_data (modulus, &n);
  gboolean found = find_private (module, session, CKA_ID, bytes, length, &key->handle);

  /* Some tokens store the certificate's CKA_ID with a NUL at its end, the key's without. */
  if (!found && length > 1 && bytes[length - 1] == '\0')
    found = find_private (module, session, CKA_ID, bytes, length - 1, &key->handle);
  if (!found)
    found = find_private (module, session, CKA_MODULUS, number, n, &key->handle);
  if (!found)
    return FALSE;

  key->may_sign = read_boolean (module, session, key->handle, CKA_SIGN, TRUE);
  key->always_authenticate =
    read_boolean (module, session, key->handle, CKA_ALWAYS_AUTHENTICATE, FALSE);
  return TRUE;
}

static void
put_certificate (YyqHelperModule *module, const YyqHelperToken *token, CK_SESSION_HANDLE session,
                 CK_OBJECT_HANDLE object, GByteArray *reply, guint32 *n)
{
  g_autoptr (GBytes) der = read_attribute (module, session, object, CKA_VALUE);
  g_autoptr (GBytes) id = read_attribute (module, session, object, CKA_ID);
  g_autoptr (GBytes) no_modulus = g_bytes_new (NULL, 0);
  YyqHelperKey key = { 0 };
  guint8 state =
    (token->flags & CKF_LOGIN_REQUIRED) != 0 ? YYQ_UKEY_KEY_HIDDEN : YYQ_UKEY_KEY_ABSENT;

  if (g_bytes_get_size (der) == 0 || g_bytes_get_size (id) > 255 ||
      reply->len > CERTIFICATES_SIZE_MAX)
    return;
  if (yyq_helper_find_key (module, session, id, no_modulus, &key))
    state = key.may_sign ? YYQ_UKEY_KEY_PRESENT : YYQ_UKEY_KEY_ABSENT;

  yyq_ukey_put_bytes (reply, g_bytes_get_data (der, NULL), g_bytes_get_size (der));
  yyq_ukey_put_bytes (reply, g_bytes_get_data (id, NULL), g_bytes_get_size (id));
  yyq_ukey_put_u8 (reply, state);
  yyq_ukey_put_u8 (reply, key.always_authenticate ? 1 : 0);
  (*n)++;
}

static GArray *
find_certificates (YyqHelperModule *module, CK_SESSION_HANDLE session, GError **error)
{
  CK_OBJECT_CLASS class = CKO_CERTIFICATE;
  CK_CERTIFICATE_TYPE type = CKC_X_509;
  CK_ATTRIBUTE template[] = {
    { CKA_CLASS, &class, sizeof class },
    { CKA_CERTIFICATE_TYPE, &type, sizeof type },
  };

  return find_objects (module, session, template, G_N_ELEMENTS (template), error);
}

gboolean
yyq_helper_has_certificate (YyqHelperModule *module, CK_SESSION_HANDLE session, const char *sha256)
{
  g_autoptr (GArray) found = find_certificates (module, session, NULL);

  for (guint i = 0; found != NULL && i < found->len; i++) {
    g_autoptr (GBytes) der =
      read_attribute (module, session, g_array_index (found, CK_OBJECT_HANDLE, i), CKA_VALUE);
    g_autofree char *own = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, der);

    if (g_str_equal (own, sha256))
      return TRUE;
  }
  return FALSE;
}

gboolean
yyq_helper_put_certificates (YyqHelperModule *module, const YyqHelperToken *token,
                             CK_SESSION_HANDLE session, GByteArray *reply, GError **error)
{
  g_autoptr (GArray) found = find_certificates (module, session, error);
  guint at = reply->len;
  guint32 n = 0;

  if (found == NULL)
    return FALSE;
  yyq_ukey_put_u32 (reply, 0);
  for (guint i = 0; i < found->len; i++)
    put_certificate (module, token, session, g_array_index (found, CK_OBJECT_HANDLE, i), reply, &n);
  n = GUINT32_TO_BE (n);
  memcpy (reply->data + at, &n, sizeof n);
  return TRUE;
}
