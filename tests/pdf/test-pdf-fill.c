/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "pdf-samples.h"
#include "yyq-error.h"
#include "yyq-pdf-content.h"
#include "yyq-pdf-fill.h"
#include "yyq-pdf-font-file.h"
#include "yyq-pdf-font-private.h"
#include "yyq-pdf-marks-private.h"
#include "yyq-qpdf.h"

#define A4 "/MediaBox[0 0 595 842]"
#define EMOJI "\xf0\x9f\x98\x80"

/* A character as MuPDF places it on the page as it is seen, points. */
typedef struct {
  double x, y;
} Seen;

static const char CLAUSE[] = "甲方根据生产经营需要，聘用乙方从事“软件开发”工作；"
                             "月工资8,000.00元（税前），每月15日前支付。";

static const char *const CELLS[] = {
  "项目", "金额（元/月）", "备注",     "基本工资",   "8,000.00",
  NULL,   "绩效工资",      "2,000.00", "按季度考核",
};
static const YyqPdfTable TABLE = { 3, 3, (const double[]){ 2, 2, 3 }, CELLS, TRUE };

/* A fill of each kind and way to fit, within 280 x 300 points. */
static const YyqPdfFill FILLS[] = {
  { .x = 10,
    .y = 10,
    .width = 120,
    .height = 16,
    .style = { .size_pt = 12 },
    .text = "张三丰 Zhang" },
  { .x = 10,
    .y = 30,
    .width = 70,
    .height = 16,
    .style = { .size_pt = 12 },
    .text = "河南省云启市示例" },
  { .x = 140,
    .y = 10,
    .width = 120,
    .height = 60,
    .style = { .size_pt = 9, .fit = YYQ_PDF_FIT_WRAP, .align = YYQ_PDF_ALIGN_JUSTIFY },
    .text = CLAUSE },
  { .x = 10,
    .y = 50,
    .width = 120,
    .height = 36,
    .style = { .family = YYQ_PDF_FAMILY_HEI,
               .size_pt = 14,
               .fit = YYQ_PDF_FIT_SHRINK_THEN_WRAP,
               .align = YYQ_PDF_ALIGN_CENTRE,
               .vertical = YYQ_PDF_VERTICAL_MIDDLE,
               .rgb = 0x1a5fb4 },
    .text = "河南示例数字科技集团股份有限公司云启分公司" },
  { .x = 10,
    .y = 90,
    .width = 252,
    .height = 18,
    .style = { .size_pt = 12, .comb = 18, .vertical = YYQ_PDF_VERTICAL_BOTTOM },
    .text = "11010519491231002X" },
  { .x = 10,
    .y = 112,
    .width = 200,
    .height = 14,
    .style = { .size_pt = 10.5, .letter_gap = 4, .align = YYQ_PDF_ALIGN_RIGHT },
    .text = "2026年12月1日" },
  { .x = 10,
    .y = 130,
    .width = 240,
    .height = 90,
    .style = { .size_pt = 9, .fit = YYQ_PDF_FIT_WRAP, .vertical = YYQ_PDF_VERTICAL_MIDDLE },
    .kind = YYQ_PDF_FILL_TABLE,
    .table = &TABLE },
};

static GBytes *
fill (GBytes *base, const YyqPdfFill *fills, gsize n)
{
  g_autoptr (GError) error = NULL;
  GBytes *pdf = yyq_pdf_fill (base, fills, n, NULL, 0, YYQ_PDF_FILL_STRICT, &error);

  g_assert_no_error (error);
  return pdf;
}

static GBytes *
fill_page (const char *entries, const YyqPdfFill *fills, gsize n)
{
  g_autoptr (GBytes) base = pdf_samples_page (entries, "", "");

  return fill (base, fills, n);
}

static void
read_numbers (const char *line, const char *key, double *numbers, guint n)
{
  const char *at = strstr (line, key);

  g_assert_nonnull (at);
  at += strlen (key);
  for (guint i = 0; i < n; i++)
    numbers[i] = g_ascii_strtod (at, (char **) &at);
}

/* (transfer full): of Seen, in the order of the content. */
static GArray *
trace (GBytes *pdf)
{
  int status = -1;
  g_autofree char *out = pdf_samples_run (pdf, "mutool", "trace", &status);
  g_auto (GStrv) lines = g_strsplit (out, "\n", -1);
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Seen));
  double m[6] = { 0 };

  g_assert_cmpint (status, ==, 0);
  for (guint i = 0; lines[i] != NULL; i++) {
    double at[2];

    if (strstr (lines[i], "<fill_text ") != NULL)
      read_numbers (lines[i], " transform=\"", m, 6);
    if (strstr (lines[i], "<g ") == NULL)
      continue;
    read_numbers (lines[i], " x=\"", &at[0], 1);
    read_numbers (lines[i], " y=\"", &at[1], 1);
    g_array_append_vals (
      all, &(Seen){ m[0] * at[0] + m[2] * at[1] + m[4], m[1] * at[0] + m[3] * at[1] + m[5] }, 1);
  }
  return all;
}

static void
assert_boxes_at (const YyqPdfMarks *marks, const GArray *seen, guint *next)
{
  for (guint i = 0; i < marks->boxes->len; i++) {
    const YyqPdfMarkedBox *marked = &g_array_index (marks->boxes, YyqPdfMarkedBox, i);

    for (guint j = 0; j < marked->box->glyphs->len; j++) {
      const YyqPdfPlacedGlyph *glyph = &g_array_index (marked->box->glyphs, YyqPdfPlacedGlyph, j);
      const Seen *place;

      g_assert_cmpuint (*next, <, seen->len);
      place = &g_array_index (seen, Seen, (*next)++);
      /* What is promised is 0.1; what is written has four decimals. */
      g_assert_cmpfloat_with_epsilon (place->x, marked->x + glyph->x, 0.02);
      g_assert_cmpfloat_with_epsilon (place->y, marked->y + glyph->y, 0.02);
    }
  }
}

static void
test_places (gconstpointer entries)
{
  g_autoptr (GBytes) pdf = fill_page (entries, FILLS, G_N_ELEMENTS (FILLS));
  g_autoptr (GArray) seen = trace (pdf);
  guint next = 0;

  for (guint i = 0; i < G_N_ELEMENTS (FILLS); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (YyqPdfMarks) marks = yyq_pdf_marks_new (&FILLS[i], &error);

    g_assert_no_error (error);
    assert_boxes_at (marks, seen, &next);
  }
  g_assert_cmpuint (next, ==, seen->len);
  pdf_samples_assert_clean (pdf);
}

static void
test_lines (void)
{
  const YyqPdfFill *wrapped = &FILLS[2];
  g_autoptr (GBytes) pdf = fill_page (A4, wrapped, 1);
  g_autofree char *text = pdf_samples_page_text (pdf, 0);
  g_auto (GStrv) read = g_strsplit (g_strstrip (text), "\n", -1);
  g_autoptr (YyqPdfBox) box =
    yyq_pdf_box_new (CLAUSE, wrapped->width, wrapped->height, &wrapped->style, NULL);

  g_assert_cmpuint (box->lines->len, >=, 4);
  g_assert_cmpuint (g_strv_length (read), ==, box->lines->len);
  for (guint i = 0; i < box->lines->len; i++) {
    const YyqPdfLine *line = &g_array_index (box->lines, YyqPdfLine, i);
    g_autofree char *ours = g_strndup (box->text + line->start, line->end - line->start);

    g_assert_cmpstr (read[i], ==, ours);
  }
}

static void
test_text_can_be_found (void)
{
  /* A radical and a character share one glyph, and "é" comes as two characters. */
  const YyqPdfFill fills[] = {
    { .x = 10,
      .y = 10,
      .width = 200,
      .height = 20,
      .style = { .size_pt = 12 },
      .text = "⼀一⼈人" },
    { .x = 10,
      .y = 40,
      .width = 200,
      .height = 20,
      .style = { .size_pt = 12 },
      .text = "Ame\xcc\x81lie" },
    { .x = 10,
      .y = 70,
      .width = 400,
      .height = 20,
      .style = { .size_pt = 12, .comb = 18 },
      .text = "11010519491231002X" },
    { .x = 10,
      .y = 100,
      .width = 400,
      .height = 20,
      .style = { .size_pt = 12, .letter_gap = 9 },
      .text = "云启市" },
    { .x = 10,
      .y = 130,
      .width = 400,
      .height = 20,
      .style = { .size_pt = 12 },
      .text = "\xf0\xa0\xae\xb7" },
  };
  g_autoptr (GBytes) pdf = fill_page (A4, fills, G_N_ELEMENTS (fills));
  g_autofree char *text = pdf_samples_page_text (pdf, 0);

  g_assert_cmpstr (g_strstrip (text), ==,
                   "⼀一⼈人\nAm\xc3\xa9lie\n11010519491231002X\n云启市\n\xf0\xa0\xae\xb7");
}

/* How many fonts there are, all of them embedded in part. */
static guint
count_fonts (GBytes *pdf)
{
  g_autoptr (PdfDocument) document = pdf_samples_open (pdf);
  PopplerFontInfo *info = poppler_font_info_new (document);
  PopplerFontsIter *iter = NULL;
  guint n = 0;

  g_assert_true (poppler_font_info_scan (info, poppler_document_get_n_pages (document), &iter));
  do {
    g_assert_true (poppler_fonts_iter_is_embedded (iter));
    g_assert_true (poppler_fonts_iter_is_subset (iter));
    n++;
  } while (poppler_fonts_iter_next (iter));
  poppler_fonts_iter_free (iter);
  g_object_unref (info);
  return n;
}

static void
test_fonts_once (void)
{
  g_autoptr (GBytes) base = pdf_samples_contract ();
  const YyqPdfFill fills[] = {
    { .page = 0,
      .x = 50,
      .y = 10,
      .width = 99,
      .height = 20,
      .style = { .size_pt = 12 },
      .text = "张三" },
    { .page = 1,
      .x = 50,
      .y = 10,
      .width = 99,
      .height = 20,
      .style = { .size_pt = 12 },
      .text = "李四 a1" },
    { .page = 1,
      .x = 50,
      .y = 30,
      .width = 99,
      .height = 20,
      .style = { .size_pt = 12, .family = YYQ_PDF_FAMILY_HEI },
      .text = "王五" },
  };
  g_autoptr (GBytes) pdf = fill (base, fills, G_N_ELEMENTS (fills));
  g_autofree char *first = pdf_samples_page_text (pdf, 0);
  g_autofree char *second = pdf_samples_page_text (pdf, 1);

  g_assert_cmpuint (count_fonts (pdf), ==, count_fonts (base) + 2);
  g_assert_nonnull (strstr (first, "张三"));
  g_assert_nonnull (strstr (first, "劳动合同书"));
  g_assert_nonnull (strstr (second, "李四 a1"));
  g_assert_nonnull (strstr (second, "王五"));
  /* The whole font has 26 MB. */
  g_assert_cmpuint (g_bytes_get_size (pdf), <, g_bytes_get_size (base) + 40000);
  pdf_samples_assert_clean (pdf);
}

static void
test_strokes (void)
{
  const YyqPdfFill fills[] = {
    { .kind = YYQ_PDF_FILL_BOX, .x = 20, .y = 20, .width = 40, .height = 40 },
    { .kind = YYQ_PDF_FILL_TICK, .x = 80, .y = 20, .width = 60, .height = 40 },
    { .kind = YYQ_PDF_FILL_TICKED_BOX, .x = 160, .y = 20, .width = 40, .height = 40 },
    { .kind = YYQ_PDF_FILL_STRIKE,
      .x = 20,
      .y = 100,
      .width = 100,
      .height = 40,
      .style = { .rgb = 0xff0000 } },
  };
  g_autoptr (GBytes) pdf = fill_page (A4, fills, G_N_ELEMENTS (fills));

  /* Edges at 3.2 points from the square's; the tick's corner at 43 % and 74 % of it. */
  g_assert_cmphex (pdf_samples_pixel (pdf, 0, 23, 40), ==, 0x000000);
  g_assert_cmphex (pdf_samples_pixel (pdf, 0, 37.2, 49.6), ==, 0xffffff);
  g_assert_cmphex (pdf_samples_pixel (pdf, 0, 107.2, 49.4), ==, 0x000000);
  g_assert_cmphex (pdf_samples_pixel (pdf, 0, 93.2, 40), ==, 0xffffff);
  g_assert_cmphex (pdf_samples_pixel (pdf, 0, 163, 40), ==, 0x000000);
  g_assert_cmphex (pdf_samples_pixel (pdf, 0, 177.2, 49.4), ==, 0x000000);
  g_assert_cmphex (pdf_samples_pixel (pdf, 0, 70, 120), !=, 0xffffff);
  g_assert_cmphex (pdf_samples_pixel (pdf, 0, 70, 120) & 0xff0000, ==, 0xff0000);
  g_assert_cmphex (pdf_samples_pixel (pdf, 0, 22, 102), ==, 0xffffff);
  pdf_samples_assert_clean (pdf);
}

static void
test_table (void)
{
  g_autoptr (GBytes) pdf = fill_page (A4, &FILLS[6], 1);
  g_autofree char *text = pdf_samples_page_text (pdf, 0);

  for (guint i = 0; i < G_N_ELEMENTS (CELLS); i++)
    if (CELLS[i] != NULL)
      g_assert_nonnull (strstr (text, CELLS[i]));
  /* Columns of 2, 2 and 3 parts of 240 points, rows of 30. */
  g_assert_cmphex (pdf_samples_pixel (pdf, 0, 10 + 240 * 2 / 7.0, 145), !=, 0xffffff);
  g_assert_cmphex (pdf_samples_pixel (pdf, 0, 10 + 240 * 4 / 7.0, 145), !=, 0xffffff);
  g_assert_cmphex (pdf_samples_pixel (pdf, 0, 100, 160), !=, 0xffffff);
  g_assert_cmphex (pdf_samples_pixel (pdf, 0, 100, 175.5), ==, 0xffffff);
}

/* The editor's own drawing, and poppler's of what was written. */
static double
compare_drawings (GBytes *pdf, const YyqPdfFill *fills, gsize n)
{
  g_autoptr (PdfDocument) document = pdf_samples_open (pdf);
  g_autoptr (PdfPage) page = poppler_document_get_page (document, 0);
  cairo_surface_t *surfaces[2];
  double difference = 0;
  gsize size = 0;

  for (guint i = 0; i < 2; i++) {
    cairo_t *cr;

    surfaces[i] = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 600, 700);
    cr = cairo_create (surfaces[i]);
    cairo_set_source_rgb (cr, 1, 1, 1);
    cairo_paint (cr);
    cairo_scale (cr, 2, 2);
    if (i == 0)
      poppler_page_render (page, cr);
    for (gsize j = 0; i == 1 && j < n; j++) {
      g_autoptr (YyqPdfMarks) marks = yyq_pdf_marks_new (&fills[j], NULL);

      yyq_pdf_marks_draw (marks, cr);
    }
    cairo_destroy (cr);
    cairo_surface_flush (surfaces[i]);
  }
  size = (gsize) cairo_image_surface_get_stride (surfaces[0]) * 700;
  for (gsize i = 0; i < size; i++) {
    int a = cairo_image_surface_get_data (surfaces[0])[i];
    int b = cairo_image_surface_get_data (surfaces[1])[i];

    difference += i % 4 == 3 ? 0 : abs (a - b) / 255.0;
  }
  for (guint i = 0; i < 2; i++)
    cairo_surface_destroy (surfaces[i]);
  return difference;
}

static void
test_drawn_alike (void)
{
  g_autoptr (GBytes) empty = pdf_samples_page (A4, "", "");

  /* Without the table: poppler moves thin lines to whole pixels. */
  for (guint i = 0; FILLS[i].kind == YYQ_PDF_FILL_TEXT; i++) {
    g_autoptr (GBytes) pdf = fill_page (A4, &FILLS[i], 1);
    double all = compare_drawings (empty, &FILLS[i], 1);
    double different = compare_drawings (pdf, &FILLS[i], 1);

    g_test_message ("%u: %g of %g", i, different, all);
    g_assert_cmpfloat (all, >, 500);
    /* cairo puts a glyph on a whole pixel: one in the middle of two may go either way. */
    g_assert_cmpfloat (different, <, all * 0.15);
  }
}

static void
test_troubles (void)
{
  const char *const cells[] = { "一", "二", "三", "四" EMOJI };
  const YyqPdfTable table = { 2, 2, NULL, cells, FALSE };
  const YyqPdfFill fills[] = {
    FILLS[0],
    { .x = 10, .y = 10, .width = 20, .height = 20, .style = { .size_pt = 12 }, .text = "张三丰" },
    { .kind = YYQ_PDF_FILL_TABLE,
      .width = 100,
      .height = 60,
      .style = { .size_pt = 9 },
      .table = &table },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) troubles = yyq_pdf_fills_check (fills, G_N_ELEMENTS (fills), &error);
  const YyqPdfTrouble *first, *second;

  g_assert_no_error (error);
  g_assert_cmpuint (troubles->len, ==, 2);
  first = &g_array_index (troubles, YyqPdfTrouble, 0);
  second = &g_array_index (troubles, YyqPdfTrouble, 1);
  g_assert_cmpint (first->kind, ==, YYQ_PDF_TROUBLE_OVERFLOW);
  g_assert_cmpuint (first->fill, ==, 1);
  g_assert_cmpuint (first->start, ==, strlen ("张三"));
  g_assert_cmpstr (first->text, ==, "丰");
  g_assert_cmpint (second->kind, ==, YYQ_PDF_TROUBLE_MISSING);
  g_assert_cmpuint (second->fill, ==, 2);
  g_assert_cmpuint (second->cell, ==, 3);
  g_assert_cmpstr (second->text, ==, EMOJI);
}

static void
assert_refused (const YyqPdfFill *one, YyqPdfError code)
{
  g_autoptr (GBytes) base = pdf_samples_page (A4, "", "");
  g_autoptr (GError) error = NULL;

  g_assert_null (yyq_pdf_fill (base, one, 1, NULL, 0, YYQ_PDF_FILL_STRICT, &error));
  g_assert_error (error, YYQ_PDF_ERROR, (int) code);
}

static void
test_refused (void)
{
  const YyqPdfFill narrow = {
    .width = 10, .height = 20, .style = { .size_pt = 12 }, .text = "张三丰"
  };
  const YyqPdfFill emoji = { .width = 90, .height = 20, .style = { .size_pt = 12 }, .text = EMOJI };
  const YyqPdfFill bytes = {
    .width = 90, .height = 20, .style = { .size_pt = 12 }, .text = "\xff"
  };
  const YyqPdfFill far_ = { .page = 1, .width = 90, .height = 20, .text = "一" };
  const YyqPdfFill nowhere = { .x = (double) INFINITY, .width = 90, .height = 20, .text = "一" };
  const YyqPdfFill no_table = { .kind = YYQ_PDF_FILL_TABLE, .width = 90, .height = 20 };
  g_autoptr (GBytes) base = pdf_samples_page (A4, "", "");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) draft = NULL;

  assert_refused (&narrow, YYQ_PDF_ERROR_TEXT);
  assert_refused (&emoji, YYQ_PDF_ERROR_TEXT);
  assert_refused (&bytes, YYQ_PDF_ERROR_TEXT);
  assert_refused (&far_, YYQ_PDF_ERROR_FAILED);
  assert_refused (&nowhere, YYQ_PDF_ERROR_FAILED);
  assert_refused (&no_table, YYQ_PDF_ERROR_FAILED);
  /* A preview shows it. */
  draft = yyq_pdf_fill (base, (const YyqPdfFill[]){ narrow, emoji }, 2, NULL, 0, YYQ_PDF_FILL_DRAFT,
                        &error);
  g_assert_no_error (error);
  pdf_samples_assert_clean (draft);
}

static void
test_signed_base (void)
{
  g_autoptr (GBytes) base = pdf_samples_page (
    A4, "/AcroForm<</Fields[4 0 R]>>", "<</FT/Sig/T(a)/V<</ByteRange[0 1 2 3]/Contents<00>>>>>");
  g_autoptr (GError) error = NULL;

  g_assert_null (yyq_pdf_fill (base, FILLS, 1, NULL, 0, YYQ_PDF_FILL_STRICT, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_SIGNED_ALREADY);
}

static void
test_fields (void)
{
  g_autoptr (GBytes) base = pdf_samples_page (A4, "", "");
  char name[] = "worker";
  const YyqPdfField field = { name, 0, 10, 300, 100, 40 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = yyq_pdf_fill (base, FILLS, 1, &field, 1, YYQ_PDF_FILL_STRICT, &error);
  g_autoptr (PdfDocument) document = NULL;
  g_autoptr (PdfPage) page = NULL;
  GList *fields;

  g_assert_no_error (error);
  document = pdf_samples_open (pdf);
  page = poppler_document_get_page (document, 0);
  fields = poppler_page_get_form_field_mapping (page);
  g_assert_cmpuint (g_list_length (fields), ==, 1);
  poppler_page_free_form_field_mapping (fields);
}

/* (transfer full): @box on a page of its own. */
static GBytes *
write_box (const YyqPdfBox *box)
{
  g_auto (qpdf_data) qpdf = qpdf_init ();
  g_autoptr (YyqPdfEmbed) embed = yyq_pdf_embed_new ();
  g_autoptr (GString) content = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  qpdf_oh page, resources;
  GBytes *pdf;

  qpdf_empty_pdf (qpdf);
  yyq_pdf_embed_add (embed, box);
  g_assert_true (yyq_pdf_embed_write (embed, qpdf, &error));
  yyq_pdf_content_append_line (content, box, 0, embed, 20, 50);
  resources = qpdf_oh_new_dictionary (qpdf);
  qpdf_oh_replace_key (qpdf, resources, "/Font", yyq_pdf_embed_get_resources (embed, qpdf));
  page = qpdf_make_indirect_object (qpdf, qpdf_oh_parse (qpdf, "<</Type/Page" A4 ">>"));
  qpdf_oh_replace_key (qpdf, page, "/Resources", resources);
  qpdf_oh_replace_key (qpdf, page, "/Contents",
                       yyq_qpdf_add_stream (qpdf, content->str, content->len));
  qpdf_add_page (qpdf, qpdf, page, QPDF_FALSE);
  pdf = yyq_qpdf_write (qpdf, &error);
  g_assert_no_error (error);
  return pdf;
}

/* As AR PL UKai is one, which is rarely installed; the one here comes with fontconfig. */
static void
test_truetype (void)
{
  static YyqPdfFont *font; /* fonts live for ever */
  const YyqPdfTextStyle style = { .size_pt = 20 };
  g_autoptr (YyqPdfFontFiles) files = yyq_pdf_font_files_new ();
  g_autoptr (YyqPdfBox) box = yyq_pdf_box_new ("Wing", 200, 30, &style, NULL);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  guint n_dark = 0;

  font = yyq_pdf_font_files_open (files, "DejaVu Sans", FALSE);
  g_assert_nonnull (font);
  g_assert_cmpint (font->outlines, ==, YYQ_PDF_OUTLINES_TRUETYPE);
  for (guint i = 0; i < box->glyphs->len; i++) {
    YyqPdfPlacedGlyph *glyph = &g_array_index (box->glyphs, YyqPdfPlacedGlyph, i);

    glyph->font = font;
    g_assert_true (
      hb_font_get_nominal_glyph (font->hb, (guchar) box->text[glyph->start], &glyph->id));
  }
  pdf = write_box (box);
  text = pdf_samples_page_text (pdf, 0);
  g_assert_cmpstr (g_strstrip (text), ==, "Wing");
  g_assert_cmpuint (count_fonts (pdf), ==, 1);
  for (double x = 20; x < 80; x += 2)
    n_dark += pdf_samples_pixel (pdf, 0, x, 842 - 55) != 0xffffff ? 1 : 0;
  g_assert_cmpuint (n_dark, >, 4);
  pdf_samples_assert_clean (pdf);
}

static gpointer
fill_in_thread (gpointer base)
{
  for (guint i = 0; i < 5; i++)
    g_bytes_unref (fill (base, FILLS, G_N_ELEMENTS (FILLS)));
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (GBytes) base = pdf_samples_page (A4, "", "");
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("fill", fill_in_thread, base);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  static const char *const boxes[] = { "/MediaBox[0 0 400 400]", "/MediaBox[-50 20 350 420]",
                                       "/MediaBox[0 0 595 842]/CropBox[100 150 500 550]" };
  static const char *const units[] = { "", "/UserUnit 1.5" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (boxes) * G_N_ELEMENTS (units) * 4; i++) {
    g_autofree char *entries =
      g_strdup_printf ("%s%s/Rotate %u", boxes[i / 8], units[i / 4 % 2], i % 4 * 90);
    g_autofree char *name =
      g_strdup_printf ("/pdf/fill/values stand where they were laid out: %u", i);

    g_test_add_data_func_full (name, g_steal_pointer (&entries), test_places, g_free);
  }
  g_test_add_func ("/pdf/fill/lines are broken as they were laid out", test_lines);
  g_test_add_func ("/pdf/fill/text can be found as it was typed", test_text_can_be_found);
  g_test_add_func ("/pdf/fill/each font is embedded once", test_fonts_once);
  g_test_add_func ("/pdf/fill/ticks, boxes and strikes are drawn", test_strokes);
  g_test_add_func ("/pdf/fill/a table has its lines and cells", test_table);
  g_test_add_func ("/pdf/fill/the editor's drawing is that of the document", test_drawn_alike);
  g_test_add_func ("/pdf/fill/what does not fit or has no font is listed", test_troubles);
  g_test_add_func ("/pdf/fill/what does not fit or has no font is refused", test_refused);
  g_test_add_func ("/pdf/fill/a signed document is refused", test_signed_base);
  g_test_add_func ("/pdf/fill/signature fields come along", test_fields);
  g_test_add_func ("/pdf/fill/a TrueType font is embedded, too", test_truetype);
  g_test_add_func ("/pdf/fill/threads may fill at the same time", test_threads);
  return g_test_run ();
}
