/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "yyq-seal.h"

G_BEGIN_DECLS

/*
 * A seal as the signature will show it: its form, drawn as it is in a worker, empty until then; the
 * intrinsic size is that of the form's page in pt, 0 until then.
 */
#define YYQ_TYPE_SEAL_PAINTABLE (yyq_seal_paintable_get_type ())
G_DECLARE_FINAL_TYPE (YyqSealPaintable, yyq_seal_paintable, YYQ, SEAL_PAINTABLE, GObject)

GdkPaintable *yyq_seal_paintable_new (YyqSeal *seal);

G_END_DECLS
