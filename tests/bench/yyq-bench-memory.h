/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sys/types.h>

/* Proportional set size of the process in MiB: pages that others have too count in parts. @pid 0:
 * this process. */
double yyq_bench_memory_pss (pid_t pid);
