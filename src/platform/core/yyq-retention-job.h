/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-job-kind.h"

G_BEGIN_DECLS

/*
 * Every day, for the platform itself: removes what was announced the day before, a batch an item,
 * and announces what is past its term now.
 */
extern const YyqJobKind yyq_retention_job_kind;

G_END_DECLS
