/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-test-platform.h"

G_BEGIN_DECLS

/*
 * A YyqTestPlatform with a thread of its own: it answers while the test is busy for seconds, as one
 * is that reads a client's accessible tree. Main thread.
 */
typedef struct _YyqTestAside YyqTestAside;

YyqTestAside *yyq_test_aside_new (void);
void yyq_test_aside_free (YyqTestAside *self);

/* (transfer none): all that asks or changes its storage may be called; what starts, stops or spoils
 * it may not. */
YyqTestPlatform *yyq_test_aside_get_platform (YyqTestAside *self);

G_END_DECLS
