{{%AUTOESCAPE context="XML"}}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{{WIDTH}}" height="{{HEIGHT}}" viewBox="0 0 {{WIDTH}} {{HEIGHT}}" font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif" font-size="14" fill="#1a1a1a">
<title>Cells before and after therapy. Research use only.</title>
<rect width="100%" height="100%" fill="#ffffff"/>
{{#PANEL_G}}<text x="2" y="20" font-size="20" font-weight="bold">g</text>
{{/PANEL_G}}{{#COLUMN_NAME}}<text x="{{X}}" y="{{Y}}" text-anchor="middle">{{TEXT}}</text>
{{/COLUMN_NAME}}
{{#ROW_NAME}}<text transform="translate({{X}},{{Y}}) rotate(-90)" text-anchor="middle" font-weight="bold">{{TEXT}}</text>
{{/ROW_NAME}}
{{#FIELD}}<g><title>{{TITLE}}</title>
{{#SHOWN}}<desc>{{CAPTION}}</desc><image x="{{X}}" y="{{Y}}" width="{{SIDE}}" height="{{SIDE}}" xlink:href="data:image/jpeg;base64,{{IMAGE:none}}"/>{{/SHOWN}}
{{#MISSING}}<rect x="{{X}}" y="{{Y}}" width="{{SIDE}}" height="{{SIDE}}" fill="none" stroke="#777777" stroke-dasharray="4"/><text x="{{MIDDLE_X}}" y="{{MIDDLE_Y}}" text-anchor="middle" font-size="12">No picture: {{WHY}}</text>{{/MISSING}}
</g>
{{/FIELD}}
<text x="2" y="{{LETTER_Y}}" font-size="20" font-weight="bold">h</text>
<g transform="translate(30,{{PLOT_Y}})"><!--plot-->{{#NO_PLOT}}<text x="20" y="40" font-size="12">The plot is missing: {{WHY}}</text>{{/NO_PLOT}}</g>
{{#NOTE}}<text x="{{X}}" y="{{Y}}" font-size="11">{{TEXT}}</text>
{{/NOTE}}
</svg>
