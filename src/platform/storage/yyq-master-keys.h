/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/*
 * The master keys, which only wrap other keys (D21): each document has a random key of its own,
 * sealed fields have one, and they lie wrapped in the database. What a master key wraps with is
 * derived from it by HKDF, a key for each purpose. Any thread.
 */
#define YYQ_TYPE_MASTER_KEYS (yyq_master_keys_get_type ())
G_DECLARE_FINAL_TYPE (YyqMasterKeys, yyq_master_keys, YYQ, MASTER_KEYS, GObject)

/* The keys of yyq_key_file_read(). */
YyqMasterKeys *yyq_master_keys_load (const char *path, GError **error);

/* A key that nobody else will ever know: for what lives no longer than the process. */
YyqMasterKeys *yyq_master_keys_new_random (void);

/* Reads the file again; on an error everything stays as it was. */
gboolean yyq_master_keys_reload (YyqMasterKeys *self, GError **error);

/* The version that wraps now. */
gint64 yyq_master_keys_get_version (YyqMasterKeys *self);

/* Which key this is: bound to it, so that it cannot stand in another's place. */
typedef struct {
  const char *purpose; /* "document", "field" */
  const char *name;
} YyqKeyPlace;

/* (transfer full): @key: 32 bytes; @version (out): what it was wrapped with. */
GBytes *yyq_master_keys_wrap (YyqMasterKeys *self, const YyqKeyPlace *place, const guint8 *key,
                              gint64 *version);

/* @key (out): 32 bytes. Errors: YYQ_STORE_ERROR_KEY. */
gboolean yyq_master_keys_unwrap (YyqMasterKeys *self, const YyqKeyPlace *place, gint64 version,
                                 GBytes *wrapped, guint8 *key, GError **error);

G_END_DECLS
