/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-home-api.h"
#include "yyq-home-repository.h"

G_BEGIN_DECLS

/* How figures are made and kept, for yyq-home-repository.c. All (transfer full). */
YyqHomeFigures *yyq_home_figures_new_todo (const YyqHomeApiTodo *todo);
YyqHomeFigures *yyq_home_figures_new_overview (const YyqHomeApiOverview *overview);

GBytes *yyq_home_figures_encode (YyqHomeFigures *self);

/* (nullable): YYQ_WIRE_ERROR for what this version does not understand. */
YyqHomeFigures *yyq_home_figures_decode (GBytes *content, GError **error);

G_END_DECLS
