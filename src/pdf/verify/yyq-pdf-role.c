/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-pdf-difference-private.h"
#include "yyq-pdf-field-list.h"

#define MAX_NAME_DEPTH 16

static gboolean
is_signed_now (YyqPdfComparison *self, qpdf_oh a)
{
  return qpdf_oh_is_indirect (self->a, a) &&
         g_hash_table_contains (self->signed_now,
                                GINT_TO_POINTER (qpdf_oh_get_object_id (self->a, a)));
}

/* A field that has just been signed, or its widget, where that is an object below the field. */
static gboolean
is_part_of_signed (YyqPdfComparison *self, qpdf_oh a)
{
  return is_signed_now (self, a) ||
         (yyq_pdf_comparison_name_is (self->a, a, "/Subtype", "/Widget") &&
          !qpdf_oh_has_key (self->a, a, "/FT") &&
          is_signed_now (self, qpdf_oh_get_key (self->a, a, "/Parent")));
}

/* A read-only button "<party>.<area>", empty until the party signs: its further seals, date and
 * seam slices. */
static gboolean
is_area_of_signed (YyqPdfComparison *self, qpdf_oh a)
{
  qpdf_oh title = qpdf_oh_get_key (self->a, a, "/T");
  qpdf_oh flags = qpdf_oh_get_key (self->a, a, "/Ff");
  g_autofree char *name = NULL;
  char *dot;

  if (!yyq_pdf_comparison_name_is (self->a, a, "/FT", "/Btn") ||
      !qpdf_oh_is_string (self->a, title) || qpdf_oh_has_key (self->a, a, "/AP") ||
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
full_name (YyqPdfComparison *self, qpdf_oh a)
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
has_field_type (YyqPdfComparison *self, qpdf_oh a, const char *type)
{
  for (guint depth = 0; depth < MAX_NAME_DEPTH && qpdf_oh_is_dictionary (self->a, a); depth++) {
    if (qpdf_oh_has_key (self->a, a, "/FT"))
      return yyq_pdf_comparison_name_is (self->a, a, "/FT", type);
    a = qpdf_oh_get_key (self->a, a, "/Parent");
  }
  return FALSE;
}

/* Its own, or of a field above it: ISO 32000-2 table 226. Such fields are the areas of our parties,
 * too. */
static gboolean
is_read_only (YyqPdfComparison *self, qpdf_oh a)
{
  for (guint depth = 0; depth < MAX_NAME_DEPTH && qpdf_oh_is_dictionary (self->a, a); depth++) {
    qpdf_oh flags = qpdf_oh_get_key (self->a, a, "/Ff");

    if (qpdf_oh_is_integer (self->a, flags))
      return (qpdf_oh_get_int_value (self->a, flags) & 1) != 0;
    a = qpdf_oh_get_key (self->a, a, "/Parent");
  }
  return FALSE;
}

/* A field to be filled in, after a certification that permits that (ISO 32000-2 table 257). */
static gboolean
may_be_filled (YyqPdfComparison *self, qpdf_oh a)
{
  g_autofree char *name = NULL;

  if (self->level < 2 || is_read_only (self, a) ||
      !(has_field_type (self, a, "/Tx") || has_field_type (self, a, "/Ch") ||
        has_field_type (self, a, "/Btn")))
    return FALSE;
  name = full_name (self, a);
  return !yyq_pdf_field_list_is_locked (self->fields, name);
}

static YyqPdfRole
role_in_catalog (const char *key)
{
  static const struct {
    const char *key;
    YyqPdfRole role;
  } rows[] = {
    { "/AcroForm", YYQ_PDF_ROLE_FORM },      { "/DSS", YYQ_PDF_ROLE_STORE },
    { "/Extensions", YYQ_PDF_ROLE_VERSION }, { "/Version", YYQ_PDF_ROLE_VERSION },
    { "/Metadata", YYQ_PDF_ROLE_METADATA },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (key, rows[i].key))
      return rows[i].role;
  return YYQ_PDF_ROLE_FIXED;
}

static YyqPdfRole
role_in_form (const char *key)
{
  if (g_str_equal (key, "/Fields"))
    return YYQ_PDF_ROLE_FIELDS;
  if (g_str_equal (key, "/DR"))
    return YYQ_PDF_ROLE_DEFAULTS;
  return g_str_equal (key, "/DA") || g_str_equal (key, "/SigFlags") ||
             g_str_equal (key, "/NeedAppearances")
           ? YYQ_PDF_ROLE_SETTING
           : YYQ_PDF_ROLE_FIXED;
}

/* In a field or widget that is signed by this revision. */
static YyqPdfRole
role_in_signed (YyqPdfComparison *self, qpdf_oh a, const char *key)
{
  static const char *const free_keys[] = { "/V", "/AP", "/AS", "/M", "/MK", NULL };

  if (g_strv_contains (free_keys, key))
    return YYQ_PDF_ROLE_SIGNATURE;
  if (g_str_equal (key, "/F") || g_str_equal (key, "/Ff"))
    return YYQ_PDF_ROLE_FLAGS;
  return g_str_equal (key, "/Lock") && !qpdf_oh_has_key (self->a, a, key) ? YYQ_PDF_ROLE_SIGNATURE
                                                                          : YYQ_PDF_ROLE_FIXED;
}

static YyqPdfRole
role_in_field (YyqPdfComparison *self, qpdf_oh a, const char *key)
{
  static const char *const filled[] = { "/V", "/AP", "/AS", "/I", "/M", "/MK", NULL };

  if (is_part_of_signed (self, a))
    return role_in_signed (self, a, key);
  if (g_str_equal (key, "/AP") && is_area_of_signed (self, a))
    return YYQ_PDF_ROLE_SIGNATURE;
  if (g_str_equal (key, "/Ff") && qpdf_oh_has_key (self->a, a, "/FT") &&
      g_hash_table_size (self->parties) > 0)
    return YYQ_PDF_ROLE_FLAGS;
  return g_strv_contains (filled, key) && may_be_filled (self, a) ? YYQ_PDF_ROLE_FILLED
                                                                  : YYQ_PDF_ROLE_FIXED;
}

YyqPdfRole
yyq_pdf_comparison_role_of (YyqPdfComparison *self, qpdf_oh a, YyqPdfRole role, const char *key)
{
  switch (role) {
  case YYQ_PDF_ROLE_CATALOG:
    return role_in_catalog (key);
  case YYQ_PDF_ROLE_FORM:
    return role_in_form (key);
  case YYQ_PDF_ROLE_DEFAULTS:
    return yyq_pdf_comparison_has_key (self, a, key) ? YYQ_PDF_ROLE_CATEGORY : YYQ_PDF_ROLE_NEW;
  case YYQ_PDF_ROLE_CATEGORY:
    return yyq_pdf_comparison_has_key (self, a, key) ? YYQ_PDF_ROLE_FIXED : YYQ_PDF_ROLE_NEW;
  case YYQ_PDF_ROLE_FIXED:
    if (g_str_equal (key, "/Annots") && yyq_pdf_comparison_name_is (self->a, a, "/Type", "/Page"))
      return YYQ_PDF_ROLE_ANNOTS;
    return qpdf_oh_is_dictionary (self->a, a) ? role_in_field (self, a, key) : YYQ_PDF_ROLE_FIXED;
  case YYQ_PDF_ROLE_FIELDS:
  case YYQ_PDF_ROLE_ANNOTS:
  case YYQ_PDF_ROLE_FLAGS:
  case YYQ_PDF_ROLE_STORE:
  case YYQ_PDF_ROLE_VERSION:
  case YYQ_PDF_ROLE_INFORMATION:
  case YYQ_PDF_ROLE_METADATA:
  case YYQ_PDF_ROLE_SETTING:
  case YYQ_PDF_ROLE_SIGNATURE:
  case YYQ_PDF_ROLE_FIELD:
  case YYQ_PDF_ROLE_FILLED:
  case YYQ_PDF_ROLE_ANNOTATION:
  case YYQ_PDF_ROLE_NEW:
  default:
    return YYQ_PDF_ROLE_FIXED;
  }
}

/* Places whose container may be written anew under another number. */
gboolean
yyq_pdf_role_may_move (YyqPdfRole role)
{
  return role == YYQ_PDF_ROLE_FORM || role == YYQ_PDF_ROLE_FIELDS || role == YYQ_PDF_ROLE_ANNOTS ||
         role == YYQ_PDF_ROLE_DEFAULTS || role == YYQ_PDF_ROLE_CATEGORY;
}

YyqPdfLater
yyq_pdf_role_get_flag (YyqPdfRole role)
{
  switch (role) {
  case YYQ_PDF_ROLE_STORE:
    return YYQ_PDF_LATER_STORE;
  case YYQ_PDF_ROLE_VERSION:
    return YYQ_PDF_LATER_VERSION;
  case YYQ_PDF_ROLE_INFORMATION:
    return YYQ_PDF_LATER_INFORMATION;
  case YYQ_PDF_ROLE_METADATA:
    return YYQ_PDF_LATER_METADATA;
  case YYQ_PDF_ROLE_SETTING:
  case YYQ_PDF_ROLE_NEW:
    return YYQ_PDF_LATER_FORM_DEFAULTS;
  case YYQ_PDF_ROLE_FILLED:
    return YYQ_PDF_LATER_FILLED;
  case YYQ_PDF_ROLE_ANNOTATION:
    return YYQ_PDF_LATER_ANNOTATION;
  case YYQ_PDF_ROLE_FIXED:
  case YYQ_PDF_ROLE_CATALOG:
  case YYQ_PDF_ROLE_FORM:
  case YYQ_PDF_ROLE_FIELDS:
  case YYQ_PDF_ROLE_ANNOTS:
  case YYQ_PDF_ROLE_DEFAULTS:
  case YYQ_PDF_ROLE_CATEGORY:
  case YYQ_PDF_ROLE_FLAGS:
  case YYQ_PDF_ROLE_SIGNATURE: /* find_signed() and find_new() tell which kind */
  case YYQ_PDF_ROLE_FIELD:
  default:
    return 0;
  }
}
