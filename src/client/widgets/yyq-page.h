/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * What the window shows in its content area: a chapter's page, or the log-in. title stands in the
 * header bar and is the page's accessible name; busy says that the first data is still on its way.
 */
#define YYQ_TYPE_PAGE (yyq_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (YyqPage, yyq_page, YYQ, PAGE, AdwBin)

struct _YyqPageClass {
  AdwBinClass parent_class;

  /* The page is shown (again): ask for what may have changed. May be NULL. */
  void (*shown) (YyqPage *self);

  /* Puts the focus where work on the page begins. NULL: on the first thing that takes it. */
  void (*focus_first) (YyqPage *self);
};

const char *yyq_page_get_title (YyqPage *self);
void yyq_page_set_title (YyqPage *self, const char *title);
gboolean yyq_page_get_busy (YyqPage *self);
void yyq_page_set_busy (YyqPage *self, gboolean busy);
void yyq_page_shown (YyqPage *self);
void yyq_page_focus_first (YyqPage *self);

G_END_DECLS
