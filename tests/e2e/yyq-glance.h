/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <atspi/atspi.h>

G_BEGIN_DECLS

/*
 * All that the client tells of its things at one moment, in one answer: to ask for one thing after
 * the other takes a question for the name, the role, the states, the number of children and each
 * child. Blocks; main thread.
 */
typedef struct _YyqGlance YyqGlance;

/* A thing as it was at that moment; lives as long as the glance. */
typedef struct _YyqSeen YyqSeen;
struct _YyqSeen {
  const char *path; /* on the accessibility bus */
  const char *name;
  AtspiRole role;
  guint64 states;       /* bit n is AtspiStateType n */
  YyqSeen *parent;      /* (nullable): of the application none */
  GPtrArray *children;  /* of YyqSeen, in their order */
  gboolean has_extents; /* it can be asked where it is */
  int index;            /* among the children of its parent, as the client counts them */
  int n_children;       /* as many as it says it has */
  int room;             /* TRUE, FALSE, or -1: not asked yet */
  AtspiRect rect;       /* in the coordinates of its window; when it has room */
};

/* (transfer full) (nullable): of the client that @of belongs to; NULL when it does not answer,
 * or has ended. */
YyqGlance *yyq_glance_new (AtspiAccessible *of);
void yyq_glance_free (YyqGlance *self);

/* Whether @accessible belongs to the client that was looked at. */
gboolean yyq_glance_is_of (YyqGlance *self, AtspiAccessible *accessible);

/* (transfer none) (nullable): the same thing; NULL when it was gone. */
YyqSeen *yyq_glance_find (YyqGlance *self, AtspiAccessible *accessible);

/* (transfer full) (nullable): the same thing; NULL when it has gone since. */
AtspiAccessible *yyq_glance_reach (YyqGlance *self, const YyqSeen *seen);

/* Whether it is on the screen, or a page of a stack, which has no size of its own. */
gboolean yyq_glance_has_room (YyqGlance *self, YyqSeen *seen);

/* Whether it, and all around it up to @from, have room: what a revealer or a scrolled list has
 * hidden, and the rows that it keeps for later, keep their size. */
gboolean yyq_glance_is_shown (YyqGlance *self, YyqSeen *seen, const YyqSeen *from);

gboolean yyq_seen_has_state (const YyqSeen *seen, AtspiStateType state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAccessible, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqGlance, yyq_glance_free)

G_END_DECLS
