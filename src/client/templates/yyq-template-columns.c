/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-columns.h"

#include <glib/gi18n.h>

#include "yyq-clock.h"
#include "yyq-template-words.h"

static char *
kind_of (gpointer template)
{
  return g_strdup (yyq_template_kind_get_title (yyq_template_get_kind (template)));
}

static char *
state_of (gpointer template)
{
  return g_strdup (yyq_template_words_state (NULL, template));
}

static const char *
state_class_of (gpointer template)
{
  return yyq_template_words_state_class (NULL, template);
}

static char *
edition_of (gpointer template)
{
  return yyq_template_words_edition (template);
}

static char *
uses_of (gpointer template)
{
  return g_strdup_printf ("%d", yyq_template_get_uses (template));
}

static char *
changed_of (gpointer template)
{
  return yyq_clock_format (yyq_template_get_changed_at (template));
}

static char *
action_of (gpointer template)
{
  return g_strdup (_ ("View"));
}

static char *
say (gpointer template)
{
  g_autofree char *edition = yyq_template_words_edition (template);
  g_autofree char *uses = yyq_template_words_uses (template);
  const char *unit = yyq_template_get_unit_name (template);

  /* Translators: a template as it is read to blind people: name, type, state, version, uses, unit
   */
  return g_strdup_printf (_ ("%s, %s, %s, %s, %s, %s"), yyq_template_get_name (template),
                          yyq_template_kind_get_title (yyq_template_get_kind (template)),
                          yyq_template_words_state (NULL, template), edition, uses,
                          unit != NULL ? unit : "");
}

static const YyqTableColumn columns[] = {
  { .title = N_ ("Name"), .width = 220, .expand = TRUE, .sort = "name", .property = "name" },
  { .title = N_ ("Type"), .width = 132, .sort = "kind", .text = kind_of },
  { .title = N_ ("State"),
    .kind = YYQ_CELL_PILL,
    .width = 96,
    .sort = "state",
    .text = state_of,
    .style = state_class_of },
  { .title = N_ ("Unit"), .width = 176, .rank = 4, .property = "unit-name", .dim = TRUE },
  { .title = N_ ("Folder"), .width = 112, .rank = 6, .property = "folder", .dim = TRUE },
  { .title = N_ ("Version"), .width = 120, .rank = 3, .text = edition_of, .dim = TRUE },
  { .title = N_ ("Uses"), .width = 100, .rank = 2, .sort = "uses", .text = uses_of, .dim = TRUE },
  { .title = N_ ("Changed at"),
    .width = 152,
    .rank = 1,
    .sort = "changed_at",
    .text = changed_of,
    .dim = TRUE },
  { .title = N_ ("Changed by"), .width = 104, .rank = 5, .property = "changed-by", .dim = TRUE },
  { .title = N_ ("Action"), .kind = YYQ_CELL_LINK, .width = 76, .text = action_of },
};

const YyqTableShape yyq_template_table = { .name = "templates",
                                           .columns = columns,
                                           .n_columns = G_N_ELEMENTS (columns),
                                           .say = say,
                                           .menus = TRUE };
