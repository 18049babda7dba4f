/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-damaged-pages.h"

#include <string.h>

#define USUAL_PAGE 4096 /* what SQLite makes where nobody says otherwise */
#define HEADER_LENGTH 100
#define WAL_HEADER 32
#define FRAME_HEADER 24
#define LEAF 0x0d      /* a page of rows */
#define MOST (1 << 26) /* bytes of one row: larger than any of ours */

typedef struct {
  const guint8 *file;
  gsize length;
  guint size;         /* of a page */
  GHashTable *in_wal; /* (owned): page number -> its bytes in the log */
  guint32 n_pages;
} Pages;

static guint32
read_big (const guint8 *at, guint n)
{
  guint32 value = 0;

  for (guint i = 0; i < n; i++)
    value = value << 8 | at[i];
  return value;
}

static gboolean
is_page_size (guint32 size)
{
  return size >= 512 && size <= 65536 && (size & (size - 1)) == 0;
}

/* The log */

typedef struct {
  gboolean big_endian;
  guint32 first;
  guint32 second;
} Checksum;

static void
add_checksum (Checksum *sum, const guint8 *data, gsize length)
{
  for (gsize i = 0; i + 8 <= length; i += 8) {
    guint32 words[2];

    memcpy (words, data + i, sizeof words);
    for (guint word = 0; word < 2; word++)
      words[word] = sum->big_endian ? GUINT32_FROM_BE (words[word]) : GUINT32_FROM_LE (words[word]);
    sum->first += words[0] + sum->second;
    sum->second += words[1] + sum->first;
  }
}

static gboolean
is_next_frame (Checksum *sum, const guint8 *wal, const guint8 *frame, guint size)
{
  add_checksum (sum, frame, 8);
  add_checksum (sum, frame + FRAME_HEADER, size);
  return memcmp (frame + 8, wal + 16, 8) == 0 && read_big (frame + 16, 4) == sum->first &&
         read_big (frame + 20, 4) == sum->second;
}

/* Frames behind the last commit are of a transaction that never was. */
static void
read_wal (Pages *self, GBytes *bytes)
{
  gsize length = 0;
  const guint8 *wal = g_bytes_get_data (bytes, &length);
  g_autoptr (GHashTable) open = g_hash_table_new (NULL, NULL);
  Checksum sum = { 0 };

  if (length < WAL_HEADER || read_big (wal, 4) >> 1 != 0x377f0682 >> 1 ||
      read_big (wal + 8, 4) != self->size)
    return;
  sum.big_endian = wal[3] & 1;
  add_checksum (&sum, wal, 24);
  for (gsize at = WAL_HEADER; at + FRAME_HEADER + self->size <= length;
       at += FRAME_HEADER + self->size) {
    const guint8 *frame = wal + at;
    GHashTableIter iter;
    gpointer number;
    gpointer page;

    if (!is_next_frame (&sum, wal, frame, self->size))
      break;
    g_hash_table_insert (open, GUINT_TO_POINTER (read_big (frame, 4)),
                         (gpointer) (frame + FRAME_HEADER));
    if (read_big (frame + 4, 4) == 0)
      continue;
    g_hash_table_iter_init (&iter, open);
    while (g_hash_table_iter_next (&iter, &number, &page)) {
      g_hash_table_insert (self->in_wal, number, page);
      self->n_pages = MAX (self->n_pages, GPOINTER_TO_UINT (number));
    }
    g_hash_table_remove_all (open);
  }
}

/* Pages */

/* (nullable): what there is of it; the last page of a file that was cut off is not whole. */
static const guint8 *
get_page (const Pages *self, guint32 number)
{
  const guint8 *page = g_hash_table_lookup (self->in_wal, GUINT_TO_POINTER (number));

  if (page != NULL)
    return page;
  if (number == 0 || (gsize) number * self->size > self->length)
    return NULL;
  return self->file + (gsize) (number - 1) * self->size;
}

/* FALSE: it does not end before @end. */
static gboolean
read_varint (const guint8 **at, const guint8 *end, guint64 *value)
{
  *value = 0;
  for (guint i = 0; *at < end; i++) {
    const guint8 byte = *(*at)++;

    if (i == 8) {
      *value = *value << 8 | byte;
      return TRUE;
    }
    *value = *value << 7 | (byte & 0x7f);
    if ((byte & 0x80) == 0)
      return TRUE;
  }
  return FALSE;
}

/* How much of a row of @length stands on its own page; the rest is in a chain of others. */
static gsize
local_length (const Pages *self, gsize length)
{
  const gsize most = self->size - 35;
  const gsize least = (self->size - 12) * 32 / 255 - 23;
  const gsize fit = least + (length - least) % (self->size - 4);

  if (length <= most)
    return length;
  return fit <= most ? fit : least;
}

/* (transfer full) (nullable): the row and its chain, as far as that goes. */
static GByteArray *
collect (const Pages *self, const guint8 *at, const guint8 *end, gsize length)
{
  g_autoptr (GByteArray) row = g_byte_array_new ();
  const gsize local = local_length (self, length);
  const guint8 *page;

  if ((gsize) (end - at) < local + (local < length ? 4 : 0))
    return NULL;
  g_byte_array_append (row, at, (guint) local);
  at += local;
  while (row->len < length) {
    page = get_page (self, read_big (at, 4));
    if (page == NULL)
      break;
    g_byte_array_append (row, page + 4, (guint) MIN (length - row->len, self->size - 4));
    at = page;
  }
  return g_steal_pointer (&row);
}

/* Rows */

static gint64
read_integer (const guint8 *at, gsize length)
{
  guint64 value = (at[0] & 0x80) != 0 ? G_MAXUINT64 : 0;

  for (gsize i = 0; i < length; i++)
    value = value << 8 | at[i];
  return (gint64) value;
}

/* FALSE: there is no such type. */
static gboolean
read_value (guint64 type, const guint8 **at, const guint8 *end, YyqDamagedValue *value)
{
  static const guint8 lengths[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0 };

  if (type == 10 || type == 11)
    return FALSE;
  value->length = type < 10 ? lengths[type] : (type - 12) / 2;
  value->bytes = *at;
  if ((gsize) (end - *at) < value->length) {
    value->kind = YYQ_DAMAGED_LOST;
    *at = end;
    return TRUE;
  }
  *at += value->length;
  value->kind = type == 0         ? YYQ_DAMAGED_NULL
                : type == 7       ? YYQ_DAMAGED_OTHER
                : type < 10       ? YYQ_DAMAGED_INTEGER
                : (type & 1) != 0 ? YYQ_DAMAGED_TEXT
                                  : YYQ_DAMAGED_BLOB;
  if (value->kind == YYQ_DAMAGED_INTEGER)
    value->number = type >= 8 ? (gint64) type - 8 : read_integer (value->bytes, value->length);
  return TRUE;
}

/* @row may be shorter than it was. */
static gboolean
read_row (const GByteArray *row, gsize length, YyqDamagedValue *values, guint n_values)
{
  const guint8 *type_at = row->data;
  const guint8 *end = row->data + row->len;
  guint64 head = 0;
  const guint8 *value_at;
  const guint8 *types_end;

  if (!read_varint (&type_at, end, &head) || head > row->len)
    return FALSE;
  value_at = types_end = row->data + head;
  for (guint i = 0; i < n_values; i++) {
    guint64 type = 0;

    if (!read_varint (&type_at, types_end, &type) || !read_value (type, &value_at, end, &values[i]))
      return FALSE;
  }
  return type_at == types_end && (value_at == end || row->len < length);
}

static void
read_cell (const Pages *self, const guint8 *at, const guint8 *end, guint n_values,
           YyqDamagedRowFunc func, gpointer data)
{
  g_autofree YyqDamagedValue *values = g_new0 (YyqDamagedValue, n_values);
  g_autoptr (GByteArray) row = NULL;
  guint64 length = 0;
  guint64 rowid = 0;

  if (!read_varint (&at, end, &length) || !read_varint (&at, end, &rowid) || length > MOST)
    return;
  row = collect (self, at, end, length);
  if (row != NULL && row->len > 0 && read_row (row, length, values, n_values))
    func ((gint64) rowid, values, n_values, data);
}

static void
read_page (const Pages *self, guint32 number, guint n_values, YyqDamagedRowFunc func, gpointer data)
{
  const guint8 *page = get_page (self, number);
  const guint head = number == 1 ? HEADER_LENGTH : 0;
  guint n_cells;

  if (page == NULL || page[head] != LEAF)
    return;
  n_cells = MIN (read_big (page + head + 3, 2), (self->size - head - 8) / 2);
  for (guint i = 0; i < n_cells; i++) {
    const guint32 at = read_big (page + head + 8 + 2 * i, 2);

    if (at >= head + 8 && at < self->size)
      read_cell (self, page + at, page + self->size, n_values, func, data);
  }
}

void
yyq_damaged_pages_walk (GBytes *file, GBytes *wal, guint n_values, YyqDamagedRowFunc func,
                        gpointer data)
{
  Pages self = { .size = USUAL_PAGE };

  self.file = g_bytes_get_data (file, &self.length);
  if (self.length >= HEADER_LENGTH && is_page_size (read_big (self.file + 16, 2)))
    self.size = read_big (self.file + 16, 2);
  self.n_pages = (guint32) MIN (self.length / self.size, G_MAXUINT32 - 1);
  self.in_wal = g_hash_table_new (NULL, NULL);
  read_wal (&self, wal);
  for (guint32 number = 1; number <= self.n_pages; number++)
    read_page (&self, number, n_values, func, data);
  g_hash_table_unref (self.in_wal);
}
