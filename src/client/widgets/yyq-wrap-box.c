/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-wrap-box.h"

struct _YyqWrapBox {
  GtkWidget parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (YyqWrapBox, yyq_wrap_box, GTK_TYPE_WIDGET)

GtkWidget *
yyq_wrap_box_new (int spacing)
{
  YyqWrapBox *self = g_object_new (YYQ_TYPE_WRAP_BOX, NULL);

  self->spacing = spacing;
  return GTK_WIDGET (self);
}

void
yyq_wrap_box_append (YyqWrapBox *self, GtkWidget *child)
{
  g_return_if_fail (YYQ_IS_WRAP_BOX (self));
  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

/* (nullable): the next one that takes room, from @child on. */
static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static int
width_of (GtkWidget *child, int most)
{
  int minimum;
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, most >= 0 ? MIN (natural, most) : natural);
}

static int
height_of (GtkWidget *child, int width)
{
  int height;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

/* The first child of the next line, and how high the line is that begins with @child. */
static GtkWidget *
measure_line (YyqWrapBox *self, GtkWidget *child, int width, int *height)
{
  int x = 0;

  *height = 0;
  for (; child != NULL; child = next_shown (gtk_widget_get_next_sibling (child))) {
    const int needed = width_of (child, width);

    if (x > 0 && x + needed > width)
      return child;
    x += needed + self->spacing;
    *height = MAX (*height, height_of (child, needed));
  }
  return NULL;
}

static void
measure_width (YyqWrapBox *self, int *minimum, int *natural)
{
  GtkWidget *child = next_shown (gtk_widget_get_first_child (GTK_WIDGET (self)));

  *minimum = *natural = 0;
  for (; child != NULL; child = next_shown (gtk_widget_get_next_sibling (child))) {
    int least;

    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
    *minimum = MAX (*minimum, least);
    *natural += width_of (child, -1) + (*natural > 0 ? self->spacing : 0);
  }
}

static void
yyq_wrap_box_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                      int *natural, int *minimum_baseline, int *natural_baseline)
{
  YyqWrapBox *self = YYQ_WRAP_BOX (widget);
  GtkWidget *child = next_shown (gtk_widget_get_first_child (widget));
  int total = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    measure_width (self, minimum, natural);
    return;
  }
  while (child != NULL) {
    int height;

    child = measure_line (self, child, for_size >= 0 ? for_size : G_MAXINT / 2, &height);
    total += height + (total > 0 ? self->spacing : 0);
  }
  *minimum = *natural = total;
}

static void
yyq_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  YyqWrapBox *self = YYQ_WRAP_BOX (widget);
  const gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = next_shown (gtk_widget_get_first_child (widget));
  int y = 0;

  while (child != NULL) {
    int line;
    GtkWidget *end = measure_line (self, child, width, &line);

    for (int x = 0; child != end; child = next_shown (gtk_widget_get_next_sibling (child))) {
      const int needed = width_of (child, width);
      const GtkAllocation place = { mirrored ? width - x - needed : x, y, needed, line };

      gtk_widget_size_allocate (child, &place, -1);
      x += needed + self->spacing;
    }
    y += line + self->spacing;
  }
}

static GtkSizeRequestMode
yyq_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
yyq_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (yyq_wrap_box_parent_class)->dispose (object);
}

static void
yyq_wrap_box_class_init (YyqWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_wrap_box_dispose;
  widget_class->measure = yyq_wrap_box_measure;
  widget_class->size_allocate = yyq_wrap_box_size_allocate;
  widget_class->get_request_mode = yyq_wrap_box_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
yyq_wrap_box_init (YyqWrapBox *self)
{
}
