/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * There is one writer at a time, and everybody else waits for it (D22). The storage says when a
 * thread becomes the writer; what takes longer than a statement says what it is about to do, and is
 * told off with a critical, which ends every test, when its thread is the writer. Any thread.
 */
void yyq_writer_enter (void);
void yyq_writer_leave (void);

/* @work: for the log, "hashing a password". */
void yyq_writer_check_is_free (const char *work);

G_END_DECLS
