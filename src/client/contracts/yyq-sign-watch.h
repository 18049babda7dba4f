/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-contract.h"
#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * Looks whether a contract still waits for a signature as the person sees it, while they choose and
 * type: whenever the cache moves, and every ten seconds at the platform. Main thread.
 *
 * Signal "moved-on" (const char *what): it does not; what happened, translated. It may come again.
 */
#define YYQ_TYPE_SIGN_WATCH (yyq_sign_watch_get_type ())
G_DECLARE_FINAL_TYPE (YyqSignWatch, yyq_sign_watch, YYQ, SIGN_WATCH, GObject)

/* @contract: as the person sees it, in turn for the company. The session must be READY. */
YyqSignWatch *yyq_sign_watch_new (YyqSession *session, YyqContract *contract);

/* Whether it looks by itself; at first it does not. */
void yyq_sign_watch_set_active (YyqSignWatch *self, gboolean active);

/* Looks now, active or not. */
void yyq_sign_watch_look (YyqSignWatch *self);

/* For good: what is under way is cancelled, and no signal comes any more. */
void yyq_sign_watch_stop (YyqSignWatch *self);

G_END_DECLS
