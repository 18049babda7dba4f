/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"
#include "yyq-request.h"
#include "yyq-response.h"

G_BEGIN_DECLS

/* A document of the blob store as the reply to a GET. */
typedef struct {
  const char *blob; /* its id */
  const char *type; /* content type */
  const char *etag; /* with its quotes: what a range is for */
} YyqFileReply;

/* All of it, or the range that the request wants; it is opened frame by frame while it is sent.
 * FALSE with the problem set. */
gboolean yyq_file_reply (YyqPlatform *platform, YyqRequest *request, const YyqFileReply *reply,
                         YyqResponse *response);

/*
 * A PDF whose id is its SHA-256, which is its tag, too: nothing for who has it (304), else all of
 * it or the range that is wanted, with the digest of the whole (RFC 9530).
 */
void yyq_file_reply_pdf (YyqPlatform *platform, YyqRequest *request, const char *sha256,
                         YyqResponse *response);

G_END_DECLS
