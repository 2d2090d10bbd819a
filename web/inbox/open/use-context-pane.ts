import { type RefObject, useLayoutEffect, useState } from 'react';
import { stored } from '../../ui/stored.ts';

/** Room for a readable thread and the pane beside it; with less the pane lies over the thread. */
const roomPx = 860;

const folded = stored('hearback.context-folded', false);

/**
 * Whether the pane about the person is shown. Where there is room it is, until it is folded away, which is remembered;
 * where there is none it is only when somebody asks for it.
 */
export function useContextPane(desk: RefObject<HTMLElement | null>) {
  const isFolded = folded.use();
  const [hasRoom, setRoom] = useState(false);
  const [isAskedFor, ask] = useState(false);

  useLayoutEffect(() => {
    const element = desk.current;
    if (!element) return;
    const measure = () => setRoom(element.clientWidth >= roomPx);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [desk]);

  const isShown = hasRoom ? !isFolded : isAskedFor;
  return {
    isShown,
    isOver: isShown && !hasRoom,
    toggle(): void {
      if (hasRoom) folded.set(isShown);
      else ask(!isShown);
    },
  };
}
