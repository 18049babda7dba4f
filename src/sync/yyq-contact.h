/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-server-info.h"

G_BEGIN_DECLS

/*
 * When the platform was reached last, and for how long what is kept may be used without it (D18);
 * also by a program that runs on and on. Main thread.
 */
typedef struct _YyqContact YyqContact;

typedef void (*YyqContactOver) (gpointer data);

/* @over is called when that is over, while it is watched. */
YyqContact *yyq_contact_new (YyqApiClient *client, YyqContactOver over, gpointer data);
void yyq_contact_free (YyqContact *self);

/* Of an earlier run of the program. */
void yyq_contact_set_at (YyqContact *self, gint64 at_ms);

/* What the platform said of itself; NULL: nobody watches. */
void yyq_contact_watch (YyqContact *self, YyqServerInfo *info);

G_END_DECLS
