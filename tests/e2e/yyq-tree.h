/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-glance.h"

G_BEGIN_DECLS

/* What the client tells of its windows on the accessibility bus. Blocks; main thread. */

/* What GTK 4.8 makes of GTK_ACCESSIBLE_ROLE_REGION. */
#define YYQ_PAGE_ROLE ATSPI_ROLE_FILLER

/* Stands for every text field: their roles differ. */
#define YYQ_FIELD_ROLE ATSPI_ROLE_EDITBAR

/* A thing by its accessible name; "part*" is a name that has "part" in it. ATSPI_ROLE_INVALID is
 * any role. */
typedef struct {
  AtspiRole role;
  const char *name;
} YyqThing;

/* What is looked through is what the client has told of in one answer, until this says that it may
 * have changed. A thing that was found is asked itself. Returns how long that answer took, in us; 0
 * when nobody asked. */
gint64 yyq_tree_look_anew (void);

/* (transfer full) (nullable): the first such thing below @from that is sensitive and has room. */
AtspiAccessible *yyq_tree_find (AtspiAccessible *from, const YyqThing *thing);

/* The same in all windows of @app, the newest first: a dialog covers what stands below it. */
AtspiAccessible *yyq_tree_find_in_windows (AtspiAccessible *app, const YyqThing *thing);

/* Whether the header bar of a window names this page; pages that were left stay in the tree. */
gboolean yyq_tree_shows_page (AtspiAccessible *app, const char *title);

/* Of the thing itself, wherever it is. */
gboolean yyq_tree_matches (AtspiAccessible *accessible, const YyqThing *thing);

/* In the coordinates of its window; FALSE when it has no room there. */
gboolean yyq_tree_get_extents (AtspiAccessible *accessible, AtspiRect *rect);

gboolean yyq_tree_has_state (AtspiAccessible *accessible, AtspiStateType state);

/* (transfer full): the text of a field, or the name of another thing. */
char *yyq_tree_read (AtspiAccessible *accessible);

/* (transfer full) (nullable): NULL when the thing has gone meanwhile. */
AtspiAccessible *yyq_tree_window_of (AtspiAccessible *accessible);

/* (transfer full) (nullable): the popover that it is in. */
AtspiAccessible *yyq_tree_popover_of (AtspiAccessible *accessible);

/* (transfer full) (nullable): the window that opened last. */
AtspiAccessible *yyq_tree_newest_window (AtspiAccessible *app);

/* Whether it is the window of @app that GTK takes for the active one. */
gboolean yyq_tree_is_active (AtspiAccessible *app, AtspiAccessible *window);

/* Whether a pointer in the middle of @rect is over it, and not over what covers it or is about to
 * go. */
gboolean yyq_tree_is_on_top (AtspiAccessible *window, AtspiAccessible *accessible,
                             const AtspiRect *rect);

/* The focus may be inside of it. */
gboolean yyq_tree_is_focused (AtspiAccessible *accessible);

/* (transfer full) (nullable): what has the focus in the window and can be seen there. */
AtspiAccessible *yyq_tree_find_focus (AtspiAccessible *window);

/* Whether it is such a thing, or in one. */
gboolean yyq_tree_is_within (AtspiAccessible *accessible, const YyqThing *thing);

/* It, or the row of a list that it is in, is the one that is ticked, pressed or selected. */
gboolean yyq_tree_is_chosen (AtspiAccessible *accessible);

/* Names, descriptions and texts below @from. */
void yyq_tree_read_out (AtspiAccessible *from, GString *to);

/* The tree, for a person who looks into why a test failed. */
void yyq_tree_dump (AtspiAccessible *from);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiComponent, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiEditableText, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiStateSet, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiText, g_object_unref)

G_END_DECLS
