/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-view-private.h"

/* A widget on a page. */
typedef struct {
  GtkWidget *widget; /* a child of the view */
  guint page;
  graphene_rect_t place; /* pt */
  gboolean drawn;
} Child;

static Child *
find_child (YyqPdfView *self, GtkWidget *widget, guint *at)
{
  for (guint i = 0; i < self->children->len; i++) {
    Child *child = &g_array_index (self->children, Child, i);

    *at = i;
    if (child->widget == widget)
      return child;
  }
  return NULL;
}

/* What is far away is not on the screen, and a size must not be larger than X11 knows. */
#define LARGEST_PX 16000.f

static void
place_child (YyqPdfView *self, const Child *child)
{
  const float scale = (float) self->layout.scale;
  graphene_rect_t page;
  int least_width = 0, least_height = 0;
  GtkAllocation at;

  if (child->page >= yyq_pdf_view_get_n_pages (self) || scale <= 0)
    return;
  yyq_pdf_view_get_page_rect (self, child->page, &page);
  gtk_widget_measure (child->widget, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL,
                      NULL);
  gtk_widget_measure (child->widget, GTK_ORIENTATION_VERTICAL, -1, &least_height, NULL, NULL, NULL);
  at.x = (int) (page.origin.x + child->place.origin.x * scale);
  at.y = (int) (page.origin.y + child->place.origin.y * scale);
  at.width = MAX (least_width, (int) MIN (LARGEST_PX, child->place.size.width * scale));
  at.height = MAX (least_height, (int) MIN (LARGEST_PX, child->place.size.height * scale));
  gtk_widget_size_allocate (child->widget, &at, -1);
}

void
yyq_pdf_view_place_children (YyqPdfView *self)
{
  for (guint i = 0; i < self->children->len; i++)
    place_child (self, &g_array_index (self->children, Child, i));
}

void
yyq_pdf_view_put (YyqPdfView *self, GtkWidget *widget, guint page, const graphene_rect_t *place,
                  gboolean drawn)
{
  Child *child = NULL;
  guint at = 0;

  g_return_if_fail (YYQ_IS_PDF_VIEW (self));
  child = find_child (self, widget, &at);
  if (child == NULL) {
    Child added = { widget, page, *place, drawn };

    g_array_append_val (self->children, added);
    gtk_widget_insert_before (widget, GTK_WIDGET (self), NULL);
  } else {
    child->page = page;
    child->place = *place;
    child->drawn = drawn;
  }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
yyq_pdf_view_take (YyqPdfView *self, GtkWidget *widget)
{
  guint at = 0;

  g_return_if_fail (YYQ_IS_PDF_VIEW (self));
  if (find_child (self, widget, &at) == NULL)
    return;
  g_array_remove_index (self->children, at);
  gtk_widget_unparent (widget);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
yyq_pdf_view_snapshot_children (YyqPdfView *self, GtkSnapshot *snapshot)
{
  for (guint i = 0; i < self->children->len; i++) {
    const Child *child = &g_array_index (self->children, Child, i);

    if (child->drawn)
      gtk_widget_snapshot_child (GTK_WIDGET (self), child->widget, snapshot);
  }
}

gboolean
yyq_pdf_view_child_has_focus (YyqPdfView *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self));
  guint at = 0;
  const Child *child = focus != NULL ? find_child (self, focus, &at) : NULL;

  return child != NULL && child->drawn;
}

gboolean
yyq_pdf_view_child_is_at (YyqPdfView *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  return widget != NULL && widget != GTK_WIDGET (self) && !GTK_IS_NATIVE (widget);
}

void
yyq_pdf_view_init_children (YyqPdfView *self)
{
  self->children = g_array_new (FALSE, FALSE, sizeof (Child));
}

void
yyq_pdf_view_leave_children (YyqPdfView *self)
{
  for (guint i = 0; i < self->children->len; i++)
    gtk_widget_unparent (g_array_index (self->children, Child, i).widget);
  g_array_set_size (self->children, 0);
}
