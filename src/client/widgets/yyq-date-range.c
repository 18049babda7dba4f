/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-date-range.h"

#include <glib/gi18n.h>

#include "yyq-clock.h"
#include "yyq-ui.h"

#define DAY_MS (G_GINT64_CONSTANT (24) * 3600 * 1000)

struct _YyqDateRange {
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkLabel *button_label;
  GtkPopover *popover;
  GtkCalendar *first;
  GtkCalendar *last;
  GtkLabel *hint;
  GtkWidget *apply;

  char *label; /* (owned) */
  gint64 from_ms;
  gint64 to_ms;
};

G_DEFINE_FINAL_TYPE (YyqDateRange, yyq_date_range, ADW_TYPE_BIN)

typedef enum {
  PROP_LABEL = 1,
} YyqDateRangeProperty;

typedef enum {
  SIGNAL_CHANGED,
  N_SIGNALS
} YyqDateRangeSignal;

static guint signals[N_SIGNALS];

static GDateTime *
midnight (GtkCalendar *calendar, int days_later)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  g_autoptr (GDateTime) day = yyq_clock_midnight (
    g_date_time_get_year (date), g_date_time_get_month (date), g_date_time_get_day_of_month (date));

  return g_date_time_add_days (day, days_later);
}

static void
show_range (YyqDateRange *self)
{
  if (self->from_ms == 0 && self->to_ms == 0) {
    gtk_label_set_text (self->button_label, self->label != NULL ? self->label : "");
    yyq_ui_set_accessible_label (self->button, self->label != NULL ? self->label : "");
  } else {
    g_autofree char *from = yyq_clock_format_date (self->from_ms);
    g_autofree char *to = yyq_clock_format_date (self->to_ms - 1);
    g_autofree char *text = g_strdup_printf ("%s – %s", from, to);
    g_autofree char *name = NULL;

    gtk_label_set_text (self->button_label, text);
    /* Translators: what a range of days is for, and the range */
    name = g_strdup_printf (_ ("%s: %s"), self->label != NULL ? self->label : "", text);
    yyq_ui_set_accessible_label (self->button, name);
  }
}

gint64
yyq_date_range_get_from (YyqDateRange *self)
{
  g_return_val_if_fail (YYQ_IS_DATE_RANGE (self), 0);
  return self->from_ms;
}

gint64
yyq_date_range_get_to (YyqDateRange *self)
{
  g_return_val_if_fail (YYQ_IS_DATE_RANGE (self), 0);
  return self->to_ms;
}

static void
set_label (YyqDateRange *self, const char *label)
{
  g_free (self->label);
  self->label = g_strdup (label);
  show_range (self);
}

void
yyq_date_range_set (YyqDateRange *self, gint64 from_ms, gint64 to)
{
  g_return_if_fail (YYQ_IS_DATE_RANGE (self));
  if (self->from_ms == from_ms && self->to_ms == to)
    return;
  self->from_ms = from_ms;
  self->to_ms = to;
  show_range (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
yyq_date_range_clear (YyqDateRange *self)
{
  yyq_date_range_set (self, 0, 0);
}

typedef struct {
  GDateTime *from;
  GDateTime *to;
  int year;
  int month;
  int day; /* of the label that was seen last */
} Shade;

static void
shade_label (GtkWidget *label, Shade *shade)
{
  g_autoptr (GDateTime) at = NULL;

  gtk_widget_remove_css_class (label, "yyq-in-range");
  if (gtk_widget_has_css_class (label, "other-month"))
    return;
  at = yyq_clock_midnight (shade->year, shade->month, ++shade->day);
  if (g_date_time_compare (shade->from, at) <= 0 && g_date_time_compare (at, shade->to) < 0)
    gtk_widget_add_css_class (label, "yyq-in-range");
}

/* The labels of the days come in their order. */
static void
shade_labels (GtkWidget *widget, Shade *shade)
{
  if (gtk_widget_has_css_class (widget, "day-number"))
    shade_label (widget, shade);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    shade_labels (child, shade);
}

/* Not as marked days: GTK 4.8 shows a mark only when another day is chosen afterwards. */
static void
shade (GtkCalendar *calendar, GDateTime *from, GDateTime *to)
{
  g_autoptr (GDateTime) shown = gtk_calendar_get_date (calendar);
  Shade shade = { from, to, g_date_time_get_year (shown), g_date_time_get_month (shown), 0 };

  shade_labels (GTK_WIDGET (calendar), &shade);
}

/* A range that ends before it begins cannot be applied; the reason stands in the popover. */
static void
day_selected_cb (YyqDateRange *self)
{
  g_autoptr (GDateTime) from = midnight (self->first, 0);
  g_autoptr (GDateTime) to = midnight (self->last, 1);
  const gboolean ok = g_date_time_compare (from, to) < 0;

  shade (self->first, from, to);
  shade (self->last, from, to);
  gtk_widget_set_sensitive (self->apply, ok);
  gtk_label_set_text (self->hint, ok ? "" : _ ("The last day is before the first"));
}

static void
apply_clicked_cb (YyqDateRange *self)
{
  g_autoptr (GDateTime) from = midnight (self->first, 0);
  g_autoptr (GDateTime) to = midnight (self->last, 1);

  gtk_popover_popdown (self->popover);
  yyq_date_range_set (self, yyq_clock_to_ms (from), yyq_clock_to_ms (to));
}

static void
clear_clicked_cb (YyqDateRange *self)
{
  gtk_popover_popdown (self->popover);
  yyq_date_range_clear (self);
}

static void
preset_clicked_cb (GtkButton *button, gpointer user_data)
{
  YyqDateRange *self =
    YYQ_DATE_RANGE (gtk_widget_get_ancestor (GTK_WIDGET (button), YYQ_TYPE_DATE_RANGE));
  const int days = GPOINTER_TO_INT (user_data);
  g_autoptr (GDateTime) now = yyq_clock_date_time (yyq_clock_now ());
  g_autoptr (GDateTime) today = yyq_clock_midnight (
    g_date_time_get_year (now), g_date_time_get_month (now), g_date_time_get_day_of_month (now));
  g_autoptr (GDateTime) end = g_date_time_add_days (today, 1);
  g_autoptr (GDateTime) from = g_date_time_add_days (end, -days);

  gtk_popover_popdown (self->popover);
  yyq_date_range_set (self, yyq_clock_to_ms (from), yyq_clock_to_ms (end));
}

static GtkWidget *
preset_buttons (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const struct {
    const char *label;
    int days;
  } presets[] = { { _ ("Last 7 days"), 7 },
                  { _ ("Last 30 days"), 30 },
                  { _ ("Last half year"), 182 } };

  for (guint i = 0; i < G_N_ELEMENTS (presets); i++) {
    GtkWidget *button = gtk_button_new_with_label (presets[i].label);

    g_signal_connect (button, "clicked", G_CALLBACK (preset_clicked_cb),
                      GINT_TO_POINTER (presets[i].days));
    gtk_widget_set_hexpand (button, TRUE);
    gtk_box_append (GTK_BOX (box), button);
  }
  return box;
}

static GtkWidget *
calendar_column (const char *title, GtkCalendar *calendar)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  yyq_ui_set_accessible_label (calendar, title);
  gtk_box_append (GTK_BOX (box), yyq_ui_label (title, "heading"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (calendar));
  return box;
}

static GtkWidget *
button_row (YyqDateRange *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *clear = gtk_button_new_with_label (_ ("Clear"));

  self->hint = GTK_LABEL (yyq_ui_label (NULL, "error caption"));
  self->apply = gtk_button_new_with_label (_ ("Apply"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->hint), TRUE);
  gtk_widget_add_css_class (self->apply, "suggested-action");
  g_signal_connect_object (clear, "clicked", G_CALLBACK (clear_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->apply, "clicked", G_CALLBACK (apply_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->hint));
  gtk_box_append (GTK_BOX (row), clear);
  gtk_box_append (GTK_BOX (row), self->apply);
  return row;
}

/* The calendars show the chosen range, or the last month, whenever the popover opens. */
static void
popover_shown_cb (YyqDateRange *self)
{
  g_autoptr (GDateTime) now = yyq_clock_date_time (yyq_clock_now ());
  /* Of one's own range the last month is where most begin. */
  g_autoptr (GDateTime) from =
    self->from_ms != 0 ? yyq_clock_date_time (self->from_ms) : g_date_time_add_months (now, -1);
  g_autoptr (GDateTime) to =
    self->to_ms != 0 ? yyq_clock_date_time (self->to_ms - 1) : g_date_time_ref (now);

  gtk_calendar_select_day (self->first, from);
  gtk_calendar_select_day (self->last, to);
  day_selected_cb (self);
}

static void
follow (YyqDateRange *self, GtkCalendar *calendar)
{
  static const char *const signals_of_date[] = { "notify::day", "notify::month", "notify::year" };

  for (guint i = 0; i < G_N_ELEMENTS (signals_of_date); i++)
    g_signal_connect_object (calendar, signals_of_date[i], G_CALLBACK (day_selected_cb), self,
                             G_CONNECT_SWAPPED);
}

static GtkWidget *
popover_content (YyqDateRange *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *days = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->first = GTK_CALENDAR (gtk_calendar_new ());
  self->last = GTK_CALENDAR (gtk_calendar_new ());
  follow (self, self->first);
  follow (self, self->last);
  gtk_box_append (GTK_BOX (days), calendar_column (_ ("First day"), self->first));
  gtk_box_append (GTK_BOX (days), calendar_column (_ ("Last day"), self->last));
  gtk_box_append (GTK_BOX (content), preset_buttons ());
  gtk_box_append (GTK_BOX (content), days);
  gtk_box_append (GTK_BOX (content), button_row (self));
  return content;
}

/* When it is opened for the first time: two calendars cost more than the rest of a page's head. */
static void
create_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  YyqDateRange *self = user_data;

  if (self->first == NULL)
    gtk_popover_set_child (self->popover, popover_content (self));
}

static void
yyq_date_range_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((YyqDateRangeProperty) id) {
  case PROP_LABEL:
    set_label (YYQ_DATE_RANGE (object), g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_date_range_finalize (GObject *object)
{
  g_free (YYQ_DATE_RANGE (object)->label);
  G_OBJECT_CLASS (yyq_date_range_parent_class)->finalize (object);
}

static void
yyq_date_range_class_init (YyqDateRangeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = yyq_date_range_set_property;
  object_class->finalize = yyq_date_range_finalize;
  g_object_class_install_property (
    object_class, PROP_LABEL,
    g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", YYQ_TYPE_DATE_RANGE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yyq_date_range_init (YyqDateRange *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  self->button_label = GTK_LABEL (gtk_label_new (NULL));
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_widget_set_halign (GTK_WIDGET (self->popover), GTK_ALIGN_END);
  gtk_menu_button_set_popover (self->button, GTK_WIDGET (self->popover));
  gtk_menu_button_set_create_popup_func (self->button, create_popover_cb, self, NULL);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->button_label));
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_menu_button_set_child (self->button, content);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
  g_signal_connect_object (self->popover, "show", G_CALLBACK (popover_shown_cb), self,
                           G_CONNECT_SWAPPED);
}
