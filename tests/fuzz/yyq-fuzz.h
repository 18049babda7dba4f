/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What libFuzzer wants of a target, and gives it. Without libFuzzer, replay-main.c runs the corpus
 * and some mutations of it. A target is quiet, keeps nothing between inputs and aborts when
 * something that must hold does not.
 */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);
/* Optional: other mutations than of bytes. */
gsize LLVMFuzzerCustomMutator (guint8 *data, gsize size, gsize max_size, unsigned int seed);
gsize LLVMFuzzerMutate (guint8 *data, gsize size, gsize max_size);

G_END_DECLS
