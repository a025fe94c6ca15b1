/* SPDX-License-Identifier: ISC */
#include "render/web_page.h"

/*
 * The reader's own letters and sizes; a line of at most 70 letters; dark for
 * who has it so; on paper black, without ways, and with the URLs of links.
 */
static const char style[] =
    ":root{color-scheme:light dark;--ink:#1b1b1b;--soft:#5a5a5a;"
    "--paper:#fdfdfb;--line:#d9d9d4;--link:#0b5394}\n"
    "@media(prefers-color-scheme:dark){:root{--ink:#e4e4e0;--soft:#a5a5a0;"
    "--paper:#17181a;--line:#3a3b3d;--link:#8ab8e8}}\n"
    "html{background:var(--paper);color:var(--ink);"
    "font:100%/1.55 system-ui,sans-serif;overflow-wrap:break-word}\n"
    "body{max-width:44rem;margin:0 auto;padding:1rem}\n"
    "a{color:var(--link);text-underline-offset:.15em}\n"
    "a:focus-visible{outline:2px solid var(--link);outline-offset:2px}\n"
    "h1,h2,h3{line-height:1.25;margin:1.6em 0 .5em}\n"
    "h1{font-size:1.7rem;margin-top:.6em}\n"
    "h2{font-size:1.25rem}\n"
    "h3{font-size:1.05rem}\n"
    "main ul{padding-left:1.2rem}\n"
    "main li{margin:.35em 0}\n"
    "img{max-width:100%;height:auto}\n"
    "pre{overflow-x:auto;padding:.8rem;border:1px solid var(--line);"
    "font-size:.85rem;line-height:1.3}\n"
    "blockquote{margin:1em 0;padding-left:1rem;"
    "border-left:3px solid var(--line);color:var(--soft)}\n"
    "header{border-bottom:1px solid var(--line);padding-bottom:.4rem}\n"
    "header p{margin:.2rem 0;font-weight:600}\n"
    "nav ul,footer ul{display:flex;flex-wrap:wrap;gap:.2rem 1rem;"
    "list-style:none;margin:.3rem 0;padding:0}\n"
    "nav a{display:inline-block;padding:.25rem 0}\n"
    "[aria-current]{font-weight:600}\n"
    "footer{margin-top:3rem;border-top:1px solid var(--line);"
    "color:var(--soft);font-size:.9rem}\n"
    "@media print{:root{color-scheme:light;--ink:#000;--soft:#333;"
    "--paper:#fff;--link:#000}body{max-width:none;padding:0}"
    "nav,footer ul{display:none}h1,h2,h3{break-after:avoid}"
    "li,pre,blockquote{break-inside:avoid}"
    "main a[href^=http]::after{content:\" (\" attr(href) \")\";"
    "font-size:.8em}@page{margin:2cm}}\n";

struct str
web_style(void)
{
	return (struct str){ style, sizeof(style) - 1 };
}
