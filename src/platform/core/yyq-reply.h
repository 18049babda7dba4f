/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "yyq-platform.h"
#include "yyq-router.h"
#include "yyq-wire.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): the body's JSON object; when it is none the problem is set. Parsed
 * before the transaction. */
JsonNode *yyq_reply_parse (YyqRequest *request, YyqResponse *response);

/* Takes @node. */
void yyq_reply_json (YyqResponse *response, guint status, JsonNode *node);

/* Any error of a service, of storage or of the wire as its problem. */
void yyq_reply_error (YyqResponse *response, const GError *error);

/* The same of a file that stood in the member @pointer: what is wrong with a PDF (YYQ_PDF_ERROR) is
 * invalid, and its errors[0].code a word for why (data/openapi, putTemplateFile). */
void yyq_reply_pdf_error (YyqResponse *response, const GError *error, const char *pointer);

/* What a record is. */
void yyq_reply_record (YyqResponse *response, guint status, gpointer record);

/* {"items": [...]} of all records in @list. */
void yyq_reply_list (YyqResponse *response, GPtrArray *list);

/* {"items": [...], "next": @next, "has_more": ...}: a page that goes on where @next says, NULL: the
 * last. */
void yyq_reply_page (YyqResponse *response, GPtrArray *list, const char *next);

G_END_DECLS
