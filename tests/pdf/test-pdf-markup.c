/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "pdf-samples.h"
#include "yyq-error.h"
#include "yyq-pdf-paper-block.h"
#include "yyq-pdf-paper.h"

#define HEAD "@id sample\n@title 样本\n@type other\n@party 甲方 employer signer\n"
#define SIGN                                                       \
  "@sign\n甲方：{{签署.甲方|company-seal|seal=contract}}\n" \
  "日期：{{签署.日期|signing-date}}\n@end\n"

static YyqPdfMarkup *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) source = g_bytes_new (text, strlen (text));

  return yyq_pdf_markup_parse (source, error);
}

/* (transfer full): of a text between head and signatures. */
static YyqPdfMarkup *
parse_body (const char *body)
{
  g_autofree char *text = g_strconcat (HEAD, body, "\n", SIGN, NULL);
  g_autoptr (GError) error = NULL;
  YyqPdfMarkup *document = parse (text, &error);

  g_assert_no_error (error);
  return document;
}

static const YyqPdfMarkupBlock *
block_at (const YyqPdfMarkup *document, guint i)
{
  return &g_array_index (document->blocks, YyqPdfMarkupBlock, i);
}

static const YyqPdfMarkupRun *
run_at (const GArray *runs, guint i)
{
  return &g_array_index (runs, YyqPdfMarkupRun, i);
}

static void
test_blocks (void)
{
  g_autoptr (YyqPdfMarkup) document = parse_body ("; a comment\n"
                                                  ": 姓名：{{a.b|text}} || 电话：{{a.c|phone}}\n"
                                                  "---\n"
                                                  "# 一、标题\n"
                                                  "第一行\n第二行{{a.d|date|width=9}}止。\n"
                                                  "\n"
                                                  "{{a.e|multiline|lines=3}}\n");

  g_assert_cmpuint (document->blocks->len, ==, 7);
  g_assert_cmpint (block_at (document, 0)->kind, ==, YYQ_PDF_MARKUP_ROW);
  g_assert_cmpuint (block_at (document, 0)->line, ==, 6);
  g_assert_cmpstr (run_at (block_at (document, 0)->right, 0)->text, ==, "电话：");
  g_assert_cmpstr (run_at (block_at (document, 0)->right, 1)->control->key, ==, "a.c");
  g_assert_cmpint (block_at (document, 1)->kind, ==, YYQ_PDF_MARKUP_RULE);
  g_assert_cmpint (block_at (document, 2)->kind, ==, YYQ_PDF_MARKUP_HEADING);
  g_assert_cmpint (block_at (document, 3)->kind, ==, YYQ_PDF_MARKUP_PARAGRAPH);
  g_assert_cmpstr (run_at (block_at (document, 3)->left, 0)->text, ==, "第一行第二行");
  g_assert_cmpstr (run_at (block_at (document, 3)->left, 2)->text, ==, "止。");
  g_assert_cmpint (block_at (document, 4)->kind, ==, YYQ_PDF_MARKUP_AREA);
  g_assert_cmpint (block_at (document, 6)->kind, ==, YYQ_PDF_MARKUP_SIGN);
  g_assert_cmpuint (document->controls->len, ==, 6);
}

static void
test_options (void)
{
  g_autoptr (YyqPdfMarkup) document =
    parse_body ("甲{{a.n|number|width=4 min=-1 max=12 optional label=月数 formula=月数(a.s,a.e)}}"
                "乙{{a.c|choice|items=有/无 default=无 when=a.n:3/6}}"
                "丙{{a.d|dropdown|items=一/二 width=3 when=a.n}}");
  const YyqPdfMarkupControl *number = document->controls->pdata[0];
  const YyqPdfMarkupControl *choice = document->controls->pdata[1];
  const YyqPdfMarkupControl *dropdown = document->controls->pdata[2];

  g_assert_cmpstr (number->kind, ==, "number");
  g_assert_cmpfloat (number->width, ==, 4);
  g_assert_cmpint (number->min, ==, -1);
  g_assert_cmpint (number->max, ==, 12);
  g_assert_true (number->is_optional);
  g_assert_cmpstr (number->label, ==, "月数");
  g_assert_cmpstr (number->formula, ==, "月数(a.s,a.e)");
  g_assert_cmpstr (number->party, ==, "甲方");
  g_assert_cmpstr (choice->label, ==, "c");
  g_assert_cmpstr (choice->items[1], ==, "无");
  g_assert_cmpstr (choice->fallback, ==, "无");
  g_assert_cmpstr (choice->when_key, ==, "a.n");
  g_assert_cmpstr (choice->when_values[1], ==, "6");
  g_assert_false (choice->is_optional);
  g_assert_null (dropdown->when_values);
  g_assert_cmpint (dropdown->shape, ==, YYQ_PDF_SHAPE_BLANK);
}

/* What is wrong is told with its line. */
static const struct {
  const char *name;
  const char *text;
  const char *words;
} WRONG[] = {
  { "nothing at all", "", "line 1: there are no signatures" },
  { "no head", "文字\n", "line 1: the text begins before" },
  { "no signatures", HEAD "文字\n", "line 6: there are no signatures" },
  { "a blank without a control", HEAD "姓名：____\n\n" SIGN, "line 5: a blank has no control" },
  { "a blank of full width", HEAD "姓名：＿＿\n\n" SIGN, "line 5: a blank has no control" },
  { "an open control", HEAD "姓名：{{a.b|text\n\n" SIGN, "line 5: “{{” is not closed" },
  { "a closing without an opening", HEAD "姓名：a.b}}\n\n" SIGN, "line 5: “}}” closes nothing" },
  { "no such kind", HEAD ": 姓名：{{a.b|texts}}\n" SIGN, "line 5: there is no kind “texts”" },
  { "a kind that stands by itself", HEAD ": {{a.b|paging-seal}}\n" SIGN,
    "line 5: there is no kind" },
  { "a key without a group", HEAD ": 姓名：{{b|text}}\n" SIGN, "line 5: “b” is no key" },
  { "a key with an empty group", HEAD ": 姓名：{{a..b|text}}\n" SIGN, "line 5: “a..b” is no key" },
  { "no such option", HEAD ": {{a.b|text|colour=red}}\n" SIGN, "line 5: there is no option" },
  { "an option twice", HEAD ": {{a.b|text|width=3 width=4}}\n" SIGN, "line 5: the option “width”" },
  { "an option without a value", HEAD ": {{a.b|text|label=}}\n" SIGN,
    "line 5: the option “label”" },
  { "a width that is none", HEAD ": {{a.b|text|width=0}}\n" SIGN, "line 5: “0” is no number" },
  { "running text without a width", HEAD "{{a.b|text}}止\n\n" SIGN, "line 5: “a.b” has no width" },
  { "a choice without items", HEAD "甲{{a.b|choice}}\n\n" SIGN,
    "line 5: a “choice” and its items" },
  { "an item twice", HEAD "甲{{a.b|choice|items=有/有}}\n\n" SIGN, "line 5: “有/有” has a part" },
  { "a default that is no item", HEAD "甲{{a.b|choice|items=有/无 default=半}}\n\n" SIGN,
    "line 5: “半” is none" },
  { "a statement without its text", HEAD "{{a.b|statement}}\n\n" SIGN, "line 5: a “statement”" },
  { "an area in a sentence", HEAD "甲{{a.b|remark}}乙\n\n" SIGN, "line 5: an area stands" },
  { "an area in a row", HEAD ": 甲{{a.b|remark}}\n" SIGN, "line 5: an area does not" },
  { "three columns", HEAD ": 甲 || 乙 || 丙\n" SIGN, "line 5: a row has" },
  { "a heading with a control", HEAD "# 一、{{a.b|text|width=3}}\n" SIGN, "line 5: a heading" },
  { "one key as two kinds", HEAD ": {{a.b|text}}\n: {{a.b|date}}\n" SIGN,
    "line 6: “a.b” stands in line 5" },
  { "a formula that is another one",
    HEAD ": {{a.b|date|formula=1}}\n: {{a.b|date|formula=2}}\n" SIGN,
    "line 6: “a.b” stands in line 5" },
  { "a condition on nothing", HEAD ": {{a.b|text|when=a.c}}\n" SIGN, "line 5: there is no field" },
  { "no such party", HEAD ": {{a.b|text|by=丙方}}\n" SIGN, "line 5: there is no party" },
  { "a party that does not sign", HEAD "@party 乙方 worker signer\n正文\n\n" SIGN,
    "“乙方” has 0 signatures" },
  { "a party that signs twice",
    HEAD "正文\n\n@sign\n{{a.a|handwriting}} || {{a.b|handwriting}}\n@end\n",
    "“甲方” has 2 signatures" },
  { "a receiver who signs",
    HEAD "@party 乙方 worker receiver\n正文\n\n@sign\n{{a.a|handwriting|by=乙方}}\n@end\n",
    "line 9: “乙方” does not sign" },
  { "a party twice", HEAD "@party 甲方 worker signer\n" SIGN, "line 5: this party" },
  { "a title twice", HEAD "@title 又\n" SIGN, "line 5: this stands there twice" },
  { "a directive in the text", HEAD "正文\n@party 乙方 worker signer\n" SIGN,
    "line 6: “@party” stands" },
  { "no such directive", HEAD "@colour red\n" SIGN, "line 5: there is no “@colour”" },
  { "text behind the signatures", HEAD "正文\n\n" SIGN "正文\n", "the signatures come last" },
  { "a signature in the text", HEAD ": {{a.b|handwriting}}\n正文\n\n" SIGN,
    "line 5: a “handwriting”" },
  { "a text among the signatures", HEAD "正文\n\n@sign\n{{a.a|text}}\n@end\n", "line 8: a “text”" },
  { "a line that is none", HEAD "-\n" SIGN, "line 5: “-” is no line" },
  { "a space at the end", HEAD "正文 \n\n" SIGN, "line 5: the line ends with a space" },
  { "a tab", HEAD "正\t文\n\n" SIGN, "line 1: this is no UTF-8 text" },
  { "bytes that are no text", HEAD "\xff\n\n" SIGN, "line 1: this is no UTF-8 text" },
};

static void
test_wrong (gconstpointer data)
{
  const char *text = WRONG[GPOINTER_TO_UINT (data)].text;
  const char *words = WRONG[GPOINTER_TO_UINT (data)].words;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPdfMarkup) document = parse (text, &error);

  g_assert_null (document);
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TEXT);
  g_assert_true (g_str_has_prefix (error->message, "line "));
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” was told", error->message);
}

static void
test_limits (void)
{
  g_autoptr (GString) text = g_string_new (HEAD);
  g_autoptr (GError) controls = NULL;
  g_autoptr (GError) length = NULL;

  for (guint i = 0; i < 600; i++)
    g_string_append_printf (text, ": {{a.k%u|text}}\n", i);
  g_string_append (text, SIGN);
  g_assert_null (parse (text->str, &controls));
  g_assert_error (controls, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TEXT);
  g_string_set_size (text, 300 * 1024);
  memset (text->str, 'x', text->len);
  g_assert_null (parse (text->str, &length));
  g_assert_error (length, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TEXT);
}

static YyqPdfPaper *
typeset (const YyqPdfMarkup *document)
{
  g_autoptr (GError) error = NULL;
  YyqPdfPaper *paper = yyq_pdf_paper_new (document, &error);

  g_assert_no_error (error);
  return paper;
}

static const YyqPdfPaperPlace *
place_at (const YyqPdfPaper *paper, guint i)
{
  return &g_array_index (paper->places, YyqPdfPaperPlace, i);
}

/* The line to write on is drawn at the foot of the place that is told. */
static void
test_place_is_drawn (void)
{
  g_autoptr (YyqPdfMarkup) document =
    parse_body ("甲{{a.b|text|width=9}}乙\n\n: 姓名：{{a.c|text}}\n\n{{a.d|remark|lines=2}}\n");
  g_autoptr (YyqPdfPaper) paper = typeset (document);

  for (guint i = 0; i < 3; i++) {
    const YyqPdfPaperPlace *place = place_at (paper, i);
    const double middle = place->x + place->width / 2;
    guint dark = 0;

    for (double y = -1; y <= 1; y += 0.25)
      dark +=
        (pdf_samples_pixel (paper->pdf, 0, middle, place->y + place->height + y) & 0xff) < 200;
    g_assert_cmpuint (dark, >, 0);
    g_assert_cmphex (pdf_samples_pixel (paper->pdf, 0, middle, place->y + place->height / 4), ==,
                     0xffffff);
  }
  g_assert_cmpfloat_with_epsilon (place_at (paper, 0)->width, 9 * 11 - 2.2, 0.1);
  g_assert_cmpfloat (place_at (paper, 1)->width, >, 380);
}

/* Of running text, a line of which breaks at a blank, nothing is lost and nothing sticks out. */
static void
test_breaks (void)
{
  g_autoptr (GString) body = g_string_new (NULL);
  g_autoptr (YyqPdfMarkup) document = NULL;
  g_autoptr (YyqPdfPaper) paper = NULL;

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (body, "（%u）双方约定，%.*s{{a.k%u|text|width=%u}}。", i,
                            (int) (i % 7) * 3, "甲乙丙丁戊己庚", i, 5 + i % 20);
  document = parse_body (body->str);
  paper = typeset (document);
  g_assert_cmpuint (paper->places->len, ==, 42);
  for (guint i = 0; i < 40; i++) {
    const YyqPdfPaperPlace *place = place_at (paper, i);

    g_assert_cmpfloat (place->x, >=, 66);
    g_assert_cmpfloat (place->x + place->width, <=, 66.7 + 462 + 0.5);
    g_assert_cmpfloat (place->width, >=, (5 + i % 20) * 11 * 0.85 - 2.3);
    g_assert_true (i == 0 || place->page > place_at (paper, i - 1)->page ||
                   place->y > place_at (paper, i - 1)->y + 10 ||
                   place->x > place_at (paper, i - 1)->x);
  }
}

/* A word that no line can hold is cut, rather than run out of the page. */
static void
test_long_word (void)
{
  g_autoptr (GString) body = g_string_new (NULL);
  g_autoptr (YyqPdfMarkup) document = NULL;
  g_autoptr (YyqPdfPaper) paper = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 300; i++)
    g_string_append_c (body, 'w');
  g_string_append (body, "{{a.b|text|width=60}}");
  document = parse_body (body->str);
  paper = typeset (document);
  text = pdf_samples_page_text (paper->pdf, 0);
  g_assert_cmpuint (strspn (text + strcspn (text, "w"), "w"), <, 80);
}

/* The text that the signatures would leave behind comes along to their page. */
static void
test_signatures_keep_text (void)
{
  static const guint fills[] = { 30, 36, 38 }; /* of the page; it has room for 37 */

  for (gsize k = 0; k < G_N_ELEMENTS (fills); k++) {
    g_autoptr (GString) body = g_string_new (NULL);
    g_autoptr (YyqPdfMarkup) document = NULL;
    g_autoptr (YyqPdfPaper) paper = NULL;
    const YyqPdfPaperPlace *seal;

    for (guint i = 0; i < fills[k]; i++)
      g_string_append_printf (body, "第%u段。\n\n", i);
    document = parse_body (body->str);
    paper = typeset (document);
    seal = place_at (paper, 0);
    g_assert_cmpuint (seal->page, ==, paper->n_pages - 1);
    g_assert_cmpfloat (seal->y, >, 56 + 2 * 16.8);
  }
}

static void
test_heading_stays (void)
{
  for (guint n = 34; n < 38; n++) {
    g_autoptr (GString) body = g_string_new (NULL);
    g_autoptr (YyqPdfMarkup) document = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (YyqPdfPaper) paper = NULL;
    g_autofree char *text = NULL;

    for (guint i = 0; i < n; i++)
      g_string_append (body, "一段。\n\n");
    g_string_append (body, "# 标题\n下一段第一行");
    for (guint i = 0; i < 60; i++)
      g_string_append (body, "文");
    for (guint i = 0; i < 20; i++)
      g_string_append (body, "\n\n末段。");
    document = parse_body (body->str);
    paper = typeset (document);
    text = pdf_samples_page_text (paper->pdf, 0);
    g_assert_true ((strstr (text, "标题") != NULL) == (strstr (text, "下一段第一行") != NULL));
  }
}

static void
test_paging (void)
{
  g_autoptr (GString) text = g_string_new (HEAD "@paging-seal 甲方\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPdfMarkup) document = NULL;
  g_autoptr (YyqPdfPaper) paper = NULL;
  double width = 0;

  for (guint i = 0; i < 100; i++)
    g_string_append (text, "一段。\n\n");
  g_string_append (text, SIGN);
  document = parse (text->str, &error);
  g_assert_no_error (error);
  paper = typeset (document);
  g_assert_cmpuint (paper->n_pages, ==, 3);
  for (guint i = 2; i < paper->places->len; i++) {
    const YyqPdfPaperPlace *place = place_at (paper, i);

    g_assert_cmpstr (place->control->kind, ==, "paging-seal");
    g_assert_cmpuint (place->page, ==, i - 2);
    g_assert_cmpfloat_with_epsilon (place->x + place->width, 595.28, 0.01);
    width += place->width;
  }
  g_assert_cmpfloat_with_epsilon (width, 40 * 72 / 25.4, 0.01);
}

static void
test_no_font (void)
{
  g_autoptr (YyqPdfMarkup) document = parse_body ("\xf4\x8f\xbf\xbd"); /* U+10FFFD, private use */
  g_autoptr (GError) error = NULL;

  g_assert_null (yyq_pdf_paper_new (document, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TEXT);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/markup/lines become blocks", test_blocks);
  g_test_add_func ("/pdf/markup/options are kept", test_options);
  for (guint i = 0; i < G_N_ELEMENTS (WRONG); i++) {
    g_autofree char *path = g_strdup_printf ("/pdf/markup/%s is told with its line", WRONG[i].name);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_wrong);
  }
  g_test_add_func ("/pdf/markup/it has limits", test_limits);
  g_test_add_func ("/pdf/paper/a blank's line is drawn at its place", test_place_is_drawn);
  g_test_add_func ("/pdf/paper/lines break around blanks within the margins", test_breaks);
  g_test_add_func ("/pdf/paper/a word longer than a line is cut", test_long_word);
  g_test_add_func ("/pdf/paper/signatures have two lines of text above them",
                   test_signatures_keep_text);
  g_test_add_func ("/pdf/paper/a heading stands on the page of what it heads", test_heading_stays);
  g_test_add_func ("/pdf/paper/the slices over all edges make one seal", test_paging);
  g_test_add_func ("/pdf/paper/a character that no font has is refused", test_no_font);
  return g_test_run ();
}
