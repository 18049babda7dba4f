/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-shown.h"
#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * What a sign session lets its signature show: rows of sign_session_form, whose forms lie among the
 * blobs. Errors: YYQ_STORE_ERROR.
 */

/* In the transaction that opens the session; @form_sha256 was put into the blob store before. */
gboolean yyq_sign_forms_add (YyqPlatform *platform, const char *session_id, const char *field,
                             const char *seal_id, const char *form_sha256, GError **error);

/* (transfer full) (element-type YyqPdfShown): owns what it points to. Empty for sessions from
 * before there were forms. */
GArray *yyq_sign_forms_load (YyqPlatform *platform, const char *session_id, GError **error);

G_END_DECLS
