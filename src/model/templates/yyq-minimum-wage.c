/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-minimum-wage.h"

#include <gio/gio.h>
#include <string.h>

#include "yyq-minimum-wages.h"

#define PATH "/com/yuyunqian/model/yyq-minimum-wages.txt"
#define WORDS 5
#define YEARS_FRESH 2

static guint
read_number (const char *text)
{
  return (guint) g_ascii_strtoull (text, NULL, 10);
}

/* "2024-01-01"; what is no day stays none. */
static void
read_day (const char *text, GDate *day)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", 3);

  g_date_clear (day, 1);
  if (g_strv_length (parts) == 3)
    g_date_set_dmy (day, (GDateDay) read_number (parts[2]), (GDateMonth) read_number (parts[1]),
                    (GDateYear) read_number (parts[0]));
}

/* "20.60" yuan is 2060 fen; fen are written with two digits. */
static gint64
read_fen (const char *text)
{
  const char *point = strchr (text, '.');

  return g_ascii_strtoll (text, NULL, 10) * 100 +
         (point != NULL ? g_ascii_strtoll (point + 1, NULL, 10) : 0);
}

/* FALSE of a comment. */
static gboolean
read_line (const char *line, YyqMinimumWage *wage)
{
  g_auto (GStrv) halves = g_strsplit (line, " | ", 2);
  g_auto (GStrv) words = NULL;

  if (*line == '#' || g_strv_length (halves) != 2)
    return FALSE;
  words = g_strsplit (halves[0], " ", WORDS + 1);
  g_assert (g_strv_length (words) == WORDS && strlen (words[0]) == sizeof wage->province - 1);
  memcpy (wage->province, words[0], sizeof wage->province);
  wage->area = read_number (words[1]);
  read_day (words[2], &wage->from);
  g_assert (g_date_valid (&wage->from));
  wage->monthly_fen = read_fen (words[3]);
  wage->hourly_fen = read_fen (words[4]);
  wage->source = g_strdup (halves[1]);
  return TRUE;
}

static GArray *
load (void)
{
  GArray *wages = g_array_new (FALSE, FALSE, sizeof (YyqMinimumWage));
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  yyq_minimum_wages_register_resource ();
  bytes = g_resource_lookup_data (yyq_minimum_wages_get_resource (), PATH,
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (bytes != NULL);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++) {
    YyqMinimumWage wage = { 0 };

    if (read_line (*line, &wage))
      g_array_append_val (wages, wage);
  }
  return wages;
}

/* For ever. */
static const GArray *
get_wages (void)
{
  static gsize loaded = 0;

  if (g_once_init_enter (&loaded))
    g_once_init_leave (&loaded, (gsize) load ());
  return (const GArray *) loaded;
}

static gboolean
is_in (const YyqMinimumWage *wage, const char *region)
{
  return region != NULL && strlen (region) == sizeof wage->province - 1 &&
         strncmp (wage->province, region, 2) == 0;
}

/* The newest of a province that began by @day; @area 0: of any class. */
static const YyqMinimumWage *
newest (const char *region, guint area, const GDate *day)
{
  const GArray *wages = get_wages ();
  const YyqMinimumWage *found = NULL;

  for (guint i = 0; i < wages->len; i++) {
    const YyqMinimumWage *wage = &g_array_index ((GArray *) wages, YyqMinimumWage, i);

    if (is_in (wage, region) && (area == 0 || wage->area == area) &&
        g_date_compare (&wage->from, day) <= 0 &&
        (found == NULL || g_date_compare (&wage->from, &found->from) > 0))
      found = wage;
  }
  return found;
}

const YyqMinimumWage *
yyq_minimum_wage_find (const char *region, guint area, const GDate *day)
{
  g_return_val_if_fail (g_date_valid (day), NULL);
  return area > 0 ? newest (region, area, day) : NULL;
}

gboolean
yyq_minimum_wage_is_old (const char *region, const GDate *day)
{
  const YyqMinimumWage *wage;
  GDate until;

  g_return_val_if_fail (g_date_valid (day), TRUE);
  wage = newest (region, 0, day);
  if (wage == NULL)
    return TRUE;
  until = wage->from;
  g_date_add_years (&until, YEARS_FRESH);
  return g_date_compare (&until, day) < 0;
}
