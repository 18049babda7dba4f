/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-difference.h"

#include <stdlib.h>
#include <string.h>

#include "yyq-pdf-difference-private.h"
#include "yyq-pdf-outline.h"
#include "yyq-qpdf.h"

#define MAX_DEPTH 300

static void walk (YyqPdfComparison *self, qpdf_oh a, qpdf_oh b, YyqPdfRole role, const char *path,
                  guint depth);

static void
place_free (gpointer data)
{
  YyqPdfPlace *place = data;

  g_free (place->path);
  g_free (place);
}

static gboolean
same_stream (YyqPdfComparison *self, qpdf_oh a, qpdf_oh b)
{
  unsigned char *data_a = NULL, *data_b = NULL;
  size_t length_a = 0, length_b = 0;
  gboolean same =
    qpdf_oh_is_stream (self->a, a) &&
    qpdf_oh_get_stream_data (self->a, a, qpdf_dl_none, NULL, &data_a, &length_a) == QPDF_SUCCESS &&
    qpdf_oh_get_stream_data (self->b, b, qpdf_dl_none, NULL, &data_b, &length_b) == QPDF_SUCCESS &&
    length_a == length_b && (length_a == 0 || memcmp (data_a, data_b, length_a) == 0);

  free (data_a);
  free (data_b);
  return same;
}

/* Someone's own field at the end of /Fields or /Annots. */
static gboolean
permits_field (YyqPdfComparison *self, const char *name, qpdf_oh item, const char *path)
{
  qpdf_oh value = qpdf_oh_get_key (self->b, item, "/V");
  gboolean timestamp = yyq_pdf_comparison_name_is (self->b, value, "/SubFilter", "/ETSI.RFC3161");
  YyqPdfPlace *place;
  double box[4];
  gboolean seen = yyq_pdf_widget_is_seen (self->b, item, box);
  int page;

  /* ISO 32000-2 table 257: a time stamp that nobody sees is permitted whatever was certified. */
  if (timestamp && !seen)
    return TRUE;
  if (self->level == 1 || (self->level > 1 && seen) ||
      yyq_pdf_field_list_is_locked (self->fields, name))
    return FALSE;
  if (!seen || self->page == 0)
    return TRUE;
  page = qpdf_find_page_by_id (self->b, self->page, 0);
  if (page < 0 || !yyq_pdf_widget_stays_in_place (self->b, item))
    return FALSE;
  place = g_new0 (YyqPdfPlace, 1);
  place->page = (guint) page;
  place->path = g_strdup (path);
  memcpy (place->box, box, sizeof box);
  g_ptr_array_add (self->found->places, place);
  return TRUE;
}

static void
add_item (YyqPdfComparison *self, qpdf_oh item, YyqPdfRole role, const char *path)
{
  const char *name = role == YYQ_PDF_ROLE_FIELDS || role == YYQ_PDF_ROLE_ANNOTS
                       ? yyq_pdf_new_fields_find (&self->added, self->b, item)
                       : NULL;
  gboolean annotation = role == YYQ_PDF_ROLE_ANNOTS && self->level == 3 &&
                        !yyq_pdf_comparison_name_is (self->b, item, "/Subtype", "/Widget");

  if (name != NULL && permits_field (self, name, item, path))
    yyq_pdf_comparison_leave_free (self, qpdf_oh_new_null (self->a), item, YYQ_PDF_ROLE_FIELD,
                                   path);
  else if (annotation)
    yyq_pdf_comparison_leave_free (self, qpdf_oh_new_null (self->a), item, YYQ_PDF_ROLE_ANNOTATION,
                                   path);
  else
    yyq_pdf_comparison_report (self, path, "added");
}

/* Where in the list @a the object that @item is, stands; -1. */
static int
find_in (qpdf_data qpdf, qpdf_oh list, int id)
{
  int n = qpdf_oh_is_array (qpdf, list) ? qpdf_oh_get_array_n_items (qpdf, list) : 0;

  for (int i = 0; i < n && id > 0; i++)
    if (qpdf_oh_get_object_id (qpdf, qpdf_oh_get_array_item (qpdf, list, i)) == id)
      return i;
  return -1;
}

/* With annotations permitted they come and go, and move up in the list. */
static void
walk_annotations (YyqPdfComparison *self, qpdf_oh a, qpdf_oh b, const char *path, guint depth)
{
  int n_a = qpdf_oh_is_array (self->a, a) ? qpdf_oh_get_array_n_items (self->a, a) : 0;

  for (int i = 0; i < n_a; i++) {
    qpdf_oh item = qpdf_oh_get_array_item (self->a, a, i);

    if (find_in (self->b, b, qpdf_oh_get_object_id (self->a, item)) >= 0)
      continue;
    if (yyq_pdf_comparison_name_is (self->a, item, "/Subtype", "/Widget"))
      yyq_pdf_comparison_report (self, path, "a field was taken away");
    else
      yyq_pdf_comparison_note (self, YYQ_PDF_LATER_ANNOTATION);
  }
  for (int i = 0; i < qpdf_oh_get_array_n_items (self->b, b); i++) {
    qpdf_oh item = qpdf_oh_get_array_item (self->b, b, i);
    int at = find_in (self->a, a, qpdf_oh_get_object_id (self->b, item));
    qpdf_oh before = at >= 0 ? qpdf_oh_get_array_item (self->a, a, at) : qpdf_oh_new_null (self->a);
    gboolean widget = yyq_pdf_comparison_name_is (self->a, before, "/Subtype", "/Widget");
    g_autofree char *here = g_strdup_printf ("%s[%d]", path, i);

    if (at < 0)
      add_item (self, item, YYQ_PDF_ROLE_ANNOTS, here);
    else
      walk (self, before, item, widget ? YYQ_PDF_ROLE_FIXED : YYQ_PDF_ROLE_ANNOTATION, here,
            depth + 1);
  }
}

static void
walk_array (YyqPdfComparison *self, qpdf_oh a, qpdf_oh b, YyqPdfRole role, const char *path,
            guint depth)
{
  int n_a = qpdf_oh_is_array (self->a, a) ? qpdf_oh_get_array_n_items (self->a, a) : 0;
  int n_b = qpdf_oh_get_array_n_items (self->b, b);

  if (n_b < n_a)
    yyq_pdf_comparison_report (self, path, "shortened");
  for (int i = 0; i < n_b; i++) {
    qpdf_oh item = qpdf_oh_get_array_item (self->b, b, i);
    g_autofree char *here = g_strdup_printf ("%s[%d]", path, i);

    if (i < n_a)
      walk (self, qpdf_oh_get_array_item (self->a, a, i), item, YYQ_PDF_ROLE_FIXED, here,
            depth + 1);
    else
      add_item (self, item, role, here);
  }
}

static void
report_removed (YyqPdfComparison *self, qpdf_oh a, qpdf_oh b, YyqPdfRole role, const char *path)
{
  g_auto (GStrv) keys = yyq_qpdf_list_keys (self->a, a);

  for (char **key = keys; *key != NULL; key++) {
    g_autofree char *here = g_strconcat (path, *key, NULL);

    if (qpdf_oh_has_key (self->b, b, *key))
      continue;
    if (role == YYQ_PDF_ROLE_FORM && g_str_equal (*key, "/NeedAppearances"))
      yyq_pdf_comparison_note (self, YYQ_PDF_LATER_FORM_DEFAULTS);
    else
      yyq_pdf_comparison_report (self, here, "removed");
  }
}

/* Of an object that was not written again, values that stand in it directly are as they were. */
static gboolean
is_settled (YyqPdfComparison *self, qpdf_oh b)
{
  return self->same && !qpdf_oh_is_indirect (self->b, b) && qpdf_oh_is_scalar (self->b, b);
}

static void
walk_dictionary (YyqPdfComparison *self, qpdf_oh a, qpdf_oh b, YyqPdfRole role, const char *path,
                 guint depth)
{
  gboolean known = qpdf_oh_is_dictionary (self->a, a);
  int page = self->page;
  g_auto (GStrv) keys = yyq_qpdf_list_keys (self->b, b);

  if (known && !self->same)
    report_removed (self, a, b, role, path);
  if (yyq_pdf_comparison_name_is (self->b, b, "/Type", "/Page"))
    self->page = qpdf_oh_get_object_id (self->b, b);
  for (char **key = keys; *key != NULL; key++) {
    qpdf_oh value_b = qpdf_oh_get_key (self->b, b, *key);
    qpdf_oh value_a;
    g_autofree char *here = NULL;

    if (is_settled (self, value_b))
      continue;
    value_a = known ? qpdf_oh_get_key (self->a, a, *key) : qpdf_oh_new_null (self->a);
    here = g_strconcat (path, *key, NULL);
    walk (self, value_a, value_b, yyq_pdf_comparison_role_of (self, a, role, *key), here,
          depth + 1);
  }
  self->page = page;
}

/* ISO 32000-2 tables 167 and 227: only bits that lock may come, and none may go. */
static void
check_flags (YyqPdfComparison *self, qpdf_oh a, qpdf_oh b, const char *path)
{
  gboolean of_widget = g_str_has_suffix (path, "/F");
  const long long locks = of_widget ? 1 << 6 | 1 << 7 | 1 << 9 : 1;
  long long before = qpdf_oh_is_integer (self->a, a) ? qpdf_oh_get_int_value (self->a, a) : 0;
  long long now = qpdf_oh_is_integer (self->b, b) ? qpdf_oh_get_int_value (self->b, b) : -1;

  if (now < 0 || (before & ~now) != 0 || (now & ~before & ~locks) != 0)
    yyq_pdf_comparison_report (self, path, "changed");
  else if (now != before)
    yyq_pdf_comparison_note (self, YYQ_PDF_LATER_LOCKED);
}

/* TRUE when the two are of one type and, unless there is something inside, equal. */
static gboolean
check_here (YyqPdfComparison *self, qpdf_oh a, qpdf_oh b, const char *path)
{
  gboolean numbers = qpdf_oh_is_number (self->a, a) && qpdf_oh_is_number (self->b, b);

  if (!numbers && qpdf_oh_get_type_code (self->a, a) != qpdf_oh_get_type_code (self->b, b)) {
    yyq_pdf_comparison_report (self, path,
                               qpdf_oh_is_null (self->a, a) ? "added" : "of another type");
    return FALSE;
  }
  if (qpdf_oh_is_stream (self->b, b)) {
    if (self->same || same_stream (self, a, b))
      return TRUE;
    yyq_pdf_comparison_report (self, path, "stream changed");
    return FALSE;
  }
  if (qpdf_oh_is_dictionary (self->b, b) || qpdf_oh_is_array (self->b, b))
    return TRUE;
  if (!yyq_pdf_comparison_is_same (self, a, b))
    yyq_pdf_comparison_report (self, path, "changed");
  return FALSE;
}

/* An object that was met before: what may differ in one role must not differ in another. */
static void
meet_again (YyqPdfComparison *self, qpdf_oh b, YyqPdfRole role, gboolean moved, const char *path)
{
  gint64 key = yyq_pdf_comparison_key_of (self->b, b);
  YyqPdfRole met = GPOINTER_TO_UINT (g_hash_table_lookup (self->seen, &key));

  if (moved || (met != role && yyq_pdf_comparison_is_written_again (self, b)))
    yyq_pdf_comparison_report (self, path, moved ? "points elsewhere" : "serves two purposes");
}

/* TRUE when @b was not looked at yet. Puts what it was before into @a. */
static gboolean
enter_object (YyqPdfComparison *self, qpdf_oh *a, qpdf_oh b, YyqPdfRole role, const char *path)
{
  qpdf_oh before = qpdf_get_object_by_id (self->a, qpdf_oh_get_object_id (self->b, b),
                                          qpdf_oh_get_generation (self->b, b));
  gboolean moved =
    yyq_pdf_comparison_key_of (self->a, *a) != yyq_pdf_comparison_key_of (self->b, b);
  gint64 key = yyq_pdf_comparison_key_of (self->b, b);

  /* A new place for a container must be new indeed: no object that was something else. */
  if (moved && (!yyq_pdf_role_may_move (role) || !qpdf_oh_is_null (self->a, before))) {
    yyq_pdf_comparison_report (self, path,
                               qpdf_oh_is_null (self->a, *a) ? "added" : "points elsewhere");
    return FALSE;
  }
  if (g_hash_table_contains (self->seen, &key)) {
    meet_again (self, b, role, moved, path);
    return FALSE;
  }
  yyq_pdf_comparison_see (self, b, role);
  if (!moved)
    *a = before;
  return TRUE;
}

/* A form, or a list of fields or annotations, where there was none. */
static gboolean
begins_here (YyqPdfComparison *self, qpdf_oh a, qpdf_oh b, YyqPdfRole role)
{
  if (!qpdf_oh_is_null (self->a, a))
    return FALSE;
  if (role == YYQ_PDF_ROLE_FORM || role == YYQ_PDF_ROLE_DEFAULTS)
    return qpdf_oh_is_dictionary (self->b, b);
  return (role == YYQ_PDF_ROLE_FIELDS || role == YYQ_PDF_ROLE_ANNOTS) &&
         qpdf_oh_is_array (self->b, b);
}

static void
walk_inside (YyqPdfComparison *self, qpdf_oh a, qpdf_oh b, YyqPdfRole role, const char *path,
             guint depth)
{
  if (qpdf_oh_is_stream (self->b, b)) {
    a = qpdf_oh_is_stream (self->a, a) ? qpdf_oh_get_dict (self->a, a) : qpdf_oh_new_null (self->a);
    b = qpdf_oh_get_dict (self->b, b);
  }
  if (qpdf_oh_is_array (self->b, b) && role == YYQ_PDF_ROLE_ANNOTS && self->level == 3)
    walk_annotations (self, a, b, path, depth);
  else if (qpdf_oh_is_array (self->b, b))
    walk_array (self, a, b, role, path, depth);
  else if (qpdf_oh_is_dictionary (self->b, b))
    walk_dictionary (self, a, b, role, path, depth);
}

static void
walk_value (YyqPdfComparison *self, qpdf_oh a, qpdf_oh b, YyqPdfRole role, const char *path,
            guint depth)
{
  if (begins_here (self, a, b, role) || check_here (self, a, b, path))
    walk_inside (self, a, b, role, path, depth);
}

/* The object @b, which nobody has met so far. */
static void
walk_object (YyqPdfComparison *self, qpdf_oh a, qpdf_oh b, YyqPdfRole role, const char *path,
             guint depth)
{
  g_auto (YyqPdfOutline) outline = { 0 };
  gboolean same = self->same;

  if (yyq_pdf_outline_leads_nowhere_new (self, b))
    return;
  self->same = !yyq_pdf_comparison_is_written_again (self, b);
  yyq_pdf_outline_begin (&outline, self, b);
  walk_value (self, a, b, role, path, depth);
  yyq_pdf_outline_end (&outline, self, b);
  self->same = same;
}

static void
walk (YyqPdfComparison *self, qpdf_oh a, qpdf_oh b, YyqPdfRole role, const char *path, guint depth)
{
  yyq_pdf_outline_meet (self, b, role);
  if (depth > MAX_DEPTH)
    yyq_pdf_comparison_report (self, path, "nested too deeply");
  else if (role >= YYQ_PDF_ROLE_STORE)
    yyq_pdf_comparison_leave_free (self, a, b, role, path);
  else if (role == YYQ_PDF_ROLE_FLAGS)
    check_flags (self, a, b, path);
  else if (qpdf_oh_is_indirect (self->b, b)) {
    if (enter_object (self, &a, b, role, path))
      walk_object (self, a, b, role, path, depth);
  } else if (qpdf_oh_is_indirect (self->a, a) && !yyq_pdf_role_may_move (role))
    yyq_pdf_comparison_report (self, path, "became direct");
  else
    walk_value (self, a, b, role, path, depth);
}

/* Which of the fields that were empty are signed now, and were free to be. */
static void
find_signed (YyqPdfComparison *self, GPtrArray *before, GHashTable *after)
{
  for (guint i = 0; i < before->len; i++) {
    const YyqPdfSignatureField *was = g_ptr_array_index (before, i);
    const YyqPdfSignatureField *is = g_hash_table_lookup (after, was->name);

    if (!was->empty || is == NULL || is->empty || was->field_id == 0 ||
        is->field_id != was->field_id)
      continue;
    if (!yyq_pdf_field_list_may_sign (before, was->name)) {
      yyq_pdf_comparison_report (self, was->name,
                                 "signed against the permissions of an earlier signature");
      continue;
    }
    g_hash_table_add (self->signed_now, GINT_TO_POINTER (was->field_id));
    g_hash_table_add (self->parties, was->name);
    yyq_pdf_comparison_note (self, g_str_equal (is->subfilter, "ETSI.RFC3161")
                                     ? YYQ_PDF_LATER_TIMESTAMP
                                     : YYQ_PDF_LATER_SIGNATURE);
  }
}

/* Fields of their own; whether they are permitted is decided where they stand. */
static void
find_new (YyqPdfComparison *self, GHashTable *before, GPtrArray *after)
{
  for (guint i = 0; i < after->len; i++) {
    const YyqPdfSignatureField *field = g_ptr_array_index (after, i);

    if (!g_hash_table_contains (before, field->name))
      yyq_pdf_comparison_note (self, g_str_equal (field->subfilter, "ETSI.RFC3161")
                                       ? YYQ_PDF_LATER_TIMESTAMP
                                       : YYQ_PDF_LATER_FIELD);
  }
}

static gboolean
is_of_section (const char *key)
{
  static const char *const keys[] = { "/Size",  "/Prev",   "/ID",     "/XRefStm",     "/Type", "/W",
                                      "/Index", "/Length", "/Filter", "/DecodeParms", NULL };

  return g_strv_contains (keys, key);
}

static YyqPdfRole
role_in_trailer (const char *key)
{
  if (g_str_equal (key, "/Root"))
    return YYQ_PDF_ROLE_CATALOG;
  return g_str_equal (key, "/Info") ? YYQ_PDF_ROLE_INFORMATION : YYQ_PDF_ROLE_FIXED;
}

/* A checksum or a date of the program that wrote the update. */
static gboolean
is_remark (YyqPdfComparison *self, qpdf_oh a, qpdf_oh b)
{
  return qpdf_oh_is_null (self->a, a) && !qpdf_oh_is_indirect (self->b, b) &&
         qpdf_oh_is_scalar (self->b, b);
}

/*
 * Programs' own keys need not be copied, and may be added as long as they lead nowhere: LibreOffice
 * shows what its /AdditionalStreams names instead of the pages.
 */
static void
walk_trailers (YyqPdfComparison *self)
{
  qpdf_oh a = qpdf_get_trailer (self->a);
  qpdf_oh b = qpdf_get_trailer (self->b);
  g_auto (GStrv) keys = yyq_qpdf_list_keys (self->b, b);

  if (qpdf_oh_has_key (self->a, a, "/Encrypt") && !qpdf_oh_has_key (self->b, b, "/Encrypt"))
    yyq_pdf_comparison_report (self, "/Encrypt", "removed");
  for (char **key = keys; *key != NULL; key++) {
    qpdf_oh value_a = qpdf_oh_get_key (self->a, a, *key);
    qpdf_oh value_b = qpdf_oh_get_key (self->b, b, *key);

    if (is_of_section (*key))
      continue;
    if (role_in_trailer (*key) == YYQ_PDF_ROLE_FIXED && is_remark (self, value_a, value_b))
      yyq_pdf_comparison_note (self, YYQ_PDF_LATER_UNUSED);
    else
      walk (self, value_a, value_b, role_in_trailer (*key), *key, 0);
  }
  for (guint i = 0; i < self->free_places->len; i++) {
    const YyqPdfFreePlace place = g_array_index (self->free_places, YyqPdfFreePlace, i);

    yyq_pdf_comparison_settle_free (self, &place);
  }
}

/* What was written and not met is out of every reader's sight, unless it was something before. */
static void
check_met (YyqPdfComparison *self)
{
  for (guint i = 0; self->tail != NULL && i < self->tail->listed->len; i++) {
    const YyqPdfXrefEntry *entry = &g_array_index (self->tail->listed, YyqPdfXrefEntry, i);
    int generation = entry->kind == 1 ? (int) entry->detail : 0;
    gint64 key = (gint64) entry->number << 16 | generation;
    g_autofree char *path = NULL;

    if (g_hash_table_contains (self->seen, &key))
      continue;
    yyq_pdf_comparison_note (self, YYQ_PDF_LATER_UNUSED);
    if (qpdf_oh_is_null (self->a, qpdf_get_object_by_id (self->a, (int) entry->number, generation)))
      continue;
    path = g_strdup_printf ("object %d", (int) entry->number);
    yyq_pdf_comparison_report (self, path, "changed, and nothing refers to it");
  }
}

static void
compare (YyqPdfComparison *self, GPtrArray *before, GPtrArray *after)
{
  g_autoptr (GHashTable) names_before = yyq_pdf_field_list_index (before);
  g_autoptr (GHashTable) names_after = yyq_pdf_field_list_index (after);

  self->fields = before;
  self->level = yyq_pdf_field_list_get_permission (before);
  find_signed (self, before, names_after);
  find_new (self, names_before, after);
  yyq_pdf_new_fields_init (&self->added, self->b, names_before, after);
  walk_trailers (self);
  check_met (self);
  self->found->damaged = yyq_qpdf_is_damaged (self->a) || yyq_qpdf_is_damaged (self->b);
  yyq_pdf_new_fields_clear (&self->added);
}

void
yyq_pdf_difference_init (YyqPdfDifference *self, const YyqPdfRevision *earlier,
                         const YyqPdfRevision *later, const YyqPdfTail *tail)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) signed_now = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) parties = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) free_places = g_array_new (FALSE, FALSE, sizeof (YyqPdfFreePlace));
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  YyqPdfComparison comparison = { .found = self,
                                  .a = earlier->qpdf,
                                  .b = later->qpdf,
                                  .tail = tail,
                                  .seen = seen,
                                  .signed_now = signed_now,
                                  .parties = parties,
                                  .free_places = free_places,
                                  .paths = paths };

  g_array_set_clear_func (free_places, yyq_pdf_free_place_clear);
  self->places = g_ptr_array_new_with_free_func (place_free);
  if (earlier->fields != NULL && later->fields != NULL)
    compare (&comparison, earlier->fields, later->fields);
  else
    yyq_pdf_comparison_report (&comparison, "/Root/AcroForm", "too many fields");
  self->changes = g_strv_builder_end (paths);
}

void
yyq_pdf_difference_clear (YyqPdfDifference *self)
{
  g_clear_pointer (&self->changes, g_strfreev);
  g_clear_pointer (&self->places, g_ptr_array_unref);
}
