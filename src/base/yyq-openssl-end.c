/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-openssl-end.h"

#include <openssl/crypto.h>

/*
 * When a process exits, OpenSSL takes itself apart by atexit(). GLib joins no thread of its pools: one may still compute
 * then, and OpenSSL goes away beneath it; or it is about to end, and what OpenSSL keeps for it (its random generator) is
 * given back by nobody, because the key to it is gone already. So OpenSSL stays until the kernel takes the whole process.
 * It listens to this only before anything else of it is used.
 */
__attribute__ ((constructor)) void
yyq_openssl_end_with_process (void)
{
  OPENSSL_init_crypto (OPENSSL_INIT_NO_ATEXIT, NULL);
}
