import { lazy, useRef } from 'react';
import type { Conversation } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { useKeys } from '../../ui/keys.ts';
import { Optional } from '../../ui/optional.tsx';
import { Popover } from '../../ui/popover.tsx';
import { Glyph } from './glyph.tsx';
import styles from './tools.module.css';
import { useComposerWords } from './words.ts';

const Emoji = lazy(async () => ({ default: (await import('./emoji/emoji.tsx')).Emoji }));
const Later = lazy(async () => ({ default: (await import('./later/later.tsx')).Later }));

interface Given {
  conversation: Conversation;
  zone: string | null;
  add: (files: FileList) => void;
  insert: (emoji: string) => void;
  plan: (at: Date, options: { cancelIfTheyWriteFirst: boolean }) => void;
}

/** What can go into a text beside words, and when it leaves. Each part is loaded when it is wanted. */
export function Tools({ conversation, zone, add, insert, plan }: Given) {
  const words = useComposerWords();
  const tools = useRef<HTMLDivElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const click = (tool: string) => () => tools.current?.querySelector<HTMLElement>(`[data-tool="${tool}"]`)?.click();
  useKeys({
    'Mod+;': { words: words.picture, run: click('picture'), whileTyping: true },
    'Mod+.': { words: words.emoji, run: click('emoji'), whileTyping: true },
    'Mod+>': { words: words.later, run: click('later'), whileTyping: true },
  });
  return (
    <div ref={tools} className={styles.tools}>
      <input
        ref={file}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          if (currentTarget.files) add(currentTarget.files);
          currentTarget.value = '';
        }}
      />
      <Button look="icon" data-tool="picture" shortcut="Mod+;" onClick={() => file.current?.click()}>
        <Glyph name="picture" label={words.picture} />
      </Button>
      <Popover
        label={words.emoji}
        look="icon"
        data-tool="emoji"
        shortcut="Mod+."
        trigger={<Glyph name="emoji" label={words.emoji} />}
      >
        {(close) => (
          <Optional>
            <Emoji
              choose={(emoji) => {
                close();
                insert(emoji);
              }}
            />
          </Optional>
        )}
      </Popover>
      {zone && (
        <Popover
          label={words.later}
          look="icon"
          data-tool="later"
          shortcut="Mod+>"
          trigger={<Glyph name="later" label={words.later} />}
        >
          {(close) => (
            <Optional>
              <Later
                name={conversation.person.name}
                zone={zone}
                plan={(at, options) => {
                  close();
                  plan(at, options);
                }}
              />
            </Optional>
          )}
        </Popover>
      )}
    </div>
  );
}
