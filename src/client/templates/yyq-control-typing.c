/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-control-typing.h"

#include <glib/gi18n.h>

struct _YyqControlTyping {
  GtkWidget parent_instance;

  YyqTemplateEdit *edit; /* (owned) */
  YyqControl *control;   /* (owned) */
  YyqPdfView *view;      /* weak (nullable) */
  const char *member;    /* static */
  GtkWidget *text;
  gboolean over;
};

G_DEFINE_FINAL_TYPE (YyqControlTyping, yyq_control_typing, GTK_TYPE_WIDGET)

static void
keep_text (YyqControlTyping *self)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, gtk_editable_get_text (GTK_EDITABLE (self->text)));
  g_ptr_array_add (one, self->control);
  yyq_template_edit_set (self->edit, one, self->member, &value, 0);
}

void
yyq_control_typing_end (YyqControlTyping *self, gboolean keep)
{
  YyqPdfView *view = self->view;

  g_return_if_fail (YYQ_IS_CONTROL_TYPING (self));
  if (self->over)
    return;
  self->over = TRUE;
  g_object_ref (self);
  if (keep && yyq_template_edit_find (self->edit, yyq_control_get_id (self->control)) != NULL)
    keep_text (self);
  if (view != NULL) {
    if (gtk_widget_get_focus_child (GTK_WIDGET (view)) == GTK_WIDGET (self))
      gtk_widget_grab_focus (GTK_WIDGET (view));
    yyq_pdf_view_take (view, GTK_WIDGET (self));
  }
  g_object_unref (self);
}

static void
activated_cb (YyqControlTyping *self)
{
  yyq_control_typing_end (self, TRUE);
}

static gboolean
left_idle_cb (gpointer user_data)
{
  yyq_control_typing_end (user_data, TRUE);
  return G_SOURCE_REMOVE;
}

/* Not at once: GTK is moving the focus at this moment. */
static void
left_cb (YyqControlTyping *self)
{
  if (!self->over)
    g_idle_add_full (G_PRIORITY_DEFAULT, left_idle_cb, g_object_ref (self), g_object_unref);
}

static gboolean
key_cb (YyqControlTyping *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  yyq_control_typing_end (self, FALSE);
  return GDK_EVENT_STOP;
}

/* What is shown: what was typed; of what is filled in as text, what will be. */
static const char *
shown_member (YyqControl *control)
{
  const YyqControlKind kind = yyq_control_get_kind (control);
  const gboolean text = yyq_control_kind_get_info (kind)->group == YYQ_CONTROL_GROUP_FILL &&
                        kind != YYQ_CONTROL_PHOTO && kind != YYQ_CONTROL_TABLE &&
                        kind != YYQ_CONTROL_RECEIPT && kind != YYQ_CONTROL_CHOICE &&
                        kind != YYQ_CONTROL_CHECKBOX;

  return text ? "preset" : "name";
}

/* As large as what is typed will be, and never too small to be read. */
static void
set_font (YyqControlTyping *self)
{
  const double size = yyq_control_get_size (self->control) > 0
                        ? yyq_control_get_size (self->control)
                        : YYQ_CONTROL_SIZE;
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  graphene_rect_t rect;
  double width = 0, height = 0;
  double scale = 1;

  yyq_pdf_view_get_page_rect (self->view, (guint) yyq_control_get_page (self->control), &rect);
  yyq_pdf_renderer_get_page_size (yyq_pdf_view_get_renderer (self->view),
                                  (guint) yyq_control_get_page (self->control), &width, &height);
  if (width > 0)
    scale = (double) rect.size.width / width;
  pango_attr_list_insert (
    attributes, pango_attr_size_new_absolute ((int) (MAX (11, size * scale) * PANGO_SCALE)));
  gtk_text_set_attributes (GTK_TEXT (self->text), attributes);
}

YyqControlTyping *
yyq_control_typing_begin (YyqTemplateEdit *edit, YyqPdfView *view, YyqControl *control,
                          const char *member)
{
  YyqControlTyping *self = g_object_new (YYQ_TYPE_CONTROL_TYPING, NULL);
  const graphene_rect_t rect = GRAPHENE_RECT_INIT (
    (float) yyq_control_get_x (control), (float) yyq_control_get_y (control),
    (float) MAX (60, yyq_control_get_width (control)), (float) yyq_control_get_height (control));
  const gboolean names = member != NULL && g_str_equal (member, "name");
  const char *text = NULL;

  self->edit = g_object_ref (edit);
  self->control = g_object_ref (control);
  g_set_weak_pointer (&self->view, view);
  self->member = names ? "name" : shown_member (control);
  text = g_str_equal (self->member, "name") ? yyq_control_get_name (control)
                                            : yyq_control_get_preset (control);
  gtk_editable_set_text (GTK_EDITABLE (self->text), text != NULL ? text : "");
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
    g_str_equal (self->member, "name") ? _ ("Name of the control") : _ ("Default"), -1);
  gtk_text_set_placeholder_text (GTK_TEXT (self->text),
                                 g_str_equal (self->member, "name") ? _ ("Name") : _ ("Default"));
  set_font (self);
  yyq_pdf_view_put (view, GTK_WIDGET (self), (guint) MAX (0, yyq_control_get_page (control)), &rect,
                    TRUE);
  gtk_widget_grab_focus (self->text);
  return self;
}

static void
yyq_control_typing_dispose (GObject *object)
{
  YyqControlTyping *self = YYQ_CONTROL_TYPING (object);

  self->over = TRUE;
  g_clear_pointer (&self->text, gtk_widget_unparent);
  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->edit);
  g_clear_object (&self->control);
  G_OBJECT_CLASS (yyq_control_typing_parent_class)->dispose (object);
}

static void
yyq_control_typing_class_init (YyqControlTypingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_control_typing_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "yyqtyping");
}

static void
yyq_control_typing_init (YyqControlTyping *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->text = gtk_text_new ();
  gtk_text_set_max_length (GTK_TEXT (self->text), YYQ_TEMPLATE_LONGEST_TEXT);
  gtk_widget_set_parent (self->text, GTK_WIDGET (self));
  g_signal_connect_object (self->text, "activate", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}
