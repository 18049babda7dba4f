/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-event.h"

YYQ_DEFINE_RECORD (YyqContractEvent, yyq_contract_event, CONTRACT_EVENT)
