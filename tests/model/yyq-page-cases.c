/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-page-cases.h"

#define PAGE_WIDTH 595.0
#define PAGE_HEIGHT 842.0
#define ABOVE_BASELINE 10.5
#define BELOW_BASELINE 3.0

/* What a row has reached. */
typedef struct {
  YyqPageFacts *facts;
  double x, top, baseline;
  double line; /* where a drawn line begins, or -1 */
} Pen;

static void
end_line (Pen *pen)
{
  if (pen->line >= 0)
    yyq_page_facts_add_stroke (
      pen->facts, YYQ_PAGE_STROKE_HORIZONTAL,
      (YyqPageBox){ pen->line, pen->baseline + 2, pen->x, pen->baseline + 2 });
  pen->line = -1;
}

static void
draw (Pen *pen, gunichar c, double width)
{
  if (c == '~') {
    pen->line = pen->line < 0 ? pen->x : pen->line;
    return;
  }
  end_line (pen);
  if (c == 0xa6 /* ¦ */)
    yyq_page_facts_add_stroke (
      pen->facts, YYQ_PAGE_STROKE_VERTICAL,
      (YyqPageBox){ pen->x, pen->top, pen->x, pen->top + YYQ_CASE_ROW_PT });
  else if (c == 0x22a1 /* ⊡ */)
    yyq_page_facts_add_stroke (
      pen->facts, YYQ_PAGE_STROKE_RECTANGLE,
      (YyqPageBox){ pen->x + 1, pen->baseline - 9, pen->x + 11, pen->baseline + 1 });
  else
    yyq_page_facts_add_character (pen->facts, c,
                                  (YyqPageBox){ pen->x, pen->baseline - ABOVE_BASELINE,
                                                pen->x + width, pen->baseline + BELOW_BASELINE });
}

static double
width_of (gunichar c)
{
  const gboolean wide = g_unichar_iswide (c) || c == 0x22a1 || c == 0x25a1 || c == 0x25cb ||
                        c == 0x2611 || c == 0x25a0 || c == 0xb7;

  return wide ? 2 * YYQ_CASE_UNIT_PT : YYQ_CASE_UNIT_PT;
}

static void
draw_row (YyqPageFacts *facts, const char *row, double top)
{
  Pen pen = { facts, YYQ_CASE_LEFT_PT, top, top + 16, -1 };

  for (const char *at = row; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);

    draw (&pen, c, width_of (c));
    pen.x += width_of (c);
  }
  end_line (&pen);
  yyq_page_facts_end_line (facts, 0, pen.baseline);
}

YyqPageFacts *
yyq_page_case_new (guint number, const char *const *rows)
{
  YyqPageFacts *facts = yyq_page_facts_new (number, PAGE_WIDTH, PAGE_HEIGHT);
  double top = YYQ_CASE_TOP_PT;

  for (; *rows != NULL; rows++)
    if (g_utf8_get_char (*rows) == 0x2500 /* ─ */) {
      const double width = YYQ_CASE_UNIT_PT * (double) g_utf8_strlen (*rows, -1);

      yyq_page_facts_add_stroke (
        facts, YYQ_PAGE_STROKE_HORIZONTAL,
        (YyqPageBox){ YYQ_CASE_LEFT_PT, top, YYQ_CASE_LEFT_PT + width, top });
    } else {
      draw_row (facts, *rows, top);
      top += YYQ_CASE_ROW_PT;
    }
  return facts;
}

GPtrArray *
yyq_page_case_new_document (const char *const *rows)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_page_facts_free);

  g_ptr_array_add (pages, yyq_page_case_new (0, rows));
  return pages;
}

char **
yyq_page_case_read (const char *file)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("YYQ_SOURCE_ROOT"), "tests", "model", file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return g_strsplit (text, "\n", -1);
}
