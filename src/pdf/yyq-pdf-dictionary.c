/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-dictionary.h"

#include <string.h>

#define MAX_DEPTH 100

struct _YyqPdfDictionary {
  YyqPdfLexer lexer;  /* whose bytes these are */
  GHashTable *places; /* (element-type utf8 gsize): key -> where its value begins */
};

static gboolean skip_value (YyqPdfLexer *lexer, guint depth);

/* (transfer full): the name that was read last; "/#46irst" is "/First" (ISO 32000-1 §7.3.5). */
static char *
decode_name (const YyqPdfLexer *lexer)
{
  GString *name = g_string_sized_new (lexer->length);

  for (gsize i = 0; i < lexer->length; i++) {
    const char *at = lexer->start + i;
    gboolean coded =
      *at == '#' && lexer->length - i > 2 && g_ascii_isxdigit (at[1]) && g_ascii_isxdigit (at[2]);

    g_string_append_c (
      name,
      coded ? (char) (g_ascii_xdigit_value (at[1]) << 4 | g_ascii_xdigit_value (at[2])) : *at);
    i += coded ? 2 : 0;
  }
  return g_string_free (name, FALSE);
}

static gboolean
is_bracket (const YyqPdfLexer *lexer, const char *bracket)
{
  return yyq_pdf_lexer_is (lexer, bracket);
}

/* Behind "<<". @places takes the keys. */
static gboolean
read_entries (YyqPdfLexer *lexer, GHashTable *places, guint depth)
{
  for (;;) {
    YyqPdfToken token = yyq_pdf_lexer_next (lexer);

    if (token == YYQ_PDF_TOKEN_CLOSE)
      return is_bracket (lexer, ">>");
    if (token != YYQ_PDF_TOKEN_NAME ||
        !g_hash_table_insert (places, decode_name (lexer), GSIZE_TO_POINTER (lexer->at)) ||
        !skip_value (lexer, depth))
      return FALSE;
  }
}

static GHashTable *
new_places (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static gboolean
skip_array (YyqPdfLexer *lexer, guint depth)
{
  for (;;) {
    YyqPdfLexer look = *lexer;

    if (yyq_pdf_lexer_next (&look) == YYQ_PDF_TOKEN_CLOSE) {
      *lexer = look;
      return is_bracket (lexer, "]");
    }
    if (!skip_value (lexer, depth))
      return FALSE;
  }
}

static gboolean
skip_container (YyqPdfLexer *lexer, guint depth)
{
  g_autoptr (GHashTable) places = NULL;

  if (depth > MAX_DEPTH)
    return FALSE;
  if (is_bracket (lexer, "["))
    return skip_array (lexer, depth);
  places = new_places ();
  return read_entries (lexer, places, depth);
}

/* The lexer has read a number; takes what makes it a reference along. */
static void
skip_reference (YyqPdfLexer *lexer)
{
  YyqPdfLexer look = *lexer;

  if (yyq_pdf_lexer_next (&look) == YYQ_PDF_TOKEN_INTEGER &&
      yyq_pdf_lexer_next (&look) == YYQ_PDF_TOKEN_WORD && yyq_pdf_lexer_is (&look, "R"))
    *lexer = look;
}

/* Numbers with a sign or a point, and the three words that are values. */
static gboolean
is_value (const YyqPdfLexer *lexer)
{
  char first = lexer->length > 0 ? *lexer->start : '\0';

  return g_ascii_isdigit (first) || strchr ("+-.", first) != NULL ||
         yyq_pdf_lexer_is (lexer, "true") || yyq_pdf_lexer_is (lexer, "false") ||
         yyq_pdf_lexer_is (lexer, "null");
}

static gboolean
skip_value (YyqPdfLexer *lexer, guint depth)
{
  switch (yyq_pdf_lexer_next (lexer)) {
  case YYQ_PDF_TOKEN_INTEGER:
    skip_reference (lexer);
    return TRUE;
  case YYQ_PDF_TOKEN_NAME:
  case YYQ_PDF_TOKEN_STRING:
    return TRUE;
  case YYQ_PDF_TOKEN_WORD:
    return is_value (lexer);
  case YYQ_PDF_TOKEN_OPEN:
    return skip_container (lexer, depth + 1);
  case YYQ_PDF_TOKEN_END:
  case YYQ_PDF_TOKEN_CLOSE:
  case YYQ_PDF_TOKEN_BAD:
  default:
    return FALSE;
  }
}

gboolean
yyq_pdf_value_skip (YyqPdfLexer *lexer)
{
  return skip_value (lexer, 0);
}

YyqPdfDictionary *
yyq_pdf_dictionary_read (YyqPdfLexer *lexer)
{
  g_autoptr (YyqPdfDictionary) self = g_new0 (YyqPdfDictionary, 1);

  self->lexer = *lexer;
  self->places = new_places ();
  return is_bracket (lexer, "<<") && read_entries (lexer, self->places, 0) ? g_steal_pointer (&self)
                                                                           : NULL;
}

void
yyq_pdf_dictionary_free (YyqPdfDictionary *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->places);
  g_free (self);
}

gboolean
yyq_pdf_dictionary_look_up (const YyqPdfDictionary *self, const char *key, YyqPdfLexer *value)
{
  gpointer place = NULL;

  if (!g_hash_table_lookup_extended (self->places, key, NULL, &place))
    return FALSE;
  *value = self->lexer;
  value->at = GPOINTER_TO_SIZE (place);
  return TRUE;
}

gboolean
yyq_pdf_dictionary_get_number (const YyqPdfDictionary *self, const char *key, guint64 *number)
{
  YyqPdfLexer value, behind;

  if (!yyq_pdf_dictionary_look_up (self, key, &value) ||
      yyq_pdf_lexer_next (&value) != YYQ_PDF_TOKEN_INTEGER)
    return FALSE;
  behind = value;
  skip_reference (&behind);
  *number = value.number;
  return behind.at == value.at;
}

gboolean
yyq_pdf_dictionary_name_is (const YyqPdfDictionary *self, const char *key, const char *name)
{
  YyqPdfLexer value;
  g_autofree char *is = NULL;

  if (!yyq_pdf_dictionary_look_up (self, key, &value) ||
      yyq_pdf_lexer_next (&value) != YYQ_PDF_TOKEN_NAME)
    return FALSE;
  is = decode_name (&value);
  return g_str_equal (is, name);
}

GArray *
yyq_pdf_dictionary_get_numbers (const YyqPdfDictionary *self, const char *key, guint most)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  YyqPdfLexer value;

  if (!yyq_pdf_dictionary_look_up (self, key, &value) ||
      yyq_pdf_lexer_next (&value) != YYQ_PDF_TOKEN_OPEN || !is_bracket (&value, "["))
    return NULL;
  for (;;) {
    YyqPdfToken token = yyq_pdf_lexer_next (&value);

    if (token == YYQ_PDF_TOKEN_CLOSE)
      return g_steal_pointer (&numbers);
    if (token != YYQ_PDF_TOKEN_INTEGER || numbers->len >= most)
      return NULL;
    g_array_append_val (numbers, value.number);
  }
}
