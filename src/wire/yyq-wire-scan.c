/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-wire-scan.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "yyq-error.h"
#include "yyq-wire.h"

#define MAX_NUMBER 64

typedef struct _Scan Scan;

/* Between the quotes, as it stands in the text. */
typedef struct {
  const char *start;
  const char *end;
} Name;

struct _Scan {
  gboolean (*value) (Scan *scan); /* scan_value(), which is below what it calls */
  const char *at;
  const char *end;
  guint depth;
  guint nodes_left;
  GArray *names; /* (element-type Name): those of the objects that are open, the innermost last */
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

static guint
hex4 (const char *digits)
{
  guint value = 0;

  for (guint i = 0; i < 4; i++)
    value = value * 16 + (guint) g_ascii_xdigit_value (digits[i]);
  return value;
}

static gboolean
scan_hex4 (Scan *scan, guint *value)
{
  const char *digits = scan->at;

  for (guint i = 0; i < 4; i++, scan->at++)
    if (peek (scan) < 0 || !g_ascii_isxdigit (peek (scan)))
      return fail (scan, "bad \\u escape");
  *value = hex4 (digits);
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

/* The character at @at, which may be written as an escape. The text was scanned: it is well-formed.
 */
static gunichar
next_character (const char **at)
{
  static const char letters[] = "bfnrt", meant[] = "\b\f\n\r\t";
  const char *start = *at;
  const char *found;
  guint unit, low;

  if (*start != '\\') {
    *at = g_utf8_next_char (start);
    return g_utf8_get_char (start);
  }
  *at = start + (start[1] == 'u' ? 6 : 2);
  if (start[1] != 'u') {
    found = strchr (letters, start[1]);
    return (guchar) (found != NULL ? meant[found - letters] : start[1]);
  }
  unit = hex4 (start + 2);
  if (unit < 0xd800 || unit > 0xdbff)
    return unit;
  low = hex4 (start + 8);
  *at = start + 12;
  return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
}

/* By what the names mean: "a" is "\u0061". Most differ, or end, before an escape is met. */
static int
compare_names (gconstpointer a, gconstpointer b)
{
  Name one = *(const Name *) a, two = *(const Name *) b;

  while (one.start < one.end && two.start < two.end) {
    if (*one.start == *two.start && *one.start != '\\') {
      one.start++;
      two.start++;
    } else if (*one.start != '\\' && *two.start != '\\') {
      return (int) (guchar) *one.start - (int) (guchar) *two.start;
    } else {
      gunichar left = next_character (&one.start), right = next_character (&two.start);

      if (left != right)
        return left < right ? -1 : 1;
    }
  }
  return (one.start < one.end) - (two.start < two.end);
}

/*
 * Sorted and not hashed: whoever writes the text chooses the names, and could make all of them meet
 * in one bucket. Takes away the names of the object that ends here.
 */
static gboolean
check_names (Scan *scan, guint first)
{
  Name *names = &g_array_index (scan->names, Name, first);
  guint n = scan->names->len - first;
  gboolean distinct = TRUE;

  if (n > 1)
    qsort (names, n, sizeof *names, compare_names);
  for (guint i = 1; i < n && distinct; i++)
    distinct = compare_names (&names[i - 1], &names[i]) != 0;
  g_array_set_size (scan->names, first);
  return distinct || fail (scan, "repeated member");
}

static gboolean
scan_member (Scan *scan, guint first)
{
  Name name = { scan->at + 1, NULL };

  if (scan->names->len - first == YYQ_WIRE_MOST_MEMBERS)
    return fail (scan, "too many members");
  if (!scan_string (scan))
    return FALSE;
  name.end = scan->at - 1;
  g_array_append_val (scan->names, name);
  skip_space (scan);
  return expect (scan, ':') && scan->value (scan);
}

static gboolean
scan_items (Scan *scan, char close)
{
  guint first = scan->names->len;

  scan->at++;
  skip_space (scan);
  if (peek (scan) == close) {
    scan->at++;
    return TRUE;
  }
  for (;;) {
    skip_space (scan);
    if (close == '}' ? !scan_member (scan, first) : !scan->value (scan))
      return FALSE;
    skip_space (scan);
    if (peek (scan) == close) {
      scan->at++;
      return check_names (scan, first);
    }
    if (!expect (scan, ','))
      return FALSE;
  }
}

static gboolean
scan_nested (Scan *scan)
{
  gboolean ok;

  if (++scan->depth > YYQ_WIRE_MOST_LEVELS)
    return fail (scan, "nested too deeply");
  ok = scan_items (scan, peek (scan) == '{' ? '}' : ']');
  scan->depth--;
  return ok;
}

static gboolean
scan_value (Scan *scan)
{
  skip_space (scan);
  if (scan->nodes_left-- == 0)
    return fail (scan, "too many values");
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

static gboolean
scan_document (Scan *scan)
{
  if (!scan_value (scan))
    return FALSE;
  skip_space (scan);
  return scan->at == scan->end || fail (scan, "more after the document");
}

gboolean
yyq_wire_scan (const char *text, gsize length, guint most_nodes, GError **error)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (Name));
  Scan scan = { scan_value, text, text + length, 0, most_nodes, names, NULL };

  if (!g_utf8_validate_len (text, length, &scan.at)) {
    scan.fault = "not UTF-8, or NUL";
  } else {
    scan.at = text;
    scan_document (&scan);
  }
  if (scan.fault == NULL)
    return TRUE;
  g_set_error (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_SYNTAX, "byte %" G_GSIZE_FORMAT ": %s",
               (gsize) (scan.at - text), scan.fault);
  return FALSE;
}
