/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chain of stages, each of which hands on what it makes, in pieces, until one has made too much.
 */
#include "config.h"

#include "yyq-pdf-unpack.h"

#include <string.h>
#include <zlib.h>

#define PIECE 16384
#define LZW_CODES 4096
#define LZW_CLEAR 256
#define LZW_END 257

typedef struct _Stage Stage;

typedef struct {
  guint16 prefix[LZW_CODES];
  guint8 last[LZW_CODES];
  guint8 string[LZW_CODES];
  guint32 bits;
  guint n_bits, width;
  guint next; /* the next code to be given */
  int previous;
  guint first; /* of the string that was put out last */
  guint early;
} Lzw;

struct _Stage {
  gboolean (*feed) (Stage *self, const guint8 *data,
                    gsize length); /* FALSE: nothing more will come of it */
  Stage *next;                     /* (nullable) */
  guint8 out[PIECE];
  gsize n_out;
  guint64 made;
  guint64 limit;
  YyqPdfSink sink; /* of the last stage */
  gpointer user_data;
  z_stream flate;
  Lzw *lzw;      /* (owned) (nullable) */
  guint32 group; /* ASCII85, hex: digits so far */
  guint n_group;
  guint run; /* run length: bytes to be copied, or 1 byte to be repeated */
  gboolean repeat;
};

static gboolean
flush (Stage *self)
{
  gsize n = self->n_out;

  self->n_out = 0;
  if (self->next != NULL)
    return self->next->feed (self->next, self->out, n);
  if (self->sink != NULL)
    self->sink (self->out, n, self->user_data);
  return TRUE;
}

static gboolean
put (Stage *self, guint8 byte)
{
  self->out[self->n_out++] = byte;
  self->made++;
  if (self->made > self->limit)
    return FALSE;
  return self->n_out < PIECE || flush (self);
}

static gboolean
put_run (Stage *self, guint8 byte, guint n)
{
  while (n > 0) {
    guint piece = MIN (n, PIECE - (guint) self->n_out);

    memset (self->out + self->n_out, byte, piece);
    self->n_out += piece;
    self->made += piece;
    n -= piece;
    if (self->made > self->limit || (self->n_out == PIECE && !flush (self)))
      return FALSE;
  }
  return TRUE;
}

static gboolean
feed_flate (Stage *self, const guint8 *data, gsize length)
{
  self->flate.next_in = (Bytef *) data;
  self->flate.avail_in = (uInt) length;
  for (;;) {
    int result;
    gsize before = self->n_out;

    self->flate.next_out = self->out + before;
    self->flate.avail_out = (uInt) (PIECE - before);
    result = inflate (&self->flate, Z_NO_FLUSH);
    self->n_out = PIECE - self->flate.avail_out;
    self->made += self->n_out - before;
    if (self->made > self->limit || (self->n_out == PIECE && !flush (self)))
      return FALSE;
    if (result != Z_OK)
      return result == Z_BUF_ERROR;
  }
}

static gboolean
put_string (Stage *self, guint code)
{
  Lzw *lzw = self->lzw;
  guint n = 0;

  while (code > LZW_END && n < LZW_CODES - 1) {
    lzw->string[n++] = lzw->last[code];
    code = lzw->prefix[code];
  }
  lzw->string[n++] = (guint8) code;
  lzw->first = code;
  while (n > 0)
    if (!put (self, lzw->string[--n]))
      return FALSE;
  return TRUE;
}

/* A code that is just being given stands for the string before with its own first byte behind it.
 */
static gboolean
take_code (Stage *self, guint code)
{
  Lzw *lzw = self->lzw;
  gboolean fresh = code == lzw->next && lzw->previous >= 0;

  if (code == LZW_CLEAR) {
    lzw->next = LZW_END + 1;
    lzw->width = 9;
    lzw->previous = -1;
    return TRUE;
  }
  if (code == LZW_END || (code >= lzw->next && !fresh))
    return FALSE;
  if (!put_string (self, fresh ? (guint) lzw->previous : code) ||
      (fresh && !put (self, (guint8) lzw->first)))
    return FALSE;
  if (lzw->previous >= 0 && lzw->next < LZW_CODES) {
    lzw->prefix[lzw->next] = (guint16) lzw->previous;
    lzw->last[lzw->next++] = (guint8) lzw->first;
  }
  lzw->previous = (int) code;
  if (lzw->next + lzw->early >= (1u << lzw->width) && lzw->width < 12)
    lzw->width++;
  return TRUE;
}

static gboolean
feed_lzw (Stage *self, const guint8 *data, gsize length)
{
  Lzw *lzw = self->lzw;

  for (gsize i = 0; i < length; i++) {
    lzw->bits = lzw->bits << 8 | data[i];
    lzw->n_bits += 8;
    while (lzw->n_bits >= lzw->width) {
      guint code = lzw->bits >> (lzw->n_bits - lzw->width) & ((1u << lzw->width) - 1);

      lzw->n_bits -= lzw->width;
      if (!take_code (self, code))
        return FALSE;
    }
  }
  return TRUE;
}

static gboolean
feed_runs (Stage *self, const guint8 *data, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    if (self->run == 0) {
      self->repeat = data[i] > 128;
      self->run = self->repeat ? 257u - data[i] : data[i] + 1u;
      if (data[i] == 128)
        return FALSE;
    } else if (self->repeat) {
      if (!put_run (self, data[i], self->run))
        return FALSE;
      self->run = 0;
    } else {
      self->run--;
      if (!put (self, data[i]))
        return FALSE;
    }
  }
  return TRUE;
}

static gboolean
feed_hex (Stage *self, const guint8 *data, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    if (data[i] == '>')
      return self->n_group == 0 || put (self, (guint8) (self->group << 4));
    if (!g_ascii_isxdigit (data[i]))
      continue;
    self->group = self->group << 4 | (guint32) g_ascii_xdigit_value ((char) data[i]);
    if (++self->n_group < 2)
      continue;
    self->n_group = 0;
    if (!put (self, (guint8) self->group))
      return FALSE;
  }
  return TRUE;
}

static gboolean
put_group (Stage *self, guint n)
{
  for (guint i = 0; i < n; i++)
    if (!put (self, (guint8) (self->group >> (24 - 8 * i))))
      return FALSE;
  self->group = 0;
  self->n_group = 0;
  return TRUE;
}

static gboolean
feed_ascii85 (Stage *self, const guint8 *data, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    guint8 c = data[i];

    if (c == '~') {
      guint n = self->n_group;

      for (; n > 0 && self->n_group < 5; self->n_group++)
        self->group = self->group * 85 + 84;
      if (n > 1)
        put_group (self, n - 1);
      return FALSE;
    }
    if (c == 'z' && self->n_group == 0) {
      if (!put_run (self, 0, 4))
        return FALSE;
    } else if (c >= '!' && c <= 'u') {
      self->group = self->group * 85 + (c - '!');
      if (++self->n_group == 5 && !put_group (self, 4))
        return FALSE;
    }
  }
  return TRUE;
}

static void
stage_init (Stage *self, YyqPdfFilter filter)
{
  static gboolean (*const feeds[]) (Stage * self, const guint8 *data, gsize length) = {
    [YYQ_PDF_FILTER_FLATE] = feed_flate,  [YYQ_PDF_FILTER_LZW] = feed_lzw,
    [YYQ_PDF_FILTER_LZW_LATE] = feed_lzw, [YYQ_PDF_FILTER_RUN_LENGTH] = feed_runs,
    [YYQ_PDF_FILTER_HEX] = feed_hex,      [YYQ_PDF_FILTER_ASCII85] = feed_ascii85,
  };

  self->feed = feeds[filter];
  if (self->feed == feed_flate)
    inflateInit (&self->flate);
  if (self->feed == feed_lzw) {
    self->lzw = g_new0 (Lzw, 1);
    self->lzw->early = filter == YYQ_PDF_FILTER_LZW;
    take_code (self, LZW_CLEAR);
  }
}

/* What is left in the stages; only the last ones get it. */
static guint64
finish (Stage *stages, guint n_filters)
{
  guint64 most = 0;

  for (guint i = 0; i < n_filters; i++) {
    most = MAX (most, stages[i].made);
    if (stages[i].n_out > 0 && stages[i].made <= stages[i].limit)
      flush (&stages[i]);
  }
  for (guint i = 0; i < n_filters; i++) {
    most = MAX (most, stages[i].made);
    if (stages[i].feed == feed_flate)
      inflateEnd (&stages[i].flate);
    g_free (stages[i].lzw);
  }
  return most;
}

guint64
yyq_pdf_unpack (const guint8 *data, gsize length, const YyqPdfFilter *filters, guint n_filters,
                guint64 limit, YyqPdfSink sink, gpointer user_data)
{
  g_autofree Stage *stages = NULL;
  gsize step;

  g_return_val_if_fail (n_filters <= YYQ_PDF_MAX_FILTERS, G_MAXUINT64);
  if (n_filters == 0) {
    if (sink != NULL)
      sink (data, length, user_data);
    return length;
  }
  stages = g_new0 (Stage, n_filters);
  for (guint i = 0; i < n_filters; i++) {
    stage_init (&stages[i], filters[i]);
    stages[i].limit = limit;
    stages[i].next = i + 1 < n_filters ? &stages[i + 1] : NULL;
  }
  stages[n_filters - 1].sink = sink;
  stages[n_filters - 1].user_data = user_data;
  for (; length > 0; length -= step, data += step) {
    step = MIN (length, 1024 * 1024);
    if (!stages[0].feed (&stages[0], data, step))
      break;
  }
  return finish (stages, n_filters);
}
