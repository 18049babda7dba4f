/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-paper-glyphs.h"

#include <pango/pangocairo.h>

#include "yyq-qpdf.h"

static int
compare_code (gconstpointer a, gconstpointer b)
{
  const gunichar left = GPOINTER_TO_UINT (a);
  const gunichar right = GPOINTER_TO_UINT (b);

  return left < right ? -1 : left > right;
}

static void
add_characters (GHashTable *characters, const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    g_hash_table_add (characters, GUINT_TO_POINTER (g_utf8_get_char (at)));
}

/* Draws the characters of all layouts that have the font of @like; -> how high they are. */
static double
draw_font (cairo_t *cr, const GPtrArray *layouts, PangoLayout *like, double y, double width)
{
  const PangoFontDescription *font = pango_layout_get_font_description (like);
  g_autoptr (GHashTable) characters = g_hash_table_new (NULL, NULL);
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GList) codes = NULL;
  int height;

  for (guint i = 0; i < layouts->len; i++)
    if (pango_font_description_equal (font, pango_layout_get_font_description (layouts->pdata[i])))
      add_characters (characters, pango_layout_get_text (layouts->pdata[i]));
  codes = g_list_sort (g_hash_table_get_keys (characters), compare_code);
  for (GList *l = codes; l != NULL; l = l->next)
    g_string_append_unichar (text, GPOINTER_TO_UINT (l->data));
  pango_context_set_language (pango_layout_get_context (layout),
                              pango_language_from_string ("zh-cn"));
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_CHAR);
  pango_layout_set_text (layout, text->str, (int) text->len);
  cairo_move_to (cr, 0, y);
  pango_cairo_show_layout (cr, layout);
  pango_layout_get_size (layout, NULL, &height);
  return height / (double) PANGO_SCALE;
}

void
yyq_pdf_paper_draw_glyphs (cairo_t *cr, const GPtrArray *layouts, double width)
{
  g_autoptr (GHashTable) seen = g_hash_table_new ((GHashFunc) pango_font_description_hash,
                                                  (GEqualFunc) pango_font_description_equal);
  double y = 0;

  for (guint i = 0; i < layouts->len; i++)
    if (g_hash_table_add (seen, (gpointer) pango_layout_get_font_description (layouts->pdata[i])))
      y += draw_font (cr, layouts, layouts->pdata[i], y, width);
  cairo_show_page (cr);
}

GBytes *
yyq_pdf_paper_drop_first_page (GBytes *pdf, GError **error)
{
  g_auto (qpdf_data) qpdf = yyq_qpdf_open (pdf, FALSE, error);

  if (qpdf == NULL)
    return NULL;
  if (qpdf_remove_page (qpdf, qpdf_get_page_n (qpdf, 0)) & QPDF_ERRORS) {
    yyq_qpdf_set_error (qpdf, "a page cannot be taken away", error);
    return NULL;
  }
  return yyq_qpdf_write (qpdf, error);
}
