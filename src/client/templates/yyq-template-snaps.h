/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What the pages of a template have printed, for the editor's controls to rest at. It is read page
 * by page in the sandboxed worker, in a thread; until a page is there nothing of it is. Main
 * thread.
 */
typedef struct _YyqTemplateSnaps YyqTemplateSnaps;

/* Begins to read @pdf. */
YyqTemplateSnaps *yyq_template_snaps_new (GBytes *pdf);

/* What is under way goes on, and is of no use. */
void yyq_template_snaps_free (YyqTemplateSnaps *self);

/* A YyqControlLayerTargets; @self is a YyqTemplateSnaps. */
GArray *yyq_template_snaps_get (guint page, gpointer self);

G_END_DECLS
