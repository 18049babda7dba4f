/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-structure-lies.h"

#include <string.h>

static guint64
write_good (YyqLieContext *self)
{
  return yyq_update_write (self->update, self->target->number, 0, self->target->good);
}

static guint64
write_evil (YyqLieContext *self, guint generation)
{
  return yyq_update_write (self->update, self->target->number, generation, self->target->evil);
}

static void
list (YyqLieContext *self, guint64 place, guint64 generation)
{
  yyq_update_list (self->update, 1, self->target->number, place, generation);
}

static gboolean
is_stream_section (const YyqLieContext *self)
{
  return self->style->kind == YYQ_SECTION_STREAM;
}

/* The control: no lie, but nobody may do that. */
static gboolean
replace (YyqLieContext *self)
{
  list (self, write_evil (self, 0), 0);
  return TRUE;
}

static gboolean
list_good_first (YyqLieContext *self)
{
  guint64 good = write_good (self);
  guint64 evil = write_evil (self, 0);

  list (self, good, 0);
  list (self, evil, 0);
  return TRUE;
}

static gboolean
list_evil_first (YyqLieContext *self)
{
  guint64 evil = write_evil (self, 0);
  guint64 good = write_good (self);

  list (self, evil, 0);
  list (self, good, 0);
  return TRUE;
}

/* The first entry leads to where the object has always been. */
static gboolean
list_old_first (YyqLieContext *self)
{
  guint64 old = yyq_find_object (self->before, self->target->number);

  if (old == 0)
    return FALSE;
  list (self, old, 0);
  list (self, write_evil (self, 0), 0);
  return TRUE;
}

/* One subsection that begins before, and another that begins at the object. */
static gboolean
list_overlapping (YyqLieContext *self)
{
  guint64 good = write_good (self);
  guint64 evil = write_evil (self, 0);
  guint64 other = yyq_update_write (self->update, YYQ_FREE_NUMBER + 8, 0, "null");

  list (self, evil, 0);
  yyq_update_list (self->update, 1, YYQ_FREE_NUMBER + 8, other, 0);
  list (self, good, 0);
  return TRUE;
}

static gboolean
hide_evil (YyqLieContext *self)
{
  if (is_stream_section (self))
    return FALSE;
  self->style->kind = YYQ_SECTION_HYBRID;
  list (self, write_good (self), 0);
  yyq_update_hide (self->update, 1, self->target->number, write_evil (self, 0), 0);
  return TRUE;
}

static gboolean
hide_good (YyqLieContext *self)
{
  if (is_stream_section (self))
    return FALSE;
  self->style->kind = YYQ_SECTION_HYBRID;
  list (self, write_evil (self, 0), 0);
  yyq_update_hide (self->update, 1, self->target->number, write_good (self), 0);
  return TRUE;
}

/* The table says nothing of it, only the stream does. */
static gboolean
hide_only (YyqLieContext *self)
{
  if (is_stream_section (self))
    return FALSE;
  self->style->kind = YYQ_SECTION_HYBRID;
  yyq_update_hide (self->update, 1, self->target->number, write_evil (self, 0), 0);
  return TRUE;
}

static gboolean
free_and_hide (YyqLieContext *self)
{
  if (is_stream_section (self))
    return FALSE;
  self->style->kind = YYQ_SECTION_HYBRID;
  yyq_update_list (self->update, 0, self->target->number, 0, 0);
  yyq_update_hide (self->update, 1, self->target->number, write_evil (self, 0), 0);
  return TRUE;
}

static gboolean
generation_one (YyqLieContext *self)
{
  list (self, write_evil (self, 1), 1);
  return TRUE;
}

static gboolean
generation_one_in_entry (YyqLieContext *self)
{
  list (self, write_evil (self, 0), 1);
  return TRUE;
}

static gboolean
generation_one_in_object (YyqLieContext *self)
{
  list (self, write_evil (self, 1), 0);
  return TRUE;
}

static gboolean
generation_highest (YyqLieContext *self)
{
  list (self, write_evil (self, 65535), 65535);
  return TRUE;
}

static gboolean
generation_alias (YyqLieContext *self)
{
  self->style->widths[0] = 1;
  self->style->widths[1] = 4;
  self->style->widths[2] = 3;
  list (self, write_evil (self, 0), 65536);
  return TRUE;
}

/* Where a generation is kept in 32 bits, this one is 0 too. */
static gboolean
generation_long_alias (YyqLieContext *self)
{
  if (!is_stream_section (self))
    return FALSE;
  self->style->widths[0] = 1;
  self->style->widths[1] = 4;
  self->style->widths[2] = 5;
  list (self, write_evil (self, 0), G_GUINT64_CONSTANT (1) << 32);
  return TRUE;
}

/* As above, for the place in the file. */
static gboolean
offset_alias (YyqLieContext *self)
{
  if (!is_stream_section (self))
    return FALSE;
  self->style->widths[0] = 1;
  self->style->widths[1] = 8;
  self->style->widths[2] = 2;
  list (self, write_evil (self, 0) | G_GUINT64_CONSTANT (1) << 32, 0);
  return TRUE;
}

static gboolean
number_alias (YyqLieContext *self)
{
  if (!is_stream_section (self))
    return FALSE;
  g_snprintf (self->scratch, sizeof self->scratch, "%" G_GUINT64_FORMAT " 1",
              (G_GUINT64_CONSTANT (1) << 32) + self->target->number);
  self->style->index = self->scratch;
  self->style->omit_itself = TRUE;
  list (self, write_evil (self, 0), 0);
  return TRUE;
}

static gboolean
kind_alias (YyqLieContext *self)
{
  if (!is_stream_section (self))
    return FALSE;
  self->style->widths[0] = 2;
  self->style->widths[1] = 4;
  self->style->widths[2] = 2;
  yyq_update_list (self->update, 257, self->target->number, write_evil (self, 0), 0);
  return TRUE;
}

static gboolean
kind_unknown (YyqLieContext *self)
{
  if (!is_stream_section (self))
    return FALSE;
  yyq_update_list (self->update, 3, self->target->number, write_evil (self, 0), 0);
  return TRUE;
}

static gboolean
set_free (YyqLieContext *self)
{
  yyq_update_list (self->update, 0, self->target->number, 0, 1);
  return TRUE;
}

static gboolean
set_free_for_good (YyqLieContext *self)
{
  yyq_update_list (self->update, 0, self->target->number, 0, 65535);
  return TRUE;
}

static gboolean
set_free_then_list (YyqLieContext *self)
{
  set_free (self);
  list (self, write_evil (self, 0), 0);
  return TRUE;
}

static gboolean
list_then_set_free (YyqLieContext *self)
{
  list (self, write_evil (self, 0), 0);
  set_free (self);
  return TRUE;
}

/* Two updates: freed, and then back as if it were new. */
static gboolean
set_free_and_come_back (YyqLieContext *self)
{
  YyqSectionStyle style = *self->style;
  guint64 section;
  g_autofree char *end = NULL;

  set_free (self);
  section = yyq_update_section (self->update, &style);
  end = g_strdup_printf ("startxref\n%" G_GUINT64_FORMAT "\n%%%%EOF\n", section);
  yyq_update_text (self->update, end);
  self->style->previous = section;
  list (self, write_evil (self, 1), 1);
  return TRUE;
}

static gboolean
unlisted (YyqLieContext *self)
{
  write_evil (self, 0);
  return TRUE;
}

static gboolean
unlisted_beside_good (YyqLieContext *self)
{
  list (self, write_good (self), 0);
  write_evil (self, 0);
  return TRUE;
}

static gboolean
before_its_place (YyqLieContext *self)
{
  list (self, write_evil (self, 0) + 2, 0);
  return TRUE;
}

static gboolean
with_other_number (YyqLieContext *self)
{
  list (self, yyq_update_write (self->update, YYQ_FREE_NUMBER + 9, 0, self->target->evil), 0);
  return TRUE;
}

/* An entry that leads into another object: a stream, a string or a comment, where an object is
 * spelt out. */
static gboolean
inside (YyqLieContext *self, const char *head, const char *tail)
{
  g_autofree char *object =
    g_strdup_printf ("%u 0 obj\n%s\nendobj\n", self->target->number, self->target->evil);
  g_autofree char *text = g_strconcat (head, object, NULL);
  guint64 at = yyq_update_text (self->update, text);

  yyq_update_text (self->update, tail);
  yyq_update_list (self->update, 1, YYQ_FREE_NUMBER + 7, at, 0);
  list (self, at + strlen (head), 0);
  return TRUE;
}

static gboolean
inside_stream (YyqLieContext *self)
{
  g_autofree char *head =
    g_strdup_printf ("67 0 obj\n<</Length %" G_GSIZE_FORMAT ">>\nstream\n",
                     strlen (self->target->evil) + strlen ("4 0 obj\n\nendobj\n"));

  return inside (self, head, "\nendstream\nendobj\n");
}

static gboolean
inside_string (YyqLieContext *self)
{
  return inside (self, "67 0 obj\n(", ")\nendobj\n");
}

static gboolean
inside_comment (YyqLieContext *self)
{
  g_autofree char *object =
    g_strdup_printf ("%u 0 obj %s endobj", self->target->number, self->target->evil);
  guint64 at;

  if (self->target->stream)
    return FALSE;
  at = yyq_update_text (self->update, "67 0 obj\nnull %");
  yyq_update_text (self->update, object);
  yyq_update_text (self->update, "\nendobj\n");
  yyq_update_list (self->update, 1, YYQ_FREE_NUMBER + 7, at, 0);
  list (self, at + strlen ("67 0 obj\nnull %"), 0);
  return TRUE;
}

/* Readers that look for "obj" on their own find it; a comment hides it from all others. */
static gboolean
in_a_bare_comment (YyqLieContext *self)
{
  g_autofree char *object =
    g_strdup_printf ("%%%u 0 obj %s endobj\n", self->target->number, self->target->evil);

  if (self->target->stream)
    return FALSE;
  list (self, yyq_update_text (self->update, object) + 1, 0);
  return TRUE;
}

const YyqLie yyq_entry_lies[] = {
  { "replaced (control)", replace, "invalid", NULL },
  { "listed twice, as it was first", list_good_first, "invalid", NULL },
  { "listed twice, changed first", list_evil_first, "invalid", NULL },
  { "listed twice, at its old place first", list_old_first, "invalid", NULL },
  { "listed twice with another object between", list_overlapping, "invalid", NULL },
  { "listed in the table and, changed, in the hidden stream", hide_evil, "invalid", NULL },
  { "listed in the hidden stream and, changed, in the table", hide_good, "invalid", NULL },
  { "changed in the hidden stream only", hide_only, "invalid", NULL },
  { "free in the table and changed in the hidden stream", free_and_hide, "invalid", NULL },
  { "there in generation 1", generation_one, "invalid", NULL },
  { "listed in generation 1 but is 0", generation_one_in_entry, "bad", NULL },
  { "listed in generation 0 but is 1", generation_one_in_object, "bad", NULL },
  { "there in generation 65535", generation_highest, "invalid", NULL },
  { "listed in generation 65536", generation_alias, "bad", NULL },
  { "listed in generation 2^32", generation_long_alias, "bad", NULL },
  { "listed at its place and 2^32", offset_alias, "bad", NULL },
  { "listed under its number and 2^32", number_alias, "bad", NULL },
  { "listed with kind 257", kind_alias, "bad", NULL },
  { "listed with a kind that is unknown", kind_unknown, "bad", NULL },
  { "set free", set_free, "invalid", NULL },
  { "set free for good", set_free_for_good, "invalid", NULL },
  { "set free, then listed", set_free_then_list, "invalid", NULL },
  { "listed, then set free", list_then_set_free, "invalid", NULL },
  { "set free and comes back in the next update", set_free_and_come_back, "invalid", NULL },
  { "there, but nobody lists it", unlisted, "invalid", NULL },
  { "there twice, changed where nobody lists it", unlisted_beside_good, "invalid", NULL },
  { "not quite where it is listed", before_its_place, "bad", NULL },
  { "listed where another object is", with_other_number, "bad", NULL },
  { "spelt out inside a stream", inside_stream, "bad", NULL },
  { "spelt out inside a string", inside_string, "bad", NULL },
  { "spelt out inside the comment of an object", inside_comment, "bad", NULL },
  { "spelt out in a comment", in_a_bare_comment, "bad", NULL },
  { NULL },
};
