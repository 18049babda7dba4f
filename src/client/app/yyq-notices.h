/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * The bar over the pages: what the person must know wherever they are, and the way to mend it. It
 * follows the session. Of several things the most urgent is said: how the session and the platform
 * stand, what was refused or damaged, what the platform changed, the UKey, the cache. One with a
 * cross stays away once it was closed; one without stays for as long as it is so.
 */
#define YYQ_TYPE_NOTICES (yyq_notices_get_type ())
G_DECLARE_FINAL_TYPE (YyqNotices, yyq_notices, YYQ, NOTICES, AdwBin)

/* Once. */
void yyq_notices_set_session (YyqNotices *self, YyqSession *session);

G_END_DECLS
