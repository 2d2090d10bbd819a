import { useState } from 'react';
import { Refused } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { MenuPopover } from '../../ui/menu.tsx';
import type { View } from '../../views.ts';
import { dayAndTime } from '../../words/formats.ts';
import { useInboxWords } from '../words.ts';
import { anchorNow, snoozeMenu, useAim } from './aim.ts';
import { snoozeTimes, toField } from './snooze-times.ts';
import { useActs } from './use-acts.ts';

const mostAheadMs = 365 * 24 * 3_600_000;

/** When to come back to a conversation: three times that are nearly always right, and one of one's own. */
export function Snooze({ view }: { view: View }) {
  const { snooze: words } = useInboxWords();
  const { conversations } = useAim();
  const act = useActs(view);
  const [isChoosing, choose] = useState(false);
  const until = (at: Date) => act(conversations, { act: 'snooze', until: at.toISOString() });
  const isSnoozed = conversations.some(({ snoozedUntil }) => snoozedUntil);
  return (
    <>
      <MenuPopover
        id={snoozeMenu}
        label={words.label}
        anchor={anchorNow}
        items={() => [
          ...snoozeTimes(new Date()).map(({ name, at }) => ({
            words: words[name],
            detail: dayAndTime(at),
            run: () => until(at),
          })),
          { words: words.ownTime, isSeparate: true, run: () => choose(true) },
          ...(isSnoozed ? [{ words: words.wake, run: () => act(conversations, { act: 'unsnooze' }) }] : []),
        ]}
      />
      {isChoosing && (
        <Dialog title={words.label} close={() => choose(false)}>
          <Form
            send={async ({ until: typed }) => readTime(typed ?? '', words.outOfReach)}
            done={(at) => {
              choose(false);
              until(at);
            }}
          >
            {() => (
              <>
                <Field
                  name="until"
                  label={words.until}
                  type="datetime-local"
                  min={toField(new Date())}
                  max={toField(new Date(Date.now() + mostAheadMs))}
                  defaultValue={toField(snoozeTimes(new Date()).at(-1)!.at)}
                  required
                />
                <Button type="submit" look="primary">
                  {words.act}
                </Button>
              </>
            )}
          </Form>
        </Dialog>
      )}
    </>
  );
}

/** A time that is still to come, and not too far away. @throws Refused, for the field. */
function readTime(typed: string, otherwise: string): Date {
  const at = new Date(typed);
  const aheadMs = at.getTime() - Date.now();
  if (aheadMs > 0 && aheadMs < mostAheadMs) return at;
  const problem = { type: 'about:blank', title: '', status: 422, code: 'invalid', message: otherwise, requestId: '' };
  throw new Refused({ ...problem, fields: { until: otherwise } });
}
