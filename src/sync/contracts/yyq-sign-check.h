/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-sign-operation.h"

G_BEGIN_DECLS

/* @title: translated, copied; @detail (nullable): translated, copied. */
YyqSignCheck *yyq_sign_check_new (const char *title, const char *detail, gboolean passed);

/* The same at the end of @checks. */
void yyq_sign_check_add (GListStore *checks, const char *title, const char *detail,
                         gboolean passed);

G_END_DECLS
