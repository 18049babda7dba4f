/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-tail.h"

#include <string.h>

#include "yyq-pdf-object-stream.h"

/* An object of the update that is being read. */
typedef struct {
  guint64 number, generation;
  gboolean is_section, is_container;
} Object;

typedef struct {
  YyqPdfTail *tail;
  YyqPdfXref *xref; /* what was before this update */
  YyqPdfLexer lexer;
  GHashTable
    *objects; /* (element-type gsize Object): by offset; those that no section has listed yet */
  GHashTable
    *containers; /* (element-type guint64 GArray): object streams that were read, by number */
  GHashTable
    *places;  /* (element-type guint64 gsize): offsets of this update's objects, by number */
  gsize last; /* offset of the object that was read last */
} Reader;

void
yyq_pdf_tail_init (YyqPdfTail *self)
{
  self->listed = g_array_new (FALSE, FALSE, sizeof (YyqPdfXrefEntry));
  self->numbers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

void
yyq_pdf_tail_clear (YyqPdfTail *self)
{
  g_clear_pointer (&self->listed, g_array_unref);
  g_clear_pointer (&self->numbers, g_hash_table_unref);
}

gboolean
yyq_pdf_tail_defines (const YyqPdfTail *self, guint64 number)
{
  return g_hash_table_contains (self->numbers, &number);
}

static void
loosen (Reader *self, gboolean is_loose, const char *why)
{
  if (is_loose && self->tail->loose == NULL)
    self->tail->loose = why;
}

/* The value of an object, to "endobj". */
static const char *
read_body (Reader *self, Object *object)
{
  YyqPdfLexer *lexer = &self->lexer;
  YyqPdfLexer look = *lexer;
  g_autoptr (YyqPdfDictionary) dictionary = NULL;
  gsize data, length;

  if (yyq_pdf_lexer_next (&look) == YYQ_PDF_TOKEN_OPEN && yyq_pdf_lexer_is (&look, "<<")) {
    *lexer = look;
    dictionary = yyq_pdf_dictionary_read (lexer);
    if (dictionary == NULL)
      return "an appended dictionary is damaged, or has a key twice";
    object->is_section = yyq_pdf_dictionary_name_is (dictionary, "/Type", "/XRef");
    object->is_container = yyq_pdf_dictionary_name_is (dictionary, "/Type", "/ObjStm");
  } else if (!yyq_pdf_value_skip (lexer)) {
    return "an appended object is damaged, or has a key twice";
  }
  if (yyq_pdf_lexer_next (lexer) != YYQ_PDF_TOKEN_WORD)
    return "an appended object has no end";
  if (dictionary != NULL && yyq_pdf_lexer_is (lexer, "stream"))
    return yyq_pdf_section_skip_stream (lexer, dictionary, &data, &length)
             ? NULL
             : "an appended stream has no end";
  return yyq_pdf_lexer_is (lexer, "endobj") ? NULL : "an appended object has no end";
}

/* The lexer has just read the object's number. */
static const char *
read_object (Reader *self)
{
  YyqPdfLexer *lexer = &self->lexer;
  g_autofree Object *object = g_new0 (Object, 1);
  const char *problem;

  loosen (self, lexer->commented && !lexer->end_of_file, "a comment stands between objects");
  self->last = (gsize) (lexer->start - lexer->data);
  object->number = lexer->number;
  if (yyq_pdf_lexer_next (lexer) != YYQ_PDF_TOKEN_INTEGER || lexer->number > 65535 ||
      object->number > G_MAXINT32)
    return "appended bytes that are no object";
  object->generation = lexer->number;
  if (yyq_pdf_lexer_next (lexer) != YYQ_PDF_TOKEN_WORD || !yyq_pdf_lexer_is (lexer, "obj"))
    return "appended bytes that are no object";
  problem = read_body (self, object);
  if (problem != NULL)
    return problem;
  g_hash_table_insert (self->places, g_memdup2 (&object->number, sizeof object->number),
                       GSIZE_TO_POINTER (self->last));
  g_hash_table_insert (self->objects, GSIZE_TO_POINTER (self->last), g_steal_pointer (&object));
  return NULL;
}

/* The generation that a new entry of @number must have: mupdf and Chrome do not ask for it, qpdf
 * does. */
static gboolean
fits_generation (const YyqPdfXrefEntry *living, guint64 generation)
{
  if (generation > 65535)
    return FALSE;
  if (living == NULL || living->kind == 2)
    return generation == 0;
  return generation == living->detail || (living->kind == 0 && generation == 0);
}

static void
note_listed (Reader *self, const YyqPdfXrefEntry *entry)
{
  g_array_append_val (self->tail->listed, *entry);
  g_hash_table_add (self->tail->numbers, g_memdup2 (&entry->number, sizeof entry->number));
}

static gboolean
is_as_before (const YyqPdfXrefEntry *living, const YyqPdfXrefEntry *entry)
{
  return living != NULL && living->kind == entry->kind && living->place == entry->place &&
         living->detail == entry->detail;
}

static const char *
check_at_offset (Reader *self, const YyqPdfXrefEntry *entry, const YyqPdfXrefEntry *living)
{
  g_autofree Object *object = NULL;
  gpointer found = NULL;

  if (!fits_generation (living, entry->detail))
    return "an object is listed with another generation than it had";
  if (!g_hash_table_steal_extended (self->objects, GSIZE_TO_POINTER ((gsize) entry->place), NULL,
                                    &found)) {
    loosen (self, TRUE, "an object is listed again as it was");
    return is_as_before (living, entry)
             ? NULL
             : "a cross-reference section lists an object that is not there";
  }
  object = found;
  if (g_hash_table_contains (self->xref->containers, &entry->number))
    return "an object stream with objects of before is replaced";
  if (object->number != entry->number || object->generation != entry->detail)
    return "a cross-reference section lists an object that is not there";
  loosen (self, object->is_container, "an object stream");
  if (!object->is_section && !object->is_container)
    note_listed (self, entry);
  return NULL;
}

/* (transfer none) (nullable): the numbers that the object stream @number holds. */
static GArray *
open_container (Reader *self, guint64 number)
{
  GArray *numbers = g_hash_table_lookup (self->containers, &number);
  const YyqPdfXrefEntry *living = yyq_pdf_xref_find (self->xref, number);
  gpointer place = NULL;

  if (numbers != NULL)
    return numbers;
  if (!g_hash_table_lookup_extended (self->places, &number, NULL, &place) &&
      (living == NULL || living->kind != 1))
    return NULL;
  numbers =
    yyq_pdf_object_stream_read (self->lexer.data, self->lexer.end,
                                place != NULL ? GPOINTER_TO_SIZE (place) : (gsize) living->place);
  if (numbers != NULL)
    g_hash_table_insert (self->containers, g_memdup2 (&number, sizeof number), numbers);
  return numbers;
}

static const char *
check_in_container (Reader *self, const YyqPdfXrefEntry *entry, const YyqPdfXrefEntry *living)
{
  GArray *numbers;

  loosen (self, TRUE, "an object stream");
  if (is_as_before (living, entry))
    return NULL;
  if (!fits_generation (living, 0) ||
      g_hash_table_contains (self->xref->containers, &entry->number))
    return "an object is listed with another generation than it had";
  numbers = open_container (self, entry->place);
  if (numbers == NULL)
    return "an object stream is damaged, or could be read in two ways";
  if (entry->detail >= numbers->len ||
      g_array_index (numbers, guint64, entry->detail) != entry->number)
    return "an object is not where its object stream is said to hold it";
  note_listed (self, entry);
  return NULL;
}

/* How many objects the section says are in the object stream @number. */
static guint
count_in_container (const YyqPdfSection *section, guint64 number)
{
  guint n = 0;

  for (guint i = 0; section != NULL && i < section->entries->len; i++) {
    const YyqPdfXrefEntry *entry = &g_array_index (section->entries, YyqPdfXrefEntry, i);

    n += entry->kind == 2 && entry->place == number;
  }
  return n;
}

/* A program that reads an object stream as a whole would find what no section lists. */
static const char *
check_containers (Reader *self, const YyqPdfSection *section, const YyqPdfSection *hidden)
{
  for (guint i = 0; i < section->entries->len; i++) {
    const YyqPdfXrefEntry *entry = &g_array_index (section->entries, YyqPdfXrefEntry, i);
    const Object *object =
      entry->kind == 1
        ? g_hash_table_lookup (self->objects, GSIZE_TO_POINTER ((gsize) entry->place))
        : NULL;
    GArray *held =
      object != NULL && object->is_container ? open_container (self, entry->number) : NULL;

    if (object == NULL || !object->is_container)
      continue;
    if (held == NULL)
      return "an object stream is damaged, or could be read in two ways";
    if (count_in_container (section, entry->number) + count_in_container (hidden, entry->number) !=
        held->len)
      return "an object stream holds objects that no section lists";
  }
  return NULL;
}

static const char *
check_entry (Reader *self, const YyqPdfXrefEntry *entry)
{
  const YyqPdfXrefEntry *living = yyq_pdf_xref_find (self->xref, entry->number);

  switch (entry->kind) {
  case 0:
    loosen (self, TRUE, "a free entry");
    return living != NULL && living->kind != 0 ? "an object that is in use is freed" : NULL;
  case 1:
    return check_at_offset (self, entry, living);
  case 2:
    return check_in_container (self, entry, living);
  default:
    return "a cross-reference entry of a kind that nobody knows";
  }
}

/*
 * @listed: numbers of this update. The hidden half of a hybrid update may name what its table calls
 * free: that is how hybrid files work (ISO 32000-1 §7.5.8.4).
 */
static const char *
check_entries (Reader *self, const YyqPdfSection *section, GHashTable *listed, gboolean hidden)
{
  for (guint i = 0; i < section->entries->len; i++) {
    const YyqPdfXrefEntry *entry = &g_array_index (section->entries, YyqPdfXrefEntry, i);
    gpointer kind = NULL;
    gboolean twice =
      g_hash_table_lookup_extended (listed, GSIZE_TO_POINTER ((gsize) entry->number), NULL, &kind);
    const char *problem = NULL;

    if (twice && !(hidden && GPOINTER_TO_UINT (kind) == 0))
      return "an object is listed twice";
    g_hash_table_insert (listed, GSIZE_TO_POINTER ((gsize) entry->number),
                         GUINT_TO_POINTER (hidden ? 1 : (guint) entry->kind));
    problem = check_entry (self, entry);
    if (problem != NULL)
      return problem;
  }
  return NULL;
}

/* (transfer full) (nullable): the second section of a hybrid update, an object of it. */
static YyqPdfSection *
read_hidden (Reader *self, const YyqPdfSection *section, const char **problem)
{
  const Object *object =
    g_hash_table_lookup (self->objects, GSIZE_TO_POINTER ((gsize) section->hybrid));
  YyqPdfSection *hidden;

  if (object == NULL || !object->is_section) {
    *problem = "an appended trailer hides a second section";
    return NULL;
  }
  hidden =
    yyq_pdf_section_read (self->lexer.data, self->lexer.end, (gsize) section->hybrid, problem);
  return hidden;
}

/* Sections need not list themselves, and some programs' do not. */
static void
forget_section (Reader *self, gsize at)
{
  if (g_hash_table_remove (self->objects, GSIZE_TO_POINTER (at)))
    loosen (self, TRUE, "a cross-reference stream that does not list itself");
}

static const char *
check_size (Reader *self, const YyqPdfSection *section)
{
  loosen (self, self->xref->highest + 1 != section->size, "/Size is too large");
  return self->xref->highest >= section->size ? "/Size is too small" : NULL;
}

/* All entries of the update. @hidden (nullable): the second half of a hybrid one. */
static const char *
check_sections (Reader *self, const YyqPdfSection *section, const YyqPdfSection *hidden)
{
  g_autoptr (GHashTable) listed = g_hash_table_new (NULL, NULL);
  const char *problem = section->is_sloppy ? "a cross-reference table is damaged"
                                           : check_containers (self, section, hidden);

  if (problem == NULL)
    problem = check_entries (self, section, listed, FALSE);
  if (problem == NULL && hidden != NULL)
    problem = check_entries (self, hidden, listed, TRUE);
  return problem;
}

static const char *
take_section (Reader *self, YyqPdfSection *section)
{
  g_autoptr (YyqPdfSection) hidden = NULL;
  const char *problem = NULL;

  if (section->previous != self->xref->start)
    return "an appended update does not follow the one before it";
  loosen (self, section->is_stream != self->xref->is_stream,
          "a cross-reference section of another kind than before");
  if (section->hybrid != YYQ_PDF_NO_OFFSET) {
    loosen (self, TRUE, "a hybrid cross-reference section");
    hidden = read_hidden (self, section, &problem);
  }
  if (problem == NULL)
    problem = check_sections (self, section, hidden);
  if (problem != NULL)
    return problem;
  if (section->is_stream)
    forget_section (self, section->at);
  if (hidden != NULL) {
    forget_section (self, hidden->at);
    g_array_append_vals (section->entries, hidden->entries->data, hidden->entries->len);
  }
  yyq_pdf_xref_apply (self->xref, section);
  return check_size (self, section);
}

/* Behind the section. */
static const char *
read_end (Reader *self, const YyqPdfSection *section)
{
  YyqPdfLexer *lexer = &self->lexer;

  lexer->at = section->end;
  if (yyq_pdf_lexer_next (lexer) != YYQ_PDF_TOKEN_WORD || !yyq_pdf_lexer_is (lexer, "startxref"))
    return "an appended update has no startxref";
  if (yyq_pdf_lexer_next (lexer) != YYQ_PDF_TOKEN_INTEGER || lexer->number != section->at)
    return "startxref does not point at the appended section";
  if (g_hash_table_size (self->objects) > 0)
    return "appended objects that no section lists";
  self->tail->n_updates++;
  return NULL;
}

/* One update; the lexer has read its first token. */
static const char *
read_update (Reader *self, YyqPdfToken token)
{
  YyqPdfLexer *lexer = &self->lexer;
  g_autoptr (YyqPdfSection) section = NULL;
  const char *problem = NULL;
  const Object *last;

  for (; token == YYQ_PDF_TOKEN_INTEGER && problem == NULL; token = yyq_pdf_lexer_next (lexer))
    problem = read_object (self);
  if (problem != NULL)
    return problem;
  last = g_hash_table_lookup (self->objects, GSIZE_TO_POINTER (self->last));
  if (yyq_pdf_lexer_is (lexer, "xref"))
    section = yyq_pdf_section_read (lexer->data, lexer->end, (gsize) (lexer->start - lexer->data),
                                    &problem);
  else if (yyq_pdf_lexer_is (lexer, "startxref") && last != NULL && last->is_section)
    section = yyq_pdf_section_read (lexer->data, lexer->end, self->last, &problem);
  else
    return "appended bytes that belong to no update";
  if (section == NULL)
    return problem;
  problem = take_section (self, section);
  return problem != NULL ? problem : read_end (self, section);
}

static const char *
read_updates (Reader *self)
{
  YyqPdfToken token = yyq_pdf_lexer_next (&self->lexer);

  while (token != YYQ_PDF_TOKEN_END) {
    const char *problem;

    g_hash_table_remove_all (self->places);
    g_hash_table_remove_all (self->containers);
    problem = read_update (self, token);
    if (problem != NULL)
      return problem;
    token = yyq_pdf_lexer_next (&self->lexer);
    if (!self->lexer.end_of_file)
      return "an appended update has no end-of-file mark";
  }
  loosen (self, self->tail->n_updates > 1, "more than one update");
  return NULL;
}

const char *
yyq_pdf_tail_read (YyqPdfTail *self, GBytes *pdf, gsize from, gsize to, YyqPdfXref *xref)
{
  g_autoptr (GHashTable) objects = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) containers =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  Reader reader = {
    .tail = self,
    .xref = xref,
    .lexer = { .data = g_bytes_get_data (pdf, NULL), .at = from, .end = to },
    .objects = objects,
    .containers = containers,
    .places = places,
  };
  const char *problem;

  problem = read_updates (&reader);
  self->xref = problem == NULL ? xref : NULL;
  return problem;
}
