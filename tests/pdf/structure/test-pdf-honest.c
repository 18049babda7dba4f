/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "yyq-case-test.h"
#include "yyq-structure-lies.h"

/* No false alarm: what honest programs write is valid, before and behind a signature. */
#ifdef __SANITIZE_ADDRESS__
#  define MANY_PAGES 200
#  define MANY_SIGNATURES 30
#else
#  define MANY_PAGES 2000
#  define MANY_SIGNATURES 500
#endif

int
main (int argc, char **argv)
{
  g_autoptr (YyqStructureKit) kit = NULL;
  g_autoptr (GPtrArray) cases = yyq_cases_new ();

  g_test_init (&argc, &argv, NULL);
  kit = yyq_structure_kit_new ();
  yyq_structure_add_honest (kit, cases);
  yyq_cases_add (cases, yyq_structure_many_pages (kit, MANY_PAGES), NULL, "valid", NULL,
                 "a contract of %u pages", MANY_PAGES);
  yyq_cases_add (cases, yyq_structure_many_signatures (kit, MANY_SIGNATURES, FALSE), NULL, "valid",
                 NULL, "a contract with %u signatures", MANY_SIGNATURES);
  yyq_cases_add (cases, yyq_structure_many_signatures (kit, MANY_SIGNATURES, TRUE), NULL, "valid",
                 NULL, "a contract with %u signatures, each with a field of its own",
                 MANY_SIGNATURES);
  return yyq_case_test_run ("honest", kit, cases, argc, argv);
}
