/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * How Chinese text is read, in letters without tones, as people type it: ü is a v (or a u). The
 * readings are ICU's; where a name is read otherwise, or a character in more ways than one, each
 * of them counts. All functions are for any thread.
 */
#define YYQ_PINYIN_MOST 4

/*
 * The readings of @c, static, the usual one first; gives how many there are: 0 when it is not a
 * Chinese character. @starts: it begins a run of them, as surnames do; @next (0: none): the one
 * behind it.
 */
guint yyq_pinyin_read (gunichar c, gboolean starts, gunichar next,
                       const char *readings[YYQ_PINYIN_MOST]);

/* All the readings that @c can have anywhere. */
guint yyq_pinyin_read_any (gunichar c, const char *readings[YYQ_PINYIN_MOST]);

/*
 * Calls @take with what somebody may begin to type for a part of @run, the @n characters of which
 * all have readings: from each of them on, in full ("zhouzihan", "zihan", "han") and by the first
 * letters ("zzh", "zh"); from the first one also in full and then by the letters ("zhouzh").
 */
void yyq_pinyin_spell (const gunichar *run, gsize n, void (*take) (gpointer data, const char *key),
                       gpointer data);

/* Another text whenever the readings are other ones. */
const char *yyq_pinyin_get_fingerprint (void);

G_END_DECLS
