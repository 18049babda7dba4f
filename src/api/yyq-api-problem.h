/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * (transfer full): YYQ_API_ERROR for a reply with a status of 400 and above; @body may be a problem
 * of RFC 9457 or anything else. The message begins with the problem's code, when there is one, and
 * ends with the request's id, which the platform's log knows.
 */
GError *yyq_api_problem_new_error (guint status, GBytes *body, const char *request_id);

/* TRUE when @error (nullable) was made of the problem "urn:yyq:problem:<code>". */
gboolean yyq_api_problem_is (const GError *error, const char *code);

/* (transfer full) (nullable): the code of the problem that @error was made of. */
char *yyq_api_problem_get_code (const GError *error);

/* (transfer full) (nullable): the error that the problem @code makes, as far as words go. */
GError *yyq_api_problem_new_from_code (const char *code);

G_END_DECLS
