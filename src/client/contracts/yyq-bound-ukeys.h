/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-session.h"
#include "yyq-ukey-manager.h"

G_BEGIN_DECLS

/* Which certificates are bound to the account in the session's enterprise (D7), and may sign for
 * it. Main thread. */

gboolean yyq_bound_ukeys_contain (YyqSession *session, YyqUkeyCertificate *certificate);

/* Is a certificate plugged in that could sign, if only it were bound? */
gboolean yyq_bound_ukeys_lack_one (YyqSession *session, YyqUkeyManager *manager);

G_END_DECLS
