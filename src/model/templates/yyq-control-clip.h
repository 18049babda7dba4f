/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-control.h"

G_BEGIN_DECLS

/* Controls on the clipboard, between templates and between two windows of the program. */
#define YYQ_CONTROL_CLIP_TYPE "application/x-yuyunqian-controls"
#define YYQ_CONTROL_CLIP_MOST_BYTES (8 * 1024 * 1024)

/* (transfer full); @controls: (element-type YyqControl). */
GBytes *yyq_control_clip_write (GPtrArray *controls);

/* (transfer full): their names, a line each, for programs that know no controls. */
char *yyq_control_clip_write_text (GPtrArray *controls);

/*
 * (transfer full) (nullable): of YyqControl, with ids of their own. Any program may have written
 * it: what does not belong into a control is left out, and NULL is what has no control at all, or
 * more than a template may have.
 */
GPtrArray *yyq_control_clip_read (GBytes *bytes);

G_END_DECLS
