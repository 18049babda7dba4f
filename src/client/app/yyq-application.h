/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * The client. Actions: app.show-page::<chapter>, app.show-contracts::<tab>,
 * app.show-contract::<id>, app.sign-contract::<id>, app.log-out, app.forget-computer,
 * app.preferences, app.about, app.quit. Chapters speak to each other through these only.
 */
#define YYQ_TYPE_APPLICATION (yyq_application_get_type ())
G_DECLARE_FINAL_TYPE (YyqApplication, yyq_application, YYQ, APPLICATION, AdwApplication)

/* @settings is nullable: see yyq_settings_new(). */
YyqApplication *yyq_application_new (GSettings *settings);

/* (transfer none) (nullable): NULL before startup. */
YyqSession *yyq_application_get_session (YyqApplication *self);

/* What the program ends with when nothing else failed. */
int yyq_application_get_exit_code (YyqApplication *self);

G_END_DECLS
