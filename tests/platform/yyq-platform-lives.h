/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The classes below src/platform and src/net that have objects and that nothing derives from; of
 * the storages that of the engine alone is made. tests/checks/lives.sh holds this list together
 * with the sources.
 */
#define PLATFORM_LIVES(X)  \
  X (yyq_access_cache)     \
  X (yyq_blob_store)       \
  X (yyq_demo_authority)   \
  X (yyq_demo_timestamper) \
  X (yyq_event_hub)        \
  X (yyq_field_cipher)     \
  X (yyq_http_timestamper) \
  X (yyq_job_runner)       \
  X (yyq_master_keys)      \
  X (yyq_platform)         \
  X (yyq_platform_server)  \
  X (yyq_scgi_transport)   \
  X (yyq_scheduler)        \
  X (yyq_soup_transport)   \
  X (yyq_trust_keeper)
#define PLATFORM_SQLITE_LIVES(X) X (yyq_sqlite_storage)
#define PLATFORM_POSTGRESQL_LIVES(X) X (yyq_postgresql_storage)
