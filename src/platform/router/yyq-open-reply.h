/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The body of a reply that stays open: who has something to say says it now and then, and the
 * transport that has the connection sends it. Either may end it. Any thread; nothing blocks.
 */
typedef struct _YyqOpenReply YyqOpenReply;

YyqOpenReply *yyq_open_reply_new (void);
YyqOpenReply *yyq_open_reply_ref (YyqOpenReply *self);
void yyq_open_reply_unref (YyqOpenReply *self);

/* Who speaks. After the end nothing is said any more, and what nobody takes ends it. */
void yyq_open_reply_say (YyqOpenReply *self, const char *text);
void yyq_open_reply_end (YyqOpenReply *self);

/* The connection is gone, or is to go. */
gboolean yyq_open_reply_is_over (YyqOpenReply *self);

/* Something was said, or it has ended. Runs in the speaker's thread, and must not call back. */
typedef void (*YyqOpenReplyWake) (gpointer data);

/* Who sends, one at most; woken at once, for what was said before. */
void yyq_open_reply_connect (YyqOpenReply *self, YyqOpenReplyWake wake, gpointer data);

/* (transfer full): what was said since the last time, "" when nothing was. @ended: nothing follows.
 */
char *yyq_open_reply_take (YyqOpenReply *self, gboolean *ended);

/* There is nobody to send it to any more; wake is not called afterwards. */
void yyq_open_reply_close (YyqOpenReply *self);

/* The reply that it was for is done with: when it was not connected by then it never will be. */
void yyq_open_reply_abandon (YyqOpenReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqOpenReply, yyq_open_reply_unref)

G_END_DECLS
