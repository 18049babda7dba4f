/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record-source.h"

G_BEGIN_DECLS

/* For YyqRecordRepository: one whole record; @object is the task's source and owns @source. */
void yyq_record_load_async (gpointer object, const YyqRecordSource *source, const char *id,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data);
gpointer yyq_record_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
