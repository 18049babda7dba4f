/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-structure-lies.h"

#include <string.h>

#define OTHER_CATALOGUE (YYQ_FREE_NUMBER + 3)

/* A section of its own, in which the object is changed; what follows lists it as it was. */
static guint64
put_evil_section (YyqLieContext *self)
{
  YyqSectionStyle style = *self->style;
  guint64 section;

  yyq_update_put (self->update, self->target->number, self->target->evil);
  section = yyq_update_section (self->update, &style);
  yyq_update_put (self->update, self->target->number, self->target->good);
  return section;
}

static const char *
print (YyqLieContext *self, const char *format, guint64 number)
{
  g_auto (GStrv) parts = g_strsplit (format, "@", 2);

  g_snprintf (self->scratch, sizeof self->scratch, "%s%" G_GUINT64_FORMAT "%s", parts[0], number,
              parts[1]);
  return self->scratch;
}

/* Followed at once by the section that is told of. */
static gboolean
section_before (YyqLieContext *self)
{
  YyqSectionStyle style = *self->style;

  yyq_update_put (self->update, self->target->number, self->target->evil);
  self->style->previous = yyq_update_section (self->update, &style);
  return TRUE;
}

static gboolean
with_end_before (YyqLieContext *self)
{
  g_autofree char *end = NULL;

  section_before (self);
  end = g_strdup_printf ("startxref\n%" G_GUINT64_FORMAT "\n%%%%EOF\n", self->style->previous);
  yyq_update_text (self->update, end);
  return TRUE;
}

static gboolean
previous_twice_good_last (YyqLieContext *self)
{
  self->style->before = print (self, "/Prev @", put_evil_section (self));
  return TRUE;
}

static gboolean
previous_twice_good_first (YyqLieContext *self)
{
  self->style->after = print (self, "/Info 17 0 R/Prev @", put_evil_section (self));
  return TRUE;
}

static gboolean
previous_spelt (YyqLieContext *self)
{
  self->style->after = print (self, "/Info 17 0 R/Pre#76 @", put_evil_section (self));
  return TRUE;
}

static gboolean
previous_nested (YyqLieContext *self)
{
  guint64 signed_ = yyq_last_section (self->before);

  self->style->previous = put_evil_section (self);
  self->style->before = print (self, "/Decoy<</Prev @>>", signed_);
  return TRUE;
}

static gboolean
previous_nested_in_array (YyqLieContext *self)
{
  guint64 signed_ = yyq_last_section (self->before);

  self->style->previous = put_evil_section (self);
  self->style->before = print (self, "/Decoy[/Prev @]", signed_);
  return TRUE;
}

static gboolean
start_elsewhere (YyqLieContext *self)
{
  self->style->startxref = put_evil_section (self);
  return TRUE;
}

static gboolean
second_start (YyqLieContext *self)
{
  self->style->end = print (self, "startxref\n@\n%%EOF\n", put_evil_section (self));
  return TRUE;
}

static gboolean
second_end (YyqLieContext *self)
{
  self->style->end = print (self, "%%EOF\nstartxref\n@\n%%EOF\n", put_evil_section (self));
  return TRUE;
}

static gboolean
start_in_comment (YyqLieContext *self)
{
  self->style->end = print (self, "%startxref\n%@\n%%EOF\n", put_evil_section (self));
  return TRUE;
}

static gboolean
start_in_comment_on_one_line (YyqLieContext *self)
{
  self->style->end = print (self, "% startxref @\n%%EOF\n", put_evil_section (self));
  return TRUE;
}

static gboolean
hidden_spelt (YyqLieContext *self)
{
  if (self->style->kind != YYQ_SECTION_TABLE)
    return FALSE;
  self->style->kind = YYQ_SECTION_STREAM;
  self->style->after = print (self, "/Info 17 0 R/XRef#53tm @", put_evil_section (self));
  self->style->kind = YYQ_SECTION_TABLE;
  return TRUE;
}

static gboolean
hidden_in_stream (YyqLieContext *self)
{
  if (self->style->kind != YYQ_SECTION_STREAM)
    return FALSE;
  self->style->after = print (self, "/Info 17 0 R/XRefStm @", put_evil_section (self));
  return TRUE;
}

static gboolean
size_too_small (YyqLieContext *self)
{
  yyq_update_put (self->update, self->target->number, self->target->evil);
  self->style->size = (int) self->target->number;
  return TRUE;
}

static gboolean
size_twice (YyqLieContext *self)
{
  yyq_update_put (self->update, self->target->number, self->target->evil);
  self->style->before = print (self, "/Size @", self->target->number);
  return TRUE;
}

/* One kind of section after another kind. */
static gboolean
other_kind (YyqLieContext *self)
{
  yyq_update_put (self->update, self->target->number, self->target->evil);
  self->style->kind =
    self->style->kind == YYQ_SECTION_TABLE ? YYQ_SECTION_STREAM : YYQ_SECTION_TABLE;
  return TRUE;
}

/* By the other widths the entry is of a kind that nobody knows, and means nothing. */
static gboolean
decoy_in_stream (YyqLieContext *self, const char *before, const char *after)
{
  if (self->style->kind != YYQ_SECTION_STREAM)
    return FALSE;
  yyq_update_put (self->update, self->target->number, self->target->evil);
  self->style->before = before;
  if (after != NULL)
    self->style->after = after;
  return TRUE;
}

static gboolean
widths_twice (YyqLieContext *self)
{
  return decoy_in_stream (self, "/W[2 4 1]", NULL);
}

static gboolean
widths_spelt (YyqLieContext *self)
{
  return decoy_in_stream (self, "/#57[2 4 1]", NULL);
}

static gboolean
widths_nested (YyqLieContext *self)
{
  return decoy_in_stream (self, "/DecodeParms<</W[2 4 1]>>", NULL);
}

static gboolean
index_twice (YyqLieContext *self)
{
  return decoy_in_stream (self, "/Index[63 1]", NULL);
}

static gboolean
index_nested (YyqLieContext *self)
{
  return decoy_in_stream (self, "/DecodeParms<</Index[63 1]>>", NULL);
}

static gboolean
length_twice (YyqLieContext *self)
{
  return decoy_in_stream (self, "/Length 7", NULL);
}

static gboolean
length_nested (YyqLieContext *self)
{
  return decoy_in_stream (self, "/DecodeParms<</Length 7>>", NULL);
}

static gboolean
is_catalogue (const YyqLieContext *self)
{
  return self->target->number == YYQ_CATALOGUE;
}

static void
put_other_catalogue (YyqLieContext *self)
{
  yyq_update_put (self->update, OTHER_CATALOGUE, self->target->evil);
}

static gboolean
root_elsewhere (YyqLieContext *self)
{
  if (!is_catalogue (self))
    return FALSE;
  put_other_catalogue (self);
  self->style->root = "63 0 R";
  return TRUE;
}

static gboolean
root_twice_good_last (YyqLieContext *self)
{
  if (!is_catalogue (self))
    return FALSE;
  put_other_catalogue (self);
  self->style->before = "/Root 63 0 R";
  return TRUE;
}

static gboolean
root_twice_good_first (YyqLieContext *self)
{
  if (!is_catalogue (self))
    return FALSE;
  put_other_catalogue (self);
  self->style->after = "/Info 17 0 R/Root 63 0 R";
  return TRUE;
}

static gboolean
root_spelt (YyqLieContext *self)
{
  if (!is_catalogue (self))
    return FALSE;
  put_other_catalogue (self);
  self->style->after = "/Info 17 0 R/Roo#74 63 0 R";
  return TRUE;
}

static gboolean
root_nested (YyqLieContext *self)
{
  if (!root_elsewhere (self))
    return FALSE;
  self->style->before = "/Decoy<</Root 1 0 R>>";
  return TRUE;
}

static gboolean
root_direct (YyqLieContext *self)
{
  if (!is_catalogue (self))
    return FALSE;
  yyq_update_put (self->update, self->target->number, self->target->good);
  self->style->root = self->target->evil;
  return TRUE;
}

/* As it was before A signed. */
static gboolean
previous_skips_signature (YyqLieContext *self)
{
  if (!is_catalogue (self))
    return FALSE;
  yyq_update_put (self->update, self->target->number, self->target->good);
  self->style->previous = yyq_last_section (self->kit->unsigned_[self->base]);
  return TRUE;
}

static gboolean
objects_behind (YyqLieContext *self)
{
  yyq_update_put (self->update, self->target->number, self->target->good);
  if (strlen (self->target->evil) > 150)
    return FALSE;
  g_snprintf (self->scratch, sizeof self->scratch, "%%%%EOF\n%u 0 obj\n%s\nendobj\n%%%%EOF\n",
              self->target->number, self->target->evil);
  self->style->end = self->scratch;
  return TRUE;
}

static gboolean
trailer_behind (YyqLieContext *self)
{
  if (!is_catalogue (self))
    return FALSE;
  put_other_catalogue (self);
  self->style->end = "%%EOF\ntrailer\n<</Root 63 0 R/Size 70>>\n%%EOF\n";
  return TRUE;
}

const YyqLie yyq_trailer_lies[] = {
  { "changed in a section that has no end of its own", section_before, "bad", NULL },
  { "changed in an update before the last", with_end_before, "invalid", NULL },
  { "changed where the first of two /Prev leads", previous_twice_good_last, "bad", NULL },
  { "changed where the second of two /Prev leads", previous_twice_good_first, "bad", NULL },
  { "changed where a /Prev written with # leads", previous_spelt, "bad", NULL },
  { "changed where /Prev leads behind a decoy", previous_nested, "bad", NULL },
  { "changed where /Prev leads behind a decoy in a list", previous_nested_in_array, "bad", NULL },
  { "changed where startxref leads", start_elsewhere, "bad", NULL },
  { "changed where a second startxref leads", second_start, "bad", NULL },
  { "changed where a startxref behind the end leads", second_end, "bad", NULL },
  { "changed where a startxref in a comment leads", start_in_comment, "bad", NULL },
  { "changed where a startxref in a comment of one line leads", start_in_comment_on_one_line, "bad",
    NULL },
  { "changed in a stream whose name is written with #", hidden_spelt, "bad", NULL },
  { "changed in a stream that a stream hides", hidden_in_stream, "bad", NULL },
  { "changed beyond /Size", size_too_small, "invalid", NULL },
  { "changed beyond one of two /Size", size_twice, "bad", NULL },
  { "changed in a section of another kind", other_kind, "invalid", NULL },
  { "changed by one of two /W", widths_twice, "bad", NULL },
  { "changed by /W beside one written with #", widths_spelt, "bad", NULL },
  { "changed by /W beside one in /DecodeParms", widths_nested, "invalid", NULL },
  { "changed by one of two /Index", index_twice, "bad", NULL },
  { "changed by /Index beside one in /DecodeParms", index_nested, "invalid", NULL },
  { "changed by one of two /Length", length_twice, "bad", NULL },
  { "changed by /Length beside one in /DecodeParms", length_nested, "invalid", NULL },
  { "another one (control)", root_elsewhere, "invalid", NULL },
  { "named twice, changed first", root_twice_good_last, "bad", NULL },
  { "named twice, as it was first", root_twice_good_first, "bad", NULL },
  { "named again with #", root_spelt, "bad", NULL },
  { "another one behind a decoy", root_nested, "invalid", NULL },
  { "written into the trailer", root_direct, "bad", NULL },
  { "read from before the signature", previous_skips_signature, "invalid", NULL },
  { "changed behind the end", objects_behind, "bad", NULL },
  { "another one in a trailer behind the end", trailer_behind, "bad", NULL },
  { NULL },
};
