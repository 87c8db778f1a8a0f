const GO_MILLIS = 1500;
/** When `G` was last pressed, on the clock of events: never, on a page just opened. */
let goAt = Number.NEGATIVE_INFINITY;

/** Returns whether a key comes so soon after `G` that it says where to go. */
export function followsGo({ timeStamp }: Pick<KeyboardEvent, 'timeStamp'>): boolean {
  return timeStamp - goAt < GO_MILLIS;
}

/** Takes the next key as where to go. */
export function rememberGo({ timeStamp }: Pick<KeyboardEvent, 'timeStamp'>): void {
  goAt = timeStamp;
}

/** Takes the next key as itself. */
export function forgetGo(): void {
  goAt = Number.NEGATIVE_INFINITY;
}
