/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <poppler.h>

#include "yyq-page-facts.h"

G_BEGIN_DECLS

/*
 * Adds to @facts the characters of @page as poppler reads it, in its reading order and lines.
 * poppler does not know /UserUnit, so its lengths times @unit are ours, and tells no baselines: a
 * line's is the one of @origins (element-type YyqWorkerOrigin) that lies in it, else it is guessed
 * from its height.
 */
void yyq_worker_text_read (PopplerPage *page, double unit, GArray *origins, YyqPageFacts *facts);

G_END_DECLS
