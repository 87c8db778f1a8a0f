import { memo, useMemo } from 'react';

import type { Block } from '../api/hub';
import { levelPaths } from './yard';

const FILLS = ['var(--fill-0)', 'var(--fill-1)', 'var(--fill-2)', 'var(--fill-3)', 'var(--fill-4)'] as const;

/** The stacks of a block from above: the higher, the darker. */
export const BlockMark = memo(function BlockMark({ block, stacks, x, y, width, height }: { block: Block; stacks: readonly (readonly number[])[]; x: number; y: number; width: number; height: number }) {
  const paths = useMemo(() => levelPaths(stacks, block.tiers, { x, y, width: width / block.bays, height: height / block.rows }), [stacks, block, x, y, width, height]);
  return (
    <g aria-hidden="true">
      <rect x={x - 1} y={y - 1} width={width + 2} height={height + 2} fill="var(--surface-1)" stroke="var(--line-2)" strokeWidth="0.800" />
      {paths.map((path, at) => path !== '' && <path key={FILLS[at]} d={path} fill={FILLS[at]} />)}
      {block.plug_bays > 0 && <path d={`M${x} ${y + height + 2.5}h${(Math.ceil((block.plug_bays + 1) / 2) / block.bays) * width}`} stroke="var(--sea)" strokeWidth="1.600" strokeDasharray="3 2" />}
    </g>
  );
});
