/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-find-bar.h"

#include <glib/gi18n.h>

#include "yyq-pdf-matches.h"
#include "yyq-ui.h"

struct _YyqPdfFindBar {
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkEditable *entry;
  GtkLabel *count;
  GtkWidget *previous;
  GtkWidget *next;

  YyqPdfView *view;          /* (owned) (nullable) */
  YyqPdfMatches *matches;    /* (owned) */
  GCancellable *cancellable; /* (owned): of the search under way */
  guint page;                /* that is searched */
  guint from;                /* that was read when it began */
  gboolean shown;            /* one of what was found */
  gboolean searching;
};

G_DEFINE_FINAL_TYPE (YyqPdfFindBar, yyq_pdf_find_bar, ADW_TYPE_BIN)

static char *
wanted_of (YyqPdfFindBar *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
}

static char *
count_text (YyqPdfFindBar *self, const char *wanted)
{
  const guint n = yyq_pdf_matches_get_n (self->matches);

  if (*wanted == '\0' || (n == 0 && self->searching))
    return g_strdup ("");
  if (n == 0)
    return g_strdup (_ ("Not found"));
  /* Translators: which of the places that were found in a document, and how many there are */
  return g_strdup_printf (_ ("%u of %u"), yyq_pdf_matches_get_current (self->matches) + 1, n);
}

static void
show_count (YyqPdfFindBar *self)
{
  g_autofree char *wanted = wanted_of (self);
  g_autofree char *text = count_text (self, wanted);
  const gboolean some = yyq_pdf_matches_get_n (self->matches) > 0;
  const gboolean in_vain = !some && !self->searching && *wanted != '\0';

  gtk_label_set_text (self->count, text);
  gtk_widget_set_sensitive (self->previous, some);
  gtk_widget_set_sensitive (self->next, some);
  if (in_vain)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
show_match (YyqPdfFindBar *self, guint match)
{
  yyq_pdf_matches_set_current (self->matches, match);
  yyq_pdf_view_scroll_to_selection (self->view, YYQ_PDF_OVERLAY (self->matches));
  show_count (self);
}

/* Searching: one page after the other */

static void search_page (YyqPdfFindBar *self);

/* The first one that is shown is on the page that is read, or behind it. */
static void
take_found (YyqPdfFindBar *self, const GArray *found)
{
  const guint before = yyq_pdf_matches_get_n (self->matches);

  yyq_pdf_matches_add_page (self->matches, self->page, found);
  if (self->shown || found->len == 0 || self->page < self->from)
    return;
  self->shown = TRUE;
  show_match (self, before);
}

static void
end_search (YyqPdfFindBar *self)
{
  self->searching = FALSE;
  if (!self->shown && yyq_pdf_matches_get_n (self->matches) > 0)
    show_match (self, 0);
  show_count (self);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqPdfFindBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found =
    yyq_pdf_renderer_find_finish (YYQ_PDF_RENDERER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* A page that cannot be read is shown as such; the others can be searched. */
  if (found != NULL)
    take_found (self, found);
  self->page++;
  search_page (self);
}

static void
search_page (YyqPdfFindBar *self)
{
  YyqPdfRenderer *renderer = yyq_pdf_view_get_renderer (self->view);
  g_autofree char *wanted = wanted_of (self);

  if (renderer == NULL || *wanted == '\0' ||
      self->page >= yyq_pdf_renderer_get_n_pages (renderer)) {
    end_search (self);
    return;
  }
  show_count (self);
  yyq_pdf_renderer_find_async (renderer, self->page, wanted, self->cancellable, found_cb,
                               g_object_ref (self));
}

static void
stop_search (YyqPdfFindBar *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->searching = FALSE;
}

static void
search (YyqPdfFindBar *self)
{
  stop_search (self);
  yyq_pdf_matches_clear (self->matches);
  self->page = 0;
  self->from = yyq_pdf_view_get_page (self->view);
  self->shown = FALSE;
  self->searching = TRUE;
  search_page (self);
}

/* The person */

void
yyq_pdf_find_bar_go (YyqPdfFindBar *self, gboolean forward)
{
  guint n, current;

  g_return_if_fail (YYQ_IS_PDF_FIND_BAR (self));
  n = yyq_pdf_matches_get_n (self->matches);
  current = yyq_pdf_matches_get_current (self->matches);
  if (!yyq_pdf_find_bar_is_open (self))
    yyq_pdf_find_bar_open (self);
  else if (n > 0)
    show_match (self, forward ? (current + 1) % n : (current + n - 1) % n);
}

static void
next_cb (YyqPdfFindBar *self)
{
  yyq_pdf_find_bar_go (self, TRUE);
}

static void
previous_cb (YyqPdfFindBar *self)
{
  yyq_pdf_find_bar_go (self, FALSE);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode,
                GdkModifierType state, YyqPdfFindBar *self)
{
  const gboolean is_return = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  if (!is_return || (state & GDK_SHIFT_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  yyq_pdf_find_bar_go (self, FALSE);
  return GDK_EVENT_STOP;
}

gboolean
yyq_pdf_find_bar_is_open (YyqPdfFindBar *self)
{
  g_return_val_if_fail (YYQ_IS_PDF_FIND_BAR (self), FALSE);
  return gtk_revealer_get_reveal_child (self->revealer);
}

void
yyq_pdf_find_bar_open (YyqPdfFindBar *self)
{
  g_return_if_fail (YYQ_IS_PDF_FIND_BAR (self) && self->view != NULL);
  if (!yyq_pdf_find_bar_is_open (self)) {
    gtk_revealer_set_reveal_child (self->revealer, TRUE);
    yyq_pdf_view_add_overlay (self->view, YYQ_PDF_OVERLAY (self->matches));
    search (self);
  }
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
}

void
yyq_pdf_find_bar_close (YyqPdfFindBar *self)
{
  g_return_if_fail (YYQ_IS_PDF_FIND_BAR (self));
  if (!yyq_pdf_find_bar_is_open (self))
    return;
  stop_search (self);
  /* First: what is hidden takes the focus along. */
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  yyq_pdf_view_remove_overlay (self->view, YYQ_PDF_OVERLAY (self->matches));
}

/* Another document: what was found is not in it. */
static void
document_changed_cb (YyqPdfFindBar *self)
{
  if (yyq_pdf_find_bar_is_open (self))
    search (self);
}

void
yyq_pdf_find_bar_set_view (YyqPdfFindBar *self, YyqPdfView *view)
{
  g_return_if_fail (YYQ_IS_PDF_FIND_BAR (self) && self->view == NULL);
  self->view = g_object_ref (view);
  g_signal_connect_object (view, "notify::n-pages", G_CALLBACK (document_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Object */

static GtkWidget *
button_new (YyqPdfFindBar *self, const char *icon_name, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, label);
  yyq_ui_set_accessible_label (button, label);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
entry_new (YyqPdfFindBar *self)
{
  GtkWidget *entry = gtk_search_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = GTK_EDITABLE (entry);
  g_object_set (entry, "placeholder-text", _ ("Find in the contract"), NULL);
  yyq_ui_set_accessible_label (entry, _ ("Find in the contract"));
  gtk_editable_set_width_chars (self->entry, 20);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (entry, keys);
  g_signal_connect_object (entry, "search-changed", G_CALLBACK (search), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "stop-search", G_CALLBACK (yyq_pdf_find_bar_close), self,
                           G_CONNECT_SWAPPED);
  return entry;
}

static GtkWidget *
content_new (YyqPdfFindBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->count = GTK_LABEL (yyq_ui_label (NULL, "numeric dim-label"));
  gtk_label_set_width_chars (self->count, 14);
  self->previous =
    button_new (self, "go-up-symbolic", _ ("The one before"), G_CALLBACK (previous_cb));
  self->next = button_new (self, "go-down-symbolic", _ ("The next one"), G_CALLBACK (next_cb));
  gtk_box_append (GTK_BOX (box), entry_new (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (box), self->previous);
  gtk_box_append (GTK_BOX (box), self->next);
  gtk_box_append (GTK_BOX (box), button_new (self, "window-close-symbolic", _ ("Close"),
                                             G_CALLBACK (yyq_pdf_find_bar_close)));
  gtk_widget_add_css_class (box, "yyq-find-bar");
  return box;
}

static void
yyq_pdf_find_bar_dispose (GObject *object)
{
  YyqPdfFindBar *self = YYQ_PDF_FIND_BAR (object);

  g_cancellable_cancel (self->cancellable);
  if (self->view != NULL && yyq_pdf_find_bar_is_open (self))
    yyq_pdf_view_remove_overlay (self->view, YYQ_PDF_OVERLAY (self->matches));
  g_clear_object (&self->view);
  G_OBJECT_CLASS (yyq_pdf_find_bar_parent_class)->dispose (object);
}

static void
yyq_pdf_find_bar_finalize (GObject *object)
{
  YyqPdfFindBar *self = YYQ_PDF_FIND_BAR (object);

  g_object_unref (self->matches);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (yyq_pdf_find_bar_parent_class)->finalize (object);
}

static void
yyq_pdf_find_bar_class_init (YyqPdfFindBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yyq_pdf_find_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_pdf_find_bar_finalize;
}

static void
yyq_pdf_find_bar_init (YyqPdfFindBar *self)
{
  self->matches = yyq_pdf_matches_new ();
  self->cancellable = g_cancellable_new ();
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_child (self->revealer, content_new (self));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->revealer));
  show_count (self);
}
