/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-worker-content.h"

#include <cairo.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "yyq-pdf-lexer.h"
#include "yyq-qpdf.h"
#include "yyq-worker-path.h"

#define MAX_OPERANDS 8
#define MAX_STATES 64
#define MAX_DEPTH 8 /* of forms in forms */
#define MAX_FORMS 5000
#define MAX_TOKENS 2000000
#define MAX_BYTES (48 * 1024 * 1024) /* of a page's content, forms as often as they are drawn */
#define MAX_ORIGINS YYQ_PAGE_MAX_CHARACTERS
#define NEARLY_WHITE 0.97

typedef struct {
  gboolean strange; /* a colour space in which numbers do not say how light it is */
  gboolean white;
} Paint;

/* What q keeps. */
typedef struct {
  cairo_matrix_t ctm;
  YyqPageBox clip;
  Paint fill, stroke;
  double leading, rise;
} State;

typedef struct {
  qpdf_data qpdf;
  YyqPageFacts *facts;
  GArray *origins; /* of YyqWorkerOrigin */
  guint n_tokens, n_forms;
  gsize n_bytes;
  YyqWorkerPath *path;
} Page;

/* One stream, with what it finds its resources in. */
typedef struct {
  Page *page;
  qpdf_oh resources;
  guint depth;
  State states[MAX_STATES];
  guint n_states; /* the last of them is the current one */
  guint n_lost;   /* q that found no room */
  double numbers[MAX_OPERANDS];
  guint n_numbers;
  char name[64]; /* of the last name, with its slash */
  cairo_matrix_t text, line;
  double x, y; /* the current point, in user space */
  gboolean clipping;
} Content;

static void read_stream (Page *page, qpdf_oh resources, const State *state, guint depth,
                         const char *data, gsize length);

static State *
now (Content *self)
{
  return &self->states[self->n_states - 1];
}

/* The @n operands, or nothing where there are fewer. */
static const double *
operands (Content *self, guint n)
{
  return self->n_numbers >= n ? self->numbers + self->n_numbers - n : NULL;
}

static gboolean
read_matrix (Content *self, cairo_matrix_t *matrix)
{
  const double *n = operands (self, 6);

  if (n != NULL)
    cairo_matrix_init (matrix, n[0], n[1], n[2], n[3], n[4], n[5]);
  return n != NULL;
}

static gboolean
is (const YyqPdfLexer *lexer, const char *text)
{
  return yyq_pdf_lexer_is (lexer, text);
}

static void
push (Content *self)
{
  if (self->n_states == MAX_STATES) {
    self->n_lost++;
    return;
  }
  self->states[self->n_states] = *now (self);
  self->n_states++;
}

static void
pop (Content *self)
{
  if (self->n_lost > 0)
    self->n_lost--;
  else if (self->n_states > 1)
    self->n_states--;
}

static void
point_to (Content *self, double x, double y, void (*step) (YyqWorkerPath *path, double x, double y))
{
  self->x = x;
  self->y = y;
  cairo_matrix_transform_point (&now (self)->ctm, &x, &y);
  step (self->page->path, x, y);
}

static void
add_rectangle (Content *self)
{
  const double *n = operands (self, 4);

  if (n == NULL)
    return;
  point_to (self, n[0], n[1], yyq_worker_path_move);
  point_to (self, n[0] + n[2], n[1], yyq_worker_path_line);
  point_to (self, n[0] + n[2], n[1] + n[3], yyq_worker_path_line);
  point_to (self, n[0], n[1] + n[3], yyq_worker_path_line);
  yyq_worker_path_close (self->page->path);
  self->x = n[0];
  self->y = n[1];
}

/* TRUE when the word made the path longer. */
static gboolean
build (Content *self, const YyqPdfLexer *word)
{
  const double *n;

  if (is (word, "m") && (n = operands (self, 2)) != NULL)
    point_to (self, n[0], n[1], yyq_worker_path_move);
  else if (is (word, "l") && (n = operands (self, 2)) != NULL)
    point_to (self, n[0], n[1], yyq_worker_path_line);
  else if ((is (word, "c") || is (word, "v") || is (word, "y")) && (n = operands (self, 2)) != NULL)
    point_to (self, n[0], n[1], yyq_worker_path_curve);
  else if (is (word, "re"))
    add_rectangle (self);
  else if (is (word, "h"))
    yyq_worker_path_close (self->page->path);
  else if (is (word, "W") || is (word, "W*"))
    self->clipping = TRUE;
  else
    return FALSE;
  return TRUE;
}

static void
intersect (YyqPageBox *clip, const YyqPageBox *box)
{
  clip->x0 = MAX (clip->x0, box->x0);
  clip->y0 = MAX (clip->y0, box->y0);
  clip->x1 = MIN (clip->x1, box->x1);
  clip->y1 = MIN (clip->y1, box->y1);
}

static void
paint_path (Content *self, gboolean fill, gboolean stroke)
{
  State *state = now (self);
  YyqPageBox box = { 0 };

  /* An outline says all that its inside would. */
  if (stroke && !state->stroke.white)
    yyq_worker_path_stroke (self->page->path, &state->clip, self->page->facts);
  else if (fill && !state->fill.white)
    yyq_worker_path_fill (self->page->path, &state->clip, self->page->facts);
  if (self->clipping && yyq_worker_path_get_box (self->page->path, &box))
    intersect (&state->clip, &box);
  self->clipping = FALSE;
  yyq_worker_path_clear (self->page->path);
}

/* TRUE when the word ends the path. */
static gboolean
paint (Content *self, const YyqPdfLexer *word)
{
  static const struct {
    const char *word;
    gboolean fill, stroke, close;
  } words[] = {
    { "S", FALSE, TRUE, FALSE },  { "s", FALSE, TRUE, TRUE },   { "f", TRUE, FALSE, FALSE },
    { "F", TRUE, FALSE, FALSE },  { "f*", TRUE, FALSE, FALSE }, { "B", TRUE, TRUE, FALSE },
    { "B*", TRUE, TRUE, FALSE },  { "b", TRUE, TRUE, TRUE },    { "b*", TRUE, TRUE, TRUE },
    { "n", FALSE, FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (is (word, words[i].word)) {
      if (words[i].close)
        yyq_worker_path_close (self->page->path);
      paint_path (self, words[i].fill, words[i].stroke);
      return TRUE;
    }
  return FALSE;
}

/* Numbers of one component are grey, of three red, green and blue, of four ink. */
static gboolean
is_white (const double *numbers, guint n)
{
  for (guint i = 0; i < n; i++)
    if (n == 4 ? numbers[i] > 1 - NEARLY_WHITE : numbers[i] < NEARLY_WHITE)
      return FALSE;
  return n == 1 || n == 3 || n == 4;
}

static void
set_space (Content *self, Paint *colour)
{
  qpdf_data qpdf = self->page->qpdf;
  qpdf_oh spaces = qpdf_oh_get_key_if_dict (qpdf, self->resources, "/ColorSpace");
  qpdf_oh space = qpdf_oh_get_key_if_dict (qpdf, spaces, self->name);
  qpdf_oh first = qpdf_oh_is_array (qpdf, space) && qpdf_oh_get_array_n_items (qpdf, space) > 0
                    ? qpdf_oh_get_array_item (qpdf, space, 0)
                    : space;
  const char *name = qpdf_oh_is_name (qpdf, first) ? qpdf_oh_get_name (qpdf, first) : self->name;

  colour->white = FALSE;
  colour->strange = !g_str_has_prefix (name, "/Device") && !g_str_equal (name, "/ICCBased") &&
                    !g_str_equal (name, "/CalRGB") && !g_str_equal (name, "/CalGray");
}

/* TRUE when the word sets a colour. */
static gboolean
colour (Content *self, const YyqPdfLexer *word)
{
  static const char *const fill[] = { "g", "rg", "k", "sc", "scn", "cs", NULL };
  static const char *const stroke[] = { "G", "RG", "K", "SC", "SCN", "CS", NULL };

  for (guint i = 0; fill[i] != NULL; i++) {
    const gboolean fills = is (word, fill[i]);
    Paint *paint = fills ? &now (self)->fill : &now (self)->stroke;

    if (!fills && !is (word, stroke[i]))
      continue;
    if (i == 5) {
      set_space (self, paint);
      return TRUE;
    }
    if (i < 3)
      paint->strange = FALSE;
    paint->white = !paint->strange && is_white (self->numbers, self->n_numbers);
    return TRUE;
  }
  return FALSE;
}

static void
move_line (Content *self, double x, double y)
{
  cairo_matrix_t by;

  cairo_matrix_init_translate (&by, x, y);
  cairo_matrix_multiply (&self->line, &by, &self->line);
  self->text = self->line;
}

/* Only text that is read from left to right has a baseline that anything is set on. */
static void
show (Content *self)
{
  YyqWorkerOrigin origin = { 0, now (self)->rise };
  double dx = 1, dy = 0;
  GArray *origins = self->page->origins;

  cairo_matrix_transform_distance (&self->text, &dx, &dy);
  cairo_matrix_transform_distance (&now (self)->ctm, &dx, &dy);
  if (!(dx > 0 && fabs (dy) < dx / 20) || origins->len >= MAX_ORIGINS)
    return;
  cairo_matrix_transform_point (&self->text, &origin.x, &origin.y);
  cairo_matrix_transform_point (&now (self)->ctm, &origin.x, &origin.y);
  if (isfinite (origin.x) && isfinite (origin.y))
    g_array_append_val (origins, origin);
}

/* TRUE when the word is about text. */
static gboolean
write_text (Content *self, const YyqPdfLexer *word)
{
  const double *n;

  if (is (word, "BT"))
    cairo_matrix_init_identity (&self->line), self->text = self->line;
  else if (is (word, "Tm") && read_matrix (self, &self->line))
    self->text = self->line;
  else if (is (word, "TL") && (n = operands (self, 1)) != NULL)
    now (self)->leading = n[0];
  else if (is (word, "Ts") && (n = operands (self, 1)) != NULL)
    now (self)->rise = n[0];
  else if ((is (word, "Td") || is (word, "TD")) && (n = operands (self, 2)) != NULL) {
    if (word->start[1] == 'D')
      now (self)->leading = -n[1];
    move_line (self, n[0], n[1]);
  } else if (is (word, "T*"))
    move_line (self, 0, -now (self)->leading);
  else if (is (word, "'") || is (word, "\"")) {
    move_line (self, 0, -now (self)->leading);
    show (self);
  } else if (is (word, "Tj") || is (word, "TJ"))
    show (self);
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_numbers (qpdf_data qpdf, qpdf_oh array, double *numbers, int n)
{
  if (!qpdf_oh_is_array (qpdf, array) || qpdf_oh_get_array_n_items (qpdf, array) != n)
    return FALSE;
  for (int i = 0; i < n; i++)
    numbers[i] = qpdf_oh_get_numeric_value (qpdf, qpdf_oh_get_array_item (qpdf, array, i));
  return TRUE;
}

static YyqPageBox
transform_box (const cairo_matrix_t *matrix, const double n[4])
{
  YyqPageBox box = { 0 };

  for (guint i = 0; i < 4; i++) {
    double x = n[i % 2 == 0 ? 0 : 2];
    double y = n[i < 2 ? 1 : 3];

    cairo_matrix_transform_point (matrix, &x, &y);
    box.x0 = i == 0 ? x : MIN (box.x0, x);
    box.y0 = i == 0 ? y : MIN (box.y0, y);
    box.x1 = i == 0 ? x : MAX (box.x1, x);
    box.y1 = i == 0 ? y : MAX (box.y1, y);
  }
  return box;
}

static void
read_form (Content *self, qpdf_oh form)
{
  qpdf_data qpdf = self->page->qpdf;
  qpdf_oh dictionary = qpdf_oh_get_dict (qpdf, form);
  qpdf_oh resources = qpdf_oh_get_key (qpdf, dictionary, "/Resources");
  State state = *now (self);
  cairo_matrix_t matrix;
  unsigned char *data = NULL;
  size_t length = 0;
  double n[6];

  if (read_numbers (qpdf, qpdf_oh_get_key (qpdf, dictionary, "/Matrix"), n, 6)) {
    cairo_matrix_init (&matrix, n[0], n[1], n[2], n[3], n[4], n[5]);
    cairo_matrix_multiply (&state.ctm, &matrix, &state.ctm);
  }
  if (read_numbers (qpdf, qpdf_oh_get_key (qpdf, dictionary, "/BBox"), n, 4)) {
    const YyqPageBox box = transform_box (&state.ctm, n);

    intersect (&state.clip, &box);
  }
  if (qpdf_oh_get_stream_data (qpdf, form, qpdf_dl_all, NULL, &data, &length) == QPDF_SUCCESS)
    read_stream (self->page, qpdf_oh_is_dictionary (qpdf, resources) ? resources : self->resources,
                 &state, self->depth + 1, (const char *) data, length);
  free (data);
}

static void
draw_object (Content *self)
{
  qpdf_data qpdf = self->page->qpdf;
  qpdf_oh objects = qpdf_oh_get_key_if_dict (qpdf, self->resources, "/XObject");
  qpdf_oh object = qpdf_oh_get_key_if_dict (qpdf, objects, self->name);

  if (!qpdf_oh_is_stream (qpdf, object) ||
      !qpdf_oh_is_name_and_equals (
        qpdf, qpdf_oh_get_key (qpdf, qpdf_oh_get_dict (qpdf, object), "/Subtype"), "/Form"))
    return;
  if (self->depth >= MAX_DEPTH || self->page->n_forms++ >= MAX_FORMS)
    self->page->facts->cut |= YYQ_PAGE_CUT_STROKES;
  else
    read_form (self, object);
}

/* A picture within the stream: its bytes end where EI stands alone. */
static void
skip_picture (YyqPdfLexer *lexer)
{
  for (lexer->at++; lexer->at + 2 <= lexer->end; lexer->at++)
    if (lexer->data[lexer->at] == 'E' && lexer->data[lexer->at + 1] == 'I' &&
        g_ascii_isspace (lexer->data[lexer->at - 1]) &&
        (lexer->at + 2 == lexer->end || g_ascii_isspace (lexer->data[lexer->at + 2]))) {
      lexer->at += 2;
      return;
    }
  lexer->at = lexer->end;
}

static gboolean
read_number (const YyqPdfLexer *word, double *number)
{
  char text[32];
  char *end;

  if (word->length >= sizeof text || strchr ("+-.0123456789", word->start[0]) == NULL)
    return FALSE;
  memcpy (text, word->start, word->length);
  text[word->length] = '\0';
  *number = g_ascii_strtod (text, &end);
  return end > text && isfinite (*number);
}

static void
add_number (Content *self, double number)
{
  if (self->n_numbers == MAX_OPERANDS) {
    memmove (self->numbers, self->numbers + 1, sizeof *self->numbers * (MAX_OPERANDS - 1));
    self->n_numbers--;
  }
  self->numbers[self->n_numbers++] = number;
}

static void
execute (Content *self, YyqPdfLexer *word)
{
  cairo_matrix_t matrix;

  if (is (word, "q"))
    push (self);
  else if (is (word, "Q"))
    pop (self);
  else if (is (word, "cm") && read_matrix (self, &matrix))
    cairo_matrix_multiply (&now (self)->ctm, &matrix, &now (self)->ctm);
  else if (is (word, "Do"))
    draw_object (self);
  else if (is (word, "ID"))
    skip_picture (word);
  else if (!build (self, word) && !paint (self, word) && !colour (self, word))
    write_text (self, word);
  self->n_numbers = 0;
}

/* One that is longer names nothing that is looked for. */
static void
keep_name (Content *self, const YyqPdfLexer *lexer)
{
  const gsize length = lexer->length < sizeof self->name ? lexer->length : 0;

  memcpy (self->name, lexer->start, length);
  self->name[length] = '\0';
}

static void
take_token (Content *self, YyqPdfLexer *lexer, YyqPdfToken token)
{
  double number;

  if (token == YYQ_PDF_TOKEN_INTEGER)
    add_number (self, (double) lexer->number);
  else if (token == YYQ_PDF_TOKEN_NAME)
    keep_name (self, lexer);
  else if (token == YYQ_PDF_TOKEN_BAD)
    lexer->at = MAX (lexer->at, (gsize) (lexer->start - lexer->data) + 1);
  else if (token == YYQ_PDF_TOKEN_WORD && read_number (lexer, &number))
    add_number (self, number);
  else if (token == YYQ_PDF_TOKEN_WORD)
    execute (self, lexer);
}

static void
read_stream (Page *page, qpdf_oh resources, const State *state, guint depth, const char *data,
             gsize length)
{
  g_autofree Content *self = g_new0 (Content, 1);
  YyqPdfLexer lexer = { .data = data, .end = length };
  YyqPdfToken token;

  self->page = page;
  self->resources = resources;
  self->depth = depth;
  self->states[0] = *state;
  self->n_states = 1;
  cairo_matrix_init_identity (&self->line);
  self->text = self->line;
  page->n_bytes += length;
  while (page->n_bytes <= MAX_BYTES && page->n_tokens++ < MAX_TOKENS &&
         (token = yyq_pdf_lexer_next (&lexer)) != YYQ_PDF_TOKEN_END)
    take_token (self, &lexer, token);
  if (page->n_bytes > MAX_BYTES || page->n_tokens > MAX_TOKENS)
    page->facts->cut |= YYQ_PAGE_CUT_STROKES;
}

/* From default user space to the page as it is seen. */
static void
init_matrix (cairo_matrix_t *matrix, const YyqPdfGeometry *geometry)
{
  double m[6], scale;

  yyq_pdf_geometry_overlay_matrix (geometry, m);
  scale = m[0] * m[0] + m[1] * m[1];
  cairo_matrix_init (matrix, m[0] / scale, -m[2] / scale, m[1] / scale, -m[3] / scale,
                     -(m[0] * m[4] + m[1] * m[5]) / scale,
                     geometry->height + (m[2] * m[4] + m[3] * m[5]) / scale);
}

static int
compare_origins (gconstpointer a, gconstpointer b)
{
  const YyqWorkerOrigin *one = a, *other = b;

  if (one->y != other->y)
    return one->y < other->y ? -1 : 1;
  return one->x < other->x ? -1 : one->x > other->x;
}

GArray *
yyq_worker_content_read (qpdf_data qpdf, qpdf_oh page, const YyqPdfGeometry *geometry,
                         YyqPageFacts *facts)
{
  g_autoptr (YyqWorkerPath) path = yyq_worker_path_new ();
  Page self = { .qpdf = qpdf, .facts = facts, .path = path };
  State state = { .clip = { 0, 0, geometry->width, geometry->height } };
  unsigned char *data = NULL;
  size_t length = 0;

  self.origins = g_array_new (FALSE, FALSE, sizeof (YyqWorkerOrigin));
  init_matrix (&state.ctm, geometry);
  if (qpdf_oh_get_page_content_data (qpdf, page, &data, &length) == QPDF_SUCCESS)
    read_stream (&self, yyq_qpdf_get_inherited (qpdf, page, "/Resources"), &state, 0,
                 (const char *) data, length);
  else
    facts->cut |= YYQ_PAGE_CUT_STROKES;
  free (data);
  g_array_sort (self.origins, compare_origins);
  return self.origins;
}
