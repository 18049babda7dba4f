/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One place where two lists of row numbers differ. */
typedef struct {
  guint position;     /* in the old list */
  guint new_position; /* in the new list */
  guint removed;
  guint added;
} YyqRowChange;

/*
 * (transfer full): the differences of @before and @after (gint64), in rising order, as a GArray of
 * YyqRowChange. Rows in @touched (nullable, a set of gint64) count as different where they stand,
 * because what they show changed. One pass; the result is right for any two lists and short when
 * only touched rows moved. Any thread.
 */
GArray *yyq_row_changes_find (const GArray *before, const GArray *after, GHashTable *touched);

G_END_DECLS
