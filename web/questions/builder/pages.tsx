import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Blocks } from '../../ui/blocks.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useLanguage } from '../../words/words.ts';
import { formOf } from '../content.ts';
import { questionQuery } from '../queries.ts';
import { useQuestionWords } from '../words.ts';
import { begunOf, ofNew } from './begun.ts';
import { Builder } from './builder.tsx';
import { isLike, newForm } from './form.ts';
import { useBuilderWords } from './words.ts';

/** A new question, like one that many ask where that was chosen. */
export function NewQuestion() {
  const { like } = useSearch({ strict: false });
  const words = useBuilderWords();
  const { templates } = useQuestionWords();
  const language = useLanguage();
  const template = isLike(like, templates) ? like : undefined;
  const [initial] = useState(
    () => (template ? undefined : begunOf(ofNew)?.form) ?? newForm(language, words, templates, template),
  );
  return <Builder initial={initial} />;
}

/** A question that is asked already, to be changed. */
export function ChangeQuestion() {
  const { questionId = '' } = useParams({ strict: false });
  const { data: question, error, refetch } = useQuery(questionQuery(questionId));
  if (!question) return error ? <ErrorNote error={error} retry={refetch} /> : <Blocks />;
  const { id } = question;
  const left = begunOf(id);
  const initial = left?.form ?? formOf(question);
  return <Builder key={id} initial={initial} question={question} left={left} trouble={error} />;
}
