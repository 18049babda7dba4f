/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-job-item.h"

YYQ_DEFINE_RECORD (YyqJobItem, yyq_job_item, JOB_ITEM)
