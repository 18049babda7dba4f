/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-evidence-target-store.h"

#include "yyq-clock.h"

static void
target_free (gpointer data)
{
  YyqEvidenceTarget *self = data;

  g_free (self->id);
  g_free (self->label);
  g_free (self);
}

/* What a row's second column is called. */
typedef char *(*Label) (YyqRows *rows);

static char *
label_of_anchor (YyqRows *rows)
{
  return yyq_clock_format_date (yyq_rows_get_int (rows, 1));
}

static char *
label_of_contract (YyqRows *rows)
{
  return g_strdup (yyq_rows_get_text (rows, 1));
}

/* Takes @rows. */
static GPtrArray *
collect (YyqRows *rows, Label label, GError **error)
{
  g_autoptr (YyqRows) owned = rows;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (target_free);
  g_autoptr (GError) local = NULL;

  while (owned != NULL && yyq_rows_next (owned, &local)) {
    YyqEvidenceTarget *target = g_new0 (YyqEvidenceTarget, 1);

    target->id = g_strdup (yyq_rows_get_text (owned, 0));
    target->label = label (owned);
    g_ptr_array_add (list, target);
  }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (owned != NULL)
    return g_steal_pointer (&list);
  return NULL;
}

GPtrArray *
yyq_evidence_target_store_list_anchors (YyqPlatform *platform, const char *tenant_id, gint64 after,
                                        guint limit, GError **error)
{
  return collect (
    yyq_storage_query (
      yyq_platform_get_storage (platform), error,
      "SELECT a.number, a.at FROM anchor a WHERE a.number > $1 AND EXISTS (SELECT 1 FROM "
      "anchor_head h WHERE h.number = a.number AND ((h.chain = 'audit' AND h.id = $2) OR "
      "(h.chain = 'contract' AND EXISTS (SELECT 1 FROM contract c WHERE c.id = h.id AND "
      "c.tenant_id = $2)))) ORDER BY a.number LIMIT $3",
      "isi", after, tenant_id, (gint64) limit),
    label_of_anchor, error);
}

GPtrArray *
yyq_evidence_target_store_list_contracts (YyqPlatform *platform, const char *tenant_id,
                                          const char *after, guint limit, GError **error)
{
  return collect (
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT c.id, c.number FROM contract c WHERE c.tenant_id = $1 AND c.id > $2 "
                       "ORDER BY c.id LIMIT $3",
                       "ssi", tenant_id, after, (gint64) limit),
    label_of_contract, error);
}
