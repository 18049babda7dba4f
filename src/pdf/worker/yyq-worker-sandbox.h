/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Gives up everything that reading a file in memory does not need: memory, output, processor time
 * and time on the wall are limited (seconds), and the kernel refuses all but a few harmless calls.
 * FALSE when it could not: then nothing untrusted may be read. Cannot be undone.
 */
gboolean yyq_worker_sandbox_enter (guint cpu_s, guint patience_s);

G_END_DECLS
