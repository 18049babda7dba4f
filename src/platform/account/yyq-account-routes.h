/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-router.h"

G_BEGIN_DECLS

extern const YyqRoute yyq_auth_routes[];
extern const YyqRoute yyq_me_routes[];
extern const YyqRoute yyq_password_routes[];
extern const YyqRoute yyq_session_routes[];
extern const YyqRoute yyq_ukey_routes[];

G_END_DECLS
