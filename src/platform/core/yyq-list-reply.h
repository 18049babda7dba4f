/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-list-source.h"
#include "yyq-reply.h"

G_BEGIN_DECLS

/*
 * A page of @source for the body of a request, the query with "after" and "limit", as far as the
 * route's permission goes. For a route's prepare: it only reads, and answers before there would be
 * a transaction. In a body, since what is searched for may name people.
 */
void yyq_list_reply (YyqPlatform *platform, YyqRequest *request, const YyqListSource *source,
                     YyqResponse *response);

/* Handlers: what a list can be narrowed to, YyqChoice by name. Who is or was a member of the
 * company, and the units in which the caller has the permission of the route. */
void yyq_list_reply_accounts (YyqPlatform *platform, YyqRequest *request, YyqResponse *response);
void yyq_list_reply_units (YyqPlatform *platform, YyqRequest *request, YyqResponse *response);

G_END_DECLS
