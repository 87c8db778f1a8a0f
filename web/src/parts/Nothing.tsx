import type { ReactNode } from 'react';

/** An empty list: what would be here, and the one way to start. */
export function Nothing({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="nothing" role="status">
      <b className="b">{title}</b>
      {children && <p className="t2">{children}</p>}
      {action}
    </div>
  );
}
