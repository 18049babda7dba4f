/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-event-link.h"

#include "yyq-parts-hash.h"

void
yyq_event_link_read (YyqEventLink *self, YyqRows *rows)
{
  self->contract_id = yyq_rows_get_text (rows, 0);
  self->seq = yyq_rows_get_int (rows, 1);
  self->id = yyq_rows_get_text (rows, 2);
  self->type = yyq_rows_get_text (rows, 3);
  self->actor = yyq_rows_get_text (rows, 4);
  self->at = yyq_rows_get_int (rows, 5);
  self->detail = yyq_rows_get_text (rows, 6);
  self->prev_hash = yyq_rows_get_text (rows, 7);
  self->hash = yyq_rows_get_text (rows, 8);
  self->format = yyq_rows_get_int (rows, 9);
  self->revision = yyq_rows_get_int (rows, 10);
  self->sha256 = yyq_rows_get_text (rows, 11);
  self->length = yyq_rows_get_int (rows, 12);
}

static char *
hash_of_format_1 (const YyqEventLink *self)
{
  g_autofree char *text = g_strdup_printf (
    "%s\x1f%s\x1f%" G_GINT64_FORMAT "\x1f%s\x1f%s\x1f%s\x1f%" G_GINT64_FORMAT "\x1f%s",
    self->prev_hash, self->contract_id, self->seq, self->id, self->type, self->actor, self->at,
    self->detail == NULL ? "" : self->detail);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

char *
yyq_event_link_hash (const YyqEventLink *self)
{
  GChecksum *hash;

  if (self->format == 1)
    return hash_of_format_1 (self);
  hash = yyq_parts_hash_begin ("yyq.event.2");
  yyq_parts_hash_add (hash, self->prev_hash);
  yyq_parts_hash_add (hash, self->contract_id);
  yyq_parts_hash_add_int (hash, self->seq);
  yyq_parts_hash_add (hash, self->id);
  yyq_parts_hash_add (hash, self->type);
  yyq_parts_hash_add (hash, self->actor);
  yyq_parts_hash_add_int (hash, self->at);
  yyq_parts_hash_add (hash, self->detail);
  yyq_parts_hash_add_int (hash, self->revision);
  yyq_parts_hash_add (hash, self->sha256);
  yyq_parts_hash_add_int (hash, self->length);
  return yyq_parts_hash_end (hash);
}
