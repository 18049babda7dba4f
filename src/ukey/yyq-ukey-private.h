/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-ukey-client.h"
#include "yyq-ukey-manager.h"
#include "yyq-ukey-protocol.h"

G_BEGIN_DECLS

/* Inside src/ukey only. */

/* What a driver says of a token, before it is one. */
typedef struct {
  YyqUkeyName name;
  char *model;
  guint32 flags; /* YyqUkeyTokenFlags */
  guint32 min_pin;
  guint32 max_pin;
} YyqUkeyFacts;

void yyq_ukey_facts_clear (YyqUkeyFacts *facts);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqUkeyFacts, yyq_ukey_facts_clear)

/* @certificates (element-type YyqUkeyCertificate): all of the token's, issuers too. */
YyqUkey *yyq_ukey_new (const char *module, const YyqUkeyFacts *facts, GPtrArray *certificates);

const YyqUkeyName *yyq_ukey_get_name (YyqUkey *self);
gboolean yyq_ukey_is_initialised (YyqUkey *self);

/* TRUE when both are the same token with the same certificates; what may differ is the PIN's state.
 */
gboolean yyq_ukey_same (YyqUkey *a, YyqUkey *b);

/* Takes over the PIN's state of @other. Main thread. */
void yyq_ukey_update (YyqUkey *self, YyqUkey *other);

/* What an attempt has shown of the PIN's state, until the driver is asked for it the next time:
 * @error (nullable): NULL when it was right. Any thread; told in the main one. */
void yyq_ukey_note_attempt (YyqUkey *self, const GError *error);

/* (transfer full) (nullable): the driver that found @ukey. Any thread. */
YyqUkeyClient *yyq_ukey_manager_get_client (YyqUkeyManager *self, YyqUkey *ukey);

G_END_DECLS
