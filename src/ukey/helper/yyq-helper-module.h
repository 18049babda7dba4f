/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <p11-kit/pkcs11.h>

#include "yyq-error.h"
#include "yyq-ukey-protocol.h"

G_BEGIN_DECLS

/*
 * The one driver this process exists for. All functions: main thread; errors: YYQ_UKEY_ERROR with
 * the function's name and CK_RV in the message.
 */
typedef struct {
  CK_FUNCTION_LIST_PTR p11;
  char *manufacturer;
  char *description;
} YyqHelperModule;

gboolean yyq_helper_module_load (YyqHelperModule *self, const char *path, GError **error);
void yyq_helper_module_unload (YyqHelperModule *self);

typedef struct {
  YyqUkeyName name;
  char *model;
  CK_SLOT_ID slot;
  CK_FLAGS flags;
  guint32 min_pin;
  guint32 max_pin;
} YyqHelperToken;

void yyq_helper_token_free (YyqHelperToken *token);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqHelperToken, yyq_helper_token_free)

/* (transfer full) (element-type YyqHelperToken). @unrecognised: tokens this driver cannot read. */
GPtrArray *yyq_helper_module_list (YyqHelperModule *self, guint *unrecognised, GError **error);

/* (transfer full): the token that calls itself @name now. */
YyqHelperToken *yyq_helper_module_find (YyqHelperModule *self, const YyqUkeyName *name,
                                        GError **error);

/* A fresh session for one request. */
gboolean yyq_helper_module_open (YyqHelperModule *self, const YyqHelperToken *token,
                                 CK_SESSION_HANDLE *session, GError **error);

/*
 * After each request, and above all after each error: OpenSC 0.23 dead-locks its caller when a
 * session is used again after the card was pulled during C_Sign, unless C_GetSlotInfo is called
 * first. Gives the token's flags as they are now, 0 and @present FALSE when it is gone.
 */
CK_FLAGS yyq_helper_module_close (YyqHelperModule *self, const YyqHelperToken *token,
                                  CK_SESSION_HANDLE session, gboolean *present);

/*
 * After an error of the device: TRUE when its token is gone, or goes within a second. pcscd looks
 * at a reader two or three times a second, and what was pulled in between is still there for
 * drivers, which then only say that something failed.
 */
gboolean yyq_helper_module_is_gone (YyqHelperModule *self, const YyqHelperToken *token);

/* Always FALSE, so that it can be returned. */
gboolean yyq_helper_fail (GError **error, const char *function, CK_RV rv);

G_END_DECLS
