/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-request.h"
#include "yyq-response.h"
#include "yyq-template-service.h"

G_BEGIN_DECLS

/* Who asks. */
YyqTemplateActor yyq_template_actor_of (YyqPlatform *platform, YyqRequest *request);

/* (transfer none) (nullable): the body, which @request keeps; NULL when the problem is set. */
JsonObject *yyq_template_reply_get_body (YyqRequest *request, YyqResponse *response);

/* The template with its content. */
void yyq_template_reply (YyqResponse *response, guint status, const YyqTemplateWhole *whole);

/* A record whose content is the text @text. */
void yyq_template_reply_record (YyqResponse *response, gpointer record, const char *text);

/* {"template": ..., "dropped": [...]}; @dropped: (element-type utf8). */
void yyq_template_reply_upload (YyqResponse *response, const YyqTemplateWhole *whole,
                                GPtrArray *dropped);

G_END_DECLS
