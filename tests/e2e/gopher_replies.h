/* SPDX-License-Identifier: ISC */
#ifndef E2E_GOPHER_REPLIES_H
#define E2E_GOPHER_REPLIES_H

/*
 * gopher_replies -- what test_gopher_wire.c's capsule answers, byte for byte,
 * as localhost at port 70.
 */

#include "unit/caps_lines.h"

#define ERROR(text) "3" text "\t\terror.host\t1\r\n.\r\n"
#define MISSING ERROR("Not found")
#define ILLEGAL ERROR("Not a selector")
#define TOO_LONG ERROR("Request too long")
#define NO_URL ERROR("Not a URL to pass on")

#define ROOT                                                                 \
	"iAda Lovelace\t\tnull.host\t1\r\n"                                  \
	"iAnalyst\t\tnull.host\t1\r\n"                                       \
	"i\t\tnull.host\t1\r\n"                                              \
	"i-- News --\t\tnull.host\t1\r\n"                                    \
	"i\t\tnull.host\t1\r\n"                                              \
	"02024-03-05 The notes are out\t/news/the-notes-are-out"             \
	"\tlocalhost\t70\r\n"                                                \
	"i\t\tnull.host\t1\r\n"                                              \
	"i-- About --\t\tnull.host\t1\r\n"                                   \
	"i\t\tnull.host\t1\r\n"                                              \
	"iI write programs for a machine that is not built."                 \
	"\t\tnull.host\t1\r\n"                                               \
	"i\t\tnull.host\t1\r\n"                                              \
	"i-- Pages --\t\tnull.host\t1\r\n"                                   \
	"i\t\tnull.host\t1\r\n"                                              \
	"0About\t/about\tlocalhost\t70\r\n"                                  \
	"1News\t/news\tlocalhost\t70\r\n"                                    \
	"0Education\t/education\tlocalhost\t70\r\n"                          \
	"0Curriculum vitae\t/cv\tlocalhost\t70\r\n"                          \
	"1All pages\t/sitemap\tlocalhost\t70\r\n"                            \
	"7Search these pages\t/search\tlocalhost\t70\r\n"                    \
	"0Atom feed\t/atom.xml\tlocalhost\t70\r\n"                           \
	"i\t\tnull.host\t1\r\n"                                              \
	"i-- Elsewhere --\t\tnull.host\t1\r\n"                               \
	"i\t\tnull.host\t1\r\n"                                              \
	"0This page as gemtext\t/index.gmi\tlocalhost\t70\r\n"               \
	"hThis page on Gemini\tURL:gemini://localhost/\tlocalhost\t70\r\n"   \
	"hThis page on the web\tURL:https://ada.example/\tlocalhost\t70\r\n" \
	".\r\n"

#define ROOT_PLUS                                                       \
	"+-1\r\n"                                                       \
	"+INFO: iAda Lovelace\t\tnull.host\t1\r\n"                      \
	"+INFO: iAnalyst\t\tnull.host\t1\r\n"                           \
	"+INFO: i\t\tnull.host\t1\r\n"                                  \
	"+INFO: i-- News --\t\tnull.host\t1\r\n"                        \
	"+INFO: i\t\tnull.host\t1\r\n"                                  \
	"+INFO: 02024-03-05 The notes are out\t/news/the-notes-are-out" \
	"\tlocalhost\t70\r\n"                                           \
	"+VIEWS:\r\n"                                                   \
	" text/plain: <1K>\r\n"                                         \
	"+INFO: i\t\tnull.host\t1\r\n"                                  \
	"+INFO: i-- About --\t\tnull.host\t1\r\n"                       \
	"+INFO: i\t\tnull.host\t1\r\n"                                  \
	"+INFO: iI write programs for a machine that is not built."     \
	"\t\tnull.host\t1\r\n"                                          \
	"+INFO: i\t\tnull.host\t1\r\n"                                  \
	"+INFO: i-- Pages --\t\tnull.host\t1\r\n"                       \
	"+INFO: i\t\tnull.host\t1\r\n"                                  \
	"+INFO: 0About\t/about\tlocalhost\t70\r\n"                      \
	"+VIEWS:\r\n"                                                   \
	" text/plain: <1K>\r\n"                                         \
	"+INFO: 1News\t/news\tlocalhost\t70\r\n"                        \
	"+VIEWS:\r\n"                                                   \
	" application/gopher-menu: <1K>\r\n"                            \
	"+INFO: 0Education\t/education\tlocalhost\t70\r\n"              \
	"+VIEWS:\r\n"                                                   \
	" text/plain: <1K>\r\n"                                         \
	"+INFO: 0Curriculum vitae\t/cv\tlocalhost\t70\r\n"              \
	"+VIEWS:\r\n"                                                   \
	" text/plain: <1K>\r\n"                                         \
	"+INFO: 1All pages\t/sitemap\tlocalhost\t70\r\n"                \
	"+VIEWS:\r\n"                                                   \
	" application/gopher-menu: <1K>\r\n"                            \
	"+INFO: 7Search these pages\t/search\tlocalhost\t70\r\n"        \
	"+INFO: 0Atom feed\t/atom.xml\tlocalhost\t70\r\n"               \
	"+VIEWS:\r\n"                                                   \
	" application/atom+xml: <2K>\r\n"                               \
	"+INFO: i\t\tnull.host\t1\r\n"                                  \
	"+INFO: i-- Elsewhere --\t\tnull.host\t1\r\n"                   \
	"+INFO: i\t\tnull.host\t1\r\n"                                  \
	"+INFO: 0This page as gemtext\t/index.gmi\tlocalhost\t70\r\n"   \
	"+VIEWS:\r\n"                                                   \
	" text/gemini: <1K>\r\n"                                        \
	"+INFO: hThis page on Gemini\tURL:gemini://localhost/"          \
	"\tlocalhost\t70\r\n"                                           \
	"+INFO: hThis page on the web\tURL:https://ada.example/"        \
	"\tlocalhost\t70\r\n"                                           \
	".\r\n"

#define NEWS                                                     \
	"iNews\t\tnull.host\t1\r\n"                              \
	"i\t\tnull.host\t1\r\n"                                  \
	"02024-03-05 The notes are out\t/news/the-notes-are-out" \
	"\tlocalhost\t70\r\n"                                    \
	"i\t\tnull.host\t1\r\n"                                  \
	"0Atom feed\t/news/atom.xml\tlocalhost\t70\r\n"          \
	"1Home: Ada Lovelace\t/\tlocalhost\t70\r\n"              \
	"hThis page on Gemini\tURL:gemini://localhost/news"      \
	"\tlocalhost\t70\r\n"                                    \
	"hThis page on the web\tURL:https://ada.example/news"    \
	"\tlocalhost\t70\r\n"                                    \
	".\r\n"

#define CV                                       \
	"Ada Lovelace: Curriculum vitae\r\n"     \
	"==============================\r\n"     \
	"\r\n"                                   \
	"Analyst\r\n"                            \
	"\r\n"                                   \
	"Education\r\n"                          \
	"---------\r\n"                          \
	"\r\n"                                   \
	" .bashrc is where it began.\r\n"        \
	"\r\n"                                   \
	" . A dot, a blank and words.\r\n"       \
	"\r\n"                                   \
	"- 1833: Lessons by Mary Somerville\r\n" \
	"\r\n"                                   \
	"About\r\n"                              \
	"-----\r\n"                              \
	"\r\n"                                   \
	"I write programs for a machine that is not built.\r\n"

#define CAPS                                 \
	CAPS_LINES                           \
	"ServerDescription=Ada Lovelace\r\n" \
	"ServerDefaultEncoding=UTF-8\r\n"    \
	"ServerTLSPort=70\r\n"

#define PAGE(url)                                                    \
	"<!DOCTYPE html>\n"                                          \
	"<html lang=\"en\">\n"                                       \
	"<head>\n"                                                   \
	"<meta charset=\"utf-8\">\n"                                 \
	"<meta http-equiv=\"refresh\" content=\"5; url=" url "\">\n" \
	"<title>A link out of Gopher</title>\n"                      \
	"</head>\n"                                                  \
	"<body>\n"                                                   \
	"<p>This link leads out of Gopher: <a href=\"" url "\">" url \
	"</a></p>\n"                                                 \
	"</body>\n"                                                  \
	"</html>\n"

/* What a browser sends behind its request line. */
#define HEADERS                       \
	"Host: localhost\r\n"         \
	"User-Agent: curl/7.88.1\r\n" \
	"Accept: */*\r\n"             \
	"\r\n"

#define MOVED_HEAD(length, url)                      \
	"HTTP/1.1 301 Moved Permanently\r\n"         \
	"Location: " url "\r\n"                      \
	"Content-Type: text/html; charset=utf-8\r\n" \
	"Content-Length: " length "\r\n"             \
	"Connection: close\r\n"                      \
	"\r\n"

#define MOVED(length, url)                                               \
	MOVED_HEAD(length, url)                                          \
	"<!DOCTYPE html>\n"                                              \
	"<title>Moved</title>\n"                                         \
	"<p>This is a Gopher server. The page is <a href=\"" url "\">on" \
	" the web</a>.\n"

#define PLAIN(status, header, length)                          \
	"HTTP/1.1 " status "\r\n" header                       \
	"Content-Type: text/plain; charset=utf-8\r\n"          \
	"Content-Length: " length "\r\n"                       \
	"Connection: close\r\n"                                \
	"\r\n" status "\n\n"                                   \
	"This is a Gopher server. Gopher clients find it at\n" \
	"gopher://localhost/\n"

#define NOTHING_FOUND                               \
	"iSearch\t\tnull.host\t1\r\n"               \
	"i\t\tnull.host\t1\r\n"                     \
	"iWords: 1Fake /fake\t\tnull.host\t1\r\n"   \
	"iNothing found.\t\tnull.host\t1\r\n"       \
	"i\t\tnull.host\t1\r\n"                     \
	"7Search again\t/search\tlocalhost\t70\r\n" \
	"1Home\t/\tlocalhost\t70\r\n"               \
	".\r\n"

#endif
