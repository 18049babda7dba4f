/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* 10^12 yuan and above cannot be written. */
#define YYQ_CAPITAL_AMOUNT_END (G_GINT64_CONSTANT (1000000000000) * 100)

/*
 * (transfer full) (nullable): an amount of money in the capital characters of contracts and bills
 * (支付结算办法 annex 1, 正确填写票据和结算凭证的基本规定), without 人民币 before it:
 * 140950 fen is 壹仟肆佰零玖元伍角. NULL when it is below 0 or not below YYQ_CAPITAL_AMOUNT_END.
 * Any thread.
 */
char *yyq_capital_amount_new (gint64 fen);

G_END_DECLS
