/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-chain.h"
#include "yyq-error.h"
#include "yyq-event-link.h"
#include "yyq-evidence.h"

static void
row_free (gpointer data)
{
  YyqEvidenceRow *self = data;

  g_free (self->id);
  g_free (self->type);
  g_free (self);
}

/* The last time stamp without the row and the first with it: anchors of one chain cover ever more
 * of it. */
#define QUERY                                                                                  \
  "SELECT " YYQ_EVENT_LINK_COLUMNS ", "                                                        \
  "(SELECT COALESCE(MAX(a.stamped_at), 0) FROM anchor_head h JOIN anchor a ON a.number = "     \
  "h.number "                                                                                  \
  "WHERE h.chain = 'contract' AND h.id = e.contract_id AND h.seq < e.seq AND a.token IS NOT "  \
  "NULL), "                                                                                    \
  "(SELECT COALESCE(MIN(a.stamped_at), 0) FROM anchor_head h JOIN anchor a ON a.number = "     \
  "h.number "                                                                                  \
  "WHERE h.chain = 'contract' AND h.id = e.contract_id AND h.seq >= e.seq AND a.token IS NOT " \
  "NULL) "                                                                                     \
  "FROM contract_event e WHERE e.contract_id = $1 ORDER BY e.seq"

static YyqEvidenceRow *
read_row (YyqRows *rows, YyqChainWalk *walk)
{
  YyqEvidenceRow *self = g_new0 (YyqEvidenceRow, 1);
  g_autofree char *expected = NULL;
  YyqEventLink link;
  gint64 seq;

  yyq_event_link_read (&link, rows);
  expected = yyq_event_link_hash (&link);
  self->seq = link.seq;
  self->id = g_utf8_make_valid (link.id, -1);
  self->type = g_utf8_make_valid (link.type, -1);
  self->at = link.at;
  self->format = link.format;
  self->what = yyq_chain_walk_step (
    walk, &(YyqChainLink){ link.seq, link.prev_hash, link.hash, link.format }, expected, &seq);
  self->not_in = yyq_rows_get_int (rows, YYQ_EVENT_LINK_N_COLUMNS);
  self->there_before = yyq_rows_get_int (rows, YYQ_EVENT_LINK_N_COLUMNS + 1);
  return self;
}

GPtrArray *
yyq_evidence_list (YyqPlatform *platform, const char *contract_id, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (row_free);
  g_autoptr (GError) local = NULL;
  g_auto (YyqChainWalk) walk = { 0 };
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error, QUERY, "s", contract_id);

  yyq_chain_walk_init (&walk, 0, "", 0);
  while (rows != NULL && yyq_rows_next (rows, &local))
    g_ptr_array_add (list, read_row (rows, &walk));
  if (rows != NULL && local == NULL && list->len == 0)
    g_set_error (&local, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NOT_FOUND, "no events of contract %s",
                 contract_id);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (rows != NULL)
    return g_steal_pointer (&list);
  return NULL;
}
