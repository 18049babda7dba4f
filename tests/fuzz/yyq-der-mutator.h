/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Changes one element of DER (ITU-T X.690) somewhere in its tree: drops it, doubles it, swaps it
 * with another, changes its tag or its bytes, or writes it as BER may; all lengths around it are
 * right again, so that what follows is read. Bytes that are no DER are mutated as bytes. Returns
 * the new size.
 */
gsize yyq_der_mutate (guint8 *data, gsize size, gsize max_size, guint32 seed);

G_END_DECLS
