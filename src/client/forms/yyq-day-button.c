/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-day-button.h"

#include <glib/gi18n.h>

#include "yyq-clock.h"
#include "yyq-ui.h"
#include "yyq-value.h"

struct _YyqDayButton {
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkCalendar *calendar; /* (nullable): there is none before it is wanted */
  GtkEditable *editable; /* (nullable) (weak) */
  gboolean showing;      /* what is there: nobody chooses */
};

G_DEFINE_FINAL_TYPE (YyqDayButton, yyq_day_button, ADW_TYPE_BIN)

static void
day_selected_cb (YyqDayButton *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  if (self->showing || self->editable == NULL)
    return;
  gtk_editable_set_text (self->editable, text);
  gtk_menu_button_popdown (self->button);
  gtk_widget_grab_focus (GTK_WIDGET (self->editable));
}

/* (transfer full): what is typed, or today. */
static GDateTime *
find_day (YyqDayButton *self)
{
  g_autofree char *typed =
    self->editable != NULL
      ? yyq_value_normalize (YYQ_VALUE_DATE, gtk_editable_get_text (self->editable))
      : NULL;
  int year = 0, month = 0, day = 0;

  return yyq_day_parse (typed, &year, &month, &day) ? yyq_clock_midnight (year, month, day)
                                                    : yyq_clock_date_time (yyq_clock_now ());
}

static void
make_popover (YyqDayButton *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  yyq_ui_set_accessible_label (self->calendar, _ ("Choose a day"));
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
  gtk_menu_button_set_popover (self->button, popover);
}

static void
open_cb (GtkMenuButton *button, gpointer user_data)
{
  YyqDayButton *self = user_data;
  g_autoptr (GDateTime) day = find_day (self);

  if (self->calendar == NULL)
    make_popover (self);
  self->showing = TRUE;
  gtk_calendar_select_day (self->calendar, day);
  self->showing = FALSE;
}

GtkWidget *
yyq_day_button_new (GtkEditable *editable)
{
  YyqDayButton *self = g_object_new (YYQ_TYPE_DAY_BUTTON, NULL);

  g_set_weak_pointer (&self->editable, editable);
  return GTK_WIDGET (self);
}

static void
yyq_day_button_dispose (GObject *object)
{
  g_clear_weak_pointer (&YYQ_DAY_BUTTON (object)->editable);
  G_OBJECT_CLASS (yyq_day_button_parent_class)->dispose (object);
}

static void
yyq_day_button_class_init (YyqDayButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yyq_day_button_dispose;
}

static void
yyq_day_button_init (YyqDayButton *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Choose a day"));
  yyq_ui_set_accessible_label (self->button, _ ("Choose a day"));
  gtk_menu_button_set_create_popup_func (self->button, open_cb, self, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}
