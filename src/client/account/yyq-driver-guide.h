/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-ukey-manager.h"

G_BEGIN_DECLS

/*
 * How one comes by the driver of a UKey (manual 5.2): what this computer has of it, and for the
 * maker of the UKey that is plugged in, or of one that is chosen, what has to be installed from
 * where.
 */
#define YYQ_TYPE_DRIVER_GUIDE (yyq_driver_guide_get_type ())
G_DECLARE_FINAL_TYPE (YyqDriverGuide, yyq_driver_guide, YYQ, DRIVER_GUIDE, AdwWindow)

/* @vendors_path (nullable): the file that knows makers; NULL: the installed one. */
GtkWindow *yyq_driver_guide_new (GtkWindow *parent, YyqUkeyManager *manager,
                                 const char *vendors_path);

G_END_DECLS
