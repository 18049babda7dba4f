/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-ukey-client.h"
#include "yyq-ukey-manager.h"

G_BEGIN_DECLS

/* What one driver found. */
typedef struct {
  YyqUkeyClient *client;
  GPtrArray *ukeys; /* (element-type YyqUkey) (nullable) */
  guint unrecognised;
  GError *error;
} YyqUkeyScan;

/*
 * (transfer full) (element-type YyqUkeyScan): asks all @clients (element-type YyqUkeyClient) at the
 * same time, so that a slow driver delays no other one. Blocks; any thread.
 */
GPtrArray *yyq_ukey_scan_all (GPtrArray *clients, GCancellable *cancellable);

/* (transfer full) (element-type YyqUkey): the tokens that can be used. */
GPtrArray *yyq_ukey_scan_get_ukeys (GPtrArray *scans);

/* @service and @n_cards: what the smart card service says. */
YyqUkeyDiagnosis yyq_ukey_scan_diagnose (GPtrArray *scans, gboolean service, guint n_cards);

G_END_DECLS
