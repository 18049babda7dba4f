/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-ukey.h"

G_BEGIN_DECLS

/* Why there is no UKey to choose, the first rung that fails. */
typedef enum {
  YYQ_UKEY_DIAGNOSIS_UNKNOWN,       /* not looked yet */
  YYQ_UKEY_DIAGNOSIS_OK,            /* a token with a certificate is there */
  YYQ_UKEY_DIAGNOSIS_NO_SERVICE,    /* the smart card service (pcscd) does not run */
  YYQ_UKEY_DIAGNOSIS_NO_DEVICE,     /* nothing is plugged in */
  YYQ_UKEY_DIAGNOSIS_NO_DRIVER,     /* something is plugged in that no driver knows, or there is no
                                       driver */
  YYQ_UKEY_DIAGNOSIS_DRIVER_FAILED, /* a driver cannot be loaded, crashed or does not answer */
  YYQ_UKEY_DIAGNOSIS_NOT_INITIALISED, /* a token without a PIN and content */
  YYQ_UKEY_DIAGNOSIS_NO_CERTIFICATE,  /* a token without a certificate */
} YyqUkeyDiagnosis;

#define YYQ_TYPE_UKEY_DIAGNOSIS (yyq_ukey_diagnosis_get_type ())
GType yyq_ukey_diagnosis_get_type (void);

/* (transfer none): translated; what is wrong and what to do. NULL for OK and UNKNOWN. */
const char *yyq_ukey_diagnosis_get_text (YyqUkeyDiagnosis diagnosis);

/*
 * The tokens that are plugged in: a GListModel of YyqUkey. Every driver runs in a process of its
 * own, so none can crash or block the caller. Property "diagnosis" (notify), "refreshing".
 * Belongs to the thread-default main context it was made in, if not said otherwise.
 */
#define YYQ_TYPE_UKEY_MANAGER (yyq_ukey_manager_get_type ())
G_DECLARE_FINAL_TYPE (YyqUkeyManager, yyq_ukey_manager, YYQ, UKEY_MANAGER, GObject)

/* Looks for installed drivers by itself; see yyq_ukey_manager_set_discovery(). */
YyqUkeyManager *yyq_ukey_manager_new (void);

/* FALSE: only modules added by path. Before start. */
void yyq_ukey_manager_set_discovery (YyqUkeyManager *self, gboolean discovery);

/* A PKCS#11 module by path. Nothing is loaded before the next refresh; a second time is a no-op. */
void yyq_ukey_manager_add_module (YyqUkeyManager *self, const char *path);

/* An environment variable for drivers, e.g. SOFTHSM2_CONF; this process's own environment stays.
 * Before start. */
void yyq_ukey_manager_set_variable (YyqUkeyManager *self, const char *name, const char *value);

/* How long a signature may take before its driver is stopped; 90 s if never set. Before add_module
 * and start. */
void yyq_ukey_manager_set_sign_deadline (YyqUkeyManager *self, gint64 deadline_ms);

/* Watches for tokens coming and going, and lists them at once. */
void yyq_ukey_manager_start (YyqUkeyManager *self);

/*
 * Ends the watching and all drivers. Signers made before fail with YYQ_UKEY_ERROR_NO_TOKEN;
 * modules that were added must be added again before another start.
 */
void yyq_ukey_manager_stop (YyqUkeyManager *self);

/* Lists again, also with drivers that were given up after failing, or installed since. The list is
 * up to date when @callback runs. */
void yyq_ukey_manager_refresh_async (YyqUkeyManager *self, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);

/* Errors: G_IO_ERROR_CANCELLED only; a driver's failure shows in "diagnosis". */
gboolean yyq_ukey_manager_refresh_finish (YyqUkeyManager *self, GAsyncResult *result,
                                          GError **error);

/*
 * (transfer full) (element-type YyqUkey): blocks, needs no main loop, leaves the GListModel alone;
 * any thread. Errors: the first driver's when nothing at all was found and a driver failed.
 */
GPtrArray *yyq_ukey_manager_list_sync (YyqUkeyManager *self, GCancellable *cancellable,
                                       GError **error);

YyqUkeyDiagnosis yyq_ukey_manager_get_diagnosis (YyqUkeyManager *self);

/* Does the smart card service (pcscd) run, as last seen? */
gboolean yyq_ukey_manager_is_service_running (YyqUkeyManager *self);

/* (transfer full): paths of the drivers that are asked. */
GStrv yyq_ukey_manager_dup_modules (YyqUkeyManager *self);

gboolean yyq_ukey_manager_get_refreshing (YyqUkeyManager *self);

/* Finds a certificate by its SHA-256 in hex among the listed tokens; both (transfer full). */
gboolean yyq_ukey_manager_find (YyqUkeyManager *self, const char *sha256, YyqUkey **ukey,
                                YyqUkeyCertificate **certificate);

G_END_DECLS
