/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * (nullable): the variable @name, by which a build that is not installed says where its own
 * programs and translations are. NULL without -Ddeveloper=true, and the name is then not even in
 * the program: nobody who sets variables of a clerk's session chooses what reads his files or holds
 * his PIN.
 */
#if YYQ_DEVELOPER && !defined YYQ_NOT_DEVELOPER
#  define yyq_developer_getenv(name) g_getenv (name)
#else
#  define yyq_developer_getenv(name) ((const char *) NULL)
#endif

G_END_DECLS
