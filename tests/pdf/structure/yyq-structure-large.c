/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-structure-kit.h"

#define FIRST_PAGE 100
#define FIRST_FIELD 1000
#define FIRST_SIGNATURE 2000

static void put_format (YyqUpdate *update, guint number, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

static void
put_format (YyqUpdate *update, guint number, const char *format, ...)
{
  g_autofree char *body = NULL;
  va_list arguments;

  va_start (arguments, format);
  body = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  yyq_update_put (update, number, body);
}

/* (transfer full): "100 0 R 101 0 R ..." */
static char *
references (guint first, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%u 0 R ", first + i);
  return g_string_free (text, FALSE);
}

GBytes *
yyq_structure_many_pages (YyqStructureKit *self, guint n)
{
  const YyqSectionStyle style = { 0 };
  g_autofree char *pages = references (FIRST_PAGE, n);
  g_autoptr (GBytes) base = NULL;
  YyqUpdate *update = yyq_update_new (NULL);

  yyq_update_list (update, 0, 0, 0, 65535);
  yyq_update_put (update, 1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R]/SigFlags 3>>>>");
  put_format (update, 2, "<</Type/Pages/Kids[%s]/Count %u/MediaBox[0 0 200 200]>>", pages, n);
  put_format (update, 3, "<</Type/Annot/Subtype/Widget/FT/Sig/T(A)/F 132/Rect[0 0 0 0]/P %u 0 R>>",
              FIRST_PAGE);
  yyq_update_put (update, 4, "<</Length 14>>\nstream\n0 0 99 99 re f\nendstream");
  for (guint i = 0; i < n; i++)
    put_format (update, FIRST_PAGE + i, "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Annots[%s]>>",
                i == 0 ? "3 0 R" : "");
  base = yyq_update_finish (update, &style, NULL);
  update = yyq_update_new (base);
  put_format (update, 3,
              "<</Type/Annot/Subtype/Widget/FT/Sig/T(A)/F 132/Rect[0 0 0 0]/P %u 0 R/V 5 0 R>>",
              FIRST_PAGE);
  yyq_update_put_signature (update, 5, NULL, NULL);
  return yyq_update_finish (update, &style, self->a);
}

#define EMPTY_FIELD "<</Type/Annot/Subtype/Widget/FT/Sig/T(field %u)/F 132/Rect[0 0 0 0]/P 3 0 R>>"
#define SIGNED_FIELD \
  "<</Type/Annot/Subtype/Widget/FT/Sig/T(field %u)/F 132/Rect[0 0 0 0]/P 3 0 R/V %u 0 R>>"

/* A page, and a form with the first @n fields. */
static void
put_form (YyqUpdate *update, guint n)
{
  g_autofree char *fields = references (FIRST_FIELD, n);

  put_format (update, 3,
              "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Annots[%s]>>",
              fields);
  put_format (update, 5, "<</Fields[%s]/SigFlags 3>>", fields);
}

static GBytes *
document_with_fields (guint n)
{
  const YyqSectionStyle style = { 0 };
  YyqUpdate *update = yyq_update_new (NULL);

  yyq_update_list (update, 0, 0, 0, 65535);
  yyq_update_put (update, 1, "<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R>>");
  yyq_update_put (update, 2, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
  put_form (update, n);
  yyq_update_put (update, 4, "<</Length 14>>\nstream\n0 0 99 99 re f\nendstream");
  for (guint i = 0; i < n; i++)
    put_format (update, FIRST_FIELD + i, EMPTY_FIELD, i);
  return yyq_update_finish (update, &style, NULL);
}

GBytes *
yyq_structure_many_signatures (YyqStructureKit *self, guint n, gboolean with_own_fields)
{
  const YyqSectionStyle style = { 0 };
  GBytes *file = document_with_fields (with_own_fields ? 0 : n);

  for (guint i = 0; i < n; i++) {
    g_autoptr (GBytes) before = g_steal_pointer (&file);
    YyqUpdate *update = yyq_update_new (before);

    if (with_own_fields)
      put_form (update, i + 1);
    put_format (update, FIRST_FIELD + i, SIGNED_FIELD, i, FIRST_SIGNATURE + i);
    yyq_update_put_signature (update, FIRST_SIGNATURE + i, NULL, NULL);
    file = yyq_update_finish (update, &style, i % 2 == 0 ? self->a : self->b);
  }
  return file;
}
