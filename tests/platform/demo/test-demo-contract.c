/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <poppler.h>
#include <string.h>

#include "yyq-clauses.h"
#include "yyq-contract-text.h"
#include "yyq-demo-contract.h"
#include "yyq-wording.h"

static const YyqDemoTerms TERMS = {
  .number = "YQ-2026-0001",
  .company = "豫州云启科技有限公司",
  .uscc = "91419999MA0000001X",
  .company_address = "河南省云启市创业路 1 号",
  .legal_representative = "周文远",
  .worker = "李思源",
  .id_card = "419999199203040013",
  .phone = "13800001001",
  .worker_address = "河南省云启市和平路 8 号",
  .post = "软件工程师",
  .workplace = "河南省云启市",
  .from_ms = G_GINT64_CONSTANT (1772294400000), /* 2026-03-01 in Shanghai */
  .until_ms = G_GINT64_CONSTANT (1866816000000),
  .years = 3,
  .trial_months = 3,
  .salary = 8600,
};

/* (transfer full): as the pages have it, with its line ends. */
static char *
read_pages (GBytes *pdf, int *pages)
{
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (pdf, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  *pages = poppler_document_get_n_pages (document);
  for (int i = 0; i < *pages; i++) {
    PopplerPage *page = poppler_document_get_page (document, i);
    g_autofree char *part = poppler_page_get_text (page);

    g_string_append_printf (text, "%s\n", part);
    g_object_unref (page);
  }
  g_object_unref (document);
  return g_string_free (text, FALSE);
}

/* Without line ends, so that a phrase broken over two lines is still found. */
static char *
read_text (GBytes *pdf, int *pages)
{
  g_autofree char *raw = read_pages (pdf, pages);
  g_autoptr (GString) text = g_string_new (raw);

  g_string_replace (text, "\n", "", 0);
  g_string_replace (text, " ", "", 0);
  /* A glyph that a radical shares with a character may be read as the radical. */
  return g_utf8_normalize (text->str, (gssize) text->len, G_NORMALIZE_ALL_COMPOSE);
}

/* Of every kind: a template's pre-flight finds nothing to ask for. */
static void
test_mandatory (void)
{
  for (guint kind = YYQ_DEMO_FIXED; kind <= YYQ_DEMO_OPEN_ENDED; kind++) {
    YyqDemoTerms terms = TERMS;
    YyqClauseFinding findings[YYQ_N_CLAUSES];
    YyqPdfField worker, employer;
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pdf = NULL;
    g_autofree char *text = NULL;
    g_autoptr (GArray) wording = NULL;
    g_auto (GStrv) lines = NULL;
    g_auto (GStrv) paragraphs = NULL;
    int pages;

    terms.kind = (YyqDemoKind) kind;
    pdf = yyq_demo_contract_new (&terms, &worker, &employer, &error);
    g_assert_no_error (error);
    text = read_pages (pdf, &pages);
    lines = g_strsplit (text, "\n", -1);
    paragraphs = yyq_contract_text_join ((const char *const *) lines);
    wording = yyq_wording_find ((const char *const *) paragraphs);
    if (wording->len > 0)
      g_error ("%s", g_array_index (wording, YyqWordingFinding, 0).message);
    yyq_clauses_find ((const char *const *) paragraphs, findings);
    for (guint i = 0; i < YYQ_N_CLAUSES; i++)
      if (findings[i].state != YYQ_CLAUSE_PRESENT)
        g_error ("%s, %s: %s", yyq_demo_contract_title (terms.kind),
                 yyq_clause_get_title ((YyqClause) i), paragraphs[findings[i].paragraph]);
  }
}

static void
test_clauses (void)
{
  /* Article 17, first paragraph, (1) to (9). */
  static const char *const CLAUSES[] = {
    "豫州云启科技有限公司",
    "河南省云启市创业路1号",
    "周文远",
    "李思源",
    "419999199203040013",
    "和平路8号",
    "合同期限",
    "工作内容和工作地点",
    "工作时间和休息休假",
    "劳动报酬",
    "社会保险",
    "劳动保护、劳动条件和职业危害防护",
    "试用期",
    "2026年3月1日",
    "8,600元",
    "6,880元",
    "签署页",
  };
  g_autoptr (GError) error = NULL;
  YyqPdfField worker, employer;
  g_autoptr (GBytes) pdf = yyq_demo_contract_new (&TERMS, &worker, &employer, &error);
  g_autofree char *text = NULL;
  const char *where = g_getenv ("YYQ_DEMO_CONTRACT_TO");
  int pages = 0;

  g_assert_no_error (error);
  if (where != NULL)
    g_file_set_contents (where, g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf),
                         NULL);
  text = read_text (pdf, &pages);
  for (guint i = 0; i < G_N_ELEMENTS (CLAUSES); i++)
    if (strstr (text, CLAUSES[i]) == NULL)
      g_error ("“%s” is not in the contract", CLAUSES[i]);
  g_assert_cmpint (pages, >=, 2);
  g_assert_cmpint (pages, <=, 4);
  g_assert_cmpuint (worker.page, ==, pages - 1);
  g_assert_cmpuint (employer.page, ==, pages - 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/contract/every clause that the law asks for", test_clauses);
  g_test_add_func ("/demo/contract/pre-flight finds every term that the law asks for, and no "
                   "wording that it forbids",
                   test_mandatory);
  return g_test_run ();
}
