/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-session.h"

G_DEFINE_ENUM_TYPE (YyqSessionState, yyq_session_state,
                    G_DEFINE_ENUM_VALUE (YYQ_SESSION_STATE_LOGGED_OUT, "logged-out"),
                    G_DEFINE_ENUM_VALUE (YYQ_SESSION_STATE_CHOOSING, "choosing"),
                    G_DEFINE_ENUM_VALUE (YYQ_SESSION_STATE_READY, "ready"))

G_DEFINE_ENUM_TYPE (YyqSessionBanner, yyq_session_banner,
                    G_DEFINE_ENUM_VALUE (YYQ_SESSION_BANNER_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (YYQ_SESSION_BANNER_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (YYQ_SESSION_BANNER_TROUBLE, "trouble"),
                    G_DEFINE_ENUM_VALUE (YYQ_SESSION_BANNER_LOGIN, "login"))

G_DEFINE_ENUM_TYPE (YyqSessionCache, yyq_session_cache,
                    G_DEFINE_ENUM_VALUE (YYQ_SESSION_CACHE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (YYQ_SESSION_CACHE_ENCRYPTED, "encrypted"),
                    G_DEFINE_ENUM_VALUE (YYQ_SESSION_CACHE_PASSPHRASE, "passphrase"),
                    G_DEFINE_ENUM_VALUE (YYQ_SESSION_CACHE_MEMORY, "memory"),
                    G_DEFINE_ENUM_VALUE (YYQ_SESSION_CACHE_LOCKED, "locked"))
