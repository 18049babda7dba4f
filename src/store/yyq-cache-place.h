/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The directories of workspaces: below the cache directory, each named by a hash that is also the
 * name of its key, and with a file that says by another hash whose it is. Neither tells who that
 * is. Functions block: worker threads only.
 */

/* Notes that the place @directory, which exists, is one of @owner. Errors: G_FILE_ERROR. */
gboolean yyq_cache_place_claim_in_worker (const char *directory, const char *owner, GError **error);

/* (transfer full): the names of all places of @owner. */
GStrv yyq_cache_place_find_in_worker (const char *cache_dir, const char *owner);

/* TRUE: there are rows or files in it, whether or not they can be read. */
gboolean yyq_cache_place_has_content_in_worker (const char *cache_dir, const char *name);

/*
 * Removes the place @name with its key; its database must be closed. It is gone from its name at
 * once: what a kill leaves behind is found by the sweep, and is never opened again. One that is not
 * there is no error. Errors: G_IO_ERROR, then it is as before.
 */
gboolean yyq_cache_place_remove_in_worker (const char *cache_dir, const char *name,
                                           GCancellable *cancellable, GError **error);

/* Removes what a kill left of places that were to be removed. */
void yyq_cache_place_sweep_in_worker (const char *cache_dir);

G_END_DECLS
