/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf-samples.h"
#include "yyq-error.h"
#include "yyq-pdf-blank.h"

/* One place and what is to be said of it. */
typedef struct {
  const char *name;
  const char *page;    /* entries of the page besides its content */
  const char *content; /* of the page */
  double rectangle[4];
  YyqPdfBlank answer;
} Case;

#define A4 "/MediaBox[0 0 595 842]"
#define HELVETICA "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
#define SONG                                                                                   \
  "/Resources<</Font<</F<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/GBK-EUC-H/"  \
  "DescendantFonts[<</Type/Font"                                                               \
  "/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/" \
  "Supplement 2>>"                                                                             \
  "/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4>>>>]>>>>>>"
#define NO_CMAP                                                                          \
  "/Resources<</Font<</F<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Nowhere-H/"  \
  "DescendantFonts[<</Type/Font"                                                         \
  "/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/" \
  "Supplement 2>>>>]>>>>>>"
#define LINE "BT /F 12 Tf 100 700 Td (Monthly pay 10000) Tj ET"
#define WORDS "BT /F 12 Tf 100 700 Td <BACFCDAC> Tj ET" /* 合同 */
#define SQUARE "100 100 50 50 re f"
#define TURNED "/MediaBox[10 10 310 210]/CropBox[15 20 300 200]/UserUnit 2"
#define MARK "20 30 20 10 re f"
#define WIDGET(flags, rectangle) \
  "/Annots[<</Type/Annot/Subtype/Widget/FT/Sig/T(A)/F " flags "/Rect[" rectangle "]>>]"
#define STAMP(flags) "/Annots[<</Type/Annot/Subtype/Stamp/F " flags "/Rect[100 100 200 200]>>]"
#define IMAGE(grey) "q 50 0 0 50 100 100 cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID " grey "> EI Q"

static const Case cases[] = {
  { "an empty page is blank", A4, "", { 100, 100, 200, 200 }, YYQ_PDF_BLANK_YES },
  { "text is something, in a font that the system has to give",
    A4 HELVETICA,
    LINE,
    { 120, 690, 220, 710 },
    YYQ_PDF_BLANK_NO },
  { "below the text the paper is blank",
    A4 HELVETICA,
    LINE,
    { 100, 600, 250, 680 },
    YYQ_PDF_BLANK_YES },
  { "Chinese text is something where its font is not embedded",
    A4 SONG,
    WORDS,
    { 102, 702, 120, 708 },
    YYQ_PDF_BLANK_NO },
  { "below Chinese text the paper is blank",
    A4 SONG,
    WORDS,
    { 100, 600, 250, 680 },
    YYQ_PDF_BLANK_YES },
  { "a rectangle with its corners the other way round is the same",
    A4 HELVETICA,
    LINE,
    { 220, 710, 120, 690 },
    YYQ_PDF_BLANK_NO },
  { "what touches the edge is outside", A4, SQUARE, { 150, 100, 200, 150 }, YYQ_PDF_BLANK_YES },
  { "what reaches a point over the edge is inside",
    A4,
    SQUARE,
    { 149, 100, 200, 150 },
    YYQ_PDF_BLANK_NO },
  { "a hair line is something",
    A4,
    "0 w 100 150 m 200 150 l S",
    { 100, 100, 200, 200 },
    YYQ_PDF_BLANK_NO },
  { "white on white is blank", A4, "1 g " SQUARE, { 100, 100, 200, 200 }, YYQ_PDF_BLANK_YES },
  { "white over black is blank",
    A4,
    SQUARE " 1 g 90 90 70 70 re f",
    { 105, 105, 140, 140 },
    YYQ_PDF_BLANK_YES },
  { "an image is something", A4, IMAGE ("80"), { 120, 120, 140, 140 }, YYQ_PDF_BLANK_NO },
  { "a white image is blank", A4, IMAGE ("FF"), { 120, 120, 140, 140 }, YYQ_PDF_BLANK_YES },
  { "a rectangle beside the page is not seen",
    A4,
    "-500 -500 2000 2000 re f",
    { 600, 100, 700, 200 },
    YYQ_PDF_BLANK_YES },
  { "an empty rectangle is not seen", A4, SQUARE, { 120, 120, 120, 120 }, YYQ_PDF_BLANK_YES },
  { "a thin rectangle is looked at in its middle",
    A4,
    SQUARE,
    { 120, 100, 120.4, 150 },
    YYQ_PDF_BLANK_NO },
  { "another field's place is taken, although it is empty",
    A4 WIDGET ("4", "150 150 300 200"),
    "",
    { 100, 100, 200, 200 },
    YYQ_PDF_BLANK_NO },
  { "a field beside it takes nothing",
    A4 WIDGET ("4", "200 100 300 200"),
    "",
    { 100, 100, 200, 200 },
    YYQ_PDF_BLANK_YES },
  { "a hidden field takes no place",
    A4 WIDGET ("2", "150 150 300 200"),
    "",
    { 100, 100, 200, 200 },
    YYQ_PDF_BLANK_YES },
  { "a field that is not seen takes no place",
    A4 WIDGET ("4", "0 0 0 0"),
    "",
    { 0, 0, 100, 100 },
    YYQ_PDF_BLANK_YES },
  { "a stamp is something", A4 STAMP ("4"), "", { 120, 120, 140, 140 }, YYQ_PDF_BLANK_NO },
  { "a stamp that is only printed is something",
    A4 STAMP ("36"),
    "",
    { 120, 120, 140, 140 },
    YYQ_PDF_BLANK_NO },
  { "a stamp that is never shown is nothing",
    A4 STAMP ("32"),
    "",
    { 120, 120, 140, 140 },
    YYQ_PDF_BLANK_YES },
  { "on a page as it is, a mark is found where it is",
    TURNED,
    MARK,
    { 20, 30, 40, 40 },
    YYQ_PDF_BLANK_NO },
  { "on a page as it is, not where a turned one would have it",
    TURNED,
    MARK,
    { 275, 180, 295, 190 },
    YYQ_PDF_BLANK_YES },
  { "on a page turned by 90, a mark is found where it is",
    TURNED "/Rotate 90",
    MARK,
    { 20, 30, 40, 40 },
    YYQ_PDF_BLANK_NO },
  { "on a page turned by 90, the mirrored place is blank",
    TURNED "/Rotate 90",
    MARK,
    { 275, 180, 295, 190 },
    YYQ_PDF_BLANK_YES },
  { "on a page turned by 180, a mark is found where it is",
    TURNED "/Rotate 180",
    MARK,
    { 20, 30, 40, 40 },
    YYQ_PDF_BLANK_NO },
  { "on a page turned by 180, the mirrored place is blank",
    TURNED "/Rotate 180",
    MARK,
    { 275, 180, 295, 190 },
    YYQ_PDF_BLANK_YES },
  { "on a page turned by 270, a mark is found where it is",
    TURNED "/Rotate 270",
    MARK,
    { 20, 30, 40, 40 },
    YYQ_PDF_BLANK_NO },
  { "on a page turned by 270, the mirrored place is blank",
    TURNED "/Rotate 270",
    MARK,
    { 275, 180, 295, 190 },
    YYQ_PDF_BLANK_YES },
  { "on a turned page a field is found where it is",
    TURNED "/Rotate 90" WIDGET ("4", "20 30 40 40"),
    "",
    { 25, 32, 35, 38 },
    YYQ_PDF_BLANK_NO },
  { "on a turned page the place beside a field is blank",
    TURNED "/Rotate 90" WIDGET ("4", "20 30 40 40"),
    "",
    { 45, 32, 60, 38 },
    YYQ_PDF_BLANK_YES },
  { "on a turned page text is found where it is",
    "/MediaBox[0 0 595 842]/Rotate 270" HELVETICA,
    LINE,
    { 120, 690, 220, 710 },
    YYQ_PDF_BLANK_NO },
  { "on a turned page the place below text is blank",
    "/MediaBox[0 0 595 842]/Rotate 270" HELVETICA,
    LINE,
    { 100, 600, 250, 680 },
    YYQ_PDF_BLANK_YES },
  { "where the table of a font's characters is unknown, so is what is drawn",
    A4 NO_CMAP,
    WORDS,
    { 100, 600, 250, 680 },
    YYQ_PDF_BLANK_UNKNOWN },
  { "a font that is not in the file leaves it unknown",
    A4,
    LINE,
    { 100, 600, 250, 680 },
    YYQ_PDF_BLANK_UNKNOWN },
  { "a page of 200 metres is looked at where it is asked for",
    "/MediaBox[0 0 566929 566929]",
    "500000 500000 50 50 re f",
    { 500010, 500010, 500020, 500020 },
    YYQ_PDF_BLANK_NO },
  { "a place of 200 metres is too large",
    "/MediaBox[0 0 566929 566929]",
    "",
    { 0, 0, 566929, 566929 },
    YYQ_PDF_BLANK_UNKNOWN },
};

static GBytes *
page_of (const Case *sample)
{
  g_autofree char *entries = g_strconcat (sample->page, "/Contents 4 0 R", NULL);
  g_autofree char *stream = g_strdup_printf ("<</Length %u>>stream\n%s\nendstream",
                                             (guint) strlen (sample->content), sample->content);

  return pdf_samples_page (entries, "", stream);
}

static YyqPdfBlank
look (GBytes *pdf, guint64 length, guint page, double x0, double y0, double x1, double y1)
{
  const YyqPdfBlankArea area = { length, page, { x0, y0, x1, y1 } };
  g_autoptr (GError) error = NULL;
  YyqPdfBlank answer = YYQ_PDF_BLANK_UNKNOWN;

  g_assert_true (yyq_pdf_blank_look (pdf, &area, 1, &answer, NULL, &error));
  g_assert_no_error (error);
  return answer;
}

static void
test_case (gconstpointer data)
{
  const Case *sample = data;
  g_autoptr (GBytes) pdf = page_of (sample);
  const double *r = sample->rectangle;

  g_assert_cmpint (look (pdf, 0, 0, r[0], r[1], r[2], r[3]), ==, sample->answer);
}

/* Fonts embedded, fields composed: "employer" is 80, 600 from the top left of the first page, 150
 * by 130. */
static void
test_contract (void)
{
  g_autoptr (GBytes) pdf = pdf_samples_revision_0 ();
  g_autoptr (GBytes) text = pdf_samples_contract ();

  g_assert_cmpint (look (pdf, 0, 0, 0, 0, 595, 842), ==, YYQ_PDF_BLANK_NO);
  g_assert_cmpint (look (pdf, 0, 0, 0, 0, 30, 842), ==, YYQ_PDF_BLANK_YES);
  g_assert_cmpint (look (pdf, 0, 0, 90, 842 - 720, 100, 842 - 610), ==, YYQ_PDF_BLANK_NO);
  g_assert_cmpint (look (text, 0, 0, 0, 0, 30, 842), ==, YYQ_PDF_BLANK_YES);
  g_assert_cmpint (look (text, 0, 99, 0, 0, 30, 842), ==, YYQ_PDF_BLANK_UNKNOWN);
}

/* Many questions, one process; each about the file as it was when it had that length. */
static void
test_revisions (void)
{
  g_autoptr (GBytes) before = page_of (&(Case){ .page = A4, .content = "" });
  g_autoptr (GString) pdf =
    g_string_new_len (g_bytes_get_data (before, NULL), (gssize) g_bytes_get_size (before));
  const char *first = strstr (pdf->str, "startxref\n") + strlen ("startxref\n");
  g_autofree char *previous = g_strndup (first, strcspn (first, "\n"));
  gsize object = pdf->len, xref;
  YyqPdfBlankArea areas[] = { { 0, 0, { 110, 110, 140, 140 } },
                              { object, 0, { 110, 110, 140, 140 } },
                              { 0, 0, { 200, 200, 300, 300 } } };
  YyqPdfBlank answers[G_N_ELEMENTS (areas)];
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GError) error = NULL;

  g_string_append_printf (pdf, "4 0 obj\n<</Length %u>>stream\n" SQUARE "\nendstream\nendobj\n",
                          (guint) strlen (SQUARE));
  xref = pdf->len;
  g_string_append_printf (
    pdf,
    "xref\n4 1\n%010" G_GSIZE_FORMAT
    " 00000 n\r\ntrailer\n<</Size 5/Root 1 0 R/Prev %s>>\nstartxref\n%" G_GSIZE_FORMAT
    "\n%%%%EOF\n",
    object, previous, xref);
  after = g_bytes_new (pdf->str, pdf->len);
  g_assert_true (yyq_pdf_blank_look (after, areas, G_N_ELEMENTS (areas), answers, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (answers[0], ==, YYQ_PDF_BLANK_NO);
  g_assert_cmpint (answers[1], ==, YYQ_PDF_BLANK_YES);
  g_assert_cmpint (answers[2], ==, YYQ_PDF_BLANK_YES);
}

static void
test_damaged (void)
{
  g_autoptr (GBytes) letter = g_bytes_new_static ("Dear Sir or Madam", 17);

  g_assert_cmpint (look (letter, 0, 0, 0, 0, 100, 100), ==, YYQ_PDF_BLANK_UNKNOWN);
}

/* Every form draws the next one twice: 2^40 squares. What was asked before is answered, the rest is
 * not known. */
static void
test_takes_too_long (void)
{
  g_autoptr (GString) forms = g_string_new ("/Resources<</XObject<</X 5 0 R>>>>");
  g_autoptr (GString) objects = g_string_new ("<</Length 6>>stream\n/X Do \nendstream");
  const YyqPdfBlankArea areas[] = { { 0, 99, { 0, 0, 10, 10 } }, { 0, 0, { 0, 0, 10, 10 } } };
  YyqPdfBlank answers[] = { YYQ_PDF_BLANK_YES, YYQ_PDF_BLANK_YES };
  g_autoptr (GBytes) bomb = NULL;
  g_autoptr (GError) error = NULL;

  g_string_prepend (forms, A4 "/Contents 4 0 R");
  for (guint i = 5; i < 17; i++)
    g_string_append_printf (
      objects,
      "\nendobj\n%u 0 obj\n<</Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %u 0 "
      "R>>>>/Length 150>>stream\n"
      "/X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do "
      "/X Do /X Do /X Do /X Do /X Do                               \nendstream",
      i, i + 1);
  g_string_append (objects, "\nendobj\n17 0 obj\n<</Subtype/Form/BBox[0 0 595 842]/Length "
                            "22>>stream\n1 g 0 0 10 10 re f    \nendstream");
  bomb = pdf_samples_page (forms->str, "", objects->str);
  g_assert_false (yyq_pdf_blank_look (bomb, areas, G_N_ELEMENTS (areas), answers, NULL, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE);
  g_assert_cmpint (answers[0], ==, YYQ_PDF_BLANK_UNKNOWN);
  g_assert_cmpint (answers[1], ==, YYQ_PDF_BLANK_UNKNOWN);
}

static void
test_cancelled (void)
{
  g_autoptr (GBytes) pdf = page_of (&cases[0]);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const YyqPdfBlankArea area = { 0, 0, { 0, 0, 10, 10 } };
  YyqPdfBlank answer = YYQ_PDF_BLANK_YES;

  g_cancellable_cancel (cancellable);
  g_assert_false (yyq_pdf_blank_look (pdf, &area, 1, &answer, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/pdf/blank/%s", cases[i].name);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/pdf/blank/a contract's text and fields are something, its margin is blank",
                   test_contract);
  g_test_add_func ("/pdf/blank/each revision is looked at as it was", test_revisions);
  g_test_add_func ("/pdf/blank/of what is no PDF nothing is known", test_damaged);
  g_test_add_func ("/pdf/blank/a page that takes too long is not known, and said to be",
                   test_takes_too_long);
  g_test_add_func ("/pdf/blank/nobody waits for what he does not want any more", test_cancelled);
  return g_test_run ();
}
