/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A font has one glyph for 方 and for ⽅, the radical of it, and a PDF may name the latter: nobody
 * would find it, and a screen reader would spell it. What stands for @character where people type;
 * @character itself for all that is no radical.
 */
gunichar yyq_radical_plain (gunichar character);

G_END_DECLS
