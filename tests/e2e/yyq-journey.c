/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-journey.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "yyq-hand.h"
#include "yyq-process-tree.h"

/* Only a failing test ever waits so long. */
#define PATIENCE_US (360 * G_TIME_SPAN_SECOND)

/* libatspi takes a client that is busy for 0.8 seconds for one without names and things: what is
 * asked has an answer. */
#define ANSWER_MS 60000

#define TURN_MS 40

/* What a gesture that may be repeated has to have brought about by then. */
#define AGAIN_US (10 * G_TIME_SPAN_SECOND)

/*
 * A click is lost when GTK moves the thing away between press and release, and nobody can see that.
 * After so long without any effect, and while what was clicked is there, usable and uncovered as
 * before, anybody would click again.
 */
#define LOST_US (30 * G_TIME_SPAN_SECOND)

/* A thing is still when it was in one place for longer than any movement of GTK and libadwaita
 * lasts. */
#define STILL_US (300 * G_TIME_SPAN_MILLISECOND)
#define STILL_TURNS 6

/* What has not come to rest by then is looked for anew. */
#define LOOK_AGAIN_US (20 * G_TIME_SPAN_SECOND)

struct _YyqJourney {
  YyqHand *hand;
  GPid pid;
  AtspiAccessible *app;
  int log;                 /* what the client says */
  char *page;              /* (nullable): where things are looked for */
  AtspiAccessible *region; /* of @page */
  gulong window;           /* the one that a gesture is for */
  AtspiEventListener *listener;
  GString *heard;
};

static gboolean
stop_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/*
 * libatspi learns of changes through the main context: it must turn while a test waits. To tell of
 * all its things is work for the client: it has most of the time for its own.
 */
static void
turn (void)
{
  const gint64 effort_ms = yyq_tree_look_anew () / G_TIME_SPAN_MILLISECOND;
  gboolean over = FALSE;

  g_timeout_add (MAX (TURN_MS, 3 * (guint) effort_ms), stop_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* (transfer full) (nullable) */
static AtspiAccessible *
find_page (YyqJourney *self, const char *title)
{
  if (!yyq_tree_shows_page (self->app, title))
    return NULL;
  return yyq_tree_find_in_windows (self->app, &(YyqThing){ YYQ_PAGE_ROLE, title });
}

/* What a page has in the header bar is not in the page: buttons, and nothing else. */
static AtspiAccessible *
find_beside_page (YyqJourney *self, const YyqThing *thing)
{
  if (thing->role != ATSPI_ROLE_PUSH_BUTTON)
    return NULL;
  return yyq_tree_find_in_windows (self->app, thing);
}

static AtspiAccessible *
find_thing (YyqJourney *self, const YyqThing *thing)
{
  AtspiAccessible *found;
  AtspiRect rect;

  if (self->page == NULL)
    return yyq_tree_find_in_windows (self->app, thing);
  if (!yyq_tree_shows_page (self->app, self->page))
    return NULL;
  /* A page may have been made anew. */
  if (self->region == NULL || !yyq_tree_get_extents (self->region, &rect)) {
    g_clear_object (&self->region);
    self->region = find_page (self, self->page);
  }
  if (self->region == NULL)
    return NULL;
  found = yyq_tree_find (self->region, thing);
  return found != NULL ? found : find_beside_page (self, thing);
}

char *
yyq_journey_read_log (YyqJourney *self)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", self->log);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text != NULL ? text : g_strdup ("");
}

/*
 * A dialog that closes while the accessibility bus asks for it makes GTK 4.8 announce a thing that
 * has no path there any more: that one message is not the client's.
 */
static void
check_log (YyqJourney *self)
{
  g_autofree char *text = yyq_journey_read_log (self);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_printerr ("%s", text);
  for (char **line = lines; *line != NULL; line++)
    if ((strstr (*line, "-CRITICAL **") != NULL &&
         strstr (*line, "g_variant_is_object_path") == NULL) ||
        strstr (*line, "runtime error: ") != NULL)
      g_error ("The client complains: %s", *line);
}

G_GNUC_NORETURN static void
fail (YyqJourney *self, const char *what)
{
  g_autofree char *program = g_path_get_basename (g_get_prgname ());
  g_autofree char *name = g_strdup_printf ("%s-failed.png", program);
  g_autofree char *path = g_build_filename (g_getenv ("YYQ_BUILD_ROOT"), "meson-logs", name, NULL);
  g_autofree char *log = yyq_journey_read_log (self);

  g_printerr ("%s", log);
  yyq_hand_take_picture (self->hand, path);
  if (self->app != NULL)
    yyq_tree_dump (self->app);
  kill (self->pid, SIGTERM);
  g_error ("%s; the screen is in %s", what, path);
}

static gint64
in_time (GTimeSpan time)
{
  return g_get_monotonic_time () + time;
}

static gint64
patience (void)
{
  return in_time (PATIENCE_US);
}

/* Turns, unless it was in vain for too long or the client has ended. */
static void
turn_or_fail (YyqJourney *self, gint64 until, const char *what, const char *name)
{
  g_autofree char *text = NULL;

  if (g_get_monotonic_time () <= until && waitpid (self->pid, NULL, WNOHANG) == 0) {
    turn ();
    return;
  }
  text =
    g_strdup_printf ("“%s” %s on “%s”", name, what, self->page != NULL ? self->page : "any page");
  fail (self, text);
}

static AtspiAccessible *
wait_for (YyqJourney *self, const YyqThing *thing)
{
  const gint64 until = patience ();
  AtspiAccessible *found;

  while ((found = find_thing (self, thing)) == NULL)
    turn_or_fail (self, until, "did not come", thing->name);
  return found;
}

static AtspiAccessible *
find_app (GPid pid)
{
  g_autoptr (AtspiAccessible) desktop = atspi_get_desktop (0);
  int n_apps = atspi_accessible_get_child_count (desktop, NULL);

  for (int i = 0; i < n_apps; i++) {
    g_autoptr (AtspiAccessible) app = atspi_accessible_get_child_at_index (desktop, i, NULL);

    if (app != NULL &&
        yyq_process_tree_contains (pid, (GPid) atspi_accessible_get_process_id (app, NULL)) &&
        atspi_accessible_get_child_count (app, NULL) > 0)
      return g_steal_pointer (&app);
  }
  return NULL;
}

static void
die_with_test (gpointer unused)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

/* Static: what clients are started with. */
static char *roots;

void
yyq_journey_set_roots (const char *path)
{
  g_free (roots);
  roots = g_strdup (path);
}

/* Static: (nullable): where clients are at home. */
static char *home;

void
yyq_journey_set_home (const char *path)
{
  g_free (home);
  home = g_strdup (path);
}

/* The system's bundle is one file: the client sees another one in its place. */
static void
add_roots (GPtrArray *argv)
{
  static const char *const words[] = { "bwrap", "--die-with-parent", "--dev-bind", "/",
                                       "/",     "--ro-bind" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_ptr_array_add (argv, (char *) words[i]);
  g_ptr_array_add (argv, roots);
  g_ptr_array_add (argv, (char *) "/etc/ssl/certs/ca-certificates.crt");
}

static void
start (YyqJourney *self, const char *const *arguments)
{
  /* Criticals are looked for in the log at the end: see check_log(). */
  g_auto (GStrv) environment =
    g_environ_unsetenv (g_environ_setenv (g_get_environ (), "GTK_A11Y", "atspi", TRUE), "G_DEBUG");
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  environment = g_environ_setenv (environment, "G_MESSAGES_DEBUG", "yuyunqian", TRUE);
  if (home != NULL)
    environment = g_environ_setenv (environment, "HOME", home, TRUE);
  if (roots != NULL)
    add_roots (argv);
  g_ptr_array_add (argv, (char *) g_getenv ("YYQ_CLIENT"));
  for (; *arguments != NULL; arguments++)
    g_ptr_array_add (argv, (char *) *arguments);
  g_ptr_array_add (argv, NULL);
  self->log = memfd_create ("client.log", MFD_CLOEXEC);
  g_assert_cmpint (self->log, >=, 0);
  g_spawn_async_with_fds (NULL, (char **) argv->pdata, environment,
                          G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_SEARCH_PATH, die_with_test, NULL,
                          &self->pid, -1, self->log, self->log, &error);
  g_assert_no_error (error);
}

/* Standard output belongs to TAP: what client, platform and tools say there goes to standard error.
 */
static void
keep_output (void)
{
  int tap = fcntl (STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);

  g_assert_cmpint (dup2 (STDERR_FILENO, STDOUT_FILENO), ==, STDOUT_FILENO);
  stdout = fdopen (tap, "w");
  g_assert_nonnull (stdout);
}

void
yyq_journey_init (int *argc, char ***argv)
{
  keep_output ();
  setlocale (LC_ALL, "");
  g_test_init (argc, argv, NULL);
  /* libatspi warns about things that went away while it looked at them. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  atspi_set_timeout (ANSWER_MS, ANSWER_MS);
}

YyqJourney *
yyq_journey_new (const char *const *arguments)
{
  YyqJourney *self = g_new0 (YyqJourney, 1);
  const gint64 until = patience ();

  self->hand = yyq_hand_new ();
  start (self, arguments);
  while ((self->app = find_app (self->pid)) == NULL) {
    if (g_get_monotonic_time () > until || waitpid (self->pid, NULL, WNOHANG) != 0)
      fail (self, "The client shows no window");
    turn ();
  }
  return self;
}

static void
leave (YyqJourney *self)
{
  g_clear_pointer (&self->page, g_free);
  g_clear_object (&self->region);
}

void
yyq_journey_enter (YyqJourney *self, const char *page)
{
  const gint64 until = patience ();

  leave (self);
  if (page == NULL)
    return;
  while ((self->region = find_page (self, page)) == NULL)
    turn_or_fail (self, until, "was not shown", page);
  self->page = g_strdup (page);
}

AtspiAccessible *
yyq_journey_wait (YyqJourney *self, AtspiRole role, const char *name)
{
  return wait_for (self, &(YyqThing){ role, name });
}

void
yyq_journey_see (YyqJourney *self, const char *name)
{
  g_object_unref (yyq_journey_wait (self, ATSPI_ROLE_INVALID, name));
}

gboolean
yyq_journey_has (YyqJourney *self, AtspiRole role, const char *name)
{
  g_autoptr (AtspiAccessible) found = find_thing (self, &(YyqThing){ role, name });

  return found != NULL;
}

void
yyq_journey_wait_gone (YyqJourney *self, AtspiRole role, const char *name)
{
  const gint64 until = patience ();

  while (yyq_journey_has (self, role, name))
    turn_or_fail (self, until, "did not go", name);
}

void
yyq_journey_wait_file (YyqJourney *self, const char *path)
{
  const gint64 until = patience ();
  off_t before = 0;
  GStatBuf now;

  for (;;) {
    if (g_stat (path, &now) != 0)
      now.st_size = 0;
    if (now.st_size > 0 && now.st_size == before)
      return;
    before = now.st_size;
    turn_or_fail (self, until, "was not written", path);
  }
}

char *
yyq_journey_read (YyqJourney *self, AtspiRole role, const char *name)
{
  g_autoptr (AtspiAccessible) found = yyq_journey_wait (self, role, name);

  return yyq_tree_read (found);
}

/* (transfer full) (nullable): a page that comes and a window that opens are not on the page of now.
 */
static AtspiAccessible *
find_effect (YyqJourney *self, const YyqEffect *effect)
{
  if (effect->kind == YYQ_EFFECT_PAGE)
    return find_page (self, effect->thing.name);
  if (effect->kind == YYQ_EFFECT_OPENS)
    return yyq_tree_find_in_windows (self->app, &effect->thing);
  return find_thing (self, &effect->thing);
}

static gboolean
has_happened (YyqJourney *self, const YyqEffect *effect)
{
  g_autoptr (AtspiAccessible) found =
    effect->kind != YYQ_EFFECT_CLOSES ? find_effect (self, effect) : NULL;

  switch (effect->kind) {
  case YYQ_EFFECT_CLOSES:
    return yyq_hand_has_lost (self->hand, self->window);
  case YYQ_EFFECT_GOES:
    return found == NULL;
  case YYQ_EFFECT_FOCUSED:
    return found != NULL && yyq_tree_is_focused (found);
  case YYQ_EFFECT_CHOSEN:
    return found != NULL && yyq_tree_is_chosen (found);
  case YYQ_EFFECT_PAGE:
  case YYQ_EFFECT_OPENS:
  case YYQ_EFFECT_COMES:
  default:
    return found != NULL;
  }
}

/* FALSE when the time of @again has come: the gesture is to be repeated. */
static gboolean
wait_for_effect (YyqJourney *self, const char *gesture, const YyqEffect *effect, gint64 until,
                 gint64 again)
{
  g_autofree char *missing =
    g_strdup_printf ("was to have an effect on “%s”, which did not come", effect->thing.name);

  while (!has_happened (self, effect)) {
    if (g_get_monotonic_time () > again) {
      g_test_message ("“%s” was in vain: once more", gesture);
      return FALSE;
    }
    turn_or_fail (self, until, missing, gesture);
  }
  return TRUE;
}

/* Things are looked for where the effect has led to. */
static void
follow (YyqJourney *self, const YyqEffect *effect)
{
  if (effect->kind == YYQ_EFFECT_PAGE)
    yyq_journey_enter (self, effect->thing.name);
  else if (effect->kind == YYQ_EFFECT_OPENS)
    leave (self);
}

/* What is there before the gesture is none of its effect; only a focus, a choice and a chapter may
 * be. */
static void
expect (YyqJourney *self, const char *gesture, const YyqEffect *effect)
{
  if (effect->kind == YYQ_EFFECT_CLOSES) {
    g_autoptr (AtspiAccessible) window = yyq_tree_newest_window (self->app);
    g_autofree char *name = window != NULL ? atspi_accessible_get_name (window, NULL) : NULL;

    g_assert_cmpstr (name, ==, effect->thing.name);
    return;
  }
  if (!effect->again && effect->kind != YYQ_EFFECT_FOCUSED && effect->kind != YYQ_EFFECT_CHOSEN &&
      has_happened (self, effect))
    g_error ("“%s” cannot be seen in “%s”, which was so before", gesture, effect->thing.name);
}

/*
 * The pointer is where the thing is and stays: its window is the one that has the keyboard, nothing
 * lies over it, and it has not moved for a while. FALSE when it has to be looked for again.
 */
static gboolean
point_when_still (YyqJourney *self, AtspiAccessible *accessible, const YyqThing *thing)
{
  const gint64 until = g_get_monotonic_time () + LOOK_AGAIN_US;
  g_autoptr (AtspiAccessible) window = yyq_tree_window_of (accessible);
  g_autoptr (AtspiAccessible) popover = yyq_tree_popover_of (accessible);
  AtspiRect popup = { 0 };
  AtspiRect frame;
  AtspiRect rect;
  AtspiRect before = { 0 };
  gint64 since = 0;

  for (guint still = 0; still < STILL_TURNS || g_get_monotonic_time () < since + STILL_US;
       still++) {
    if (g_get_monotonic_time () > until || window == NULL ||
        !yyq_tree_matches (accessible, thing) || !yyq_tree_get_extents (accessible, &rect))
      return FALSE;
    if (memcmp (&before, &rect, sizeof rect) != 0 || !yyq_tree_get_extents (window, &frame) ||
        !yyq_hand_has_window (self->hand, &frame) || !yyq_tree_is_active (self->app, window) ||
        (popover != NULL ? !yyq_tree_get_extents (popover, &popup)
                         : !yyq_tree_is_on_top (window, accessible, &rect))) {
      still = 0;
      since = g_get_monotonic_time ();
    }
    before = rect;
    turn ();
  }
  return (popover != NULL ? yyq_hand_point_popup (self->hand, &popup, &rect)
                          : yyq_hand_point (self->hand, &frame, &rect)) &&
         yyq_tree_get_extents (accessible, &rect) && memcmp (&before, &rect, sizeof rect) == 0;
}

/* FALSE when there is no need any more, because @effect (nullable) has come after all. */
static gboolean
point_at (YyqJourney *self, const YyqThing *thing, const YyqEffect *effect)
{
  const gint64 until = patience ();

  while (effect == NULL || !has_happened (self, effect)) {
    g_autoptr (AtspiAccessible) found = find_thing (self, thing);

    if (found != NULL && point_when_still (self, found, thing))
      return TRUE;
    turn_or_fail (self, until, "did not come, was not at rest, or not on top", thing->name);
  }
  return FALSE;
}

static void
click_for (YyqJourney *self, const YyqThing *thing, guint times, YyqEffect effect)
{
  const gint64 until = patience ();

  /* The focus and a choice are where they are, however often one clicks there; a row that opened is
   * there no more. */
  effect.again |=
    effect.kind == YYQ_EFFECT_FOCUSED || effect.kind == YYQ_EFFECT_CHOSEN || times > 1;
  expect (self, thing->name, &effect);
  point_at (self, thing, NULL);
  do {
    self->window = yyq_hand_get_window (self->hand);
    yyq_hand_click (self->hand, times);
  } while (!wait_for_effect (self, thing->name, &effect, until,
                             in_time (effect.again ? AGAIN_US : LOST_US)) &&
           point_at (self, thing, &effect));
  follow (self, &effect);
}

void
yyq_journey_click (YyqJourney *self, AtspiRole role, const char *name, YyqEffect effect)
{
  click_for (self, &(YyqThing){ role, name }, 1, effect);
}

void
yyq_journey_double_click (YyqJourney *self, AtspiRole role, const char *name, YyqEffect effect)
{
  click_for (self, &(YyqThing){ role, name }, 2, effect);
}

/* Nobody types into a window that is just coming or going. */
static void
wait_for_keys (YyqJourney *self)
{
  const gint64 until = patience ();

  for (guint steady = 0; steady < 3; steady++) {
    g_autoptr (AtspiAccessible) window = yyq_tree_newest_window (self->app);
    AtspiRect frame;

    if (window == NULL || !yyq_tree_is_active (self->app, window) ||
        !yyq_tree_get_extents (window, &frame) || !yyq_hand_has_window (self->hand, &frame))
      steady = 0;
    turn_or_fail (self, until, "does not get the keyboard", "The newest window");
  }
}

void
yyq_journey_press (YyqJourney *self, const char *keys, YyqEffect effect)
{
  const gint64 until = patience ();

  expect (self, keys, &effect);
  do {
    wait_for_keys (self);
    self->window = yyq_hand_get_window (self->hand);
    yyq_hand_press (self->hand, keys);
  } while (
    !wait_for_effect (self, keys, &effect, until, effect.again ? in_time (AGAIN_US) : G_MAXINT64));
  follow (self, &effect);
}

/* What the field says after it. */
static void
type (YyqJourney *self, const char *field, const char *text, const char *expected)
{
  const gint64 until = patience ();

  for (;;) {
    g_autoptr (AtspiAccessible) found = wait_for (self, &(YyqThing){ YYQ_FIELD_ROLE, field });

    if (yyq_tree_is_focused (found))
      break;
    turn_or_fail (self, until, "did not get the focus", field);
  }
  wait_for_keys (self);
  yyq_hand_type (self->hand, text);
  while (expected != NULL) {
    g_autofree char *now = yyq_journey_read (self, YYQ_FIELD_ROLE, field);

    if (g_strcmp0 (now, expected) == 0)
      break;
    turn_or_fail (self, until, "did not take what was typed", field);
  }
}

void
yyq_journey_type (YyqJourney *self, const char *field, const char *text)
{
  type (self, field, text, text);
}

void
yyq_journey_type_secret (YyqJourney *self, const char *field, const char *text)
{
  type (self, field, text, NULL);
}

static void
mark_all (YyqJourney *self, const char *field)
{
  yyq_journey_click (self, YYQ_FIELD_ROLE, field, YYQ_FOCUSED (field));
  yyq_journey_press (self, "Control_L+a", YYQ_FOCUSED (field));
}

void
yyq_journey_fill (YyqJourney *self, const char *field, const char *text)
{
  mark_all (self, field);
  yyq_journey_type (self, field, text);
}

void
yyq_journey_fill_secret (YyqJourney *self, const char *field, const char *text)
{
  mark_all (self, field);
  yyq_journey_type_secret (self, field, text);
}

void
yyq_journey_put (YyqJourney *self, const char *name, const char *text)
{
  g_autoptr (AtspiAccessible) found = yyq_journey_wait (self, YYQ_FIELD_ROLE, name);
  g_autoptr (AtspiEditableText) editable = atspi_accessible_get_editable_text_iface (found);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (editable);
  atspi_editable_text_set_text_contents (editable, text, &error);
  g_assert_no_error (error);
}

void
yyq_journey_settle (YyqJourney *self)
{
  wait_for_keys (self);
}

void
yyq_journey_tap (YyqJourney *self, const char *keys)
{
  yyq_hand_press (self->hand, keys);
  turn ();
}

gint64
yyq_journey_begin_waiting (void)
{
  return patience ();
}

void
yyq_journey_wait_on (YyqJourney *self, gint64 until, const char *what, const char *name)
{
  turn_or_fail (self, until, what, name);
}

void
yyq_journey_end (YyqJourney *self)
{
  const gint64 until = patience ();
  int status = 0;

  wait_for_keys (self);
  yyq_hand_press (self->hand, "Control_L+q");
  while (waitpid (self->pid, &status, WNOHANG) == 0) {
    if (g_get_monotonic_time () > until)
      fail (self, "The client does not end");
    turn ();
  }
  check_log (self);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  close (self->log);
  g_clear_object (&self->listener);
  g_clear_object (&self->app);
  yyq_hand_free (self->hand);
  leave (self);
  g_free (self);
}

static void
heard_cb (AtspiEvent *event, gpointer user_data)
{
  YyqJourney *self = user_data;

  if (self->heard != NULL && G_VALUE_HOLDS_STRING (&event->any_data) &&
      g_value_get_string (&event->any_data) != NULL)
    g_string_append (self->heard, g_value_get_string (&event->any_data));
  g_boxed_free (ATSPI_TYPE_EVENT, event);
}

void
yyq_journey_listen (YyqJourney *self)
{
  static const char *const events[] = { "object:text-changed",
                                        "object:property-change:accessible-name",
                                        "object:property-change:accessible-description",
                                        "object:property-change:accessible-value" };

  self->heard = g_string_new (NULL);
  self->listener = atspi_event_listener_new (heard_cb, self, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    g_assert_true (atspi_event_listener_register (self->listener, events[i], NULL));
}

char *
yyq_journey_read_all (YyqJourney *self)
{
  yyq_tree_read_out (self->app, self->heard);
  return g_string_free (g_steal_pointer (&self->heard), FALSE);
}

void
yyq_journey_sign (YyqJourney *self, AtspiRole role, const char *certificate, const char *pin)
{
  yyq_journey_click (self, ATSPI_ROLE_PUSH_BUTTON, "签署此合同*", YYQ_OPENS (role, certificate));
  yyq_journey_click (self, role, certificate, YYQ_CHOSEN (role, certificate));
  yyq_journey_click (self, ATSPI_ROLE_PUSH_BUTTON, "下一步",
                     YYQ_COMES (ATSPI_ROLE_TEXT, YYQ_PIN_FIELD));
  yyq_journey_fill_secret (self, YYQ_PIN_FIELD, pin);
  yyq_journey_press (self, "Return", YYQ_COMES (ATSPI_ROLE_INVALID, "合同签署完成"));
  yyq_journey_take_picture (self, "signed");
  yyq_journey_click (self, ATSPI_ROLE_PUSH_BUTTON, "关闭", YYQ_CLOSES (YYQ_SIGN_WINDOW));
}

AtspiAccessible *
yyq_journey_get_app (YyqJourney *self)
{
  return self->app;
}

AtspiAccessible *
yyq_journey_get_page (YyqJourney *self)
{
  if (self->page == NULL)
    return NULL;
  g_set_object (&self->region, NULL);
  self->region = find_page (self, self->page);
  g_assert_nonnull (self->region);
  return self->region;
}

GPid
yyq_journey_get_pid (YyqJourney *self)
{
  return self->pid;
}

void
yyq_journey_take_picture (YyqJourney *self, const char *name)
{
  const char *folder = g_getenv ("YYQ_E2E_PICTURES");
  g_autofree char *path = folder != NULL ? g_strdup_printf ("%s/%s.png", folder, name) : NULL;

  if (path != NULL)
    yyq_hand_take_picture (self->hand, path);
}
