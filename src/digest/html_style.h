// digest/html_style.h - the look of the page: a column of text, two colours, paper and night.
#pragma once

#include <string_view>

namespace clew::digest {

inline constexpr std::string_view kStyle = R"(:root { color-scheme: light dark;
  --paper: #fdfcf9; --ink: #1d1b18; --soft: #6b655c; --line: #ddd7cc; --mark: #8a2f1d; --deep: #35566b; --tint: #f4f0e8; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #171614; --ink: #e9e4da; --soft: #a39b8d; --line: #3a3630; --mark: #e08e72; --deep: #8fb7cf; --tint: #211f1c; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 Charter, "Bitstream Charter", "Source Serif 4", Georgia, "Noto Serif", "Noto Naskh Arabic", Vazirmatn, serif;
  font-variant-numeric: oldstyle-nums; hanging-punctuation: first; overflow-wrap: anywhere; }
main { max-width: 45rem; margin: 0 auto; padding: 4rem 1.5rem 5rem; }
h1, h2, h3, h4 { line-height: 1.2; text-wrap: balance; font-weight: 600; }
h1 { font-size: 2.3rem; letter-spacing: -0.01em; margin: 0 0 1rem; }
h2 { font-size: 1.35rem; margin: 3.5rem 0 1rem; padding-top: .6rem; border-top: 2px solid var(--ink); }
h3 { font-size: .85rem; letter-spacing: .08em; text-transform: uppercase; color: var(--mark); margin: 2.5rem 0 .5rem; }
h4 { font-size: 1.1rem; margin: 0; }
p { margin: 0 0 .6rem; }
a { color: var(--deep); text-underline-offset: .15em; }
small { color: var(--soft); }
code { font: .82em/1.4 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
.kicker { font-size: .8rem; letter-spacing: .18em; text-transform: uppercase; color: var(--mark); margin-bottom: .8rem; }
.headline { font-size: 1.25rem; font-style: italic; }
.headline .by { font-size: 1rem; font-style: normal; color: var(--soft); }
.span, .names, .when, .who, .repeats, figcaption { color: var(--soft); font-size: .95rem; }
.repeats { font-style: italic; }
figure { margin: 2rem 0; }
svg { width: 100%; height: auto; display: block; }
svg text { font: 12px ui-sans-serif, system-ui, "Noto Sans", "Noto Sans Arabic", sans-serif; fill: var(--soft); }
svg .axis { stroke: var(--line); }
svg .letters, .swatch.letters { fill: var(--deep); background: var(--deep); }
svg .reports, .swatch.reports { fill: var(--mark); background: var(--mark); }
svg .tie { fill: none; stroke: var(--deep); stroke-opacity: .45; stroke-linecap: round; }
svg .person { fill: var(--mark); stroke: var(--paper); stroke-width: 2; }
svg.network text { fill: var(--ink); font-size: 13px; }
.swatch { display: inline-block; width: .7em; height: .7em; margin: 0 .35em 0 .6em; border-radius: 1px; }
table { width: 100%; border-collapse: collapse; font-size: .95rem; font-variant-numeric: lining-nums tabular-nums; }
th { text-align: left; font-weight: 600; color: var(--soft); font-size: .8rem; letter-spacing: .04em; }
th, td { padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td:nth-child(n + 4) { white-space: nowrap; }
.n { text-align: right; }
article { margin: 0 0 2rem; padding-top: .8rem; border-top: 1px solid var(--line); }
h3 + article { border-top: 0; padding-top: 0; }
article.against { margin: 1rem 0 0 1.6rem; padding-top: 0; border-top: 0; }
.when { margin: 0; font-variant-numeric: lining-nums tabular-nums; font-size: .85rem; }
.who { margin: .2rem 0 .5rem; }
blockquote { margin: .5rem 0; padding: .7rem 1.1rem; background: var(--tint); border-inline-start: 3px solid var(--mark); }
q { quotes: "“" "”"; white-space: pre-line; }
[lang=fa] q, [lang=ar] q { quotes: "«" "»"; line-height: 1.9; }
blockquote sup { line-height: 0; font-size: .75em; padding-inline-start: .2em; }
blockquote sup a { text-decoration: none; }
.cut { color: var(--soft); }
i[data-c]::before { content: "\\x" attr(data-c); font: .75em ui-monospace, monospace; color: var(--mark); }
i[data-c="0D"]::before { content: none; }
.topics span { display: inline-block; margin: 0 .9em .3em 0; }
.sources ol { padding-inline-start: 2.2rem; font-size: .85rem; line-height: 1.5; }
.sources li { margin-bottom: .5rem; }
.hash { color: var(--soft); font-size: .75em; }
:target { background: var(--tint); outline: 2px solid var(--mark); outline-offset: 3px; }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: .85rem; color: var(--soft); }
@media (max-width: 34rem) { main { padding: 2rem 1rem 3rem; } h1 { font-size: 1.7rem; } }
@media print {
  :root { --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --mark: #6d2415; --deep: #2b4657; --tint: #fff; }
  @page { margin: 20mm 18mm 22mm; }
  body { font-size: 10.5pt; line-height: 1.45; }
  main { max-width: none; padding: 0; }
  h2, h3, h4, .when, .who { break-after: avoid; }
  article, figure, tr, .sources li { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
  .sources a { display: none; }
  svg, .swatch { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)";

}  // namespace clew::digest
