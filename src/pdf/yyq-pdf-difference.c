/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-difference.h"

#include <stdlib.h>
#include <string.h>

#include "yyq-pdf-field-list.h"

#define MAX_DEPTH 300
#define MAX_PATHS 20

/* What may differ at a place. */
typedef enum {
  ROLE_FIXED,
  ROLE_CATALOG,
  ROLE_FORM,   /* /AcroForm */
  ROLE_FIELDS, /* its /Fields, or /Annots of a page: unseen time stamps may be added */
  ROLE_FREE,   /* new, and permitted: but what it refers to of the old must be as it was */
} Role;

typedef struct {
  qpdf_data a, b;
  GHashTable *seen;       /* objects of b, as number << 16 | generation */
  GHashTable *signed_now; /* (element-type int): objects of the fields that @b has signed, by permission */
  GHashTable *parties;    /* (element-type utf8): their names */
  GStrvBuilder *paths;
  guint n_paths;
  YyqPdfAdded added;
} Difference;

static void walk (Difference *self, qpdf_oh a, qpdf_oh b, Role role, const char *path, guint depth);

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

static GStrv
list_keys (qpdf_data qpdf, qpdf_oh dictionary)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  qpdf_oh_begin_dict_key_iter (qpdf, dictionary);
  while (qpdf_oh_dict_more_keys (qpdf))
    g_strv_builder_add (builder, qpdf_oh_dict_next_key (qpdf));
  return g_strv_builder_end (builder);
}

/* Nothing in it that could be seen or could act. */
static gboolean
has_only_plain_keys (qpdf_data qpdf, qpdf_oh field)
{
  static const char *const plain[] = { "/Type", "/Subtype", "/FT", "/T", "/V", "/Rect", "/F", "/P", NULL };
  g_auto (GStrv) keys = list_keys (qpdf, field);

  for (char **key = keys; *key != NULL; key++)
    if (!g_strv_contains (plain, *key))
      return FALSE;
  return TRUE;
}

/* A document time stamp in a field that nobody sees. */
static gboolean
is_unseen_timestamp (Difference *self, qpdf_oh field)
{
  qpdf_data qpdf = self->b;
  qpdf_oh value, rectangle;

  if (!name_is (qpdf, field, "/FT", "/Sig") || !name_is (qpdf, field, "/Subtype", "/Widget") || !has_only_plain_keys (qpdf, field))
    return FALSE;
  value = qpdf_oh_get_key (qpdf, field, "/V");
  rectangle = qpdf_oh_get_key (qpdf, field, "/Rect");
  if (!name_is (qpdf, value, "/SubFilter", "/ETSI.RFC3161") || !qpdf_oh_is_array (qpdf, rectangle))
    return FALSE;
  for (int i = 0; i < qpdf_oh_get_array_n_items (qpdf, rectangle); i++)
    if (qpdf_oh_get_numeric_value (qpdf, qpdf_oh_get_array_item (qpdf, rectangle, i)) != 0)
      return FALSE;
  return TRUE;
}

static void
walk_array (Difference *self, qpdf_oh a, qpdf_oh b, Role role, const char *path, guint depth)
{
  int n_a = qpdf_oh_is_array (self->a, a) ? qpdf_oh_get_array_n_items (self->a, a) : 0;
  int n_b = qpdf_oh_get_array_n_items (self->b, b);

  if (n_b < n_a && role != ROLE_FREE)
    report (self, path, "shortened");
  for (int i = 0; i < n_b; i++) {
    qpdf_oh item = qpdf_oh_get_array_item (self->b, b, i);
    g_autofree char *here = g_strdup_printf ("%s[%d]", path, i);

    if (i < n_a) {
      walk (self, qpdf_oh_get_array_item (self->a, a, i), item, role == ROLE_FREE ? ROLE_FREE : ROLE_FIXED, here, depth + 1);
    } else if (role == ROLE_FREE) {
      walk (self, qpdf_oh_new_null (self->a), item, ROLE_FREE, here, depth + 1);
    } else if (role == ROLE_FIELDS && is_unseen_timestamp (self, item)) {
      self->added |= YYQ_PDF_ADDED_TIMESTAMP;
      walk (self, qpdf_oh_new_null (self->a), item, ROLE_FREE, here, depth + 1);
    } else {
      report (self, here, "added");
    }
  }
}

static gboolean
is_signed_now (Difference *self, qpdf_oh a)
{
  return qpdf_oh_is_indirect (self->a, a) && g_hash_table_contains (self->signed_now, GINT_TO_POINTER (qpdf_oh_get_object_id (self->a, a)));
}

/* The widget of a field that has just been signed, where it is an object below the field. */
static gboolean
is_widget_of_signed (Difference *self, qpdf_oh a)
{
  return name_is (self->a, a, "/Subtype", "/Widget") && !qpdf_oh_has_key (self->a, a, "/FT") && is_signed_now (self, qpdf_oh_get_key (self->a, a, "/Parent"));
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

static Role
role_in_catalog (const char *key)
{
  if (g_str_equal (key, "/AcroForm"))
    return ROLE_FORM;
  return g_str_equal (key, "/DSS") || g_str_equal (key, "/Extensions") ? ROLE_FREE : ROLE_FIXED;
}

static Role
role_of (Difference *self, qpdf_oh a, Role role, const char *key)
{
  if (role == ROLE_FREE)
    return ROLE_FREE;
  if (role == ROLE_CATALOG)
    return role_in_catalog (key);
  if (role == ROLE_FORM && (g_str_equal (key, "/Fields") || g_str_equal (key, "/SigFlags")))
    return g_str_equal (key, "/Fields") ? ROLE_FIELDS : ROLE_FREE;
  if (g_str_equal (key, "/Annots") && name_is (self->a, a, "/Type", "/Page"))
    return ROLE_FIELDS;
  if ((g_str_equal (key, "/V") || g_str_equal (key, "/AP") || g_str_equal (key, "/Lock")) && is_signed_now (self, a))
    return ROLE_FREE;
  if (g_str_equal (key, "/AP") && (is_widget_of_signed (self, a) || is_area_of_signed (self, a)))
    return ROLE_FREE;
  return ROLE_FIXED;
}

static void
note_addition (Difference *self, qpdf_oh a, qpdf_oh b, Role role, const char *key)
{
  if (role == ROLE_CATALOG && role_in_catalog (key) == ROLE_FREE &&
      !same_value (self, qpdf_oh_get_key (self->a, a, key), qpdf_oh_get_key (self->b, b, key)))
    self->added |= YYQ_PDF_ADDED_DSS;
  else if (role != ROLE_FREE && g_str_equal (key, "/V") && is_signed_now (self, a))
    self->added |= YYQ_PDF_ADDED_SIGNATURE;
}

static void
report_removed (Difference *self, qpdf_oh a, qpdf_oh b, const char *path)
{
  g_auto (GStrv) keys = list_keys (self->a, a);

  for (char **key = keys; *key != NULL; key++)
    if (!qpdf_oh_has_key (self->b, b, *key)) {
      g_autofree char *here = g_strconcat (path, *key, NULL);

      report (self, here, "removed");
    }
}

static void
walk_dictionary (Difference *self, qpdf_oh a, qpdf_oh b, Role role, const char *path, guint depth)
{
  gboolean known = qpdf_oh_is_dictionary (self->a, a);
  g_auto (GStrv) keys = list_keys (self->b, b);

  if (known && role != ROLE_FREE)
    report_removed (self, a, b, path);
  for (char **key = keys; *key != NULL; key++) {
    qpdf_oh value_a = known ? qpdf_oh_get_key (self->a, a, *key) : qpdf_oh_new_null (self->a);
    g_autofree char *here = g_strconcat (path, *key, NULL);

    if (known)
      note_addition (self, a, b, role, *key);
    walk (self, value_a, qpdf_oh_get_key (self->b, b, *key), role_of (self, a, role, *key), here, depth + 1);
  }
}

/* TRUE when the two are of one type and, unless there is something inside, equal. */
static gboolean
check_here (Difference *self, qpdf_oh a, qpdf_oh b, const char *path)
{
  if (qpdf_oh_get_type_code (self->a, a) != qpdf_oh_get_type_code (self->b, b)) {
    report (self, path, qpdf_oh_is_null (self->a, a) ? "added" : "of another type");
    return FALSE;
  }
  if (qpdf_oh_is_stream (self->b, b)) {
    if (same_stream (self, a, b))
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

/* TRUE when @b was not looked at yet. Puts what it was before into @a. */
static gboolean
enter_object (Difference *self, qpdf_oh *a, qpdf_oh b, Role *role, const char *path)
{
  int number = qpdf_oh_get_object_id (self->b, b);
  int generation = qpdf_oh_get_generation (self->b, b);
  gint64 key = (gint64) number << 16 | generation;
  qpdf_oh before = qpdf_get_object_by_id (self->a, number, generation);

  if (*role != ROLE_FREE && !(*role == ROLE_FORM && qpdf_oh_is_null (self->a, *a)) &&
      (qpdf_oh_get_object_id (self->a, *a) != number || qpdf_oh_get_generation (self->a, *a) != generation)) {
    report (self, path, qpdf_oh_is_null (self->a, *a) ? "added" : "points elsewhere");
    return FALSE;
  }
  if (!g_hash_table_add (self->seen, g_memdup2 (&key, sizeof key)))
    return FALSE;
  /* Whatever way leads to it: an object that was there must stay what it was. */
  if (*role == ROLE_FREE && !qpdf_oh_is_null (self->a, before))
    *role = ROLE_FIXED;
  *a = before;
  return TRUE;
}

static void
walk (Difference *self, qpdf_oh a, qpdf_oh b, Role role, const char *path, guint depth)
{
  if (depth > MAX_DEPTH) {
    report (self, path, "nested too deeply");
    return;
  }
  if (qpdf_oh_is_indirect (self->b, b)) {
    if (!enter_object (self, &a, b, &role, path))
      return;
  } else if (role != ROLE_FREE && qpdf_oh_is_indirect (self->a, a)) {
    report (self, path, "became direct");
    return;
  }
  if (role != ROLE_FREE && !(role == ROLE_FORM && qpdf_oh_is_null (self->a, a)) &&
      !(role == ROLE_FIELDS && qpdf_oh_is_null (self->a, a) && qpdf_oh_is_array (self->b, b)) &&
      !check_here (self, a, b, path))
    return;
  if (qpdf_oh_is_stream (self->b, b)) {
    a = qpdf_oh_is_stream (self->a, a) ? qpdf_oh_get_dict (self->a, a) : qpdf_oh_new_null (self->a);
    b = qpdf_oh_get_dict (self->b, b);
  }
  if (qpdf_oh_is_array (self->b, b))
    walk_array (self, a, b, role, path, depth);
  else if (qpdf_oh_is_dictionary (self->b, b))
    walk_dictionary (self, a, b, role, path, depth);
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
  }
}

static void
walk_trailers (Difference *self)
{
  static const char *const keys[] = { "/Root", "/Info", "/Encrypt" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    walk (self, qpdf_oh_get_key (self->a, qpdf_get_trailer (self->a), keys[i]),
          qpdf_oh_get_key (self->b, qpdf_get_trailer (self->b), keys[i]), i == 0 ? ROLE_CATALOG : ROLE_FIXED, keys[i], 0);
  if (qpdf_has_error (self->a) || qpdf_more_warnings (self->a) || qpdf_has_error (self->b) || qpdf_more_warnings (self->b))
    report (self, "/", "damaged objects");
}

GStrv
yyq_pdf_difference (qpdf_data earlier, qpdf_data later, YyqPdfAdded *added)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) signed_now = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) parties = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) before = yyq_pdf_field_list_read (earlier);
  g_autoptr (GPtrArray) after = yyq_pdf_field_list_read (later);
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  Difference self = { .a = earlier, .b = later, .seen = seen, .signed_now = signed_now, .parties = parties, .paths = paths };

  if (before != NULL && after != NULL)
    find_signed (&self, before, after);
  else
    report (&self, "/Root/AcroForm", "too many fields");
  walk_trailers (&self);
  if (added != NULL)
    *added = self.added;
  return g_strv_builder_end (paths);
}
