/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Nobody has to call this: it runs before main() in every program that is linked with base. */
void yyq_process_end_prepare (void);

G_END_DECLS
