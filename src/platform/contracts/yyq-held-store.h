/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * Sign sessions in state held: signatures that wait for their time stamp (D4). Any thread; blocks.
 * Errors: YYQ_STORE_ERROR.
 */
typedef struct {
  char *id;
  char *contract_id;
  char *party_id;
  char *account_id;
  char *tail_sha256;
  GBytes *certificate;
  GArray *shown; /* (nullable) (element-type YyqPdfShown): whoever works on it sets that */
  gint64 tries;
  gint64 since; /* ms */
} YyqHeldSignature;

void yyq_held_signature_free (YyqHeldSignature *self);

/* (transfer full) (element-type YyqHeldSignature): some of those whose turn has come. */
GPtrArray *yyq_held_store_list_due (YyqPlatform *platform, gint64 now, GError **error);

/* When the next one's turn comes; 0: there is none. */
gboolean yyq_held_store_find_next (YyqPlatform *platform, gint64 *next_ms, GError **error);

/* @state: what it is from now on; nothing when it is not held any more. */
gboolean yyq_held_store_end (YyqPlatform *platform, const char *id, const char *state,
                             GError **error);
gboolean yyq_held_store_try_later (YyqPlatform *platform, const char *id, gint64 at,
                                   GError **error);

G_END_DECLS
