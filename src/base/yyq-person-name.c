/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-text-clean.h"
#include "yyq-value-judges.h"

#include <glib/gi18n.h>
#include <string.h>

/* Names of people (manual chapter 3.4): Han with characters of the later planes, of minorities with
 * a middle dot between their parts, and Latin ones. */

#define LONGEST_NAME 50
#define DOT 0xb7

/* What keyboards and other programs write between the parts of a name. */
static gboolean
is_middle_dot (gunichar c)
{
  return c == DOT || c == 0x387 || c == 0x2022 || c == 0x2027 || c == 0x2219 || c == 0x22c5 ||
         c == 0x2e31 || c == 0x30fb || c == 0xff65;
}

static gboolean
is_dot_at (const gunichar *name, glong i)
{
  if (is_middle_dot (name[i]))
    return TRUE;
  /* A full stop is one between two Han, and stays one in "J. Smith". */
  return name[i] == '.' && i > 0 && yyq_text_is_han (name[i - 1]) && yyq_text_is_han (name[i + 1]);
}

/* Names in Han are not spaced, whatever was done to align them in a table. */
static gboolean
is_needless_gap (const gunichar *name, glong i)
{
  return name[i] == ' ' && i > 0 &&
         (yyq_text_is_han (name[i - 1]) || yyq_text_is_han (name[i + 1]) ||
          is_middle_dot (name[i - 1]) || is_middle_dot (name[i + 1]));
}

/* (transfer full): without the gaps that Han do not have. */
static gunichar *
close_up (const char *cleaned, glong *length)
{
  g_autofree gunichar *name = g_utf8_to_ucs4_fast (cleaned, -1, NULL);
  GArray *kept = g_array_new (TRUE, FALSE, sizeof (gunichar));

  for (glong i = 0; name[i] != 0; i++)
    if (!is_needless_gap (name, i))
      g_array_append_val (kept, name[i]);
  *length = kept->len;
  return (gunichar *) (gpointer) g_array_free (kept, FALSE);
}

static gboolean
is_in_names (gunichar c)
{
  return g_unichar_isalpha (c) || g_unichar_ismark (c) || yyq_text_is_han (c) || c == 0x3007 ||
         c == DOT || c == ' ' || c == '-' || c == '.' || c == '\'' || c == 0x2019;
}

static const char *
find_error (const char *value)
{
  const glong length = g_utf8_strlen (value, -1);
  gunichar before = DOT;

  if (length < 2 || length > LONGEST_NAME)
    return N_ ("A name has 2 to 50 characters");
  for (const char *at = value; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);

    if (!is_in_names (c))
      return N_ ("A name has letters only, and a middle dot between its parts");
    if (c == DOT && before == DOT)
      return N_ ("A middle dot stands between two parts of a name");
    before = c;
  }
  return before == DOT ? N_ ("A middle dot stands between two parts of a name") : NULL;
}

void
yyq_judge_person_name (const char *text, YyqVerdict *verdict)
{
  g_autofree char *cleaned = yyq_text_fold_width (text);
  glong length = 0;
  g_autofree gunichar *name = close_up (cleaned, &length);
  GString *value = g_string_new (NULL);

  for (glong i = 0; i < length; i++)
    g_string_append_unichar (value, is_dot_at (name, i) ? DOT : name[i]);
  verdict->value = g_string_free (value, FALSE);
  verdict->error = find_error (verdict->value);
}
