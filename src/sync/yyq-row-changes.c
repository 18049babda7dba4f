/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-row-changes.h"

/* A bit for each row number modulo its size: most rows are known to be untouched without hashing.
 */
#define FILTER_BITS 65536

typedef struct {
  GHashTable *rows; /* (nullable) */
  guchar bits[FILTER_BITS / 8];
} Touched;

static void
touched_init (Touched *self, GHashTable *rows)
{
  GHashTableIter iter;
  gpointer key;

  memset (self, 0, sizeof *self);
  self->rows = rows;
  if (rows == NULL)
    return;
  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    guint64 bit = (guint64) * (gint64 *) key % FILTER_BITS;

    self->bits[bit / 8] |= (guchar) (1 << bit % 8);
  }
}

static gboolean
touched_has (const Touched *self, gint64 row)
{
  guint64 bit = (guint64) row % FILTER_BITS;

  return (self->bits[bit / 8] & 1 << bit % 8) != 0 && g_hash_table_contains (self->rows, &row);
}

static void
add_change (GArray *changes, guint position, guint new_position, guint removed, guint added)
{
  YyqRowChange *last =
    changes->len > 0 ? &g_array_index (changes, YyqRowChange, changes->len - 1) : NULL;
  YyqRowChange change = { position, new_position, removed, added };

  if (last != NULL && last->position + last->removed == position &&
      last->new_position + last->added == new_position) {
    last->removed += removed;
    last->added += added;
  } else {
    g_array_append_val (changes, change);
  }
}

GArray *
yyq_row_changes_find (const GArray *before, const GArray *after, GHashTable *touched)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (YyqRowChange));
  const gint64 *old = (const gint64 *) (const void *) before->data;
  const gint64 *new = (const gint64 *) (const void *) after->data;
  Touched set;
  guint i = 0, j = 0;

  touched_init (&set, touched);
  while (i < before->len && j < after->len) {
    if (old[i] == new[j] && !touched_has (&set, old[i])) {
      i++;
      j++;
    } else if (old[i] == new[j]) {
      add_change (changes, i++, j++, 1, 1);
    } else if (touched_has (&set, new[j]) && !touched_has (&set, old[i])) {
      add_change (changes, i, j++, 0, 1);
    } else {
      /* Untouched rows keep their order: this one was touched, or it is gone. */
      add_change (changes, i++, j, 1, 0);
    }
  }
  if (i < before->len || j < after->len)
    add_change (changes, i, j, before->len - i, after->len - j);
  return changes;
}
