/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"

G_BEGIN_DECLS

/* Figures of the home page: /home. Times in ms. Errors as of yyq_api_client_call_async(). */

typedef struct {
  guint contracts_to_sign;
  gint64 oldest_at; /* 0 = none */
} YyqHomeApiTodo;

/* (transfer full): g_free() */
void yyq_home_api_get_todo_async (YyqApiClient *client, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
YyqHomeApiTodo *yyq_home_api_get_todo_finish (YyqApiClient *client, GAsyncResult *result,
                                              GError **error);

typedef struct {
  guint contracts_total;
  guint contracts_completed;
  guint contracts_signing;
  gint64 mean_signing_ms; /* 0 = not known */
  int employees_active;   /* -1 = not said */
} YyqHomeApiOverview;

/* (transfer full): g_free() */
void yyq_home_api_get_overview_async (YyqApiClient *client, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
YyqHomeApiOverview *yyq_home_api_get_overview_finish (YyqApiClient *client, GAsyncResult *result,
                                                      GError **error);

/* [from, to) */
typedef struct {
  gint64 from;
  gint64 to;
  guint initiated;
  guint completed;
} YyqHomeApiStat;

/* @unit: "day", "week", "month". (transfer full): GArray of YyqHomeApiStat, oldest first. */
void yyq_home_api_list_stats_async (YyqApiClient *client, const char *unit, gint64 from, gint64 to,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
GArray *yyq_home_api_list_stats_finish (YyqApiClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
