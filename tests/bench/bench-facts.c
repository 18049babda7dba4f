/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/*
 * What a document of 200 pages full of text leaves open: its pages read in the sandbox, and the
 * rules over what was read. The suggestions of a template may take two seconds.
 */

#include "yyq-bench.h"
#include "yyq-page-snaps.h"
#include "yyq-pdf-facts.h"
#include "yyq-pdf-typeset.h"
#include "yyq-suggestions.h"

#define N_PAGES 200
#define N_RUNS 5
#define LIMIT_MS 2000
/* What the client does before it shows a page, at any zoom. */
#define PAGE_LIMIT_MS 8

typedef struct {
  GBytes *pdf;
  GPtrArray *pages;
} Bench;

/* About twelve places to fill in on each page, between clauses. */
static GBytes *
make_document (void)
{
  static const char *const texts[] = {
    "甲方应当按照国家规定为乙方提供劳动条件和劳动保护，并按月以货币形式支付劳动报酬。"
    "乙方应当遵守甲方依法制定的规章制度，按时完成约定的工作任务，保守甲方的商业秘密。",
    "甲方（用人单位）：____________________统一社会信用代码：____________________",
    "乙方（劳动者）：____________________身份证号码：____________________",
    "本合同期限自____年____月____日起至____年____月____日止，其中试用期____个月。",
    "月工资为人民币________元（大写：________________），于每月____日支付。住宿：□是 □否",
    "甲方（盖章）：                    乙方（签字）：",
  };
  g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (YyqPdfBlock));
  g_autoptr (GError) error = NULL;
  GBytes *pdf;

  for (guint i = 0; i < N_PAGES * 3; i++)
    for (guint j = 0; j < G_N_ELEMENTS (texts); j++) {
      const YyqPdfBlock block = { YYQ_PDF_BLOCK_PARAGRAPH, texts[j] };

      for (guint n = j == 0 ? 2 : 1; n > 0; n--)
        g_array_append_val (blocks, block);
    }
  pdf = yyq_pdf_typeset ((const YyqPdfBlock *) blocks->data, blocks->len, &error);
  g_assert_no_error (error);
  return pdf;
}

static void
read_once (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&bench->pages, g_ptr_array_unref);
  yyq_pdf_facts_read (bench->pdf, 0, N_PAGES, &bench->pages, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bench->pages->len, ==, N_PAGES);
}

static void
suggest_once (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GPtrArray) found = yyq_suggestions_find (bench->pages);

  g_assert_cmpuint (found->len, >, N_PAGES * 10);
}

static void
all_once (gpointer data)
{
  read_once (data);
  suggest_once (data);
}

static void
snap_once (gpointer data)
{
  Bench *bench = data;

  yyq_page_snaps_free (yyq_page_snaps_new (g_ptr_array_index (bench->pages, 0)));
}

int
main (void)
{
  Bench bench = { make_document (), NULL };

  yyq_bench_report ("suggestions of 200 pages of text, with reading them",
                    yyq_bench_median (all_once, NULL, &bench, N_RUNS), "ms", LIMIT_MS);
  yyq_bench_report ("reading 200 pages of text in the sandbox",
                    yyq_bench_median (read_once, NULL, &bench, N_RUNS), "ms", YYQ_BENCH_NO_LIMIT);
  yyq_bench_report ("suggestions of 200 pages that were read",
                    yyq_bench_median (suggest_once, NULL, &bench, N_RUNS), "ms",
                    YYQ_BENCH_NO_LIMIT);
  yyq_bench_report ("snap targets of a page of text",
                    yyq_bench_median (snap_once, NULL, &bench, N_RUNS), "ms", PAGE_LIMIT_MS);
  g_clear_pointer (&bench.pages, g_ptr_array_unref);
  g_bytes_unref (bench.pdf);
  return yyq_bench_finish ();
}
