import { useQueryClient } from '@tanstack/react-query';
import { api, ask, type Question } from '../../api.ts';
import { actFailed, didAct } from '../../ui/undo.ts';
import { useQuestionWords } from '../words.ts';

type Rest = 'pause' | 'resume' | 'archive' | 'restore';

const opposite: Record<Rest, Rest> = { pause: 'resume', resume: 'pause', archive: 'restore', restore: 'archive' };

/** Has a question rest or go on, puts it away or brings it back; each can be taken back. */
export function useRest(question: Question) {
  const words = useQuestionWords();
  const client = useQueryClient();
  const params = { path: { id: question.id } };
  const refresh = () => client.invalidateQueries({ queryKey: ['questions'] });

  async function run(rest: Rest): Promise<void> {
    await ask(
      {
        pause: () => api.POST('/api/v1/questions/{id}/pause', { params }),
        resume: () => api.DELETE('/api/v1/questions/{id}/pause', { params }),
        archive: () => api.POST('/api/v1/questions/{id}/archival', { params }),
        restore: () => api.DELETE('/api/v1/questions/{id}/archival', { params }),
      }[rest](),
    );
    await refresh();
  }

  async function change(rest: Rest): Promise<void> {
    const { name } = question;
    const said = {
      pause: words.wasPaused(name),
      resume: words.wasResumed(name),
      archive: words.wasArchived(name),
      restore: words.wasRestored(name),
    }[rest];
    try {
      await run(rest);
      didAct(said, () => run(opposite[rest]));
    } catch (error) {
      actFailed(said, error);
    }
  }
  return change;
}
