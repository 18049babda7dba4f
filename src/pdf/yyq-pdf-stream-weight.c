/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-stream-weight.h"

#include <stdlib.h>
#include <string.h>

#include "yyq-pdf-unpack.h"

#define MAX_PIXELS (80LL * 1000 * 1000) /* A3 at 600 dpi has 70 million */
#define MANY_PIXELS (20LL * 1000 * 1000)
#define MAX_ROW (16LL * 1024 * 1024)     /* bytes that a predictor keeps */
#define MAX_SAMPLES (16LL * 1024 * 1024) /* of a function; a reader makes doubles of them */
#define MANY_SAMPLES (64LL * 1024)

typedef struct {
  YyqPdfFilter filters[YYQ_PDF_MAX_FILTERS];
  guint n;
  gboolean codec; /* an image codec comes last: the size of its picture counts */
  YyqPdfWeight weight;
} Chain;

/* /Fl for /FlateDecode is for images in content only, but readers take it anywhere. */
static const struct {
  const char *name, *brief;
  gboolean codec;
  YyqPdfWeight weight;
  YyqPdfFilter filter;
} known[] = {
  { "/FlateDecode", "/Fl", FALSE, YYQ_PDF_WEIGHT_LIGHT, YYQ_PDF_FILTER_FLATE },
  { "/LZWDecode", "/LZW", FALSE, YYQ_PDF_WEIGHT_LIGHT, YYQ_PDF_FILTER_LZW },
  { "/RunLengthDecode", "/RL", FALSE, YYQ_PDF_WEIGHT_LIGHT, YYQ_PDF_FILTER_RUN_LENGTH },
  { "/ASCIIHexDecode", "/AHx", FALSE, YYQ_PDF_WEIGHT_LIGHT, YYQ_PDF_FILTER_HEX },
  { "/ASCII85Decode", "/A85", FALSE, YYQ_PDF_WEIGHT_LIGHT, YYQ_PDF_FILTER_ASCII85 },
  { "/DCTDecode", "/DCT", TRUE, YYQ_PDF_WEIGHT_LIGHT, 0 },
  { "/CCITTFaxDecode", "/CCF", TRUE, YYQ_PDF_WEIGHT_LIGHT, 0 },
  /* Their data says on its own how much memory it takes. */
  { "/JPXDecode", "/JPXDecode", TRUE, YYQ_PDF_WEIGHT_DOUBTFUL, 0 },
  { "/JBIG2Decode", "/JBIG2Decode", TRUE, YYQ_PDF_WEIGHT_DOUBTFUL, 0 },
};

/* A whole number, or @otherwise. */
static long long
get_number (qpdf_data qpdf, qpdf_oh dictionary, const char *key, const char *brief,
            long long otherwise)
{
  qpdf_oh value = qpdf_oh_get_key_if_dict (qpdf, dictionary, key);

  if (brief != NULL && !qpdf_oh_is_number (qpdf, value))
    value = qpdf_oh_get_key_if_dict (qpdf, dictionary, brief);
  return qpdf_oh_is_number (qpdf, value)
           ? (long long) CLAMP (qpdf_oh_get_numeric_value (qpdf, value), -1e9, 1e9)
           : otherwise;
}

static qpdf_oh
get_item (qpdf_data qpdf, qpdf_oh list, int i)
{
  return qpdf_oh_is_array (qpdf, list) ? qpdf_oh_get_array_item (qpdf, list, i) : list;
}

static qpdf_oh
get_either (qpdf_data qpdf, qpdf_oh dictionary, const char *key, const char *brief)
{
  return qpdf_oh_has_key (qpdf, dictionary, key) ? qpdf_oh_get_key (qpdf, dictionary, key)
                                                 : qpdf_oh_get_key (qpdf, dictionary, brief);
}

/* What nobody knows, nobody unpacks; what comes behind an image codec neither. */
static void
add_filter (Chain *chain, qpdf_data qpdf, qpdf_oh filter, qpdf_oh parameters)
{
  long long row = get_number (qpdf, parameters, "/Columns", NULL, 1) *
                  get_number (qpdf, parameters, "/Colors", NULL, 1) / 8;

  if (row * get_number (qpdf, parameters, "/BitsPerComponent", NULL, 8) > MAX_ROW)
    chain->weight = YYQ_PDF_WEIGHT_HEAVY;
  for (guint i = 0; i < G_N_ELEMENTS (known) && !chain->codec; i++) {
    if (!qpdf_oh_is_name_and_equals (qpdf, filter, known[i].name) &&
        !qpdf_oh_is_name_and_equals (qpdf, filter, known[i].brief))
      continue;
    chain->weight = MAX (chain->weight, known[i].weight);
    chain->codec = known[i].codec;
    if (known[i].codec)
      return;
    chain->filters[chain->n] = known[i].filter;
    if (known[i].filter == YYQ_PDF_FILTER_LZW &&
        get_number (qpdf, parameters, "/EarlyChange", NULL, 1) == 0)
      chain->filters[chain->n] = YYQ_PDF_FILTER_LZW_LATE;
    chain->n++;
  }
}

static void
read_chain (Chain *chain, qpdf_data qpdf, qpdf_oh dictionary)
{
  qpdf_oh filters = get_either (qpdf, dictionary, "/Filter", "/F");
  qpdf_oh parameters = get_either (qpdf, dictionary, "/DecodeParms", "/DP");
  int n = qpdf_oh_is_array (qpdf, filters) ? qpdf_oh_get_array_n_items (qpdf, filters) : 1;

  if (n > YYQ_PDF_MAX_FILTERS) {
    chain->weight = YYQ_PDF_WEIGHT_HEAVY;
    return;
  }
  for (int i = 0; i < n; i++)
    add_filter (chain, qpdf, get_item (qpdf, filters, i), get_item (qpdf, parameters, i));
}

typedef struct {
  YyqPdfStreamWeight *weight;
  guint8 previous; /* the last letter of the piece before */
} Reading;

/* How often @second stands behind @first. */
static guint
count_pairs (const guint8 *data, gsize length, guint8 previous, guint8 first, guint8 second)
{
  const guint8 *end = data + length;
  guint n = previous == first && *data == second ? 1 : 0;

  for (const guint8 *at = data;
       (at = memchr (at, first, (gsize) (end - at))) != NULL && ++at < end;)
    n += *at == second ? 1 : 0;
  return n;
}

/* Words of a page's content, as far as two letters tell them: too many are found, never too few. */
static void
read_content (const guint8 *data, gsize length, gpointer user_data)
{
  Reading *reading = user_data;

  if (length == 0)
    return;
  reading->weight->drawings += count_pairs (data, length, reading->previous, 'D', 'o');
  if (!reading->weight->inline_images)
    reading->weight->inline_images = count_pairs (data, length, reading->previous, 'B', 'I') > 0;
  reading->previous = data[length - 1];
}

void
yyq_pdf_weigh_stream (qpdf_data qpdf, qpdf_oh stream, YyqPdfStreamWeight *weight)
{
  qpdf_oh dictionary = qpdf_oh_get_dict (qpdf, stream);
  Chain chain = { .weight = YYQ_PDF_WEIGHT_LIGHT };
  Reading reading = { .weight = weight };
  unsigned char *data = NULL;
  size_t length = 0;

  *weight = (YyqPdfStreamWeight){ .weight = YYQ_PDF_WEIGHT_LIGHT };
  read_chain (&chain, qpdf, dictionary);
  if (qpdf_oh_get_stream_data (qpdf, stream, qpdf_dl_none, NULL, &data, &length) & QPDF_ERRORS)
    chain.weight = MAX (chain.weight, YYQ_PDF_WEIGHT_DOUBTFUL);
  else
    weight->unpacked = yyq_pdf_unpack (data, length, chain.filters, chain.n, YYQ_PDF_MAX_STREAM,
                                       read_content, &reading);
  free (data);
  weight->weight = MAX (chain.weight, yyq_pdf_weigh_dictionary (qpdf, dictionary));
  if (weight->unpacked > YYQ_PDF_MAX_STREAM)
    weight->weight = YYQ_PDF_WEIGHT_HEAVY;
}

YyqPdfWeight
yyq_pdf_weigh_stream_again (qpdf_data qpdf, qpdf_oh stream)
{
  qpdf_oh dictionary = qpdf_oh_get_dict (qpdf, stream);
  Chain chain = { .weight = YYQ_PDF_WEIGHT_LIGHT };
  YyqPdfStreamWeight weight;

  read_chain (&chain, qpdf, dictionary);
  if (chain.n == 0 ||
      (chain.n == 1 && chain.filters[0] == YYQ_PDF_FILTER_FLATE && !qpdf_is_encrypted (qpdf)))
    return MAX (chain.weight, yyq_pdf_weigh_dictionary (qpdf, dictionary));
  yyq_pdf_weigh_stream (qpdf, stream, &weight);
  return weight.weight;
}

static YyqPdfWeight
weigh_image (qpdf_data qpdf, qpdf_oh dictionary)
{
  long long width = get_number (qpdf, dictionary, "/Width", "/W", 0);
  long long height = get_number (qpdf, dictionary, "/Height", "/H", 0);

  if (width < 0 || height < 0 || (height > 0 && width > MAX_PIXELS / height))
    return YYQ_PDF_WEIGHT_HEAVY;
  return width * height > MANY_PIXELS ? YYQ_PDF_WEIGHT_DOUBTFUL : YYQ_PDF_WEIGHT_LIGHT;
}

/* A sampled function holds the product of its sizes, for each of its results. */
static YyqPdfWeight
weigh_function (qpdf_data qpdf, qpdf_oh dictionary)
{
  qpdf_oh size = qpdf_oh_get_key (qpdf, dictionary, "/Size");
  qpdf_oh range = qpdf_oh_get_key (qpdf, dictionary, "/Range");
  long long samples =
    qpdf_oh_is_array (qpdf, range) ? qpdf_oh_get_array_n_items (qpdf, range) / 2 : 1;
  int n = qpdf_oh_is_array (qpdf, size) ? qpdf_oh_get_array_n_items (qpdf, size) : 0;

  for (int i = 0; i < n && samples <= MAX_SAMPLES; i++) {
    qpdf_oh item = qpdf_oh_get_array_item (qpdf, size, i);

    samples *= qpdf_oh_is_number (qpdf, item)
                 ? (long long) CLAMP (qpdf_oh_get_numeric_value (qpdf, item), 1, 1e9)
                 : 1;
  }
  if (samples > MAX_SAMPLES)
    return YYQ_PDF_WEIGHT_HEAVY;
  return samples > MANY_SAMPLES ? YYQ_PDF_WEIGHT_DOUBTFUL : YYQ_PDF_WEIGHT_LIGHT;
}

/* Patterns, shadings and glyphs that are drawn paint as often as they like. */
YyqPdfWeight
yyq_pdf_weigh_dictionary (qpdf_data qpdf, qpdf_oh dictionary)
{
  if (qpdf_oh_has_key (qpdf, dictionary, "/PatternType") ||
      qpdf_oh_has_key (qpdf, dictionary, "/ShadingType") ||
      qpdf_oh_has_key (qpdf, dictionary, "/CharProcs"))
    return YYQ_PDF_WEIGHT_DOUBTFUL;
  if (qpdf_oh_has_key (qpdf, dictionary, "/FunctionType"))
    return weigh_function (qpdf, dictionary);
  if (qpdf_oh_has_key (qpdf, dictionary, "/Width") ||
      qpdf_oh_has_key (qpdf, dictionary, "/Height") ||
      qpdf_oh_is_name_and_equals (qpdf, qpdf_oh_get_key (qpdf, dictionary, "/Subtype"), "/Image"))
    return weigh_image (qpdf, dictionary);
  return YYQ_PDF_WEIGHT_LIGHT;
}
