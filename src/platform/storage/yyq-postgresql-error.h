/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

/*
 * What the server says as a YYQ_STORE_ERROR: SQLSTATE and its first line, without the details, in
 * which values stand.
 * @result NULL or without SQLSTATE: the connection's own message.
 */
void yyq_postgresql_set_error (GError **error, PGconn *db, const PGresult *result);

G_END_DECLS
