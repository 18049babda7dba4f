/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-entity.h"

G_BEGIN_DECLS

/* Templates, as the client keeps them. Filters: "open", "closed". */
extern const YyqEntity yyq_template_entity;

G_END_DECLS
