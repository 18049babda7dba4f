/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-journey.h"

#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "yyq-hand.h"
#include "yyq-process-tree.h"

/* Only a failing test ever waits so long. */
#define PATIENCE_US (60 * G_TIME_SPAN_SECOND)
#define TURN_MS 40
#define TABS_MAX 60

/* Of a list only what can be on the screen: the accessible tree of a whole one takes seconds. */
#define CHILDREN_MAX 40

/* What GTK 4.8 makes of GTK_ACCESSIBLE_ROLE_REGION. */
#define PAGE_ROLE ATSPI_ROLE_FILLER

/* Stands for every text field: their roles differ. */
#define FIELD_ROLE ATSPI_ROLE_EDITBAR

struct _YyqJourney {
  YyqHand *hand;
  GPid pid;
  AtspiAccessible *app;
  int log;    /* what the client says on its standard error */
  char *page; /* (nullable) */
  AtspiEventListener *listener;
  GString *heard;
};

typedef struct {
  AtspiRole role;
  const char *name;
} Wanted;

static gboolean
stop_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* libatspi learns of changes through the main context: it must turn while a test waits. */
static void
turn (void)
{
  gboolean over = FALSE;

  g_timeout_add (TURN_MS, stop_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
get_extents (AtspiAccessible *accessible,
             AtspiRect *rect)
{
  g_autoptr (AtspiComponent) component = atspi_accessible_get_component_iface (accessible);
  AtspiRect *found = component != NULL ? atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL) : NULL;

  if (found == NULL)
    return FALSE;
  *rect = *found;
  g_free (found);
  return rect->width > 0 && rect->height > 0;
}

static gboolean
has_state (AtspiAccessible *accessible,
           AtspiStateType state)
{
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (accessible);

  return states != NULL && atspi_state_set_contains (states, state);
}

static gboolean
name_matches (const char *name,
              const char *wanted)
{
  gsize length = strlen (wanted);
  g_autofree char *part = g_str_has_suffix (wanted, "*") ? g_strndup (wanted, length - 1) : NULL;

  return part != NULL ? strstr (name, part) != NULL : g_str_equal (name, wanted);
}

static gboolean
has_role (AtspiAccessible *accessible,
          AtspiRole role)
{
  g_autoptr (AtspiEditableText) editable = role == FIELD_ROLE ? atspi_accessible_get_editable_text_iface (accessible) : NULL;

  return role == ATSPI_ROLE_INVALID || editable != NULL || atspi_accessible_get_role (accessible, NULL) == role;
}

/* Lists keep rows for what they may have to show next. */
static gboolean
is_spare_row (AtspiAccessible *accessible)
{
  AtspiRect rect;

  return atspi_accessible_get_role (accessible, NULL) == ATSPI_ROLE_TABLE_ROW && !get_extents (accessible, &rect);
}

/* Pages of a stack have no size of their own. */
static gboolean
is_pseudo (AtspiAccessible *accessible)
{
  g_autofree char *name = atspi_accessible_get_name (accessible, NULL);

  return g_strcmp0 (name, "GtkStackPage") == 0 || atspi_accessible_get_role (accessible, NULL) == ATSPI_ROLE_APPLICATION;
}

/* What a revealer or a scrolled list has hidden keeps its size: the container around it has none. */
static gboolean
has_room (AtspiAccessible *accessible)
{
  g_autoptr (AtspiAccessible) at = g_object_ref (accessible);
  AtspiRect rect;

  while (at != NULL) {
    AtspiAccessible *parent;

    if (!is_pseudo (at) && !get_extents (at, &rect))
      return FALSE;
    if (atspi_accessible_get_role (at, NULL) == ATSPI_ROLE_APPLICATION)
      break;
    parent = atspi_accessible_get_parent (at, NULL);
    g_object_unref (at);
    at = parent;
  }
  return TRUE;
}

static gboolean
matches (AtspiAccessible *accessible,
         const Wanted *wanted)
{
  g_autofree char *name = atspi_accessible_get_name (accessible, NULL);

  if (name == NULL || !name_matches (name, wanted->name) || !has_role (accessible, wanted->role))
    return FALSE;
  return has_state (accessible, ATSPI_STATE_SENSITIVE) && has_room (accessible);
}

static AtspiAccessible *
find (AtspiAccessible *from,
      const Wanted *wanted)
{
  int n_children = is_spare_row (from) ? 0 : MIN (atspi_accessible_get_child_count (from, NULL), CHILDREN_MAX);

  if (matches (from, wanted))
    return g_object_ref (from);
  for (int i = 0; i < n_children; i++) {
    g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (from, i, NULL);
    AtspiAccessible *found = child != NULL ? find (child, wanted) : NULL;

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* Newest window first: a dialog covers what stands below it. */
static AtspiAccessible *
find_in_windows (YyqJourney *self,
                 const Wanted *wanted)
{
  for (int i = atspi_accessible_get_child_count (self->app, NULL) - 1; i >= 0; i--) {
    g_autoptr (AtspiAccessible) window = atspi_accessible_get_child_at_index (self->app, i, NULL);
    AtspiAccessible *found = window != NULL ? find (window, wanted) : NULL;

    if (found != NULL)
      return found;
  }
  return NULL;
}

static AtspiAccessible *
find_thing (YyqJourney *self,
            const Wanted *wanted)
{
  g_autoptr (AtspiAccessible) page = NULL;

  if (self->page == NULL)
    return find_in_windows (self, wanted);
  page = find_in_windows (self, &(Wanted){ PAGE_ROLE, self->page });
  return page != NULL ? find (page, wanted) : NULL;
}

static void
dump (AtspiAccessible *from,
      guint depth)
{
  g_autofree char *name = atspi_accessible_get_name (from, NULL);
  g_autofree char *role = atspi_accessible_get_role_name (from, NULL);
  int n_children = MIN (atspi_accessible_get_child_count (from, NULL), CHILDREN_MAX);
  AtspiRect rect = { 0 };

  get_extents (from, &rect);
  g_printerr ("%*s%s “%s” %d,%d %dx%d%s%s%s\n", (int) depth * 2, "", role, name, rect.x, rect.y, rect.width, rect.height,
              has_state (from, ATSPI_STATE_SENSITIVE) ? "" : " insensitive", has_state (from, ATSPI_STATE_FOCUSED) ? " FOCUSED" : "", has_state (from, ATSPI_STATE_FOCUSABLE) ? " focusable" : "");

  for (int i = 0; i < n_children && depth < 60; i++) {
    g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (from, i, NULL);

    if (child != NULL)
      dump (child, depth + 1);
  }
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
 * A dialog that closes while the accessibility bus asks for it makes GTK 4.8 announce a thing that has
 * no path there any more: that one message is not the client's.
 */
static void
check_log (YyqJourney *self)
{
  g_autofree char *text = yyq_journey_read_log (self);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_printerr ("%s", text);
  for (char **line = lines; *line != NULL; line++)
    if ((strstr (*line, "-CRITICAL **") != NULL && strstr (*line, "g_variant_is_object_path") == NULL) || strstr (*line, "runtime error: ") != NULL)
      g_error ("The client complains: %s", *line);
}

G_GNUC_NORETURN static void
fail (YyqJourney *self,
      const char *what)
{
  g_autofree char *program = g_path_get_basename (g_get_prgname ());
  g_autofree char *name = g_strdup_printf ("%s-failed.png", program);
  g_autofree char *path = g_build_filename (g_getenv ("YYQ_BUILD_ROOT"), "meson-logs", name, NULL);
  g_autofree char *log = yyq_journey_read_log (self);

  g_printerr ("%s", log);
  yyq_hand_take_picture (self->hand, path);
  if (self->app != NULL)
    dump (self->app, 0);
  kill (self->pid, SIGTERM);
  g_error ("%s; the screen is in %s", what, path);
}

static AtspiAccessible *
wait_for (YyqJourney *self,
          const Wanted *wanted)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_US;
  g_autofree char *what = NULL;

  for (;;) {
    AtspiAccessible *found = find_thing (self, wanted);

    if (found != NULL)
      return found;
    if (g_get_monotonic_time () > until || waitpid (self->pid, NULL, WNOHANG) != 0)
      break;
    turn ();
  }
  what = g_strdup_printf ("“%s” did not come on “%s”", wanted->name, self->page != NULL ? self->page : "any page");
  fail (self, what);
}

static AtspiAccessible *
find_app (GPid pid)
{
  g_autoptr (AtspiAccessible) desktop = atspi_get_desktop (0);
  int n_apps = atspi_accessible_get_child_count (desktop, NULL);

  for (int i = 0; i < n_apps; i++) {
    g_autoptr (AtspiAccessible) app = atspi_accessible_get_child_at_index (desktop, i, NULL);

    if (app != NULL && yyq_process_tree_contains (pid, (GPid) atspi_accessible_get_process_id (app, NULL)) && atspi_accessible_get_child_count (app, NULL) > 0)
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

/* The system's bundle is one file: the client sees another one in its place. */
static void
add_roots (GPtrArray *argv)
{
  static const char *const words[] = { "bwrap", "--die-with-parent", "--dev-bind", "/", "/", "--ro-bind" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_ptr_array_add (argv, (char *) words[i]);
  g_ptr_array_add (argv, roots);
  g_ptr_array_add (argv, (char *) "/etc/ssl/certs/ca-certificates.crt");
}

static void
start (YyqJourney *self,
       const char *const *arguments)
{
  /* Criticals are looked for in the log at the end: see check_log(). */
  g_auto (GStrv) environment = g_environ_unsetenv (g_environ_setenv (g_get_environ (), "GTK_A11Y", "atspi", TRUE), "G_DEBUG");
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  environment = g_environ_setenv (environment, "G_MESSAGES_DEBUG", "yuyunqian", TRUE);
  if (roots != NULL)
    add_roots (argv);
  g_ptr_array_add (argv, (char *) g_getenv ("YYQ_CLIENT"));
  for (; *arguments != NULL; arguments++)
    g_ptr_array_add (argv, (char *) *arguments);
  g_ptr_array_add (argv, NULL);
  self->log = memfd_create ("client.log", MFD_CLOEXEC);
  g_assert_cmpint (self->log, >=, 0);
  g_spawn_async_with_fds (NULL, (char **) argv->pdata, environment, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_SEARCH_PATH,
                          die_with_test, NULL, &self->pid, -1, -1, self->log, &error);
  g_assert_no_error (error);
}

void
yyq_journey_init (int *argc,
                  char ***argv)
{
  setlocale (LC_ALL, "");
  g_test_init (argc, argv, NULL);
  /* libatspi warns about things that went away while it looked at them. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
}

YyqJourney *
yyq_journey_new (const char *const *arguments)
{
  YyqJourney *self = g_new0 (YyqJourney, 1);
  gint64 until = g_get_monotonic_time () + PATIENCE_US;

  self->hand = yyq_hand_new ();
  start (self, arguments);
  while ((self->app = find_app (self->pid)) == NULL) {
    if (g_get_monotonic_time () > until || waitpid (self->pid, NULL, WNOHANG) != 0)
      fail (self, "The client shows no window");
    turn ();
  }
  return self;
}

void
yyq_journey_end (YyqJourney *self)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_US;
  int status = 0;

  yyq_journey_press (self, "Control_L+q");
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
  g_free (self->page);
  g_free (self);
}

void
yyq_journey_enter (YyqJourney *self,
                   const char *page)
{
  g_autoptr (AtspiAccessible) title = NULL;
  g_autoptr (AtspiAccessible) region = NULL;

  g_clear_pointer (&self->page, g_free);
  if (page == NULL)
    return;
  /* Pages that were left stay in the tree: the header bar says which one is shown. */
  title = wait_for (self, &(Wanted){ ATSPI_ROLE_LABEL, page });
  region = wait_for (self, &(Wanted){ PAGE_ROLE, page });
  self->page = g_strdup (page);
}

AtspiAccessible *
yyq_journey_wait (YyqJourney *self,
                  AtspiRole role,
                  const char *name)
{
  return wait_for (self, &(Wanted){ role, name });
}

void
yyq_journey_see (YyqJourney *self,
                 const char *name)
{
  g_object_unref (yyq_journey_wait (self, ATSPI_ROLE_INVALID, name));
}

gboolean
yyq_journey_has (YyqJourney *self,
                 AtspiRole role,
                 const char *name)
{
  g_autoptr (AtspiAccessible) found = find_thing (self, &(Wanted){ role, name });

  return found != NULL;
}

void
yyq_journey_wait_gone (YyqJourney *self,
                       AtspiRole role,
                       const char *name)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_US;

  while (yyq_journey_has (self, role, name)) {
    if (g_get_monotonic_time () > until)
      fail (self, name);
    turn ();
  }
}

char *
yyq_journey_read (YyqJourney *self,
                  AtspiRole role,
                  const char *name)
{
  g_autoptr (AtspiAccessible) found = yyq_journey_wait (self, role, name);
  g_autoptr (AtspiText) text = atspi_accessible_get_text_iface (found);

  if (text == NULL)
    return atspi_accessible_get_name (found, NULL);
  return atspi_text_get_text (text, 0, atspi_text_get_character_count (text, NULL), NULL);
}

static AtspiAccessible *
window_of (AtspiAccessible *accessible)
{
  AtspiAccessible *at = g_object_ref (accessible);

  for (;;) {
    AtspiRole role = atspi_accessible_get_role (at, NULL);
    AtspiAccessible *parent = NULL;

    if (role == ATSPI_ROLE_FRAME || role == ATSPI_ROLE_DIALOG || role == ATSPI_ROLE_WINDOW)
      return at;
    parent = atspi_accessible_get_parent (at, NULL);
    g_object_unref (at);
    g_assert_nonnull (parent);
    at = parent;
  }
}

/* What moves is not clicked: a page may still be sliding in, or a list filling up. */
static void
wait_still (AtspiAccessible *accessible,
            AtspiRect *rect)
{
  AtspiRect before = { 0 };
  guint still = 0;

  for (guint i = 0; i < 100 && still < 2; i++) {
    if (!get_extents (accessible, rect))
      return;
    still = memcmp (&before, rect, sizeof before) == 0 ? still + 1 : 0;
    before = *rect;
    turn ();
  }
}

static void
click (YyqJourney *self,
       AtspiAccessible *found,
       guint times)
{
  g_autoptr (AtspiAccessible) window = window_of (found);
  AtspiRect frame = { 0 };
  AtspiRect rect = { 0 };

  wait_still (found, &rect);
  g_assert_true (get_extents (window, &frame));
  yyq_hand_click (self->hand, &frame, &rect, times);
  turn ();
}

void
yyq_journey_click (YyqJourney *self,
                   AtspiRole role,
                   const char *name)
{
  g_autoptr (AtspiAccessible) found = yyq_journey_wait (self, role, name);

  click (self, found, 1);
}

void
yyq_journey_double_click (YyqJourney *self,
                          AtspiRole role,
                          const char *name)
{
  g_autoptr (AtspiAccessible) found = yyq_journey_wait (self, role, name);

  click (self, found, 2);
}

void
yyq_journey_fill (YyqJourney *self,
                  const char *name,
                  const char *text)
{
  g_autoptr (AtspiAccessible) found = yyq_journey_wait (self, FIELD_ROLE, name);

  click (self, found, 1);
  yyq_journey_press (self, "Control_L+a");
  yyq_journey_type (self, text);
}

void
yyq_journey_put (YyqJourney *self,
                 const char *name,
                 const char *text)
{
  g_autoptr (AtspiAccessible) found = yyq_journey_wait (self, FIELD_ROLE, name);
  g_autoptr (AtspiEditableText) editable = atspi_accessible_get_editable_text_iface (found);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (editable);
  atspi_editable_text_set_text_contents (editable, text, &error);
  g_assert_no_error (error);
}

void
yyq_journey_type (YyqJourney *self,
                  const char *text)
{
  yyq_hand_type (self->hand, text);
  turn ();
}

void
yyq_journey_press (YyqJourney *self,
                   const char *keys)
{
  yyq_hand_press (self->hand, keys);
  turn ();
}

static AtspiAccessible *
find_focused (AtspiAccessible *from)
{
  int n_children = MIN (atspi_accessible_get_child_count (from, NULL), CHILDREN_MAX);

  if (has_state (from, ATSPI_STATE_FOCUSED))
    return g_object_ref (from);
  for (int i = 0; i < n_children; i++) {
    g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (from, i, NULL);
    AtspiAccessible *found = child != NULL ? find_focused (child) : NULL;

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* The focus may be inside the thing of this name. */
static gboolean
is_focused (YyqJourney *self,
            const char *name)
{
  g_autoptr (AtspiAccessible) found = find_thing (self, &(Wanted){ ATSPI_ROLE_INVALID, name });
  g_autoptr (AtspiAccessible) focused = found != NULL ? find_focused (found) : NULL;

  return focused != NULL;
}

void
yyq_journey_tab_to (YyqJourney *self,
                    const char *name)
{
  yyq_journey_see (self, name);
  for (guint i = 0; i < TABS_MAX; i++) {
    if (is_focused (self, name))
      return;
    yyq_journey_press (self, "Tab");
  }
  fail (self, name);
}

static void
heard_cb (AtspiEvent *event,
          gpointer user_data)
{
  YyqJourney *self = user_data;

  if (self->heard != NULL && G_VALUE_HOLDS_STRING (&event->any_data) && g_value_get_string (&event->any_data) != NULL)
    g_string_append (self->heard, g_value_get_string (&event->any_data));
  g_boxed_free (ATSPI_TYPE_EVENT, event);
}

void
yyq_journey_listen (YyqJourney *self)
{
  static const char *const events[] = { "object:text-changed", "object:property-change:accessible-name",
                                        "object:property-change:accessible-description", "object:property-change:accessible-value" };

  self->heard = g_string_new (NULL);
  self->listener = atspi_event_listener_new (heard_cb, self, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    g_assert_true (atspi_event_listener_register (self->listener, events[i], NULL));
}

static void
read_out (AtspiAccessible *from,
          GString *to)
{
  g_autofree char *name = atspi_accessible_get_name (from, NULL);
  g_autofree char *description = atspi_accessible_get_description (from, NULL);
  g_autoptr (AtspiText) text = atspi_accessible_get_text_iface (from);
  g_autofree char *content = text != NULL ? atspi_text_get_text (text, 0, atspi_text_get_character_count (text, NULL), NULL) : NULL;
  int n_children = MIN (atspi_accessible_get_child_count (from, NULL), CHILDREN_MAX);

  g_string_append_printf (to, "%s\n%s\n%s\n", name, description != NULL ? description : "", content != NULL ? content : "");
  for (int i = 0; i < n_children; i++) {
    g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (from, i, NULL);

    if (child != NULL)
      read_out (child, to);
  }
}

char *
yyq_journey_read_all (YyqJourney *self)
{
  read_out (self->app, self->heard);
  return g_string_free (g_steal_pointer (&self->heard), FALSE);
}

void
yyq_journey_sign (YyqJourney *self,
                  AtspiRole role,
                  const char *certificate,
                  const char *pin)
{
  yyq_journey_click (self, ATSPI_ROLE_PUSH_BUTTON, "签署此合同*");
  yyq_journey_enter (self, NULL);
  yyq_journey_click (self, role, certificate);
  yyq_journey_click (self, ATSPI_ROLE_PUSH_BUTTON, "下一步");
  yyq_journey_click (self, ATSPI_ROLE_TEXT, "UKey PIN 码");
  yyq_journey_type (self, pin);
  yyq_journey_press (self, "Return");
  yyq_journey_see (self, "合同签署完成");
  yyq_journey_take_picture (self, "signed");
  yyq_journey_click (self, ATSPI_ROLE_PUSH_BUTTON, "关闭");
}

GPid
yyq_journey_get_pid (YyqJourney *self)
{
  return self->pid;
}

void
yyq_journey_take_picture (YyqJourney *self,
                          const char *name)
{
  const char *folder = g_getenv ("YYQ_E2E_PICTURES");
  g_autofree char *path = folder != NULL ? g_strdup_printf ("%s/%s.png", folder, name) : NULL;

  if (path != NULL)
    yyq_hand_take_picture (self->hand, path);
}
