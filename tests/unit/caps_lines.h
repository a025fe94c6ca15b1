/* SPDX-License-Identifier: ISC */
#ifndef UNIT_CAPS_LINES_H
#define UNIT_CAPS_LINES_H

/*
 * caps_lines -- how every caps.txt begins (O-48, rule 33).
 */

#define CAPS_LINES                       \
	"CAPS\r\n"                       \
	"CapsVersion=1\r\n"              \
	"ExpireCapsAfter=3600\r\n"       \
	"PathDelimeter=/\r\n"            \
	"PathIdentity=.\r\n"             \
	"PathParent=..\r\n"              \
	"PathParentDouble=FALSE\r\n"     \
	"PathKeepPreDelimeter=FALSE\r\n" \
	"ServerSoftware=Vitae\r\n"

#endif
