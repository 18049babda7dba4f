/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-evidence-place.h"

#define N_WORDS 7

void
yyq_evidence_place_init (YyqEvidencePlace *self, gint64 stage)
{
  *self =
    (YyqEvidencePlace){ stage, g_strdup (""), g_strdup (""), g_strdup (""), G_MININT64, 0, 0 };
}

void
yyq_evidence_place_clear (YyqEvidencePlace *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->hash, g_free);
}

void
yyq_evidence_place_set (char **member, const char *text)
{
  char *copy = g_strdup (text != NULL ? text : "");

  g_free (*member);
  *member = copy;
}

/* Ids come from rows that somebody may have changed: they are escaped. */
char *
yyq_evidence_place_to_string (const YyqEvidencePlace *self)
{
  g_autofree char *id = g_uri_escape_string (self->id, NULL, FALSE);
  g_autofree char *key = g_uri_escape_string (self->key, NULL, FALSE);
  g_autofree char *hash = g_uri_escape_string (self->hash, NULL, FALSE);

  return g_strdup_printf ("%" G_GINT64_FORMAT "|%s|%s|%s|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT
                          "|%" G_GINT64_FORMAT,
                          self->stage, id, key, hash, self->number, self->n, self->m);
}

gboolean
yyq_evidence_place_parse (YyqEvidencePlace *self, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, "|", -1);

  if (g_strv_length (words) != N_WORDS ||
      !g_ascii_string_to_signed (words[0], 10, 0, G_MAXINT, &self->stage, NULL) ||
      !g_ascii_string_to_signed (words[4], 10, G_MININT64, G_MAXINT64, &self->number, NULL) ||
      !g_ascii_string_to_signed (words[5], 10, 0, G_MAXINT64, &self->n, NULL) ||
      !g_ascii_string_to_signed (words[6], 10, 0, G_MAXINT64, &self->m, NULL))
    return FALSE;
  self->id = g_uri_unescape_string (words[1], NULL);
  self->key = g_uri_unescape_string (words[2], NULL);
  self->hash = g_uri_unescape_string (words[3], NULL);
  if (self->id != NULL && self->key != NULL && self->hash != NULL)
    return TRUE;
  yyq_evidence_place_clear (self);
  return FALSE;
}
