/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-evidence.h"

#include "yyq-anchor.h"
#include "yyq-audit-link.h"
#include "yyq-chain.h"
#include "yyq-event-link.h"
#include "yyq-evidence-place.h"
#include "yyq-service-error.h"

/*
 * The stages, each a walk along an index:
 *
 *   events      each row by its rule, in the chain of its contract, and the revision that it names
 *   openings    what each audit chain opened with, read again
 *   audit       each row in the chain of its tenant
 *   heads       each chain ends where the note says
 *   anchors     each digest, its time stamp, and the rows that it is over
 *   revisions   each is named by an event, or is from before
 *   strays      audit rows in no chain
 */

/* More faults than that end a page early. */
#define MOST_FAULTS 100
/* The number of a place behind the tenant that it names. */
#define BEHIND G_MAXINT64

typedef struct {
  YyqPlatform *platform;
  YyqStorage *storage;
  YyqEvidencePage *page;
  YyqEvidencePlace place;
  gint64 left; /* rows that the page may still read */
} Check;

typedef void (*RowCheck) (Check *self, YyqRows *rows);

/* FALSE on errors; @done: the stage has ended. */
typedef gboolean (*Stage) (Check *self, gboolean *done, GError **error);

static void
fault_free (gpointer data)
{
  YyqEvidenceFault *fault = data;

  g_free (fault->id);
  g_free (fault->row);
  g_free (fault);
}

void
yyq_evidence_page_free (YyqEvidencePage *self)
{
  g_ptr_array_unref (self->faults);
  g_free (self->next);
  g_free (self);
}

static void
add_fault (Check *self, const char *chain, const char *id, gint64 seq, const char *row,
           const char *what)
{
  YyqEvidenceFault *fault = g_new0 (YyqEvidenceFault, 1);

  fault->chain = chain;
  fault->id = g_utf8_make_valid (id != NULL ? id : "", -1);
  fault->seq = seq;
  fault->row = row != NULL ? g_utf8_make_valid (row, -1) : NULL;
  fault->what = what;
  g_ptr_array_add (self->page->faults, fault);
}

static gboolean
finish_rows (Check *self, YyqRows *rows, GError *local, gint64 n, gboolean *done, GError **error)
{
  *done = n < self->left;
  self->left -= n;
  if (local != NULL)
    g_propagate_error (error, local);
  return rows != NULL && local == NULL;
}

/* Along one chain; place: id of the chain, number of the row, its hash, n: its format. */
static const char *
step (Check *self, const char *id, const YyqChainLink *link, const char *expected, gint64 *seq)
{
  g_auto (YyqChainWalk) walk = { 0 };
  const char *what;

  if (self->place.number == G_MININT64 || !g_str_equal (self->place.id, id)) {
    yyq_evidence_place_set (&self->place.id, id);
    yyq_chain_walk_init (&walk, 0, "", 0);
    self->page->counts.chains++;
  } else {
    yyq_chain_walk_init (&walk, self->place.number, self->place.hash, self->place.n);
  }
  what = yyq_chain_walk_step (&walk, link, expected, seq);
  self->place.number = walk.seq;
  self->place.n = walk.format;
  yyq_evidence_place_set (&self->place.hash, walk.hash);
  return what;
}

/* The row that a chain's first missing or wrong row is: its id only when it is still there. */
static void
check_event (Check *self, YyqRows *rows)
{
  g_autofree char *expected = NULL;
  YyqEventLink link;
  gint64 seq = 0;
  const char *what;

  yyq_event_link_read (&link, rows);
  expected = yyq_event_link_hash (&link);
  what = step (self, link.contract_id,
               &(YyqChainLink){ link.seq, link.prev_hash, link.hash, link.format }, expected, &seq);
  if (what == NULL && link.format > 1 && yyq_rows_is_null (rows, YYQ_EVENT_LINK_N_COLUMNS))
    what = "revision";
  if (what == NULL && yyq_rows_is_null (rows, YYQ_EVENT_LINK_N_COLUMNS + 1))
    what = "head";
  if (what != NULL)
    add_fault (self, YYQ_CHAIN_CONTRACT, link.contract_id, seq, seq == link.seq ? link.id : NULL,
               what);
  self->page->counts.events++;
}

#define EVENTS                                                                                    \
  "SELECT " YYQ_EVENT_LINK_COLUMNS ", r.number, h.seq FROM contract_event e "                     \
  "LEFT JOIN contract_revision r ON r.contract_id = e.contract_id AND r.number = e.revision AND " \
  "r.sha256 = e.sha256 AND r.length = e.length "                                                  \
  "LEFT JOIN chain_head h ON h.chain = 'contract' AND h.id = e.contract_id WHERE "

static gboolean
check_events (Check *self, gboolean *done, GError **error)
{
  GError *local = NULL;
  gint64 n = 0;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    self->storage, error,
    EVENTS "(e.contract_id, e.seq) > ($1, $2) ORDER BY e.contract_id, e.seq LIMIT $3", "sii",
    self->place.id, self->place.number, self->left);

  for (; rows != NULL && yyq_rows_next (rows, &local); n++)
    check_event (self, rows);
  return finish_rows (self, rows, local, n, done, error);
}

/* The next chain after the place's, with what its first row says; FALSE: none, or an error. */
static gboolean
next_opening (Check *self, char **said, char **row, GError **error)
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
resume_opening (Check *self, YyqAuditOpening *opening)
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
keep_opening (Check *self, const YyqAuditOpening *opening)
{
  yyq_evidence_place_set (&self->place.hash, opening->hash);
  yyq_evidence_place_set (&self->place.key, opening->id);
  self->place.number = opening->number;
  self->place.n = opening->rows * 2 + (opening->in_revisions ? 1 : 0);
  self->place.m = opening->revisions;
}

static void
leave_opening (Check *self)
{
  yyq_evidence_place_set (&self->place.key, "");
  yyq_evidence_place_set (&self->place.hash, "");
  self->place.number = BEHIND;
  self->place.n = 0;
  self->place.m = 0;
}

static gboolean
check_opening (Check *self, const char *said, const char *row, GError **error)
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
    add_fault (self, YYQ_CHAIN_AUDIT, opening.tenant, 1, row, "opening");
  self->page->counts.audit_rows += opening.rows;
  self->left--; /* a chain that opened with nothing costs something, too */
  leave_opening (self);
  return TRUE;
}

static gboolean
check_openings (Check *self, gboolean *done, GError **error)
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
check_audit_row (Check *self, YyqRows *rows)
{
  g_autofree char *expected = NULL;
  YyqAuditLink link;
  gint64 seq = 0;
  const char *what;

  yyq_audit_link_read (&link, rows);
  expected = yyq_audit_link_hash (&link);
  what =
    step (self, link.tenant,
          &(YyqChainLink){ link.seq, link.prev_hash, link.hash, YYQ_AUDIT_FORMAT }, expected, &seq);
  if (what == NULL && yyq_rows_is_null (rows, 11))
    what = "head";
  if (what != NULL)
    add_fault (self, YYQ_CHAIN_AUDIT, link.tenant, seq, seq == link.seq ? link.id : NULL, what);
  self->page->counts.audit_rows++;
}

#define AUDIT                                                                                   \
  "SELECT " YYQ_AUDIT_LINK_COLUMNS ", h.seq FROM audit a "                                      \
  "LEFT JOIN chain_head h ON h.chain = 'audit' AND h.id = a.tenant_id WHERE a.seq IS NOT NULL " \
  "AND "

static gboolean
check_audit (Check *self, gboolean *done, GError **error)
{
  GError *local = NULL;
  gint64 n = 0;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (self->storage, error,
                       AUDIT "(a.tenant_id, a.seq) > ($1, $2) ORDER BY a.tenant_id, a.seq LIMIT $3",
                       "sii", self->place.id, self->place.number, self->left);

  for (; rows != NULL && yyq_rows_next (rows, &local); n++)
    check_audit_row (self, rows);
  return finish_rows (self, rows, local, n, done, error);
}

/* Is the noted last row there, with that hash, and nothing behind it? */
static void
check_head (Check *self, YyqRows *rows)
{
  const char *chain = g_str_equal (yyq_rows_get_text (rows, 0), YYQ_CHAIN_AUDIT)
                        ? YYQ_CHAIN_AUDIT
                        : YYQ_CHAIN_CONTRACT;
  const char *id = yyq_rows_get_text (rows, 1);
  gint64 seq = yyq_rows_get_int (rows, 2);

  if (yyq_rows_is_null (rows, 4))
    add_fault (self, chain, id, seq, NULL, "missing");
  else if (g_strcmp0 (yyq_rows_get_text (rows, 3), yyq_rows_get_text (rows, 4)) != 0)
    add_fault (self, chain, id, seq, NULL, "head");
  else if (yyq_rows_get_int (rows, 5) > 0)
    add_fault (self, chain, id, seq + 1, NULL, "head");
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

static gboolean
check_heads (Check *self, gboolean *done, GError **error)
{
  GError *local = NULL;
  gint64 n = 0;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    self->storage, error, HEADS "(h.chain, h.id) > ($1, $2) ORDER BY h.chain, h.id LIMIT $3", "ssi",
    self->place.key, self->place.id, self->left);

  for (; rows != NULL && yyq_rows_next (rows, &local); n++)
    check_head (self, rows);
  return finish_rows (self, rows, local, n, done, error);
}

/* The digest of what is there, and each row as it is now against what it was. */
static gboolean
read_anchor_heads (Check *self, gint64 number, char **digest, GError **error)
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
      add_fault (self, g_str_equal (chain, YYQ_CHAIN_AUDIT) ? YYQ_CHAIN_AUDIT : YYQ_CHAIN_CONTRACT,
                 yyq_rows_get_text (rows, 1), yyq_rows_get_int (rows, 2), NULL, "anchored");
    g_free (*digest);
    *digest = next;
  }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return rows != NULL && (error == NULL || *error == NULL);
}

static void
check_token (Check *self, gint64 number, const char *digest, GBytes *token, gint64 stamped_at)
{
  g_autofree char *why = NULL;
  gint64 at = 0;

  if (token == NULL) {
    self->page->counts.waiting++;
  } else if (!yyq_anchor_check_token (self->platform, digest, token, &at, &why) ||
             at != stamped_at) {
    add_fault (self, YYQ_EVIDENCE_ANCHOR, NULL, number, NULL, "token");
  } else {
    self->page->anchored_from =
      self->page->anchored_from == 0 ? at : MIN (self->page->anchored_from, at);
    self->page->anchored_to = MAX (self->page->anchored_to, at);
  }
}

/* One row of anchor. Place: its number and digest. */
static gboolean
check_anchor (Check *self, YyqRows *rows, GError **error)
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
    add_fault (self, YYQ_EVIDENCE_ANCHOR, NULL, before + 1, NULL, "missing");
  else if (g_strcmp0 (prev, self->place.hash) != 0)
    add_fault (self, YYQ_EVIDENCE_ANCHOR, NULL, number, NULL, "predecessor");
  if (g_strcmp0 (digest, yyq_rows_get_text (rows, 3)) != 0)
    add_fault (self, YYQ_EVIDENCE_ANCHOR, NULL, number, NULL, "changed");
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

static gboolean
check_anchors (Check *self, gboolean *done, GError **error)
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

static void
check_revision (Check *self, YyqRows *rows)
{
  yyq_evidence_place_set (&self->place.id, yyq_rows_get_text (rows, 0));
  self->place.number = yyq_rows_get_int (rows, 1);
  if (yyq_rows_get_int (rows, 2) > 1 && yyq_rows_get_int (rows, 3) == 0) {
    g_autofree char *name = g_strdup_printf ("revision %" G_GINT64_FORMAT, self->place.number);

    add_fault (self, YYQ_CHAIN_CONTRACT, self->place.id, 0, name, "uncovered");
  }
  self->page->counts.revisions++;
}

#define REVISIONS                                                                                \
  "SELECT r.contract_id, r.number, r.format, (SELECT COUNT(*) FROM contract_event e WHERE "      \
  "e.contract_id = r.contract_id "                                                               \
  "AND e.format > 1 AND e.revision = r.number AND e.sha256 = r.sha256 AND e.length = r.length) " \
  "FROM contract_revision r WHERE "

static gboolean
check_revisions (Check *self, gboolean *done, GError **error)
{
  GError *local = NULL;
  gint64 n = 0;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    self->storage, error,
    REVISIONS "(r.contract_id, r.number) > ($1, $2) ORDER BY r.contract_id, r.number LIMIT $3",
    "sii", self->place.id, self->place.number, self->left);

  for (; rows != NULL && yyq_rows_next (rows, &local); n++)
    check_revision (self, rows);
  return finish_rows (self, rows, local, n, done, error);
}

/* What belongs to a tenant without a chain; the others are in its opening. */
static gboolean
check_strays (Check *self, gboolean *done, GError **error)
{
  GError *local = NULL;
  gint64 n = 0;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (self->storage, error,
                       "SELECT id, tenant_id FROM audit WHERE tenant_id IS NULL UNION ALL "
                       "SELECT id, tenant_id FROM audit WHERE seq IS NULL AND tenant_id IN "
                       "(SELECT tenant_id FROM audit WHERE seq IS NULL EXCEPT "
                       "SELECT id FROM chain_head WHERE chain = 'audit') LIMIT $1",
                       "i", (gint64) MOST_FAULTS);

  for (; rows != NULL && yyq_rows_next (rows, &local); n++)
    add_fault (self, YYQ_CHAIN_AUDIT, yyq_rows_get_text (rows, 1), 0, yyq_rows_get_text (rows, 0),
               "unchained");
  *done = TRUE;
  if (local != NULL)
    g_propagate_error (error, local);
  return rows != NULL && local == NULL;
}

static const Stage stages[] = { check_events,  check_openings,  check_audit, check_heads,
                                check_anchors, check_revisions, check_strays };

static gboolean
read_place (Check *self, const char *after, GError **error)
{
  if (after == NULL) {
    yyq_evidence_place_init (&self->place, 0);
    return TRUE;
  }
  if (yyq_evidence_place_parse (&self->place, after) &&
      self->place.stage < (gint64) G_N_ELEMENTS (stages))
    return TRUE;
  g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_INVALID,
                       "/after is not where a page ended");
  return FALSE;
}

static gboolean
run (Check *self, GError **error)
{
  gint64 stage = self->place.stage;

  while (stage < (gint64) G_N_ELEMENTS (stages) && self->left > 0 &&
         self->page->faults->len < MOST_FAULTS) {
    gboolean done = FALSE;

    if (!stages[stage](self, &done, error))
      return FALSE;
    if (!done)
      continue;
    yyq_evidence_place_clear (&self->place);
    yyq_evidence_place_init (&self->place, ++stage);
  }
  if (stage < (gint64) G_N_ELEMENTS (stages))
    self->page->next = yyq_evidence_place_to_string (&self->place);
  return TRUE;
}

YyqEvidencePage *
yyq_evidence_check (YyqPlatform *platform, const char *after, gint64 limit, GError **error)
{
  g_autoptr (YyqEvidencePage) page = g_new0 (YyqEvidencePage, 1);
  Check self = { .platform = platform,
                 .storage = yyq_platform_get_storage (platform),
                 .page = page,
                 .left = limit };
  gboolean ok;

  page->faults = g_ptr_array_new_with_free_func (fault_free);
  ok = read_place (&self, after, error) && run (&self, error);
  yyq_evidence_place_clear (&self.place);
  return ok ? g_steal_pointer (&page) : NULL;
}

/* What @sql gives of one chain, row by row; @id is $1, @chain $2 where it has one. */
static gboolean
walk (Check *self, const char *sql, RowCheck check, const char *id, const char *chain,
      GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (self->storage, error, sql, chain != NULL ? "ss" : "s", id, chain);

  self->place.number = G_MININT64;
  while (rows != NULL && yyq_rows_next (rows, &local))
    check (self, rows);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return rows != NULL && (error == NULL || *error == NULL);
}

static gboolean
check_one_head (Check *self, const char *chain, const char *id, GError **error)
{
  return walk (self, HEADS "h.id = $1 AND h.chain = $2", check_head, id, chain, error);
}

static gboolean
check_one_contract (Check *self, const char *id, GError **error)
{
  return walk (self, EVENTS "e.contract_id = $1 ORDER BY e.seq", check_event, id, NULL, error) &&
         check_one_head (self, YYQ_CHAIN_CONTRACT, id, error) &&
         walk (self, REVISIONS "r.contract_id = $1 ORDER BY r.number", check_revision, id, NULL,
               error);
}

static gboolean
check_one_opening (Check *self, const char *tenant_id, GError **error)
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

static gboolean
check_one_audit (Check *self, const char *tenant_id, GError **error)
{
  return check_one_opening (self, tenant_id, error) &&
         walk (self, AUDIT "a.tenant_id = $1 ORDER BY a.seq", check_audit_row, tenant_id, NULL,
               error) &&
         check_one_head (self, YYQ_CHAIN_AUDIT, tenant_id, error);
}

/* The anchor and the one before it, whose digest it goes on from. */
static gboolean
check_one_anchor (Check *self, gint64 number, GError **error)
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
    add_fault (self, YYQ_EVIDENCE_ANCHOR, NULL, number, NULL, "missing");
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return rows != NULL && (error == NULL || *error == NULL);
}

YyqEvidencePage *
yyq_evidence_check_one (YyqPlatform *platform, const char *chain, const char *id, GError **error)
{
  g_autoptr (YyqEvidencePage) page = g_new0 (YyqEvidencePage, 1);
  g_autoptr (GError) local = NULL;
  Check self = { .platform = platform,
                 .storage = yyq_platform_get_storage (platform),
                 .page = page,
                 .left = G_MAXINT64 };

  page->faults = g_ptr_array_new_with_free_func (fault_free);
  yyq_evidence_place_init (&self.place, 0);
  if (g_str_equal (chain, YYQ_EVIDENCE_ANCHOR))
    check_one_anchor (&self, g_ascii_strtoll (id, NULL, 10), &local);
  else if (g_str_equal (chain, YYQ_CHAIN_AUDIT))
    check_one_audit (&self, id, &local);
  else
    check_one_contract (&self, id, &local);
  yyq_evidence_place_clear (&self.place);
  if (local == NULL)
    return g_steal_pointer (&page);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}
