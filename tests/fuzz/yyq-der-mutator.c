/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-der-mutator.h"

#include <string.h>

#include "yyq-fuzz.h"

#define CONSTRUCTED 0x20
#define MAX_DEPTH 40

typedef struct _Element Element;

struct _Element {
  guint8 tag;
  gboolean indefinite;  /* BER: to be written without a length */
  gboolean long_length; /* BER: with more bytes of length than it needs */
  GByteArray *bytes;    /* (nullable): of a primitive one */
  GPtrArray *children;  /* (nullable) (element-type Element) */
};

static void
element_free (gpointer data)
{
  Element *self = data;

  g_clear_pointer (&self->bytes, g_byte_array_unref);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self);
}

/* One header; FALSE where it is no DER of ours: tags of one byte, definite lengths. */
static gboolean
read_header (const guint8 **at, const guint8 *end, guint8 *tag, gsize *length)
{
  guint n;

  if (end - *at < 2 || ((*at)[0] & 0x1f) == 0x1f)
    return FALSE;
  *tag = *(*at)++;
  *length = *(*at)++;
  if (*length >= 0x80) {
    n = (guint) *length & 0x7f;
    *length = 0;
    if (n == 0 || n > 4 || (gsize) (end - *at) < n)
      return FALSE;
    while (n-- > 0)
      *length = *length << 8 | *(*at)++;
  }
  return *length <= (gsize) (end - *at);
}

static GPtrArray *read_all (const guint8 *at, const guint8 *end, guint depth);

static Element *
read_element (const guint8 **at, const guint8 *end, guint depth)
{
  g_autofree Element *self = g_new0 (Element, 1);
  gsize length;

  if (!read_header (at, end, &self->tag, &length))
    return NULL;
  if ((self->tag & CONSTRUCTED) != 0) {
    self->children = read_all (*at, *at + length, depth + 1);
  } else if ((self->tag == 0x04 || self->tag == 0x03) && length > 2) {
    /* Extensions and contents. */
    self->children = read_all (*at, *at + length, depth + 1);
  }
  if (self->children == NULL)
    self->bytes = g_byte_array_append (g_byte_array_new (), *at, (guint) length);
  *at += length;
  return g_steal_pointer (&self);
}

/* (nullable): NULL unless all of it is DER. */
static GPtrArray *
read_all (const guint8 *at, const guint8 *end, guint depth)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (element_free);

  while (at < end) {
    Element *element = depth < MAX_DEPTH ? read_element (&at, end, depth) : NULL;

    if (element == NULL)
      return NULL;
    g_ptr_array_add (list, element);
  }
  return g_steal_pointer (&list);
}

static void
append_byte (GByteArray *out, guint byte)
{
  const guint8 one = (guint8) byte;

  g_byte_array_append (out, &one, 1);
}

static void
write_length (GByteArray *out, gsize length, gboolean padded)
{
  guint n = length < 0x80 ? 0 : length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;

  if (padded)
    n = 4;
  append_byte (out, n == 0 ? (guint) length : 0x80 | n);
  while (n-- > 0)
    append_byte (out, (guint) (length >> (8 * n)) & 0xff);
}

static void
write_element (GByteArray *out, const Element *self)
{
  g_autoptr (GByteArray) inner = g_byte_array_new ();

  if (self->children != NULL)
    for (guint i = 0; i < self->children->len; i++)
      write_element (inner, g_ptr_array_index (self->children, i));
  else
    g_byte_array_append (inner, self->bytes->data, self->bytes->len);
  append_byte (out, self->tag);
  if (self->indefinite && (self->tag & CONSTRUCTED) != 0) {
    append_byte (out, 0x80);
    g_byte_array_append (inner, (const guint8 *) "\0\0", 2);
  } else {
    write_length (out, inner->len, self->long_length);
  }
  g_byte_array_append (out, inner->data, inner->len);
}

static Element *
copy (const Element *self)
{
  Element *other = g_new0 (Element, 1);

  *other = *self;
  if (self->bytes != NULL)
    other->bytes = g_byte_array_append (g_byte_array_new (), self->bytes->data, self->bytes->len);
  if (self->children != NULL) {
    other->children = g_ptr_array_new_with_free_func (element_free);
    for (guint i = 0; i < self->children->len; i++)
      g_ptr_array_add (other->children, copy (g_ptr_array_index (self->children, i)));
  }
  return other;
}

/* Where an element stands. */
typedef struct {
  GPtrArray *list;
  guint index;
} Place;

static void
collect (GPtrArray *list, GArray *places)
{
  for (guint i = 0; i < list->len; i++) {
    const Place place = { list, i };
    const Element *element = g_ptr_array_index (list, i);

    g_array_append_val (places, place);
    if (element->children != NULL)
      collect (element->children, places);
  }
}

static Place
choose (GArray *places, GRand *rand)
{
  return g_array_index (places, Place, g_rand_int_range (rand, 0, (gint32) places->len));
}

static void
change_bytes (Element *self, GRand *rand)
{
  static const guint8 numbers[] = { 0x00, 0x01, 0x7f, 0x80, 0xff };
  gsize length;

  if (self->bytes == NULL) {
    self->tag ^= (guint8) (1 << g_rand_int_range (rand, 0, 8));
    return;
  }
  if (g_rand_boolean (rand)) {
    g_byte_array_set_size (self->bytes, (guint) g_rand_int_range (rand, 1, 9));
    memset (self->bytes->data, numbers[g_rand_int_range (rand, 0, G_N_ELEMENTS (numbers))],
            self->bytes->len);
    return;
  }
  if (g_rand_int_range (rand, 0, 8) == 0) {
    g_byte_array_set_size (self->bytes, 0);
    return;
  }
  length = self->bytes->len;
  g_byte_array_set_size (self->bytes, (guint) length + 16);
  g_byte_array_set_size (self->bytes,
                         (guint) LLVMFuzzerMutate (self->bytes->data, length, length + 16));
}

static void
change (GPtrArray *tree, GRand *rand)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  Place place, other;
  Element *element;

  collect (tree, places);
  if (places->len == 0)
    return;
  place = choose (places, rand);
  other = choose (places, rand);
  element = g_ptr_array_index (place.list, place.index);
  switch (g_rand_int_range (rand, 0, 9)) {
  case 0:
    g_ptr_array_remove_index (place.list, place.index);
    break;
  case 1:
    g_ptr_array_insert (place.list, (gint) place.index, copy (element));
    break;
  case 2:
    /* A copy, because one may be inside the other. */
    g_ptr_array_insert (other.list, (gint) other.index, copy (element));
    break;
  case 3:
    element->tag = (guint8) g_rand_int_range (rand, 0, 256);
    break;
  case 4:
    element->indefinite = TRUE;
    break;
  case 5:
    element->long_length = TRUE;
    break;
  default:
    change_bytes (element, rand);
    break;
  }
}

gsize
yyq_der_mutate (guint8 *data, gsize size, gsize max_size, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GPtrArray) tree = read_all (data, data + size, 0);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint n = (guint) g_rand_int_range (rand, 1, 4);

  /* BER that was made here, or nothing of the kind. */
  if (tree == NULL || tree->len == 0 || g_rand_int_range (rand, 0, 20) == 0)
    return LLVMFuzzerMutate (data, size, max_size);
  for (guint i = 0; i < n; i++)
    change (tree, rand);
  for (guint i = 0; i < tree->len; i++)
    write_element (out, g_ptr_array_index (tree, i));
  if (out->len > max_size || out->len == 0)
    return LLVMFuzzerMutate (data, size, max_size);
  memcpy (data, out->data, out->len);
  return out->len;
}
