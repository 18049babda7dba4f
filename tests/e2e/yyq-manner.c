/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-manner.h"

#include "yyq-focus.h"

#define ACCOUNT_BUTTON "账号：*"

/* By keyboard */

static void
key_go (YyqJourney *journey, const YyqWay *chapter)
{
  yyq_journey_press (journey, chapter->keys, YYQ_CHAPTER (chapter->title));
}

static void
key_go_to_account (YyqJourney *journey)
{
  yyq_journey_press (journey, "Alt_L+0", YYQ_CHAPTER ("个人中心"));
}

static void
key_go_back (YyqJourney *journey, const char *page)
{
  yyq_journey_press (journey, "Alt_L+Left", YYQ_PAGE (page));
}

static void
key_push (YyqJourney *journey, const char *button, const char *keys, YyqEffect effect)
{
  if (keys == NULL)
    yyq_focus_tab_to (journey, ATSPI_ROLE_PUSH_BUTTON, button);
  yyq_journey_press (journey, keys != NULL ? keys : "space", effect);
}

static void
key_choose (YyqJourney *journey, AtspiRole role, const char *name)
{
  yyq_focus_tab_to (journey, role, name);
  yyq_journey_press (journey, "space", YYQ_CHOSEN (role, name));
}

static void
key_activate (YyqJourney *journey, AtspiRole role, const char *name, YyqEffect effect)
{
  yyq_focus_tab_to (journey, role, name);
  yyq_journey_press (journey, "Return", effect);
}

/* A table is one stop of the Tab key. */
static void
key_open (YyqJourney *journey, const char *row, YyqEffect effect)
{
  yyq_focus_tab_to (journey, ATSPI_ROLE_TABLE_ROW, "，*");
  yyq_focus_move_to (journey, ATSPI_ROLE_TABLE_ROW, row);
  yyq_journey_press (journey, "Return", effect);
}

static void
key_search (YyqJourney *journey, const char *field, const char *text)
{
  yyq_journey_press (journey, "Control_L+f", YYQ_FOCUSED (field));
  yyq_journey_type (journey, field, text);
}

static void
key_enter (YyqJourney *journey, const char *field, const char *secret)
{
  yyq_focus_tab_to (journey, YYQ_FIELD_ROLE, field);
  yyq_journey_type_secret (journey, field, secret);
}

static void
key_submit (YyqJourney *journey, const char *button, YyqEffect effect)
{
  yyq_journey_press (journey, "Return", effect);
}

const YyqManner yyq_by_keyboard = {
  .name = "keyboard",
  .go = key_go,
  .go_to_account = key_go_to_account,
  .go_back = key_go_back,
  .push = key_push,
  .choose = key_choose,
  .activate = key_activate,
  .open = key_open,
  .search = key_search,
  .enter = key_enter,
  .submit = key_submit,
};

/* By pointer */

static void
pointer_push (YyqJourney *journey, const char *button, const char *keys, YyqEffect effect)
{
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, button, effect);
}

/* How many things wait there stands in the name of its row. */
static void
pointer_go (YyqJourney *journey, const YyqWay *chapter)
{
  g_autofree char *row = g_strconcat (chapter->title, "*", NULL);

  yyq_journey_enter (journey, NULL);
  yyq_journey_click (journey, ATSPI_ROLE_LIST_ITEM, row, YYQ_CHAPTER (chapter->title));
}

static void
pointer_go_to_account (YyqJourney *journey)
{
  yyq_journey_enter (journey, NULL);
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, ACCOUNT_BUTTON,
                     YYQ_COMES (ATSPI_ROLE_PUSH_BUTTON, "个人中心"));
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "个人中心", YYQ_CHAPTER ("个人中心"));
}

static void
pointer_go_back (YyqJourney *journey, const char *page)
{
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "返回", YYQ_PAGE (page));
}

static void
pointer_choose (YyqJourney *journey, AtspiRole role, const char *name)
{
  yyq_journey_click (journey, role, name, YYQ_CHOSEN (role, name));
}

static void
pointer_open (YyqJourney *journey, const char *row, YyqEffect effect)
{
  yyq_journey_double_click (journey, ATSPI_ROLE_INVALID, row, effect);
}

static void
pointer_submit (YyqJourney *journey, const char *button, YyqEffect effect)
{
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, button, effect);
}

const YyqManner yyq_by_pointer = {
  .name = "pointer",
  .go = pointer_go,
  .go_to_account = pointer_go_to_account,
  .go_back = pointer_go_back,
  .push = pointer_push,
  .choose = pointer_choose,
  .activate = yyq_journey_click,
  .open = pointer_open,
  .search = yyq_journey_fill,
  .enter = yyq_journey_fill_secret,
  .submit = pointer_submit,
};
