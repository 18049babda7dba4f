/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "pdf-samples.h"
#include "yyq-clauses.h"
#include "yyq-contract-text.h"
#include "yyq-formula.h"
#include "yyq-pdf-compose.h"
#include "yyq-pdf-paper-block.h"
#include "yyq-pdf-paper.h"
#include "yyq-pdf-ready.h"
#include "yyq-wording.h"

#define PAGE_WIDTH 595.28
#define PAGE_HEIGHT 841.89
#define SIZE_MOST (300 * 1024) /* bytes: every contract is kept with its own */
#define GAP_MOST 1.1           /* pt between two characters: a tenth of one */
#define TAIL_LEAST 33.0        /* pt: three characters */

/* What is filled in at most without being made smaller, by kind. */
static const struct {
  const char *kind;
  const char *value;
} VALUES[] = {
  { "date", "2026年12月31日" },
  { "amount", "12,800.50" },
  { "amount-capital", "壹万贰仟捌佰元伍角" },
  { "number", "36" },
  { "phone", "0371-12345678" },
  { "id-number", "419999199203040013" },
  { "company-uscc", "91419999MA0000001X" },
  { "company-name", "豫州云启智能制造科技（集团）股份有限公司郑州分公司" },
  { "company-address", "河南省云启市高新技术产业开发区创业路 1 号" },
  { "company-representative", "周文远" },
  { "address", "河南省云启市新区和平路 8 号" },
  { "region", "河南省云启市" },
  { "gender", "女" },
  { "email", "li.siyuan@example.com" },
  { "contract-number", "YQ-2026-000123" },
  { "signing-date", "2026年12月31日" },
};

static const char *
value_of (const YyqPdfMarkupControl *control)
{
  for (gsize i = 0; i < G_N_ELEMENTS (VALUES); i++)
    if (g_str_equal (control->kind, VALUES[i].kind))
      return VALUES[i].value;
  return "";
}

static const YyqPdfPaperPlace *
place_at (const YyqPdfPaper *paper, guint i)
{
  return &g_array_index (paper->places, YyqPdfPaperPlace, i);
}

/* (transfer full): the paper with values, as somebody who looks at it wants to see it. */
static GBytes *
fill (const YyqPdfPaper *paper)
{
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (YyqPdfText));
  g_autoptr (GError) error = NULL;
  GBytes *filled;

  for (guint i = 0; i < paper->places->len; i++) {
    const YyqPdfPaperPlace *place = place_at (paper, i);
    const double size = YYQ_PDF_PAPER_TEXT_SIZE;
    const YyqPdfText text = { (char *) value_of (place->control),         place->page, place->x + 2,
                              place->y + place->height / 2 - size * 0.72, 0,           size };

    if (*text.text != '\0')
      g_array_append_val (texts, text);
  }
  filled =
    yyq_pdf_compose (paper->pdf, (const YyqPdfText *) texts->data, texts->len, NULL, 0, &error);
  g_assert_no_error (error);
  return filled;
}

static void
save (const char *id, const char *end, GBytes *pdf)
{
  const char *folder = g_getenv ("YYQ_READY_TEMPLATES_TO");
  g_autofree char *path = g_strdup_printf ("%s/%s%s.pdf", folder, id, end);
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length);

  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
}

/* With YYQ_READY_TEMPLATES_TO: for somebody who wants to look at them. */
static void
show (const char *id, const YyqPdfPaper *paper)
{
  g_autoptr (GBytes) filled = NULL;

  if (g_getenv ("YYQ_READY_TEMPLATES_TO") == NULL)
    return;
  filled = fill (paper);
  save (id, "", paper->pdf);
  save (id, "-filled", filled);
}

/* A template, and its paper: typeset once for all cases. */
typedef struct {
  YyqPdfMarkup *document;
  YyqPdfPaper *paper;
} Sheet;

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  yyq_pdf_paper_free (sheet->paper);
  yyq_pdf_markup_free (sheet->document);
  g_free (sheet);
}

static GHashTable *sheets; /* id: Sheet */

static Sheet *
sheet_of (const char *id)
{
  Sheet *sheet = g_hash_table_lookup (sheets, id);
  g_autoptr (GError) error = NULL;

  if (sheet != NULL)
    return sheet;
  sheet = g_new0 (Sheet, 1);
  sheet->document = yyq_pdf_ready_open (id);
  sheet->paper = yyq_pdf_paper_new (sheet->document, &error);
  g_assert_no_error (error);
  g_hash_table_insert (sheets, (gpointer) id, sheet);
  return sheet;
}

static gboolean
overlap (const YyqPdfPaperPlace *a, const YyqPdfPaperPlace *b)
{
  const double least = 0.1; /* pt: edges may meet */

  return a->page == b->page && a->x + a->width > b->x + least && b->x + b->width > a->x + least &&
         a->y + a->height > b->y + least && b->y + b->height > a->y + least;
}

static void
test_places (gconstpointer id)
{
  const YyqPdfPaper *paper = sheet_of (id)->paper;

  show (id, paper);
  pdf_samples_assert_clean (paper->pdf);
  g_assert_cmpuint (g_bytes_get_size (paper->pdf), <, SIZE_MOST);
  for (guint i = 0; i < paper->places->len; i++) {
    const YyqPdfPaperPlace *place = place_at (paper, i);

    if (place->page >= paper->n_pages || place->x < 0 || place->y < 0 || place->width < 5 ||
        place->height < 5 || place->x + place->width > PAGE_WIDTH + 0.01 ||
        place->y + place->height > PAGE_HEIGHT)
      g_error ("“%s” is not on its page", place->control->key);
    for (guint j = 0; j < i; j++)
      if (overlap (place, place_at (paper, j)))
        g_error ("“%s” and “%s” overlap", place->control->key, place_at (paper, j)->control->key);
  }
}

/* As often as it stands in the text, and once for each item of a choice and each page's edge. */
static void
test_every_control (gconstpointer id)
{
  const YyqPdfMarkup *document = sheet_of (id)->document;
  const YyqPdfPaper *paper = sheet_of (id)->paper;
  guint expected = 0;

  for (guint i = 0; i < document->controls->len; i++) {
    const YyqPdfMarkupControl *control = document->controls->pdata[i];
    guint found = 0;
    guint places = control->shape == YYQ_PDF_SHAPE_BOXES ? g_strv_length (control->items) : 1;

    for (guint j = 0; j < paper->places->len; j++)
      found += place_at (paper, j)->control == control;
    if (found != places)
      g_error ("“%s” has %u places, not %u", control->key, found, places);
    expected += places;
  }
  if (document->paging != NULL)
    expected += paper->n_pages;
  g_assert_cmpuint (paper->places->len, ==, expected);
}

static double
width_of (cairo_t *cr, const char *text)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Noto Serif CJK SC");
  PangoRectangle logical;

  pango_font_description_set_absolute_size (font, YYQ_PDF_PAPER_TEXT_SIZE * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_extents (layout, NULL, &logical);
  return logical.width / (double) PANGO_SCALE;
}

static void
test_room (gconstpointer id)
{
  const YyqPdfPaper *paper = sheet_of (id)->paper;
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < paper->places->len; i++) {
    const YyqPdfPaperPlace *place = place_at (paper, i);
    const double needed = width_of (cr, value_of (place->control));

    if (needed > place->width)
      g_error ("“%s” is %.0f pt wide, and “%s” has %.0f", value_of (place->control), needed,
               place->control->key, place->width);
  }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* A line that had to be filled with gaps, or a character alone in its last line, is mended in the
 * text. */
static void
test_even (gconstpointer id)
{
  const YyqPdfMarkup *document = sheet_of (id)->document;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) elements = NULL;
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);

  elements = yyq_pdf_paper_make_elements (cr, document, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < elements->len; i++) {
    const YyqPdfPaperElement *element = elements->pdata[i];
    const YyqPdfPaperPiece *piece = &g_array_index (element->pieces, YyqPdfPaperPiece, 0);
    PangoRectangle logical;

    if (piece->layout == NULL)
      continue;
    pango_layout_get_extents (piece->layout, NULL, &logical);
    if (element->gap > GAP_MOST)
      g_error ("gaps of %.2f pt in “%s”", element->gap, pango_layout_get_text (piece->layout));
    if (element->is_tail && logical.width < TAIL_LEAST * PANGO_SCALE)
      g_error ("“%s” alone in its line", pango_layout_get_text (piece->layout));
  }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Two lines of text at least, so that nobody puts the page behind another text. */
static void
test_signatures (gconstpointer id)
{
  const YyqPdfMarkup *document = sheet_of (id)->document;
  const YyqPdfPaper *paper = sheet_of (id)->paper;
  g_autofree char *text = pdf_samples_page_text (paper->pdf, (int) paper->n_pages - 1);
  g_autofree char *foot = g_strdup_printf ("共%u页", paper->n_pages);
  double top = PAGE_HEIGHT;
  double dates = 0;
  guint n_dates = 0;

  for (guint i = 0; i < paper->places->len; i++) {
    const YyqPdfPaperPlace *place = place_at (paper, i);

    if (place->control->shape != YYQ_PDF_SHAPE_SIGNING || place->control == document->paging)
      continue;
    g_assert_cmpuint (place->page, ==, paper->n_pages - 1);
    top = MIN (top, place->y);
    if (!g_str_equal (place->control->kind, "signing-date"))
      continue;
    g_assert_true (n_dates == 0 || place->y == dates); /* on one line */
    dates = place->y;
    n_dates++;
  }
  g_assert_cmpuint (n_dates, ==, 2);
  g_assert_cmpfloat (top, >, 120);
  g_assert_nonnull (strstr (text, foot));
  g_assert_nonnull (strstr (text, "日期："));
}

static YyqFormulaType
type_of_kind (const char *kind)
{
  if (g_str_equal (kind, "date"))
    return YYQ_FORMULA_DAY;
  return g_str_equal (kind, "number") || g_str_equal (kind, "amount") ? YYQ_FORMULA_NUMBER
                                                                      : YYQ_FORMULA_TEXT;
}

static YyqFormulaType
type_of (const char *field, gpointer user_data)
{
  const YyqPdfMarkup *document = user_data;

  for (guint i = 0; i < document->controls->len; i++) {
    const YyqPdfMarkupControl *control = document->controls->pdata[i];

    if (g_str_equal (control->key, field))
      return type_of_kind (control->kind);
  }
  return YYQ_FORMULA_BLANK;
}

static void
test_formulas (gconstpointer id)
{
  const YyqPdfMarkup *document = sheet_of (id)->document;
  g_autoptr (GHashTable) formulas =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) yyq_formula_free);
  g_auto (GStrv) circle = NULL;

  for (guint i = 0; i < document->controls->len; i++) {
    const YyqPdfMarkupControl *control = document->controls->pdata[i];
    g_autoptr (GError) error = NULL;
    YyqFormula *formula;

    if (control->formula == NULL)
      continue;
    formula = yyq_formula_new (control->formula, type_of, (gpointer) document, NULL, &error);
    if (formula == NULL)
      g_error ("%s: %s", control->formula, error->message);
    g_assert_cmpint (yyq_formula_get_result (formula), ==, type_of_kind (control->kind));
    g_hash_table_replace (formulas, control->key, formula);
  }
  circle = yyq_formula_find_circle (formulas);
  g_assert_null (circle);
}

/* (transfer full): the paragraphs that pre-flight makes of a PDF. */
static char **
read_paragraphs (GBytes *pdf)
{
  g_autoptr (PdfDocument) document = pdf_samples_open (pdf);
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  for (int i = 0; i < poppler_document_get_n_pages (document); i++) {
    g_autoptr (PdfPage) page = poppler_document_get_page (document, i);
    g_autofree char *part = poppler_page_get_text (page);

    g_string_append_printf (text, "%s\n", part);
  }
  lines = g_strsplit (text->str, "\n", -1);
  return yyq_contract_text_join ((const char *const *) lines);
}

static void
test_wording (gconstpointer id)
{
  const YyqPdfPaper *paper = sheet_of (id)->paper;
  g_auto (GStrv) paragraphs = read_paragraphs (paper->pdf);
  g_autoptr (GArray) wording = yyq_wording_find ((const char *const *) paragraphs);

  if (wording->len > 0) {
    const YyqWordingFinding *finding = &g_array_index (wording, YyqWordingFinding, 0);

    g_error ("%s: %s: %s", finding->id, finding->message, paragraphs[finding->paragraph]);
  }
}

/* What pre-flight asks of a labour contract is in it, on three pages. */
static void
test_clauses (gconstpointer id)
{
  const YyqPdfMarkup *document = sheet_of (id)->document;
  const YyqPdfPaper *paper = sheet_of (id)->paper;
  g_auto (GStrv) paragraphs = read_paragraphs (paper->pdf);
  YyqClauseFinding findings[YYQ_N_CLAUSES];

  g_assert_cmpstr (document->type, ==, "labour-contract");
  g_assert_cmpuint (paper->n_pages, ==, 3);
  g_assert_nonnull (document->paging);
  yyq_clauses_find ((const char *const *) paragraphs, findings);
  for (guint i = 0; i < YYQ_N_CLAUSES; i++)
    if (findings[i].state != YYQ_CLAUSE_PRESENT)
      g_error ("%s: %s", yyq_clause_get_title ((YyqClause) i), paragraphs[findings[i].paragraph]);
}

/* What an electronic paper says of itself, wherever something is signed. */
static void
test_electronic (gconstpointer id)
{
  static const char *const unwanted[] = { "一式", "签订日期", "争议发生之日", "以下空白", "____" };
  const YyqPdfMarkup *document = sheet_of (id)->document;
  const YyqPdfPaper *paper = sheet_of (id)->paper;
  g_auto (GStrv) paragraphs = read_paragraphs (paper->pdf);
  g_autofree char *text = g_strjoinv ("", paragraphs);

  for (gsize i = 0; i < G_N_ELEMENTS (unwanted); i++)
    g_assert_null (strstr (text, unwanted[i]));
  g_assert_cmpstr (document->title, !=, "");
  g_assert_nonnull (yyq_pdf_markup_find_party (document, "甲方"));
  g_assert_nonnull (yyq_pdf_markup_find_party (document, "乙方"));
}

static void
test_list (void)
{
  const char *const *ids = yyq_pdf_ready_list ();
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_cmpuint (g_strv_length ((char **) ids), ==, 8);
  for (; *ids != NULL; ids++) {
    const YyqPdfMarkup *document = sheet_of (*ids)->document;

    g_assert_cmpstr (document->id, ==, *ids);
    g_assert_true (g_hash_table_add (titles, g_strdup (document->title)));
  }
  g_assert_null (yyq_pdf_ready_load ("no-such-template"));
}

static const struct {
  const char *name;
  GTestDataFunc test;
} TESTS[] = {
  { "all places lie on their pages, apart from one another", test_places },
  { "every control has its places", test_every_control },
  { "what is usually filled in has room", test_room },
  { "its lines are even", test_even },
  { "its signatures stand with text, their dates on one line", test_signatures },
  { "its formulas compute what their fields hold", test_formulas },
  { "its wording is allowed", test_wording },
  { "it says nothing that only paper needs", test_electronic },
};

int
main (int argc, char **argv)
{
  static const char *const labour[] = { "fixed-term", "open-ended", "task" };
  int result;

  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  sheets = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, sheet_free);
  g_test_add_func ("/ready-templates/there are eight, each by its name", test_list);
  for (const char *const *id = yyq_pdf_ready_list (); *id != NULL; id++)
    for (gsize i = 0; i < G_N_ELEMENTS (TESTS); i++) {
      g_autofree char *path = g_strdup_printf ("/ready-templates/%s/%s", *id, TESTS[i].name);

      g_test_add_data_func (path, *id, TESTS[i].test);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (labour); i++) {
    g_autofree char *path = g_strdup_printf (
      "/ready-templates/%s/it has every term of a labour contract on three pages", labour[i]);

    g_test_add_data_func (path, labour[i], test_clauses);
  }
  result = g_test_run ();
  g_hash_table_unref (sheets);
  return result;
}
