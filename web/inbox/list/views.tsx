import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { countsQuery } from '../../queries.ts';
import { Menu } from '../../ui/menu.tsx';
import { type View, views } from '../../views.ts';
import { number } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { startSelecting } from './selection.ts';
import styles from './views.module.css';

/** So many stand side by side; the others are in the menu behind them. */
const beside = 4;

/** The views of the inbox, each an address. */
export function Views({ view }: { view: View }) {
  const { inbox } = useWords();
  const navigate = useNavigate();
  const counts = useQuery(countsQuery).data;
  const count = (name: View) => (counts && name !== 'drafts' && counts[name] > 0 ? number(counts[name]) : '');
  const rest = views.slice(beside);
  return (
    <nav className={styles.views} aria-label={inbox.viewsLabel}>
      {views.slice(0, beside).map((name) => (
        <Link key={name} to="/inbox/$view" params={{ view: name }} aria-current={name === view ? 'page' : undefined}>
          {inbox.views[name]} {(name === 'waiting' || name === 'failed') && count(name)}
        </Link>
      ))}
      <Menu
        label={inbox.moreViews}
        look="text"
        aria-current={rest.includes(view) ? 'page' : undefined}
        items={() => [
          ...rest.map((name) => ({
            words: inbox.views[name],
            detail: count(name),
            isOn: name === view,
            run: () => void navigate({ to: '/inbox/$view', params: { view: name } }),
          })),
          { words: inbox.selectSome, isSeparate: true, run: startSelecting },
        ]}
      >
        {rest.includes(view) ? inbox.views[view] : inbox.moreViews} <span aria-hidden>▾</span>
      </Menu>
    </nav>
  );
}
