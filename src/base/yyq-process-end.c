/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-process-end.h"

#include <openssl/crypto.h>

/*
 * When a process exits, OpenSSL takes itself apart by atexit(). GLib joins no thread of its pools:
 * one may still compute then, and OpenSSL goes away beneath it; or it is about to end, and what
 * OpenSSL keeps for it (its random generator) is given back by nobody, because the key to it is
 * gone already. So OpenSSL stays until the kernel takes the whole process. It listens to this only
 * before anything else of it is used.
 */
static void
keep_openssl (void)
{
  OPENSSL_init_crypto (OPENSSL_INIT_NO_ATEXIT, NULL);
}

/* LeakSanitizer reads the memory of all threads at exit, and falls over one that is just ending: so
 * none of a pool does. */
static void
keep_pool_threads (void)
{
#ifdef __SANITIZE_ADDRESS__
  g_thread_pool_set_max_unused_threads (-1);
  g_thread_pool_set_max_idle_time (0);
#endif
}

__attribute__ ((constructor)) void
yyq_process_end_prepare (void)
{
  keep_openssl ();
  keep_pool_threads ();
}
