/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-wire-slice.h"

#include <string.h>

/* The text was scanned before: it is well-formed, so that nothing is checked twice. */

static const char *
skip_space (const char *at)
{
  return at + strspn (at, " \t\r\n");
}

static const char *
skip_string (const char *at)
{
  for (at++; *at != '"'; at++)
    if (*at == '\\')
      at++;
  return at + 1;
}

static const char *
skip_value (const char *at)
{
  guint depth = 0;

  do {
    at = skip_space (at);
    if (*at == '"') {
      at = skip_string (at);
    } else if (*at == '{' || *at == '[') {
      depth++;
      at++;
    } else if (*at == '}' || *at == ']') {
      depth--;
      at++;
    } else if (*at == ',' || *at == ':') {
      at++;
    } else {
      at += strcspn (at, ",:]} \t\r\n");
    }
  } while (depth > 0);
  return at;
}

/* Steps from one element to the next: FALSE at the end, @at then behind it. */
static gboolean
next_element (const char **at)
{
  const char *here = skip_space (*at);

  if (*here == ',')
    here = skip_space (here + 1);
  *at = *here == '}' || *here == ']' ? here + 1 : here;
  return *at == here;
}

static gboolean
is_named (const char *at, const char *name)
{
  const gsize length = strlen (name);

  return strncmp (at + 1, name, length) == 0 && at[1 + length] == '"';
}

static const char *
skip_name (const char *at)
{
  return skip_space (skip_space (skip_string (at)) + 1);
}

/* From the opening brace; @value (out) (nullable): where the member begins. */
static const char *
skip_object (const char *at, const char *member, const char **value)
{
  *value = NULL;
  for (at++; next_element (&at); at = skip_value (at)) {
    const gboolean found = is_named (at, member);

    at = skip_name (at);
    if (found)
      *value = at;
  }
  return at;
}

GPtrArray *
yyq_wire_slice (GBytes *text, const char *array, const char *member)
{
  GPtrArray *slices = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gsize length = 0;
  const char *bytes = g_bytes_get_data (text, &length);
  /* Skipping looks one character ahead. */
  g_autofree char *copy = g_strndup (bytes, length);
  const char *at = skip_space (copy);
  const char *items = NULL;

  if (*at == '{')
    skip_object (at, array, &items);
  if (items == NULL || *items != '[')
    return slices;
  at = items + 1;
  while (next_element (&at)) {
    const char *value = NULL;

    at = *at == '{' ? skip_object (at, member, &value) : skip_value (at);
    g_ptr_array_add (slices, value == NULL
                               ? NULL
                               : g_bytes_new_from_bytes (text, (gsize) (value - copy),
                                                         (gsize) (skip_value (value) - value)));
  }
  return slices;
}
