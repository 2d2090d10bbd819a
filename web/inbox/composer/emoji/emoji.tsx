import { EmojiPicker } from 'frimousse';
import { type Language, useLanguage } from '../../../words/words.ts';
import styles from './emoji.module.css';
import { en } from './words-en.ts';
import { es } from './words-es.ts';

const words = { en, es };

/** Each comes as a file of its own from where the page came from; web/vite.config.ts leaves in it what is shown. */
const loaders: Record<Language, () => Promise<{ default: readonly Listed[] }>> = {
  en: () => import('emojibase-data/en/data.json'),
  es: () => import('emojibase-data/es/data.json'),
};

interface Listed {
  emoji: string;
  label: string;
  group?: number;
  tags?: string[];
  version: number;
}

async function load(locale: string) {
  const language: Language = locale === 'es' ? 'es' : 'en';
  const listed = (await loaders[language]()).default;
  const { groups } = words[language];
  const emojis = listed.flatMap(({ emoji, label, group, tags = [], version }) =>
    group === undefined || !(group in groups) ? [] : [{ emoji, label, category: group, tags, version }],
  );
  const categories = Object.entries(groups).map(([index, label]) => ({ index: Number(index), label }));
  return {
    locale,
    emojis,
    categories,
    skinTones: { light: '', 'medium-light': '', medium: '', 'medium-dark': '', dark: '' },
  };
}

/** Asks for the look that these have anyway, and costs a unit. */
const needless = /^(\p{Emoji_Presentation})\ufe0f$/u;

/** ARIA counts rows and columns from one. */
const fromOne = <Props extends object>(props: Props, name: keyof Props & string): Props => ({
  ...props,
  [name]: Number(props[name]) + 1,
});

/** Every emoji, found by its name; nothing is asked of anybody else for it. */
export function Emoji({ choose }: { choose: (emoji: string) => void }) {
  const language = useLanguage();
  const { search, loading, empty } = words[language];
  return (
    <EmojiPicker.Root
      className={styles.picker}
      locale={language}
      columns={8}
      resolveEmojiData={load}
      onEmojiSelect={({ emoji }) => choose(emoji.replace(needless, '$1'))}
    >
      <EmojiPicker.Search className={styles.search} autoFocus aria-label={search} placeholder={search} />
      <EmojiPicker.Viewport className={styles.list}>
        <EmojiPicker.Loading className={styles.aside}>{loading}</EmojiPicker.Loading>
        <EmojiPicker.Empty className={styles.aside}>{empty}</EmojiPicker.Empty>
        <EmojiPicker.List
          components={{
            CategoryHeader: ({ category, ...rest }) => (
              <div {...rest} className={styles.group}>
                {category.label}
              </div>
            ),
            Row: (row) => <div {...fromOne(row, 'aria-rowindex')} />,
            Emoji: ({ emoji, ...cell }) => (
              <button
                {...fromOne(cell, 'aria-colindex')}
                type="button"
                className={styles.emoji}
                data-active={emoji.isActive || undefined}
              >
                {emoji.emoji}
              </button>
            ),
          }}
        />
      </EmojiPicker.Viewport>
    </EmojiPicker.Root>
  );
}
