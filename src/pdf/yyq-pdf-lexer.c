/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-lexer.h"

#include <string.h>

#define MAX_DIGITS 18

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static gboolean
is_delimiter (char c)
{
  return strchr ("()<>[]{}/%", c) != NULL && c != '\0';
}

static void
skip_comment (YyqPdfLexer *self)
{
  self->commented = TRUE;
  if (self->end - self->at >= 5 && memcmp (self->data + self->at, "%%EOF", 5) == 0)
    self->end_of_file = TRUE;
  while (self->at < self->end && self->data[self->at] != '\n' && self->data[self->at] != '\r')
    self->at++;
}

static void
skip_space (YyqPdfLexer *self)
{
  self->end_of_file = FALSE;
  self->commented = FALSE;
  while (self->at < self->end) {
    if (self->data[self->at] == '%')
      skip_comment (self);
    else if (is_space (self->data[self->at]))
      self->at++;
    else
      return;
  }
}

/* Parentheses nest; a backslash hides what follows it. */
static YyqPdfToken
read_string (YyqPdfLexer *self)
{
  guint depth = 0;

  for (; self->at < self->end; self->at++) {
    char c = self->data[self->at];

    if (c == '\\')
      self->at++;
    else if (c == '(')
      depth++;
    else if (c == ')' && --depth == 0) {
      self->at++;
      return YYQ_PDF_TOKEN_STRING;
    }
  }
  return YYQ_PDF_TOKEN_BAD;
}

static YyqPdfToken
read_hexadecimal (YyqPdfLexer *self)
{
  for (self->at++; self->at < self->end; self->at++) {
    char c = self->data[self->at];

    if (c == '>') {
      self->at++;
      return YYQ_PDF_TOKEN_STRING;
    }
    if (!g_ascii_isxdigit (c) && !is_space (c))
      return YYQ_PDF_TOKEN_BAD;
  }
  return YYQ_PDF_TOKEN_BAD;
}

static YyqPdfToken
read_bracket (YyqPdfLexer *self)
{
  const char *here = self->data + self->at;
  gboolean twice = self->end - self->at >= 2 && here[1] == here[0];

  if (*here == '[' || *here == ']') {
    self->at++;
    return *here == '[' ? YYQ_PDF_TOKEN_OPEN : YYQ_PDF_TOKEN_CLOSE;
  }
  if (*here == '<' && !twice)
    return read_hexadecimal (self);
  if (!twice)
    return YYQ_PDF_TOKEN_BAD;
  self->at += 2;
  return *here == '<' ? YYQ_PDF_TOKEN_OPEN : YYQ_PDF_TOKEN_CLOSE;
}

static YyqPdfToken
read_regular (YyqPdfLexer *self)
{
  gboolean digits = TRUE;

  self->number = 0;
  for (; self->at < self->end && !is_space (self->data[self->at]) &&
         !is_delimiter (self->data[self->at]);
       self->at++) {
    digits = digits && g_ascii_isdigit (self->data[self->at]);
    if (digits)
      self->number = self->number * 10 + (guint64) (self->data[self->at] - '0');
    if (digits && (gsize) (self->data + self->at - self->start) >= MAX_DIGITS)
      return YYQ_PDF_TOKEN_BAD;
  }
  return digits && self->data + self->at > self->start ? YYQ_PDF_TOKEN_INTEGER : YYQ_PDF_TOKEN_WORD;
}

static YyqPdfToken
read_token (YyqPdfLexer *self)
{
  switch (self->data[self->at]) {
  case '/':
    self->at++;
    read_regular (self);
    return YYQ_PDF_TOKEN_NAME;
  case '(':
    return read_string (self);
  case '<':
  case '>':
  case '[':
  case ']':
    return read_bracket (self);
  case ')':
  case '{':
  case '}':
    return YYQ_PDF_TOKEN_BAD;
  default:
    return read_regular (self);
  }
}

YyqPdfToken
yyq_pdf_lexer_next (YyqPdfLexer *self)
{
  YyqPdfToken token;

  skip_space (self);
  self->start = self->data + self->at;
  self->length = 0;
  if (self->at >= self->end)
    return YYQ_PDF_TOKEN_END;
  token = read_token (self);
  /* A backslash at the very end looks one byte too far. */
  self->at = MIN (self->at, self->end);
  self->length = (gsize) (self->data + self->at - self->start);
  return token;
}

gboolean
yyq_pdf_lexer_is (const YyqPdfLexer *self, const char *text)
{
  return self->length == strlen (text) && memcmp (self->start, text, self->length) == 0;
}
