/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-form-row.h"

#include <glib/gi18n.h>

#include "yyq-ui.h"

typedef struct {
  GtkWidget *header;
  GtkLabel *title;
  GtkWidget *mark;
  GtkWidget *field;  /* (nullable) */
  GtkWidget *around; /* (nullable): a child of the row, with the field in it or the field */
  GtkLabel *message;

  char *member;  /* (owned) (nullable) */
  char *help;    /* (owned) (nullable) */
  char *warning; /* (owned) (nullable): whatever is typed */
  char *error;   /* (owned) (nullable): as it is shown */
  char *said;    /* (owned) (nullable): what somebody else says of this value */
  YyqFormCheck check;
  gpointer check_data;
  guint room; /* lines */
  gboolean required;
  gboolean marked;  /* where it is required */
  gboolean watched; /* what is wrong is said */
  gboolean composing;
  gboolean left; /* while an input method was at work */
} YyqFormRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (YyqFormRow, yyq_form_row, GTK_TYPE_WIDGET)

typedef enum {
  PROP_TITLE = 1,
  PROP_HELP,
  PROP_MEMBER,
  PROP_REQUIRED,
  PROP_ROOM,
  N_PROPS
} YyqFormRowProperty;

typedef enum {
  SIGNAL_CHANGED,
  SIGNAL_ACTIVATED,
  N_SIGNALS
} YyqFormRowSignal;

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static YyqFormRowPrivate *
private_of (YyqFormRow *self)
{
  return yyq_form_row_get_instance_private (self);
}

/* Showing */

static void
mark_field (YyqFormRowPrivate *priv)
{
  if (priv->field == NULL)
    return;
  if (priv->error != NULL)
    gtk_widget_add_css_class (priv->field, "error");
  else
    gtk_widget_remove_css_class (priv->field, "error");
  gtk_accessible_update_state (
    GTK_ACCESSIBLE (priv->field), GTK_ACCESSIBLE_STATE_INVALID,
    priv->error != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (priv->error != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (priv->field),
                                    GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, priv->message, -1);
  else
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (priv->field),
                                   GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
}

/* One line for all three: what is wrong goes first. */
static void
show_message (YyqFormRow *self, const char *error, const char *warning)
{
  YyqFormRowPrivate *priv = private_of (self);
  const char *classes[] = { "caption", "dim-label", NULL };
  const char *text = priv->help;

  warning = warning != NULL ? warning : priv->warning;
  if (error != NULL) {
    text = error;
    classes[1] = "error";
  } else if (warning != NULL) {
    text = warning;
    classes[1] = "warning";
  }
  g_free (priv->error);
  priv->error = g_strdup (error);
  gtk_label_set_text (priv->message, text != NULL ? text : "");
  gtk_widget_set_css_classes (GTK_WIDGET (priv->message), classes);
  mark_field (priv);
}

/* (transfer full) (nullable) */
static char *
find_error (YyqFormRow *self, char **warning)
{
  YyqFormRowPrivate *priv = private_of (self);
  YyqFormRowClass *klass = YYQ_FORM_ROW_GET_CLASS (self);
  char *error = NULL;

  if (klass->is_empty (self))
    return priv->required ? g_strdup (_ ("This must be filled in")) : NULL;
  if (klass->find_error != NULL)
    error = klass->find_error (self, warning);
  if (error == NULL && priv->check != NULL)
    error = priv->check (self, priv->check_data);
  return error;
}

static void
update (YyqFormRow *self)
{
  YyqFormRowPrivate *priv = private_of (self);
  g_autofree char *warning = NULL;
  g_autofree char *error = priv->said != NULL ? g_strdup (priv->said) : find_error (self, &warning);

  if (priv->said != NULL || priv->watched)
    show_message (self, error, warning);
  else
    show_message (self, NULL, NULL);
}

static void
tidy (YyqFormRow *self)
{
  if (YYQ_FORM_ROW_GET_CLASS (self)->tidy != NULL)
    YYQ_FORM_ROW_GET_CLASS (self)->tidy (self);
}

/* Who only goes through a form is not told that fields are empty. */
static void
leave (YyqFormRow *self)
{
  YyqFormRowPrivate *priv = private_of (self);

  priv->left = FALSE;
  tidy (self);
  if (!YYQ_FORM_ROW_GET_CLASS (self)->is_empty (self))
    priv->watched = TRUE;
  update (self);
}

static void
focus_left_cb (YyqFormRow *self)
{
  YyqFormRowPrivate *priv = private_of (self);

  if (priv->composing)
    priv->left = TRUE;
  else if (!gtk_widget_in_destruction (GTK_WIDGET (self)))
    leave (self);
}

/* What a row is asked */

const char *
yyq_form_row_get_title (YyqFormRow *self)
{
  g_return_val_if_fail (YYQ_IS_FORM_ROW (self), NULL);
  return gtk_label_get_text (private_of (self)->title);
}

void
yyq_form_row_set_title (YyqFormRow *self, const char *title)
{
  g_return_if_fail (YYQ_IS_FORM_ROW (self));
  gtk_label_set_text (private_of (self)->title, title != NULL ? title : "");
}

void
yyq_form_row_set_help (YyqFormRow *self, const char *help)
{
  YyqFormRowPrivate *priv;

  g_return_if_fail (YYQ_IS_FORM_ROW (self));
  priv = private_of (self);
  if (g_strcmp0 (priv->help, help) == 0)
    return;
  g_free (priv->help);
  priv->help = g_strdup (help);
  if (priv->field != NULL)
    update (self);
}

const char *
yyq_form_row_get_member (YyqFormRow *self)
{
  g_return_val_if_fail (YYQ_IS_FORM_ROW (self), NULL);
  return private_of (self)->member;
}

void
yyq_form_row_set_member (YyqFormRow *self, const char *member)
{
  g_return_if_fail (YYQ_IS_FORM_ROW (self));
  g_free (private_of (self)->member);
  private_of (self)->member = g_strdup (member);
}

void
yyq_form_row_set_required (YyqFormRow *self, gboolean required)
{
  YyqFormRowPrivate *priv;

  g_return_if_fail (YYQ_IS_FORM_ROW (self));
  priv = private_of (self);
  priv->required = required;
  gtk_widget_set_visible (priv->mark, required && priv->marked);
  if (priv->field != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (priv->field), GTK_ACCESSIBLE_PROPERTY_REQUIRED,
                                    required, -1);
}

gboolean
yyq_form_row_get_required (YyqFormRow *self)
{
  g_return_val_if_fail (YYQ_IS_FORM_ROW (self), FALSE);
  return private_of (self)->required;
}

void
yyq_form_row_show_mark (YyqFormRow *self, gboolean shown)
{
  g_return_if_fail (YYQ_IS_FORM_ROW (self));
  private_of (self)->marked = shown;
  gtk_widget_set_visible (private_of (self)->mark, shown && private_of (self)->required);
}

void
yyq_form_row_set_warning (YyqFormRow *self, const char *warning)
{
  YyqFormRowPrivate *priv;

  g_return_if_fail (YYQ_IS_FORM_ROW (self));
  priv = private_of (self);
  if (g_strcmp0 (priv->warning, warning) == 0)
    return;
  g_free (priv->warning);
  priv->warning = g_strdup (warning);
  update (self);
}

void
yyq_form_row_set_check (YyqFormRow *self, YyqFormCheck check, gpointer user_data)
{
  g_return_if_fail (YYQ_IS_FORM_ROW (self));
  private_of (self)->check = check;
  private_of (self)->check_data = user_data;
}

char *
yyq_form_row_get_value (YyqFormRow *self)
{
  g_return_val_if_fail (YYQ_IS_FORM_ROW (self), NULL);
  return YYQ_FORM_ROW_GET_CLASS (self)->get_value != NULL
           ? YYQ_FORM_ROW_GET_CLASS (self)->get_value (self)
           : NULL;
}

void
yyq_form_row_set_value (YyqFormRow *self, const char *value)
{
  g_return_if_fail (YYQ_IS_FORM_ROW (self));
  if (YYQ_FORM_ROW_GET_CLASS (self)->set_value != NULL)
    YYQ_FORM_ROW_GET_CLASS (self)->set_value (self, value != NULL ? value : "");
}

gboolean
yyq_form_row_judge (YyqFormRow *self)
{
  YyqFormRowPrivate *priv;

  g_return_val_if_fail (YYQ_IS_FORM_ROW (self), FALSE);
  priv = private_of (self);
  if (!priv->composing)
    tidy (self);
  priv->watched = TRUE;
  g_clear_pointer (&priv->said, g_free);
  update (self);
  return priv->error == NULL;
}

void
yyq_form_row_say_error (YyqFormRow *self, const char *text)
{
  YyqFormRowPrivate *priv;

  g_return_if_fail (YYQ_IS_FORM_ROW (self));
  priv = private_of (self);
  g_free (priv->said);
  priv->said = g_strdup (text);
  update (self);
}

const char *
yyq_form_row_get_error (YyqFormRow *self)
{
  g_return_val_if_fail (YYQ_IS_FORM_ROW (self), NULL);
  return private_of (self)->error;
}

void
yyq_form_row_check_again (YyqFormRow *self)
{
  g_return_if_fail (YYQ_IS_FORM_ROW (self));
  update (self);
}

void
yyq_form_row_forget (YyqFormRow *self)
{
  g_return_if_fail (YYQ_IS_FORM_ROW (self));
  private_of (self)->watched = FALSE;
  yyq_form_row_say_error (self, NULL);
}

static void
set_room (YyqFormRow *self, guint lines)
{
  YyqFormRowPrivate *priv = private_of (self);

  priv->room = lines;
  if (lines > 1)
    gtk_widget_add_css_class (GTK_WIDGET (self), "two-lines");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "two-lines");
}

/* For the classes of rows */

void
yyq_form_row_set_field (YyqFormRow *self, GtkWidget *field, GtkWidget *around)
{
  YyqFormRowPrivate *priv;

  g_return_if_fail (YYQ_IS_FORM_ROW (self));
  priv = private_of (self);
  g_return_if_fail (priv->field == NULL);

  priv->field = field;
  priv->around = around != NULL ? around : field;
  gtk_widget_insert_after (priv->around, GTK_WIDGET (self), priv->header);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  priv->title, NULL, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  priv->message, NULL, -1);
  yyq_form_row_set_required (self, priv->required);
  update (self);
}

GtkWidget *
yyq_form_row_get_field (YyqFormRow *self)
{
  g_return_val_if_fail (YYQ_IS_FORM_ROW (self), NULL);
  return private_of (self)->field;
}

void
yyq_form_row_changed (YyqFormRow *self)
{
  g_return_if_fail (YYQ_IS_FORM_ROW (self));
  g_clear_pointer (&private_of (self)->said, g_free);
  update (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
yyq_form_row_set_composing (YyqFormRow *self, gboolean composing)
{
  YyqFormRowPrivate *priv;

  g_return_if_fail (YYQ_IS_FORM_ROW (self));
  priv = private_of (self);
  priv->composing = composing;
  if (!composing && priv->left)
    leave (self);
}

void
yyq_form_row_submit (YyqFormRow *self)
{
  g_return_if_fail (YYQ_IS_FORM_ROW (self));
  /* This Enter ends what an input method composes. */
  if (private_of (self)->composing)
    return;
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
  gtk_widget_activate_action (GTK_WIDGET (self), "form.submit", NULL);
}

/* Object */

static gboolean
yyq_form_row_grab_focus (GtkWidget *widget)
{
  GtkWidget *field = private_of (YYQ_FORM_ROW (widget))->field;

  return field != NULL && gtk_widget_grab_focus (field);
}

static void
yyq_form_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyqFormRowPrivate *priv = private_of (YYQ_FORM_ROW (object));

  switch ((YyqFormRowProperty) id) {
  case PROP_TITLE:
    g_value_set_string (value, gtk_label_get_text (priv->title));
    break;
  case PROP_HELP:
    g_value_set_string (value, priv->help);
    break;
  case PROP_MEMBER:
    g_value_set_string (value, priv->member);
    break;
  case PROP_REQUIRED:
    g_value_set_boolean (value, priv->required);
    break;
  case PROP_ROOM:
    g_value_set_uint (value, priv->room);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_form_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YyqFormRow *self = YYQ_FORM_ROW (object);

  switch ((YyqFormRowProperty) id) {
  case PROP_TITLE:
    yyq_form_row_set_title (self, g_value_get_string (value));
    break;
  case PROP_HELP:
    yyq_form_row_set_help (self, g_value_get_string (value));
    break;
  case PROP_MEMBER:
    yyq_form_row_set_member (self, g_value_get_string (value));
    break;
  case PROP_REQUIRED:
    yyq_form_row_set_required (self, g_value_get_boolean (value));
    break;
  case PROP_ROOM:
    set_room (self, g_value_get_uint (value));
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_form_row_dispose (GObject *object)
{
  YyqFormRowPrivate *priv = private_of (YYQ_FORM_ROW (object));

  priv->field = NULL;
  g_clear_pointer (&priv->around, gtk_widget_unparent);
  g_clear_pointer (&priv->header, gtk_widget_unparent);
  if (priv->message != NULL)
    gtk_widget_unparent (GTK_WIDGET (priv->message));
  priv->message = NULL;
  G_OBJECT_CLASS (yyq_form_row_parent_class)->dispose (object);
}

static void
yyq_form_row_finalize (GObject *object)
{
  YyqFormRowPrivate *priv = private_of (YYQ_FORM_ROW (object));

  g_free (priv->member);
  g_free (priv->help);
  g_free (priv->warning);
  g_free (priv->error);
  g_free (priv->said);
  G_OBJECT_CLASS (yyq_form_row_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  static const char *const texts[] = {
    [PROP_TITLE] = "title", [PROP_HELP] = "help", [PROP_MEMBER] = "member"
  };

  for (guint i = PROP_TITLE; i < G_N_ELEMENTS (texts); i++)
    properties[i] =
      g_param_spec_string (texts[i], NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_REQUIRED] = g_param_spec_boolean ("required", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ROOM] =
    g_param_spec_uint ("room", NULL, NULL, 1, 2, 1, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yyq_form_row_class_init (YyqFormRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = yyq_form_row_get_property;
  object_class->set_property = yyq_form_row_set_property;
  object_class->dispose = yyq_form_row_dispose;
  object_class->finalize = yyq_form_row_finalize;
  widget_class->grab_focus = yyq_form_row_grab_focus;
  install_properties (object_class);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", YYQ_TYPE_FORM_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", YYQ_TYPE_FORM_ROW, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "yyqformrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static GtkWidget *
new_mark (void)
{
  GtkWidget *mark = g_object_new (GTK_TYPE_LABEL, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, "label", "*", NULL);

  gtk_widget_add_css_class (mark, "error");
  gtk_widget_set_visible (mark, FALSE);
  return mark;
}

static void
yyq_form_row_init (YyqFormRow *self)
{
  YyqFormRowPrivate *priv = private_of (self);
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);
  priv->header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  priv->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (priv->title, 0);
  gtk_label_set_wrap (priv->title, TRUE);
  priv->mark = new_mark ();
  priv->room = 1;
  gtk_box_append (GTK_BOX (priv->header), GTK_WIDGET (priv->title));
  gtk_box_append (GTK_BOX (priv->header), priv->mark);
  priv->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (priv->message, 0);
  gtk_label_set_yalign (priv->message, 0);
  gtk_label_set_wrap (priv->message, TRUE);
  gtk_label_set_wrap_mode (priv->message, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_parent (priv->header, GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (priv->message), GTK_WIDGET (self));
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}
