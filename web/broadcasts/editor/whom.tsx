import { Blank } from '../../ui/blank.tsx';
import sentence from '../../ui/sentence.module.css';
import type { Audience } from '../content.ts';
import { useSayWhom } from '../say-whom.ts';
import { ChooseWhom } from './choose-whom.tsx';
import { useEditorWords } from './words.ts';

/** Whom it goes to: groups and people, and whom of them it does not. */
export function Whom({ audience, change }: { audience: Audience; change: (audience: Audience) => void }) {
  const { lead, blank, whom } = useEditorWords();
  const { groupIds, personIds, exceptGroupIds, exceptPersonIds } = audience;
  const except = { groupIds: exceptGroupIds, personIds: exceptPersonIds };
  const said = useSayWhom(audience);
  const saidExcept = useSayWhom(except);
  return (
    <>
      <p className={sentence.clause}>
        {lead.to}{' '}
        <Blank label={blank.to} words={said || whom.empty} isEmpty={!said}>
          <ChooseWhom chosen={{ groupIds, personIds }} change={(some) => change({ ...audience, ...some })} />
        </Blank>
      </p>{' '}
      <p className={sentence.clause}>
        {lead.notTo}{' '}
        <Blank label={blank.notTo} words={saidExcept || whom.noOne}>
          <ChooseWhom
            chosen={except}
            change={(some) => change({ ...audience, exceptGroupIds: some.groupIds, exceptPersonIds: some.personIds })}
          />
        </Blank>
      </p>
    </>
  );
}
