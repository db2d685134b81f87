/** A cookie held against a page: one line of the page is lit, and a thread leads from the cookie to it. Says nothing new. */
export function CookieAndClause() {
  return (
    <svg class="picture" viewBox="0 0 320 260" aria-hidden="true" focusable="false">
      <mask id="bite">
        <rect width="320" height="260" fill="#fff" />
        <circle cx="136" cy="112" r="20" fill="#000" />
        <circle cx="146" cy="137" r="9" fill="#000" />
        <circle cx="112" cy="98" r="8" fill="#000" />
      </mask>
      <g class="sheet-of-paper">
        <path d="M128 22h132l32 32v184H128z" />
        <path class="fold" d="M260 22v32h32" />
      </g>
      <g class="lines">
        <path d="M152 66h74M152 84h112M152 102h96M152 120h112M152 168h112M152 186h84M152 204h104" />
      </g>
      <rect class="lit" x="146" y="134" width="126" height="22" rx="4" />
      <path class="line-lit" d="M152 145h112" />
      <path class="thread" d="M118 152c10-6 18-7 28-7" />
      <g mask="url(#bite)">
        <circle class="crust" cx="86" cy="160" r="62" />
        <circle class="dough" cx="86" cy="159" r="55.5" />
      </g>
      <g class="sign" transform="translate(23.500 94) scale(1)">
        <path d="M80 41C76 26 49 27 49 41c0 13 35 18 35 34 0 9-9 13-15 13" />
        <path d="M46 91c4 15 31 14 31 0 0-13-35-18-35-34 0-9 9-13 15-13" />
      </g>
    </svg>
  );
}
