export interface Label {
  x: number;
  y: number;
  text: string;
  bold: boolean;
}

export interface PlacedLabel extends Label {
  anchor: 'start' | 'middle' | 'end';
  textX: number;
  textY: number;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const HEIGHT = 13;

/** Returns an estimate of a text's width at 11 px. */
export function textWidth(text: string, bold: boolean): number {
  let width = 0;
  for (const letter of text) width += letter.charCodeAt(0) > 0x2e80 ? 11.5 : bold ? 6.9 : 6.3;
  return width;
}

/** Returns labels that cover neither each other nor a mark; one without a free place is left out. The first come first. */
export function placeLabels(labels: readonly Label[], width: number, height: number): PlacedLabel[] {
  const taken: Box[] = labels.map(({ x, y }) => ({ left: x - 4, right: x + 4, top: y - 4, bottom: y + 4 }));
  const placed: PlacedLabel[] = [];
  for (const [index, label] of labels.entries()) {
    const size = textWidth(label.text, label.bold);
    const found = candidates(label, size).find(({ box }) => {
      const isInside = box.left >= 2 && box.right <= width - 2 && box.top >= 2 && box.bottom <= height - 2;
      return isInside && !taken.some((other, position) => position !== index && overlaps(box, other));
    });
    if (!found) continue;
    taken.push(found.box);
    placed.push({ ...label, anchor: found.anchor, textX: found.x, textY: found.y });
  }
  return placed;
}

function candidates({ x, y }: Label, size: number): { x: number; y: number; anchor: 'start' | 'middle' | 'end'; box: Box }[] {
  const spots: [number, number, 'start' | 'middle' | 'end'][] = [
    [x, y + 17, 'middle'],
    [x, y - 8, 'middle'],
    [x + 8, y + 4, 'start'],
    [x - 8, y + 4, 'end'],
    [x + 6, y - 7, 'start'],
    [x - 6, y - 7, 'end'],
    [x + 6, y + 16, 'start'],
    [x - 6, y + 16, 'end'],
    [x, y + 30, 'middle'],
    [x, y - 21, 'middle'],
  ];
  return spots.map(([textX, textY, anchor]) => {
    const left = anchor === 'start' ? textX : anchor === 'end' ? textX - size : textX - size / 2;
    return { x: textX, y: textY, anchor, box: { left, right: left + size, top: textY - HEIGHT + 3, bottom: textY + 3 } };
  });
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
}
