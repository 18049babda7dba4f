/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-overfull.h"

#include <string.h>
#include <zlib.h>

#include "yyq-pdf-lexer.h"

/* A tagged contract of 500 pages has 60,000 objects with some 20 tokens each. */
#define MAX_TOKENS (2 * 1000 * 1000)
/* Bytes read, in files: strings in strings could be read over and over. */
#define MAX_READINGS 4
#define MAX_DEPTH 100
#define MAX_UNPACKED (64 * 1024 * 1024) /* all object streams together */
#define MAX_ROW 10000                   /* samples; qpdf reserves whole rows */

typedef struct {
  guint64 tokens, bytes; /* read so far */
  guint64 most_bytes;
  guint64 unpacked;
} Count;

/* What a stream's dictionary says, at whatever depth. */
typedef struct {
  gboolean objects, xref; /* it has /First or /W */
  gboolean packed;        /* with Flate, once */
  gboolean strange;       /* packed otherwise, or with parameters that are not at hand */
  guint64 length;         /* the largest /Length */
} Packing;

/* Is the name that was read last @name? #46irst is First: ISO 32000-1 §7.3.5. */
static gboolean
is_name (const YyqPdfLexer *lexer, const char *name)
{
  const char *at = lexer->start;
  gsize left = lexer->length;

  for (; *name != '\0'; name++) {
    gboolean coded = left > 2 && *at == '#' && g_ascii_isxdigit (at[1]) && g_ascii_isxdigit (at[2]);
    char c =
      coded ? (char) (g_ascii_xdigit_value (at[1]) << 4 | g_ascii_xdigit_value (at[2])) : '\0';

    if (left == 0 || (coded ? c : *at) != *name)
      return FALSE;
    at += coded ? 3 : 1;
    left -= coded ? 3 : 1;
  }
  return left == 0;
}

static gboolean
is_flate (const YyqPdfLexer *lexer)
{
  return yyq_pdf_lexer_is (lexer, "/FlateDecode") || yyq_pdf_lexer_is (lexer, "/Fl");
}

/* @look stands before the value of /Filter: a name, or a list of one. */
static void
note_filter (Packing *packing, YyqPdfLexer look)
{
  YyqPdfToken token = yyq_pdf_lexer_next (&look);
  gboolean list = token == YYQ_PDF_TOKEN_OPEN;

  if (list)
    token = yyq_pdf_lexer_next (&look);
  packing->packed = token == YYQ_PDF_TOKEN_NAME && is_flate (&look);
  packing->strange = packing->strange || !packing->packed ||
                     (list && yyq_pdf_lexer_next (&look) != YYQ_PDF_TOKEN_CLOSE);
}

/* "7 0 R" could be any length. */
static void
note_length (Packing *packing, YyqPdfLexer look)
{
  gboolean number = yyq_pdf_lexer_next (&look) == YYQ_PDF_TOKEN_INTEGER;

  packing->length = MAX (packing->length, number ? look.number : G_MAXUINT64);
  if (yyq_pdf_lexer_next (&look) == YYQ_PDF_TOKEN_INTEGER)
    packing->length = G_MAXUINT64;
}

static void
note_name (Packing *packing, const YyqPdfLexer *lexer)
{
  YyqPdfLexer look = *lexer;

  if (is_name (lexer, "/First"))
    packing->objects = TRUE;
  else if (is_name (lexer, "/W"))
    packing->xref = TRUE;
  else if (is_name (lexer, "/Filter"))
    note_filter (packing, look);
  else if (is_name (lexer, "/Length"))
    note_length (packing, look);
  else if (is_name (lexer, "/DecodeParms"))
    packing->strange = packing->strange || yyq_pdf_lexer_next (&look) != YYQ_PDF_TOKEN_OPEN;
  else if (is_name (lexer, "/Columns") || is_name (lexer, "/Colors"))
    packing->strange = packing->strange || yyq_pdf_lexer_next (&look) != YYQ_PDF_TOKEN_INTEGER ||
                       look.number > MAX_ROW;
}

static gboolean
is_over (const Count *count)
{
  return count->tokens > MAX_TOKENS || count->bytes > count->most_bytes ||
         count->unpacked > MAX_UNPACKED;
}

/* Reads the next token and counts it; what is no token costs qpdf a value too. */
static YyqPdfToken
next (Count *count, YyqPdfLexer *lexer)
{
  gsize from = lexer->at;
  YyqPdfToken token = yyq_pdf_lexer_next (lexer);

  if (token == YYQ_PDF_TOKEN_BAD && lexer->at == (gsize) (lexer->start - lexer->data))
    lexer->at++;
  count->tokens++;
  count->bytes += lexer->at - from;
  return is_over (count) ? YYQ_PDF_TOKEN_END : token;
}

/* What stands in an object stream, or each byte of a cross-reference stream: an entry may be that
 * short. */
static void
count_data (Count *count, const guint8 *data, gsize length, const Packing *packing)
{
  YyqPdfLexer lexer = { .data = (const char *) data, .end = length };

  count->most_bytes += length;
  count->tokens += packing->xref ? length : 0;
  while (next (count, &lexer) != YYQ_PDF_TOKEN_END)
    ;
}

/* (transfer full): what @data unpacks to, together with what was unpacked before no more than
 * allowed. */
static GByteArray *
unpack (Count *count, const char *data, gsize length)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8 chunk[64 * 1024];
  z_stream stream = { .next_in = (Bytef *) data, .avail_in = (uInt) MIN (length, G_MAXUINT32) };
  int result = inflateInit (&stream);

  while (result == Z_OK && count->unpacked <= MAX_UNPACKED) {
    gsize n;

    stream.next_out = chunk;
    stream.avail_out = sizeof chunk;
    result = inflate (&stream, Z_NO_FLUSH);
    n = sizeof chunk - stream.avail_out;
    g_byte_array_append (bytes, chunk, (guint) n);
    count->unpacked += n;
  }
  inflateEnd (&stream);
  return bytes;
}

/* @lexer stands behind the word "stream". FALSE: too much, or it cannot be told. */
static gboolean
count_stream (Count *count, const YyqPdfLexer *lexer, const Packing *packing)
{
  const char *data = lexer->data + lexer->at;
  gsize length = lexer->end - lexer->at;
  g_autoptr (GByteArray) bytes = NULL;

  if (!packing->objects && !packing->xref)
    return TRUE;
  if (packing->strange)
    return FALSE;
  for (; length > 0 && (*data == '\r' || *data == '\n'); length--)
    data++;
  /* The filter that was seen may belong to a dictionary inside, so that the data is not packed at
   * all. */
  count_data (count, (const guint8 *) data, (gsize) MIN (length, packing->length), packing);
  if (packing->packed) {
    bytes = unpack (count, data, length);
    count_data (count, bytes->data, bytes->len, packing);
  }
  return !is_over (count);
}

/* One value, and the stream that it is the dictionary of. */
static gboolean
count_value (Count *count, YyqPdfLexer *lexer)
{
  Packing packing = { 0 };
  gssize depth = 0;

  do {
    switch (next (count, lexer)) {
    case YYQ_PDF_TOKEN_OPEN:
      if (++depth > MAX_DEPTH)
        return FALSE;
      break;
    case YYQ_PDF_TOKEN_CLOSE:
      depth--;
      break;
    case YYQ_PDF_TOKEN_NAME:
      note_name (&packing, lexer);
      break;
    case YYQ_PDF_TOKEN_END:
      return !is_over (count);
    case YYQ_PDF_TOKEN_INTEGER:
    case YYQ_PDF_TOKEN_STRING:
    case YYQ_PDF_TOKEN_WORD:
    case YYQ_PDF_TOKEN_BAD:
    default:
      break;
    }
  } while (depth > 0);
  if (next (count, lexer) == YYQ_PDF_TOKEN_WORD && yyq_pdf_lexer_is (lexer, "stream"))
    return count_stream (count, lexer, &packing);
  return !is_over (count);
}

/* A table ends where the trailer begins. */
static gboolean
count_table (Count *count, YyqPdfLexer *lexer)
{
  YyqPdfToken token;

  do
    token = next (count, lexer);
  while (token == YYQ_PDF_TOKEN_INTEGER ||
         (token == YYQ_PDF_TOKEN_WORD && !yyq_pdf_lexer_is (lexer, "trailer")));
  return !is_over (count);
}

/* qpdf begins at these words, which cannot be written in another way. */
static gboolean
count_behind (Count *count, GBytes *pdf, const char *word,
              gboolean (*read) (Count *count, YyqPdfLexer *lexer))
{
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length);
  const char *end = data + length;

  for (const char *at = data;
       (at = memmem (at, (gsize) (end - at), word, strlen (word))) != NULL;) {
    YyqPdfLexer lexer = { .data = data, .end = length };

    at += strlen (word);
    lexer.at = (gsize) (at - data);
    if (at < end && g_ascii_isalnum (*at))
      continue;
    if (!read (count, &lexer))
      return FALSE;
  }
  return TRUE;
}

gboolean
yyq_pdf_is_overfull (GBytes *pdf)
{
  gsize length = g_bytes_get_size (pdf);
  Count count = { .most_bytes = MAX_READINGS * (guint64) length };

  return length > 0 && !(count_behind (&count, pdf, "obj", count_value) &&
                         count_behind (&count, pdf, "trailer", count_value) &&
                         count_behind (&count, pdf, "xref", count_table));
}
