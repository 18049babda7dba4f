/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-xref.h"

#include <string.h>

/* One for each signature, and some more. */
#define MAX_SECTIONS 4000
/* startxref stands in the last 1024 bytes, ISO 32000-1 annex H.3; spaces may follow. */
#define XREF_WINDOW 2048

static YyqPdfXref *
xref_new (void)
{
  YyqPdfXref *self = g_new0 (YyqPdfXref, 1);

  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  self->containers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->targets =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  return self;
}

void
yyq_pdf_xref_free (YyqPdfXref *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->entries);
  g_hash_table_unref (self->containers);
  g_hash_table_unref (self->targets);
  g_free (self);
}

const YyqPdfXrefEntry *
yyq_pdf_xref_find (const YyqPdfXref *self, guint64 number)
{
  return g_hash_table_lookup (self->entries, &number);
}

gboolean
yyq_pdf_xref_is_in_use (const YyqPdfXref *self, guint64 number)
{
  const YyqPdfXrefEntry *entry = yyq_pdf_xref_find (self, number);

  return entry != NULL && entry->kind != 0;
}

static gboolean
is_living (const YyqPdfXref *self, guint64 number, guint64 generation)
{
  const YyqPdfXrefEntry *entry = yyq_pdf_xref_find (self, number);

  return entry != NULL && entry->kind != 0 && (entry->kind == 1 ? entry->detail : 0) == generation;
}

void
yyq_pdf_xref_note_targets (YyqPdfXref *self, guint64 number, guint64 generation, GArray *targets)
{
  if (is_living (self, number, generation))
    g_hash_table_replace (self->targets, g_memdup2 (&number, sizeof number), g_array_ref (targets));
}

const GArray *
yyq_pdf_xref_get_targets (const YyqPdfXref *self, guint64 number, guint64 generation)
{
  return is_living (self, number, generation) ? g_hash_table_lookup (self->targets, &number) : NULL;
}

static void
put (YyqPdfXref *self, const YyqPdfXrefEntry *entry)
{
  YyqPdfXrefEntry *copy = g_memdup2 (entry, sizeof *entry);

  g_hash_table_replace (self->entries, &copy->number, copy);
  g_hash_table_remove (self->targets, &copy->number);
  if (entry->kind == 2)
    g_hash_table_add (self->containers, g_memdup2 (&entry->place, sizeof entry->place));
  if (entry->kind != 0)
    self->highest = MAX (self->highest, entry->number);
}

void
yyq_pdf_xref_apply (YyqPdfXref *self, const YyqPdfSection *section)
{
  for (guint i = 0; i < section->entries->len; i++)
    put (self, &g_array_index (section->entries, YyqPdfXrefEntry, i));
  self->start = section->at;
  self->size = section->size;
  self->is_stream = section->is_stream;
}

/* An older section, or the hidden half of a hybrid one, only tells what newer ones left open. */
static void
add_older (YyqPdfXref *self, const YyqPdfSection *section, gboolean of_free)
{
  for (guint i = 0; i < section->entries->len; i++) {
    const YyqPdfXrefEntry *entry = &g_array_index (section->entries, YyqPdfXrefEntry, i);
    const YyqPdfXrefEntry *known = yyq_pdf_xref_find (self, entry->number);

    if (known == NULL || (of_free && known->kind == 0))
      put (self, entry);
  }
}

static gboolean
find_start (const char *data, gsize end, guint64 *start)
{
  gsize window = MIN (end, XREF_WINDOW);
  YyqPdfLexer lexer = { .data = data, .end = end };
  const char *mark = NULL;

  for (const char *at = data + end - window;
       (at = memmem (at, (gsize) (data + end - at), "startxref", 9)) != NULL; at++)
    mark = at;
  if (mark == NULL)
    return FALSE;
  lexer.at = (gsize) (mark - data) + 9;
  if (yyq_pdf_lexer_next (&lexer) != YYQ_PDF_TOKEN_INTEGER)
    return FALSE;
  *start = lexer.number;
  return TRUE;
}

static gboolean
read_hybrid (YyqPdfXref *self, const char *data, gsize end, const YyqPdfSection *section,
             const char **problem)
{
  g_autoptr (YyqPdfSection) hidden = NULL;

  if (section->hybrid == YYQ_PDF_NO_OFFSET)
    return TRUE;
  hidden = section->hybrid < end
             ? yyq_pdf_section_read (data, end, (gsize) section->hybrid, problem)
             : NULL;
  if (hidden == NULL)
    return FALSE;
  add_older (self, hidden, TRUE);
  return TRUE;
}

YyqPdfXref *
yyq_pdf_xref_read (GBytes *pdf, gsize end, const char **problem)
{
  const char *data = g_bytes_get_data (pdf, NULL);
  g_autoptr (YyqPdfXref) self = xref_new ();
  guint64 at;

  *problem = "there is no startxref, or it leads nowhere";
  if (!find_start (data, end, &at))
    return NULL;
  for (guint n = 0; at != YYQ_PDF_NO_OFFSET; n++) {
    g_autoptr (YyqPdfSection) section = NULL;

    if (at >= end || n == MAX_SECTIONS)
      return NULL;
    section = yyq_pdf_section_read (data, end, (gsize) at, problem);
    if (section == NULL)
      return NULL;
    if (n == 0)
      yyq_pdf_xref_apply (self, section);
    else
      add_older (self, section, FALSE);
    if (!read_hybrid (self, data, end, section, problem))
      return NULL;
    at = section->previous;
  }
  return g_steal_pointer (&self);
}
