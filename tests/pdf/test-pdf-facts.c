/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "pdf-samples.h"
#include "yyq-error.h"
#include "yyq-pdf-facts-code.h"
#include "yyq-pdf-facts.h"
#include "yyq-pdf-surface.h"
#include "yyq-pdf-typeset.h"
#include "yyq-suggestions.h"
#include "yyq-tags.h"

#define A4 "/MediaBox[0 0 595 842]"
#define HELVETICA "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
#define TURNED "/MediaBox[10 10 310 210]/CropBox[15 20 300 200]/UserUnit 2"

/* (transfer full): a page of these entries and this content; @more (nullable): object 5. */
static GBytes *
page_of (const char *entries, const char *content, const char *more)
{
  g_autofree char *page = g_strdup_printf ("<</Type/Page/Parent 2 0 R%s/Contents 4 0 R>>", entries);
  g_autofree char *stream =
    g_strdup_printf ("<</Length %u>>stream\n%s\nendstream", (guint) strlen (content), content);
  const char *const objects[] = { "<</Type/Catalog/Pages 2 0 R>>",
                                  "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream,
                                  more != NULL ? more : "null" };
  g_autoptr (GString) pdf = g_string_new ("%PDF-1.7\n");
  gsize offsets[G_N_ELEMENTS (objects)];
  gsize xref;

  for (guint i = 0; i < G_N_ELEMENTS (objects); i++) {
    offsets[i] = pdf->len;
    g_string_append_printf (pdf, "%u 0 obj\n%s\nendobj\n", i + 1, objects[i]);
  }
  xref = pdf->len;
  g_string_append (pdf, "xref\n0 6\n0000000000 65535 f\r\n");
  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    g_string_append_printf (pdf, "%010" G_GSIZE_FORMAT " 00000 n\r\n", offsets[i]);
  g_string_append_printf (
    pdf, "trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", xref);
  return g_bytes_new (pdf->str, pdf->len);
}

/* (transfer full): the pages; none may be missing. */
static GPtrArray *
read_all (GBytes *pdf)
{
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (yyq_pdf_facts_read (pdf, 0, 0, &pages, NULL, &error));
  g_assert_no_error (error);
  return g_steal_pointer (&pages);
}

static const YyqPageFacts *
page_at (GPtrArray *pages, guint index)
{
  return g_ptr_array_index (pages, index);
}

typedef struct {
  const char *name;
  const char *page;
  const char *content;
  const char *more; /* (nullable): object 5 */
  const char *strokes;
} Case;

static const Case cases[] = {
  { "a line is a line", A4, "1 w 100 700 m 300 700 l S", "", "H 100,142-300,142\n" },
  { "a thin rectangle is a line, as programs draw them", A4,
    "100 700 200 0.5 re f 100 600 0.5 50 re f", NULL, "H 100,142-300,142\nV 100,192-100,242\n" },
  { "an outline is a rectangle, however it is closed", A4,
    "100 700 50 20 re S 200 700 m 250 700 l 250 720 l 200 720 l s 300 700 m 350 700 l 350 720 l "
    "300 720 l 300 700 l h S",
    NULL, "R 100,122-150,142\nR 200,122-250,142\nR 300,122-350,142\n" },
  { "what is filled is a shade, and what is filled and drawn an outline", A4,
    ".9 g 100 700 50 20 re f .8 .8 .8 rg 200 700 50 20 re B", NULL,
    "A 100,122-150,142\nR 200,122-250,142\n" },
  { "white is paper, in every colour space that says so", A4,
    "1 g 100 700 50 20 re f 1 1 1 rg 100 700 50 20 re f* 0 0 0 0 k 100 700 50 20 re F "
    "1 G 100 700 m 300 700 l S /DeviceRGB cs 1 1 1 sc 100 700 50 20 re f",
    NULL, "" },
  { "full ink of a colour of its own is not white",
    A4 "/Resources<</ColorSpace<</S[/Separation/Spot/DeviceGray<<>>]>>>>",
    "/S cs 1 scn 100 700 50 20 re f", NULL, "A 100,122-150,142\n" },
  { "a colour ends with what q began", A4, "q 1 g Q 100 700 50 20 re f", NULL,
    "A 100,122-150,142\n" },
  { "what is clipped away is not there, and what sticks out is as long as it is seen", A4,
    "100 700 100 50 re W n 50 720 m 500 720 l S 50 500 m 500 500 l S", NULL,
    "H 100,122-200,122\n" },
  { "a path that is not painted is nothing", A4, "100 700 m 300 700 l n", NULL, "" },
  { "a slanted line and a curve are nothing", A4,
    "100 700 m 300 600 l S 100 700 m 100 700 200 600 300 700 c S", NULL, "" },
  { "all sides of a polygon count that are straight", A4,
    "100 700 m 200 700 l 200 600 l 150 550 l S", NULL, "H 100,142-200,142\nV 200,142-200,242\n" },
  { "the matrix counts, and ends with Q", A4,
    "q 2 0 0 2 0 0 cm 50 350 m 150 350 l S Q 50 350 m 150 350 l S", NULL,
    "H 100,142-300,142\nH 50,492-150,492\n" },
  { "a form's matrix and box count", A4 "/Resources<</XObject<</X 5 0 R>>>>",
    "q 1 0 0 1 100 600 cm /X Do Q",
    "<</Subtype/Form/BBox[0 0 50 50]/Matrix[1 0 0 1 10 0]/Length "
    "18>>stream\n0 10 m 90 10 l S \nendstream",
    "H 110,232-160,232\n" },
  { "a form that draws itself ends", A4 "/Resources<</XObject<</X 5 0 R>>>>", "/X Do",
    "<</Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 5 0 R>>>>/Length "
    "26>>stream\n/X Do 10 10 m 90 10 l S   \nendstream",
    "cut H 10,832-90,832\n" },
  { "a picture within the stream is jumped over, whatever its bytes say", A4,
    "BI /W 2 /H 2 /CS /G /BPC 8 ID 1 0 m 9 0 l S EIx \nEI 100 700 m 300 700 l S", NULL,
    "H 100,142-300,142\n" },
  { "words that nobody knows, and strings, are no operators", A4 HELVETICA,
    "BT /F 12 Tf (100 700 m 300 700 l S) Tj ET <</A [1 2 3]>> foo 1.2.3 bar 100 700 m 300 700 l S",
    NULL, "H 100,142-300,142\n" },
  { "on a page turned by 90 a line stands as it is seen", TURNED "/Rotate 90", "20 30 m 60 30 l S",
    NULL, "V 20,10-20,90\n" },
  { "on a page turned by 180 it does", TURNED "/Rotate 180", "20 30 m 60 30 l S", NULL,
    "H 480,20-560,20\n" },
  { "on a page turned by 270 it does", TURNED "/Rotate 270", "20 30 m 60 30 l S", NULL,
    "V 340,480-340,560\n" },
  { "a page with an offset and large units is measured in points from its corner", TURNED,
    "20 30 m 60 30 l S", NULL, "H 10,340-90,340\n" },
};

static char *
say_strokes (const YyqPageFacts *facts)
{
  GString *text = g_string_new ((facts->cut & YYQ_PAGE_CUT_STROKES) != 0 ? "cut " : "");

  for (guint i = 0; i < facts->strokes->len; i++) {
    const YyqPageStroke *stroke = yyq_page_facts_stroke (facts, i);

    if (i < 5)
      g_string_append_printf (text, "%c %g,%g-%g,%g\n", "HVRA"[stroke->kind],
                              round (stroke->box.x0), round (stroke->box.y0),
                              round (stroke->box.x1), round (stroke->box.y1));
  }
  return g_string_free (text, FALSE);
}

/* A form within itself is drawn some times before it ends; one of them is told. */
static void
test_case (gconstpointer data)
{
  const Case *sample = data;
  g_autoptr (GBytes) pdf = page_of (sample->page, sample->content, sample->more);
  g_autoptr (GPtrArray) pages = read_all (pdf);
  g_autofree char *said = NULL;

  g_assert_cmpuint (pages->len, ==, 1);
  said = say_strokes (page_at (pages, 0));
  if (g_str_has_prefix (sample->strokes, "cut"))
    g_assert_true (g_str_has_prefix (said, sample->strokes));
  else
    g_assert_cmpstr (said, ==, sample->strokes);
}

static void
test_baseline (void)
{
  g_autoptr (GBytes) pdf = page_of (
    A4 HELVETICA, "BT /F 12 Tf 100 700 Td (Monthly pay) Tj 0 -20 Td (of 10000) Tj ET", NULL);
  g_autoptr (GPtrArray) pages = read_all (pdf);
  const YyqPageFacts *facts = page_at (pages, 0);
  const YyqPageCharacter *first = yyq_page_facts_character (facts, 0);

  g_assert_cmpuint (facts->lines->len, ==, 2);
  g_assert_cmpfloat_with_epsilon (yyq_page_facts_line (facts, 0)->baseline, 142, 0.01);
  g_assert_cmpfloat_with_epsilon (yyq_page_facts_line (facts, 1)->baseline, 162, 0.01);
  g_assert_cmpuint (yyq_page_facts_line (facts, 0)->n, ==, strlen ("Monthly pay"));
  g_assert_cmpuint (first->character, ==, 'M');
  g_assert_cmpfloat_with_epsilon (first->box.x0, 100, 0.1);
  g_assert_cmpfloat_with_epsilon (first->box.x1, 100 + 12 * 0.833, 0.1);
  g_assert_true (first->box.y0 < 142 - 8 && first->box.y1 > 142);
}

/* Text upright on a page that is turned, at 30, 20 of the visible page: baseline and box are where
 * it is seen. */
static void
test_turned_text (gconstpointer data)
{
  const char *const *sample = data;
  g_autofree char *entries = g_strconcat (TURNED HELVETICA "/Rotate ", sample[0], NULL);
  g_autofree char *content = g_strdup_printf ("BT /F 10 Tf %s Tm (Pay) Tj ET", sample[1]);
  g_autoptr (GBytes) pdf = page_of (entries, content, NULL);
  g_autoptr (GPtrArray) pages = read_all (pdf);
  const YyqPageFacts *facts = page_at (pages, 0);

  g_assert_cmpuint (facts->lines->len, ==, 1);
  g_assert_cmpuint (yyq_page_facts_line (facts, 0)->turn, ==, 0);
  g_assert_cmpfloat_with_epsilon (yyq_page_facts_line (facts, 0)->baseline, 40, 0.05);
  g_assert_cmpfloat_with_epsilon (yyq_page_facts_line (facts, 0)->box.x0, 60, 0.2);
}

static void
test_text (void)
{
  g_autoptr (GBytes) pdf = pdf_samples_contract ();
  g_autoptr (GPtrArray) pages = read_all (pdf);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *expected = pdf_samples_page_text (pdf, 1);
  g_autoptr (GString) written = g_string_new (NULL);
  const YyqPageFacts *facts = page_at (pages, 1);

  g_assert_cmpuint (facts->page, ==, 1);
  g_assert_cmpfloat_with_epsilon (facts->width, 595.28, 0.01);
  g_assert_cmpuint (facts->cut, ==, 0);
  for (guint i = 0; i < facts->characters->len; i++)
    if (yyq_page_facts_character (facts, i)->character != ' ')
      g_string_append_unichar (text, yyq_page_facts_character (facts, i)->character);
  for (const char *at = expected; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)))
      g_string_append_unichar (written, g_utf8_get_char (at));
  g_assert_cmpuint (written->len, >, 900);
  g_assert_cmpstr (text->str, ==, written->str);
  for (guint l = 0; l < facts->lines->len; l++)
    g_assert_true (
      yyq_page_facts_line (facts, l)->baseline > yyq_page_facts_line (facts, l)->box.y0 &&
      yyq_page_facts_line (facts, l)->baseline < yyq_page_facts_line (facts, l)->box.y1);
}

#define FIELDS                                                                                   \
  "/Annots[<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/TU(Your name)/MaxLen 20/Ff 4098/Rect[100 " \
  "700 200 720]>><</Type/Annot/Subtype/Widget/FT/Btn/T(agree)/Ff 1/AP<</N<</Off 1/Yes "          \
  "1>>>>/Rect[100 600 110 610]>><</Type/Annot/Subtype/Widget/Parent<</FT/Btn/T(sex)/Ff "         \
  "32768/Parent<</T(person)>>>>/AP<</N<</Off null/m 1>>>>/Rect[100 500 110 510]>><</Type/Annot/" \
  "Subtype/Widget/FT/Ch/T(city)/Opt[(Zhengzhou)[(K)(Kaifeng)]]/Rect[100 400 200 420]>><</Type/"  \
  "Annot/Subtype/Widget/FT/Sig/T(sign)/Rect[100 300 200 350]>><</Type/Annot/Subtype/Widget/FT/"  \
  "Btn/T(push)/Ff 65536/Rect[300 300 400 350]>><</Type/Annot/Subtype/Widget/FT/Tx/T(hidden)/F "  \
  "2/Rect[300 200 400 250]>><</Type/Annot/Subtype/Link/Rect[1 1 9 9]>>]"

static void
test_fields (void)
{
  g_autoptr (GBytes) pdf = page_of (A4 FIELDS, "", NULL);
  g_autoptr (GPtrArray) pages = read_all (pdf);
  const YyqPageFacts *facts = page_at (pages, 0);
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = 0; i < facts->fields->len; i++) {
    const YyqPageField *field = yyq_page_facts_field (facts, i);
    g_autofree char *options =
      field->options != NULL ? g_strjoinv ("/", field->options) : g_strdup ("-");

    g_string_append_printf (said, "%d %s %s %s %u %s%s%s %g,%g-%g,%g\n", (int) field->kind,
                            field->name, field->tooltip != NULL ? field->tooltip : "-", options,
                            field->max_length, field->required ? "q" : "",
                            field->read_only ? "r" : "", field->multiline ? "m" : "", field->box.x0,
                            field->box.y0, field->box.x1, field->box.y1);
  }
  g_assert_cmpstr (said->str, ==,
                   "0 name Your name - 20 qm 100,122-200,142\n"
                   "1 agree - Yes 0 r 100,232-110,242\n"
                   "3 person.sex - m 0  100,332-110,342\n"
                   "2 city - Zhengzhou/Kaifeng 0  100,422-200,442\n"
                   "4 sign - - 0  100,492-200,542\n");
}

/* A field may be its own parent. */
static void
test_circle (void)
{
  g_autoptr (GBytes) pdf = pdf_samples_page (
    A4 "/Annots[4 0 R]", "", "<</Subtype/Widget/Parent 4 0 R/T(a)/Rect[1 1 20 20]>>");
  g_autoptr (GPtrArray) pages = read_all (pdf);

  g_assert_cmpuint (page_at (pages, 0)->fields->len, ==, 0);
}

static void
test_limit (void)
{
  g_autoptr (GString) content = g_string_new (NULL);
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GPtrArray) pages = NULL;

  for (guint i = 0; i < YYQ_PAGE_MAX_STROKES + 10; i++)
    g_string_append (content, "100 700 m 300 700 l S\n");
  pdf = page_of (A4, content->str, NULL);
  pages = read_all (pdf);
  g_assert_cmpuint (page_at (pages, 0)->strokes->len, ==, YYQ_PAGE_MAX_STROKES);
  g_assert_cmpuint (page_at (pages, 0)->cut, ==, YYQ_PAGE_CUT_STROKES);
}

static void
test_range (void)
{
  g_autoptr (GBytes) pdf = pdf_samples_contract ();
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (yyq_pdf_facts_read (pdf, 1, 1, &pages, NULL, &error));
  g_assert_cmpuint (pages->len, ==, 1);
  g_assert_cmpuint (page_at (pages, 0)->page, ==, 1);
  g_assert_false (yyq_pdf_facts_read (pdf, 400, 1, &none, NULL, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_DAMAGED);
}

static void
test_damaged (void)
{
  g_autoptr (GBytes) letter = g_bytes_new_static ("Dear Sir or Madam", 17);
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (yyq_pdf_facts_read (letter, 0, 0, &pages, NULL, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_DAMAGED);
  g_assert_cmpuint (pages->len, ==, 0);
}

static void
test_cancelled (void)
{
  g_autoptr (GBytes) pdf = pdf_samples_contract ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (yyq_pdf_facts_read (pdf, 0, 0, &pages, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static YyqPageFacts *
sample_page (void)
{
  YyqPageFacts *facts = yyq_page_facts_new (3, 595, 842);
  YyqPageField field = { YYQ_PAGE_FIELD_CHOICE,
                         { 1, 2, 3, 4 },
                         g_strdup ("城市"),
                         g_strdup ("?"),
                         g_strsplit ("郑州/开封", "/", -1),
                         9,
                         TRUE,
                         FALSE,
                         TRUE };

  yyq_page_facts_add_character (facts, 0x59d3, (YyqPageBox){ 1, 2, 13, 14 });
  yyq_page_facts_add_character (facts, 0x540d, (YyqPageBox){ 13, 2, 25, 14 });
  yyq_page_facts_end_line (facts, 0, 12);
  yyq_page_facts_add_stroke (facts, YYQ_PAGE_STROKE_RECTANGLE, (YyqPageBox){ 5, 5, 50, 50 });
  yyq_page_facts_add_field (facts, &field);
  facts->cut = YYQ_PAGE_CUT_FIELDS;
  return facts;
}

static GByteArray *
sample_answer (void)
{
  g_autoptr (YyqPageFacts) facts = sample_page ();
  GByteArray *answer = g_byte_array_new ();

  yyq_pdf_facts_encode (facts, answer);
  return answer;
}

static gboolean
decode (const guint8 *data, gsize length, guint first, guint *n_pages)
{
  const YyqPdfFactsQuestion question = { first, 5 };
  g_autoptr (GBytes) answer = g_bytes_new (data, length);
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GError) error = NULL;
  const gboolean done = yyq_pdf_facts_decode (answer, &question, &pages, &error);

  g_assert_true (done == (error == NULL));
  *n_pages = pages->len;
  return done;
}

/* Cut anywhere, or with any byte made larger, an answer gives no page that is none. */
static void
test_decode (void)
{
  g_autoptr (GByteArray) answer = sample_answer ();
  const gsize whole = answer->len;
  guint n;

  yyq_pdf_facts_encode_end (answer);
  g_assert_true (decode (answer->data, answer->len, 0, &n));
  g_assert_cmpuint (n, ==, 1);
  g_assert_false (decode (answer->data, answer->len, 4, &n));
  g_assert_cmpuint (n, ==, 0);
  for (gsize cut = 0; cut < answer->len; cut++) {
    g_assert_false (decode (answer->data, cut, 0, &n));
    g_assert_cmpuint (n, ==, cut >= whole ? 1 : 0);
  }
  for (gsize i = 0; i < 7 * 4; i++) {
    const guint8 was = answer->data[i];

    answer->data[i] = 0xfe;
    g_assert_false (decode (answer->data, answer->len, 0, &n));
    g_assert_cmpuint (n, ==, 0);
    answer->data[i] = was;
  }
}

static void
test_round (void)
{
  g_autoptr (GByteArray) answer = sample_answer ();
  const YyqPdfFactsQuestion question = { 3, 1 };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GByteArray) again = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  yyq_pdf_facts_encode_end (answer);
  bytes = g_bytes_new (answer->data, answer->len);
  g_assert_true (yyq_pdf_facts_decode (bytes, &question, &pages, &error));
  yyq_pdf_facts_encode (page_at (pages, 0), again);
  yyq_pdf_facts_encode_end (again);
  g_assert_cmpmem (answer->data, answer->len, again->data, again->len);
  g_assert_cmpstr (yyq_page_facts_field (page_at (pages, 0), 0)->options[1], ==, "开封");
  g_assert_cmpfloat (yyq_page_facts_line (page_at (pages, 0), 0)->box.x1, ==, 25);
}

static const YyqPdfBlock contract[] = {
  { YYQ_PDF_BLOCK_TITLE, "劳动合同" },
  { YYQ_PDF_BLOCK_PARAGRAPH, "甲方（用人单位）：____________________" },
  { YYQ_PDF_BLOCK_PARAGRAPH, "统一社会信用代码：____________________" },
  { YYQ_PDF_BLOCK_PARAGRAPH, "乙方（劳动者）：{{乙方.姓名|text|required}}" },
  { YYQ_PDF_BLOCK_PARAGRAPH, "身份证号码：____________________" },
  { YYQ_PDF_BLOCK_HEADING, "一、合同期限" },
  { YYQ_PDF_BLOCK_PARAGRAPH,
    "本合同期限自____年____月____日起至____年____月____日止，试用期____个月。双方的权利和义务"
    "按照法律规定和本合同的约定执行，{{乙方.其他说明|multiline|help="
    "没有的填写无即可}}，其他不变。" },
  { YYQ_PDF_BLOCK_HEADING, "二、工作部门" },
  { YYQ_PDF_BLOCK_PARAGRAPH, "部门：____________    住宿：□是 □否" },
  { YYQ_PDF_BLOCK_PARAGRAPH, "甲方（盖章）：                    乙方（签字）：" },
};

static void
test_contract (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = yyq_pdf_typeset (contract, G_N_ELEMENTS (contract), &error);
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GString) said = g_string_new (NULL);

  g_assert_no_error (error);
  pages = read_all (pdf);
  found = yyq_suggestions_find (pages);
  for (guint i = 0; i < found->len; i++) {
    const YyqSuggestion *one = g_ptr_array_index (found, i);

    g_string_append_printf (said, "%s %s %s\n", one->kind, one->name,
                            one->key != NULL ? one->key : "-");
  }
  g_assert_cmpstr (said->str, ==,
                   "company-name 甲方名称 单位.名称\n"
                   "company-uscc 统一社会信用代码 单位.统一社会信用代码\n"
                   "id-number 证件号码 劳动者.证件号码\n"
                   "date 合同起始日 合同.起始日\n"
                   "date 合同终止日 合同.终止日\n"
                   "number 试用期月数 合同.试用期\n"
                   "text 部门 用工.部门\n"
                   "choice 住宿 -\n"
                   "company-seal 公章 -\n"
                   "handwriting 乙方签名 -\n");
}

static void
test_tags (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = yyq_pdf_typeset (contract, G_N_ELEMENTS (contract), &error);
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GPtrArray) tags = NULL;
  const YyqTag *name, *other;

  g_assert_no_error (error);
  pages = read_all (pdf);
  tags = yyq_tags_find (pages);
  g_assert_cmpuint (tags->len, ==, 2);
  name = g_ptr_array_index (tags, 0);
  other = g_ptr_array_index (tags, 1);
  g_assert_cmpstr (name->problem, ==, NULL);
  g_assert_cmpstr (name->key, ==, "劳动者.姓名");
  g_assert_true (name->required);
  g_assert_true (yyq_page_box_overlaps (&name->box, &g_array_index (name->covered, YyqPageBox, 0)));
  g_assert_cmpuint (name->covered->len, ==, 1);
  g_assert_cmpstr (other->problem, ==, NULL);
  g_assert_cmpstr (other->help, ==, "没有的填写无即可");
  g_assert_cmpuint (other->covered->len, >=, 2);
}

static void
write_at (cairo_t *cr, double x, double y, const char *text)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Noto Serif CJK SC");

  pango_font_description_set_absolute_size (font, 10 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

/* As a word processor draws a line: filled, a piece for each of its runs. */
static void
draw_line (cairo_t *cr, double x0, double x1, double y)
{
  for (double x = x0; x < x1; x += 25) {
    cairo_rectangle (cr, x, y, MIN (25, x1 - x), 0.5);
    cairo_fill (cr);
  }
}

/* And a table: thin rectangles around each cell. */
static void
draw_cells (cairo_t *cr, double y)
{
  for (guint i = 0; i < 4; i++) {
    cairo_rectangle (cr, 70 + i * 110, y, 110, 0.5);
    cairo_rectangle (cr, 70 + i * 110, y + 28, 110, 0.5);
    cairo_rectangle (cr, 70 + i * 110, y, 0.5, 28);
    cairo_rectangle (cr, 70 + (i + 1) * 110, y, 0.5, 28);
    cairo_fill (cr);
  }
}

static GBytes *
draw_form (void)
{
  YyqPdfSurface surface;
  g_autoptr (GError) error = NULL;
  GBytes *pdf;

  yyq_pdf_surface_begin (&surface, 595, 842);
  draw_cells (surface.cr, 80);
  write_at (surface.cr, 75, 86, "姓　名");
  write_at (surface.cr, 295, 86, "性　别");
  draw_cells (surface.cr, 108);
  write_at (surface.cr, 75, 114, "户籍地址");
  write_at (surface.cr, 185, 114, "郑州市金水区");
  write_at (surface.cr, 295, 114, "手机");
  write_at (surface.cr, 70, 230, "工作岗位：");
  draw_line (surface.cr, 120, 210, 244);
  write_at (surface.cr, 212, 230, "，双方同意。");
  write_at (surface.cr, 70, 270, "是否住宿：");
  cairo_set_line_width (surface.cr, 0.8);
  cairo_rectangle (surface.cr, 122, 274, 9, 9);
  cairo_rectangle (surface.cr, 157, 274, 9, 9);
  cairo_stroke (surface.cr);
  write_at (surface.cr, 134, 270, "是");
  write_at (surface.cr, 169, 270, "否");
  pdf = yyq_pdf_surface_end (&surface, &error);
  g_assert_no_error (error);
  return pdf;
}

static void
test_form (void)
{
  g_autoptr (GBytes) pdf = draw_form ();
  g_autoptr (GPtrArray) pages = read_all (pdf);
  g_autoptr (GPtrArray) found = yyq_suggestions_find (pages);
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++) {
    const YyqSuggestion *one = g_ptr_array_index (found, i);

    g_string_append_printf (said, "%s %s %.0f-%.0f\n", one->kind, one->name, one->box.x0,
                            one->box.x1);
  }
  g_assert_cmpstr (said->str, ==,
                   "text 乙方姓名 182-289\n"
                   "gender 性别 402-509\n"
                   "phone 乙方手机 402-509\n"
                   "text 岗位 120-210\n"
                   "choice 是否住宿 122-166\n");
}

/* Upright on a turned page, at 60, 40 of it. */
static void
test_tag_on_turned_page (void)
{
  g_autoptr (GBytes) pdf =
    page_of (TURNED HELVETICA "/Rotate 90",
             "BT /F 10 Tf 0 1 -1 0 35 50 Tm ({{name|text|required|w=50|h=30}}) Tj ET", NULL);
  g_autoptr (GPtrArray) pages = read_all (pdf);
  g_autoptr (GPtrArray) tags = yyq_tags_find (pages);
  const YyqTag *tag;

  g_assert_cmpuint (tags->len, ==, 1);
  tag = g_ptr_array_index (tags, 0);
  g_assert_cmpstr (tag->problem, ==, NULL);
  g_assert_cmpfloat_with_epsilon (tag->box.x0, 60, 0.2);
  g_assert_cmpfloat_with_epsilon (tag->box.x1 - tag->box.x0, 50, 0.01);
  g_assert_cmpfloat_with_epsilon (tag->box.y1 - tag->box.y0, 30, 0.01);
  g_assert_true (tag->box.y1 > 40 && tag->box.y1 < 50);
}

/* "E-mail:" at 60, 40 of the visible page, and a line to write on from 150 to 300. */
static void
test_suggestion_on_turned_page (void)
{
  g_autoptr (GBytes) pdf =
    page_of (TURNED HELVETICA "/Rotate 90",
             "BT /F 10 Tf 0 1 -1 0 35 50 Tm (E-mail:) Tj ET 37 95 m 37 170 l S", NULL);
  g_autoptr (GPtrArray) pages = read_all (pdf);
  g_autoptr (GPtrArray) found = yyq_suggestions_find (pages);
  const YyqSuggestion *one;

  g_assert_cmpuint (found->len, ==, 1);
  one = g_ptr_array_index (found, 0);
  g_assert_cmpstr (one->kind, ==, "email");
  g_assert_cmpint (one->why, ==, YYQ_SUGGESTION_WHY_UNDERLINE);
  g_assert_cmpfloat_with_epsilon (one->baseline, 40, 0.05);
  g_assert_cmpfloat_with_epsilon (one->box.x0, 150, 0.05);
  g_assert_cmpfloat_with_epsilon (one->box.x1, 300, 0.05);
  g_assert_cmpfloat_with_epsilon (one->box.y1, 44, 0.05);
}

int
main (int argc, char **argv)
{
  static const char *const turns[][2] = {
    { "0", "1 0 0 1 45 180" },
    { "90", "0 1 -1 0 35 50" },
    { "180", "-1 0 0 -1 270 40" },
    { "270", "0 -1 1 0 280 170" },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/pdf/facts/%s", cases[i].name);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++) {
    g_autofree char *path = g_strdup_printf (
      "/pdf/facts/text on a page turned by %s stands where it is seen", turns[i][0]);

    g_test_add_data_func (path, turns[i], test_turned_text);
  }
  g_test_add_func ("/pdf/facts/a line's baseline is the one it was written on", test_baseline);
  g_test_add_func ("/pdf/facts/all characters of a contract have a place", test_text);
  g_test_add_func ("/pdf/facts/a form's fields are told with all that they ask for", test_fields);
  g_test_add_func ("/pdf/facts/a field that is its own parent is none", test_circle);
  g_test_add_func ("/pdf/facts/what is over a limit is left out, and the page says so", test_limit);
  g_test_add_func ("/pdf/facts/pages are told that were asked for", test_range);
  g_test_add_func ("/pdf/facts/what is no PDF has no pages", test_damaged);
  g_test_add_func ("/pdf/facts/nobody waits for what he does not want any more", test_cancelled);
  g_test_add_func ("/pdf/facts/of an answer that is wrong no wrong page is believed", test_decode);
  g_test_add_func ("/pdf/facts/what is told comes back as it was", test_round);
  g_test_add_func ("/pdf/facts/a contract suggests what it leaves open", test_contract);
  g_test_add_func ("/pdf/facts/a contract's tags are controls, broken by lines or not", test_tags);
  g_test_add_func ("/pdf/facts/a form as a word processor draws it suggests its cells and lines",
                   test_form);
  g_test_add_func ("/pdf/facts/a tag on a turned page is where it is seen",
                   test_tag_on_turned_page);
  g_test_add_func ("/pdf/facts/a line to write on is found on a turned page",
                   test_suggestion_on_turned_page);
  return g_test_run ();
}
