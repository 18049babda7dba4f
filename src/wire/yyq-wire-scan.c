/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-wire-scan.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "yyq-error.h"

#define MAX_DEPTH 32
#define MAX_NUMBER 64

typedef struct _Scan Scan;

struct _Scan {
  gboolean (*value) (Scan *scan); /* scan_value(), which is below what it calls */
  const char *at;
  const char *end;
  guint depth;
  const char *fault; /* what is wrong, at @at */
};

static gboolean
fail (Scan *scan, const char *fault)
{
  if (scan->fault == NULL)
    scan->fault = fault;
  return FALSE;
}

static int
peek (Scan *scan)
{
  return scan->at < scan->end ? (guchar) *scan->at : -1;
}

static void
skip_space (Scan *scan)
{
  while (scan->at < scan->end && strchr (" \t\r\n", *scan->at) != NULL)
    scan->at++;
}

static gboolean
expect (Scan *scan, char c)
{
  if (peek (scan) != (guchar) c)
    return fail (scan, "unexpected character");
  scan->at++;
  return TRUE;
}

static gboolean
scan_word (Scan *scan, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (scan->end - scan->at) < length || memcmp (scan->at, word, length) != 0)
    return fail (scan, "unknown word");
  scan->at += length;
  return TRUE;
}

static gboolean
scan_hex4 (Scan *scan, guint *value)
{
  *value = 0;
  for (guint i = 0; i < 4; i++, scan->at++) {
    int c = peek (scan);

    if (c < 0 || !g_ascii_isxdigit (c))
      return fail (scan, "bad \\u escape");
    *value = *value * 16 + (guint) g_ascii_xdigit_value ((char) c);
  }
  return TRUE;
}

static gboolean
scan_unicode (Scan *scan)
{
  guint first, second;

  if (!scan_hex4 (scan, &first))
    return FALSE;
  if (first == 0)
    return fail (scan, "NUL");
  if (first < 0xd800 || first > 0xdfff)
    return TRUE;
  if (first > 0xdbff || !expect (scan, '\\') || !expect (scan, 'u') || !scan_hex4 (scan, &second))
    return fail (scan, "unpaired surrogate");
  if (second < 0xdc00 || second > 0xdfff)
    return fail (scan, "unpaired surrogate");
  return TRUE;
}

static gboolean
scan_escape (Scan *scan)
{
  int c = peek (scan);

  if (c < 0 || c == 0 || strchr ("\"\\/bfnrtu", c) == NULL)
    return fail (scan, "unknown escape");
  scan->at++;
  return c != 'u' || scan_unicode (scan);
}

static gboolean
scan_string (Scan *scan)
{
  if (!expect (scan, '"'))
    return FALSE;
  for (;;) {
    int c = peek (scan);

    if (c < 0x20)
      return fail (scan, c < 0 ? "unfinished string" : "control character");
    scan->at++;
    if (c == '"')
      return TRUE;
    if (c == '\\' && !scan_escape (scan))
      return FALSE;
  }
}

static gboolean
scan_digits (Scan *scan)
{
  const char *first = scan->at;

  while (scan->at < scan->end && g_ascii_isdigit (*scan->at))
    scan->at++;
  return scan->at > first ? TRUE : fail (scan, "digit expected");
}

static gboolean
check_range (Scan *scan, const char *start, gboolean integer)
{
  char number[MAX_NUMBER + 1];
  gsize length = (gsize) (scan->at - start);

  if (length > MAX_NUMBER)
    return fail (scan, "number too long");
  memcpy (number, start, length);
  number[length] = '\0';
  errno = 0;
  if (!integer)
    return isfinite (g_ascii_strtod (number, NULL)) ? TRUE : fail (scan, "number out of range");
  (void) g_ascii_strtoll (number, NULL, 10);
  return errno == 0 ? TRUE : fail (scan, "integer out of range");
}

static gboolean
scan_number (Scan *scan)
{
  const char *start = scan->at;
  gboolean integer = TRUE;

  if (peek (scan) == '-')
    scan->at++;
  if (peek (scan) == '0')
    scan->at++;
  else if (!scan_digits (scan))
    return FALSE;
  if (peek (scan) == '.') {
    integer = FALSE;
    scan->at++;
    if (!scan_digits (scan))
      return FALSE;
  }
  if (peek (scan) == 'e' || peek (scan) == 'E') {
    integer = FALSE;
    scan->at++;
    if (peek (scan) == '+' || peek (scan) == '-')
      scan->at++;
    if (!scan_digits (scan))
      return FALSE;
  }
  return check_range (scan, start, integer);
}

static gboolean
scan_member (Scan *scan, GHashTable *names)
{
  const char *start = scan->at;
  g_autofree char *name = NULL;

  if (!scan_string (scan))
    return FALSE;
  name = g_strndup (start, (gsize) (scan->at - start));
  if (!g_hash_table_add (names, g_steal_pointer (&name)))
    return fail (scan, "repeated member");
  skip_space (scan);
  return expect (scan, ':') && scan->value (scan);
}

static gboolean
scan_items (Scan *scan, char close, GHashTable *names)
{
  scan->at++;
  skip_space (scan);
  if (peek (scan) == close) {
    scan->at++;
    return TRUE;
  }
  for (;;) {
    skip_space (scan);
    if (names != NULL ? !scan_member (scan, names) : !scan->value (scan))
      return FALSE;
    skip_space (scan);
    if (peek (scan) == close) {
      scan->at++;
      return TRUE;
    }
    if (!expect (scan, ','))
      return FALSE;
  }
}

static gboolean
scan_nested (Scan *scan)
{
  g_autoptr (GHashTable) names = NULL;
  gboolean is_object = peek (scan) == '{';
  gboolean ok;

  if (++scan->depth > MAX_DEPTH)
    return fail (scan, "nested too deeply");
  if (is_object)
    names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ok = scan_items (scan, is_object ? '}' : ']', names);
  scan->depth--;
  return ok;
}

static gboolean
scan_value (Scan *scan)
{
  skip_space (scan);
  switch (peek (scan)) {
  case '{':
  case '[':
    return scan_nested (scan);
  case '"':
    return scan_string (scan);
  case 't':
    return scan_word (scan, "true");
  case 'f':
    return scan_word (scan, "false");
  case 'n':
    return scan_word (scan, "null");
  default:
    return scan_number (scan);
  }
}

gboolean
yyq_wire_scan (const char *text, gsize length, GError **error)
{
  Scan scan = { scan_value, text, text + length, 0, NULL };

  if (!g_utf8_validate_len (text, length, &scan.at)) {
    g_set_error (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_SYNTAX, "byte %" G_GSIZE_FORMAT ": not UTF-8, or NUL",
                 (gsize) (scan.at - text));
    return FALSE;
  }
  scan.at = text;
  if (scan_value (&scan)) {
    skip_space (&scan);
    if (scan.at < scan.end)
      fail (&scan, "more after the document");
  }
  if (scan.fault == NULL)
    return TRUE;
  g_set_error (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_SYNTAX, "byte %" G_GSIZE_FORMAT ": %s",
               (gsize) (scan.at - text), scan.fault);
  return FALSE;
}
