/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-template-repository.h"

G_BEGIN_DECLS

/*
 * Has what is open on this computer, whole and with its documents, before the network goes: one
 * template after the other, whenever the platform told what changed. Main thread.
 */
#define YYQ_TYPE_TEMPLATE_KEEPER (yyq_template_keeper_get_type ())
G_DECLARE_FINAL_TYPE (YyqTemplateKeeper, yyq_template_keeper, YYQ, TEMPLATE_KEEPER, GObject)

/* @templates is not kept alive, and stops it before it goes. */
YyqTemplateKeeper *yyq_template_keeper_new (YyqTemplateRepository *templates);
void yyq_template_keeper_stop (YyqTemplateKeeper *self);

G_END_DECLS
