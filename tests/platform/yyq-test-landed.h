/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The data directory of a platform as the first release left it: its database with three contracts
 * in two companies, events, audit rows and an idempotency record; its documents (not PDFs, but with
 * the hashes that the database names); and its key.
 */
#define YYQ_LANDED_COMPANY "01a21934-5e18-76ee-8380-49fd7932ad97"
#define YYQ_LANDED_OTHER "01a21934-5e18-75ee-93e9-0c42f5428d95"
#define YYQ_LANDED_CONTRACT \
  "01a21934-601d-7313-a9da-2dff675fd905" /* of the company, with two revisions */
#define YYQ_LANDED_SECOND "01a21934-60cd-79ff-b342-b8291bb2ad9d"  /* of the company */
#define YYQ_LANDED_FOREIGN "01a21934-60f6-77d7-81a8-176296a0bedd" /* of the other company */

void yyq_test_landed_write (const char *data_dir);

/* Runs @sql on the database of @data_dir, behind the platform's back. */
void yyq_test_landed_sql (const char *data_dir, const char *sql);

G_END_DECLS
