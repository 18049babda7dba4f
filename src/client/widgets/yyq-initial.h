/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * A person's first character on a coloured disc, for rows of a list: one widget that draws itself,
 * where an AdwAvatar is six that measure text whenever they are given a name. For eyes only: the
 * name stands beside it.
 */
#define YYQ_TYPE_INITIAL (yyq_initial_get_type ())
G_DECLARE_FINAL_TYPE (YyqInitial, yyq_initial, YYQ, INITIAL, GtkWidget)

GtkWidget *yyq_initial_new (void);

/* @name (nullable). The same name always has the same colour. */
void yyq_initial_set_name (YyqInitial *self, const char *name);

G_END_DECLS
