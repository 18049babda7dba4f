/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"

G_BEGIN_DECLS

/* What became different: a member of the object, as it was and as it is. */
#define YYQ_TYPE_LOG_CHANGE (yyq_log_change_get_type ())
G_DECLARE_FINAL_TYPE (YyqLogChange, yyq_log_change, YYQ, LOG_CHANGE, YyqRecord)

YyqLogChange *yyq_log_change_new (void);

const char *yyq_log_change_get_field (YyqLogChange *self);  /* a name of yyq-log-action.h */
const char *yyq_log_change_get_before (YyqLogChange *self); /* NULL: there was nothing */
const char *yyq_log_change_get_after (YyqLogChange *self);  /* NULL: there is nothing any more */

G_END_DECLS
