/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-ink.h"

G_BEGIN_DECLS

/* (transfer full): @name as if it were written by hand; the same name always the same way. Any
 * thread. */
YyqInk *yyq_demo_ink_new (const char *name);

G_END_DECLS
