import { Input, Labelled, OneOf, Words } from '../../ui/controls.tsx';
import { type Language, languages } from '../../words/words.ts';
import type { Content, Form } from '../content.ts';
import { nameOf } from '../content.ts';
import styles from './more.module.css';
import { Quota } from './quota.tsx';
import { useBuilderWords } from './words.ts';

interface Given {
  form: Form;
  change: (changed: Partial<Content>) => void;
  rename: (name: string) => void;
  quotaFault: string | undefined;
}

const reasks = [0, 1, 2] as const;
const overlaps = ['tag', 'wait'] as const;

/** What most questions leave as it is, folded away. */
export function More({ form, change, rename, quotaFault }: Given) {
  const { more } = useBuilderWords();
  const { content, name } = form;
  return (
    <details className={styles.more} open={quotaFault ? true : undefined}>
      <summary>{more.title}</summary>
      <div className={styles.fields}>
        <Labelled label={more.thanks} hint={more.thanksHint}>
          <Words value={content.thanks ?? ''} change={(thanks) => change({ thanks: thanks || undefined })} />
        </Labelled>
        <Quota content={content} change={change} fault={quotaFault} />
        <OneOf
          legend={more.reask}
          options={reasks.map((value) => ({ value, words: more.reasks[value] }))}
          value={content.mostReasked}
          choose={(mostReasked) => change({ mostReasked })}
        />
        <OneOf
          legend={more.overlap}
          options={overlaps.map((value) => ({ value, words: more.overlaps[value] }))}
          value={content.overlap}
          choose={(overlap) => change({ overlap })}
        />
        <OneOf
          legend={more.language}
          options={Object.entries(languages).map(([value, words]) => ({ value: value as Language, words }))}
          value={content.language}
          choose={(language) => change({ language })}
        />
        <Labelled label={more.name} hint={more.nameHint}>
          <Input dir="auto" maxLength={100} value={name} placeholder={nameOf(form)} change={rename} />
        </Labelled>
      </div>
    </details>
  );
}
