/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * (transfer full): the one document of a YAML file. Plain true, false, null and integers become
 * values, all else strings; anchors are not read. Aborts when it cannot be read.
 */
JsonNode *yyq_test_yaml_read (const char *path);

G_END_DECLS
