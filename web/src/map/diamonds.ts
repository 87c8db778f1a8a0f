import type { Map as Engine } from 'maplibre-gl';

import type { MapColours } from './colours';

/** Status of a crossing as a form: open hollow, busy or opening half, planned dashed, closed crossed out. */
export const STATUS_FORMS = ['open', 'restricted', 'opening', 'planned', 'closed'] as const;

const SIZE = 18;
const RATIO = 2;

/** Draws one diamond per status and hands them to the engine. */
export function addDiamonds(engine: Engine, colours: MapColours): void {
  for (const status of STATUS_FORMS) {
    const name = `crossing-${status}`;
    if (engine.hasImage(name)) engine.removeImage(name);
    const image = draw(status, colours);
    if (image) engine.addImage(name, image, { pixelRatio: RATIO });
  }
}

function draw(status: (typeof STATUS_FORMS)[number], colours: MapColours): ImageData | null {
  const canvas = document.createElement('canvas');
  canvas.width = SIZE * RATIO;
  canvas.height = SIZE * RATIO;
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  pen.scale(RATIO, RATIO);
  const middle = SIZE / 2;
  const diamond = new Path2D(`M${middle} 2L${SIZE - 3} ${middle}L${middle} ${SIZE - 2}L3 ${middle}Z`);
  pen.lineWidth = 1.6;
  pen.fillStyle = status === 'closed' ? colours.blocked : colours.halo;
  pen.strokeStyle = status === 'closed' ? colours.blocked : colours.text;
  if (status === 'planned') pen.setLineDash([2, 1.6]);
  pen.fill(diamond);
  pen.stroke(diamond);
  if (status === 'restricted' || status === 'opening') {
    pen.fillStyle = status === 'restricted' ? colours.attention : colours.text;
    pen.fill(new Path2D(`M${middle} 2L${SIZE - 3} ${middle}L${middle} ${SIZE - 2}Z`));
  }
  if (status === 'closed') {
    pen.strokeStyle = colours.halo;
    pen.beginPath();
    pen.moveTo(6, middle);
    pen.lineTo(SIZE - 6, middle);
    pen.stroke();
  }
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}
