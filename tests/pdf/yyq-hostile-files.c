/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-hostile-files.h"

#include <gio/gio.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

#include "pdf-samples.h"

#define THOUSANDS 4000
#define N_VALUES (1000 * THOUSANDS)
#define N_LEVELS 100000

/* (transfer full): @data @n times, packed with Flate. */
static GBytes *
pack_data (const char *data, gsize length, gsize n)
{
  g_autoptr (GConverter) packer =
    G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) packed = g_converter_output_stream_new (memory, packer);

  for (gsize i = 0; i < n; i++)
    g_output_stream_write_all (packed, data, length, NULL, NULL, NULL);
  g_output_stream_close (packed, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* (transfer full): @text a thousand times @thousands, packed with Flate. */
static GBytes *
pack (const char *text, gsize thousands)
{
  g_autoptr (GString) some = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    g_string_append (some, text);
  return pack_data (some->str, some->len, thousands);
}

/* (transfer full): object 5, behind which the file begins to be read. Takes @data. */
static GBytes *
with_stream (const char *entries, GBytes *data)
{
  static const char end[] = "\nendstream\nendobj\nstartxref\n9\n%%EOF\n";
  g_autofree char *head =
    g_strdup_printf ("%%PDF-1.7\n5 0 obj\n<<%s/Length %" G_GSIZE_FORMAT ">>stream\n", entries,
                     g_bytes_get_size (data));
  GByteArray *pdf = g_byte_array_new ();

  g_byte_array_append (pdf, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (pdf, g_bytes_get_data (data, NULL), (guint) g_bytes_get_size (data));
  g_byte_array_append (pdf, (const guint8 *) end, (guint) strlen (end));
  g_bytes_unref (data);
  return g_byte_array_free_to_bytes (pdf);
}

#define XREF "/Type/XRef/W[1 4 1]/Size 6/Root 1 0 R"
#define OBJECTS "/Type/ObjStm/N 1/First 4"

static GBytes *
spaces (void)
{
  return with_stream (XREF "/Filter/FlateDecode", pack (" ", 500 * 1000));
}

static GBytes *
long_table (void)
{
  return with_stream (XREF "/Filter/FlateDecode", pack ("123456", 1000));
}

static GBytes *
wide_rows (void)
{
  return with_stream (XREF "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4000000000>>",
                      pack ("123456", 1));
}

static GBytes *
full_object_stream (void)
{
  return with_stream (OBJECTS "/Filter/FlateDecode", pack ("0 ", THOUSANDS));
}

static GBytes *
hidden_object_stream (void)
{
  return with_stream ("/Type/Obj#53tm/N 1/#46irst 4/#46ilter/FlateDecode", pack ("0 ", THOUSANDS));
}

static GBytes *
plain_object_stream (void)
{
  g_autofree char *zeros = g_malloc (2 * (gsize) N_VALUES);

  for (gsize i = 0; i < 2 * (gsize) N_VALUES; i++)
    zeros[i] = i % 2 == 0 ? '0' : ' ';
  return with_stream (OBJECTS "/Extra<</Filter/FlateDecode>>",
                      g_bytes_new_take (g_steal_pointer (&zeros), 2 * (gsize) N_VALUES));
}

static GBytes *
packed_twice (void)
{
  g_autoptr (GBytes) once = pack ("0 ", THOUSANDS);

  return with_stream (OBJECTS "/Filter[/FlateDecode/FlateDecode]",
                      pack_data (g_bytes_get_data (once, NULL), g_bytes_get_size (once), 1));
}

static GBytes *
packed_elsewhere (void)
{
  return with_stream (OBJECTS "/Filter 6 0 R", pack ("0 ", THOUSANDS));
}

static GBytes *
huge_array (void)
{
  g_autoptr (GString) array = g_string_new ("[");

  for (guint i = 0; i < N_VALUES; i++)
    g_string_append (array, "0 ");
  g_string_append_c (array, ']');
  return pdf_samples_page ("/MediaBox[0 0 100 200]", "/Names 4 0 R", array->str);
}

static GBytes *
deep_arrays (void)
{
  g_autofree char *open = g_strnfill (N_LEVELS, '[');
  g_autofree char *closed = g_strnfill (N_LEVELS, ']');
  g_autofree char *arrays = g_strconcat (open, closed, NULL);

  return pdf_samples_page ("/MediaBox[0 0 100 200]", "/Names 4 0 R", arrays);
}

static GBytes *
deep_dictionaries (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < N_LEVELS; i++)
    g_string_append (text, "<</A");
  g_string_append (text, " 0");
  for (guint i = 0; i < N_LEVELS; i++)
    g_string_append (text, ">>");
  return pdf_samples_page ("/MediaBox[0 0 100 200]", "/Names 4 0 R", text->str);
}

static GBytes *
encrypted (void)
{
  g_autoptr (GBytes) plain = pdf_samples_page ("/MediaBox[0 0 100 200]", "", "null");
  qpdf_data qpdf = qpdf_init ();
  gsize length;
  const char *data = g_bytes_get_data (plain, &length);
  GBytes *bytes;

  qpdf_silence_errors (qpdf);
  g_assert_cmpint (qpdf_read_memory (qpdf, "plain", data, length, NULL) & QPDF_ERRORS, ==, 0);
  qpdf_init_write_memory (qpdf);
  qpdf_set_r6_encryption_parameters2 (qpdf, "reader", "owner", QPDF_TRUE, QPDF_TRUE, QPDF_TRUE,
                                      QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, qpdf_r3p_full, QPDF_TRUE);
  g_assert_cmpint (qpdf_write (qpdf) & QPDF_ERRORS, ==, 0);
  bytes = g_bytes_new (qpdf_get_buffer (qpdf), qpdf_get_buffer_length (qpdf));
  qpdf_cleanup (&qpdf);
  return bytes;
}

const YyqHostileFile yyq_hostile_files[] = {
  { "half a gigabyte of spaces", spaces, YYQ_PDF_ERROR_TOO_LARGE },
  { "a cross-reference stream of a million entries", long_table, YYQ_PDF_ERROR_TOO_LARGE },
  { "a cross-reference stream with rows of gigabytes", wide_rows, YYQ_PDF_ERROR_TOO_LARGE },
  { "an object stream of millions of values", full_object_stream, YYQ_PDF_ERROR_TOO_LARGE },
  { "an object stream whose names are written with numbers", hidden_object_stream,
    YYQ_PDF_ERROR_TOO_LARGE },
  { "an object stream that is not packed", plain_object_stream, YYQ_PDF_ERROR_TOO_LARGE },
  { "an object stream that is packed twice", packed_twice, YYQ_PDF_ERROR_TOO_LARGE },
  { "an object stream whose filter stands elsewhere", packed_elsewhere, YYQ_PDF_ERROR_TOO_LARGE },
  { "an array of millions of numbers", huge_array, YYQ_PDF_ERROR_TOO_LARGE },
  { "arrays nested a hundred thousand deep", deep_arrays, YYQ_PDF_ERROR_TOO_LARGE },
  { "dictionaries nested a hundred thousand deep", deep_dictionaries, YYQ_PDF_ERROR_TOO_LARGE },
  { "a password", encrypted, YYQ_PDF_ERROR_ENCRYPTED },
  { NULL },
};
