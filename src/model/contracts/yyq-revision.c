/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-revision.h"

YYQ_DEFINE_RECORD (YyqRevision, yyq_revision, REVISION)
