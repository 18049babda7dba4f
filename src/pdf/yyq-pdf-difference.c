/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-difference.h"

#include <stdlib.h>
#include <string.h>

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
  GHashTable *seen; /* objects of b, as number << 16 | generation */
  GStrvBuilder *paths;
  guint n_paths;
  YyqPdfAdded added;
} Difference;

typedef struct {
  char *key;
  Role role;
} Member;

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
  g_autofree char *text = g_strdup (qpdf_oh_unparse_resolved (self->a, a));

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

/* A document time stamp in a field that nobody sees. */
static gboolean
is_unseen_timestamp (Difference *self, qpdf_oh field)
{
  qpdf_data qpdf = self->b;
  qpdf_oh value, rectangle;

  if (!name_is (qpdf, field, "/FT", "/Sig") || qpdf_oh_has_key (qpdf, field, "/AP") || qpdf_oh_has_key (qpdf, field, "/Kids") ||
      qpdf_oh_has_key (qpdf, field, "/A") || qpdf_oh_has_key (qpdf, field, "/AA"))
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

/* Was an empty signature field in the earlier revision, and so may be signed. */
static gboolean
was_empty_field (Difference *self, qpdf_oh a)
{
  return name_is (self->a, a, "/FT", "/Sig") && !qpdf_oh_has_key (self->a, a, "/V");
}

static Role
role_in_catalog (Difference *self, qpdf_oh a, const char *key)
{
  if (g_str_equal (key, "/AcroForm"))
    return ROLE_FORM;
  if (g_str_equal (key, "/DSS") || g_str_equal (key, "/Extensions") ||
      (g_str_equal (key, "/Perms") && !qpdf_oh_has_key (self->a, a, key)))
    return ROLE_FREE;
  return ROLE_FIXED;
}

static Role
role_of (Difference *self, qpdf_oh a, Role role, const char *key)
{
  if (role == ROLE_FREE)
    return ROLE_FREE;
  if (role == ROLE_CATALOG)
    return role_in_catalog (self, a, key);
  if (role == ROLE_FORM && (g_str_equal (key, "/Fields") || g_str_equal (key, "/SigFlags")))
    return g_str_equal (key, "/Fields") ? ROLE_FIELDS : ROLE_FREE;
  if (g_str_equal (key, "/Annots") && name_is (self->a, a, "/Type", "/Page"))
    return ROLE_FIELDS;
  if (was_empty_field (self, a) && (g_str_equal (key, "/V") || g_str_equal (key, "/AP") || g_str_equal (key, "/Lock")))
    return ROLE_FREE;
  return ROLE_FIXED;
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

static void
note_addition (Difference *self, qpdf_oh a, qpdf_oh b, Role role, const char *key)
{
  if (role == ROLE_CATALOG && role_in_catalog (self, a, key) == ROLE_FREE &&
      !same_value (self, qpdf_oh_get_key (self->a, a, key), qpdf_oh_get_key (self->b, b, key)))
    self->added |= YYQ_PDF_ADDED_DSS;
  else if (role != ROLE_FREE && g_str_equal (key, "/V") && was_empty_field (self, a))
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

GStrv
yyq_pdf_difference (qpdf_data earlier, qpdf_data later, YyqPdfAdded *added)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  Difference self = { earlier, later, seen, paths, 0, YYQ_PDF_ADDED_NOTHING };
  static const char *const keys[] = { "/Root", "/Info", "/Encrypt" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    walk (&self, qpdf_oh_get_key (earlier, qpdf_get_trailer (earlier), keys[i]),
          qpdf_oh_get_key (later, qpdf_get_trailer (later), keys[i]), i == 0 ? ROLE_CATALOG : ROLE_FIXED, keys[i], 0);
  if (qpdf_has_error (earlier) || qpdf_more_warnings (earlier) || qpdf_has_error (later) || qpdf_more_warnings (later))
    report (&self, "/", "damaged objects");
  if (added != NULL)
    *added = self.added;
  return g_strv_builder_end (paths);
}
