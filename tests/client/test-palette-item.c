/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-palette-item.h"

static void
check (const char *title, const char *text, gboolean matches)
{
  g_autoptr (YyqPaletteItem) item =
    yyq_palette_item_new ("folder-symbolic", title, "", "win.show", NULL);

  g_test_message ("%s: %s", title, text);
  g_assert_cmpint (yyq_palette_item_matches (item, text), ==, matches);
}

static void
test_text (void)
{
  check ("合同管理", "", TRUE);
  check ("合同管理", "合同", TRUE);
  check ("合同管理", "理", TRUE);
  check ("合同管理", "管理 合同", TRUE);
  check ("合同管理", "日志", FALSE);
  check ("合同管理", "合同 日志", FALSE);
}

static void
test_readings (void)
{
  check ("合同管理", "hetong", TRUE);
  check ("合同管理", "htgl", TRUE);
  check ("合同管理", "HTGL", TRUE);
  check ("合同管理", "guanli", TRUE);
  check ("合同管理", "rizhi", FALSE);
  check ("日志管理", "rzgl", TRUE);
}

static void
test_latin (void)
{
  check ("Contracts", "cont", TRUE);
  check ("HT-20261127-0007", "0007", TRUE);
  check ("HT-20261127-0007", "0008", FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/an entry is found by any part of its title", test_text);
  g_test_add_func ("/an entry is found by how its title is read", test_readings);
  g_test_add_func ("/an entry is found by a part of its Latin words and numbers", test_latin);
  return g_test_run ();
}
