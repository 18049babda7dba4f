/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-focus.h"

/* More stops than any page has. */
#define KEYS_MAX 60

/* A key that moves nothing, at the end of a list or past what tells nobody of its focus, is waited
 * for so long. */
#define MOVE_US (2 * G_TIME_SPAN_SECOND)

/* (transfer full) (nullable) */
static AtspiAccessible *
find_focus (YyqJourney *self)
{
  g_autoptr (AtspiAccessible) window = yyq_tree_newest_window (yyq_journey_get_app (self));

  return window != NULL ? yyq_tree_find_focus (window) : NULL;
}

void
yyq_focus_check (YyqJourney *self, const char *after)
{
  const gint64 until = yyq_journey_begin_waiting ();
  g_autoptr (AtspiAccessible) focus = NULL;

  while ((focus = find_focus (self)) == NULL)
    yyq_journey_wait_on (self, until, "left the focus nowhere", after);
}

/* What does not tell of its focus is asked. */
static gboolean
is_at (YyqJourney *self, const YyqThing *thing)
{
  g_autoptr (AtspiAccessible) focus = find_focus (self);
  g_autoptr (AtspiAccessible) found = NULL;

  if (focus != NULL && yyq_tree_has_state (focus, ATSPI_STATE_FOCUSED))
    return yyq_tree_is_within (focus, thing);
  found = yyq_journey_wait (self, thing->role, thing->name);
  return yyq_tree_is_focused (found);
}

void
yyq_focus_wait (YyqJourney *self, AtspiRole role, const char *name)
{
  const gint64 until = yyq_journey_begin_waiting ();

  while (!is_at (self, &(YyqThing){ role, name }))
    yyq_journey_wait_on (self, until, "did not get the focus", name);
}

/* Returns when the focus has moved. */
static void
press (YyqJourney *self, const char *key)
{
  g_autoptr (AtspiAccessible) before = find_focus (self);
  const gint64 until = yyq_journey_begin_waiting ();
  const gint64 in_vain = g_get_monotonic_time () + MOVE_US;
  gboolean moved = FALSE;

  yyq_journey_tap (self, key);
  while (!moved && g_get_monotonic_time () < in_vain) {
    g_autoptr (AtspiAccessible) now = find_focus (self);

    moved = now != before;
    if (!moved)
      yyq_journey_wait_on (self, until, "did not move the focus", key);
  }
}

static void
go_to (YyqJourney *self, const YyqThing *thing, const char *key)
{
  g_object_unref (yyq_journey_wait (self, thing->role, thing->name));
  yyq_journey_settle (self);
  for (guint i = 0; i < KEYS_MAX; i++) {
    if (is_at (self, thing))
      return;
    press (self, key);
  }
  yyq_journey_wait_on (self, 0, "was not reached by the keyboard", thing->name);
}

void
yyq_focus_tab_to (YyqJourney *self, AtspiRole role, const char *name)
{
  go_to (self, &(YyqThing){ role, name }, "Tab");
}

void
yyq_focus_move_to (YyqJourney *self, AtspiRole role, const char *name)
{
  go_to (self, &(YyqThing){ role, name }, "Down");
}
