/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-tape-driver.h"

#include <string.h>

static const guint8 *tape;
static gsize left;

static guint8
next (void)
{
  if (left == 0)
    return 0;
  left--;
  return *tape++;
}

static void
fill (void *to, gsize length)
{
  guint8 *bytes = to;

  for (gsize i = 0; i < length; i++)
    bytes[i] = next ();
}

/* Mostly CKR_OK, so that calls get far. */
static CK_RV
result (void)
{
  guint8 byte = next ();

  return byte < 224 ? CKR_OK : (CK_RV) byte;
}

static CK_RV
get_slot_list (CK_BBOOL present, CK_SLOT_ID_PTR slots, CK_ULONG_PTR n)
{
  CK_ULONG room = *n;

  *n = next () % 4;
  if (slots != NULL && *n > room)
    return CKR_BUFFER_TOO_SMALL;
  for (CK_ULONG i = 0; slots != NULL && i < *n; i++)
    slots[i] = i;
  return result ();
}

static CK_RV
get_slot_info (CK_SLOT_ID slot, CK_SLOT_INFO_PTR info)
{
  info->flags = next ();
  return result ();
}

static CK_RV
get_token_info (CK_SLOT_ID slot, CK_TOKEN_INFO_PTR info)
{
  fill (info, sizeof *info);
  /* The corpus names this one. */
  memset (info->manufacturerID, 'm', sizeof info->manufacturerID);
  memset (info->label, 'l', sizeof info->label);
  memset (info->serialNumber, 's', sizeof info->serialNumber);
  return result ();
}

static CK_RV
open_session (CK_SLOT_ID slot, CK_FLAGS flags, void *application, CK_NOTIFY notify,
              CK_SESSION_HANDLE_PTR session)
{
  *session = 1;
  return result ();
}

static CK_RV
session_only (CK_SESSION_HANDLE session)
{
  return result ();
}

static CK_RV
log_in (CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR_PTR pin, CK_ULONG length)
{
  return result ();
}

static CK_RV
find_objects_init (CK_SESSION_HANDLE session, CK_ATTRIBUTE_PTR attributes, CK_ULONG n)
{
  return result ();
}

static CK_RV
find_objects (CK_SESSION_HANDLE session, CK_OBJECT_HANDLE_PTR objects, CK_ULONG room,
              CK_ULONG_PTR n)
{
  *n = MIN (room, next () % 3U);
  for (CK_ULONG i = 0; i < *n; i++)
    objects[i] = next ();
  return result ();
}

static CK_RV
get_attribute_value (CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object,
                     CK_ATTRIBUTE_PTR attributes, CK_ULONG n)
{
  for (CK_ULONG i = 0; i < n; i++) {
    guint8 length = next ();

    if (length == 255) {
      attributes[i].ulValueLen = CK_UNAVAILABLE_INFORMATION;
    } else if (attributes[i].pValue == NULL) {
      attributes[i].ulValueLen = length;
    } else {
      attributes[i].ulValueLen = MIN (attributes[i].ulValueLen, length);
      fill (attributes[i].pValue, attributes[i].ulValueLen);
    }
  }
  return result ();
}

static CK_RV
sign_init (CK_SESSION_HANDLE session, CK_MECHANISM_PTR mechanism, CK_OBJECT_HANDLE key)
{
  return result ();
}

static CK_RV
sign (CK_SESSION_HANDLE session, CK_BYTE_PTR data, CK_ULONG length, CK_BYTE_PTR signature,
      CK_ULONG_PTR room)
{
  *room = MIN (*room, 4U * next ());
  if (signature != NULL)
    fill (signature, *room);
  return result ();
}

CK_FUNCTION_LIST_PTR
yyq_tape_driver (const guint8 *bytes, gsize length)
{
  static CK_FUNCTION_LIST functions = {
    .C_GetSlotList = get_slot_list,
    .C_GetSlotInfo = get_slot_info,
    .C_GetTokenInfo = get_token_info,
    .C_OpenSession = open_session,
    .C_CloseSession = session_only,
    .C_Login = log_in,
    .C_Logout = session_only,
    .C_FindObjectsInit = find_objects_init,
    .C_FindObjects = find_objects,
    .C_FindObjectsFinal = session_only,
    .C_GetAttributeValue = get_attribute_value,
    .C_SignInit = sign_init,
    .C_Sign = sign,
  };

  tape = bytes;
  left = length;
  return &functions;
}
