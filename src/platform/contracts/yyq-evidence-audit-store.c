/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-audit-link.h"
#include "yyq-evidence-check.h"

/* The audit chains of the tenants: what they opened with, their rows, and rows in no chain. */

/* The number of a place behind the tenant that it names. */
#define BEHIND G_MAXINT64

/* The next chain after the place's, with what its first row says; FALSE: none, or an error. */
static gboolean
next_opening (YyqEvidenceCheck *self, char **said, char **row, GError **error)
{
  g_autoptr (YyqRows) rows = yyq_storage_query (
    self->storage, error,
    "SELECT h.id, a.detail, a.id FROM chain_head h LEFT JOIN audit a "
    "ON a.tenant_id = h.id AND a.seq = 1 AND a.action = '" YYQ_AUDIT_OPEN "' "
    "WHERE h.chain = 'audit' AND h.id >= $1 AND (h.id > $1 OR $2 = 0) ORDER BY h.id LIMIT 1",
    "si", self->place.id, (gint64) (self->place.number == BEHIND));

  if (rows == NULL || !yyq_rows_next (rows, error))
    return FALSE;
  if (!g_str_equal (self->place.id, yyq_rows_get_text (rows, 0)))
    self->place.number = G_MININT64;
  yyq_evidence_place_set (&self->place.id, yyq_rows_get_text (rows, 0));
  *said = g_strdup (yyq_rows_get_text (rows, 1));
  *row = g_strdup (yyq_rows_get_text (rows, 2));
  return TRUE;
}

/* Place: the tenant; where its opening stands is in key, number, n and m, among the revisions when
 * n is odd. */
static void
resume_opening (YyqEvidenceCheck *self, YyqAuditOpening *opening)
{
  yyq_audit_opening_init (opening, self->place.id);
  if (*self->place.key == '\0' && self->place.n == 0)
    return;
  yyq_evidence_place_set (&opening->hash, self->place.hash);
  yyq_evidence_place_set (&opening->id, self->place.key);
  opening->number = self->place.number;
  opening->in_revisions = self->place.n % 2 != 0;
  opening->rows = self->place.n / 2;
  opening->revisions = self->place.m;
}

static void
keep_opening (YyqEvidenceCheck *self, const YyqAuditOpening *opening)
{
  yyq_evidence_place_set (&self->place.hash, opening->hash);
  yyq_evidence_place_set (&self->place.key, opening->id);
  self->place.number = opening->number;
  self->place.n = opening->rows * 2 + (opening->in_revisions ? 1 : 0);
  self->place.m = opening->revisions;
}

static void
leave_opening (YyqEvidenceCheck *self)
{
  yyq_evidence_place_set (&self->place.key, "");
  yyq_evidence_place_set (&self->place.hash, "");
  self->place.number = BEHIND;
  self->place.n = 0;
  self->place.m = 0;
}

static gboolean
check_opening (YyqEvidenceCheck *self, const char *said, const char *row, GError **error)
{
  g_auto (YyqAuditOpening) opening = { 0 };
  g_autofree char *found = NULL;
  gboolean over = FALSE;
  gint64 n = 0;

  resume_opening (self, &opening);
  while (!over && self->left > 0) {
    if (!yyq_audit_opening_read (&opening, self->storage, self->left, &n, &over, error))
      return FALSE;
    self->left -= n;
  }
  if (!over) {
    keep_opening (self, &opening);
    return TRUE;
  }
  found = yyq_audit_opening_to_string (&opening);
  if (g_strcmp0 (found, said) != 0)
    yyq_evidence_check_add_fault (self, YYQ_CHAIN_AUDIT, opening.tenant, 1, row, "opening");
  self->page->counts.audit_rows += opening.rows;
  self->left--; /* a chain that opened with nothing costs something, too */
  leave_opening (self);
  return TRUE;
}

gboolean
yyq_evidence_check_openings (YyqEvidenceCheck *self, gboolean *done, GError **error)
{
  g_autoptr (GError) local = NULL;

  while (!*done && self->left > 0) {
    g_autofree char *said = NULL;
    g_autofree char *row = NULL;

    if (next_opening (self, &said, &row, &local))
      check_opening (self, said, row, &local);
    else
      *done = TRUE;
    if (local != NULL) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  }
  return TRUE;
}

static void
check_audit_row (YyqEvidenceCheck *self, YyqRows *rows)
{
  g_autofree char *expected = NULL;
  YyqAuditLink link;
  gint64 seq = 0;
  const char *what;

  yyq_audit_link_read (&link, rows);
  expected = yyq_audit_link_hash (&link);
  what = yyq_evidence_check_step (
    self, link.tenant, &(YyqChainLink){ link.seq, link.prev_hash, link.hash, link.format },
    expected, &seq);
  if (what == NULL && yyq_rows_is_null (rows, YYQ_AUDIT_LINK_N_COLUMNS))
    what = "head";
  if (what != NULL)
    yyq_evidence_check_add_fault (self, YYQ_CHAIN_AUDIT, link.tenant, seq,
                                  seq == link.seq ? link.id : NULL, what);
  self->page->counts.audit_rows++;
}

#define AUDIT                                                                                   \
  "SELECT " YYQ_AUDIT_LINK_COLUMNS ", h.seq FROM audit a "                                      \
  "LEFT JOIN chain_head h ON h.chain = 'audit' AND h.id = a.tenant_id WHERE a.seq IS NOT NULL " \
  "AND "

gboolean
yyq_evidence_check_audit (YyqEvidenceCheck *self, gboolean *done, GError **error)
{
  GError *local = NULL;
  gint64 n = 0;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (self->storage, error,
                       AUDIT "(a.tenant_id, a.seq) > ($1, $2) ORDER BY a.tenant_id, a.seq LIMIT $3",
                       "sii", self->place.id, self->place.number, self->left);

  for (; rows != NULL && yyq_rows_next (rows, &local); n++)
    check_audit_row (self, rows);
  return yyq_evidence_check_finish_rows (self, rows, local, n, done, error);
}

/* What belongs to a tenant without a chain; the others are in its opening. */
gboolean
yyq_evidence_check_strays (YyqEvidenceCheck *self, gboolean *done, GError **error)
{
  GError *local = NULL;
  gint64 n = 0;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (self->storage, error,
                       "SELECT id, tenant_id FROM audit WHERE tenant_id IS NULL UNION ALL "
                       "SELECT id, tenant_id FROM audit WHERE seq IS NULL AND tenant_id IN "
                       "(SELECT tenant_id FROM audit WHERE seq IS NULL EXCEPT "
                       "SELECT id FROM chain_head WHERE chain = 'audit') LIMIT $1",
                       "i", (gint64) YYQ_EVIDENCE_MOST_FAULTS);

  for (; rows != NULL && yyq_rows_next (rows, &local); n++)
    yyq_evidence_check_add_fault (self, YYQ_CHAIN_AUDIT, yyq_rows_get_text (rows, 1), 0,
                                  yyq_rows_get_text (rows, 0), "unchained");
  *done = TRUE;
  if (local != NULL)
    g_propagate_error (error, local);
  return rows != NULL && local == NULL;
}

static gboolean
check_one_opening (YyqEvidenceCheck *self, const char *tenant_id, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *said = NULL;
  g_autofree char *row = NULL;

  {
    g_autoptr (YyqRows) rows = yyq_storage_query (
      self->storage, &local, "SELECT detail, id FROM audit WHERE tenant_id = $1 AND seq = 1", "s",
      tenant_id);

    if (rows != NULL && yyq_rows_next (rows, &local)) {
      said = g_strdup (yyq_rows_get_text (rows, 0));
      row = g_strdup (yyq_rows_get_text (rows, 1));
    }
  }
  yyq_evidence_place_set (&self->place.id, tenant_id);
  if (local == NULL && row != NULL)
    return check_opening (self, said, row, error);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
yyq_evidence_check_one_audit (YyqEvidenceCheck *self, const char *tenant_id, GError **error)
{
  return check_one_opening (self, tenant_id, error) &&
         yyq_evidence_check_walk (self,
                                  yyq_storage_query (self->storage, error,
                                                     AUDIT "a.tenant_id = $1 ORDER BY a.seq", "s",
                                                     tenant_id),
                                  check_audit_row, error) &&
         yyq_evidence_check_one_head (self, YYQ_CHAIN_AUDIT, tenant_id, error);
}
