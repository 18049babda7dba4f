/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-home-repository.h"
#include "yyq-reply-cache.h"

G_BEGIN_DECLS

/* (transfer full) */
YyqHomeRepository *yyq_home_repository_new (YyqApiClient *client, YyqReplyCache *replies);

G_END_DECLS
