/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "yyq-error.h"
#include "yyq-file-tree.h"
#include "yyq-pdf-box.h"
#include "yyq-pdf-font-private.h"

#define SIZE 10.0
#define FAR 1000.0

/* U+1F600, and a character of extension B that neither Noto Serif CJK nor Noto Sans CJK has. */
#define EMOJI "\xf0\x9f\x98\x80"
#define RARE "\xf0\xa0\x80\x80"

static YyqPdfBox *
lay_out (const char *text, double width, double height, const YyqPdfTextStyle *style)
{
  g_autoptr (GError) error = NULL;
  YyqPdfBox *box = yyq_pdf_box_new (text, width, height, style, &error);

  g_assert_no_error (error);
  return box;
}

static const YyqPdfLine *
line_at (const YyqPdfBox *box, guint i)
{
  g_assert_cmpuint (i, <, box->lines->len);
  return &g_array_index (box->lines, YyqPdfLine, i);
}

static const YyqPdfPlacedGlyph *
glyph_at (const YyqPdfBox *box, guint i)
{
  g_assert_cmpuint (i, <, box->glyphs->len);
  return &g_array_index (box->glyphs, YyqPdfPlacedGlyph, i);
}

/* (transfer full): the lines with "|" between them. */
static char *
lines_of (const YyqPdfBox *box)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < box->lines->len; i++) {
    const YyqPdfLine *line = line_at (box, i);

    g_string_append_printf (lines, "%s%.*s", i > 0 ? "|" : "", (int) (line->end - line->start),
                            box->text + line->start);
  }
  return g_string_free (lines, FALSE);
}

typedef struct {
  const char *text;
  double ems; /* how wide the box is */
  const char *lines;
} Broken;

/* Each would be broken elsewhere by its width alone. */
static const Broken BROKEN[] = {
  { "一二三四五六", 4, "一二三四|五六" },
  { "一二三四，五六", 4, "一二三|四，五六" },
  { "一二三四。", 4, "一二三|四。" },
  { "一二三四、五", 4, "一二三|四、五" },
  { "一二三四；五", 4, "一二三|四；五" },
  { "一二三四：五", 4, "一二三|四：五" },
  { "一二三四？！", 4, "一二三|四？！" },
  { "一二（三四）。", 5, "一二（三|四）。" },
  { "一二三（四五六", 4, "一二三|（四五六" },
  { "一二三《四五》", 4, "一二三|《四五》" },
  { "一二三「四五」", 4, "一二三|「四五」" },
  { "一二三『四五』", 4, "一二三|『四五』" },
  { "一二三【四五】", 4, "一二三|【四五】" },
  { "一二三》》四", 4, "一二|三》》四" },
  { "一二三——四", 4, "一二三|——四" },
  { "一二三……四", 4, "一二三|……四" },
  { "一二三四·五", 4, "一二三|四·五" },
  { "一二三四～五", 4, "一二三|四～五" },
  { "一二三／四五", 4, "一二|三／四五" },
  { "一二三四／五", 4, "一二三|四／五" },
  { "一二￥8000元", 4, "一二|￥8000|元" },
  { "工资8,000.00元", 4.5, "工资|8,000.00|元" },
  { "比例为12.5％", 5.5, "比例为|12.5％" },
  { "比例约为100%", 5, "比例约为|100%" },
  { "用GTK开发", 2.5, "用|GTK|开发" },
  { "岗位是Java(SE)开发", 6.5, "岗位是|Java(SE)开发" },
  { "一二 三四 五六", 3, "一二 |三四 |五六" },
  { "一二三　四五", 3, "一二三　|四五" },
  { "一二\n三四", 9, "一二|三四" },
  { "一二\r\n\r\n三四", 9, "一二||三四" },
  { "，，，，，，", 2, "，，|，，|，，" },
  { "一二\xc2\xa0三四", 3, "一|二\xc2\xa0三|四" },
  { "ab\xe2\x80\x8b"
    "cd",
    1.5, "ab\xe2\x80\x8b|cd" },
};

static void
test_broken (gconstpointer data)
{
  const Broken *broken = data;
  const YyqPdfTextStyle style = { .size_pt = SIZE, .fit = YYQ_PDF_FIT_WRAP };
  g_autoptr (YyqPdfBox) box = lay_out (broken->text, broken->ems * SIZE, FAR, &style);
  g_autofree char *lines = lines_of (box);

  g_assert_cmpstr (lines, ==, broken->lines);
  g_assert_false (box->overflows);
  g_assert_cmpuint (box->missing->len, ==, 0);
}

static void
test_torn_word (void)
{
  const YyqPdfTextStyle style = { .size_pt = SIZE, .fit = YYQ_PDF_FIT_WRAP };
  g_autoptr (YyqPdfBox) box = lay_out ("码ABCDEFGHIJKLMNOPQRSTUVWXYZ", 40, FAR, &style);

  /* It begins on a line of its own, and fills each but the last. */
  g_assert_cmpuint (line_at (box, 0)->end, ==, strlen ("码"));
  g_assert_cmpuint (box->lines->len, >=, 5);
  for (guint i = 1; i < box->lines->len; i++) {
    g_assert_cmpfloat (line_at (box, i)->width, <=, 40);
    g_assert_cmpfloat (line_at (box, i)->width, >, i + 1 < box->lines->len ? 30 : 0);
  }
  g_assert_false (box->overflows);
}

static void
test_wrap_overflow (void)
{
  const YyqPdfTextStyle style = { .size_pt = SIZE, .fit = YYQ_PDF_FIT_WRAP, .line_spacing = 1.5 };
  g_autoptr (YyqPdfBox) two = lay_out ("一二三四五六", 40, 25, &style);
  g_autoptr (YyqPdfBox) one = lay_out ("一二三四五六", 40, 24.9, &style);

  g_assert_cmpuint (two->lines->len, ==, 2);
  g_assert_false (two->overflows);
  g_assert_cmpuint (one->lines->len, ==, 1);
  g_assert_true (one->overflows);
  g_assert_cmpuint (one->overflow_at, ==, strlen ("一二三四"));
}

static void
test_shrink (void)
{
  const YyqPdfTextStyle style = { .size_pt = 12 };
  g_autoptr (YyqPdfBox) fits = lay_out ("一二三四五", 60, 20, &style);
  g_autoptr (YyqPdfBox) smaller = lay_out ("一二三四五", 48, 20, &style);
  g_autoptr (YyqPdfBox) low = lay_out ("一二三四五", 60, 9, &style);
  g_autoptr (YyqPdfBox) over = lay_out ("一二三四五", 39, 20, &style);

  g_assert_cmpfloat (fits->size_pt, ==, 12);
  g_assert_cmpfloat_with_epsilon (smaller->size_pt, 9.6, 0.051);
  g_assert_cmpfloat (line_at (smaller, 0)->width, <=, 48.001);
  g_assert_cmpfloat (low->size_pt, ==, 9);
  g_assert_false (fits->overflows || smaller->overflows || low->overflows);
  g_assert_cmpfloat (over->size_pt, ==, YYQ_PDF_BOX_MIN_SIZE);
  g_assert_true (over->overflows);
  g_assert_cmpuint (over->overflow_at, ==, strlen ("一二三四"));
}

static void
test_low_box (void)
{
  const YyqPdfTextStyle kinds[] = {
    { .size_pt = 12 },
    { .size_pt = 12, .fit = YYQ_PDF_FIT_WRAP },
    { .size_pt = 12, .fit = YYQ_PDF_FIT_SHRINK_THEN_WRAP },
    { .size_pt = 12, .comb = 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (YyqPdfBox) box = lay_out ("一二", 100, 7.5, &kinds[i]);

    g_assert_true (box->overflows);
    g_assert_cmpuint (box->overflow_at, ==, 0);
    g_assert_cmpuint (box->lines->len, ==, 1);
  }
}

static void
test_names (void)
{
  const YyqPdfTextStyle style = { .size_pt = 12,
                                  .fit = YYQ_PDF_FIT_SHRINK_THEN_WRAP,
                                  .line_spacing = 1.2 };
  const char *name = "一二三四五六七八九十";
  g_autoptr (YyqPdfBox) fits = lay_out (name, 120, 30, &style);
  g_autoptr (YyqPdfBox) smaller = lay_out (name, 85, 30, &style);
  g_autoptr (YyqPdfBox) lines = lay_out (name, 70, 30, &style);
  g_autoptr (YyqPdfBox) over = lay_out (name, 24, 20, &style);

  g_assert_cmpfloat (fits->size_pt, ==, 12);
  g_assert_cmpuint (smaller->lines->len, ==, 1);
  g_assert_cmpfloat (smaller->size_pt, ==, 8.5);
  /* Two lines have room again for what was asked for. */
  g_assert_cmpuint (lines->lines->len, ==, 2);
  g_assert_cmpfloat (lines->size_pt, ==, 12);
  g_assert_false (lines->overflows);
  g_assert_cmpfloat (over->size_pt, ==, YYQ_PDF_BOX_MIN_SIZE);
  g_assert_true (over->overflows);
  g_assert_cmpuint (over->overflow_at, ==, strlen ("一二三四五六"));
}

static void
test_comb (void)
{
  const YyqPdfTextStyle style = { .size_pt = 12, .comb = 18 };
  g_autoptr (YyqPdfBox) box = lay_out ("11010519491231002X", 18 * 14, 16, &style);
  g_autoptr (YyqPdfBox) over = lay_out ("1234567890123456789", 18 * 14, 16, &style);
  g_autoptr (YyqPdfBox) narrow = lay_out ("一二", 18 * 9, 16, &style);

  g_assert_cmpuint (box->glyphs->len, ==, 18);
  g_assert_false (box->overflows);
  for (guint i = 0; i < 18; i++)
    g_assert_cmpfloat_with_epsilon (glyph_at (box, i)->x + glyph_at (box, i)->advance / 2,
                                    14 * i + 7, 0.001);
  g_assert_true (over->overflows);
  g_assert_cmpuint (over->overflow_at, ==, 18);
  g_assert_cmpuint (over->glyphs->len, ==, 18);
  g_assert_cmpfloat (narrow->size_pt, ==, 9);
}

static void
test_letter_gap (void)
{
  const YyqPdfTextStyle style = { .size_pt = SIZE, .letter_gap = 2.5 };
  g_autoptr (YyqPdfBox) box = lay_out ("一二三", 100, 20, &style);

  g_assert_cmpfloat (line_at (box, 0)->width, ==, 35);
  g_assert_cmpfloat (glyph_at (box, 2)->x, ==, 25);
}

static void
test_alignment (void)
{
  static const double starts[] = { 0, 10, 20, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++) {
    const YyqPdfTextStyle style = { .size_pt = SIZE, .align = (YyqPdfAlign) i };
    g_autoptr (YyqPdfBox) box = lay_out ("一二三", 50, 20, &style);

    g_assert_cmpfloat (line_at (box, 0)->x, ==, starts[i]);
    g_assert_cmpfloat (glyph_at (box, 0)->x, ==, starts[i]);
  }
}

static void
test_justified (void)
{
  const YyqPdfTextStyle style = { .size_pt = SIZE,
                                  .fit = YYQ_PDF_FIT_WRAP,
                                  .align = YYQ_PDF_ALIGN_JUSTIFY };
  g_autoptr (YyqPdfBox) box = lay_out ("一二三四，五六，七八九", 47, FAR, &style);
  const YyqPdfLine *last = line_at (box, box->lines->len - 1);

  for (guint i = 0; i + 1 < box->lines->len; i++)
    g_assert_cmpfloat_with_epsilon (line_at (box, i)->x + line_at (box, i)->width, 47, 0.001);
  g_assert_cmpfloat (last->width, <, 47);
}

static void
test_indent (void)
{
  const YyqPdfTextStyle style = { .size_pt = SIZE, .fit = YYQ_PDF_FIT_WRAP, .indent = 2 };
  g_autoptr (YyqPdfBox) box = lay_out ("一二三四五六\n七八九", 40, FAR, &style);
  g_autofree char *lines = lines_of (box);

  g_assert_cmpstr (lines, ==, "一二|三四五六|七八|九");
  g_assert_cmpfloat (line_at (box, 0)->x, ==, 20);
  g_assert_cmpfloat (line_at (box, 1)->x, ==, 0);
  g_assert_cmpfloat (line_at (box, 2)->x, ==, 20);
  g_assert_false (box->overflows);
}

static void
test_vertical (void)
{
  static const double baselines[] = { 8.8, 18.8, 28.8 };

  for (guint i = 0; i < G_N_ELEMENTS (baselines); i++) {
    const YyqPdfTextStyle style = { .size_pt = SIZE, .vertical = (YyqPdfVertical) i };
    g_autoptr (YyqPdfBox) box = lay_out ("一", 50, 30, &style);

    g_assert_cmpfloat_with_epsilon (line_at (box, 0)->baseline, baselines[i], 0.001);
    g_assert_cmpfloat_with_epsilon (glyph_at (box, 0)->y, baselines[i], 0.001);
  }
}

static void
test_missing (void)
{
  const YyqPdfTextStyle style = { .size_pt = SIZE };
  g_autoptr (YyqPdfBox) box = lay_out ("张" EMOJI "三" RARE, 100, 20, &style);
  const YyqPdfSpan *first = &g_array_index (box->missing, YyqPdfSpan, 0);
  const YyqPdfSpan *second = &g_array_index (box->missing, YyqPdfSpan, 1);

  g_assert_cmpuint (box->missing->len, ==, 2);
  g_assert_cmpuint (first->start, ==, strlen ("张"));
  g_assert_cmpuint (first->end, ==, strlen ("张" EMOJI));
  g_assert_cmpuint (second->start, ==, strlen ("张" EMOJI "三"));
  g_assert_cmpuint (second->end, ==, strlen (box->text));
  /* It is seen where it is missing. */
  g_assert_cmpuint (box->glyphs->len, ==, 4);
}

static void
test_control_characters (void)
{
  const YyqPdfTextStyle style = { .size_pt = SIZE };
  g_autoptr (YyqPdfBox) box = lay_out ("一\x01\xe2\x80\xae二\xe2\x80\x8b", 100, 20, &style);

  /* What turns the direction is not obeyed, and what has no look takes no room. */
  g_assert_cmpuint (box->missing->len, ==, 1);
  g_assert_cmpuint (g_array_index (box->missing, YyqPdfSpan, 0).start, ==, strlen ("一"));
  g_assert_cmpuint (box->glyphs->len, ==, 3);
  g_assert_cmpfloat (glyph_at (box, 2)->x, >, glyph_at (box, 0)->x);
}

static void
test_composed (void)
{
  const YyqPdfTextStyle style = { .size_pt = SIZE };
  g_autoptr (YyqPdfBox) box = lay_out ("Ame\xcc\x81lie", 100, 20, &style);

  g_assert_cmpstr (box->text, ==, "Am\xc3\xa9lie");
  g_assert_cmpuint (box->glyphs->len, ==, 6);
  g_assert_cmpuint (box->missing->len, ==, 0);
}

static void
test_refused (void)
{
  const YyqPdfTextStyle style = { .size_pt = SIZE };
  g_autofree char *large = g_strnfill (YYQ_PDF_SHAPED_MAX_BYTES + 1, 'a');
  g_autoptr (GString) marks = g_string_new ("a");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 31; i++)
    g_string_append (marks, "\xcc\x81");
  g_assert_null (yyq_pdf_box_new ("\xff", 10, 10, &style, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TEXT);
  g_clear_error (&error);
  g_assert_null (yyq_pdf_box_new (marks->str, 10, 10, &style, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TEXT);
  g_clear_error (&error);
  g_assert_null (yyq_pdf_box_new (large, 10, 10, &style, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE);
}

static void
test_impossible_boxes (void)
{
  static const double sizes[] = { 0, -5, (double) NAN, (double) INFINITY };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint fit = 0; fit < 3; fit++) {
      const YyqPdfTextStyle style = { .size_pt = sizes[i],
                                      .fit = (YyqPdfFit) fit,
                                      .letter_gap = sizes[i],
                                      .line_spacing = sizes[i] };
      g_autoptr (YyqPdfBox) box = lay_out ("一二三", sizes[i], sizes[i], &style);
      g_autoptr (YyqPdfBox) empty = lay_out ("", sizes[i], sizes[i], &style);

      g_assert_true (box->overflows);
      g_assert_false (empty->overflows);
      g_assert_cmpuint (empty->lines->len, ==, 0);
    }
}

static void
test_fonts (void)
{
  static const char *const names[] = { "Noto Serif CJK SC", "Noto Sans CJK SC" };

  for (guint i = 0; i < YYQ_PDF_N_FAMILIES; i++) {
    g_autoptr (GError) error = NULL;
    const YyqPdfFont *font = yyq_pdf_font_get ((YyqPdfFamily) i, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (strlen (yyq_pdf_font_get_sha256 (font)), ==, 64);
    if (i < G_N_ELEMENTS (names)) {
      g_assert_cmpstr (yyq_pdf_font_get_name (font), ==, names[i]);
      g_assert_false (yyq_pdf_font_is_substitute ((YyqPdfFamily) i));
    } else if (yyq_pdf_font_is_substitute ((YyqPdfFamily) i)) {
      g_assert_true (font == yyq_pdf_font_get (YYQ_PDF_FAMILY_SONG, NULL));
    }
  }
}

/* A person's own rules for fonts, and own fonts, must not move a value: yyq-pdf-font-file.c. */
static void
test_own_rules (void)
{
  const YyqPdfFont *font = NULL;
  g_autofree char *data = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *file = NULL;

  if (g_test_subprocess ()) {
    font = yyq_pdf_font_get (YYQ_PDF_FAMILY_SONG, NULL);
    g_assert_cmpstr (yyq_pdf_font_get_name (font), ==, "Noto Serif CJK SC");
    g_assert_cmpstr (font->path, ==, g_getenv ("YYQ_TEST_FONT"));
    return;
  }
  data = g_dir_make_tmp ("yyq-XXXXXX", NULL);
  folder = g_build_filename (data, "fonts", NULL);
  file = g_build_filename (folder, "own.ttc", NULL);
  font = yyq_pdf_font_get (YYQ_PDF_FAMILY_SONG, NULL);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (symlink (font->path, file), ==, 0);
  g_setenv ("FONTCONFIG_FILE", "/nonexistent/fonts.conf", TRUE);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("XDG_CACHE_HOME", data, TRUE);
  g_setenv ("YYQ_TEST_FONT", font->path, TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_unsetenv ("FONTCONFIG_FILE");
  yyq_file_tree_remove (data);
}

/* (transfer full): drawn at @zoom pixels a point; the darkest row and column that have ink. */
static void
find_ink (const YyqPdfBox *box, int zoom, double ink[4])
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 60 * zoom, 30 * zoom);
  cairo_t *cr = cairo_create (surface);
  const guint8 *data;
  int stride;

  cairo_scale (cr, zoom, zoom);
  yyq_pdf_box_draw (box, cr, 5, 5, 0);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  ink[0] = ink[1] = FAR;
  ink[2] = ink[3] = -FAR;
  for (int y = 0; y < 30 * zoom; y++)
    for (int x = 0; x < 60 * zoom; x++)
      if (data[y * stride + x] > 0x60) {
        ink[0] = MIN (ink[0], x / (double) zoom);
        ink[1] = MIN (ink[1], y / (double) zoom);
        ink[2] = MAX (ink[2], (x + 1) / (double) zoom);
        ink[3] = MAX (ink[3], (y + 1) / (double) zoom);
      }
  cairo_surface_destroy (surface);
}

static void
test_drawn (void)
{
  const YyqPdfTextStyle style = { .size_pt = 16 };
  g_autoptr (YyqPdfBox) box = lay_out ("国国国", 48, 16, &style);
  double near_[4], far_[4];

  find_ink (box, 8, near_);
  find_ink (box, 2, far_);
  /* Its frame nearly fills the em, at each zoom. */
  g_assert_cmpfloat (near_[0], >, 5);
  g_assert_cmpfloat (near_[0], <, 7.5);
  g_assert_cmpfloat (near_[2], <, 53);
  g_assert_cmpfloat (near_[2], >, 50.5);
  g_assert_cmpfloat (near_[1], >=, 5);
  g_assert_cmpfloat (near_[3], <=, 21);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat_with_epsilon (near_[i], far_[i], 0.76);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (BROKEN); i++) {
    g_autofree char *name = g_strdup_printf ("/pdf/box/a line ends where it may: %u", i);

    g_test_add_data_func (name, &BROKEN[i], test_broken);
  }
  g_test_add_func ("/pdf/box/a word wider than the box is torn", test_torn_word);
  g_test_add_func ("/pdf/box/lines without room are told from where on", test_wrap_overflow);
  g_test_add_func ("/pdf/box/a line shrinks to eight points and no further", test_shrink);
  g_test_add_func ("/pdf/box/a box too low for a line says so", test_low_box);
  g_test_add_func ("/pdf/box/a name shrinks, then wraps, then overflows", test_names);
  g_test_add_func ("/pdf/box/each character of a comb is in the middle of its cell", test_comb);
  g_test_add_func ("/pdf/box/a letter gap widens a line", test_letter_gap);
  g_test_add_func ("/pdf/box/a line stands where it is aligned", test_alignment);
  g_test_add_func ("/pdf/box/justified lines fill the box, but for the last", test_justified);
  g_test_add_func ("/pdf/box/a paragraph's first line is indented", test_indent);
  g_test_add_func ("/pdf/box/a line stands at top, middle or bottom", test_vertical);
  g_test_add_func ("/pdf/box/what no font has is told with its place", test_missing);
  g_test_add_func ("/pdf/box/control characters do nothing", test_control_characters);
  g_test_add_func ("/pdf/box/text is composed", test_composed);
  g_test_add_func ("/pdf/box/what is no text is refused", test_refused);
  g_test_add_func ("/pdf/box/boxes without room overflow", test_impossible_boxes);
  g_test_add_func ("/pdf/box/fonts are told by name and hash", test_fonts);
  g_test_add_func ("/pdf/box/a person's rules for fonts change nothing", test_own_rules);
  g_test_add_func ("/pdf/box/a box is drawn where it was measured", test_drawn);
  return g_test_run ();
}
