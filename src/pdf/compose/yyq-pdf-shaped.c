/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-shaped.h"

#include <hb.h>
#include <string.h>

#include "yyq-error.h"
#include "yyq-pdf-font-private.h"

/*
 * As many marks behind one character as any language has (Unicode Annex 15, stream-safe text): to
 * put more of them into order takes GLib and HarfBuzz time by the square.
 */
#define MAX_MARKS 30
#define N_FONTS 3

typedef struct {
  YyqPdfShaped *shape;
  const YyqPdfFont *fonts[N_FONTS]; /* the one that was asked for first */
  hb_buffer_t *buffer;
  int length; /* of the text, bytes */
} Shaper;

static gboolean
check (const char *text, GError **error)
{
  guint marks = 0;

  if (strnlen (text, YYQ_PDF_SHAPED_MAX_BYTES + 1) > YYQ_PDF_SHAPED_MAX_BYTES) {
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE, "a text of more than %d bytes",
                 YYQ_PDF_SHAPED_MAX_BYTES);
    return FALSE;
  }
  if (!g_utf8_validate (text, -1, NULL)) {
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TEXT, "a text is not UTF-8");
    return FALSE;
  }
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    marks = g_unichar_combining_class (g_utf8_get_char (at)) != 0 ? marks + 1 : 0;
    if (marks > MAX_MARKS) {
      g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TEXT, "a character with more than %d marks",
                   MAX_MARKS);
      return FALSE;
    }
  }
  return TRUE;
}

/* (transfer full) */
static char *
tidy (const char *text, gboolean one_line)
{
  char *tidied = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  char *out = tidied;

  for (const char *in = tidied; *in != '\0'; in++) {
    char c = *in;

    if (c == '\r' && in[1] == '\n')
      continue;
    if (c == '\r' || c == '\v' || c == '\f')
      c = '\n';
    *out++ = c == '\t' || (c == '\n' && one_line) ? ' ' : c;
  }
  *out = '\0';
  return tidied;
}

static gboolean
has_glyph (const YyqPdfFont *font, gunichar character)
{
  hb_codepoint_t glyph;

  return hb_font_get_nominal_glyph (font->hb, character, &glyph);
}

/* What has no look of its own goes along with what it changes. */
static const YyqPdfFont *
choose_font (const Shaper *self, gunichar character, const YyqPdfFont *present)
{
  if (present != NULL && (g_unichar_ismark (character) || g_unichar_iszerowidth (character)))
    return present;
  for (guint i = 0; i < N_FONTS; i++)
    if (self->fonts[i] != NULL && has_glyph (self->fonts[i], character))
      return self->fonts[i];
  return present != NULL ? present : self->fonts[0];
}

static void
add_cluster (Shaper *self, guint start, guint end)
{
  const char *text = self->shape->text;

  g_array_append_vals (
    self->shape->clusters,
    &(YyqPdfCluster){ .start = start,
                      .end = end,
                      .glyph = self->shape->glyphs->len,
                      .kind = yyq_pdf_break_of (g_utf8_get_char (text + start)) },
    1);
}

/* A space without width is what HarfBuzz leaves of characters that are not to be seen. */
static gboolean
is_invisible (const YyqPdfFont *font, guint32 id, const hb_glyph_position_t *position)
{
  hb_codepoint_t space;

  return position->x_advance == 0 && hb_font_get_nominal_glyph (font->hb, ' ', &space) &&
         id == space;
}

static void
add_glyph (Shaper *self, const YyqPdfFont *font, guint32 id, const hb_glyph_position_t *position)
{
  YyqPdfCluster *cluster =
    &g_array_index (self->shape->clusters, YyqPdfCluster, self->shape->clusters->len - 1);
  double upem = font->upem;
  YyqPdfGlyph glyph = {
    .font = font,
    .id = id,
    .x = cluster->advance + position->x_offset / upem,
    .y = position->y_offset / upem,
    .advance = hb_font_get_glyph_h_advance (font->hb, id) / upem,
  };

  cluster->advance += position->x_advance / upem;
  if (is_invisible (font, id, position))
    return;
  g_array_append_val (self->shape->glyphs, glyph);
  cluster->n_glyphs++;
}

static void
add_glyphs (Shaper *self, const YyqPdfFont *font, guint start, guint end)
{
  unsigned int n;
  const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos (self->buffer, &n);
  const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions (self->buffer, NULL);

  for (unsigned int i = 0; i < n;) {
    guint cluster = infos[i].cluster;
    unsigned int next = i;

    while (next < n && infos[next].cluster == cluster)
      next++;
    add_cluster (self, i == 0 ? start : cluster, next < n ? infos[next].cluster : end);
    for (; i < next; i++)
      add_glyph (self, font, infos[i].codepoint, &positions[i]);
  }
}

static void
shape_run (Shaper *self, const YyqPdfFont *font, guint start, guint end)
{
  static const hb_feature_t none[] = {
    { HB_TAG ('k', 'e', 'r', 'n'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END },
    { HB_TAG ('l', 'i', 'g', 'a'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END },
    { HB_TAG ('c', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END },
    { HB_TAG ('c', 'a', 'l', 't'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END },
  };

  if (start == end)
    return;
  hb_buffer_reset (self->buffer);
  /* Nothing is guessed from the text or taken from the locale. */
  hb_buffer_set_direction (self->buffer, HB_DIRECTION_LTR);
  hb_buffer_set_script (self->buffer, HB_SCRIPT_HAN);
  hb_buffer_set_language (self->buffer, hb_language_from_string ("zh-hans", -1));
  hb_buffer_add_utf8 (self->buffer, self->shape->text, self->length, start, (int) (end - start));
  hb_shape (font->hb, self->buffer, none, G_N_ELEMENTS (none));
  add_glyphs (self, font, start, end);
}

static void
shape_text (Shaper *self)
{
  const char *text = self->shape->text;
  const YyqPdfFont *present = NULL;
  guint start = 0, at = 0;

  while (text[at] != '\0') {
    gunichar character = g_utf8_get_char (text + at);
    guint next = (guint) (g_utf8_next_char (text + at) - text);
    gboolean ends = yyq_pdf_break_of (character) == YYQ_PDF_BREAK_NEW_LINE;
    const YyqPdfFont *font = ends ? NULL : choose_font (self, character, present);

    if (font != present && present != NULL) {
      shape_run (self, present, start, at);
      start = at;
    }
    present = font;
    if (ends) {
      add_cluster (self, at, next);
      start = next;
    }
    at = next;
  }
  if (present != NULL)
    shape_run (self, present, start, at);
}

static void
find_breaks (YyqPdfShaped *self)
{
  YyqPdfCluster *clusters = (YyqPdfCluster *) (gpointer) self->clusters->data;
  YyqPdfBreak solid = YYQ_PDF_BREAK_NEW_LINE;

  for (guint i = 0; i < self->clusters->len; i++) {
    YyqPdfCluster *cluster = &clusters[i];
    YyqPdfBreak before = i > 0 ? clusters[i - 1].kind : YYQ_PDF_BREAK_NEW_LINE;

    cluster->may_begin = yyq_pdf_break_is_allowed (solid, before, cluster->kind);
    cluster->may_tear = cluster->may_begin || yyq_pdf_break_is_bearable (before, cluster->kind);
    if (cluster->kind != YYQ_PDF_BREAK_SPACE)
      solid = cluster->kind;
  }
}

static void
find_missing (YyqPdfShaped *self)
{
  for (guint i = 0; i < self->clusters->len; i++) {
    const YyqPdfCluster *cluster = &g_array_index (self->clusters, YyqPdfCluster, i);
    gboolean missing = FALSE;

    for (guint j = 0; j < cluster->n_glyphs; j++)
      missing |= g_array_index (self->glyphs, YyqPdfGlyph, cluster->glyph + j).id == 0;
    if (missing)
      g_array_append_vals (self->missing, &(YyqPdfSpan){ cluster->start, cluster->end }, 1);
  }
}

YyqPdfShaped *
yyq_pdf_shaped_new (const char *text, YyqPdfFamily family, gboolean one_line, GError **error)
{
  Shaper self = { .fonts = { yyq_pdf_font_get (family, error) } };

  g_return_val_if_fail (text != NULL, NULL);

  if (self.fonts[0] == NULL || !check (text, error))
    return NULL;
  self.fonts[1] = yyq_pdf_font_get (YYQ_PDF_FAMILY_SONG, NULL);
  self.fonts[2] = yyq_pdf_font_get (YYQ_PDF_FAMILY_HEI, NULL);
  self.shape = g_new0 (YyqPdfShaped, 1);
  self.shape->text = tidy (text, one_line);
  self.shape->clusters = g_array_new (FALSE, FALSE, sizeof (YyqPdfCluster));
  self.shape->glyphs = g_array_new (FALSE, FALSE, sizeof (YyqPdfGlyph));
  self.shape->missing = g_array_new (FALSE, FALSE, sizeof (YyqPdfSpan));
  self.length = (int) strlen (self.shape->text);
  self.buffer = hb_buffer_create ();
  shape_text (&self);
  hb_buffer_destroy (self.buffer);
  find_breaks (self.shape);
  find_missing (self.shape);
  return self.shape;
}

void
yyq_pdf_shaped_free (YyqPdfShaped *self)
{
  g_free (self->text);
  g_array_unref (self->clusters);
  g_array_unref (self->glyphs);
  g_array_unref (self->missing);
  g_free (self);
}
