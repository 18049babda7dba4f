/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-incremental.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "yyq-pdf-end.h"
#include "yyq-qpdf.h"

/* Uploads are smaller (yyq-pdf-normalize.h); each signature adds to a file. */
#define MAX_FILE (64 * 1024 * 1024)
#define MAX_FIELD_DEPTH 16
/* startxref stands in the last 1024 bytes, ISO 32000-1 annex H.3. */
#define XREF_WINDOW 1024

typedef struct {
  int id, generation;
  gsize offset; /* from the start of the file */
} Entry;

struct _YyqPdfIncremental {
  GBytes *pdf;
  GBytes *document; /* its bytes up to the last %%EOF: NULs may stand behind that */
  qpdf_data qpdf;
  GArray *touched;
  int last_old_id;
  guint64 previous_xref;
  gboolean xref_is_stream;
  int raw_id;
  GBytes *raw;
  gsize raw_offset;
};

static void
append (GByteArray *out, const char *text)
{
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
}

static void G_GNUC_PRINTF (2, 3) append_format (GByteArray *out, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  append (out, text);
}

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_DAMAGED, why);
  return FALSE;
}

/* The last "startxref N %%EOF" of the file: the new section must name what readers start from. */
static gboolean
find_xref (YyqPdfIncremental *self, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (self->document, &length);
  gsize window = MIN (length, XREF_WINDOW);
  g_autofree char *tail = g_malloc (window + 1);
  const char *mark = NULL;
  char *end = NULL;
  guint64 offset;

  /* A NUL in the tail would end the search early. */
  for (gsize i = 0; i < window; i++)
    tail[i] = data[length - window + i] == '\0' ? ' ' : data[length - window + i];
  tail[window] = '\0';
  mark = g_strrstr (tail, "startxref");
  if (mark == NULL)
    return refuse (error, "no startxref");
  offset = g_ascii_strtoull (mark + strlen ("startxref"), &end, 10);
  end += strspn (end, "\r\n ");
  if (!g_str_has_prefix (end, "%%EOF"))
    return refuse (error, "no end-of-file mark behind startxref");
  end += strlen ("%%EOF");
  if (end[strspn (end, "\r\n ")] != '\0')
    return refuse (error, "bytes behind the end-of-file mark");
  if (offset >= length || length - offset < 20)
    return refuse (error, "startxref points out of the file");
  self->previous_xref = offset;
  offset += strspn (data + offset, "\r\n ");
  self->xref_is_stream = g_ascii_isdigit (data[offset]);
  if (!self->xref_is_stream && memcmp (data + offset, "xref", 4) != 0)
    return refuse (error, "startxref points at no cross-reference section");
  return TRUE;
}

static int
reserve_id (qpdf_data qpdf)
{
  return qpdf_oh_get_object_id (qpdf, qpdf_make_indirect_object (qpdf, qpdf_oh_new_null (qpdf)));
}

static gboolean
check_head (GBytes *pdf, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length);

  if (length < 64 || memcmp (data, "%PDF-", 5) != 0) {
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_NOT_PDF, "does not begin with %PDF-");
    return FALSE;
  }
  if (length > MAX_FILE) {
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE, "more than %d bytes", MAX_FILE);
    return FALSE;
  }
  return TRUE;
}

/* Nothing but NULs may stand behind the document: the rest of an update that was cut off is no
 * padding. */
static gboolean
check_padding (YyqPdfIncremental *self, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (self->pdf, &length);

  for (gsize i = g_bytes_get_size (self->document); i < length; i++)
    if (data[i] != '\0' && !g_ascii_isspace (data[i]))
      return refuse (error, "bytes behind the end-of-file mark");
  return TRUE;
}

YyqPdfIncremental *
yyq_pdf_incremental_open (GBytes *pdf, GError **error)
{
  g_autoptr (YyqPdfIncremental) self = NULL;

  if (!check_head (pdf, error))
    return NULL;
  self = g_new0 (YyqPdfIncremental, 1);
  self->pdf = g_bytes_ref (pdf);
  self->touched = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->document = g_bytes_new_from_bytes (pdf, 0, yyq_pdf_find_end (pdf));
  if (!check_padding (self, error))
    return NULL;
  self->qpdf = yyq_qpdf_open (self->document, FALSE, error);
  if (self->qpdf == NULL || !find_xref (self, error))
    return NULL;
  if (qpdf_is_encrypted (self->qpdf)) {
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_ENCRYPTED, "the file is encrypted");
    return NULL;
  }
  if (yyq_qpdf_is_damaged (self->qpdf)) {
    yyq_qpdf_set_error (self->qpdf, "the file is damaged", error);
    return NULL;
  }
  self->last_old_id = reserve_id (self->qpdf);
  return g_steal_pointer (&self);
}

void
yyq_pdf_incremental_free (YyqPdfIncremental *self)
{
  yyq_qpdf_free (self->qpdf);
  g_array_unref (self->touched);
  g_clear_pointer (&self->raw, g_bytes_unref);
  g_bytes_unref (self->document);
  g_bytes_unref (self->pdf);
  g_free (self);
}

qpdf_data
yyq_pdf_incremental_get_qpdf (YyqPdfIncremental *self)
{
  return self->qpdf;
}

void
yyq_pdf_incremental_touch (YyqPdfIncremental *self, qpdf_oh object)
{
  Entry entry = { qpdf_oh_get_object_id (self->qpdf, object),
                  qpdf_oh_get_generation (self->qpdf, object), 0 };

  if (entry.id <= 0 || entry.id > self->last_old_id)
    return;
  for (guint i = 0; i < self->touched->len; i++)
    if (g_array_index (self->touched, Entry, i).id == entry.id)
      return;
  g_array_append_val (self->touched, entry);
}

qpdf_oh
yyq_pdf_incremental_reserve_raw (YyqPdfIncremental *self)
{
  /* An empty dictionary, not null: qpdf drops every key whose value is null. */
  qpdf_oh reference = qpdf_make_indirect_object (self->qpdf, qpdf_oh_new_dictionary (self->qpdf));

  self->raw_id = qpdf_oh_get_object_id (self->qpdf, reference);
  return reference;
}

void
yyq_pdf_incremental_set_raw (YyqPdfIncremental *self, GBytes *text)
{
  g_clear_pointer (&self->raw, g_bytes_unref);
  self->raw = g_bytes_ref (text);
}

gsize
yyq_pdf_incremental_get_raw_offset (YyqPdfIncremental *self)
{
  return self->raw_offset;
}

qpdf_oh
yyq_pdf_incremental_add_stream (YyqPdfIncremental *self, GBytes *data)
{
  gsize length;
  const void *bytes = g_bytes_get_data (data, &length);

  return yyq_qpdf_add_stream (self->qpdf, bytes, length);
}

static char *
full_name (qpdf_data qpdf, const char *prefix, qpdf_oh field)
{
  qpdf_oh part = qpdf_oh_get_key (qpdf, field, "/T");

  if (!qpdf_oh_is_string (qpdf, part))
    return g_strdup (prefix);
  if (*prefix == '\0')
    return g_strdup (qpdf_oh_get_utf8_value (qpdf, part));
  return g_strdup_printf ("%s.%s", prefix, qpdf_oh_get_utf8_value (qpdf, part));
}

static qpdf_oh
find_field (qpdf_data qpdf, qpdf_oh fields, const char *prefix, const char *name, guint depth)
{
  int n = depth < MAX_FIELD_DEPTH && qpdf_oh_is_array (qpdf, fields)
            ? qpdf_oh_get_array_n_items (qpdf, fields)
            : 0;

  for (int i = 0; i < n; i++) {
    qpdf_oh field = qpdf_oh_get_array_item (qpdf, fields, i);
    g_autofree char *full = NULL;
    qpdf_oh found;

    if (!qpdf_oh_is_dictionary (qpdf, field))
      continue;
    full = full_name (qpdf, prefix, field);
    if (g_strcmp0 (full, name) == 0)
      return field;
    found = find_field (qpdf, qpdf_oh_get_key (qpdf, field, "/Kids"), full, name, depth + 1);
    if (qpdf_oh_is_dictionary (qpdf, found))
      return found;
  }
  return qpdf_oh_new_null (qpdf);
}

qpdf_oh
yyq_pdf_incremental_find_field (YyqPdfIncremental *self, const char *name)
{
  qpdf_oh form = qpdf_oh_get_key (self->qpdf, qpdf_get_root (self->qpdf), "/AcroForm");

  return find_field (self->qpdf, qpdf_oh_get_key_if_dict (self->qpdf, form, "/Fields"), "", name,
                     0);
}

/* (transfer full): NULL when it would not become smaller. */
static GByteArray *
deflate_data (const guint8 *data, gsize length)
{
  uLongf room = compressBound (length);
  g_autoptr (GByteArray) out = g_byte_array_sized_new ((guint) room);

  g_byte_array_set_size (out, (guint) room);
  if (compress2 (out->data, &room, data, length, Z_BEST_COMPRESSION) != Z_OK || room >= length)
    return NULL;
  g_byte_array_set_size (out, (guint) room);
  return g_steal_pointer (&out);
}

static gboolean
write_stream (YyqPdfIncremental *self, GByteArray *out, qpdf_oh stream, GError **error)
{
  qpdf_oh dictionary = yyq_qpdf_copy_dictionary (self->qpdf, qpdf_oh_get_dict (self->qpdf, stream));
  g_autoptr (GByteArray) packed = NULL;
  unsigned char *data = NULL;
  size_t length = 0;
  QPDF_BOOL filtered;

  if (qpdf_oh_get_stream_data (self->qpdf, stream, qpdf_dl_none, &filtered, &data, &length) &
      QPDF_ERRORS) {
    yyq_qpdf_set_error (self->qpdf, "stream cannot be written", error);
    return FALSE;
  }
  if (!qpdf_oh_has_key (self->qpdf, dictionary, "/Filter"))
    packed = deflate_data (data, length);
  if (packed != NULL)
    qpdf_oh_replace_key (self->qpdf, dictionary, "/Filter",
                         qpdf_oh_new_name (self->qpdf, "/FlateDecode"));
  qpdf_oh_replace_key (
    self->qpdf, dictionary, "/Length",
    qpdf_oh_new_integer (self->qpdf, packed != NULL ? packed->len : (long long) length));
  append (out, qpdf_oh_unparse_resolved (self->qpdf, dictionary));
  append (out, "\nstream\n");
  g_byte_array_append (out, packed != NULL ? packed->data : data,
                       packed != NULL ? packed->len : (guint) length);
  append (out, "\nendstream");
  free (data);
  return TRUE;
}

/* FALSE with no @error: the object does not exist, there is nothing to write. */
static gboolean
write_object (YyqPdfIncremental *self, GByteArray *out, Entry *entry, GError **error)
{
  gsize base = g_bytes_get_size (self->pdf);
  qpdf_oh object = qpdf_get_object_by_id (self->qpdf, entry->id, entry->generation);
  gboolean is_raw = entry->id == self->raw_id && self->raw != NULL;

  if (!is_raw && qpdf_oh_is_null (self->qpdf, object))
    return FALSE;
  entry->offset = base + out->len;
  append_format (out, "%d %d obj\n", entry->id, entry->generation);
  if (is_raw) {
    self->raw_offset = out->len;
    g_byte_array_append (out, g_bytes_get_data (self->raw, NULL),
                         (guint) g_bytes_get_size (self->raw));
  } else if (!qpdf_oh_is_stream (self->qpdf, object)) {
    append (out, qpdf_oh_unparse_resolved (self->qpdf, object));
  } else if (!write_stream (self, out, object, error)) {
    return FALSE;
  }
  append (out, "\nendobj\n");
  return TRUE;
}

static gint
compare_entries (gconstpointer a, gconstpointer b)
{
  return ((const Entry *) a)->id - ((const Entry *) b)->id;
}

/* (transfer full): what was written, by object number; @last is the highest number in use. */
static GArray *
write_objects (YyqPdfIncremental *self, GByteArray *out, int last, GError **error)
{
  g_autoptr (GArray) written = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (GError) problem = NULL;

  for (int id = self->last_old_id + 1; id <= last; id++) {
    Entry entry = { id, 0, 0 };

    g_array_append_val (self->touched, entry);
  }
  g_array_sort (self->touched, compare_entries);
  for (guint i = 0; i < self->touched->len; i++) {
    Entry entry = g_array_index (self->touched, Entry, i);

    if (write_object (self, out, &entry, &problem))
      g_array_append_val (written, entry);
    if (problem != NULL) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  }
  return g_steal_pointer (&written);
}

/* The second half of /ID names the revision, ISO 32000-1 §14.4. */
static void
renew_id (YyqPdfIncremental *self, qpdf_oh trailer, const GByteArray *out)
{
  qpdf_oh old = qpdf_oh_get_key (self->qpdf, trailer, "/ID");
  qpdf_oh ids = qpdf_oh_new_array (self->qpdf);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  qpdf_oh current;

  g_checksum_update (checksum, out->data, out->len);
  g_checksum_get_digest (checksum, digest, &length);
  current = qpdf_oh_new_binary_string (self->qpdf, (const char *) digest, 16);
  qpdf_oh_append_item (
    self->qpdf, ids,
    qpdf_oh_is_array (self->qpdf, old) ? qpdf_oh_get_array_item (self->qpdf, old, 0) : current);
  qpdf_oh_append_item (self->qpdf, ids, current);
  qpdf_oh_replace_key (self->qpdf, trailer, "/ID", ids);
}

static qpdf_oh
make_trailer (YyqPdfIncremental *self, const GByteArray *out, int size)
{
  static const char *const of_the_section[] = { "/Length", "/Filter", "/DecodeParms", "/W",
                                                "/Index",  "/Type",   "/XRefStm" };
  qpdf_oh trailer = yyq_qpdf_copy_dictionary (self->qpdf, qpdf_get_trailer (self->qpdf));

  for (gsize i = 0; i < G_N_ELEMENTS (of_the_section); i++)
    qpdf_oh_remove_key (self->qpdf, trailer, of_the_section[i]);
  renew_id (self, trailer, out);
  qpdf_oh_replace_key (self->qpdf, trailer, "/Prev",
                       qpdf_oh_new_integer (self->qpdf, (long long) self->previous_xref));
  qpdf_oh_replace_key (self->qpdf, trailer, "/Size", qpdf_oh_new_integer (self->qpdf, size));
  return trailer;
}

/* How many of the entries from @first on have numbers without a gap. */
static guint
run_length (GArray *entries, guint first)
{
  guint end = first + 1;

  while (end < entries->len &&
         g_array_index (entries, Entry, end).id == g_array_index (entries, Entry, end - 1).id + 1)
    end++;
  return end - first;
}

static void
write_xref_table (YyqPdfIncremental *self, GByteArray *out, GArray *entries, qpdf_oh trailer)
{
  append (out, "xref\n");
  for (guint i = 0; i < entries->len;) {
    guint n = run_length (entries, i);

    append_format (out, "%d %u\n", g_array_index (entries, Entry, i).id, n);
    for (guint end = i + n; i < end; i++) {
      const Entry *entry = &g_array_index (entries, Entry, i);

      append_format (out, "%010" G_GSIZE_FORMAT " %05d n\r\n", entry->offset, entry->generation);
    }
  }
  append (out, "trailer\n");
  append (out, qpdf_oh_unparse_resolved (self->qpdf, trailer));
}

static void
append_record (GByteArray *data, const Entry *entry)
{
  const guint8 record[] = { 1,
                            (guint8) (entry->offset >> 24),
                            (guint8) (entry->offset >> 16),
                            (guint8) (entry->offset >> 8),
                            (guint8) entry->offset,
                            (guint8) entry->generation };

  g_byte_array_append (data, record, sizeof record);
}

/* ISO 32000-1 §7.5.8: the section is an object itself, and the last entry of its own table. */
static void
write_xref_stream (YyqPdfIncremental *self, GByteArray *out, GArray *entries, qpdf_oh trailer)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  qpdf_oh index = qpdf_oh_new_array (self->qpdf);
  int id = g_array_index (entries, Entry, entries->len - 1).id;

  for (guint i = 0; i < entries->len;) {
    guint n = run_length (entries, i);

    qpdf_oh_append_item (self->qpdf, index,
                         qpdf_oh_new_integer (self->qpdf, g_array_index (entries, Entry, i).id));
    qpdf_oh_append_item (self->qpdf, index, qpdf_oh_new_integer (self->qpdf, n));
    for (guint end = i + n; i < end; i++)
      append_record (data, &g_array_index (entries, Entry, i));
  }
  qpdf_oh_replace_key (self->qpdf, trailer, "/Type", qpdf_oh_new_name (self->qpdf, "/XRef"));
  qpdf_oh_replace_key (self->qpdf, trailer, "/W", qpdf_oh_parse (self->qpdf, "[1 4 1]"));
  qpdf_oh_replace_key (self->qpdf, trailer, "/Index", index);
  qpdf_oh_replace_key (self->qpdf, trailer, "/Length", qpdf_oh_new_integer (self->qpdf, data->len));
  append_format (out, "%d 0 obj\n", id);
  append (out, qpdf_oh_unparse_resolved (self->qpdf, trailer));
  append (out, "\nstream\n");
  g_byte_array_append (out, data->data, data->len);
  append (out, "\nendstream\nendobj");
}

static void
write_xref (YyqPdfIncremental *self, GByteArray *out, GArray *entries, int last)
{
  gsize offset = g_bytes_get_size (self->pdf) + out->len;

  if (self->xref_is_stream) {
    Entry entry = { last + 1, 0, offset };

    g_array_append_val (entries, entry);
    write_xref_stream (self, out, entries, make_trailer (self, out, last + 2));
  } else {
    write_xref_table (self, out, entries, make_trailer (self, out, last + 1));
  }
  append_format (out, "\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", offset);
}

GBytes *
yyq_pdf_incremental_write (YyqPdfIncremental *self, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_sized_new (64 * 1024);
  g_autoptr (GArray) entries = NULL;
  int last = reserve_id (self->qpdf) - 1;
  gsize length;
  const char *data = g_bytes_get_data (self->pdf, &length);

  if (data[length - 1] != '\n' && data[length - 1] != '\r')
    append (out, "\n");
  entries = write_objects (self, out, last, error);
  if (entries == NULL)
    return NULL;
  /* Numbers that were reserved and not used do not count. */
  last = entries->len > 0
           ? MAX (self->last_old_id - 1, g_array_index (entries, Entry, entries->len - 1).id)
           : self->last_old_id - 1;
  write_xref (self, out, entries, last);
  if (qpdf_has_error (self->qpdf)) {
    yyq_qpdf_set_error (self->qpdf, "cannot be written", error);
    return NULL;
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
