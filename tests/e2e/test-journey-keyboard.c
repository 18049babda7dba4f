/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-desk.h"

int
main (int argc, char **argv)
{
  return yyq_desk_main (
    argc, argv,
    "/e2e/keyboard/a clerk's whole day at the desk can be walked by keyboard alone, "
    "and the focus is never lost",
    &yyq_by_keyboard);
}
