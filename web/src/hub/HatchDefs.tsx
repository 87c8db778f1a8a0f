/** The hatch of what is closed or held, for the drawing it stands in. */
export function HatchDefs() {
  return (
    <defs>
      <pattern id="hub-held" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="4" height="4" fill="var(--held-bg)" />
        <line x1="0" y1="0" x2="0" y2="4" stroke="var(--held)" strokeWidth="1.4" />
      </pattern>
      <pattern id="hub-shut" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" fill="var(--surface-1)" />
        <line x1="0" y1="0" x2="0" y2="6" stroke="var(--hatch)" strokeWidth="2" />
      </pattern>
    </defs>
  );
}
