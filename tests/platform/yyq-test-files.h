/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Files below @directory, in folders of folders too; 0 when it is not there. */
guint yyq_test_count_files (const char *directory);

G_END_DECLS
