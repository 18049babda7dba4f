/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-find.h"

#include <math.h>

#include "yyq-radical.h"

/* One character as it is compared, and where it stands. */
typedef struct {
  gunichar plain;
  guint index;
} Letter;

static gunichar
compared (gunichar character)
{
  gunichar plain = yyq_radical_plain (character);

  /* Full width, and ligatures of which the first letter has to do. */
  g_unichar_fully_decompose (plain, TRUE, &plain, 1);
  return g_unichar_tolower (plain);
}

/* (transfer full): of Letter, without spaces. */
static GArray *
letters_of (const char *text)
{
  GArray *letters = g_array_new (FALSE, FALSE, sizeof (Letter));
  guint index = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at), index++) {
    const gunichar character = g_utf8_get_char (at);
    const Letter letter = { compared (character), index };

    if (!g_unichar_isspace (character))
      g_array_append_val (letters, letter);
  }
  return letters;
}

static gboolean
stands_at (const GArray *letters, guint at, const GArray *wanted)
{
  for (guint i = 0; i < wanted->len; i++)
    if (g_array_index (letters, Letter, at + i).plain != g_array_index (wanted, Letter, i).plain)
      return FALSE;
  return TRUE;
}

static graphene_rect_t
place_of (const PopplerRectangle *character)
{
  return GRAPHENE_RECT_INIT (
    (float) MIN (character->x1, character->x2), (float) MIN (character->y1, character->y2),
    (float) ABS (character->x2 - character->x1), (float) ABS (character->y2 - character->y1));
}

static gboolean
is_on_line (const graphene_rect_t *line, const graphene_rect_t *place)
{
  return fabsf (line->origin.y - place->origin.y) < line->size.height / 2 &&
         place->origin.x >= line->origin.x;
}

/* One part for each line. */
static void
add_match (GArray *found, guint match, const GArray *letters, guint at, guint n,
           const PopplerRectangle *characters, guint n_characters)
{
  for (guint i = at; i < at + n; i++) {
    const guint index = g_array_index (letters, Letter, i).index;
    YyqPdfFound part = { .match = match };
    YyqPdfFound *last = found->len > 0 ? &g_array_index (found, YyqPdfFound, found->len - 1) : NULL;

    if (index >= n_characters)
      return;
    part.place = place_of (&characters[index]);
    if (last != NULL && last->match == match && is_on_line (&last->place, &part.place))
      graphene_rect_union (&last->place, &part.place, &last->place);
    else
      g_array_append_val (found, part);
  }
}

GArray *
yyq_pdf_find (const char *text, const PopplerRectangle *characters, guint n_characters,
              const char *wanted)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (YyqPdfFound));
  g_autoptr (GArray) letters = letters_of (text);
  g_autoptr (GArray) key = letters_of (wanted);
  guint n_matches = 0;

  for (guint at = 0; key->len > 0 && at + key->len <= letters->len;) {
    if (!stands_at (letters, at, key)) {
      at++;
      continue;
    }
    add_match (found, n_matches++, letters, at, key->len, characters, n_characters);
    at += key->len;
  }
  return found;
}
