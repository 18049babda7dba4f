/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The way to a time-stamp authority (RFC 3161): takes the DER of a TimeStampReq, gives the DER of
 * the TimeStampResp. It only carries; making and checking them is src/pdf's work. Blocks.
 */
#define YYQ_TYPE_TIMESTAMPER (yyq_timestamper_get_type ())
G_DECLARE_INTERFACE (YyqTimestamper, yyq_timestamper, YYQ, TIMESTAMPER, GObject)

struct _YyqTimestamperInterface {
  GTypeInterface parent_iface;

  GBytes *(*query) (YyqTimestamper *self, GBytes *request, GCancellable *cancellable,
                    GError **error);
};

/* (transfer full). Errors: YYQ_PDF_ERROR_TIMESTAMP, G_IO_ERROR_CANCELLED. */
GBytes *yyq_timestamper_query (YyqTimestamper *self, GBytes *request, GCancellable *cancellable,
                               GError **error);

G_END_DECLS
