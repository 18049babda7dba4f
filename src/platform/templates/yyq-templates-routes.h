/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-router.h"

G_BEGIN_DECLS

extern const YyqRoute yyq_template_routes[];
extern const YyqRoute yyq_template_edit_routes[];

G_END_DECLS
