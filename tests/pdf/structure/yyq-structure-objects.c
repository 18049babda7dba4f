/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-structure-lies.h"

#define OBJECT_STREAM (YYQ_FREE_NUMBER + 1)
#define OTHER_STREAM (YYQ_FREE_NUMBER + 2)
#define OTHER_OBJECT (YYQ_FREE_NUMBER + 3)

/* Only a cross-reference stream can list what is in an object stream. */
static gboolean
is_possible (const YyqLieContext *self)
{
  return self->style->kind == YYQ_SECTION_STREAM && !self->target->stream;
}

static void
put_one (YyqLieContext *self, guint number, const char *body, const char *entries)
{
  const YyqInner inner = { self->target->number, body };

  yyq_update_put_objects (self->update, number, &inner, 1, entries);
}

static void
list_packed (YyqLieContext *self, guint stream, guint index)
{
  yyq_update_list (self->update, 2, self->target->number, stream, index);
}

static gboolean
replace (YyqLieContext *self)
{
  if (!is_possible (self))
    return FALSE;
  put_one (self, OBJECT_STREAM, self->target->evil, NULL);
  list_packed (self, OBJECT_STREAM, 0);
  return TRUE;
}

static gboolean
put_twice (YyqLieContext *self, gboolean evil_first, guint index)
{
  const YyqInner inner[] = {
    { self->target->number, evil_first ? self->target->evil : self->target->good },
    { self->target->number, evil_first ? self->target->good : self->target->evil },
  };

  if (!is_possible (self))
    return FALSE;
  yyq_update_put_objects (self->update, OBJECT_STREAM, inner, G_N_ELEMENTS (inner), NULL);
  list_packed (self, OBJECT_STREAM, index);
  return TRUE;
}

static gboolean
twice_good_first (YyqLieContext *self)
{
  return put_twice (self, FALSE, 0);
}

static gboolean
twice_good_first_second_listed (YyqLieContext *self)
{
  return put_twice (self, FALSE, 1);
}

static gboolean
twice_evil_first (YyqLieContext *self)
{
  return put_twice (self, TRUE, 0);
}

static gboolean
twice_evil_first_second_listed (YyqLieContext *self)
{
  return put_twice (self, TRUE, 1);
}

/* By its number the object is as it was; by the index it is another one. */
static gboolean
put_beside (YyqLieContext *self, gboolean good_by_number)
{
  const YyqInner inner[] = {
    { self->target->number, good_by_number ? self->target->good : self->target->evil },
    { OTHER_OBJECT, good_by_number ? self->target->evil : self->target->good },
  };

  if (!is_possible (self))
    return FALSE;
  yyq_update_put_objects (self->update, OBJECT_STREAM, inner, G_N_ELEMENTS (inner), NULL);
  yyq_update_list (self->update, 2, OTHER_OBJECT, OBJECT_STREAM, 1);
  list_packed (self, OBJECT_STREAM, 1);
  return TRUE;
}

static gboolean
index_of_evil (YyqLieContext *self)
{
  return put_beside (self, TRUE);
}

static gboolean
index_of_good (YyqLieContext *self)
{
  return put_beside (self, FALSE);
}

static gboolean
index_beyond (YyqLieContext *self)
{
  if (!is_possible (self))
    return FALSE;
  put_one (self, OBJECT_STREAM, self->target->evil, NULL);
  list_packed (self, OBJECT_STREAM, 7);
  return TRUE;
}

static gboolean
not_in_there (YyqLieContext *self)
{
  const YyqInner inner = { OTHER_OBJECT, self->target->evil };

  if (!is_possible (self))
    return FALSE;
  yyq_update_put_objects (self->update, OBJECT_STREAM, &inner, 1, NULL);
  list_packed (self, OBJECT_STREAM, 0);
  return TRUE;
}

static gboolean
packed_and_plain (YyqLieContext *self)
{
  if (!is_possible (self))
    return FALSE;
  put_one (self, OBJECT_STREAM, self->target->good, NULL);
  list_packed (self, OBJECT_STREAM, 0);
  yyq_update_put (self->update, self->target->number, self->target->evil);
  return TRUE;
}

static gboolean
plain_and_packed (YyqLieContext *self)
{
  if (!is_possible (self))
    return FALSE;
  yyq_update_put (self->update, self->target->number, self->target->good);
  put_one (self, OBJECT_STREAM, self->target->evil, NULL);
  list_packed (self, OBJECT_STREAM, 0);
  return TRUE;
}

static gboolean
in_two_streams (YyqLieContext *self)
{
  if (!is_possible (self))
    return FALSE;
  put_one (self, OBJECT_STREAM, self->target->good, NULL);
  put_one (self, OTHER_STREAM, self->target->evil, NULL);
  list_packed (self, OBJECT_STREAM, 0);
  list_packed (self, OTHER_STREAM, 0);
  return TRUE;
}

/* The true one is listed; a reader that takes all of a stream's objects takes the other one too. */
static gboolean
packed_without_entry (YyqLieContext *self)
{
  if (!is_possible (self))
    return FALSE;
  put_one (self, OBJECT_STREAM, self->target->evil, NULL);
  return TRUE;
}

static gboolean
extended (YyqLieContext *self)
{
  if (!is_possible (self))
    return FALSE;
  put_one (self, OTHER_STREAM, self->target->evil, NULL);
  put_one (self, OBJECT_STREAM, self->target->good, "/Extends 62 0 R");
  list_packed (self, OTHER_STREAM, 0);
  return TRUE;
}

static gboolean
counted_twice (YyqLieContext *self)
{
  if (!is_possible (self))
    return FALSE;
  put_one (self, OBJECT_STREAM, self->target->evil, "/N 0");
  list_packed (self, OBJECT_STREAM, 0);
  return TRUE;
}

static gboolean
begins_twice (YyqLieContext *self)
{
  if (!is_possible (self))
    return FALSE;
  put_one (self, OBJECT_STREAM, self->target->evil, "/Fir#73t 2");
  list_packed (self, OBJECT_STREAM, 0);
  return TRUE;
}

static gboolean
in_another_kind_of_stream (YyqLieContext *self)
{
  g_autofree char *data = g_strdup_printf ("%u 0 %s", self->target->number, self->target->evil);
  g_autofree char *body = NULL;

  if (!is_possible (self))
    return FALSE;
  body = yyq_stream_body ("/Type/Metadata/N 1/First 5", data);
  yyq_update_put (self->update, OBJECT_STREAM, body);
  list_packed (self, OBJECT_STREAM, 0);
  return TRUE;
}

/* The stream that holds objects is itself said to be inside one. */
static gboolean
stream_inside_itself (YyqLieContext *self)
{
  const YyqInner inner = { self->target->number, self->target->evil };

  if (!is_possible (self))
    return FALSE;
  yyq_update_put_objects (self->update, OBJECT_STREAM, &inner, 1, NULL);
  list_packed (self, OBJECT_STREAM, 0);
  yyq_update_list (self->update, 2, OBJECT_STREAM, OBJECT_STREAM, 0);
  return TRUE;
}

/* The object stream that the contract was signed with is replaced; its objects' entries stay. */
static gboolean
stream_replaced (YyqLieContext *self)
{
  if (!is_possible (self))
    return FALSE;
  put_one (self, 40, self->target->evil, NULL);
  return TRUE;
}

/* Its objects' entries now lead to a stream that was written before them. */
static gboolean
in_a_signature (YyqLieContext *self)
{
  if (!is_possible (self))
    return FALSE;
  list_packed (self, YYQ_SIGNATURE_A, 0);
  return TRUE;
}

const YyqLie yyq_object_lies[] = {
  { "replaced in an object stream (control)", replace, "invalid", NULL },
  { "twice in an object stream, as it was first", twice_good_first, "invalid", NULL },
  { "twice in an object stream, as it was first, the second listed", twice_good_first_second_listed,
    "invalid", NULL },
  { "twice in an object stream, changed first", twice_evil_first, "invalid", NULL },
  { "twice in an object stream, changed first, the second listed", twice_evil_first_second_listed,
    "invalid", NULL },
  { "listed with the index of another object, which is changed", index_of_evil, "bad", NULL },
  { "changed, and listed with the index of another object", index_of_good, "bad", NULL },
  { "listed with an index beyond the object stream", index_beyond, "bad", NULL },
  { "listed in an object stream that does not hold it", not_in_there, "bad", NULL },
  { "listed in an object stream and, changed, outside", packed_and_plain, "invalid", NULL },
  { "listed outside and, changed, in an object stream", plain_and_packed, "invalid", NULL },
  { "listed in two object streams", in_two_streams, "invalid", NULL },
  { "in an object stream, but nobody lists it", packed_without_entry, "invalid", NULL },
  { "changed in a stream that another one extends", extended, "invalid", NULL },
  { "in an object stream that counts twice", counted_twice, "bad", NULL },
  { "in an object stream that begins twice", begins_twice, "bad", NULL },
  { "in a stream that is no object stream", in_another_kind_of_stream, "bad", NULL },
  { "in an object stream that is inside itself", stream_inside_itself, "bad", NULL },
  { "changed by another object stream under the old number", stream_replaced, "bad", NULL },
  { "listed inside what is no stream", in_a_signature, "bad", NULL },
  { NULL },
};
