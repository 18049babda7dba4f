/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-snaps.h"

#include "yyq-control-snap.h"
#include "yyq-page-snaps.h"
#include "yyq-pdf-facts.h"

struct _YyqTemplateSnaps {
  GPtrArray *pages; /* (owned) (nullable): of GArray of YyqSnapTarget */
  GCancellable *cancellable;
};

static YyqSnapKind
kind_of (YyqPageSnapKind kinds)
{
  if ((kinds & YYQ_PAGE_SNAP_UNDERSCORE) != 0)
    return YYQ_SNAP_BLANK;
  if ((kinds & YYQ_PAGE_SNAP_BASELINE) != 0)
    return YYQ_SNAP_BASELINE;
  if ((kinds & YYQ_PAGE_SNAP_BOX) != 0)
    return YYQ_SNAP_BOX;
  if ((kinds & YYQ_PAGE_SNAP_CELL) != 0)
    return YYQ_SNAP_TABLE;
  return (kinds & YYQ_PAGE_SNAP_CENTRE) != 0 ? YYQ_SNAP_PAGE_CENTRE : YYQ_SNAP_MARGIN;
}

/* A guide is drawn across the page, to its @end. */
static void
add (GArray *targets, YyqSnapAxis axis, GArray *snaps, double end)
{
  for (guint i = 0; i < snaps->len; i++) {
    const YyqPageSnap *snap = &g_array_index (snaps, YyqPageSnap, i);
    const YyqSnapTarget target = {
      .axis = axis, .kind = kind_of (snap->kinds), .at = snap->at, .to = end
    };

    g_array_append_val (targets, target);
  }
}

static GArray *
targets_of (const YyqPageFacts *facts)
{
  g_autoptr (YyqPageSnaps) snaps = yyq_page_snaps_new (facts);
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (YyqSnapTarget));

  add (targets, YYQ_SNAP_X, snaps->x, facts->height);
  add (targets, YYQ_SNAP_Y, snaps->y, facts->width);
  return targets;
}

/* Pages before one that cannot be read are of use, too; so is none at all. */
static void
read_in_worker (GTask *task, gpointer source, gpointer pdf, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GError) error = NULL;

  if (!yyq_pdf_facts_read (pdf, 0, 0, &facts, cancellable, &error))
    g_info ("Not all of a template's pages tell what to rest at: %s", error->message);
  for (guint i = 0; facts != NULL && i < facts->len; i++)
    g_ptr_array_add (pages, targets_of (g_ptr_array_index (facts, i)));
  g_task_return_pointer (task, g_steal_pointer (&pages), (GDestroyNotify) g_ptr_array_unref);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GPtrArray *pages = g_task_propagate_pointer (G_TASK (result), NULL);
  YyqTemplateSnaps *self = user_data;

  /* Cancelled: it is gone. */
  if (pages != NULL)
    self->pages = pages;
}

YyqTemplateSnaps *
yyq_template_snaps_new (GBytes *pdf)
{
  YyqTemplateSnaps *self = g_new0 (YyqTemplateSnaps, 1);
  g_autoptr (GTask) task = NULL;

  self->cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->cancellable, read_cb, self);
  g_task_set_source_tag (task, yyq_template_snaps_new);
  g_task_set_task_data (task, g_bytes_ref (pdf), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, read_in_worker);
  return self;
}

void
yyq_template_snaps_free (YyqTemplateSnaps *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_free (self);
}

GArray *
yyq_template_snaps_get (guint page, gpointer data)
{
  YyqTemplateSnaps *self = data;

  return self->pages != NULL && page < self->pages->len
           ? g_array_ref (g_ptr_array_index (self->pages, page))
           : NULL;
}
