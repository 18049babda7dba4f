/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pin-entry.h"

#include <glib/gi18n.h>

#include "yyq-ui.h"

#define DOT_RADIUS 3.5f
#define DOT_STEP 13.f
#define EYE_ROOM 40
#define DEFAULT_MAX_LENGTH 64

struct _YyqPinEntry {
  GtkWidget parent_instance;

  GtkWidget *caps_hint;
  GtkWidget *eye;      /* (nullable): where what was typed may be shown */
  YyqSecret *secret;   /* (owned) */
  char *label;         /* (owned) */
  GdkDevice *keyboard; /* (owned) (nullable): watched for Caps Lock while focused */
  guint max_length;
  guint length;
  gboolean pastes;
  gboolean revealed;
  gboolean selected; /* all of it: the next key begins anew */
};

G_DEFINE_FINAL_TYPE (YyqPinEntry, yyq_pin_entry, GTK_TYPE_WIDGET)

typedef enum {
  PROP_LABEL = 1,
  PROP_LENGTH,
  PROP_PASTES,
  PROP_REVEALABLE,
  N_PROPS
} YyqPinEntryProperty;

enum {
  SIGNAL_ACTIVATE,
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
changed (YyqPinEntry *self)
{
  self->length = (guint) g_utf8_strlen (yyq_secret_peek (self->secret), -1);
  yyq_pin_entry_set_failed (self, FALSE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LENGTH]);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
select_all (YyqPinEntry *self, gboolean selected)
{
  self->selected = selected && self->length > 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* TRUE: what was selected is gone. */
static gboolean
drop_selected (YyqPinEntry *self)
{
  if (!self->selected)
    return FALSE;
  select_all (self, FALSE);
  yyq_secret_clear (self->secret);
  return TRUE;
}

static void
type_character (YyqPinEntry *self, gunichar character)
{
  char utf8[6] = { 0 };
  int n_bytes = g_unichar_to_utf8 (character, utf8);

  drop_selected (self);
  if (yyq_secret_append (self->secret, utf8, (gsize) n_bytes))
    changed (self);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
  explicit_bzero (utf8, sizeof utf8);
}

static void
erase_character (YyqPinEntry *self)
{
  const char *text = yyq_secret_peek (self->secret);
  gsize n_bytes = yyq_secret_get_length (self->secret);
  const char *last = g_utf8_find_prev_char (text, text + n_bytes);

  if (last == NULL)
    return;
  if (!drop_selected (self))
    yyq_secret_truncate (self->secret, (gsize) (last - text));
  changed (self);
}

static gboolean
is_paste_key (guint keyval, GdkModifierType state)
{
  if ((state & GDK_CONTROL_MASK) != 0)
    return keyval == GDK_KEY_v || keyval == GDK_KEY_V;
  return (state & GDK_SHIFT_MASK) != 0 && keyval == GDK_KEY_Insert;
}

/* Copying would leave the secret in the clipboard's memory and history. */
static gboolean
is_copy_key (guint keyval, GdkModifierType state)
{
  return (state & GDK_CONTROL_MASK) != 0 &&
         (keyval == GDK_KEY_c || keyval == GDK_KEY_C || keyval == GDK_KEY_x || keyval == GDK_KEY_X);
}

static void
append_text (YyqPinEntry *self, const char *text)
{
  drop_selected (self);
  if (yyq_secret_append (self->secret, text, strlen (text)))
    changed (self);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqPinEntry) self = user_data;
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text == NULL)
    return;
  text[strcspn (text, "\r\n")] = '\0';
  append_text (self, text);
  explicit_bzero (text, strlen (text));
  g_free (text);
}

static void
paste (YyqPinEntry *self)
{
  if (self->pastes)
    gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, pasted_cb,
                                   g_object_ref (self));
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static gboolean
key_pressed_cb (YyqPinEntry *self, guint keyval, guint keycode, GdkModifierType state)
{
  gunichar character = gdk_keyval_to_unicode (keyval);

  if (is_paste_key (keyval, state)) {
    paste (self);
    return GDK_EVENT_STOP;
  }
  if (is_copy_key (keyval, state)) {
    gtk_widget_error_bell (GTK_WIDGET (self));
    return GDK_EVENT_STOP;
  }
  if ((state & GDK_CONTROL_MASK) != 0 && keyval == GDK_KEY_u) {
    yyq_pin_entry_clear (self);
    return GDK_EVENT_STOP;
  }
  if ((state & GDK_CONTROL_MASK) != 0 && keyval == GDK_KEY_a) {
    select_all (self, TRUE);
    return GDK_EVENT_STOP;
  }
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter) {
    g_signal_emit (self, signals[SIGNAL_ACTIVATE], 0);
    return GDK_EVENT_STOP;
  }
  if (keyval == GDK_KEY_BackSpace) {
    erase_character (self);
    return GDK_EVENT_STOP;
  }
  if (character == 0 || g_unichar_iscntrl (character))
    return GDK_EVENT_PROPAGATE;
  type_character (self, character);
  return GDK_EVENT_STOP;
}

static void
update_caps_hint (YyqPinEntry *self)
{
  gboolean on = self->keyboard != NULL && gdk_device_get_caps_lock_state (self->keyboard);

  gtk_widget_set_visible (self->caps_hint, on);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
    on ? _ ("Caps Lock is on") : _ ("What is typed here is not read out"), -1);
}

static void
focus_enter_cb (YyqPinEntry *self)
{
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (self)));
  GdkDevice *keyboard = seat != NULL ? gdk_seat_get_keyboard (seat) : NULL;

  if (g_set_object (&self->keyboard, keyboard) && keyboard != NULL)
    g_signal_connect_object (keyboard, "notify::caps-lock-state", G_CALLBACK (update_caps_hint),
                             self, G_CONNECT_SWAPPED);
  update_caps_hint (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
focus_leave_cb (YyqPinEntry *self)
{
  if (self->keyboard != NULL)
    g_signal_handlers_disconnect_by_func (self->keyboard, update_caps_hint, self);
  g_clear_object (&self->keyboard);
  self->selected = FALSE;
  update_caps_hint (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pressed_cb (YyqPinEntry *self)
{
  select_all (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
snapshot_label (YyqPinEntry *self, GtkSnapshot *snapshot)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->label);
  GdkRGBA dimmed;
  int height = 0;

  yyq_ui_get_dim_color (GTK_WIDGET (self), &dimmed);
  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot,
    &GRAPHENE_POINT_INIT (2, (float) (gtk_widget_get_height (GTK_WIDGET (self)) - height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, &dimmed);
  gtk_snapshot_restore (snapshot);
}

/* Pango has a copy while it is shown: that is what a person who asks for it decides. */
static PangoLayout *
layout_text (YyqPinEntry *self)
{
  return gtk_widget_create_pango_layout (GTK_WIDGET (self), yyq_secret_peek (self->secret));
}

static void
snapshot_text (YyqPinEntry *self, GtkSnapshot *snapshot, const GdkRGBA *color, float shift)
{
  g_autoptr (PangoLayout) layout = layout_text (self);
  int height = 0;

  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot, &GRAPHENE_POINT_INIT (
                2 - shift, (float) (gtk_widget_get_height (GTK_WIDGET (self)) - height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static float
measure_typed (YyqPinEntry *self)
{
  g_autoptr (PangoLayout) layout = self->revealed ? layout_text (self) : NULL;
  int width = 0;

  if (layout == NULL)
    return DOT_STEP * (float) self->length;
  pango_layout_get_pixel_size (layout, &width, NULL);
  return (float) width;
}

static void
snapshot_dot (GtkSnapshot *snapshot, float x, float y, const GdkRGBA *color)
{
  graphene_rect_t box =
    GRAPHENE_RECT_INIT (x - DOT_RADIUS, y - DOT_RADIUS, 2 * DOT_RADIUS, 2 * DOT_RADIUS);
  GskRoundedRect circle;

  gsk_rounded_rect_init_from_rect (&circle, &box, DOT_RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &circle);
  gtk_snapshot_append_color (snapshot, color, &box);
  gtk_snapshot_pop (snapshot);
}

static void
snapshot_selection (GtkSnapshot *snapshot, const GdkRGBA *color, float width, float middle)
{
  GdkRGBA ground = *color;

  ground.alpha *= .2f;
  gtk_snapshot_append_color (snapshot, &ground, &GRAPHENE_RECT_INIT (0, middle - 11, width, 22));
}

static void
yyq_pin_entry_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YyqPinEntry *self = YYQ_PIN_ENTRY (widget);
  float width = (float) gtk_widget_get_width (widget) - (self->eye != NULL ? EYE_ROOM : 0);
  float middle = (float) gtk_widget_get_height (widget) / 2;
  float room = width - 2 * DOT_STEP;
  float end = 2 + measure_typed (self);
  float shift = MAX (0, end - room);
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, middle * 2));
  if (self->length == 0 && self->label != NULL)
    snapshot_label (self, snapshot);
  if (self->selected)
    snapshot_selection (snapshot, &color, end - shift, middle);
  if (self->revealed)
    snapshot_text (self, snapshot, &color, shift);
  for (guint i = 0; !self->revealed && i < self->length; i++)
    snapshot_dot (snapshot, 2 + DOT_STEP * ((float) i + .5f) - shift, middle, &color);
  if (gtk_widget_has_focus (widget))
    gtk_snapshot_append_color (snapshot, &color,
                               &GRAPHENE_RECT_INIT (MAX (0, end - shift - 1), middle - 9, 1, 18));
  gtk_snapshot_pop (snapshot);
  gtk_widget_snapshot_child (widget, self->caps_hint, snapshot);
  if (self->eye != NULL)
    gtk_widget_snapshot_child (widget, self->eye, snapshot);
}

GtkWidget *
yyq_pin_entry_new (const char *label)
{
  return g_object_new (YYQ_TYPE_PIN_ENTRY, "label", label, NULL);
}

void
yyq_pin_entry_set_label (YyqPinEntry *self, const char *label)
{
  g_return_if_fail (YYQ_IS_PIN_ENTRY (self));
  if (g_strcmp0 (self->label, label) == 0)
    return;
  g_free (self->label);
  self->label = g_strdup (label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label != NULL ? label : "", -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}

void
yyq_pin_entry_set_max_length (YyqPinEntry *self, guint max_length)
{
  g_return_if_fail (YYQ_IS_PIN_ENTRY (self));
  self->max_length = CLAMP (max_length, 1, 255);
  yyq_pin_entry_clear (self);
}

guint
yyq_pin_entry_get_length (YyqPinEntry *self)
{
  g_return_val_if_fail (YYQ_IS_PIN_ENTRY (self), 0);
  return self->length;
}

YyqSecret *
yyq_pin_entry_take (YyqPinEntry *self)
{
  YyqSecret *taken = NULL;

  g_return_val_if_fail (YYQ_IS_PIN_ENTRY (self), NULL);
  self->selected = FALSE;
  taken = g_steal_pointer (&self->secret);
  self->secret = yyq_secret_new (self->max_length);
  changed (self);
  return taken;
}

YyqSecret *
yyq_pin_entry_copy (YyqPinEntry *self)
{
  YyqSecret *copy = NULL;

  g_return_val_if_fail (YYQ_IS_PIN_ENTRY (self), NULL);
  copy = yyq_secret_new (self->max_length);
  yyq_secret_append (copy, yyq_secret_peek (self->secret), yyq_secret_get_length (self->secret));
  return copy;
}

void
yyq_pin_entry_set_text (YyqPinEntry *self, const char *text)
{
  g_return_if_fail (YYQ_IS_PIN_ENTRY (self));
  g_return_if_fail (text != NULL);
  yyq_secret_clear (self->secret);
  append_text (self, text);
}

void
yyq_pin_entry_clear (YyqPinEntry *self)
{
  g_return_if_fail (YYQ_IS_PIN_ENTRY (self));
  yyq_secret_unref (yyq_pin_entry_take (self));
}

void
yyq_pin_entry_set_failed (YyqPinEntry *self, gboolean failed)
{
  g_return_if_fail (YYQ_IS_PIN_ENTRY (self));
  if (failed)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID,
                               failed ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
eye_toggled_cb (YyqPinEntry *self)
{
  self->revealed = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->eye));
  gtk_button_set_icon_name (GTK_BUTTON (self->eye),
                            self->revealed ? "view-conceal-symbolic" : "view-reveal-symbolic");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static GtkWidget *
new_eye (YyqPinEntry *self)
{
  GtkWidget *eye = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (eye), "view-reveal-symbolic");
  gtk_widget_set_tooltip_text (eye, _ ("Show what is typed"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (eye), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show what is typed"), -1);
  gtk_widget_add_css_class (eye, "flat");
  gtk_widget_set_halign (eye, GTK_ALIGN_END);
  gtk_widget_set_valign (eye, GTK_ALIGN_CENTER);
  gtk_widget_set_cursor_from_name (eye, "default");
  /* The caret stays where one types. */
  gtk_widget_set_focus_on_click (eye, FALSE);
  g_signal_connect_object (eye, "toggled", G_CALLBACK (eye_toggled_cb), self, G_CONNECT_SWAPPED);
  return eye;
}

static void
set_revealable (YyqPinEntry *self, gboolean revealable)
{
  if (revealable == (self->eye != NULL))
    return;
  g_clear_pointer (&self->eye, gtk_widget_unparent);
  self->revealed = FALSE;
  if (revealable) {
    self->eye = new_eye (self);
    gtk_widget_set_parent (self->eye, GTK_WIDGET (self));
  }
  gtk_widget_set_margin_end (self->caps_hint, revealable ? EYE_ROOM : 0);
}

static void
yyq_pin_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyqPinEntry *self = YYQ_PIN_ENTRY (object);

  switch ((YyqPinEntryProperty) id) {
  case PROP_LABEL:
    g_value_set_string (value, self->label);
    break;
  case PROP_LENGTH:
    g_value_set_uint (value, self->length);
    break;
  case PROP_PASTES:
    g_value_set_boolean (value, self->pastes);
    break;
  case PROP_REVEALABLE:
    g_value_set_boolean (value, self->eye != NULL);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_pin_entry_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YyqPinEntry *self = YYQ_PIN_ENTRY (object);

  if (id == PROP_LABEL)
    yyq_pin_entry_set_label (self, g_value_get_string (value));
  else if (id == PROP_PASTES)
    self->pastes = g_value_get_boolean (value);
  else if (id == PROP_REVEALABLE)
    set_revealable (self, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
yyq_pin_entry_dispose (GObject *object)
{
  YyqPinEntry *self = YYQ_PIN_ENTRY (object);

  g_clear_pointer (&self->eye, gtk_widget_unparent);
  g_clear_pointer (&self->caps_hint, gtk_widget_unparent);
  g_clear_object (&self->keyboard);
  G_OBJECT_CLASS (yyq_pin_entry_parent_class)->dispose (object);
}

static void
yyq_pin_entry_finalize (GObject *object)
{
  YyqPinEntry *self = YYQ_PIN_ENTRY (object);

  yyq_secret_unref (self->secret);
  g_free (self->label);
  G_OBJECT_CLASS (yyq_pin_entry_parent_class)->finalize (object);
}

static void
yyq_pin_entry_class_init (YyqPinEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = yyq_pin_entry_get_property;
  object_class->set_property = yyq_pin_entry_set_property;
  object_class->dispose = yyq_pin_entry_dispose;
  object_class->finalize = yyq_pin_entry_finalize;
  widget_class->snapshot = yyq_pin_entry_snapshot;

  properties[PROP_LABEL] =
    g_param_spec_string ("label", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_LENGTH] =
    g_param_spec_uint ("length", NULL, NULL, 0, 255, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PASTES] =
    g_param_spec_boolean ("pastes", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_REVEALABLE] = g_param_spec_boolean ("revealable", NULL, NULL, FALSE,
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_ACTIVATE] = g_signal_new ("activate", YYQ_TYPE_PIN_ENTRY, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", YYQ_TYPE_PIN_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "entry");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
}

static void
add_controllers (YyqPinEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (focus, "enter", G_CALLBACK (focus_enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
yyq_pin_entry_init (YyqPinEntry *self)
{
  self->max_length = DEFAULT_MAX_LENGTH;
  self->secret = yyq_secret_new (self->max_length);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "text");
  gtk_widget_set_size_request (GTK_WIDGET (self), 220, -1);

  self->caps_hint = gtk_image_new_from_icon_name ("caps-lock-symbolic");
  gtk_widget_set_tooltip_text (self->caps_hint, _ ("Caps Lock is on"));
  gtk_widget_set_halign (self->caps_hint, GTK_ALIGN_END);
  gtk_widget_set_parent (self->caps_hint, GTK_WIDGET (self));
  add_controllers (self);
  update_caps_hint (self);
}
