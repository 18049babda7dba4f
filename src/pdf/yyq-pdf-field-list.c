/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-field-list.h"

#include <string.h>

/* Fields nest a few levels at most; anything deeper is an attack on the stack. */
#define MAX_DEPTH 16
/* A loop of fields that list each other several times would otherwise take for ever. */
#define MAX_FIELDS 5000

static void
field_clear (gpointer data)
{
  YyqPdfSignatureField *self = data;

  g_free (self->name);
  g_free (self->problem);
  g_free (self->subfilter);
  g_clear_pointer (&self->contents, g_bytes_unref);
  g_strfreev (self->locked);
}

void
yyq_pdf_signature_field_unref (YyqPdfSignatureField *self)
{
  g_atomic_rc_box_release_full (self, field_clear);
}

/* Two digits at @text, or -1. */
static int
two_digits (const char *text)
{
  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]))
    return -1;
  return (text[0] - '0') * 10 + text[1] - '0';
}

/* "D:20260131235959+08'00'" (ISO 32000-1 §7.9.4) in ms, 0 when it is none. */
static gint64
parse_date (const char *text)
{
  int part[7];
  int offset = 0;
  g_autoptr (GDateTime) date = NULL;

  if (!g_str_has_prefix (text, "D:") || strlen (text) < 16)
    return 0;
  for (int i = 0; i < 7; i++)
    if ((part[i] = two_digits (text + 2 + 2 * i)) < 0)
      return 0;
  text += 16;
  if ((*text == '+' || *text == '-') && strlen (text) >= 3 && two_digits (text + 1) >= 0) {
    int minutes = strlen (text) >= 6 && text[3] == '\'' ? MAX (two_digits (text + 4), 0) : 0;

    offset = (two_digits (text + 1) * 60 + minutes) * (*text == '+' ? 60 : -60);
  }
  date = g_date_time_new_utc (part[0] * 100 + part[1], part[2], part[3], part[4], part[5], part[6]);
  return date != NULL ? (g_date_time_to_unix (date) - offset) * 1000 : 0;
}

static void
read_range (YyqPdfSignatureField *self, qpdf_data qpdf, qpdf_oh value)
{
  qpdf_oh range = qpdf_oh_get_key (qpdf, value, "/ByteRange");

  if (!qpdf_oh_is_array (qpdf, range) || qpdf_oh_get_array_n_items (qpdf, range) != 4) {
    self->problem = g_strdup ("no /ByteRange of four numbers");
    return;
  }
  for (int i = 0; i < 4; i++) {
    qpdf_oh item = qpdf_oh_get_array_item (qpdf, range, i);
    long long number = qpdf_oh_is_integer (qpdf, item) ? qpdf_oh_get_int_value (qpdf, item) : -1;

    if (number < 0 || number > G_MAXINT32) {
      g_free (self->problem);
      self->problem = g_strdup ("impossible numbers in /ByteRange");
      return;
    }
    self->range[i] = (gsize) number;
  }
  self->end = self->range[2] + self->range[3];
}

static gboolean
name_is (qpdf_data qpdf, qpdf_oh dictionary, const char *key, const char *name)
{
  return qpdf_oh_is_name_and_equals (qpdf, qpdf_oh_get_key (qpdf, dictionary, key), name);
}

static void
read_lock (YyqPdfSignatureField *self, qpdf_data qpdf, qpdf_oh parameters)
{
  qpdf_oh names = qpdf_oh_get_key_if_dict (qpdf, parameters, "/Fields");
  int n =
    qpdf_oh_is_array (qpdf, names) ? MIN (qpdf_oh_get_array_n_items (qpdf, names), MAX_FIELDS) : 0;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  self->lock = YYQ_PDF_LOCK_ALL;
  if (!qpdf_oh_is_dictionary (qpdf, parameters))
    return;
  if (name_is (qpdf, parameters, "/Action", "/Include"))
    self->lock = YYQ_PDF_LOCK_THESE;
  else if (name_is (qpdf, parameters, "/Action", "/Exclude"))
    self->lock = YYQ_PDF_LOCK_OTHERS;
  for (int i = 0; i < n; i++) {
    qpdf_oh name = qpdf_oh_get_array_item (qpdf, names, i);

    if (qpdf_oh_is_string (qpdf, name))
      g_strv_builder_add (builder, qpdf_oh_get_utf8_value (qpdf, name));
  }
  g_strfreev (self->locked);
  self->locked = g_strv_builder_end (builder);
}

/* Where nothing is said, DocMDP means 2 (table 257). */
static guint
read_permission (qpdf_data qpdf, qpdf_oh parameters)
{
  qpdf_oh number = qpdf_oh_get_key_if_dict (qpdf, parameters, "/P");
  long long value = qpdf_oh_is_integer (qpdf, number) ? qpdf_oh_get_int_value (qpdf, number) : 2;

  return value >= 1 && value <= 3 ? (guint) value : 1;
}

static void
read_references (YyqPdfSignatureField *self, qpdf_data qpdf, qpdf_oh value)
{
  qpdf_oh list = qpdf_oh_get_key (qpdf, value, "/Reference");
  int n =
    qpdf_oh_is_array (qpdf, list) ? MIN (qpdf_oh_get_array_n_items (qpdf, list), MAX_FIELDS) : 0;

  for (int i = 0; i < n; i++) {
    qpdf_oh reference = qpdf_oh_get_array_item (qpdf, list, i);
    qpdf_oh parameters = qpdf_oh_get_key_if_dict (qpdf, reference, "/TransformParams");

    if (!qpdf_oh_is_dictionary (qpdf, reference))
      continue;
    if (name_is (qpdf, reference, "/TransformMethod", "/DocMDP"))
      self->permission = read_permission (qpdf, parameters);
    else if (name_is (qpdf, reference, "/TransformMethod", "/FieldMDP"))
      read_lock (self, qpdf, parameters);
  }
}

static void
read_value (YyqPdfSignatureField *self, qpdf_data qpdf, qpdf_oh value)
{
  qpdf_oh contents = qpdf_oh_get_key (qpdf, value, "/Contents");
  qpdf_oh subfilter = qpdf_oh_get_key (qpdf, value, "/SubFilter");
  qpdf_oh date = qpdf_oh_get_key (qpdf, value, "/M");
  size_t length = 0;
  const char *bytes;

  self->subfilter =
    g_strdup (qpdf_oh_is_name (qpdf, subfilter) ? qpdf_oh_get_name (qpdf, subfilter) + 1 : "");
  if (qpdf_oh_is_string (qpdf, date))
    self->claimed_at = parse_date (qpdf_oh_get_utf8_value (qpdf, date));
  read_range (self, qpdf, value);
  read_references (self, qpdf, value);
  if (!qpdf_oh_is_string (qpdf, contents)) {
    g_free (self->problem);
    self->problem = g_strdup ("no /Contents");
    return;
  }
  bytes = qpdf_oh_get_binary_string_value (qpdf, contents, &length);
  self->contents = g_bytes_new (bytes, length);
}

/* What the form's author wanted locked by this signature; programs that sign may forget to say so
 * in it. */
static void
read_field_lock (YyqPdfSignatureField *self, qpdf_data qpdf, qpdf_oh lock)
{
  if (!qpdf_oh_is_dictionary (qpdf, lock))
    return;
  if (self->lock == YYQ_PDF_LOCK_NOTHING)
    read_lock (self, qpdf, lock);
  if (self->permission == 0 && qpdf_oh_has_key (qpdf, lock, "/P"))
    self->permission = read_permission (qpdf, lock);
}

static YyqPdfSignatureField *
field_new (qpdf_data qpdf, qpdf_oh field, const char *name)
{
  YyqPdfSignatureField *self = g_atomic_rc_box_new0 (YyqPdfSignatureField);
  qpdf_oh value = qpdf_oh_get_key (qpdf, field, "/V");

  self->name = g_strdup (name);
  self->field_id = qpdf_oh_get_object_id (qpdf, field);
  self->value_id = qpdf_oh_get_object_id (qpdf, value);
  self->empty = qpdf_oh_is_null (qpdf, value);
  if (qpdf_oh_is_dictionary (qpdf, value)) {
    read_value (self, qpdf, value);
    read_field_lock (self, qpdf, qpdf_oh_get_key (qpdf, field, "/Lock"));
  } else if (!self->empty) {
    self->problem = g_strdup ("the value is no signature");
  }
  if (self->subfilter == NULL)
    self->subfilter = g_strdup ("");
  return self;
}

typedef struct {
  qpdf_data qpdf;
  const YyqPdfTail *tail; /* (nullable) */
  GHashTable
    *earlier; /* (element-type int YyqPdfSignatureField): by object number; empty without a tail */
  GPtrArray *list;
  guint seen;
  gboolean too_many;
} Reader;

/* (transfer none) (nullable): what @field, at the top of the form, was, when neither it nor its
 * value was written again. */
static YyqPdfSignatureField *
find_kept (Reader *self, qpdf_oh field)
{
  int id = qpdf_oh_get_object_id (self->qpdf, field);
  YyqPdfSignatureField *was = g_hash_table_lookup (self->earlier, GINT_TO_POINTER (id));

  if (was == NULL || yyq_pdf_tail_defines (self->tail, (guint64) id) ||
      yyq_pdf_tail_defines (self->tail, (guint64) was->value_id))
    return NULL;
  return was;
}

static void read_fields (Reader *self, qpdf_oh array, const char *prefix, gboolean inherited,
                         guint depth);

static void
read_field (Reader *self, qpdf_oh field, const char *prefix, gboolean inherited, guint depth)
{
  qpdf_data qpdf = self->qpdf;
  qpdf_oh title = qpdf_oh_get_key (qpdf, field, "/T");
  gboolean named = qpdf_oh_is_string (qpdf, title);
  gboolean of_type =
    qpdf_oh_has_key (qpdf, field, "/FT") ? name_is (qpdf, field, "/FT", "/Sig") : inherited;
  g_autofree char *name = named ? g_strconcat (prefix, *prefix != '\0' ? "." : "",
                                               qpdf_oh_get_utf8_value (qpdf, title), NULL)
                                : g_strdup (prefix);

  /* A widget below its field has no name of its own; the field stands for it. */
  if (of_type && (depth == 0 || named || qpdf_oh_has_key (qpdf, field, "/V"))) {
    YyqPdfSignatureField *one = field_new (qpdf, field, name);

    one->simple = depth == 0 && !qpdf_oh_has_key (qpdf, field, "/Kids");
    g_ptr_array_add (self->list, one);
  }
  read_fields (self, qpdf_oh_get_key (qpdf, field, "/Kids"), name, of_type, depth + 1);
}

static void
read_fields (Reader *self, qpdf_oh array, const char *prefix, gboolean inherited, guint depth)
{
  int n = qpdf_oh_is_array (self->qpdf, array) ? qpdf_oh_get_array_n_items (self->qpdf, array) : 0;

  if (n > 0 && depth >= MAX_DEPTH)
    self->too_many = TRUE;
  for (int i = 0; i < n && !self->too_many; i++) {
    qpdf_oh field = qpdf_oh_get_array_item (self->qpdf, array, i);
    YyqPdfSignatureField *kept = depth == 0 ? find_kept (self, field) : NULL;

    self->too_many = ++self->seen > MAX_FIELDS;
    if (!self->too_many && kept != NULL)
      g_ptr_array_add (self->list, g_atomic_rc_box_acquire (kept));
    else if (!self->too_many && qpdf_oh_is_dictionary (self->qpdf, field))
      read_field (self, field, prefix, inherited, depth);
  }
}

GPtrArray *
yyq_pdf_field_list_read (qpdf_data qpdf)
{
  return yyq_pdf_field_list_read_next (qpdf, NULL, NULL);
}

GPtrArray *
yyq_pdf_field_list_read_next (qpdf_data qpdf, GPtrArray *earlier, const YyqPdfTail *tail)
{
  g_autoptr (GPtrArray) list =
    g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_pdf_signature_field_unref);
  g_autoptr (GHashTable) by_id = g_hash_table_new (NULL, NULL);
  Reader reader = { .qpdf = qpdf, .tail = tail, .earlier = by_id, .list = list };
  qpdf_oh form = qpdf_oh_get_key (qpdf, qpdf_get_root (qpdf), "/AcroForm");

  for (guint i = 0; tail != NULL && earlier != NULL && i < earlier->len; i++) {
    YyqPdfSignatureField *field = g_ptr_array_index (earlier, i);

    if (field->field_id > 0 && field->simple)
      g_hash_table_insert (by_id, GINT_TO_POINTER (field->field_id), field);
  }
  if (qpdf_oh_is_dictionary (qpdf, form))
    read_fields (&reader, qpdf_oh_get_key (qpdf, form, "/Fields"), "", FALSE, 0);
  return reader.too_many ? NULL : g_steal_pointer (&list);
}

YyqPdfSignatureField *
yyq_pdf_field_list_find (GPtrArray *list, const char *name)
{
  for (guint i = 0; i < list->len; i++) {
    YyqPdfSignatureField *field = g_ptr_array_index (list, i);

    if (g_str_equal (field->name, name))
      return field;
  }
  return NULL;
}

GHashTable *
yyq_pdf_field_list_index (GPtrArray *list)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = list->len; i-- > 0;) {
    YyqPdfSignatureField *field = g_ptr_array_index (list, i);

    g_hash_table_insert (index, field->name, field);
  }
  return index;
}

guint
yyq_pdf_field_list_count_signed (GPtrArray *list)
{
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    n += !((YyqPdfSignatureField *) g_ptr_array_index (list, i))->empty;
  return n;
}

/* A name stands for all fields below it as well, ISO 32000-2 table 236. */
static gboolean
names (GStrv list, const char *name)
{
  for (char **at = list; at != NULL && *at != NULL; at++) {
    gsize length = strlen (*at);

    if (strncmp (*at, name, length) == 0 && (name[length] == '\0' || name[length] == '.'))
      return TRUE;
  }
  return FALSE;
}

static gboolean
locks (const YyqPdfSignatureField *self, const char *name)
{
  switch (self->lock) {
  case YYQ_PDF_LOCK_ALL:
    return TRUE;
  case YYQ_PDF_LOCK_THESE:
    return names (self->locked, name);
  case YYQ_PDF_LOCK_OTHERS:
    return !names (self->locked, name);
  case YYQ_PDF_LOCK_NOTHING:
  default:
    return FALSE;
  }
}

gboolean
yyq_pdf_field_list_is_locked (GPtrArray *list, const char *name)
{
  for (guint i = 0; i < list->len; i++)
    if (locks (g_ptr_array_index (list, i), name))
      return TRUE;
  return FALSE;
}

guint
yyq_pdf_field_list_get_permission (GPtrArray *list)
{
  guint lowest = 0;

  for (guint i = 0; i < list->len; i++) {
    guint permission = ((const YyqPdfSignatureField *) g_ptr_array_index (list, i))->permission;

    if (permission != 0 && (lowest == 0 || permission < lowest))
      lowest = permission;
  }
  return lowest;
}

gboolean
yyq_pdf_field_list_may_sign (GPtrArray *list, const char *name)
{
  return yyq_pdf_field_list_get_permission (list) != 1 &&
         !yyq_pdf_field_list_is_locked (list, name);
}

/* The hole of the range holds "<", the hexadecimal digits of @contents, ">", and nothing else. */
static gboolean
hole_is (const char *hole, gsize length, GBytes *contents)
{
  gsize n;
  const guint8 *bytes = g_bytes_get_data (contents, &n);

  if (length != 2 * n + 2 || hole[0] != '<' || hole[length - 1] != '>')
    return FALSE;
  for (gsize i = 0; i < n; i++) {
    int high = g_ascii_xdigit_value (hole[1 + 2 * i]);
    int low = g_ascii_xdigit_value (hole[2 + 2 * i]);

    if (high < 0 || low < 0 || (high << 4 | low) != bytes[i])
      return FALSE;
  }
  return TRUE;
}

static gboolean
ends_with_eof (const char *data, gsize length)
{
  while (length > 0 &&
         (data[length - 1] == '\n' || data[length - 1] == '\r' || data[length - 1] == ' '))
    length--;
  return length >= 5 && memcmp (data + length - 5, "%%EOF", 5) == 0;
}

const char *
yyq_pdf_signature_field_check_range (const YyqPdfSignatureField *self, GBytes *pdf)
{
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length);

  if (self->problem != NULL)
    return self->problem;
  if (self->range[0] != 0)
    return "the signed bytes do not begin with the file";
  if (self->range[1] >= self->range[2] || self->range[2] > length ||
      self->range[3] > length - self->range[2])
    return "/ByteRange reaches outside the file";
  if (!hole_is (data + self->range[1], self->range[2] - self->range[1], self->contents))
    return "/ByteRange leaves out more than the signature";
  if (!ends_with_eof (data, self->end))
    return "the signed revision does not end with %%EOF";
  return NULL;
}
