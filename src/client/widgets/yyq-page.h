/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct _YyqSession YyqSession;

/*
 * What the window shows in its content area: a chapter's page, or the log-in. Main thread.
 *
 * A page is left once and for good: when its window takes it away, when the window closes, or when
 * the page is disposed of. Then its calls are cancelled, what it follows no longer reaches it, and
 * its session is gone. The calls hold a reference and end later: a callback that does more than
 * show something asks yyq_page_is_left().
 *
 * Properties: title (stands in the header bar, and is the accessible name), busy (the first data is
 * still on its way), room (YyqPageRoom: how much of the window it takes), session (given at
 * construction, nullable).
 */
typedef enum {
  YYQ_PAGE_ROOM_CONTENT, /* what the sidebar leaves */
  YYQ_PAGE_ROOM_READING, /* the whole screen, while the person wants to read it so */
  YYQ_PAGE_ROOM_WINDOW,  /* the whole window for as long as it is there: a wizard, an editor */
} YyqPageRoom;

#define YYQ_TYPE_PAGE_ROOM (yyq_page_room_get_type ())
GType yyq_page_room_get_type (void);

#define YYQ_TYPE_PAGE (yyq_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (YyqPage, yyq_page, YYQ, PAGE, AdwBin)

struct _YyqPageClass {
  AdwBinClass parent_class;

  /* The page is shown (again): ask for what may have changed. May be NULL. */
  void (*shown) (YyqPage *self);

  /* Puts the focus where work on the page begins. NULL: on the first thing that takes it. */
  void (*focus_first) (YyqPage *self);

  /* Puts the focus where one searches on the page; FALSE, or NULL: nothing can be searched. */
  gboolean (*search) (YyqPage *self);

  /* What a person did on it would be lost if it were left now. NULL: there is nothing to lose. */
  gboolean (*is_unsaved) (YyqPage *self);

  /* Keeps that as a draft. NULL: it cannot be kept. */
  void (*keep) (YyqPage *self);

  /* The page is being left: session and cancellable are still as they were. Called once, never
   * during construction. May be NULL. */
  void (*leave) (YyqPage *self);
};

const char *yyq_page_get_title (YyqPage *self);
void yyq_page_set_title (YyqPage *self, const char *title);
gboolean yyq_page_get_busy (YyqPage *self);
void yyq_page_set_busy (YyqPage *self, gboolean busy);
YyqPageRoom yyq_page_get_room (YyqPage *self);
void yyq_page_shown (YyqPage *self);
void yyq_page_focus_first (YyqPage *self);

gboolean yyq_page_search (YyqPage *self);

/* What it shows has changed. Where nothing on it took the focus the page has kept it, and where
 * what had it has gone nobody has: now it goes to the first thing that takes it. */
void yyq_page_mend_focus (YyqPage *self);

gboolean yyq_page_is_unsaved (YyqPage *self);
gboolean yyq_page_can_keep (YyqPage *self);
void yyq_page_keep (YyqPage *self);

/*
 * What can be done on the page, as actions "page.NAME": of the page itself, and of its window while
 * it is on top, where its header and shortcuts reach them. @entries is static; their callbacks get
 * the page.
 */
void yyq_page_add_actions (YyqPage *self, const GActionEntry *entries, guint n);
GActionGroup *yyq_page_get_actions (YyqPage *self);
void yyq_page_enable_action (YyqPage *self, const char *name, gboolean enabled);

/* (transfer none) (nullable): what stands at this end of the header bar while the page is on top.
 * In a template it is the child of type "header-start" or "header-end". */
GtkWidget *yyq_page_get_header (YyqPage *self, GtkPackType end);

/* (transfer none) (nullable): NULL after the page was left. */
YyqSession *yyq_page_get_session (YyqPage *self);

/*
 * (transfer none): cancelled when the page is left. Not for a call whose success takes the page
 * away, as a log-in does: that one would be cancelled by its own success.
 */
GCancellable *yyq_page_get_cancellable (YyqPage *self);

gboolean yyq_page_is_left (YyqPage *self);

/* Calls @callback with the page as its first argument whenever @source emits @signal, until the
 * page is left. The page keeps no reference to @source. */
void yyq_page_follow (YyqPage *self, gpointer source, const char *signal, GCallback callback);

G_END_DECLS
