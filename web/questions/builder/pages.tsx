import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Blocks } from '../../ui/blocks.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useLanguage } from '../../words/words.ts';
import { type Form, formOf } from '../content.ts';
import { questionQuery } from '../queries.ts';
import { useQuestionWords } from '../words.ts';
import { Builder } from './builder.tsx';
import { isLike, newForm } from './form.ts';
import { useBuilderWords } from './words.ts';

/** What is begun, as long as the page is open: whoever looks something up meanwhile finds it again. */
let begun: Form | null = null;

function keep(form: Form | null): void {
  begun = form;
}

/** A new question, like one that many ask where that was chosen. */
export function NewQuestion() {
  const { like } = useSearch({ strict: false });
  const words = useBuilderWords();
  const { templates } = useQuestionWords();
  const language = useLanguage();
  const template = isLike(like, templates) ? like : undefined;
  const [initial] = useState(() => (template ? null : begun) ?? newForm(language, words, templates, template));
  return <Builder initial={initial} keep={keep} />;
}

/** A question that is asked already, to be changed. */
export function ChangeQuestion() {
  const { questionId = '' } = useParams({ strict: false });
  const { data: question, error } = useQuery(questionQuery(questionId));
  if (!question) return error ? <ErrorNote error={error} /> : <Blocks />;
  return <Builder key={question.id} initial={formOf(question)} question={question} trouble={error} />;
}
