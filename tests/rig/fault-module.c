/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A PKCS #11 module that is SoftHSM until C_Sign or C_GetSlotList is called, and then does what the
 * file named by YYQ_FAULT says: "crash", "hang", "garbage", or "error 0x30"; "... list" for
 * C_GetSlotList.
 */
#include "config.h"

#include <dlfcn.h>
#include <glib.h>
#include <p11-kit/pkcs11.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static CK_FUNCTION_LIST functions;
static CK_FUNCTION_LIST_PTR original;

/* TRUE with the return value when the call must not reach SoftHSM. */
static gboolean
misbehave (gboolean list, CK_RV *rv)
{
  const char *path = g_getenv ("YYQ_FAULT");
  g_autofree char *order = NULL;

  if (path == NULL || !g_file_get_contents (path, &order, NULL, NULL) ||
      list != (strstr (order, "list") != NULL))
    return FALSE;
  if (g_str_has_prefix (order, "crash"))
    raise (SIGKILL);
  while (g_str_has_prefix (order, "hang"))
    pause ();
  if (!g_str_has_prefix (order, "error "))
    return FALSE;
  *rv = strtoul (order + strlen ("error "), NULL, 0);
  return TRUE;
}

static CK_RV
faulty_sign (CK_SESSION_HANDLE session, CK_BYTE_PTR data, CK_ULONG data_length,
             CK_BYTE_PTR signature, CK_ULONG_PTR length)
{
  CK_RV rv = CKR_OK;

  if (misbehave (FALSE, &rv))
    return rv;
  rv = original->C_Sign (session, data, data_length, signature, length);
  if (rv == CKR_OK && g_file_test (g_getenv ("YYQ_FAULT"), G_FILE_TEST_EXISTS))
    signature[*length / 2] ^= 1;
  return rv;
}

static CK_RV
faulty_slot_list (CK_BBOOL present, CK_SLOT_ID_PTR slots, CK_ULONG_PTR n)
{
  CK_RV rv = CKR_OK;

  return misbehave (TRUE, &rv) ? rv : original->C_GetSlotList (present, slots, n);
}

__attribute__ ((visibility ("default"))) CK_RV C_GetFunctionList (CK_FUNCTION_LIST_PTR_PTR list);

__attribute__ ((visibility ("default"))) CK_RV
C_GetFunctionList (CK_FUNCTION_LIST_PTR_PTR list)
{
  void *library = dlopen (YYQ_TEST_SOFTHSM, RTLD_NOW | RTLD_LOCAL);
  CK_C_GetFunctionList get =
    library != NULL ? (CK_C_GetFunctionList) dlsym (library, "C_GetFunctionList") : NULL;

  if (get == NULL || get (&original) != CKR_OK)
    return CKR_GENERAL_ERROR;
  functions = *original;
  functions.C_Sign = faulty_sign;
  functions.C_GetSlotList = faulty_slot_list;
  *list = &functions;
  return CKR_OK;
}
