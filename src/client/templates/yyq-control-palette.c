/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-control-palette.h"

#include <glib/gi18n.h>
#include <string.h>

#include "yyq-control-look.h"
#include "yyq-ui.h"

struct _YyqControlPalette {
  AdwBin parent_instance;

  GtkWidget *search;
  GtkDropDown *parties;
  GtkToggleButton *draw;
  GtkWidget *groups[3];
  GtkWidget *nothing;
  GPtrArray *buttons;          /* (owned): of GtkWidget, each knows its kind */
  YyqTemplateContent *content; /* (owned) (nullable) */
};

typedef enum {
  PROP_DRAWING = 1,
  N_PROPS,
} YyqControlPaletteProperty;

static GParamSpec *properties[N_PROPS];
static guint chosen_signal;

G_DEFINE_FINAL_TYPE (YyqControlPalette, yyq_control_palette, ADW_TYPE_BIN)

#define KIND_KEY "yyq-kind"

static YyqControlKind
kind_of (gpointer button)
{
  return GPOINTER_TO_INT (g_object_get_data (button, KIND_KEY));
}

static void
clicked_cb (YyqControlPalette *self, GtkWidget *button)
{
  g_signal_emit (self, chosen_signal, 0, kind_of (button));
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source)
{
  GtkWidget *button = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));

  return gdk_content_provider_new_typed (YYQ_TYPE_CONTROL_KIND, kind_of (button));
}

/* The picture hangs below the pointer: what it will be is drawn on the page, around the pointer. */
static void
begun_cb (GtkDragSource *source)
{
  GtkWidget *button = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (button);

  gtk_drag_source_set_icon (source, picture, -14, -14);
}

static GtkWidget *
make_button (YyqControlPalette *self, const YyqControlKindInfo *info)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = yyq_ui_label (_ (info->title), NULL);
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_box_append (GTK_BOX (box), yyq_control_look_badge_new (info->kind));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  /* As wide as there is room for, and no wider because of a long name. */
  gtk_label_set_width_chars (GTK_LABEL (label), 5);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 5);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "yyq-control-kind");
  gtk_widget_set_tooltip_text (button, _ (info->title));
  yyq_ui_set_accessible_label (button, _ (info->title));
  g_object_set_data (G_OBJECT (button), KIND_KEY, GINT_TO_POINTER (info->kind));
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  /* Before the button takes the press for a click. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (source), GTK_PHASE_CAPTURE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), NULL);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begun_cb), NULL);
  gtk_widget_add_controller (button, GTK_EVENT_CONTROLLER (source));
  return button;
}

static const char *
group_title (YyqControlGroup group)
{
  static const char *const titles[] = {
    [YYQ_CONTROL_GROUP_FILL] = N_ ("To fill in"),
    [YYQ_CONTROL_GROUP_AUTOMATIC] = N_ ("Automatic"),
    [YYQ_CONTROL_GROUP_SIGN] = N_ ("To sign"),
  };

  return _ (titles[group]);
}

static GtkWidget *
make_group (YyqControlPalette *self, YyqControlGroup group)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *title = yyq_ui_label (group_title (group), "yyq-group");
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_box_append (GTK_BOX (box), title);
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), 2);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 2);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), TRUE);
  gtk_widget_add_css_class (flow, "yyq-flow");
  yyq_ui_set_accessible_label (flow, group_title (group));
  gtk_box_append (GTK_BOX (box), flow);
  for (int kind = 0; kind <= YYQ_CONTROL_SIGNING_DATE; kind++) {
    const YyqControlKindInfo *info = yyq_control_kind_get_info (kind);
    GtkWidget *button = NULL;

    if (info->group != group)
      continue;
    button = make_button (self, info);
    gtk_flow_box_append (GTK_FLOW_BOX (flow), button);
    /* The button has the focus, not what holds it. */
    gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
    g_ptr_array_add (self->buttons, button);
  }
  return box;
}

/* Searching */

static gboolean
is_wanted (YyqControlKind kind, const char *wanted)
{
  const YyqControlKindInfo *info = yyq_control_kind_get_info (kind);
  g_autoptr (GEnumClass) words = g_type_class_ref (YYQ_TYPE_CONTROL_KIND);
  g_autofree char *title = g_utf8_casefold (_ (info->title), -1);
  g_autofree char *english = g_utf8_casefold (info->title, -1);

  return *wanted == '\0' || strstr (title, wanted) != NULL || strstr (english, wanted) != NULL ||
         strstr (g_enum_get_value (words, kind)->value_nick, wanted) != NULL ||
         strstr (yyq_control_look_glyph (kind), wanted) != NULL ||
         (info->key != NULL && strstr (info->key, wanted) != NULL);
}

static void
searched_cb (YyqControlPalette *self)
{
  g_autofree char *typed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  g_autofree char *wanted = g_utf8_casefold (g_strstrip (typed), -1);
  gboolean any[3] = { FALSE };

  for (guint i = 0; i < self->buttons->len; i++) {
    GtkWidget *button = self->buttons->pdata[i];
    const gboolean shown = is_wanted (kind_of (button), wanted);

    gtk_widget_set_visible (gtk_widget_get_parent (button), shown);
    if (shown)
      any[yyq_control_kind_get_info (kind_of (button))->group] = TRUE;
  }
  for (int group = 0; group < 3; group++)
    gtk_widget_set_visible (self->groups[group], any[group]);
  gtk_widget_set_visible (self->nothing, !any[0] && !any[1] && !any[2]);
}

/* Enter takes the first that is found. */
static void
search_activated_cb (YyqControlPalette *self)
{
  for (guint i = 0; i < self->buttons->len; i++)
    if (gtk_widget_get_visible (gtk_widget_get_parent (self->buttons->pdata[i]))) {
      clicked_cb (self, self->buttons->pdata[i]);
      return;
    }
}

/* Parties */

static void
setup_party_cb (YyqControlPalette *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *dot =
    g_object_new (GTK_TYPE_DRAWING_AREA, "content-width", 12, "content-height", 12, "valign",
                  GTK_ALIGN_CENTER, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_box_append (GTK_BOX (box), dot);
  gtk_box_append (GTK_BOX (box), yyq_ui_label (NULL, NULL));
  gtk_list_item_set_child (item, box);
}

static void
draw_dot (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  gdk_cairo_set_source_rgba (cr, user_data);
  cairo_arc (cr, width / 2., height / 2., MIN (width, height) / 2., 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
bind_party_cb (YyqControlPalette *self, GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  YyqTemplateParty *party = gtk_list_item_get_item (item);
  GdkRGBA colour;

  yyq_control_look_party_colour (self->content, yyq_template_party_get_key (party), &colour);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (gtk_widget_get_first_child (box)), draw_dot,
                                  gdk_rgba_copy (&colour), (GDestroyNotify) gdk_rgba_free);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)),
                      yyq_template_party_get_name (party));
}

void
yyq_control_palette_set_content (YyqControlPalette *self, YyqTemplateContent *content)
{
  g_return_if_fail (YYQ_IS_CONTROL_PALETTE (self));
  g_set_object (&self->content, content);
  gtk_drop_down_set_model (self->parties, yyq_template_content_get_parties (content));
  yyq_ui_name_choices (self->parties, _ ("Party of new controls"));
}

const char *
yyq_control_palette_get_party (YyqControlPalette *self)
{
  YyqTemplateParty *party = NULL;

  g_return_val_if_fail (YYQ_IS_CONTROL_PALETTE (self), NULL);
  party = gtk_drop_down_get_selected_item (self->parties);
  return party != NULL ? yyq_template_party_get_key (party) : NULL;
}

gboolean
yyq_control_palette_get_drawing (YyqControlPalette *self)
{
  g_return_val_if_fail (YYQ_IS_CONTROL_PALETTE (self), FALSE);
  return gtk_toggle_button_get_active (self->draw);
}

void
yyq_control_palette_set_drawing (YyqControlPalette *self, gboolean drawing)
{
  g_return_if_fail (YYQ_IS_CONTROL_PALETTE (self));
  gtk_toggle_button_set_active (self->draw, drawing);
}

void
yyq_control_palette_focus_search (YyqControlPalette *self)
{
  g_return_if_fail (YYQ_IS_CONTROL_PALETTE (self));
  gtk_widget_grab_focus (self->search);
}

GtkWidget *
yyq_control_palette_new (void)
{
  return g_object_new (YYQ_TYPE_CONTROL_PALETTE, NULL);
}

/* Object */

static void
drawing_cb (YyqControlPalette *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAWING]);
}

static void
yyq_control_palette_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyqControlPalette *self = YYQ_CONTROL_PALETTE (object);

  switch ((YyqControlPaletteProperty) id) {
  case PROP_DRAWING:
    g_value_set_boolean (value, yyq_control_palette_get_drawing (self));
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_control_palette_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YyqControlPalette *self = YYQ_CONTROL_PALETTE (object);

  switch ((YyqControlPaletteProperty) id) {
  case PROP_DRAWING:
    yyq_control_palette_set_drawing (self, g_value_get_boolean (value));
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_control_palette_dispose (GObject *object)
{
  YyqControlPalette *self = YYQ_CONTROL_PALETTE (object);

  g_clear_object (&self->content);
  G_OBJECT_CLASS (yyq_control_palette_parent_class)->dispose (object);
}

static void
yyq_control_palette_finalize (GObject *object)
{
  g_ptr_array_unref (YYQ_CONTROL_PALETTE (object)->buttons);
  G_OBJECT_CLASS (yyq_control_palette_parent_class)->finalize (object);
}

static void
yyq_control_palette_class_init (YyqControlPaletteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = yyq_control_palette_get_property;
  object_class->set_property = yyq_control_palette_set_property;
  object_class->dispose = yyq_control_palette_dispose;
  object_class->finalize = yyq_control_palette_finalize;
  properties[PROP_DRAWING] =
    g_param_spec_boolean ("drawing", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  chosen_signal = g_signal_new ("chosen", YYQ_TYPE_CONTROL_PALETTE, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, YYQ_TYPE_CONTROL_KIND);
}

static GtkWidget *
make_top (YyqControlPalette *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->search = gtk_search_entry_new ();
  yyq_ui_set_accessible_label (self->search, _ ("Search controls"));
  g_object_set (self->search, "placeholder-text", _ ("Search controls"), NULL);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (searched_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_party_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_party_cb), self, G_CONNECT_SWAPPED);
  self->parties = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_drop_down_set_factory (self->parties, factory);
  g_object_unref (factory);
  gtk_widget_set_hexpand (GTK_WIDGET (self->parties), TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->parties), _ ("Party of new controls"));
  self->draw = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  gtk_button_set_icon_name (GTK_BUTTON (self->draw), "yyq-pen-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->draw), _ ("Draw what is chosen on the page"));
  yyq_ui_set_accessible_label (self->draw, _ ("Draw what is chosen on the page"));
  g_signal_connect_object (self->draw, "notify::active", G_CALLBACK (drawing_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->parties));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->draw));
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), line);
  gtk_widget_add_css_class (box, "yyq-palette-top");
  return box;
}

static void
yyq_control_palette_init (YyqControlPalette *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  self->buttons = g_ptr_array_new ();
  gtk_box_append (GTK_BOX (all), make_top (self));
  for (int group = 0; group < 3; group++) {
    self->groups[group] = make_group (self, group);
    gtk_box_append (GTK_BOX (list), self->groups[group]);
  }
  self->nothing = yyq_ui_label (_ ("No control is called so."), "dim-label");
  gtk_widget_set_visible (self->nothing, FALSE);
  gtk_box_append (GTK_BOX (list), self->nothing);
  gtk_widget_add_css_class (list, "yyq-palette-list");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_focusable (scrolled, FALSE);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (all), scrolled);
  adw_bin_set_child (ADW_BIN (self), all);
}
