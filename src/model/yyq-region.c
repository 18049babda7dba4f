/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-region.h"

#include <gio/gio.h>
#include <string.h>

#include "yyq-regions.h"

#define PATH "/com/yuyunqian/model/yyq-regions.txt"
#define CODE 6 /* digits */

/* "410105 金水区", "-410211 金明区". FALSE of a comment. */
static gboolean
read_line (char *line, YyqRegion *region)
{
  region->is_former = *line == '-';
  if (region->is_former)
    line++;
  if (strlen (line) < CODE + 2 || line[CODE] != ' ' || !g_ascii_isdigit (*line))
    return FALSE;
  memcpy (region->code, line, CODE);
  region->name = g_strdup (line + CODE + 1);
  return TRUE;
}

static GArray *
load (void)
{
  GArray *regions = g_array_new (FALSE, FALSE, sizeof (YyqRegion));
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  yyq_regions_register_resource ();
  bytes =
    g_resource_lookup_data (yyq_regions_get_resource (), PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (bytes != NULL);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++) {
    YyqRegion region = { 0 };

    if (read_line (*line, &region))
      g_array_append_val (regions, region);
  }
  return regions;
}

/* By code; for ever. */
static const GArray *
get_regions (void)
{
  static gsize loaded = 0;

  if (g_once_init_enter (&loaded))
    g_once_init_leave (&loaded, (gsize) load ());
  return (const GArray *) loaded;
}

static const YyqRegion *
region_at (guint i)
{
  return &g_array_index ((GArray *) get_regions (), YyqRegion, i);
}

static int
compare_code (gconstpointer code, gconstpointer region)
{
  return strcmp (code, ((const YyqRegion *) region)->code);
}

const YyqRegion *
yyq_region_find (const char *code)
{
  const GArray *regions = get_regions ();

  if (code == NULL || strlen (code) != CODE)
    return NULL;
  return bsearch (code, regions->data, regions->len, sizeof (YyqRegion), compare_code);
}

/* How many digits of it say something: 2, 4 or 6. */
static gsize
significant (const char *code)
{
  if (!g_str_equal (code + 4, "00"))
    return 6;
  return g_str_equal (code + 2, "0000") ? 2 : 4;
}

static gboolean
is_right_below (const YyqRegion *region, const char *parent)
{
  const gsize length = parent != NULL ? significant (parent) : 0;

  return !region->is_former && significant (region->code) == length + 2 &&
         (parent == NULL || strncmp (region->code, parent, length) == 0);
}

GPtrArray *
yyq_region_list (const char *parent)
{
  const GArray *regions = get_regions ();
  GPtrArray *list = g_ptr_array_new ();

  g_return_val_if_fail (parent == NULL || strlen (parent) == CODE, list);
  for (guint i = 0; i < regions->len; i++)
    if (is_right_below (region_at (i), parent))
      g_ptr_array_add (list, (gpointer) region_at (i));
  return list;
}

/* Levels that are there for the code's sake: the counties of a municipality, or those that the
 * province itself has. */
static gboolean
only_fills (const char *name)
{
  return g_str_equal (name, "市辖区") || g_str_equal (name, "县") ||
         g_str_has_suffix (name, "直辖县级行政区划");
}

char *
yyq_region_say (const char *code)
{
  GString *said;

  if (yyq_region_find (code) == NULL)
    return NULL;
  said = g_string_new (NULL);
  for (gsize length = 2; length <= significant (code); length += 2) {
    g_autofree char *upper = g_strdup_printf ("%.*s%s", (int) length, code, &"000000"[length]);
    const YyqRegion *region = yyq_region_find (upper);

    if (region != NULL && !only_fills (region->name))
      g_string_append (said, region->name);
  }
  return g_string_free (said, FALSE);
}

gboolean
yyq_region_is_last (const char *code)
{
  const GArray *regions = get_regions ();

  if (yyq_region_find (code) == NULL)
    return FALSE;
  for (guint i = 0; i < regions->len; i++)
    if (is_right_below (region_at (i), code))
      return FALSE;
  return TRUE;
}
