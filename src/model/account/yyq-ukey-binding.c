/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey-binding.h"

YYQ_DEFINE_RECORD (YyqUkeyBinding, yyq_ukey_binding, UKEY_BINDING)
