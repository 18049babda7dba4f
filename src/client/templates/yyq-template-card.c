/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-card.h"

#include <glib/gi18n.h>

#include "yyq-clock.h"
#include "yyq-template-acts.h"
#include "yyq-template-columns.h"
#include "yyq-template-cover.h"
#include "yyq-template-menu.h"
#include "yyq-template-words.h"
#include "yyq-ui.h"

struct _YyqTemplateCard {
  AdwBin parent_instance;

  YyqTemplateCover *cover;
  GtkWidget *no_file_label;
  GtkRevealer *offers;
  GtkWidget *view_button;
  GtkWidget *use_button;
  GtkLabel *name_label;
  GtkLabel *about_label;
  GtkLabel *state_label;
  GtkLabel *edition_label;
  GtkMenuButton *menu_button;
  GtkWidget *popover; /* (owned) (nullable): at the pointer */

  YyqSession *session;       /* (owned) (nullable) */
  YyqTemplateCovers *covers; /* (owned) (nullable) */
  YyqTemplate *template;     /* (owned) (nullable) */
  gboolean hovered;
};

G_DEFINE_FINAL_TYPE (YyqTemplateCard, yyq_template_card, ADW_TYPE_BIN)

/* What is offered */

static gboolean
has_focus (YyqTemplateCard *self)
{
  GtkWidget *cell = gtk_widget_get_parent (GTK_WIDGET (self));

  return cell != NULL && (gtk_widget_get_state_flags (cell) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0 &&
         (gtk_widget_get_state_flags (cell) & GTK_STATE_FLAG_FOCUS_VISIBLE) != 0;
}

static void
show_offers (YyqTemplateCard *self)
{
  gtk_revealer_set_reveal_child (self->offers, self->hovered || has_focus (self));
}

static void
enter_cb (YyqTemplateCard *self)
{
  self->hovered = TRUE;
  show_offers (self);
}

static void
leave_cb (YyqTemplateCard *self)
{
  self->hovered = FALSE;
  show_offers (self);
}

/* The cell of the grid is the card's parent, which it gets when it is shown. */
static void
yyq_template_card_root (GtkWidget *widget)
{
  GtkWidget *cell = gtk_widget_get_parent (widget);

  GTK_WIDGET_CLASS (yyq_template_card_parent_class)->root (widget);
  if (cell != NULL)
    g_signal_connect_object (cell, "state-flags-changed", G_CALLBACK (show_offers), widget,
                             G_CONNECT_SWAPPED);
}

/* The menu */

static void
drop_popover (YyqTemplateCard *self)
{
  if (self->popover != NULL)
    gtk_widget_unparent (self->popover);
  self->popover = NULL;
}

void
yyq_template_card_open_menu (YyqTemplateCard *self, double x, double y)
{
  g_autoptr (GMenuModel) menu = NULL;

  g_return_if_fail (YYQ_IS_TEMPLATE_CARD (self));

  if (self->template == NULL)
    return;
  menu = yyq_template_menu_new (self->session, self->template, FALSE);
  drop_popover (self);
  self->popover = gtk_popover_menu_new_from_model (menu);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover),
                               &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
pressed_cb (YyqTemplateCard *self, int n_press, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  yyq_template_card_open_menu (self, x, y);
}

static void
create_menu (GtkMenuButton *button, gpointer user_data)
{
  YyqTemplateCard *self = user_data;
  g_autoptr (GMenuModel) menu = NULL;

  if (self->template == NULL)
    return;
  menu = yyq_template_menu_new (self->session, self->template, FALSE);
  gtk_menu_button_set_menu_model (button, menu);
}

/* What it says */

static void
show_cover (YyqTemplateCard *self)
{
  const char *cover = self->template != NULL ? yyq_template_get_cover (self->template) : NULL;
  const gboolean has_one = cover != NULL && *cover != '\0';
  GdkTexture *texture = NULL;

  if (has_one && self->covers != NULL)
    texture =
      yyq_template_covers_lookup (self->covers, yyq_template_get_id (self->template), cover);
  yyq_template_cover_set_texture (self->cover, texture);
  gtk_widget_set_visible (self->no_file_label, self->template != NULL && !has_one);
}

static void
drawn_cb (YyqTemplateCard *self, const char *sha256)
{
  GdkTexture *texture = NULL;

  if (self->template == NULL || g_strcmp0 (yyq_template_get_cover (self->template), sha256) != 0)
    return;
  texture = yyq_template_covers_lookup (self->covers, yyq_template_get_id (self->template), sha256);
  yyq_template_cover_set_texture (self->cover, texture);
}

char *
yyq_template_card_say (YyqTemplateCard *self)
{
  return yyq_template_table.say (self->template);
}

/* GTK 4.8 has no label for the cell, which has the focus. */
static void
name_cell (YyqTemplateCard *self)
{
  GtkWidget *cell = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *words = yyq_template_card_say (self);

  if (cell != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                    -1);
}

static void
show_pill (YyqTemplateCard *self)
{
  const char *classes[] = { "yyq-pill",
                            yyq_template_words_state_class (self->session, self->template), NULL };

  gtk_label_set_text (self->state_label, yyq_template_words_state (self->session, self->template));
  gtk_widget_set_css_classes (GTK_WIDGET (self->state_label), classes);
}

static void
set_target (GtkWidget *button, YyqTemplate *template)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", yyq_template_get_id (template));
}

/* What has no room is told where the pointer rests. */
static void
show_words (YyqTemplateCard *self)
{
  const char *unit = yyq_template_get_unit_name (self->template);
  const char *kind = yyq_template_kind_get_title (yyq_template_get_kind (self->template));
  /* Translators: the type of a template, and its unit */
  g_autofree char *about = unit != NULL && *unit != '\0'
                             ? g_strdup_printf (C_ ("template", "%s · %s"), kind, unit)
                             : g_strdup (kind);
  g_autofree char *edition = yyq_template_words_edition (self->template);
  g_autofree char *uses = yyq_template_words_uses (self->template);
  g_autofree char *changed = yyq_clock_say (yyq_template_get_changed_at (self->template));
  g_autofree char *tooltip = NULL;

  gtk_label_set_text (self->name_label, yyq_template_get_name (self->template));
  gtk_label_set_text (self->about_label, about);
  gtk_label_set_text (self->edition_label, uses);
  /* Translators: name, type and unit, version, uses and last change of a template */
  tooltip = g_strdup_printf (_ ("%s\n%s\n%s, %s\nChanged: %s"),
                             yyq_template_get_name (self->template), about, edition, uses, changed);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name_label), tooltip);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->about_label), tooltip);
}

void
yyq_template_card_refresh (YyqTemplateCard *self)
{
  g_return_if_fail (YYQ_IS_TEMPLATE_CARD (self));

  if (self->template == NULL)
    return;
  show_words (self);
  show_pill (self);
  set_target (self->view_button, self->template);
  set_target (self->use_button, self->template);
  gtk_widget_set_visible (self->use_button,
                          yyq_template_can (self->session, self->template, YYQ_TEMPLATE_ACT_USE));
  name_cell (self);
}

void
yyq_template_card_set_template (YyqTemplateCard *self, YyqTemplate *template)
{
  g_return_if_fail (YYQ_IS_TEMPLATE_CARD (self));

  drop_popover (self);
  g_set_object (&self->template, template);
  show_cover (self);
  yyq_template_card_refresh (self);
}

YyqTemplate *
yyq_template_card_get_template (YyqTemplateCard *self)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_CARD (self), NULL);
  return self->template;
}

GtkWidget *
yyq_template_card_new (YyqSession *session, YyqTemplateCovers *covers)
{
  YyqTemplateCard *self = g_object_new (YYQ_TYPE_TEMPLATE_CARD, NULL);

  self->session = g_object_ref (session);
  self->covers = g_object_ref (covers);
  g_signal_connect_object (covers, "drawn", G_CALLBACK (drawn_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static void
yyq_template_card_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  YyqTemplateCard *self = YYQ_TEMPLATE_CARD (widget);

  GTK_WIDGET_CLASS (yyq_template_card_parent_class)
    ->size_allocate (widget, width, height, baseline);
  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
yyq_template_card_dispose (GObject *object)
{
  YyqTemplateCard *self = YYQ_TEMPLATE_CARD (object);

  drop_popover (self);
  g_clear_object (&self->template);
  g_clear_object (&self->covers);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yyq_template_card_parent_class)->dispose (object);
}

static void
yyq_template_card_class_init (YyqTemplateCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_template_card_dispose;
  widget_class->root = yyq_template_card_root;
  widget_class->size_allocate = yyq_template_card_size_allocate;
  g_type_ensure (YYQ_TYPE_TEMPLATE_COVER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/templates/yyq-template-card.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqTemplateCard, cover);
  gtk_widget_class_bind_template_child (widget_class, YyqTemplateCard, no_file_label);
  gtk_widget_class_bind_template_child (widget_class, YyqTemplateCard, offers);
  gtk_widget_class_bind_template_child (widget_class, YyqTemplateCard, view_button);
  gtk_widget_class_bind_template_child (widget_class, YyqTemplateCard, use_button);
  gtk_widget_class_bind_template_child (widget_class, YyqTemplateCard, name_label);
  gtk_widget_class_bind_template_child (widget_class, YyqTemplateCard, about_label);
  gtk_widget_class_bind_template_child (widget_class, YyqTemplateCard, state_label);
  gtk_widget_class_bind_template_child (widget_class, YyqTemplateCard, edition_label);
  gtk_widget_class_bind_template_child (widget_class, YyqTemplateCard, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, enter_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
}

static void
yyq_template_card_init (YyqTemplateCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu, self, NULL);
}
