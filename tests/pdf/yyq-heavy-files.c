/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-heavy-files.h"

#include <qpdf/qpdf-c.h>
#include <string.h>
#include <zlib.h>

#define CHUNK (1024 * 1024)
#define ENOUGH 136 /* MiB: more than is allowed */

GBytes *
yyq_heavy_pack (const char *pattern, gsize length, guint n)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  g_autofree guint8 *block = NULL;
  GByteArray *out = g_byte_array_new ();
  z_stream stream = { 0 };
  gsize room;

  for (gsize i = 0; i < CHUNK; i++)
    chunk[i] = (guint8) pattern[i % length];
  g_assert_cmpint (deflateInit2 (&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY), ==, Z_OK);
  room = deflateBound (&stream, CHUNK) + 64;
  block = g_malloc (room);
  stream.next_in = chunk;
  stream.avail_in = CHUNK;
  stream.next_out = block;
  stream.avail_out = (uInt) room;
  /* A block that ends with a full flush stands for itself, so it can be repeated. */
  deflate (&stream, Z_FULL_FLUSH);
  g_byte_array_append (out, (const guint8 *) "\x78\xda", 2);
  for (guint i = 0; i < n; i++)
    g_byte_array_append (out, block, (guint) stream.total_out);
  deflateEnd (&stream);
  return g_byte_array_free_to_bytes (out);
}

typedef struct {
  GByteArray *pdf;
  gsize offsets[16];
  guint n;
} Writer;

static void
write_text (Writer *writer, const char *text)
{
  g_byte_array_append (writer->pdf, (const guint8 *) text, (guint) strlen (text));
}

static void
write_object (Writer *writer, const char *entries, GBytes *data)
{
  g_autofree char *head = NULL;

  writer->offsets[writer->n++] = writer->pdf->len;
  head = data != NULL ? g_strdup_printf ("%u 0 obj\n<<%s/Length %" G_GSIZE_FORMAT ">>stream\n",
                                         writer->n, entries, g_bytes_get_size (data))
                      : g_strdup_printf ("%u 0 obj\n%s\nendobj\n", writer->n, entries);
  write_text (writer, head);
  if (data == NULL)
    return;
  g_byte_array_append (writer->pdf, g_bytes_get_data (data, NULL), (guint) g_bytes_get_size (data));
  write_text (writer, "\nendstream\nendobj\n");
}

static GBytes *
finish (Writer *writer)
{
  g_autoptr (GString) end = g_string_new (NULL);

  g_string_printf (end, "xref\n0 %u\n0000000000 65535 f\r\n", writer->n + 1);
  for (guint i = 0; i < writer->n; i++)
    g_string_append_printf (end, "%010" G_GSIZE_FORMAT " 00000 n\r\n", writer->offsets[i]);
  g_string_append_printf (end, "trailer\n<</Size %u/Root 1 0 R>>\nstartxref\n%u\n%%%%EOF\n",
                          writer->n + 1, writer->pdf->len);
  write_text (writer, end->str);
  return g_byte_array_free_to_bytes (writer->pdf);
}

/* One page with @resources and @content; object 5 is a stream of @data (takes it), object 6 says
 * @other. */
static GBytes *
page (const char *resources, const char *content, const char *entries, GBytes *data,
      const char *other)
{
  Writer writer = { .pdf = g_byte_array_new () };
  g_autofree char *third = g_strdup_printf (
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>>>", resources);
  g_autoptr (GBytes) stream = g_bytes_new_static (content, strlen (content));

  write_text (&writer, "%PDF-1.7\n");
  write_object (&writer, "<</Type/Catalog/Pages 2 0 R>>", NULL);
  write_object (&writer, "<</Type/Pages/Kids[3 0 R]/Count 1>>", NULL);
  write_object (&writer, third, NULL);
  write_object (&writer, "", stream);
  write_object (&writer, entries, data);
  write_object (&writer, other != NULL ? other : "null", NULL);
  g_bytes_unref (data);
  return finish (&writer);
}

static GBytes *
text (const char *string)
{
  return g_bytes_new_static (string, strlen (string));
}

#define FONT                                                                                     \
  "/Font<</F<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+A/FirstChar 65/LastChar "              \
  "65/Widths[500]/FontDescriptor<</Type/FontDescriptor/FontName/ABCDEF+A/Flags 4/FontFile2 5 0 " \
  "R>>>>>>"
#define SHOW "BT /F 12 Tf 100 700 Td (A) Tj ET"
#define IMAGE "/XObject<</X 5 0 R>>"
#define DRAW "q 100 0 0 100 100 100 cm /X Do Q"
#define PICTURE \
  "/Type/XObject/Subtype/Image/Width 100/Height 100/ColorSpace/DeviceGray/BitsPerComponent 8"

static GBytes *
font (void)
{
  return page (FONT, SHOW, "/Filter/FlateDecode", yyq_heavy_pack ("\0", 1, ENOUGH), NULL);
}

static GBytes *
type1_font (void)
{
  return page ("/Font<</F<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+A/FontDescriptor<</Type/"
               "FontDescriptor/FontName/ABCDEF+A/Flags 4/FontFile 5 0 R>>>>>>",
               SHOW, "/Filter[/FlateDecode]", yyq_heavy_pack ("\0", 1, ENOUGH), NULL);
}

static GBytes *
character_map (void)
{
  return page ("/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 5 0 R>>>>", SHOW,
               "/Filter 6 0 R", yyq_heavy_pack (" ", 1, ENOUGH), "/FlateDecode");
}

static GBytes *
colour_profile (void)
{
  return page ("/ColorSpace<</C[/ICCBased 5 0 R]>>", "/C cs 1 sc 0 0 10 10 re f",
               "/N 1/Filter[6 0 R]", yyq_heavy_pack ("\0", 1, ENOUGH), "/FlateDecode");
}

static GBytes *
form (void)
{
  return page (IMAGE, DRAW, "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/F/Fl",
               yyq_heavy_pack ("q Q ", 4, ENOUGH), NULL);
}

static GBytes *
packed_twice (void)
{
  g_autoptr (GBytes) once = yyq_heavy_pack ("\0", 1, ENOUGH);

  return page (FONT, SHOW, "/Filter[/FlateDecode/FlateDecode]",
               yyq_heavy_pack (g_bytes_get_data (once, NULL), g_bytes_get_size (once), 1), NULL);
}

static GBytes *
runs (void)
{
  return page (FONT, SHOW, "/Filter[/FlateDecode/RunLengthDecode]", yyq_heavy_pack ("\x81\0", 2, 3),
               NULL);
}

static GBytes *
zeros_in_ascii85 (void)
{
  return page (FONT, SHOW, "/Filter[/FlateDecode/ASCII85Decode]", yyq_heavy_pack ("z", 1, 40),
               NULL);
}

static GBytes *
hexadecimal (void)
{
  g_autoptr (GBytes) packed = yyq_heavy_pack ("\0", 1, ENOUGH);
  const guint8 *data = g_bytes_get_data (packed, NULL);
  GString *hex = g_string_new (NULL);

  for (gsize i = 0; i < g_bytes_get_size (packed); i++)
    g_string_append_printf (hex, "%02x", data[i]);
  return page (FONT, SHOW, "/Filter[/ASCIIHexDecode/FlateDecode]", g_string_free_to_bytes (hex),
               NULL);
}

static void
put_code (GByteArray *out, guint32 *bits, guint *n_bits, guint code, guint width)
{
  *bits = *bits << width | code;
  *n_bits += width;
  for (; *n_bits >= 8; *n_bits -= 8)
    g_byte_array_append (out, (const guint8[]){ (guint8) (*bits >> (*n_bits - 8)) }, 1);
}

/* Every code stands for one zero more than the one before; 7 MB until the table is full, @rounds
 * times. */
static GBytes *
lzw_zeros (guint rounds)
{
  GByteArray *out = g_byte_array_new ();
  guint32 bits = 0;
  guint n_bits = 0;

  for (guint round = 0; round < rounds; round++) {
    guint width = 9, next = 258;

    put_code (out, &bits, &n_bits, 256, round == 0 ? 9 : 12);
    put_code (out, &bits, &n_bits, 0, width);
    for (; next < 4094; next++) {
      if (next + 1 >= 1u << width && width < 12)
        width++;
      put_code (out, &bits, &n_bits, next, width);
    }
  }
  return g_byte_array_free_to_bytes (out);
}

static GBytes *
lzw (void)
{
  return page (IMAGE, DRAW, PICTURE "/Filter/LZWDecode", lzw_zeros (20), NULL);
}

static GBytes *
lzw_small (void)
{
  return page (IMAGE, DRAW, PICTURE "/Filter/LZWDecode", lzw_zeros (1), NULL);
}

static GBytes *
in_object_stream (void)
{
  g_autoptr (GBytes) plain = character_map ();
  qpdf_data qpdf = qpdf_init ();
  gsize length;
  const char *data = g_bytes_get_data (plain, &length);
  GBytes *bytes;

  qpdf_silence_errors (qpdf);
  g_assert_cmpint (qpdf_read_memory (qpdf, "plain", data, length, NULL) & QPDF_ERRORS, ==, 0);
  qpdf_init_write_memory (qpdf);
  qpdf_set_object_stream_mode (qpdf, qpdf_o_generate);
  qpdf_set_stream_data_mode (qpdf, qpdf_s_preserve);
  g_assert_cmpint (qpdf_write (qpdf) & QPDF_ERRORS, ==, 0);
  bytes = g_bytes_new (qpdf_get_buffer (qpdf), qpdf_get_buffer_length (qpdf));
  qpdf_cleanup (&qpdf);
  return bytes;
}

static GBytes *
vast_image (void)
{
  return page (IMAGE, DRAW,
               "/Type/XObject/Subtype/Image/Width 60000/Height "
               "60000/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode",
               text ("x"), NULL);
}

static GBytes *
vast_row (void)
{
  return page (IMAGE, DRAW,
               PICTURE "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 900000000>>",
               yyq_heavy_pack ("\0", 1, 1), NULL);
}

static GBytes *
vast_function (void)
{
  return page ("/ColorSpace<</C[/Separation/Spot/DeviceGray 5 0 R]>>", "/C cs 1 sc 0 0 10 10 re f",
               "/FunctionType 0/Domain[0 1 0 1]/Range[0 1]/Size[40000 40000]/BitsPerSample 8",
               text ("x"), NULL);
}

static GBytes *
many_filters (void)
{
  return page (IMAGE, DRAW, PICTURE "/Filter[/AHx/AHx/AHx/AHx/AHx/AHx/AHx/AHx/AHx/AHx]",
               text ("30"), NULL);
}

static GBytes *
jbig2 (void)
{
  return page (IMAGE, DRAW, PICTURE "/Filter/JBIG2Decode", text ("x"), NULL);
}

static GBytes *
jpeg2000 (void)
{
  return page (IMAGE, DRAW, PICTURE "/Filter[/ASCIIHexDecode/JPXDecode]", text ("30"), NULL);
}

static GBytes *
tiles (void)
{
  return page (
    "/Pattern<</P 5 0 R>>", "/Pattern cs /P scn 0 0 595 842 re f",
    "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep .001/YStep .001/Resources<<>>",
    text ("0 0 1 1 re f"), NULL);
}

static GBytes *
inline_image (void)
{
  return page ("", "q BI /W 60000 /H 60000 /CS /G /BPC 8 ID x EI Q", "", text ("x"), NULL);
}

/* The content draws a form a thousand times, that one another a thousand times, and so on. */
static GBytes *
form_of (const char *entries, guint n)
{
  g_autoptr (GString) content = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (content, "/X Do ");
  return page (IMAGE, content->str, entries, g_bytes_new (content->str, content->len),
               "<</XObject<</X 5 0 R>>>>");
}

static GBytes *
form_in_itself (void)
{
  return form_of ("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 6 0 R", 10);
}

static GBytes *
form_without_resources (void)
{
  return form_of ("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", 10);
}

static GBytes *
form_many_times (void)
{
  return form_of ("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<>>", 3000);
}

static GBytes *
form_some_times (void)
{
  return form_of ("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<>>", 100);
}

static GBytes *
scan (void)
{
  return page (IMAGE, DRAW,
               "/Type/XObject/Subtype/Image/Width 2480/Height "
               "3508/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode",
               text ("x"), NULL);
}

static GBytes *
fine_scan (void)
{
  return page (IMAGE, DRAW,
               "/Type/XObject/Subtype/Image/Width 7016/Height "
               "9933/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode",
               text ("x"), NULL);
}

GBytes *
yyq_heavy_second_page (void)
{
  Writer writer = { .pdf = g_byte_array_new () };
  g_autoptr (GBytes) square = text ("100 100 200 200 re f");
  g_autoptr (GBytes) show = text (SHOW);
  g_autoptr (GBytes) zeros = yyq_heavy_pack ("\0", 1, 2048);

  write_text (&writer, "%PDF-1.7\n");
  write_object (&writer, "<</Type/Catalog/Pages 2 0 R>>", NULL);
  write_object (
    &writer, "<</Type/Pages/MediaBox[0 0 595 842]/Resources<<>>/Kids[3 0 R 4 0 R 8 0 R]/Count 3>>",
    NULL);
  write_object (&writer, "<</Type/Page/Parent 2 0 R/Contents 6 0 R/Resources<<" FONT ">>>>", NULL);
  write_object (&writer, "<</Type/Page/Parent 2 0 R/Contents 7 0 R/Resources<<" FONT ">>>>", NULL);
  write_object (&writer, "/Filter/FlateDecode", zeros);
  write_object (&writer, "", square);
  write_object (&writer, "", show);
  write_object (&writer, "<</Type/Page/Parent 2 0 R/Contents 6 0 R>>", NULL);
  return finish (&writer);
}

const YyqHeavyFile yyq_heavy_files[] = {
  { "a font", font, YYQ_PDF_WEIGHT_HEAVY },
  { "a Type 1 font, its filter in a list", type1_font, YYQ_PDF_WEIGHT_HEAVY },
  { "a map of characters, its filter an object of its own", character_map, YYQ_PDF_WEIGHT_HEAVY },
  { "a colour profile, its filter a reference in a list", colour_profile, YYQ_PDF_WEIGHT_HEAVY },
  { "a form, its filter abbreviated", form, YYQ_PDF_WEIGHT_HEAVY },
  { "Flate in Flate", packed_twice, YYQ_PDF_WEIGHT_HEAVY },
  { "runs in Flate", runs, YYQ_PDF_WEIGHT_HEAVY },
  { "ASCII85 in Flate", zeros_in_ascii85, YYQ_PDF_WEIGHT_HEAVY },
  { "Flate in hexadecimal", hexadecimal, YYQ_PDF_WEIGHT_HEAVY },
  { "LZW", lzw, YYQ_PDF_WEIGHT_HEAVY },
  { "objects in an object stream", in_object_stream, YYQ_PDF_WEIGHT_HEAVY },
  { "an image of billions of pixels", vast_image, YYQ_PDF_WEIGHT_HEAVY },
  { "a row of a gigabyte", vast_row, YYQ_PDF_WEIGHT_HEAVY },
  { "a function of billions of samples", vast_function, YYQ_PDF_WEIGHT_HEAVY },
  { "ten filters", many_filters, YYQ_PDF_WEIGHT_HEAVY },
  { "JBIG2, which says itself how large it is", jbig2, YYQ_PDF_WEIGHT_DOUBTFUL },
  { "JPEG 2000, which says itself how large it is", jpeg2000, YYQ_PDF_WEIGHT_DOUBTFUL },
  { "a pattern", tiles, YYQ_PDF_WEIGHT_DOUBTFUL },
  { "an image in the content", inline_image, YYQ_PDF_WEIGHT_DOUBTFUL },
  { "a form that draws itself", form_in_itself, YYQ_PDF_WEIGHT_DOUBTFUL },
  { "a form that draws what its page has", form_without_resources, YYQ_PDF_WEIGHT_DOUBTFUL },
  { "a form that is drawn thousands of times", form_many_times, YYQ_PDF_WEIGHT_DOUBTFUL },
  { "a scan of A3 at 600 dpi", fine_scan, YYQ_PDF_WEIGHT_DOUBTFUL },
  { "a scan of A4 at 300 dpi", scan, YYQ_PDF_WEIGHT_LIGHT },
  { "a form that is drawn a hundred times", form_some_times, YYQ_PDF_WEIGHT_LIGHT },
  { "seven megabytes of LZW", lzw_small, YYQ_PDF_WEIGHT_LIGHT },
  { NULL },
};
