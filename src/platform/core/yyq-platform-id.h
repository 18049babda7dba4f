/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * The id that this platform has made for itself once (a UUID), also when several of its processes
 * begin at the same time; it goes into the configuration. Clients know by it what they have kept.
 */
gboolean yyq_platform_id_take (YyqPlatform *platform, GError **error);

G_END_DECLS
