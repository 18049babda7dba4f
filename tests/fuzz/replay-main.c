/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "yyq-fuzz.h"

/*
 * A fuzz target as an ordinary test: replay-NAME FOLDER runs each file of the corpus, and MUTATIONS
 * of each, always the same ones.
 */

#define MUTATIONS 20
#define ROOM 65536

#pragma weak LLVMFuzzerCustomMutator

static GRand *rand_;

gsize
LLVMFuzzerMutate (guint8 *data, gsize size, gsize max_size)
{
  guint n = (guint) g_rand_int_range (rand_, 1, 4);

  if (size == 0 && max_size > 0)
    data[size++] = 0;
  for (guint i = 0; i < n && size > 0; i++) {
    gsize at = (gsize) g_rand_int_range (rand_, 0, (gint32) size);

    switch (g_rand_int_range (rand_, 0, 3)) {
    case 0:
      data[at] = (guint8) g_rand_int_range (rand_, 0, 256);
      break;
    case 1:
      memmove (data + at, data + at + 1, size - at - 1);
      size -= size > 1;
      break;
    default:
      if (size < max_size) {
        memmove (data + at + 1, data + at, size - at);
        size++;
      }
      break;
    }
  }
  return size;
}

static gsize
mutate (guint8 *data, gsize size)
{
  if (LLVMFuzzerCustomMutator != NULL)
    return LLVMFuzzerCustomMutator (data, size, ROOM, g_rand_int (rand_));
  return LLVMFuzzerMutate (data, size, ROOM);
}

static void
run (const guint8 *data, gsize size)
{
  /* A copy of exactly that size: a sanitizer sees what is read behind it. */
  g_autofree guint8 *copy = g_memdup2 (data, size);

  LLVMFuzzerTestOneInput (copy, size);
}

static void
replay (const char *path)
{
  g_autofree char *contents = NULL;
  g_autofree guint8 *data = g_malloc (ROOM);
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  run ((const guint8 *) contents, length);
  for (guint i = 0; i < MUTATIONS; i++) {
    gsize size = MIN (length, ROOM);

    memcpy (data, contents, size);
    run (data, mutate (data, size));
  }
}

/* In one order on every file system: the mutations depend on it. */
static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

int
main (int argc, char **argv)
{
  g_autoptr (GDir) folder = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_cmpint (argc, ==, 2);
  folder = g_dir_open (argv[1], 0, NULL);
  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (paths, g_build_filename (argv[1], name, NULL));
  g_ptr_array_sort (paths, compare_paths);
  g_assert_cmpuint (paths->len, >, 0);
  rand_ = g_rand_new_with_seed (20261126);
  for (guint i = 0; i < paths->len; i++)
    replay (g_ptr_array_index (paths, i));
  g_rand_free (rand_);
  printf ("%u files\n", paths->len);
  return EXIT_SUCCESS;
}
