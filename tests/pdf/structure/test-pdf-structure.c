/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "yyq-case-test.h"
#include "yyq-structure-lies.h"

/*
 * One reading of every file (docs/verification.md): whatever a file's structure is made to look
 * like, and whatever is changed behind a signature, the verdict is not "valid".
 */
int
main (int argc, char **argv)
{
  g_autoptr (YyqStructureKit) kit = NULL;
  g_autoptr (GPtrArray) cases = yyq_cases_new ();

  g_test_init (&argc, &argv, NULL);
  kit = yyq_structure_kit_new ();
  yyq_structure_add_lies (kit, cases);
  yyq_structure_add_doubled_keys (kit, cases);
  yyq_structure_add_shadows (kit, cases);
  yyq_structure_add_removed_forms (kit, cases);
  yyq_structure_add_forbidden (kit, cases);
  return yyq_case_test_run ("structure", kit, cases, argc, argv);
}
