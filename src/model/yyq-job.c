/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-job.h"

YYQ_DEFINE_RECORD (YyqJob, yyq_job, JOB)
