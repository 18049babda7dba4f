/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-login-session.h"

YYQ_DEFINE_RECORD (YyqLoginSession, yyq_login_session, LOGIN_SESSION)
