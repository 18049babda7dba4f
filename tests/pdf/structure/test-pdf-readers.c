/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "yyq-page-readers.h"
#include "yyq-pdf-verify.h"
#include "yyq-random-update.h"

/*
 * One property, over random updates: when any reader shows a page otherwise than it was signed, the
 * verdict is not a good one. "--runs N" and "--first S" are for longer runs; "--keep FOLDER" writes
 * the files that break it.
 */

#define BATCH 300

static int runs = BATCH;
static int seed = 20261126;
static char *keep;
static YyqStructureKit *kit;

typedef struct {
  guint n, seen, good, broken;
  guint by_reader[YYQ_N_READERS];
} Count;

/* An empty field may be left: the update is what is judged. */
static gboolean
is_good (GBytes *pdf)
{
  g_autoptr (YyqPdfReport) report = yyq_pdf_verify (pdf, kit->trust, NULL);

  return report != NULL && (report->verdict == YYQ_PDF_VERDICT_VALID ||
                            report->verdict == YYQ_PDF_VERDICT_INCOMPLETE);
}

static void
tell_broken (GBytes *pdf, guint32 own_seed, guint readers)
{
  g_autofree char *names = yyq_page_readers_to_string (readers);

  g_test_message ("seed %u: %s shows another page, and the verdict is good", own_seed, names);
  g_printerr ("seed %u: %s shows another page, and the verdict is good\n", own_seed, names);
  if (keep != NULL) {
    g_autofree char *name = g_strdup_printf ("%u.pdf", own_seed);
    g_autofree char *path = g_build_filename (keep, name, NULL);

    g_file_set_contents (path, g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf), NULL);
  }
}

static void
judge (Count *count, GBytes *pdf, guint32 own_seed, guint readers)
{
  gboolean good = is_good (pdf);

  count->n++;
  count->seen += readers != 0;
  count->good += good;
  for (guint i = 0; i < YYQ_N_READERS; i++)
    count->by_reader[i] += (readers & 1U << i) != 0;
  if (good && readers != 0) {
    count->broken++;
    tell_broken (pdf, own_seed, readers);
  }
}

/* The bases come last, to be read by the same runs of the readers. */
static void
run_batch (Count *count, guint32 first, guint n)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autofree YyqBase *bases = g_new (YyqBase, n);
  g_autoptr (GPtrArray) readings = NULL;

  for (guint i = 0; i < n; i++) {
    g_autoptr (GRand) rand = g_rand_new_with_seed (first + i);

    g_ptr_array_add (files, yyq_random_update (kit, rand, &bases[i]));
  }
  for (guint i = 0; i < YYQ_N_BASES; i++)
    g_ptr_array_add (files, g_bytes_ref (kit->signed_[i]));
  readings = yyq_page_readers_read (files);
  for (guint i = 0; i < n; i++)
    judge (count, g_ptr_array_index (files, i), first + i,
           yyq_page_reading_differs (readings->pdata[n + bases[i]], readings->pdata[i]));
}

static void
test_property (void)
{
  Count count = { 0 };

  for (guint done = 0; done < (guint) runs; done += BATCH)
    run_batch (&count, (guint32) seed + done, MIN (BATCH, (guint) runs - done));
  g_test_message ("%u files, %u seen otherwise by a reader, %u with a good verdict, %u broken",
                  count.n, count.seen, count.good, count.broken);
  for (guint i = 0; i < YYQ_N_READERS; i++)
    g_test_message ("%s: %u", yyq_page_reader_name ((YyqPageReader) i), count.by_reader[i]);
  g_assert_cmpuint (count.broken, ==, 0);
  /* Else the generator has lost its teeth. */
  g_assert_cmpuint (count.seen, >, count.n / 3);
}

/* Every one of the cases, or of each kind some; with the revisions that they are over. */
static GPtrArray *
read_cases (GPtrArray *cases, guint step)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < cases->len; i += step) {
    const YyqCase *one = g_ptr_array_index (cases, i);

    g_ptr_array_add (files, g_bytes_ref (one->pdf));
    g_ptr_array_add (files, g_bytes_ref (one->before != NULL ? one->before : one->pdf));
  }
  return yyq_page_readers_read (files);
}

static void
test_honest (void)
{
  g_autoptr (GPtrArray) cases = yyq_cases_new ();
  g_autoptr (GPtrArray) readings = NULL;

  yyq_structure_add_honest (kit, cases);
  readings = read_cases (cases, 1);
  for (guint i = 0; i < cases->len; i++)
    for (guint reader = 0; reader < YYQ_N_READERS; reader++) {
      const YyqCase *one = g_ptr_array_index (cases, i);
      const YyqPageReading *reading = g_ptr_array_index (readings, 2 * i);

      g_test_message ("%s, %s: %s", one->name, yyq_page_reader_name ((YyqPageReader) reader),
                      reading->shown[reader]);
      g_assert_cmpstr (reading->shown[reader], !=, YYQ_READER_CANNOT);
    }
}

#define STEP 13 /* shares no divisor with the kinds of files that there are of each lie */

/* Which readers show an attack is told, not demanded; but an attack that nobody would see tests
 * nothing. */
static void
test_attacks (void)
{
  g_autoptr (GPtrArray) cases = yyq_cases_new ();
  g_autoptr (GPtrArray) readings = NULL;
  guint n = 0, seen = 0;

  yyq_structure_add_lies (kit, cases);
  yyq_structure_add_shadows (kit, cases);
  yyq_structure_add_doubled_keys (kit, cases);
  readings = read_cases (cases, STEP);
  for (guint i = 0; i < cases->len; i += STEP, n++) {
    const YyqCase *one = g_ptr_array_index (cases, i);
    guint readers = yyq_page_reading_differs (g_ptr_array_index (readings, 2 * n + 1),
                                              g_ptr_array_index (readings, 2 * n));
    g_autofree char *names = yyq_page_readers_to_string (readers);

    g_test_message ("%s: seen by %s", one->name, names);
    seen += readers != 0;
  }
  g_assert_cmpuint (seen, >, n / 2);
}

int
main (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "runs", 0, 0, G_OPTION_ARG_INT, &runs, "how many files", "N" },
    { "first", 0, 0, G_OPTION_ARG_INT, &seed, "seed of the first of them", "S" },
    { "keep", 0, 0, G_OPTION_ARG_FILENAME, &keep, "write what breaks the property into this folder",
      "FOLDER" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  int result;

  g_test_init (&argc, &argv, NULL);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL))
    return 2;
  kit = yyq_structure_kit_new ();
  g_test_add_func (
    "/pdf/readers/no update that a reader shows otherwise than it was signed is valid",
    test_property);
  if (runs == BATCH) {
    g_test_add_func ("/pdf/readers/every reader opens what honest programs write", test_honest);
    g_test_add_func ("/pdf/readers/most attacks are seen by some reader", test_attacks);
  }
  result = g_test_run ();
  yyq_structure_kit_free (kit);
  return result;
}
