/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-helper-module.h"

#include <dlfcn.h>
#include <string.h>

#define TOKENS_MAX 64

/* A second, asked now and then. */
#define GONE_LOOKS 10
#define GONE_PAUSE_US (100 * 1000)

/* Codes that say more than "the device failed". PIN codes are refined with the token's flags when
 * signing. */
static const struct {
  CK_RV rv;
  YyqUkeyError code;
} codes[] = {
  { CKR_DEVICE_REMOVED, YYQ_UKEY_ERROR_REMOVED },
  { CKR_TOKEN_NOT_PRESENT, YYQ_UKEY_ERROR_REMOVED },
  { CKR_SESSION_CLOSED, YYQ_UKEY_ERROR_REMOVED },
  { CKR_SESSION_HANDLE_INVALID, YYQ_UKEY_ERROR_REMOVED },
  { CKR_SLOT_ID_INVALID, YYQ_UKEY_ERROR_REMOVED },
  { CKR_TOKEN_NOT_RECOGNIZED, YYQ_UKEY_ERROR_UNRECOGNISED },
  { CKR_PIN_INCORRECT, YYQ_UKEY_ERROR_PIN_WRONG },
  { CKR_PIN_LOCKED, YYQ_UKEY_ERROR_PIN_LOCKED },
  { CKR_PIN_LEN_RANGE, YYQ_UKEY_ERROR_PIN_LENGTH },
  { CKR_PIN_INVALID, YYQ_UKEY_ERROR_PIN_LENGTH },
  { CKR_PIN_EXPIRED, YYQ_UKEY_ERROR_PIN_EXPIRED },
  { CKR_USER_PIN_NOT_INITIALIZED, YYQ_UKEY_ERROR_PIN_EXPIRED },
  { CKR_USER_NOT_LOGGED_IN, YYQ_UKEY_ERROR_LOGGED_OUT },
  { CKR_USER_ANOTHER_ALREADY_LOGGED_IN, YYQ_UKEY_ERROR_BUSY },
  { CKR_OPERATION_ACTIVE, YYQ_UKEY_ERROR_BUSY },
  { CKR_SESSION_COUNT, YYQ_UKEY_ERROR_BUSY },
  { CKR_MECHANISM_INVALID, YYQ_UKEY_ERROR_NO_MECHANISM },
  { CKR_MECHANISM_PARAM_INVALID, YYQ_UKEY_ERROR_NO_MECHANISM },
  { CKR_KEY_TYPE_INCONSISTENT, YYQ_UKEY_ERROR_UNUSABLE_KEY },
  { CKR_KEY_FUNCTION_NOT_PERMITTED, YYQ_UKEY_ERROR_UNUSABLE_KEY },
};

gboolean
yyq_helper_fail (GError **error, const char *function, CK_RV rv)
{
  YyqUkeyError code = YYQ_UKEY_ERROR_DEVICE;

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i].rv == rv)
      code = codes[i].code;
  g_set_error (error, YYQ_UKEY_ERROR, (int) code, "%s: CKR 0x%lx", function, rv);
  return FALSE;
}

/*
 * PKCS #11 pads its texts with blanks; some drivers end them with NUL instead, use other encodings,
 * or cut a long name in the middle of a character. What is no character is left out.
 */
static char *
fixed_text (const CK_UTF8CHAR *bytes, gsize size)
{
  gsize length = strnlen ((const char *) bytes, size);
  g_autofree char *valid = NULL;
  GString *text;

  while (length > 0 && bytes[length - 1] == ' ')
    length--;
  valid = g_utf8_make_valid ((const char *) bytes, (gssize) length);
  text = g_string_new (valid);
  g_string_replace (text, "\357\277\275", "", 0);
  return g_string_free (text, FALSE);
}

static gboolean
read_info (YyqHelperModule *self, GError **error)
{
  CK_INFO info = { 0 };
  CK_RV rv = self->p11->C_GetInfo (&info);

  if (rv != CKR_OK) {
    g_set_error (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_NO_DRIVER, "C_GetInfo: CKR 0x%lx", rv);
    return FALSE;
  }
  self->manufacturer = fixed_text (info.manufacturerID, sizeof info.manufacturerID);
  self->description = fixed_text (info.libraryDescription, sizeof info.libraryDescription);
  return TRUE;
}

gboolean
yyq_helper_module_load (YyqHelperModule *self, const char *path, GError **error)
{
  void *library = dlopen (path, RTLD_NOW | RTLD_LOCAL);
  CK_C_GetFunctionList get_list =
    library != NULL ? (CK_C_GetFunctionList) dlsym (library, "C_GetFunctionList") : NULL;
  CK_RV rv;

  if (get_list == NULL) {
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): glibc keeps it for each thread */
    g_set_error (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_NO_DRIVER, "%s", dlerror ());
    return FALSE;
  }
  rv = get_list (&self->p11);
  if (rv != CKR_OK || self->p11 == NULL) {
    g_set_error (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_NO_DRIVER, "C_GetFunctionList: CKR 0x%lx",
                 rv);
    return FALSE;
  }
  /* NULL: no locks. Only this thread calls the driver, and OpenSC's own locks are what dead-locks
   * it. */
  rv = self->p11->C_Initialize (NULL);
  if (rv != CKR_OK) {
    g_set_error (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_NO_DRIVER, "C_Initialize: CKR 0x%lx", rv);
    return FALSE;
  }
  return read_info (self, error);
}

void
yyq_helper_module_unload (YyqHelperModule *self)
{
  self->p11->C_Finalize (NULL);
  g_clear_pointer (&self->manufacturer, g_free);
  g_clear_pointer (&self->description, g_free);
}

void
yyq_helper_token_free (YyqHelperToken *token)
{
  yyq_ukey_name_clear (&token->name);
  g_free (token->model);
  g_free (token);
}

/* Drivers report 0, 255 or "unavailable" for limits they do not know. */
static guint32
pin_limit (CK_ULONG value, guint32 otherwise)
{
  return value >= 1 && value <= 255 ? (guint32) value : otherwise;
}

static YyqHelperToken *
read_token (YyqHelperModule *self, CK_SLOT_ID slot, CK_RV *rv)
{
  CK_TOKEN_INFO info = { 0 };
  YyqHelperToken *token;

  *rv = self->p11->C_GetTokenInfo (slot, &info);
  if (*rv != CKR_OK)
    return NULL;

  token = g_new0 (YyqHelperToken, 1);
  token->name.manufacturer = fixed_text (info.manufacturerID, sizeof info.manufacturerID);
  token->name.label = fixed_text (info.label, sizeof info.label);
  token->name.serial = fixed_text (info.serialNumber, sizeof info.serialNumber);
  token->model = fixed_text (info.model, sizeof info.model);
  token->slot = slot;
  token->flags = info.flags;
  token->min_pin = pin_limit (info.ulMinPinLen, 1);
  token->max_pin = pin_limit (info.ulMaxPinLen, 255);
  return token;
}

/* The list may grow between asking for its length and reading it: room is left, and it is asked
 * again. */
static gboolean
list_slots (YyqHelperModule *self, CK_SLOT_ID slots[TOKENS_MAX], CK_ULONG *n, GError **error)
{
  CK_RV rv = self->p11->C_GetSlotList (CK_TRUE, NULL, n);

  /* The first call makes drivers look for new readers; the second one reads. */
  *n = TOKENS_MAX;
  if (rv == CKR_OK)
    rv = self->p11->C_GetSlotList (CK_TRUE, slots, n);
  if (rv != CKR_OK)
    return yyq_helper_fail (error, "C_GetSlotList", rv);
  return TRUE;
}

GPtrArray *
yyq_helper_module_list (YyqHelperModule *self, guint *unrecognised, GError **error)
{
  CK_SLOT_ID slots[TOKENS_MAX];
  CK_ULONG n = 0;
  GPtrArray *tokens;

  *unrecognised = 0;
  if (!list_slots (self, slots, &n, error))
    return NULL;

  tokens = g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_helper_token_free);
  for (CK_ULONG i = 0; i < n; i++) {
    CK_RV rv;
    YyqHelperToken *token = read_token (self, slots[i], &rv);

    if (token != NULL)
      g_ptr_array_add (tokens, token);
    else if (rv == CKR_TOKEN_NOT_RECOGNIZED || rv == CKR_DEVICE_ERROR)
      (*unrecognised)++;
  }
  return tokens;
}

YyqHelperToken *
yyq_helper_module_find (YyqHelperModule *self, const YyqUkeyName *name, GError **error)
{
  guint unrecognised;
  g_autoptr (GPtrArray) tokens = yyq_helper_module_list (self, &unrecognised, error);

  if (tokens == NULL)
    return NULL;
  for (guint i = 0; i < tokens->len; i++) {
    YyqHelperToken *token = tokens->pdata[i];

    if (yyq_ukey_name_equal (&token->name, name))
      return g_ptr_array_steal_index (tokens, i);
  }
  g_set_error_literal (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_NO_TOKEN, "The token is not there");
  return NULL;
}

gboolean
yyq_helper_module_open (YyqHelperModule *self, const YyqHelperToken *token,
                        CK_SESSION_HANDLE *session, GError **error)
{
  CK_RV rv = self->p11->C_OpenSession (token->slot, CKF_SERIAL_SESSION, NULL, NULL, session);

  return rv == CKR_OK || yyq_helper_fail (error, "C_OpenSession", rv);
}

static gboolean
is_present (YyqHelperModule *self, const YyqHelperToken *token)
{
  CK_SLOT_INFO slot = { 0 };

  return self->p11->C_GetSlotInfo (token->slot, &slot) == CKR_OK &&
         (slot.flags & CKF_TOKEN_PRESENT) != 0;
}

gboolean
yyq_helper_module_is_gone (YyqHelperModule *self, const YyqHelperToken *token)
{
  for (guint i = 0; i < GONE_LOOKS; i++) {
    if (!is_present (self, token))
      return TRUE;
    g_usleep (GONE_PAUSE_US);
  }
  return !is_present (self, token);
}

CK_FLAGS
yyq_helper_module_close (YyqHelperModule *self, const YyqHelperToken *token,
                         CK_SESSION_HANDLE session, gboolean *present)
{
  CK_TOKEN_INFO info = { 0 };

  self->p11->C_CloseSession (session);
  *present = is_present (self, token) && self->p11->C_GetTokenInfo (token->slot, &info) == CKR_OK;
  return *present ? info.flags : 0;
}
