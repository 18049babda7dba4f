/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-request.h"
#include "yyq-response.h"

G_BEGIN_DECLS

/* The SCGI protocol without sockets. The header is a netstring: "length:name NUL value NUL ...,".
 */
#define YYQ_SCGI_HEADER_LIMIT (64 * 1024)

/*
 * The header block from the netstring's start in @data. TRUE with *@header NULL: more bytes are
 * needed. Its strings stand in @data. @consumed: bytes up to the body. Errors:
 * G_IO_ERROR_INVALID_DATA.
 */
gboolean yyq_scgi_take_header (const char *data, gsize length, GHashTable **header, gsize *consumed,
                               GError **error);

/* CONTENT_LENGTH; FALSE when it is missing or not a number of @limit at most. */
gboolean yyq_scgi_get_length (GHashTable *header, gsize limit, gsize *length);

/* (nullable): NULL when method or target are missing or do not decode. */
YyqRequest *yyq_scgi_make_request (GHashTable *header, GBytes *body);

/* Status line and headers, up to the empty line. */
GString *yyq_scgi_format_head (YyqResponse *response);

G_END_DECLS
