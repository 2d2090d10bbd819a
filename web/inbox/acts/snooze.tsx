import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { MenuPopover } from '../../ui/menu.tsx';
import type { View } from '../../views.ts';
import { dayAndTime } from '../../words/formats.ts';
import { useInboxWords } from '../words.ts';
import { snoozeMenu, useAim } from './aim.ts';
import { snoozeTimes, toField } from './snooze-times.ts';
import { useActs } from './use-acts.ts';

/** When to come back to a conversation: three times that are nearly always right, and one of one's own. */
export function Snooze({ view }: { view: View }) {
  const { snooze: words } = useInboxWords();
  const { conversations, anchor } = useAim();
  const act = useActs(view);
  const [isChoosing, choose] = useState(false);
  const until = (at: Date) => act(conversations, { act: 'snooze', until: at.toISOString() });
  const isSnoozed = conversations.some(({ snoozedUntil }) => snoozedUntil);
  return (
    <>
      <MenuPopover
        id={snoozeMenu}
        label={words.label}
        anchor={() => anchor}
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
            send={async ({ until: typed }) => new Date(typed ?? '')}
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
