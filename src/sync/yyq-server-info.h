/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * What the platform says of itself before anyone logs in. Immutable; main thread. Demo accounts and
 * the PIN are only there when the platform runs as a demo.
 */
#define YYQ_TYPE_SERVER_INFO (yyq_server_info_get_type ())
G_DECLARE_FINAL_TYPE (YyqServerInfo, yyq_server_info, YYQ, SERVER_INFO, GObject)

typedef struct {
  char *phone;
  char *password;
  char *name;
} YyqDemoAccount;

/* (transfer full) (nullable): from the reply of GET /server. Error: YYQ_WIRE_ERROR. */
YyqServerInfo *yyq_server_info_decode (JsonNode *node, GError **error);

/* (nullable): the same whatever address it is reached at; an old platform does not tell. */
const char *yyq_server_info_get_id (YyqServerInfo *self);
const char *yyq_server_info_get_name (YyqServerInfo *self);
const char *yyq_server_info_get_version (YyqServerInfo *self);

/* (nullable): the oldest version of the client that may sign; is this program older? Then it only
 * reads. */
const char *yyq_server_info_get_oldest_client (YyqServerInfo *self);
gboolean yyq_server_info_get_outdated (YyqServerInfo *self);
/* For how many days what is kept opens without the platform having been reached. */
guint yyq_server_info_get_offline_days (YyqServerInfo *self);

/* ms: until when what is kept here may be used without the platform, which was reached at
 * @contact_at last; and whether that is over. A clock that was set back does not make it longer. */
gint64 yyq_server_info_get_offline_end (YyqServerInfo *self, gint64 contact_at);
gboolean yyq_server_info_is_offline_over (YyqServerInfo *self, gint64 contact_at);

/* (transfer none): what it was made of. */
JsonNode *yyq_server_info_get_node (YyqServerInfo *self);
gboolean yyq_server_info_get_demo (YyqServerInfo *self);

/* (transfer none) (element-type YyqDemoAccount): never NULL. */
GPtrArray *yyq_server_info_get_demo_accounts (YyqServerInfo *self);

/* (nullable): the PIN of the demo's soft UKey. */
const char *yyq_server_info_get_demo_ukey_pin (YyqServerInfo *self);

/* (transfer none) (element-type YyqTrustRoot): whom the platform trusts for signers, and for time
 * stamps. */
GPtrArray *yyq_server_info_get_signer_roots (YyqServerInfo *self);
GPtrArray *yyq_server_info_get_tsa_roots (YyqServerInfo *self);

/* SHA-256 of the revocation lists that count there now, hex, NULL-terminated. */
const char *const *yyq_server_info_get_revocation_lists (YyqServerInfo *self);

/* (nullable): where time stamps come from. */
const char *yyq_server_info_get_tsa_url (YyqServerInfo *self);

G_END_DECLS
