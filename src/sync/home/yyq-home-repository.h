/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * The figures of the home page, immutable. Times are UTC ms, durations ms, 0 = not known.
 * todo fills contracts-to-sign and oldest-at; overview fills the others.
 */
#define YYQ_TYPE_HOME_FIGURES (yyq_home_figures_get_type ())
G_DECLARE_FINAL_TYPE (YyqHomeFigures, yyq_home_figures, YYQ, HOME_FIGURES, GObject)

guint yyq_home_figures_get_contracts_to_sign (YyqHomeFigures *self);
gint64 yyq_home_figures_get_oldest_at (YyqHomeFigures *self);

guint yyq_home_figures_get_contracts_total (YyqHomeFigures *self);
guint yyq_home_figures_get_contracts_completed (YyqHomeFigures *self);
guint yyq_home_figures_get_contracts_signing (YyqHomeFigures *self);
gint64 yyq_home_figures_get_mean_signing_ms (YyqHomeFigures *self);

/* -1 when the platform does not say. */
int yyq_home_figures_get_employees_active (YyqHomeFigures *self);

typedef enum {
  YYQ_HOME_UNIT_DAY,
  YYQ_HOME_UNIT_WEEK,
  YYQ_HOME_UNIT_MONTH,
} YyqHomeUnit;

/* One column of the chart: [from_ms, to_ms). */
typedef struct {
  gint64 from_ms;
  gint64 to_ms;
  guint initiated;
  guint completed;
} YyqHomeStat;

/*
 * What the home page shows: the last known figures at once, the platform's behind them. Main
 * thread.
 *
 * Properties, read-only: todo (YyqHomeFigures, nullable), overview (YyqHomeFigures, nullable),
 * loading (boolean: nothing known yet), error (boxed GError, nullable), stale (boolean).
 */
#define YYQ_TYPE_HOME_REPOSITORY (yyq_home_repository_get_type ())
G_DECLARE_FINAL_TYPE (YyqHomeRepository, yyq_home_repository, YYQ, HOME_REPOSITORY, GObject)

/* (transfer none) (nullable): of the chosen enterprise; NULL unless the session is READY. */
YyqHomeRepository *yyq_home_repository_of (YyqSession *session);

YyqHomeFigures *yyq_home_repository_get_todo (YyqHomeRepository *self);
YyqHomeFigures *yyq_home_repository_get_overview (YyqHomeRepository *self);
gboolean yyq_home_repository_get_loading (YyqHomeRepository *self);
gboolean yyq_home_repository_get_stale (YyqHomeRepository *self);
const GError *yyq_home_repository_get_error (YyqHomeRepository *self);

void yyq_home_repository_refresh_async (YyqHomeRepository *self, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
gboolean yyq_home_repository_refresh_finish (YyqHomeRepository *self, GAsyncResult *result,
                                             GError **error);

/* (transfer full): a GArray of YyqHomeStat, oldest first; the same question answers offline from
 * memory of the last answer. */
void yyq_home_repository_load_stats_async (YyqHomeRepository *self, YyqHomeUnit unit,
                                           gint64 from_ms, gint64 to_ms, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
GArray *yyq_home_repository_load_stats_finish (YyqHomeRepository *self, GAsyncResult *result,
                                               GError **error);

G_END_DECLS
