/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-home-figures.h"

#include "yyq-wire.h"

typedef enum {
  TO_SIGN,
  OLDEST_AT,
  TOTAL,
  COMPLETED,
  SIGNING,
  MEAN_MS,
  EMPLOYEES,
  N_FIGURES,
} Figure;

static const char *const names[N_FIGURES] = {
  "contracts_to_sign", "oldest_at",       "contracts_total",  "contracts_completed",
  "contracts_signing", "mean_signing_ms", "employees_active",
};

struct _YyqHomeFigures {
  GObject parent_instance;

  gint64 figures[N_FIGURES];
};

G_DEFINE_FINAL_TYPE (YyqHomeFigures, yyq_home_figures, G_TYPE_OBJECT)

static gint64
get_figure (YyqHomeFigures *self, Figure figure)
{
  g_return_val_if_fail (YYQ_IS_HOME_FIGURES (self), 0);

  return self->figures[figure];
}

guint
yyq_home_figures_get_contracts_to_sign (YyqHomeFigures *self)
{
  return (guint) get_figure (self, TO_SIGN);
}

gint64
yyq_home_figures_get_oldest_at (YyqHomeFigures *self)
{
  return get_figure (self, OLDEST_AT);
}

guint
yyq_home_figures_get_contracts_total (YyqHomeFigures *self)
{
  return (guint) get_figure (self, TOTAL);
}

guint
yyq_home_figures_get_contracts_completed (YyqHomeFigures *self)
{
  return (guint) get_figure (self, COMPLETED);
}

guint
yyq_home_figures_get_contracts_signing (YyqHomeFigures *self)
{
  return (guint) get_figure (self, SIGNING);
}

gint64
yyq_home_figures_get_mean_signing_ms (YyqHomeFigures *self)
{
  return get_figure (self, MEAN_MS);
}

int
yyq_home_figures_get_employees_active (YyqHomeFigures *self)
{
  return (int) get_figure (self, EMPLOYEES);
}

YyqHomeFigures *
yyq_home_figures_new_todo (const YyqHomeApiTodo *todo)
{
  YyqHomeFigures *self = g_object_new (YYQ_TYPE_HOME_FIGURES, NULL);

  self->figures[TO_SIGN] = todo->contracts_to_sign;
  self->figures[OLDEST_AT] = todo->oldest_at;
  return self;
}

YyqHomeFigures *
yyq_home_figures_new_overview (const YyqHomeApiOverview *overview)
{
  YyqHomeFigures *self = g_object_new (YYQ_TYPE_HOME_FIGURES, NULL);

  self->figures[TOTAL] = overview->contracts_total;
  self->figures[COMPLETED] = overview->contracts_completed;
  self->figures[SIGNING] = overview->contracts_signing;
  self->figures[MEAN_MS] = overview->mean_signing_ms;
  self->figures[EMPLOYEES] = overview->employees_active;
  return self;
}

GBytes *
yyq_home_figures_encode (YyqHomeFigures *self)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; i < N_FIGURES; i++)
    json_object_set_int_member (object, names[i], self->figures[i]);
  node = yyq_wire_take_object (object);
  return yyq_wire_serialize (node);
}

YyqHomeFigures *
yyq_home_figures_decode (GBytes *content, GError **error)
{
  g_autoptr (YyqHomeFigures) self = g_object_new (YYQ_TYPE_HOME_FIGURES, NULL);
  g_autoptr (JsonNode) node = yyq_wire_parse (content, error);
  JsonObject *object = node != NULL ? yyq_wire_node_object (node, error) : NULL;

  if (object == NULL)
    return NULL;
  for (guint i = 0; i < N_FIGURES; i++) {
    if (!yyq_wire_get_int (object, names[i], &self->figures[i], error))
      return NULL;
  }
  return g_steal_pointer (&self);
}

static void
yyq_home_figures_class_init (YyqHomeFiguresClass *klass)
{
}

static void
yyq_home_figures_init (YyqHomeFigures *self)
{
  self->figures[EMPLOYEES] = -1;
}
