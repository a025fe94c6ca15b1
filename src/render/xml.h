/* SPDX-License-Identifier: ISC */
#ifndef RENDER_XML_H
#define RENDER_XML_H

/*
 * xml -- text that stays text in XML and in HTML (S-15, X-37).
 *
 * Nothing else writes the author's words between tags. What XML 1.0 cannot
 * hold even escaped is left out: control characters but TAB and LF, U+FFFE
 * and U+FFFF; so are DEL and C1, which HTML does not take. A byte that is no
 * UTF-8 becomes U+FFFD.
 */

#include "base/buf.h"
#include "base/str.h"

/* text as character data; also safe between double quotes. */
void xml_text(struct buf *out, struct str text);

/*
 * ` name="value"`, the blank in front included. TAB and LF become blanks, as
 * a parser would have it (XML 1.0 3.3.3).
 */
void xml_attribute(struct buf *out, const char *name, struct str value);

/* `<name>text</name>`, with nothing around it. */
void xml_element(struct buf *out, const char *name, struct str text);

#endif
