/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-anchor.h"
#include "yyq-evidence-check.h"

/* The anchors: digests, their time stamps, and the rows that they are over. */

/* The digest of what is there, and each row as it is now against what it was. */
static gboolean
read_anchor_heads (YyqEvidenceCheck *self, gint64 number, char **digest, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    self->storage, error,
    "SELECT h.chain, h.id, h.seq, h.hash, CASE h.chain WHEN 'audit' "
    "THEN (SELECT a.hash FROM audit a WHERE a.tenant_id = h.id AND a.seq = h.seq) "
    "ELSE (SELECT e.hash FROM contract_event e WHERE e.contract_id = h.id AND e.seq = h.seq) END "
    "FROM anchor_head h WHERE h.number = $1 ORDER BY h.chain, h.id",
    "i", number);

  for (; rows != NULL && yyq_rows_next (rows, &local); self->left--) {
    const char *chain = yyq_rows_get_text (rows, 0);
    char *next = yyq_anchor_digest_add (*digest, chain, yyq_rows_get_text (rows, 1),
                                        yyq_rows_get_int (rows, 2), yyq_rows_get_text (rows, 3));

    if (g_strcmp0 (yyq_rows_get_text (rows, 3), yyq_rows_get_text (rows, 4)) != 0)
      yyq_evidence_check_add_fault (
        self, g_str_equal (chain, YYQ_CHAIN_AUDIT) ? YYQ_CHAIN_AUDIT : YYQ_CHAIN_CONTRACT,
        yyq_rows_get_text (rows, 1), yyq_rows_get_int (rows, 2), NULL, "anchored");
    g_free (*digest);
    *digest = next;
  }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return rows != NULL && (error == NULL || *error == NULL);
}

static void
check_token (YyqEvidenceCheck *self, gint64 number, const char *digest, GBytes *token,
             gint64 stamped_at)
{
  g_autofree char *why = NULL;
  gint64 at = 0;

  if (token == NULL) {
    self->page->counts.waiting++;
  } else if (!yyq_anchor_check_token (self->platform, digest, token, &at, &why) ||
             at != stamped_at) {
    yyq_evidence_check_add_fault (self, YYQ_EVIDENCE_ANCHOR, NULL, number, NULL, "token");
  } else {
    self->page->anchored_from =
      self->page->anchored_from == 0 ? at : MIN (self->page->anchored_from, at);
    self->page->anchored_to = MAX (self->page->anchored_to, at);
  }
}

/* One row of anchor. Place: its number and digest. */
static gboolean
check_anchor (YyqEvidenceCheck *self, YyqRows *rows, GError **error)
{
  gint64 number = yyq_rows_get_int (rows, 0);
  gint64 before = MAX (self->place.number, 0);
  const char *prev = yyq_rows_get_text (rows, 2);
  g_autofree char *digest =
    yyq_anchor_digest_begin (number, yyq_rows_get_int (rows, 1), prev, yyq_rows_get_int (rows, 4));
  g_autoptr (GBytes) token = yyq_rows_get_bytes (rows, 5);

  if (!read_anchor_heads (self, number, &digest, error))
    return FALSE;
  if (number != before + 1)
    yyq_evidence_check_add_fault (self, YYQ_EVIDENCE_ANCHOR, NULL, before + 1, NULL, "missing");
  else if (g_strcmp0 (prev, self->place.hash) != 0)
    yyq_evidence_check_add_fault (self, YYQ_EVIDENCE_ANCHOR, NULL, number, NULL, "predecessor");
  if (g_strcmp0 (digest, yyq_rows_get_text (rows, 3)) != 0)
    yyq_evidence_check_add_fault (self, YYQ_EVIDENCE_ANCHOR, NULL, number, NULL, "changed");
  check_token (self, number, yyq_rows_get_text (rows, 3), token, yyq_rows_get_int (rows, 6));
  yyq_evidence_place_set (&self->place.hash, yyq_rows_get_text (rows, 3));
  self->place.number = number;
  self->page->counts.anchors++;
  return TRUE;
}

/* What a time stamp costs, in rows. */
#define TOKEN_COST 100

#define ANCHORS \
  "SELECT number, at, prev_digest, digest, heads, token, stamped_at FROM anchor WHERE "

gboolean
yyq_evidence_check_anchors (YyqEvidenceCheck *self, gboolean *done, GError **error)
{
  g_autoptr (GError) local = NULL;

  while (!*done && self->left > 0) {
    g_autoptr (YyqRows) rows =
      yyq_storage_query (self->storage, &local, ANCHORS "number > $1 ORDER BY number LIMIT 1", "i",
                         self->place.number);

    *done = rows == NULL || !yyq_rows_next (rows, &local);
    if (!*done)
      check_anchor (self, rows, &local);
    if (local != NULL) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
    self->left -= TOKEN_COST;
  }
  return TRUE;
}

/* The anchor and the one before it, whose digest it goes on from. */
gboolean
yyq_evidence_check_one_anchor (YyqEvidenceCheck *self, gint64 number, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    self->storage, error, ANCHORS "number >= $1 AND number <= $2 ORDER BY number", "ii", number - 1,
    number);

  self->place.number = number - 2;
  while (rows != NULL && yyq_rows_next (rows, &local)) {
    if (yyq_rows_get_int (rows, 0) < number) {
      self->place.number = number - 1;
      yyq_evidence_place_set (&self->place.hash, yyq_rows_get_text (rows, 3));
    } else {
      check_anchor (self, rows, &local);
    }
  }
  if (rows != NULL && local == NULL && self->page->counts.anchors == 0)
    yyq_evidence_check_add_fault (self, YYQ_EVIDENCE_ANCHOR, NULL, number, NULL, "missing");
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return rows != NULL && (error == NULL || *error == NULL);
}
