/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-process.h"

#include <sys/prctl.h>
#include <sys/resource.h>

void
yyq_process_leave_no_core (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
}

void
yyq_process_hide_memory (void)
{
  prctl (PR_SET_DUMPABLE, 0);
}
