/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-difference.h"

#include <stdlib.h>
#include <string.h>

#include "yyq-pdf-field-list.h"
#include "yyq-pdf-new-field.h"
#include "yyq-pdf-shape.h"
#include "yyq-qpdf.h"

#define MAX_DEPTH 300
#define MAX_PATHS 20
#define MAX_NAME_DEPTH 16

/* What may differ at a place. */
typedef enum {
  ROLE_FIXED,
  ROLE_CATALOG,
  ROLE_FORM,     /* /AcroForm */
  ROLE_FIELDS,   /* its /Fields: a later signature may add its own */
  ROLE_ANNOTS,   /* /Annots of a page: with the widget */
  ROLE_DEFAULTS, /* /DR of the form: may grow */
  ROLE_CATEGORY, /* its /Font and the like: may grow too */
  ROLE_FLAGS,    /* /F and /Ff of what is signed now: may be locked */
  /* From here on the place itself is free, and what hangs below it is looked at last. */
  ROLE_STORE,
  ROLE_VERSION,
  ROLE_INFORMATION,
  ROLE_METADATA,
  ROLE_SETTING,    /* /DA, /SigFlags, /NeedAppearances false */
  ROLE_SIGNATURE,  /* /V, /AP and the like of a field that is signed now */
  ROLE_FIELD,      /* a new field */
  ROLE_FILLED,     /* value and look of a form field, where that is permitted */
  ROLE_ANNOTATION, /* where annotations are permitted */
  ROLE_NEW,        /* fonts of the form and such: new, and permitted */
} Role;

typedef struct {
  qpdf_oh a, b;
  Role role;
  char *path;
} Free;

typedef struct {
  YyqPdfDifference *found;
  qpdf_data a, b;
  const YyqPdfTail *tail; /* (nullable): could not be read, so anything may have been written again */
  GPtrArray *fields;      /* (element-type YyqPdfSignatureField): of a */
  GHashTable *seen;       /* (element-type gint64 Role): objects of b, as number << 16 | generation */
  GHashTable *signed_now; /* (element-type int): objects of the fields that b has signed, by permission */
  GHashTable *parties;    /* (element-type utf8): their names */
  YyqPdfNewFields added;
  guint level; /* DocMDP of the signatures of a: 0 none, 1 to 3 */
  GArray *free_places;
  GStrvBuilder *paths;
  guint n_paths;
  int page;      /* object number of the page that is being walked */
  gboolean same; /* the object that is being walked was not written again: only what it leads to can differ */
} Difference;

static void walk (Difference *self, qpdf_oh a, qpdf_oh b, Role role, const char *path, guint depth);

static void
free_clear (gpointer data)
{
  g_free (((Free *) data)->path);
}

static void
place_free (gpointer data)
{
  YyqPdfPlace *place = data;

  g_free (place->path);
  g_free (place);
}

static void
report (Difference *self, const char *path, const char *what)
{
  g_autofree char *line = g_strdup_printf ("%s: %s", path, what);

  if (self->n_paths++ < MAX_PATHS)
    g_strv_builder_add (self->paths, line);
}

static gboolean
same_value (Difference *self, qpdf_oh a, qpdf_oh b)
{
  g_autofree char *text = NULL;

  /* Some programs write 300 for 300.000. */
  if (qpdf_oh_is_number (self->a, a) && qpdf_oh_is_number (self->b, b))
    return qpdf_oh_get_numeric_value (self->a, a) == qpdf_oh_get_numeric_value (self->b, b);
  text = g_strdup (qpdf_oh_unparse_resolved (self->a, a));
  return g_str_equal (text, qpdf_oh_unparse_resolved (self->b, b));
}

static gboolean
same_stream (Difference *self, qpdf_oh a, qpdf_oh b)
{
  unsigned char *data_a = NULL, *data_b = NULL;
  size_t length_a = 0, length_b = 0;
  gboolean same = qpdf_oh_is_stream (self->a, a) &&
                  qpdf_oh_get_stream_data (self->a, a, qpdf_dl_none, NULL, &data_a, &length_a) == QPDF_SUCCESS &&
                  qpdf_oh_get_stream_data (self->b, b, qpdf_dl_none, NULL, &data_b, &length_b) == QPDF_SUCCESS &&
                  length_a == length_b && (length_a == 0 || memcmp (data_a, data_b, length_a) == 0);

  free (data_a);
  free (data_b);
  return same;
}

static gboolean
name_is (qpdf_data qpdf, qpdf_oh object, const char *key, const char *name)
{
  return qpdf_oh_is_dictionary (qpdf, object) && qpdf_oh_is_name_and_equals (qpdf, qpdf_oh_get_key (qpdf, object, key), name);
}

static gboolean
has_key (Difference *self, qpdf_oh a, const char *key)
{
  return qpdf_oh_is_dictionary (self->a, a) && qpdf_oh_has_key (self->a, a, key);
}

static gboolean
is_signed_now (Difference *self, qpdf_oh a)
{
  return qpdf_oh_is_indirect (self->a, a) && g_hash_table_contains (self->signed_now, GINT_TO_POINTER (qpdf_oh_get_object_id (self->a, a)));
}

/* A field that has just been signed, or its widget, where that is an object below the field. */
static gboolean
is_part_of_signed (Difference *self, qpdf_oh a)
{
  return is_signed_now (self, a) || (name_is (self->a, a, "/Subtype", "/Widget") && !qpdf_oh_has_key (self->a, a, "/FT") &&
                                     is_signed_now (self, qpdf_oh_get_key (self->a, a, "/Parent")));
}

/* A read-only button "<party>.<area>", empty until the party signs: its further seals, date and seam slices. */
static gboolean
is_area_of_signed (Difference *self, qpdf_oh a)
{
  qpdf_oh title = qpdf_oh_get_key (self->a, a, "/T");
  qpdf_oh flags = qpdf_oh_get_key (self->a, a, "/Ff");
  g_autofree char *name = NULL;
  char *dot;

  if (!name_is (self->a, a, "/FT", "/Btn") || !qpdf_oh_is_string (self->a, title) || qpdf_oh_has_key (self->a, a, "/AP") ||
      !qpdf_oh_is_integer (self->a, flags) || (qpdf_oh_get_int_value (self->a, flags) & 1) == 0)
    return FALSE;
  name = g_strdup (qpdf_oh_get_utf8_value (self->a, title));
  dot = strrchr (name, '.');
  if (dot == NULL)
    return FALSE;
  *dot = '\0';
  return g_hash_table_contains (self->parties, name);
}

/* (transfer full): the full name of the field that @a, a field or a widget, belongs to. */
static char *
full_name (Difference *self, qpdf_oh a)
{
  GString *name = g_string_new (NULL);

  for (guint depth = 0; depth < MAX_NAME_DEPTH && qpdf_oh_is_dictionary (self->a, a); depth++) {
    qpdf_oh title = qpdf_oh_get_key (self->a, a, "/T");

    if (qpdf_oh_is_string (self->a, title)) {
      g_string_prepend (name, name->len > 0 ? "." : "");
      g_string_prepend (name, qpdf_oh_get_utf8_value (self->a, title));
    }
    a = qpdf_oh_get_key (self->a, a, "/Parent");
  }
  return g_string_free (name, FALSE);
}

static gboolean
has_field_type (Difference *self, qpdf_oh a, const char *type)
{
  for (guint depth = 0; depth < MAX_NAME_DEPTH && qpdf_oh_is_dictionary (self->a, a); depth++) {
    if (qpdf_oh_has_key (self->a, a, "/FT"))
      return name_is (self->a, a, "/FT", type);
    a = qpdf_oh_get_key (self->a, a, "/Parent");
  }
  return FALSE;
}

/* A field to be filled in, after a certification that permits that (ISO 32000-2 table 257). */
static gboolean
may_be_filled (Difference *self, qpdf_oh a)
{
  g_autofree char *name = NULL;

  if (self->level < 2 || !(has_field_type (self, a, "/Tx") || has_field_type (self, a, "/Ch") || has_field_type (self, a, "/Btn")))
    return FALSE;
  name = full_name (self, a);
  return !yyq_pdf_field_list_is_locked (self->fields, name);
}

static Role
role_in_catalog (const char *key)
{
  static const struct {
    const char *key;
    Role role;
  } rows[] = {
    { "/AcroForm", ROLE_FORM },
    { "/DSS", ROLE_STORE },
    { "/Extensions", ROLE_VERSION },
    { "/Version", ROLE_VERSION },
    { "/Metadata", ROLE_METADATA },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (key, rows[i].key))
      return rows[i].role;
  return ROLE_FIXED;
}

static Role
role_in_form (const char *key)
{
  if (g_str_equal (key, "/Fields"))
    return ROLE_FIELDS;
  if (g_str_equal (key, "/DR"))
    return ROLE_DEFAULTS;
  return g_str_equal (key, "/DA") || g_str_equal (key, "/SigFlags") || g_str_equal (key, "/NeedAppearances") ? ROLE_SETTING : ROLE_FIXED;
}

/* In a field or widget that is signed by this revision. */
static Role
role_in_signed (Difference *self, qpdf_oh a, const char *key)
{
  static const char *const free_keys[] = { "/V", "/AP", "/AS", "/M", "/MK", NULL };

  if (g_strv_contains (free_keys, key))
    return ROLE_SIGNATURE;
  if (g_str_equal (key, "/F") || g_str_equal (key, "/Ff"))
    return ROLE_FLAGS;
  return g_str_equal (key, "/Lock") && !qpdf_oh_has_key (self->a, a, key) ? ROLE_SIGNATURE : ROLE_FIXED;
}

static Role
role_in_field (Difference *self, qpdf_oh a, const char *key)
{
  static const char *const filled[] = { "/V", "/AP", "/AS", "/I", "/M", "/MK", NULL };

  if (is_part_of_signed (self, a))
    return role_in_signed (self, a, key);
  if (g_str_equal (key, "/AP") && is_area_of_signed (self, a))
    return ROLE_SIGNATURE;
  if (g_str_equal (key, "/Ff") && qpdf_oh_has_key (self->a, a, "/FT") && g_hash_table_size (self->parties) > 0)
    return ROLE_FLAGS;
  return g_strv_contains (filled, key) && may_be_filled (self, a) ? ROLE_FILLED : ROLE_FIXED;
}

static Role
role_of (Difference *self, qpdf_oh a, Role role, const char *key)
{
  switch (role) {
  case ROLE_CATALOG:
    return role_in_catalog (key);
  case ROLE_FORM:
    return role_in_form (key);
  case ROLE_DEFAULTS:
    return has_key (self, a, key) ? ROLE_CATEGORY : ROLE_NEW;
  case ROLE_CATEGORY:
    return has_key (self, a, key) ? ROLE_FIXED : ROLE_NEW;
  case ROLE_FIXED:
    if (g_str_equal (key, "/Annots") && name_is (self->a, a, "/Type", "/Page"))
      return ROLE_ANNOTS;
    return qpdf_oh_is_dictionary (self->a, a) ? role_in_field (self, a, key) : ROLE_FIXED;
  case ROLE_FIELDS:
  case ROLE_ANNOTS:
  case ROLE_FLAGS:
  case ROLE_STORE:
  case ROLE_VERSION:
  case ROLE_INFORMATION:
  case ROLE_METADATA:
  case ROLE_SETTING:
  case ROLE_SIGNATURE:
  case ROLE_FIELD:
  case ROLE_FILLED:
  case ROLE_ANNOTATION:
  case ROLE_NEW:
  default:
    return ROLE_FIXED;
  }
}

/* Places whose container may be written anew under another number. */
static gboolean
may_move (Role role)
{
  return role == ROLE_FORM || role == ROLE_FIELDS || role == ROLE_ANNOTS || role == ROLE_DEFAULTS || role == ROLE_CATEGORY;
}

static void
note (Difference *self, YyqPdfLater flag)
{
  self->found->later |= flag;
}

static void
leave_free (Difference *self, qpdf_oh a, qpdf_oh b, Role role, const char *path)
{
  Free place = { .a = a, .b = b, .role = role, .path = g_strdup (path) };

  g_array_append_val (self->free_places, place);
}

/* Someone's own field at the end of /Fields or /Annots. */
static gboolean
permits_field (Difference *self, const char *name, qpdf_oh item, const char *path)
{
  qpdf_oh value = qpdf_oh_get_key (self->b, item, "/V");
  gboolean timestamp = name_is (self->b, value, "/SubFilter", "/ETSI.RFC3161");
  YyqPdfPlace *place;
  double box[4];
  gboolean seen = yyq_pdf_widget_is_seen (self->b, item, box);

  /* ISO 32000-2 table 257: a time stamp that nobody sees is permitted whatever was certified. */
  if (timestamp && !seen)
    return TRUE;
  if (self->level == 1 || (self->level > 1 && seen) || yyq_pdf_field_list_is_locked (self->fields, name))
    return FALSE;
  if (!seen || self->page == 0)
    return TRUE;
  place = g_new0 (YyqPdfPlace, 1);
  place->page = (guint) MAX (qpdf_find_page_by_id (self->b, self->page, 0), 0);
  place->path = g_strdup (path);
  memcpy (place->box, box, sizeof box);
  g_ptr_array_add (self->found->places, place);
  return TRUE;
}

static void
add_item (Difference *self, qpdf_oh item, Role role, const char *path)
{
  const char *name = role == ROLE_FIELDS || role == ROLE_ANNOTS ? yyq_pdf_new_fields_find (&self->added, self->b, item) : NULL;
  gboolean annotation = role == ROLE_ANNOTS && self->level == 3 && !name_is (self->b, item, "/Subtype", "/Widget");

  if (name != NULL && permits_field (self, name, item, path))
    leave_free (self, qpdf_oh_new_null (self->a), item, ROLE_FIELD, path);
  else if (annotation)
    leave_free (self, qpdf_oh_new_null (self->a), item, ROLE_ANNOTATION, path);
  else
    report (self, path, "added");
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
walk_annotations (Difference *self, qpdf_oh a, qpdf_oh b, const char *path, guint depth)
{
  int n_a = qpdf_oh_is_array (self->a, a) ? qpdf_oh_get_array_n_items (self->a, a) : 0;

  for (int i = 0; i < n_a; i++) {
    qpdf_oh item = qpdf_oh_get_array_item (self->a, a, i);

    if (find_in (self->b, b, qpdf_oh_get_object_id (self->a, item)) >= 0)
      continue;
    if (name_is (self->a, item, "/Subtype", "/Widget"))
      report (self, path, "a field was taken away");
    else
      note (self, YYQ_PDF_LATER_ANNOTATION);
  }
  for (int i = 0; i < qpdf_oh_get_array_n_items (self->b, b); i++) {
    qpdf_oh item = qpdf_oh_get_array_item (self->b, b, i);
    int at = find_in (self->a, a, qpdf_oh_get_object_id (self->b, item));
    qpdf_oh before = at >= 0 ? qpdf_oh_get_array_item (self->a, a, at) : qpdf_oh_new_null (self->a);
    gboolean widget = name_is (self->a, before, "/Subtype", "/Widget");
    g_autofree char *here = g_strdup_printf ("%s[%d]", path, i);

    if (at < 0)
      add_item (self, item, ROLE_ANNOTS, here);
    else
      walk (self, before, item, widget ? ROLE_FIXED : ROLE_ANNOTATION, here, depth + 1);
  }
}

static void
walk_array (Difference *self, qpdf_oh a, qpdf_oh b, Role role, const char *path, guint depth)
{
  int n_a = qpdf_oh_is_array (self->a, a) ? qpdf_oh_get_array_n_items (self->a, a) : 0;
  int n_b = qpdf_oh_get_array_n_items (self->b, b);

  if (n_b < n_a)
    report (self, path, "shortened");
  for (int i = 0; i < n_b; i++) {
    qpdf_oh item = qpdf_oh_get_array_item (self->b, b, i);
    g_autofree char *here = g_strdup_printf ("%s[%d]", path, i);

    if (i < n_a)
      walk (self, qpdf_oh_get_array_item (self->a, a, i), item, ROLE_FIXED, here, depth + 1);
    else
      add_item (self, item, role, here);
  }
}

static void
report_removed (Difference *self, qpdf_oh a, qpdf_oh b, Role role, const char *path)
{
  g_auto (GStrv) keys = yyq_qpdf_list_keys (self->a, a);

  for (char **key = keys; *key != NULL; key++) {
    g_autofree char *here = g_strconcat (path, *key, NULL);

    if (qpdf_oh_has_key (self->b, b, *key))
      continue;
    if (role == ROLE_FORM && g_str_equal (*key, "/NeedAppearances"))
      note (self, YYQ_PDF_LATER_FORM_DEFAULTS);
    else
      report (self, here, "removed");
  }
}

/* Of an object that was not written again, values that stand in it directly are as they were. */
static gboolean
is_settled (Difference *self, qpdf_oh b)
{
  return self->same && !qpdf_oh_is_indirect (self->b, b) && qpdf_oh_is_scalar (self->b, b);
}

static void
walk_dictionary (Difference *self, qpdf_oh a, qpdf_oh b, Role role, const char *path, guint depth)
{
  gboolean known = qpdf_oh_is_dictionary (self->a, a);
  int page = self->page;
  g_auto (GStrv) keys = yyq_qpdf_list_keys (self->b, b);

  if (known && !self->same)
    report_removed (self, a, b, role, path);
  if (name_is (self->b, b, "/Type", "/Page"))
    self->page = qpdf_oh_get_object_id (self->b, b);
  for (char **key = keys; *key != NULL; key++) {
    qpdf_oh value_b = qpdf_oh_get_key (self->b, b, *key);
    qpdf_oh value_a;
    g_autofree char *here = NULL;

    if (is_settled (self, value_b))
      continue;
    value_a = known ? qpdf_oh_get_key (self->a, a, *key) : qpdf_oh_new_null (self->a);
    here = g_strconcat (path, *key, NULL);
    walk (self, value_a, value_b, role_of (self, a, role, *key), here, depth + 1);
  }
  self->page = page;
}

/* ISO 32000-2 tables 167 and 227: only bits that lock may come, and none may go. */
static void
check_flags (Difference *self, qpdf_oh a, qpdf_oh b, const char *path)
{
  gboolean of_widget = g_str_has_suffix (path, "/F");
  const long long locks = of_widget ? 1 << 6 | 1 << 7 | 1 << 9 : 1;
  long long before = qpdf_oh_is_integer (self->a, a) ? qpdf_oh_get_int_value (self->a, a) : 0;
  long long now = qpdf_oh_is_integer (self->b, b) ? qpdf_oh_get_int_value (self->b, b) : -1;

  if (now < 0 || (before & ~now) != 0 || (now & ~before & ~locks) != 0)
    report (self, path, "changed");
  else if (now != before)
    note (self, YYQ_PDF_LATER_LOCKED);
}

/* TRUE when the two are of one type and, unless there is something inside, equal. */
static gboolean
check_here (Difference *self, qpdf_oh a, qpdf_oh b, const char *path)
{
  gboolean numbers = qpdf_oh_is_number (self->a, a) && qpdf_oh_is_number (self->b, b);

  if (!numbers && qpdf_oh_get_type_code (self->a, a) != qpdf_oh_get_type_code (self->b, b)) {
    report (self, path, qpdf_oh_is_null (self->a, a) ? "added" : "of another type");
    return FALSE;
  }
  if (qpdf_oh_is_stream (self->b, b)) {
    if (self->same || same_stream (self, a, b))
      return TRUE;
    report (self, path, "stream changed");
    return FALSE;
  }
  if (qpdf_oh_is_dictionary (self->b, b) || qpdf_oh_is_array (self->b, b))
    return TRUE;
  if (!same_value (self, a, b))
    report (self, path, "changed");
  return FALSE;
}

static gint64
key_of (qpdf_data qpdf, qpdf_oh object)
{
  return (gint64) qpdf_oh_get_object_id (qpdf, object) << 16 | qpdf_oh_get_generation (qpdf, object);
}

/* TRUE the first time. */
static gboolean
see (Difference *self, qpdf_oh b, Role role)
{
  gint64 key = key_of (self->b, b);

  return g_hash_table_insert (self->seen, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (role));
}

static gboolean
is_written_again (Difference *self, qpdf_oh b)
{
  return self->tail == NULL || yyq_pdf_tail_defines (self->tail, (guint64) qpdf_oh_get_object_id (self->b, b));
}

/* An object that was met before: what may differ in one role must not differ in another. */
static void
meet_again (Difference *self, qpdf_oh b, Role role, gboolean moved, const char *path)
{
  gint64 key = key_of (self->b, b);
  Role met = GPOINTER_TO_UINT (g_hash_table_lookup (self->seen, &key));

  if (moved || (met != role && is_written_again (self, b)))
    report (self, path, moved ? "points elsewhere" : "serves two purposes");
}

/* TRUE when @b was not looked at yet. Puts what it was before into @a. */
static gboolean
enter_object (Difference *self, qpdf_oh *a, qpdf_oh b, Role role, const char *path)
{
  qpdf_oh before = qpdf_get_object_by_id (self->a, qpdf_oh_get_object_id (self->b, b), qpdf_oh_get_generation (self->b, b));
  gboolean moved = key_of (self->a, *a) != key_of (self->b, b);
  gint64 key = key_of (self->b, b);

  /* A new place for a container must be new indeed: no object that was something else. */
  if (moved && (!may_move (role) || !qpdf_oh_is_null (self->a, before))) {
    report (self, path, qpdf_oh_is_null (self->a, *a) ? "added" : "points elsewhere");
    return FALSE;
  }
  if (g_hash_table_contains (self->seen, &key)) {
    meet_again (self, b, role, moved, path);
    return FALSE;
  }
  see (self, b, role);
  if (!moved)
    *a = before;
  return TRUE;
}

/* A form, or a list of fields or annotations, where there was none. */
static gboolean
begins_here (Difference *self, qpdf_oh a, qpdf_oh b, Role role)
{
  if (!qpdf_oh_is_null (self->a, a))
    return FALSE;
  if (role == ROLE_FORM || role == ROLE_DEFAULTS)
    return qpdf_oh_is_dictionary (self->b, b);
  return (role == ROLE_FIELDS || role == ROLE_ANNOTS) && qpdf_oh_is_array (self->b, b);
}

static void
walk_inside (Difference *self, qpdf_oh a, qpdf_oh b, Role role, const char *path, guint depth)
{
  if (qpdf_oh_is_stream (self->b, b)) {
    a = qpdf_oh_is_stream (self->a, a) ? qpdf_oh_get_dict (self->a, a) : qpdf_oh_new_null (self->a);
    b = qpdf_oh_get_dict (self->b, b);
  }
  if (qpdf_oh_is_array (self->b, b) && role == ROLE_ANNOTS && self->level == 3)
    walk_annotations (self, a, b, path, depth);
  else if (qpdf_oh_is_array (self->b, b))
    walk_array (self, a, b, role, path, depth);
  else if (qpdf_oh_is_dictionary (self->b, b))
    walk_dictionary (self, a, b, role, path, depth);
}

static void
walk (Difference *self, qpdf_oh a, qpdf_oh b, Role role, const char *path, guint depth)
{
  gboolean same = self->same;

  if (depth > MAX_DEPTH) {
    report (self, path, "nested too deeply");
    return;
  }
  if (role >= ROLE_STORE) {
    leave_free (self, a, b, role, path);
    return;
  }
  if (role == ROLE_FLAGS) {
    check_flags (self, a, b, path);
    return;
  }
  if (qpdf_oh_is_indirect (self->b, b)) {
    if (!enter_object (self, &a, b, role, path))
      return;
    self->same = !is_written_again (self, b);
  } else if (qpdf_oh_is_indirect (self->a, a) && !may_move (role)) {
    report (self, path, "became direct");
    return;
  }
  if (begins_here (self, a, b, role) || check_here (self, a, b, path))
    walk_inside (self, a, b, role, path, depth);
  self->same = same;
}

static YyqPdfLater
flag_of (Role role)
{
  switch (role) {
  case ROLE_STORE:
    return YYQ_PDF_LATER_STORE;
  case ROLE_VERSION:
    return YYQ_PDF_LATER_VERSION;
  case ROLE_INFORMATION:
    return YYQ_PDF_LATER_INFORMATION;
  case ROLE_METADATA:
    return YYQ_PDF_LATER_METADATA;
  case ROLE_SETTING:
  case ROLE_NEW:
    return YYQ_PDF_LATER_FORM_DEFAULTS;
  case ROLE_FILLED:
    return YYQ_PDF_LATER_FILLED;
  case ROLE_ANNOTATION:
    return YYQ_PDF_LATER_ANNOTATION;
  case ROLE_FIXED:
  case ROLE_CATALOG:
  case ROLE_FORM:
  case ROLE_FIELDS:
  case ROLE_ANNOTS:
  case ROLE_DEFAULTS:
  case ROLE_CATEGORY:
  case ROLE_FLAGS:
  case ROLE_SIGNATURE: /* find_signed() and find_new() tell which kind */
  case ROLE_FIELD:
  default:
    return 0;
  }
}

/* Marks everything below as met. TRUE when something of it was written by this revision. */
static gboolean
take (Difference *self, qpdf_oh b, Role role, guint depth)
{
  gboolean written = FALSE;

  if (depth > MAX_DEPTH)
    return FALSE;
  if (qpdf_oh_is_indirect (self->b, b)) {
    gint64 key = key_of (self->b, b);

    if (g_hash_table_contains (self->seen, &key))
      return FALSE;
    see (self, b, role);
    written = is_written_again (self, b);
    if (written && role == ROLE_SIGNATURE &&
        !qpdf_oh_is_null (self->a, qpdf_get_object_by_id (self->a, qpdf_oh_get_object_id (self->b, b), qpdf_oh_get_generation (self->b, b))))
      note (self, YYQ_PDF_LATER_APPEARANCE);
  }
  if (qpdf_oh_is_stream (self->b, b))
    b = qpdf_oh_get_dict (self->b, b);
  if (qpdf_oh_is_dictionary (self->b, b)) {
    g_auto (GStrv) keys = yyq_qpdf_list_keys (self->b, b);

    for (char **key = keys; *key != NULL; key++)
      written |= take (self, qpdf_oh_get_key (self->b, b, *key), role, depth + 1);
  } else if (qpdf_oh_is_array (self->b, b)) {
    for (int i = 0; i < qpdf_oh_get_array_n_items (self->b, b); i++)
      written |= take (self, qpdf_oh_get_array_item (self->b, b, i), role, depth + 1);
  }
  return written;
}

static gboolean
is_number_setting (Difference *self, qpdf_oh b)
{
  return qpdf_oh_is_integer (self->b, b) && qpdf_oh_get_int_value (self->b, b) >= 0 && qpdf_oh_get_int_value (self->b, b) <= 3;
}

/* Is what stands at a free place what may stand there? */
static gboolean
has_shape (Difference *self, const Free *place)
{
  qpdf_oh b = place->b;

  switch (place->role) {
  case ROLE_STORE:
    return yyq_pdf_is_security_store (self->b, b);
  case ROLE_VERSION:
    return qpdf_oh_is_name (self->b, b) || yyq_pdf_is_extensions (self->b, b);
  case ROLE_INFORMATION:
    return yyq_pdf_is_information (self->b, b);
  case ROLE_METADATA:
    return yyq_pdf_is_metadata (self->b, b);
  case ROLE_SETTING:
    if (g_str_has_suffix (place->path, "/NeedAppearances"))
      return qpdf_oh_is_bool (self->b, b) && !qpdf_oh_get_bool_value (self->b, b);
    return g_str_has_suffix (place->path, "/DA") ? qpdf_oh_is_string (self->b, b) : is_number_setting (self, b);
  case ROLE_FIXED:
  case ROLE_CATALOG:
  case ROLE_FORM:
  case ROLE_FIELDS:
  case ROLE_ANNOTS:
  case ROLE_DEFAULTS:
  case ROLE_CATEGORY:
  case ROLE_FLAGS:
  case ROLE_SIGNATURE:
  case ROLE_FIELD:
  case ROLE_FILLED:
  case ROLE_ANNOTATION:
  case ROLE_NEW:
  default:
    return TRUE;
  }
}

/* A place that is free: it counts when it differs, or something below it was written again. */
static void
settle_free (Difference *self, const Free *place)
{
  gboolean moved = qpdf_oh_get_object_id (self->a, place->a) != qpdf_oh_get_object_id (self->b, place->b);
  gboolean written = take (self, place->b, place->role, 0);

  if (!moved && !written && qpdf_oh_is_indirect (self->b, place->b))
    return;
  if (!moved && !written && same_value (self, place->a, place->b))
    return;
  if (!has_shape (self, place))
    report (self, place->path, qpdf_oh_is_null (self->a, place->a) ? "added" : "changed");
  else
    note (self, flag_of (place->role));
}

/* Which of the fields that were empty are signed now, and were free to be. */
static void
find_signed (Difference *self, GPtrArray *before, GPtrArray *after)
{
  for (guint i = 0; i < before->len; i++) {
    const YyqPdfSignatureField *was = g_ptr_array_index (before, i);
    const YyqPdfSignatureField *is = yyq_pdf_field_list_find (after, was->name);

    if (!was->empty || is == NULL || is->empty || was->field_id == 0 || is->field_id != was->field_id)
      continue;
    if (!yyq_pdf_field_list_may_sign (before, was->name)) {
      report (self, was->name, "signed against the permissions of an earlier signature");
      continue;
    }
    g_hash_table_add (self->signed_now, GINT_TO_POINTER (was->field_id));
    g_hash_table_add (self->parties, was->name);
    note (self, g_str_equal (is->subfilter, "ETSI.RFC3161") ? YYQ_PDF_LATER_TIMESTAMP : YYQ_PDF_LATER_SIGNATURE);
  }
}

/* Fields of their own; whether they are permitted is decided where they stand. */
static void
find_new (Difference *self, GPtrArray *before, GPtrArray *after)
{
  for (guint i = 0; i < after->len; i++) {
    const YyqPdfSignatureField *field = g_ptr_array_index (after, i);

    if (yyq_pdf_field_list_find (before, field->name) == NULL)
      note (self, g_str_equal (field->subfilter, "ETSI.RFC3161") ? YYQ_PDF_LATER_TIMESTAMP : YYQ_PDF_LATER_FIELD);
  }
}

static gboolean
is_of_section (const char *key)
{
  static const char *const keys[] = { "/Size", "/Prev", "/ID", "/XRefStm", "/Type", "/W", "/Index", "/Length", "/Filter", "/DecodeParms", NULL };

  return g_strv_contains (keys, key);
}

static Role
role_in_trailer (const char *key)
{
  if (g_str_equal (key, "/Root"))
    return ROLE_CATALOG;
  return g_str_equal (key, "/Info") ? ROLE_INFORMATION : ROLE_FIXED;
}

/* A checksum or a date of the program that wrote the update. */
static gboolean
is_remark (Difference *self, qpdf_oh a, qpdf_oh b)
{
  return qpdf_oh_is_null (self->a, a) && !qpdf_oh_is_indirect (self->b, b) && qpdf_oh_is_scalar (self->b, b);
}

/*
 * Programs' own keys need not be copied, and may be added as long as they lead nowhere: LibreOffice shows what its
 * /AdditionalStreams names instead of the pages.
 */
static void
walk_trailers (Difference *self)
{
  qpdf_oh a = qpdf_get_trailer (self->a);
  qpdf_oh b = qpdf_get_trailer (self->b);
  g_auto (GStrv) keys = yyq_qpdf_list_keys (self->b, b);

  if (qpdf_oh_has_key (self->a, a, "/Encrypt") && !qpdf_oh_has_key (self->b, b, "/Encrypt"))
    report (self, "/Encrypt", "removed");
  for (char **key = keys; *key != NULL; key++) {
    qpdf_oh value_a = qpdf_oh_get_key (self->a, a, *key);
    qpdf_oh value_b = qpdf_oh_get_key (self->b, b, *key);

    if (is_of_section (*key))
      continue;
    if (role_in_trailer (*key) == ROLE_FIXED && is_remark (self, value_a, value_b))
      note (self, YYQ_PDF_LATER_UNUSED);
    else
      walk (self, value_a, value_b, role_in_trailer (*key), *key, 0);
  }
  for (guint i = 0; i < self->free_places->len; i++) {
    const Free place = g_array_index (self->free_places, Free, i);

    settle_free (self, &place);
  }
}

/* What was written and not met is out of every reader's sight, unless it was something before. */
static void
check_met (Difference *self)
{
  for (guint i = 0; self->tail != NULL && i < self->tail->listed->len; i++) {
    const YyqPdfXrefEntry *entry = &g_array_index (self->tail->listed, YyqPdfXrefEntry, i);
    int generation = entry->kind == 1 ? (int) entry->detail : 0;
    gint64 key = (gint64) entry->number << 16 | generation;
    g_autofree char *path = NULL;

    if (g_hash_table_contains (self->seen, &key))
      continue;
    note (self, YYQ_PDF_LATER_UNUSED);
    if (qpdf_oh_is_null (self->a, qpdf_get_object_by_id (self->a, (int) entry->number, generation)))
      continue;
    path = g_strdup_printf ("object %d", (int) entry->number);
    report (self, path, "changed, and nothing refers to it");
  }
}

static void
compare (Difference *self, GPtrArray *before, GPtrArray *after)
{
  self->fields = before;
  self->level = yyq_pdf_field_list_get_permission (before);
  find_signed (self, before, after);
  find_new (self, before, after);
  yyq_pdf_new_fields_init (&self->added, self->b, before, after);
  walk_trailers (self);
  check_met (self);
  self->found->damaged = yyq_qpdf_is_damaged (self->a) || yyq_qpdf_is_damaged (self->b);
  yyq_pdf_new_fields_clear (&self->added);
}

void
yyq_pdf_difference_init (YyqPdfDifference *found, qpdf_data earlier, qpdf_data later, const YyqPdfTail *tail)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) signed_now = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) parties = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) free_places = g_array_new (FALSE, FALSE, sizeof (Free));
  g_autoptr (GPtrArray) before = yyq_pdf_field_list_read (earlier);
  g_autoptr (GPtrArray) after = yyq_pdf_field_list_read (later);
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  Difference self = { .found = found, .a = earlier, .b = later, .tail = tail, .seen = seen, .signed_now = signed_now, .parties = parties, .free_places = free_places, .paths = paths };

  g_array_set_clear_func (free_places, free_clear);
  found->places = g_ptr_array_new_with_free_func (place_free);
  if (before != NULL && after != NULL)
    compare (&self, before, after);
  else
    report (&self, "/Root/AcroForm", "too many fields");
  found->changes = g_strv_builder_end (paths);
}

void
yyq_pdf_difference_clear (YyqPdfDifference *self)
{
  g_clear_pointer (&self->changes, g_strfreev);
  g_clear_pointer (&self->places, g_ptr_array_unref);
}
