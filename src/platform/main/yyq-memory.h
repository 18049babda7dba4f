/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the platform's process keeps of the memory that it is done with. */

/* Before there are threads. */
void yyq_memory_set_up (void);

/*
 * Many papers are about to be made, one after the other: to take from the system what each of them
 * needs, and give it back every time, costs half as much as all the rest. At the end it goes back.
 */
void yyq_memory_begin_papers (void);
void yyq_memory_end_papers (void);
