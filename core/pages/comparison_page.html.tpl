{{%AUTOESCAPE context="HTML"}}<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>{{PATIENT}}: cells before and after</title>
<style>
html { font: 15px/1.45 system-ui, "DejaVu Sans", Arial, sans-serif; color: #1a1a1a; background: #fff; }
body { max-width: 1180px; margin: 0 auto; padding: 1.2rem 1.6rem 3rem; }
h1 { font-size: 1.55rem; margin: 0 0 .3rem; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; padding-bottom: .2rem; border-bottom: 2px solid #1a1a1a; break-after: avoid; }
h3 { font-size: 1rem; margin: 1.3rem 0 .4rem; break-after: avoid; }
h4 { font-size: .9rem; margin: .9rem 0 .3rem; font-weight: 600; break-after: avoid; }
p { margin: .4rem 0; }
.use { display: inline-block; border: 1.5px solid #1a1a1a; padding: .05rem .5rem; font-weight: 600; font-size: .85rem; }
.facts { display: flex; flex-wrap: wrap; gap: .2rem 2rem; margin: .6rem 0; padding: 0; list-style: none; }
.small { font-size: .82rem; color: #444; }
.mono { font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .76rem; overflow-wrap: anywhere; }
.warn { border: 2px solid #1a1a1a; border-left-width: 10px; padding: .5rem .8rem; margin: .8rem 0; font-weight: 600; }
table { border-collapse: collapse; width: 100%; font-size: .86rem; margin: .4rem 0 .8rem; }
thead { display: table-header-group; }
tr, figure, .keep { break-inside: avoid; }
tbody.keep { break-inside: avoid; }
th, td { text-align: left; vertical-align: top; padding: .28rem .5rem; border-bottom: 1px solid #c4c4c4; overflow-wrap: break-word; }
th { font-weight: 600; border-bottom: 1.5px solid #555; vertical-align: bottom; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
td.n { white-space: nowrap; }
td.n.wrap { white-space: normal; }
.i { display: block; font-size: .8em; color: #444; white-space: nowrap; }
.i.wrap { white-space: normal; }
.verdict { font-weight: 700; white-space: nowrap; }
.sign { display: inline-block; min-width: 1.5em; text-align: center; border: 1.5px solid #1a1a1a; border-radius: 3px; margin-right: .4em; line-height: 1.3; }
tr.main td { border-bottom: none; padding-bottom: 0; }
tr.say td { padding-top: .1rem; padding-bottom: .5rem; }
tr.say p { margin: .1rem 0; }
figure { margin: 0; }
figure img { width: 100%; height: auto; display: block; border: 1px solid #bbb; }
figcaption { font-size: .78rem; color: #333; margin-top: .25rem; overflow-wrap: anywhere; }
figcaption b { display: block; }
.grid { display: grid; gap: .9rem; margin: .3rem 0 .9rem; }
.grid.two { grid-template-columns: repeat(2, minmax(0, 1fr)); }
.grid.three { grid-template-columns: repeat(3, minmax(0, 1fr)); }
.caveats { margin: .3rem 0; padding-left: 1.2rem; }
.caveats li { break-inside: avoid; margin: .15rem 0; }
.gate { table-layout: fixed; }
.gate th:nth-child(1) { width: 12%; } .gate th:nth-child(2), .gate th:nth-child(3), .gate th:nth-child(4) { width: 19%; }
.gate td { overflow-wrap: anywhere; }
.missing { align-self: start; border: 1px dashed #777; padding: 1rem; font-size: .85rem; }
.key { max-width: 36rem; margin: 0 auto 1rem; }
.key img { border: none; }
.plot img { border: none; }
.params td:first-child { width: 11rem; font-weight: 600; }
.sign-here { display: grid; grid-template-columns: 2fr 2fr 1fr; gap: 2rem; margin-top: 2.6rem; break-inside: avoid; }
.sign-here div { border-top: 1.2px solid #1a1a1a; padding-top: .25rem; font-size: .82rem; }
@media print {
  @page {
    size: A4; margin: 17mm 15mm 16mm;
    @top-left { content: "{{PATIENT}}"; font: 8pt sans-serif; }
    @top-right { content: "Research use only"; font: 8pt sans-serif; }
    @bottom-left { content: "cellquant comparison {{SHORT_DIGEST}}"; font: 8pt sans-serif; }
    @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt sans-serif; }
  }
  html { font-size: 9.6pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  body { max-width: none; padding: 0; }
  .numbers { break-before: page; }
  figure img { width: auto; max-width: 100%; max-height: 55mm; }
  .grid { margin-bottom: .3rem; }
  h3 { margin-top: .5rem; }
  .key img { max-height: 12mm; }
  .plot img { max-height: 175mm; }
  table { font-size: 8pt; }
  table.wide { font-size: 7.2pt; }
  th, td { padding: .15rem .3rem; }
}
</style>
</head>
<body>
<header>
<h1>Before and after therapy: cells per mm²</h1>
<p><span class="use">Research use only. Not a medical device.</span></p>
<ul class="facts">
<li><b>Patient</b> {{PATIENT}}</li>
<li><b>Timepoints</b> {{#TIMEPOINT}}{{TIMEPOINT_TEXT}}{{#TIMEPOINT_separator}}, {{/TIMEPOINT_separator}}{{/TIMEPOINT}}</li>
<li><b>Markers</b> {{MARKERS}}</li>
<li><b>Comparable?</b> {{GATE_SIGN}} {{GATE_WORD}}</li>
</ul>
</header>
{{#REFUSED}}<p class="warn">These measurements must not be compared; the reasons are below. Densities are shown, differences are not.</p>{{/REFUSED}}
{{#FORCED}}<p class="warn">The gate refused this comparison; it was forced. Its numbers are not a finding.</p>{{/FORCED}}

<section>
<h2>Answer</h2>
<table>
<thead><tr><th>Marker</th><th>Regions</th><th>Verdict</th><th class="n">Before, per mm²</th><th class="n">After, per mm²</th><th class="n">Ratio</th><th class="n">log<sub>2</sub> fold change</th></tr></thead>
{{#ANSWER}}<tbody class="keep">
<tr class="main"><td><b>{{MARKER}}</b></td><td>{{CLASS}}</td><td class="verdict"><span class="sign">{{SIGN}}</span>{{VERDICT}}</td>
<td class="n">{{BEFORE}}<span class="i">{{BEFORE_INTERVAL}}</span></td><td class="n">{{AFTER}}<span class="i">{{AFTER_INTERVAL}}</span></td>
<td class="n">{{RATIO}}<span class="i">{{RATIO_INTERVAL}}</span></td><td class="n">{{LOG2}}<span class="i">{{LOG2_INTERVAL}}</span></td></tr>
<tr class="say"><td></td><td colspan="6"><p><span class="small">{{BEFORE_TIME}} → {{AFTER_TIME}}.</span>{{#SENTENCE}} {{TEXT}}{{/SENTENCE}}</p></td></tr>
</tbody>{{/ANSWER}}
</table>
{{#NO_ANSWER}}<p>No region class of any marker was measured at two timepoints.</p>{{/NO_ANSWER}}
<p class="small">Densities: positive cells in the evaluable area, with the exact 95 % Poisson interval; “&lt;” is the one-sided 95 % upper bound when none was found. Ratio: after over before, with the wider of two 95 % intervals: that of cells that lie independently, and that of cells in clusters. Where clustering could not be assessed, all cells of a timepoint are taken as one cluster. A verdict has to hold both ways; but “cleared” with no cell found is that of independent cells, and its line says up to what size of groups it holds. Counting error only: how well cells are found is another question.</p>
</section>

<section>
<h2>Comparable? {{GATE_SIGN}} {{GATE_WORD}}</h2>
{{#GATE}}
<h3>{{MARKER}}, {{BEFORE_TIME}} → {{AFTER_TIME}}: {{SIGN}} {{WORD}}</h3>
<table class="gate">
<thead><tr><th>Check</th><th>Before</th><th>After</th><th>Limit</th><th>Result</th></tr></thead>
<tbody>
{{#CHECK}}<tr><td>{{NAME}}</td><td>{{BEFORE}}</td><td>{{AFTER}}</td><td>{{LIMIT}}</td><td><b>{{SIGN}} {{WORD}}</b> {{REASON}}</td></tr>
{{/CHECK}}
</tbody>
</table>
{{/GATE}}
</section>

<section>
<h2>Caveats</h2>
<ul class="caveats">
{{#CAVEAT}}<li><b>{{OF}}</b> {{TEXT}}</li>
{{/CAVEAT}}
{{#NO_CAVEAT}}<li>None is known.</li>{{/NO_CAVEAT}}
</ul>
</section>

<section>
<h2>Densities over time</h2>
{{#PLOT}}<figure class="plot"><img alt="Cells per square millimeter of each marker and region class against time" src="data:image/svg+xml;base64,{{PLOT_IMAGE:none}}"/>
<figcaption>Thick bars: exact 95 % Poisson intervals. Thin bars: block bootstrap, where there is one. A triangle that points down ends the bar of “none found” at its upper bound.{{#COHORT}} Thin gray lines: {{OTHERS}} other patients of the cohort.{{/COHORT}}</figcaption></figure>{{/PLOT}}
{{#NO_PLOT}}<p class="missing">The plot is missing: {{WHY}}.</p>{{/NO_PLOT}}
</section>

{{#MARKER_PICTURES}}<section>
<h2>{{MARKER}}: pictures</h2>
{{#NO_PICTURES}}<p class="missing">There are no pictures: the slides of this marker were not at hand.</p>{{/NO_PICTURES}}
{{#ROW}}
<div class="keep">
<h3>{{ROW_TITLE}}</h3>
<div class="grid {{COLUMNS}}">
{{#PICTURE}}
{{#SHOWN}}<figure><img alt="{{ROW_TITLE}}, {{MARKER}}, {{TITLE}}" src="data:image/{{TYPE}};base64,{{IMAGE:none}}"/><figcaption><b>{{TITLE}}</b> {{CAPTION}}</figcaption></figure>{{/SHOWN}}
{{#MISSING}}<p class="missing"><b>{{TITLE}}</b> No picture: {{WHY}}.</p>{{/MISSING}}
{{/PICTURE}}
</div>
{{#KEY}}<figure class="key"><img alt="Scale of colors" src="data:image/png;base64,{{KEY_IMAGE:none}}"/><figcaption>{{KEY_CAPTION}}</figcaption></figure>{{/KEY}}
</div>
{{/ROW}}
{{#FIELDS_NOTE}}<p class="small">A representative field is the one whose density is nearest to the median of all that fit into the regions. Folds and blur are not taken off its area, though cells in them are not counted: where there are any, its density can be too low.</p>{{/FIELDS_NOTE}}
</section>{{/MARKER_PICTURES}}
{{#NO_MATERIAL}}<section>
<h2>Pictures</h2>
<p>There are no pictures: the slides were not at hand.</p>
</section>{{/NO_MATERIAL}}

<section class="numbers">
<h2>Numbers</h2>
{{#MARKER_TABLE}}
<h3>{{MARKER}}: counts, areas and densities</h3>
<table class="wide">
<thead><tr><th>Regions</th><th>Timepoint</th><th class="n">Number</th><th class="n">Area, mm²</th><th class="n">Evaluable, mm²</th><th class="n">Lost, %</th><th class="n">Cells</th><th class="n">Positive, total</th><th class="n">Positive per mm²</th><th class="n">95 %, Poisson</th><th class="n">95 %, bootstrap</th></tr></thead>
<tbody>
{{#COUNT}}<tr><td>{{CLASS}}</td><td>{{TIME}}</td><td class="n">{{REGIONS}}</td><td class="n">{{ENCLOSED}}</td><td class="n">{{AREA}}</td><td class="n">{{LOST}}</td><td class="n">{{CELLS}}</td><td class="n">{{POSITIVE}}</td><td class="n">{{DENSITY}}</td><td class="n">{{POISSON}}</td><td class="n">{{BOOTSTRAP}}<span class="i wrap">{{NO_BOOTSTRAP}}</span></td></tr>
{{/COUNT}}
</tbody>
</table>
{{#HAS_CHANGES}}
<h3>{{MARKER}}: changes</h3>
<table>
<thead><tr><th>Regions</th><th>Pair</th><th>Quantity</th><th class="n">Value</th><th class="n">95 %, independent cells</th><th class="n">95 %, clustered</th><th class="n">95 %, bootstrap</th></tr></thead>
<tbody>
{{#CHANGE}}<tr><td>{{CLASS}}</td><td>{{PAIR}}</td><td>{{QUANTITY}}</td><td class="n">{{VALUE}}</td><td class="n">{{POISSON}}</td><td class="n">{{CLUSTERED}}</td><td class="n">{{BOOTSTRAP}}<span class="i wrap">{{NO_BOOTSTRAP}}</span></td></tr>
{{/CHANGE}}
</tbody>
</table>
<table>
<thead><tr><th>Regions</th><th>Pair</th><th class="n">Ratio, 90 %, for equivalence</th><th class="n">Design effect before</th><th class="n">after</th><th class="n">Upper bound after, per mm²</th></tr></thead>
<tbody>
{{#BASIS}}<tr><td>{{CLASS}}</td><td>{{PAIR}}</td><td class="n">{{EQUIVALENCE}}</td><td class="n">{{EFFECT_BEFORE}}</td><td class="n">{{EFFECT_AFTER}}</td><td class="n wrap">{{UPPER_BOUND}}</td></tr>
{{/BASIS}}
</tbody>
</table>
{{/HAS_CHANGES}}
{{/MARKER_TABLE}}
<p class="small">Bootstrap of densities: blocks of {{BLOCK_SIDE}} mm. Cells, positive cells and densities are of the evaluable area.</p>
<h3>Scores given by a pathologist</h3>
<table>
<thead><tr><th>Timepoint</th><th>Slide</th><th>Score of</th><th class="n">0 to 3</th><th>By</th><th>Date</th></tr></thead>
<tbody>
{{#SCORE}}<tr><td>{{TIME}}</td><td>{{MARKER}}</td><td>{{KIND}}</td><td class="n">{{VALUE}}</td><td>{{BY}}</td><td>{{AT}}</td></tr>
{{/SCORE}}
{{#NO_SCORE}}<tr><td colspan="6">None was given.</td></tr>{{/NO_SCORE}}
</tbody>
</table>
</section>

<section>
<h2>Slides, protocols and digests</h2>
{{#MEASUREMENT}}<div class="keep">
<h3>{{MARKER}}, {{TIME}}</h3>
<table class="params">
<tbody>
<tr><td>Report</td><td>{{NAME}}<br/><span class="mono">{{REPORT_DIGEST}}</span></td></tr>
<tr><td>Slide</td><td>{{SLIDE}} ({{FORMAT}}), {{MPP}} µm a pixel; analysed at {{WORKING_MPP}} µm<br/><span class="mono">{{SLIDE_SHA256}}</span></td></tr>
<tr><td>Protocol</td><td>{{PROTOCOL}}; cleared below: {{CLEARED_BELOW}}; recall {{RECALL}}<br/><span class="mono">{{PROTOCOL_SHA256}}</span></td></tr>
<tr><td>Specimen</td><td>block {{BLOCK}}, accession {{ACCESSION}}, section {{THICKNESS}}, clone {{CLONE}}, scanner {{SCANNER}}</td></tr>
<tr><td>Therapies</td><td>{{THERAPIES}}</td></tr>
<tr><td>Detector, software</td><td>{{DETECTOR}}; cellquant {{SOFTWARE}}</td></tr>
</tbody>
</table>
</div>{{/MEASUREMENT}}
<p>Digest of this comparison: <span class="mono">{{DIGEST}}</span></p>
</section>

<div class="sign-here"><div>Reviewed by (name)</div><div>Signature</div><div>Date</div></div>
</body>
</html>
