/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-dictionary.h"

G_BEGIN_DECLS

/*
 * (transfer full) (nullable) (element-type guint64): the numbers of the objects that the object
 * stream at
 * @at of the first @end bytes of @data holds, in its order (ISO 32000-1 §7.5.7). NULL when it is
 * none, or when two readers could see different objects in it: a number that stands twice, offsets
 * that do not ascend, a dictionary with a key that stands twice.
 */
GArray *yyq_pdf_object_stream_read (const char *data, gsize end, gsize at);

G_END_DECLS
