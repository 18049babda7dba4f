/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-helper-module.h"

G_BEGIN_DECLS

/*
 * Answers one request frame; the reply (transfer full) is ready to be sent. A frame that makes no
 * sense is answered with YYQ_UKEY_ERROR_PROTOCOL. @module is loaded by HELLO, from @path. Main
 * thread.
 */
GByteArray *yyq_helper_answer (YyqHelperModule *module, const char *path, const guint8 *frame,
                               gsize length);

G_END_DECLS
