/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sign-session.h"

YYQ_DEFINE_RECORD (YyqSignSession, yyq_sign_session, SIGN_SESSION)
