/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-open-reply.h"

G_BEGIN_DECLS

/*
 * The connections of a transport whose replies stay open. One thread, which begins with the first
 * of them, sends what is said on all, and notices who has gone: thousands of idle connections are
 * no work, and in nobody's way who asks something else. Any thread.
 */
typedef struct _YyqOpenReplies YyqOpenReplies;

YyqOpenReplies *yyq_open_replies_new (void);

/* Hangs up on all, and joins the thread. */
void yyq_open_replies_free (YyqOpenReplies *self);

/*
 * Takes @fd, a socket that does not block, and sends @head, and then what is said. Who does not
 * take what is sent, or says something, is hung up on.
 */
void yyq_open_replies_add (YyqOpenReplies *self, int fd, const char *head, YyqOpenReply *reply);

G_END_DECLS
