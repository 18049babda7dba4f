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

/* (transfer full): "/api/v1" and the printf'ed rest; text in it must be escaped already. */
char *yyq_api_path (const char *format, ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS
