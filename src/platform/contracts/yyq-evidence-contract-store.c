/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-event-link.h"
#include "yyq-evidence-check.h"

/* Events and revisions of contracts, and where all chains end. */

/* The row that a chain's first missing or wrong row is: its id only when it is still there. */
static void
check_event (YyqEvidenceCheck *self, YyqRows *rows)
{
  g_autofree char *expected = NULL;
  YyqEventLink link;
  gint64 seq = 0;
  const char *what;

  yyq_event_link_read (&link, rows);
  expected = yyq_event_link_hash (&link);
  what = yyq_evidence_check_step (
    self, link.contract_id, &(YyqChainLink){ link.seq, link.prev_hash, link.hash, link.format },
    expected, &seq);
  if (what == NULL && link.format > 1 && yyq_rows_is_null (rows, YYQ_EVENT_LINK_N_COLUMNS))
    what = "revision";
  if (what == NULL && yyq_rows_is_null (rows, YYQ_EVENT_LINK_N_COLUMNS + 1))
    what = "head";
  if (what != NULL)
    yyq_evidence_check_add_fault (self, YYQ_CHAIN_CONTRACT, link.contract_id, seq,
                                  seq == link.seq ? link.id : NULL, what);
  self->page->counts.events++;
}

#define EVENTS                                                                                    \
  "SELECT " YYQ_EVENT_LINK_COLUMNS ", r.number, h.seq FROM contract_event e "                     \
  "LEFT JOIN contract_revision r ON r.contract_id = e.contract_id AND r.number = e.revision AND " \
  "r.sha256 = e.sha256 AND r.length = e.length "                                                  \
  "LEFT JOIN chain_head h ON h.chain = 'contract' AND h.id = e.contract_id WHERE "

gboolean
yyq_evidence_check_events (YyqEvidenceCheck *self, gboolean *done, GError **error)
{
  GError *local = NULL;
  gint64 n = 0;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    self->storage, error,
    EVENTS "(e.contract_id, e.seq) > ($1, $2) ORDER BY e.contract_id, e.seq LIMIT $3", "sii",
    self->place.id, self->place.number, self->left);

  for (; rows != NULL && yyq_rows_next (rows, &local); n++)
    check_event (self, rows);
  return yyq_evidence_check_finish_rows (self, rows, local, n, done, error);
}

/* Is the noted last row there, with that hash, and nothing behind it? */
static void
check_head (YyqEvidenceCheck *self, YyqRows *rows)
{
  const char *chain = g_str_equal (yyq_rows_get_text (rows, 0), YYQ_CHAIN_AUDIT)
                        ? YYQ_CHAIN_AUDIT
                        : YYQ_CHAIN_CONTRACT;
  const char *id = yyq_rows_get_text (rows, 1);
  gint64 seq = yyq_rows_get_int (rows, 2);

  if (yyq_rows_is_null (rows, 4))
    yyq_evidence_check_add_fault (self, chain, id, seq, NULL, "missing");
  else if (g_strcmp0 (yyq_rows_get_text (rows, 3), yyq_rows_get_text (rows, 4)) != 0)
    yyq_evidence_check_add_fault (self, chain, id, seq, NULL, "head");
  else if (yyq_rows_get_int (rows, 5) > 0)
    yyq_evidence_check_add_fault (self, chain, id, seq + 1, NULL, "head");
  self->page->counts.unanchored += MAX (seq - yyq_rows_get_int (rows, 6), 0);
  yyq_evidence_place_set (&self->place.key, chain);
  yyq_evidence_place_set (&self->place.id, id);
}

#define HEADS                                                                                     \
  "SELECT h.chain, h.id, h.seq, h.hash, CASE h.chain WHEN 'audit' "                               \
  "THEN (SELECT a.hash FROM audit a WHERE a.tenant_id = h.id AND a.seq = h.seq) "                 \
  "ELSE (SELECT e.hash FROM contract_event e WHERE e.contract_id = h.id AND e.seq = h.seq) END, " \
  "CASE h.chain WHEN 'audit' "                                                                    \
  "THEN (SELECT COUNT(*) FROM audit a WHERE a.tenant_id = h.id AND a.seq > h.seq) "               \
  "ELSE (SELECT COUNT(*) FROM contract_event e WHERE e.contract_id = h.id AND e.seq > h.seq) "    \
  "END, "                                                                                         \
  "h.anchored_seq FROM chain_head h WHERE "

gboolean
yyq_evidence_check_heads (YyqEvidenceCheck *self, gboolean *done, GError **error)
{
  GError *local = NULL;
  gint64 n = 0;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    self->storage, error, HEADS "(h.chain, h.id) > ($1, $2) ORDER BY h.chain, h.id LIMIT $3", "ssi",
    self->place.key, self->place.id, self->left);

  for (; rows != NULL && yyq_rows_next (rows, &local); n++)
    check_head (self, rows);
  return yyq_evidence_check_finish_rows (self, rows, local, n, done, error);
}

static void
check_revision (YyqEvidenceCheck *self, YyqRows *rows)
{
  yyq_evidence_place_set (&self->place.id, yyq_rows_get_text (rows, 0));
  self->place.number = yyq_rows_get_int (rows, 1);
  if (yyq_rows_get_int (rows, 2) > 1 && yyq_rows_get_int (rows, 3) == 0) {
    g_autofree char *name = g_strdup_printf ("revision %" G_GINT64_FORMAT, self->place.number);

    yyq_evidence_check_add_fault (self, YYQ_CHAIN_CONTRACT, self->place.id, 0, name, "uncovered");
  }
  self->page->counts.revisions++;
}

#define REVISIONS                                                                                \
  "SELECT r.contract_id, r.number, r.format, (SELECT COUNT(*) FROM contract_event e WHERE "      \
  "e.contract_id = r.contract_id "                                                               \
  "AND e.format > 1 AND e.revision = r.number AND e.sha256 = r.sha256 AND e.length = r.length) " \
  "FROM contract_revision r WHERE "

gboolean
yyq_evidence_check_revisions (YyqEvidenceCheck *self, gboolean *done, GError **error)
{
  GError *local = NULL;
  gint64 n = 0;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    self->storage, error,
    REVISIONS "(r.contract_id, r.number) > ($1, $2) ORDER BY r.contract_id, r.number LIMIT $3",
    "sii", self->place.id, self->place.number, self->left);

  for (; rows != NULL && yyq_rows_next (rows, &local); n++)
    check_revision (self, rows);
  return yyq_evidence_check_finish_rows (self, rows, local, n, done, error);
}

gboolean
yyq_evidence_check_one_head (YyqEvidenceCheck *self, const char *chain, const char *id,
                             GError **error)
{
  return yyq_evidence_check_walk (
    self,
    yyq_storage_query (self->storage, error, HEADS "h.id = $1 AND h.chain = $2", "ss", id, chain),
    check_head, error);
}

gboolean
yyq_evidence_check_one_contract (YyqEvidenceCheck *self, const char *id, GError **error)
{
  return yyq_evidence_check_walk (self,
                                  yyq_storage_query (self->storage, error,
                                                     EVENTS "e.contract_id = $1 ORDER BY e.seq",
                                                     "s", id),
                                  check_event, error) &&
         yyq_evidence_check_one_head (self, YYQ_CHAIN_CONTRACT, id, error) &&
         yyq_evidence_check_walk (
           self,
           yyq_storage_query (self->storage, error,
                              REVISIONS "r.contract_id = $1 ORDER BY r.number", "s", id),
           check_revision, error);
}
