/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/*
 * A 10-page document filled with 40 values, against what Pango and cairo take to draw 10 of them as
 * a PDF of their own, which would still have to be put over the document; and the values alone laid
 * out, as the editor does.
 */

#include <pango/pangocairo.h>

#include "yyq-bench.h"
#include "yyq-pdf-fill.h"
#include "yyq-pdf-surface.h"
#include "yyq-pdf-typeset.h"

#define N_PARAGRAPHS 107 /* ten pages of them */
#define N_PAGES 10
#define N_FILLS 40
#define N_DRAWN 10
#define N_RUNS 41
/* 50 documents a second. */
#define MAX_MS 20
#define MAX_RATIO 1.4

static const char *const VALUES[] = {
  "河南示例数字科技有限公司",
  "91410000MA00000000",
  "河南省云启市示例路1号",
  "张三",
  "11010519491231002X",
  "13800000000",
  "软件工程师",
  "2026年12月1日",
  "2029年11月30日",
  "人民币8,000.00元",
  "捌仟元整",
  "按时完成约定的工作任务，遵守依法制定的规章制度，保守商业秘密。",
  "标准工时制",
  "每月15日前支付上一月的工资",
  "中国示例银行云启支行",
  "王五",
};

typedef struct {
  GBytes *base;
  YyqPdfFill fills[N_FILLS];
} Bench;

static void
fill_once (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;

  g_bytes_unref (
    yyq_pdf_fill (bench->base, bench->fills, N_FILLS, NULL, 0, YYQ_PDF_FILL_STRICT, &error));
  g_assert_no_error (error);
}

static void
draw_once (gpointer data)
{
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Noto Serif CJK SC");
  YyqPdfSurface surface;

  pango_font_description_set_absolute_size (font, 10.5 * PANGO_SCALE);
  yyq_pdf_surface_begin (&surface, 595, 842);
  for (guint i = 0; i < N_DRAWN; i++) {
    g_autoptr (PangoLayout) layout = pango_cairo_create_layout (surface.cr);

    pango_layout_set_font_description (layout, font);
    pango_layout_set_text (layout, VALUES[i], -1);
    cairo_move_to (surface.cr, 100, 100);
    pango_cairo_show_layout (surface.cr, layout);
    cairo_show_page (surface.cr);
  }
  g_bytes_unref (yyq_pdf_surface_end (&surface, NULL));
}

static void
lay_out_once (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;

  g_array_unref (yyq_pdf_fills_check (bench->fills, N_FILLS, &error));
  g_assert_no_error (error);
}

static void
set_up (Bench *bench)
{
  const char *text =
    "甲方应当按照国家规定为乙方提供劳动条件和劳动保护，并按月以货币形式支付劳动报酬。"
    "乙方应当遵守甲方依法制定的规章制度，按时完成约定的工作任务，保守甲方的商业秘密。";
  YyqPdfBlock blocks[N_PARAGRAPHS];
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_PARAGRAPHS; i++)
    blocks[i] = (YyqPdfBlock){ YYQ_PDF_BLOCK_PARAGRAPH, text };
  bench->base = yyq_pdf_typeset (blocks, N_PARAGRAPHS, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_FILLS; i++)
    bench->fills[i] = (YyqPdfFill){ .page = i % N_PAGES,
                                    .x = 100,
                                    .y = 100 + 60 * (double) (i / N_PAGES),
                                    .width = 200,
                                    .height = 32,
                                    .style = { .family = (YyqPdfFamily) (i % 2),
                                               .size_pt = 10.5,
                                               .fit = YYQ_PDF_FIT_SHRINK_THEN_WRAP },
                                    .text = VALUES[i % G_N_ELEMENTS (VALUES)] };
}

int
main (void)
{
  Bench bench = { 0 };
  g_auto (YyqBenchPairs) pairs = { 0 };

  set_up (&bench);
  yyq_bench_pairs_init (&pairs, N_RUNS);
  pairs.working = TRUE;
  yyq_bench_pairs_run (&pairs, fill_once, &bench, draw_once, NULL);
  yyq_bench_compare ("10 pages with 40 values", &pairs, "ms", "10 values drawn by Pango and cairo",
                     MAX_RATIO);
  yyq_bench_report ("10 pages with 40 values, processor time",
                    yyq_bench_quantile (pairs.ours, N_RUNS, 0.5), "ms", MAX_MS);
  yyq_bench_report ("documents of 10 pages with 40 values a second, one core",
                    1000 / yyq_bench_quantile (pairs.ours, N_RUNS, 0.5), "1/s", YYQ_BENCH_NO_LIMIT);
  yyq_bench_report ("40 values laid out", yyq_bench_median (lay_out_once, NULL, &bench, N_RUNS),
                    "ms", YYQ_BENCH_NO_LIMIT);
  g_bytes_unref (bench.base);
  return yyq_bench_finish ();
}
