/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-router.h"

G_BEGIN_DECLS

extern const YyqRoute yyq_employee_routes[];

G_END_DECLS
