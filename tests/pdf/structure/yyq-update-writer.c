/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-update-writer.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "yyq-cms.h"
#include "yyq-openssl.h"
#include "yyq-tsp.h"

#define ROOM 3072      /* bytes of a signature without a time stamp, or of a token */
#define RANGE_ROOM 40  /* digits and spaces of a /ByteRange */
#define COLUMNS_MAX 24 /* bytes of an entry */

typedef struct {
  guint kind;
  guint number;
  guint64 second, third;
} Entry;

struct _YyqUpdate {
  GString *bytes;
  GArray *listed; /* (element-type Entry) */
  GArray *hidden; /* (element-type Entry) */
  guint64 previous;
  guint highest; /* object number of the file */
  gsize range;   /* where the room of /ByteRange begins; 0: nothing to sign */
  gsize hole;    /* where /Contents begins, with its < */
};

/* (nullable): where @text stands last in @pdf. */
static const char *
find_last (GBytes *pdf, const char *text)
{
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length);
  const char *last = NULL;

  for (const char *at = data;
       (at = memmem (at, length - (gsize) (at - data), text, strlen (text))) != NULL; at++)
    last = at;
  return last;
}

/* The highest number is what the last section says: tests write small files, which count rightly.
 */
static guint
highest_of (GBytes *pdf)
{
  const char *last = find_last (pdf, "/Size ");

  return last != NULL ? (guint) atoi (last + 6) - 1 : 0;
}

void
yyq_find_hole (GBytes *pdf, gsize *digits, gsize *n_digits)
{
  const char *start = find_last (pdf, "/Contents <") + strlen ("/Contents <");

  *digits = (gsize) (start - (const char *) g_bytes_get_data (pdf, NULL));
  *n_digits = (gsize) (strchr (start, '>') - start);
}

guint64
yyq_last_section (GBytes *pdf)
{
  const char *last = find_last (pdf, "startxref");

  g_assert_nonnull (last);
  return g_ascii_strtoull (last + 9, NULL, 10);
}

guint64
yyq_find_object (GBytes *pdf, guint number)
{
  g_autofree char *head = g_strdup_printf ("\n%u 0 obj\n", number);
  const char *last = find_last (pdf, head);

  return last != NULL ? (guint64) (last + 1 - (const char *) g_bytes_get_data (pdf, NULL)) : 0;
}

YyqUpdate *
yyq_update_new (GBytes *before)
{
  YyqUpdate *self = g_new0 (YyqUpdate, 1);
  gsize length;
  const char *data = before != NULL ? g_bytes_get_data (before, &length) : NULL;

  self->bytes = data != NULL ? g_string_new_len (data, (gssize) length)
                             : g_string_new ("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
  self->previous = before != NULL ? yyq_last_section (before) : 0;
  self->highest = before != NULL ? highest_of (before) : 0;
  self->listed = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->hidden = g_array_new (FALSE, FALSE, sizeof (Entry));
  return self;
}

guint64
yyq_update_text (YyqUpdate *self, const char *text)
{
  guint64 at = self->bytes->len;

  g_string_append (self->bytes, text);
  return at;
}

guint64
yyq_update_write (YyqUpdate *self, guint number, guint generation, const char *body)
{
  guint64 at = self->bytes->len;

  self->highest = MAX (self->highest, number);
  g_string_append_printf (self->bytes, "%u %u obj\n%s\nendobj\n", number, generation, body);
  return at;
}

void
yyq_update_list (YyqUpdate *self, guint kind, guint number, guint64 second, guint64 third)
{
  const Entry entry = { kind, number, second, third };

  self->highest = MAX (self->highest, number);
  g_array_append_val (self->listed, entry);
}

void
yyq_update_hide (YyqUpdate *self, guint kind, guint number, guint64 second, guint64 third)
{
  const Entry entry = { kind, number, second, third };

  self->highest = MAX (self->highest, number);
  g_array_append_val (self->hidden, entry);
}

void
yyq_update_put (YyqUpdate *self, guint number, const char *body)
{
  yyq_update_list (self, 1, number, yyq_update_write (self, number, 0, body), 0);
}

char *
yyq_stream_body (const char *entries, const char *data)
{
  return g_strdup_printf ("<<%s/Length %" G_GSIZE_FORMAT ">>\nstream\n%s\nendstream", entries,
                          strlen (data), data);
}

void
yyq_update_put_signature (YyqUpdate *self, guint number, const char *subfilter, const char *entries)
{
  g_autofree char *text =
    g_strdup_printf ("<</Type/%s/Filter/Adobe.PPKLite/SubFilter/%s/ByteRange [",
                     g_strcmp0 (subfilter, "ETSI.RFC3161") == 0 ? "DocTimeStamp" : "Sig",
                     subfilter != NULL ? subfilter : "ETSI.CAdES.detached");
  g_autofree char *digits = g_strnfill (2 * ROOM, '0');

  yyq_update_list (self, 1, number, self->bytes->len, 0);
  g_string_append_printf (self->bytes, "%u 0 obj\n%s", number, text);
  self->range = self->bytes->len;
  g_string_append_printf (self->bytes, "%*s]%s/Contents ", RANGE_ROOM, "",
                          entries != NULL ? entries : "");
  self->hole = self->bytes->len;
  g_string_append_printf (self->bytes, "<%s>>>\nendobj\n", digits);
}

void
yyq_update_put_objects (YyqUpdate *self, guint number, const YyqInner *inner, guint n_inner,
                        const char *entries)
{
  g_autoptr (GString) head = g_string_new (NULL);
  g_autoptr (GString) data = g_string_new (NULL);
  g_autofree char *dictionary = NULL;
  g_autofree char *body = NULL;

  for (guint i = 0; i < n_inner; i++) {
    g_string_append_printf (head, "%u %" G_GSIZE_FORMAT " ", inner[i].number, data->len);
    g_string_append_printf (data, "%s\n", inner[i].body);
  }
  dictionary = g_strdup_printf ("/Type/ObjStm/N %u/First %" G_GSIZE_FORMAT "%s", n_inner, head->len,
                                entries != NULL ? entries : "");
  g_string_append (head, data->str);
  body = yyq_stream_body (dictionary, head->str);
  yyq_update_put (self, number, body);
}

/* The run of entries from @from on that share a subsection. */
static guint
run_length (GArray *entries, guint from, gboolean split)
{
  guint n = 1;

  while (!split && from + n < entries->len &&
         g_array_index (entries, Entry, from + n).number ==
           g_array_index (entries, Entry, from).number + n)
    n++;
  return n;
}

static void
append_number (GByteArray *bytes, guint64 number, guint width)
{
  for (guint i = width; i-- > 0;) {
    guint8 byte = i < 8 ? (guint8) (number >> (8 * i)) : 0;

    g_byte_array_append (bytes, &byte, 1);
  }
}

/* The rows of a stream, with a filter byte in front of each where @predictor (PNG's "up") says. */
static GByteArray *
make_rows (GArray *entries, const guint *widths, gboolean predictor)
{
  GByteArray *rows = g_byte_array_new ();
  guint8 last[COLUMNS_MAX] = { 0 };
  guint columns = widths[0] + widths[1] + widths[2];

  g_assert (columns <= COLUMNS_MAX);
  for (guint i = 0; i < entries->len; i++) {
    const Entry *entry = &g_array_index (entries, Entry, i);
    guint8 up = 2;
    guint start;

    if (predictor)
      g_byte_array_append (rows, &up, 1);
    start = rows->len;
    append_number (rows, entry->kind, widths[0]);
    append_number (rows, entry->second, widths[1]);
    append_number (rows, entry->third, widths[2]);
    for (guint j = 0; predictor && j < columns; j++) {
      guint8 plain = rows->data[start + j];

      rows->data[start + j] = (guint8) (plain - last[j]);
      last[j] = plain;
    }
  }
  return rows;
}

static GByteArray *
deflate_rows (GByteArray *rows)
{
  uLongf length = compressBound (rows->len);
  GByteArray *packed = g_byte_array_sized_new ((guint) length);

  g_byte_array_set_size (packed, (guint) length);
  g_assert_cmpint (compress (packed->data, &length, rows->data, rows->len), ==, Z_OK);
  g_byte_array_set_size (packed, (guint) length);
  return packed;
}

/* The entries of trailers and cross-reference streams. */
static void
append_trailer (YyqUpdate *self, const YyqSectionStyle *style, GString *out)
{
  guint64 previous = style->previous != 0 ? style->previous : self->previous;
  guint size = style->size != 0 ? (guint) style->size : self->highest + 1;

  g_string_append_printf (out, "%s/Size %u/Root %s", style->before != NULL ? style->before : "",
                          size, style->root != NULL ? style->root : "1 0 R");
  if (previous != 0)
    g_string_append_printf (out, "/Prev %" G_GUINT64_FORMAT, previous);
  g_string_append (out, style->after != NULL ? style->after : "");
}

static char *
make_index (GArray *entries, gboolean split)
{
  GString *index = g_string_new (NULL);

  for (guint i = 0, n; i < entries->len; i += n) {
    n = run_length (entries, i, split);
    g_string_append_printf (index, "%s%u %u", i > 0 ? " " : "",
                            g_array_index (entries, Entry, i).number, n);
  }
  return g_string_free (index, FALSE);
}

static guint64
write_stream (YyqUpdate *self, GArray *entries, const YyqSectionStyle *style)
{
  static const guint usual[] = { 1, 4, 2 };
  const guint *widths = style->widths[1] != 0 ? style->widths : usual;
  guint number = self->highest + 1;
  guint64 at = self->bytes->len;
  g_autoptr (GString) dictionary = g_string_new ("/Type/XRef");
  g_autoptr (GByteArray) rows = NULL;
  g_autoptr (GByteArray) packed = NULL;
  g_autofree char *index = NULL;

  if (style->omit_itself) {
    self->highest = number;
  } else {
    const Entry itself = { 1, number, at, 0 };

    g_array_append_val (entries, itself);
    self->highest = number;
  }
  rows = make_rows (entries, widths, style->predictor);
  packed = style->flate || style->predictor ? deflate_rows (rows) : g_byte_array_ref (rows);
  index = style->index != NULL ? g_strdup (style->index) : make_index (entries, style->split);
  append_trailer (self, style, dictionary);
  g_string_append_printf (dictionary, "/W[%u %u %u]/Index[%s]", widths[0], widths[1], widths[2],
                          index);
  if (packed != rows)
    g_string_append (dictionary, "/Filter/FlateDecode");
  if (style->predictor)
    g_string_append_printf (dictionary, "/DecodeParms<</Predictor 12/Columns %u>>",
                            widths[0] + widths[1] + widths[2]);
  g_string_append_printf (self->bytes, "%u 0 obj\n<<%s/Length %u>>\nstream\n", number,
                          dictionary->str, packed->len);
  g_string_append_len (self->bytes, (const char *) packed->data, packed->len);
  g_string_append (self->bytes, "\nendstream\nendobj\n");
  return at;
}

static guint64
write_table (YyqUpdate *self, const YyqSectionStyle *style, guint64 stream)
{
  guint64 at = yyq_update_text (self, self->listed->len > 0 ? "xref\n" : "xref\n0 0\n");

  for (guint i = 0, n; i < self->listed->len; i += n) {
    n = run_length (self->listed, i, style->split);
    g_string_append_printf (self->bytes, "%u %u\n", g_array_index (self->listed, Entry, i).number,
                            n);
    for (guint j = i; j < i + n; j++) {
      const Entry *entry = &g_array_index (self->listed, Entry, j);

      g_string_append_printf (self->bytes,
                              "%010" G_GUINT64_FORMAT " %05" G_GUINT64_FORMAT " %c\r\n",
                              entry->second, entry->third, entry->kind == 0 ? 'f' : 'n');
    }
  }
  g_string_append (self->bytes, "trailer\n<<");
  append_trailer (self, style, self->bytes);
  if (stream != 0)
    g_string_append_printf (self->bytes, "/XRefStm %" G_GUINT64_FORMAT, stream);
  g_string_append (self->bytes, ">>\n");
  return at;
}

guint64
yyq_update_section (YyqUpdate *self, const YyqSectionStyle *style)
{
  guint64 at;

  if (style->kind == YYQ_SECTION_STREAM) {
    at = write_stream (self, self->listed, style);
  } else {
    guint64 stream = 0;

    if (style->kind == YYQ_SECTION_HYBRID) {
      const YyqSectionStyle plain = { .kind = YYQ_SECTION_STREAM };

      stream = write_stream (self, self->hidden, &plain);
    }
    at = write_table (self, style, stream);
  }
  g_array_set_size (self->listed, 0);
  g_array_set_size (self->hidden, 0);
  return at;
}

static GBytes *
digest_around (YyqUpdate *self, gsize end)
{
  g_autoptr (GBytes) before = g_bytes_new (self->bytes->str, self->hole);
  g_autoptr (GBytes) behind = g_bytes_new (self->bytes->str + end, self->bytes->len - end);
  GBytes *const parts[] = { before, behind };

  return yyq_digest_parts (EVP_sha256 (), parts, G_N_ELEMENTS (parts));
}

/* Puts the true /ByteRange, and gives what it is over. */
static GBytes *
take_digest (YyqUpdate *self)
{
  gsize end = self->hole + 2 * ROOM + 2;
  g_autofree char *range =
    g_strdup_printf ("0 %" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT, self->hole, end,
                     self->bytes->len - end);

  g_assert (strlen (range) <= RANGE_ROOM);
  memcpy (self->bytes->str + self->range, range, strlen (range));
  return digest_around (self, end);
}

static void
put_contents (YyqUpdate *self, GBytes *contents)
{
  static const char digits[] = "0123456789abcdef";
  gsize length;
  const guint8 *data = g_bytes_get_data (contents, &length);

  g_assert (length <= ROOM);
  for (gsize i = 0; i < length; i++) {
    self->bytes->str[self->hole + 1 + 2 * i] = digits[data[i] >> 4];
    self->bytes->str[self->hole + 2 + 2 * i] = digits[data[i] & 15];
  }
}

static void
end_file (YyqUpdate *self, const YyqSectionStyle *style)
{
  guint64 section = yyq_update_section (self, style);

  g_string_append_printf (self->bytes, "startxref\n%" G_GUINT64_FORMAT "\n%s",
                          style->startxref != 0 ? style->startxref : section,
                          style->end != NULL ? style->end : "%%EOF\n");
}

static GBytes *
take_file (YyqUpdate *self)
{
  GBytes *file = g_string_free_to_bytes (g_steal_pointer (&self->bytes));

  g_array_unref (self->listed);
  g_array_unref (self->hidden);
  g_free (self);
  return file;
}

GBytes *
yyq_update_finish (YyqUpdate *self, const YyqSectionStyle *style, YyqSigner *signer)
{
  end_file (self, style);
  if (signer != NULL) {
    g_autoptr (GBytes) digest = take_digest (self);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) cms = yyq_cms_sign (digest, signer, NULL, NULL, &error);

    g_assert_no_error (error);
    put_contents (self, cms);
  }
  return take_file (self);
}

GBytes *
yyq_update_finish_stamped (YyqUpdate *self, const YyqSectionStyle *style, YyqTimestamper *tsa)
{
  g_autoptr (GBytes) digest = NULL;
  g_autoptr (GBytes) token = NULL;
  g_autoptr (GError) error = NULL;

  end_file (self, style);
  digest = take_digest (self);
  token = yyq_tsp_stamp (digest, tsa, NULL, &error);
  g_assert_no_error (error);
  put_contents (self, token);
  return take_file (self);
}
