/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-server-info.h"
#include "yyq-trust-root.h"

G_BEGIN_DECLS

typedef struct _YyqApiClient YyqApiClient;
typedef struct _YyqTrust YyqTrust;

/*
 * Whom we trust at one server (D7). The roots that it named at the first connection, over TLS, are
 * kept on this computer and go on counting; when it names others, a person must confirm that, and
 * until then they are only an offer. Revocation lists are taken as they come, newer ones only, and
 * only when an authority that counts signed them. A demo on this computer is another one each time:
 * its trust ends with it. Main thread.
 *
 * Properties, read-only: pending (boolean): the server named other roots, which nobody confirmed
 * yet.
 */
#define YYQ_TYPE_SERVER_TRUST (yyq_server_trust_get_type ())
G_DECLARE_FINAL_TYPE (YyqServerTrust, yyq_server_trust, YYQ, SERVER_TRUST, GObject)

/* Files are kept below @cache_dir. */
YyqServerTrust *yyq_server_trust_new (YyqApiClient *client, const char *cache_dir);

/* Takes what the server of @client says, and fetches its lists; one that cannot be had is left out.
 * Errors: YYQ_PDF_ERROR. */
void yyq_server_trust_update_async (YyqServerTrust *self, YyqServerInfo *info,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean yyq_server_trust_update_finish (YyqServerTrust *self, GAsyncResult *result,
                                         GError **error);

/* Another server: nothing is known until the next update. What is kept in files stays. */
void yyq_server_trust_forget (YyqServerTrust *self);

/* (transfer none) (nullable) */
YyqTrust *yyq_server_trust_get_trust (YyqServerTrust *self);

gboolean yyq_server_trust_get_pending (YyqServerTrust *self);

/* ms: when the server first said so; 0 when nothing is pending. */
gint64 yyq_server_trust_get_offered_at (YyqServerTrust *self);

/* One root of what counts, or of the offer. */
typedef struct {
  YyqTrustRoot *root; /* (transfer none) */
  gboolean for_timestamps;
} YyqServerTrustItem;

/* (transfer full) (element-type YyqServerTrustItem): roots that count and are not in the offer; and
 * the other way round. */
GPtrArray *yyq_server_trust_list_going (YyqServerTrust *self);
GPtrArray *yyq_server_trust_list_coming (YyqServerTrust *self);

/* A person has confirmed the offer: it counts from now on. */
void yyq_server_trust_confirm (YyqServerTrust *self);

G_END_DECLS
