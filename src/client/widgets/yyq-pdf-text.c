/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-text.h"

#include <string.h>

#include "yyq-radical.h"

/* In heights of a line: what is farther below is another paragraph, and a line that ends so far
 * before the others is the last of its. */
#define GAP 0.9f
#define SHORT 1.5f

typedef struct {
  const char *text;
  gsize length;
  graphene_rect_t place;
} Line;

void
yyq_pdf_paragraph_free (YyqPdfParagraph *paragraph)
{
  g_free (paragraph->text);
  g_free (paragraph);
}

static float
bottom_of (const graphene_rect_t *rect)
{
  return rect->origin.y + rect->size.height;
}

static float
right_of (const graphene_rect_t *rect)
{
  return rect->origin.x + rect->size.width;
}

static void
add_character (Line *line, const PopplerRectangle *character)
{
  const graphene_rect_t place = GRAPHENE_RECT_INIT (
    (float) MIN (character->x1, character->x2), (float) MIN (character->y1, character->y2),
    (float) ABS (character->x2 - character->x1), (float) ABS (character->y2 - character->y1));

  if (line->place.size.height <= 0)
    line->place = place;
  else
    graphene_rect_union (&line->place, &place, &line->place);
}

/* (transfer full): of Line; lines without anything to read are left out. */
static GArray *
find_lines (const char *text, const PopplerRectangle *characters, guint n_characters)
{
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (Line));
  Line line = { .text = text };
  guint i = 0;

  for (const char *at = text;; at = g_utf8_next_char (at), i++) {
    if (*at != '\n' && *at != '\0') {
      if (i < n_characters && !g_unichar_isspace (g_utf8_get_char (at)))
        add_character (&line, &characters[i]);
      continue;
    }
    line.length = (gsize) (at - line.text);
    if (line.place.size.height > 0)
      g_array_append_val (lines, line);
    if (*at == '\0')
      return lines;
    line = (Line){ .text = at + 1 };
  }
}

static float
right_edge (GArray *lines)
{
  float right = 0;

  for (guint i = 0; i < lines->len; i++)
    right = MAX (right, right_of (&g_array_index (lines, Line, i).place));
  return right;
}

/* Whether a line goes on where the one before it ended. */
static gboolean
goes_on (const Line *before, const Line *line, float right)
{
  const float height = before->place.size.height;
  const float gap = line->place.origin.y - bottom_of (&before->place);

  return gap < GAP * height && gap > -height / 2 &&
         right_of (&before->place) > right - SHORT * height;
}

static gboolean
is_latin (gunichar character)
{
  return character < 0x2e80 && g_unichar_isgraph (character);
}

static void
append_words (GString *text, const char *words)
{
  for (const char *at = words; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar character = g_utf8_get_char (at);

    g_string_append_unichar (text, yyq_radical_plain (character));
  }
}

/* Between Chinese characters there is no space. */
static void
append_line (GString *text, const Line *line)
{
  const char *last = text->len > 0 ? g_utf8_prev_char (text->str + text->len) : NULL;
  g_autofree char *words = g_strstrip (g_strndup (line->text, line->length));

  if (last != NULL && is_latin (g_utf8_get_char (last)) && is_latin (g_utf8_get_char (words)))
    g_string_append_c (text, ' ');
  append_words (text, words);
}

GPtrArray *
yyq_pdf_text_split (const char *text, const PopplerRectangle *characters, guint n_characters)
{
  GPtrArray *paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_pdf_paragraph_free);
  g_autoptr (GArray) lines = find_lines (text, characters, n_characters);
  const float right = right_edge (lines);
  guint i = 0;

  while (i < lines->len) {
    YyqPdfParagraph *paragraph = g_new0 (YyqPdfParagraph, 1);
    GString *words = g_string_new (NULL);
    const Line *line = &g_array_index (lines, Line, i);

    paragraph->place = line->place;
    append_line (words, line);
    for (i++; i < lines->len && goes_on (line, &g_array_index (lines, Line, i), right); i++) {
      line = &g_array_index (lines, Line, i);
      graphene_rect_union (&paragraph->place, &line->place, &paragraph->place);
      append_line (words, line);
    }
    paragraph->text = g_string_free (words, FALSE);
    g_ptr_array_add (paragraphs, paragraph);
  }
  return paragraphs;
}
