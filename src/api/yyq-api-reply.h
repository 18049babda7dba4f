/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-wire-record.h"

G_BEGIN_DECLS

/* For decoders. Errors: YYQ_WIRE_ERROR. */

/* (transfer none) (nullable): the object that the reply is, also when the body was empty an error.
 */
JsonObject *yyq_api_reply_object (YyqApiReply *reply, GError **error);

/* (transfer full): the array @member as a model of records of @type. */
GListModel *yyq_api_reply_list (YyqApiReply *reply, const char *member, GType type, GError **error);

/* A page of a list, and where the next one goes on. */
typedef struct {
  GListModel *items; /* (owned) */
  char *next;        /* (owned) (nullable): NULL on the last page */
} YyqApiPage;

void yyq_api_page_free (YyqApiPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqApiPage, yyq_api_page_free)

/* (transfer full): of records of @type. */
YyqApiPage *yyq_api_reply_page (YyqApiReply *reply, GType type, GError **error);

/* YyqApiDecode: of records of the call's type a YyqApiPage, which a list without "next" is, too,
 * and one of them. */
gpointer yyq_api_decode_page (YyqApiClient *client, YyqApiReply *reply, GError **error);
gpointer yyq_api_decode_record (YyqApiClient *client, YyqApiReply *reply, GError **error);

/* (transfer full): "/api/v1" and the printf'ed rest; text in it must be escaped already. */
char *yyq_api_path (const char *format, ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS
