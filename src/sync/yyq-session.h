/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-account.h"
#include "yyq-enterprise.h"
#include "yyq-pending-list.h"
#include "yyq-record-repository.h"
#include "yyq-secret.h"
#include "yyq-server-info.h"
#include "yyq-server-trust.h"

G_BEGIN_DECLS

typedef struct _YyqApiClient YyqApiClient;
typedef struct _YyqTrust YyqTrust;
typedef struct _YyqWorkspaceChapter YyqWorkspaceChapter;

typedef enum {
  YYQ_SESSION_STATE_LOGGED_OUT,
  YYQ_SESSION_STATE_CHOOSING, /* logged in, no enterprise chosen yet */
  YYQ_SESSION_STATE_READY,    /* contracts and home can be asked for */
} YyqSessionState;

#define YYQ_TYPE_SESSION_STATE (yyq_session_state_get_type ())
GType yyq_session_state_get_type (void);

/* What the banner of the window says. */
typedef enum {
  YYQ_SESSION_BANNER_NONE,
  YYQ_SESSION_BANNER_OFFLINE, /* the platform cannot be reached: what is shown was known at
                                 synced-at */
  YYQ_SESSION_BANNER_TROUBLE, /* it answers, but with errors */
  YYQ_SESSION_BANNER_LOGIN,   /* the session ended: log in again */
} YyqSessionBanner;

#define YYQ_TYPE_SESSION_BANNER (yyq_session_banner_get_type ())
GType yyq_session_banner_get_type (void);

/* How the cache on this computer is kept. */
typedef enum {
  YYQ_SESSION_CACHE_NONE,       /* not opened yet */
  YYQ_SESSION_CACHE_ENCRYPTED,  /* the key lies in the Secret Service */
  YYQ_SESSION_CACHE_PASSPHRASE, /* the key comes from a passphrase */
  YYQ_SESSION_CACHE_MEMORY,     /* no place for a key: nothing stays after closing */
  YYQ_SESSION_CACHE_LOCKED,     /* as MEMORY, but there is a cache whose passphrase was not given */
} YyqSessionCache;

#define YYQ_TYPE_SESSION_CACHE (yyq_session_cache_get_type ())
GType yyq_session_cache_get_type (void);

/*
 * One clerk at one platform. Main thread; what blocks runs elsewhere. All errors are YYQ_API_ERROR,
 * YYQ_UKEY_ERROR, YYQ_STORE_ERROR or G_IO_ERROR_CANCELLED, for yyq_error_text_new().
 *
 * Properties, read-only: state, account (YyqAccount, nullable), enterprise (YyqEnterprise,
 * nullable), online (boolean), banner, synced-at (int64 ms, 0 = never), n-unreadable (uint: records
 * that this program is too old to read), server-info (YyqServerInfo, nullable), server-url (string,
 * nullable), cache (YyqSessionCache).
 * Signal: "lapsing" (): the platform was not reached for longer than it allows (D18); the state is
 * LOGGED_OUT next, as after a start, and what is typed is to be kept now.
 */
#define YYQ_TYPE_SESSION (yyq_session_get_type ())
G_DECLARE_FINAL_TYPE (YyqSession, yyq_session, YYQ, SESSION, GObject)

/* @client (nullable): one is made at connect. @cache_dir: made with mode 0700 when needed.
 * @chapters: static, NULL-terminated: what a chosen enterprise has. */
YyqSession *yyq_session_new (YyqApiClient *client, const char *cache_dir,
                             const YyqWorkspaceChapter *const *chapters);

YyqSessionState yyq_session_get_state (YyqSession *self);
YyqAccount *yyq_session_get_account (YyqSession *self);
YyqEnterprise *yyq_session_get_enterprise (YyqSession *self);
gboolean yyq_session_get_online (YyqSession *self);
YyqSessionBanner yyq_session_get_banner (YyqSession *self);
YyqSessionCache yyq_session_get_cache (YyqSession *self);
gint64 yyq_session_get_synced_at (YyqSession *self);
guint yyq_session_get_n_unreadable (YyqSession *self);
YyqServerInfo *yyq_session_get_server_info (YyqSession *self);
const char *yyq_session_get_server_url (YyqSession *self);
gboolean yyq_session_has_permission (YyqSession *self, const char *permission);

/* (transfer none) (nullable): roots and revocation lists that count at the server; NULL before
 * connect. */
YyqTrust *yyq_session_get_trust (YyqSession *self);

/* (transfer none): where that comes from, and whether the server has changed it. */
YyqServerTrust *yyq_session_get_server_trust (YyqSession *self);

/*
 * (transfer none) (nullable): NULL unless the state is READY. Records and the view of a chapter
 * have their own types: see its yyq_..._repository_of().
 */
YyqRecordRepository *yyq_session_get_records (YyqSession *self, const YyqEntity *entity);
gpointer yyq_session_get_view (YyqSession *self, const YyqWorkspaceChapter *chapter);
YyqPendingList *yyq_session_get_pending (YyqSession *self);

/*
 * (transfer none) (nullable): a translated sentence for a form with a draft, to be shown before a
 * person types: that what is typed will not survive, and what helps. NULL when it will. READY.
 */
const char *yyq_session_get_draft_warning (YyqSession *self);

/*
 * (transfer full) (nullable): that what this computer kept was damaged when the workspace was
 * opened, and what was saved of it, translated. NULL when it was whole. READY.
 */
char *yyq_session_get_damage (YyqSession *self);

/*
 * Used for the cache's key when there is no Secret Service, from the next choice of an enterprise
 * on; without it the cache is in memory only. A wrong one lets that choice fail with
 * YYQ_STORE_ERROR_KEY.
 */
void yyq_session_set_passphrase (YyqSession *self, YyqSecret *passphrase);

/* Asks the platform who it is; @url is "https://host[:port]", or http on the loopback only. */
void yyq_session_connect_async (YyqSession *self, const char *url, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
gboolean yyq_session_connect_finish (YyqSession *self, GAsyncResult *result, GError **error);

void yyq_session_login_password_async (YyqSession *self, const char *phone, YyqSecret *password,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean yyq_session_login_password_finish (YyqSession *self, GAsyncResult *result, GError **error);

/*
 * Goes on with the log-in that was kept when the program ended, whether or not the platform at @url
 * can be reached (D18); afterwards the state is READY, and what is new is asked for. Nothing is
 * lost by trying. Errors: YYQ_STORE_ERROR: NOT_FOUND, KEY (a passphrase is wanted, or the one that
 * was set is wrong), EXPIRED; YYQ_API_ERROR_INVALID.
 */
void yyq_session_resume_async (YyqSession *self, const char *url, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
gboolean yyq_session_resume_finish (YyqSession *self, GAsyncResult *result, GError **error);

/* Also when the platform cannot be reached; the cache of this computer stays. */
void yyq_session_logout_async (YyqSession *self, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
gboolean yyq_session_logout_finish (YyqSession *self, GAsyncResult *result, GError **error);

/* (transfer full): a GListModel of YyqEnterprise. */
void yyq_session_list_enterprises_async (YyqSession *self, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);
GListModel *yyq_session_list_enterprises_finish (YyqSession *self, GAsyncResult *result,
                                                 GError **error);

/* Opens the enterprise's cache; afterwards the state is READY. */
void yyq_session_choose_enterprise_async (YyqSession *self, const char *enterprise_id,
                                          GCancellable *cancellable, GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean yyq_session_choose_enterprise_finish (YyqSession *self, GAsyncResult *result,
                                               GError **error);

G_END_DECLS
