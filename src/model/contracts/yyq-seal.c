/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-seal.h"

YYQ_DEFINE_RECORD (YyqSeal, yyq_seal, SEAL)
