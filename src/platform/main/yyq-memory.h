/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the platform's process keeps of the memory that it is done with. */

/* Before there are threads. */
void yyq_memory_set_up (void);

/*
 * Many papers are about to be typeset, one after the other: cairo copies the whole of a Chinese
 * font, 16 MiB, four times for each of them, and to take that from the system and give it back
 * every time costs more than all the rest. At the end it goes back.
 */
void yyq_memory_begin_papers (void);
void yyq_memory_end_papers (void);
