/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-audit-link.h"

#include "yyq-parts-hash.h"

void
yyq_audit_link_read (YyqAuditLink *self, YyqRows *rows)
{
  self->tenant = yyq_rows_get_text (rows, 0);
  self->seq = yyq_rows_get_int (rows, 1);
  self->id = yyq_rows_get_text (rows, 2);
  self->at = yyq_rows_get_int (rows, 3);
  self->actor = yyq_rows_get_text (rows, 4);
  self->remote = yyq_rows_get_text (rows, 5);
  self->action = yyq_rows_get_text (rows, 6);
  self->object = yyq_rows_get_text (rows, 7);
  self->detail = yyq_rows_get_text (rows, 8);
  self->prev_hash = yyq_rows_get_text (rows, 9);
  self->hash = yyq_rows_get_text (rows, 10);
  self->format = yyq_rows_get_int (rows, 11);
  self->unit = yyq_rows_get_text (rows, 12);
}

static void
add_content (GChecksum *hash, const YyqAuditLink *self)
{
  yyq_parts_hash_add (hash, self->id);
  yyq_parts_hash_add_int (hash, self->at);
  yyq_parts_hash_add (hash, self->actor);
  yyq_parts_hash_add (hash, self->remote);
  yyq_parts_hash_add (hash, self->action);
  yyq_parts_hash_add (hash, self->object);
  yyq_parts_hash_add (hash, self->detail);
}

char *
yyq_audit_link_hash (const YyqAuditLink *self)
{
  const gboolean old = self->format < YYQ_AUDIT_FORMAT;
  GChecksum *hash = yyq_parts_hash_begin (old ? "yyq.audit.2" : "yyq.audit.3");

  yyq_parts_hash_add (hash, self->prev_hash);
  yyq_parts_hash_add (hash, self->tenant);
  if (!old)
    yyq_parts_hash_add (hash, self->unit);
  yyq_parts_hash_add_int (hash, self->seq);
  add_content (hash, self);
  return yyq_parts_hash_end (hash);
}

void
yyq_audit_opening_init (YyqAuditOpening *self, const char *tenant)
{
  *self = (YyqAuditOpening){
    .tenant = g_strdup (tenant), .hash = g_strdup (""), .id = g_strdup (""), .number = G_MININT64
  };
}

void
yyq_audit_opening_clear (YyqAuditOpening *self)
{
  g_clear_pointer (&self->tenant, g_free);
  g_clear_pointer (&self->hash, g_free);
  g_clear_pointer (&self->id, g_free);
}

static void
take (char **place, char *text)
{
  g_free (*place);
  *place = text;
}

static void
read_row (YyqAuditOpening *self, YyqRows *rows)
{
  GChecksum *hash = yyq_parts_hash_begin ("yyq.audit.1");
  YyqAuditLink link;

  yyq_audit_link_read (&link, rows);
  yyq_parts_hash_add (hash, self->hash);
  yyq_parts_hash_add (hash, self->tenant);
  add_content (hash, &link);
  take (&self->hash, yyq_parts_hash_end (hash));
  take (&self->id, g_strdup (link.id));
  self->number = link.at;
  self->rows++;
}

static void
read_revision (YyqAuditOpening *self, YyqRows *rows)
{
  GChecksum *hash = yyq_parts_hash_begin ("yyq.revision.1");

  yyq_parts_hash_add (hash, self->hash);
  yyq_parts_hash_add (hash, yyq_rows_get_text (rows, 0));
  yyq_parts_hash_add_int (hash, yyq_rows_get_int (rows, 1));
  yyq_parts_hash_add (hash, yyq_rows_get_text (rows, 2));
  yyq_parts_hash_add_int (hash, yyq_rows_get_int (rows, 3));
  yyq_parts_hash_add_int (hash, yyq_rows_get_int (rows, 4));
  take (&self->hash, yyq_parts_hash_end (hash));
  take (&self->id, g_strdup (yyq_rows_get_text (rows, 0)));
  self->number = yyq_rows_get_int (rows, 1);
  self->revisions++;
}

static YyqRows *
query (YyqAuditOpening *self, YyqStorage *storage, gint64 limit, GError **error)
{
  static const char rows[] =
    "SELECT " YYQ_AUDIT_LINK_COLUMNS " FROM audit a WHERE a.tenant_id = $1 AND a.seq IS NULL "
    "AND (a.at, a.id) > ($2, $3) ORDER BY a.at, a.id LIMIT $4";
  static const char revisions[] =
    "SELECT r.contract_id, r.number, r.sha256, r.length, r.at FROM contract c "
    "JOIN contract_revision r ON r.contract_id = c.id AND r.format = 1 "
    "WHERE c.tenant_id = $1 AND c.id >= $3 AND (c.id > $3 OR r.number > $2) "
    "ORDER BY c.id, r.number LIMIT $4";

  return yyq_storage_query (storage, error, self->in_revisions ? revisions : rows, "sisi",
                            self->tenant, self->number, self->id, limit);
}

gboolean
yyq_audit_opening_read (YyqAuditOpening *self, YyqStorage *storage, gint64 limit, gint64 *n,
                        gboolean *done, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = query (self, storage, limit, error);

  *done = FALSE;
  for (*n = 0; rows != NULL && yyq_rows_next (rows, &local); (*n)++) {
    if (self->in_revisions)
      read_revision (self, rows);
    else
      read_row (self, rows);
  }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (rows != NULL) {
    *done = self->in_revisions && *n < limit;
    if (!self->in_revisions && *n < limit) {
      self->in_revisions = TRUE;
      self->number = G_MININT64;
      take (&self->id, g_strdup (""));
    }
    return TRUE;
  }
  return FALSE;
}

char *
yyq_audit_opening_to_string (const YyqAuditOpening *self)
{
  return g_strdup_printf ("rows=%" G_GINT64_FORMAT " revisions=%" G_GINT64_FORMAT " sha256=%s",
                          self->rows, self->revisions, self->hash);
}
