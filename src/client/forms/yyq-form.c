/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-form.h"

#include <glib/gi18n.h>

#include "yyq-error.h"
#include "yyq-ui.h"

struct _YyqForm {
  GtkWidget parent_instance;

  GtkWidget *content; /* (nullable): a child */
  GtkWidget *foot;    /* a child */
  GtkSpinner *spinner;
  GtkLabel *message;
  GtkWidget *stop_button;

  GtkWidget *submit_button;  /* (nullable) (weak) */
  GtkWidget *focus;          /* (nullable) (weak): where it was when it began to send */
  GCancellable *cancellable; /* (owned) (nullable) */
  gboolean ready;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (YyqForm, yyq_form, GTK_TYPE_WIDGET)

typedef enum {
  PROP_CONTENT = 1,
  PROP_SUBMIT_BUTTON,
  PROP_READY,
  PROP_BUSY,
  N_PROPS
} YyqFormProperty;

typedef enum {
  SIGNAL_SUBMITTED,
  N_SIGNALS
} YyqFormSignal;

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* Rows of a page of a stack that is not shown are not asked. */
static void
collect (GtkWidget *widget, gboolean hidden, GPtrArray *rows)
{
  if (!hidden && (!gtk_widget_get_visible (widget) || !gtk_widget_get_child_visible (widget)))
    return;
  if (YYQ_IS_FORM_ROW (widget)) {
    g_ptr_array_add (rows, widget);
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, hidden, rows);
}

GPtrArray *
yyq_form_list_rows (YyqForm *self)
{
  GPtrArray *rows = g_ptr_array_new ();

  g_return_val_if_fail (YYQ_IS_FORM (self), rows);
  if (self->content != NULL)
    collect (self->content, FALSE, rows);
  return rows;
}

GPtrArray *
yyq_form_list_all_rows (YyqForm *self)
{
  GPtrArray *rows = g_ptr_array_new ();

  g_return_val_if_fail (YYQ_IS_FORM (self), rows);
  if (self->content != NULL)
    collect (self->content, TRUE, rows);
  return rows;
}

/* A mark that every row has tells nothing. */
static void
show_marks (YyqForm *self)
{
  g_autoptr (GPtrArray) rows = yyq_form_list_all_rows (self);
  gboolean all = TRUE;

  for (guint i = 0; i < rows->len; i++)
    all = all && yyq_form_row_get_required (rows->pdata[i]);
  for (guint i = 0; i < rows->len; i++)
    yyq_form_row_show_mark (rows->pdata[i], !all);
}

static void
update (YyqForm *self)
{
  if (self->submit_button != NULL)
    gtk_widget_set_sensitive (self->submit_button, self->ready && !self->busy);
  if (self->content != NULL)
    gtk_widget_set_sensitive (self->content, !self->busy);
  gtk_spinner_set_spinning (self->spinner, self->busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->busy);
  gtk_widget_set_visible (self->stop_button, self->busy && self->cancellable != NULL);
}

gboolean
yyq_form_focus_error (YyqForm *self)
{
  g_autoptr (GPtrArray) rows = yyq_form_list_rows (self);

  for (guint i = 0; i < rows->len; i++)
    if (yyq_form_row_get_error (rows->pdata[i]) != NULL)
      return gtk_widget_grab_focus (rows->pdata[i]);
  return FALSE;
}

static gboolean
judge (YyqForm *self)
{
  g_autoptr (GPtrArray) rows = yyq_form_list_rows (self);
  gboolean right = TRUE;

  for (guint i = 0; i < rows->len; i++)
    right = yyq_form_row_judge (rows->pdata[i]) && right;
  return right;
}

void
yyq_form_submit (YyqForm *self)
{
  g_return_if_fail (YYQ_IS_FORM (self));
  if (self->busy || !self->ready)
    return;
  yyq_form_say (self, NULL);
  if (judge (self))
    g_signal_emit (self, signals[SIGNAL_SUBMITTED], 0);
  else
    yyq_form_focus_error (self);
}

void
yyq_form_set_ready (YyqForm *self, gboolean ready)
{
  g_return_if_fail (YYQ_IS_FORM (self));
  if (self->ready == ready)
    return;
  self->ready = ready;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

static GtkWidget *
find_focus (YyqForm *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

/* GTK takes the focus from what takes nothing, but does not tell the field. */
static void
let_go_of_focus (YyqForm *self)
{
  if (self->focus != NULL && self->content != NULL &&
      gtk_widget_is_ancestor (self->focus, self->content))
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
}

static void
set_busy (YyqForm *self, gboolean busy)
{
  self->busy = busy;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

void
yyq_form_begin (YyqForm *self, GCancellable *cancellable)
{
  g_return_if_fail (YYQ_IS_FORM (self));
  g_return_if_fail (!self->busy);
  g_set_weak_pointer (&self->focus, find_focus (self));
  g_set_object (&self->cancellable, cancellable);
  let_go_of_focus (self);
  yyq_form_say (self, NULL);
  set_busy (self, TRUE);
}

void
yyq_form_end (YyqForm *self)
{
  GtkWidget *focus;

  g_return_if_fail (YYQ_IS_FORM (self));
  if (!self->busy)
    return;
  focus = find_focus (self);
  g_clear_object (&self->cancellable);
  set_busy (self, FALSE);
  if (self->focus != NULL &&
      (focus == NULL || focus == self->stop_button || !gtk_widget_get_mapped (focus)))
    gtk_widget_grab_focus (self->focus);
  g_clear_weak_pointer (&self->focus);
}

gboolean
yyq_form_get_busy (YyqForm *self)
{
  g_return_val_if_fail (YYQ_IS_FORM (self), FALSE);
  return self->busy;
}

void
yyq_form_say (YyqForm *self, const char *text)
{
  g_return_if_fail (YYQ_IS_FORM (self));
  gtk_label_set_text (self->message, text != NULL ? text : "");
}

const char *
yyq_form_get_said (YyqForm *self)
{
  const char *text;

  g_return_val_if_fail (YYQ_IS_FORM (self), NULL);
  text = gtk_label_get_text (self->message);
  return *text != '\0' ? text : NULL;
}

/* (nullable): whose value the platform means by a pointer into the request, "/name". */
static YyqFormRow *
find_row (YyqForm *self, const char *pointer)
{
  g_autoptr (GPtrArray) rows = yyq_form_list_rows (self);

  for (guint i = 0; pointer != NULL && i < rows->len; i++) {
    const char *member = yyq_form_row_get_member (rows->pdata[i]);

    if (member != NULL && *pointer == '/' && g_str_equal (pointer + 1, member))
      return rows->pdata[i];
  }
  return NULL;
}

void
yyq_form_show_error (YyqForm *self, const GError *error, const char *text)
{
  g_autofree char *usual = NULL;
  YyqFormRow *row;

  g_return_if_fail (YYQ_IS_FORM (self));
  usual = yyq_ui_error_text (error);
  if (usual == NULL)
    return;
  row = find_row (self, yyq_api_error_get_pointer (error));
  if (row == NULL) {
    yyq_form_say (self, text != NULL ? text : usual);
    return;
  }
  yyq_form_row_say_error (row, text != NULL ? text : usual);
  yyq_form_focus_error (self);
}

/* Parts */

static void
submit_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  yyq_form_submit (YYQ_FORM (widget));
}

static void
stop_clicked_cb (YyqForm *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
set_content (YyqForm *self, GtkWidget *content)
{
  g_clear_pointer (&self->content, gtk_widget_unparent);
  self->content = content;
  if (content != NULL)
    gtk_widget_insert_before (content, GTK_WIDGET (self), self->foot);
}

static void
set_submit_button (YyqForm *self, GtkWidget *button)
{
  g_return_if_fail (self->submit_button == NULL);
  g_set_weak_pointer (&self->submit_button, button);
  if (button != NULL)
    g_signal_connect_object (button, "clicked", G_CALLBACK (yyq_form_submit), self,
                             G_CONNECT_SWAPPED);
  update (self);
}

static void
yyq_form_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyqForm *self = YYQ_FORM (object);

  switch ((YyqFormProperty) id) {
  case PROP_CONTENT:
    g_value_set_object (value, self->content);
    break;
  case PROP_SUBMIT_BUTTON:
    g_value_set_object (value, self->submit_button);
    break;
  case PROP_READY:
    g_value_set_boolean (value, self->ready);
    break;
  case PROP_BUSY:
    g_value_set_boolean (value, self->busy);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_form_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YyqForm *self = YYQ_FORM (object);

  switch ((YyqFormProperty) id) {
  case PROP_CONTENT:
    set_content (self, g_value_get_object (value));
    break;
  case PROP_SUBMIT_BUTTON:
    set_submit_button (self, g_value_get_object (value));
    break;
  case PROP_READY:
    yyq_form_set_ready (self, g_value_get_boolean (value));
    break;
  case PROP_BUSY:
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_form_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (yyq_form_parent_class)->root (widget);
  show_marks (YYQ_FORM (widget));
}

static void
yyq_form_dispose (GObject *object)
{
  YyqForm *self = YYQ_FORM (object);

  g_clear_weak_pointer (&self->submit_button);
  g_clear_weak_pointer (&self->focus);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->foot, gtk_widget_unparent);
  G_OBJECT_CLASS (yyq_form_parent_class)->dispose (object);
}

static void
yyq_form_class_init (YyqFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = yyq_form_get_property;
  object_class->set_property = yyq_form_set_property;
  object_class->dispose = yyq_form_dispose;
  widget_class->root = yyq_form_root;
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SUBMIT_BUTTON] = g_param_spec_object (
    "submit-button", NULL, NULL, GTK_TYPE_BUTTON, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_READY] =
    g_param_spec_boolean ("ready", NULL, NULL, TRUE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_SUBMITTED] = g_signal_new ("submitted", YYQ_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "form.submit", NULL, submit_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "yyqform");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_FORM);
}

/* Room for two lines: what stands below does not jump. */
static void
make_foot (YyqForm *self)
{
  self->foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->message = GTK_LABEL (gtk_label_new (NULL));
  self->stop_button = gtk_button_new_with_label (_ ("Stop"));
  gtk_widget_add_css_class (self->foot, "yyq-form-foot");
  gtk_label_set_wrap (self->message, TRUE);
  gtk_label_set_wrap_mode (self->message, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->message, 0);
  gtk_label_set_yalign (self->message, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->message), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  gtk_widget_set_valign (GTK_WIDGET (self->spinner), GTK_ALIGN_START);
  gtk_widget_set_valign (self->stop_button, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->foot), GTK_WIDGET (self->spinner));
  gtk_box_append (GTK_BOX (self->foot), GTK_WIDGET (self->message));
  gtk_box_append (GTK_BOX (self->foot), self->stop_button);
  g_signal_connect_object (self->stop_button, "clicked", G_CALLBACK (stop_clicked_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
yyq_form_init (YyqForm *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->ready = TRUE;
  make_foot (self);
  gtk_widget_set_parent (self->foot, GTK_WIDGET (self));
  update (self);
}
