/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sys/types.h>

/* Proportional set size of the process in MiB: pages that others have too count in parts. @pid 0:
 * this process. */
double yyq_bench_memory_pss (pid_t pid);

/* Pages that nobody else has, in MiB. */
double yyq_bench_memory_private (pid_t pid);
