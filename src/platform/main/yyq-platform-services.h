/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * Blob store, trust and scheduler of @platform, from its configuration, which must not change
 * afterwards, and its YyqMasterKeys when there is a data directory: once, before routes are served
 * and before the demo is seeded. No thread is started. Errors: see YyqTrustKeeper, YyqBlobStore.
 */
gboolean yyq_platform_services_install (YyqPlatform *platform, GError **error);

G_END_DECLS
