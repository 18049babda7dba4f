/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sign-operation.h"

static GType
register_enum (const char *name, const GEnumValue *values)
{
  return g_enum_register_static (g_intern_static_string (name), values);
}

/* The nick is what follows the prefix, in lower case. */
#define DEFINE_ENUM(Type, type, ...)                                         \
  GType type##_get_type (void)                                               \
  {                                                                          \
    static gsize id = 0;                                                     \
                                                                             \
    if (g_once_init_enter (&id)) {                                           \
      static const GEnumValue values[] = { __VA_ARGS__, { 0, NULL, NULL } }; \
                                                                             \
      g_once_init_leave (&id, register_enum (#Type, values));                \
    }                                                                        \
    return id;                                                               \
  }

DEFINE_ENUM (YyqSessionState, yyq_session_state,
             { YYQ_SESSION_STATE_LOGGED_OUT, "YYQ_SESSION_STATE_LOGGED_OUT", "logged-out" },
             { YYQ_SESSION_STATE_CHOOSING, "YYQ_SESSION_STATE_CHOOSING", "choosing" },
             { YYQ_SESSION_STATE_READY, "YYQ_SESSION_STATE_READY", "ready" })

DEFINE_ENUM (YyqSessionBanner, yyq_session_banner,
             { YYQ_SESSION_BANNER_NONE, "YYQ_SESSION_BANNER_NONE", "none" },
             { YYQ_SESSION_BANNER_OFFLINE, "YYQ_SESSION_BANNER_OFFLINE", "offline" },
             { YYQ_SESSION_BANNER_TROUBLE, "YYQ_SESSION_BANNER_TROUBLE", "trouble" },
             { YYQ_SESSION_BANNER_LOGIN, "YYQ_SESSION_BANNER_LOGIN", "login" })

DEFINE_ENUM (YyqSessionCache, yyq_session_cache,
             { YYQ_SESSION_CACHE_NONE, "YYQ_SESSION_CACHE_NONE", "none" },
             { YYQ_SESSION_CACHE_ENCRYPTED, "YYQ_SESSION_CACHE_ENCRYPTED", "encrypted" },
             { YYQ_SESSION_CACHE_PASSPHRASE, "YYQ_SESSION_CACHE_PASSPHRASE", "passphrase" },
             { YYQ_SESSION_CACHE_MEMORY, "YYQ_SESSION_CACHE_MEMORY", "memory" },
             { YYQ_SESSION_CACHE_LOCKED, "YYQ_SESSION_CACHE_LOCKED", "locked" })

DEFINE_ENUM (YyqSignPhase, yyq_sign_phase, { YYQ_SIGN_PHASE_IDLE, "YYQ_SIGN_PHASE_IDLE", "idle" },
             { YYQ_SIGN_PHASE_PREPARING, "YYQ_SIGN_PHASE_PREPARING", "preparing" },
             { YYQ_SIGN_PHASE_CHECKING, "YYQ_SIGN_PHASE_CHECKING", "checking" },
             { YYQ_SIGN_PHASE_SIGNING, "YYQ_SIGN_PHASE_SIGNING", "signing" },
             { YYQ_SIGN_PHASE_STAMPING, "YYQ_SIGN_PHASE_STAMPING", "stamping" },
             { YYQ_SIGN_PHASE_SENDING, "YYQ_SIGN_PHASE_SENDING", "sending" },
             { YYQ_SIGN_PHASE_DONE, "YYQ_SIGN_PHASE_DONE", "done" },
             { YYQ_SIGN_PHASE_FAILED, "YYQ_SIGN_PHASE_FAILED", "failed" })
