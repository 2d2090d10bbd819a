import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, buttonClass } from '../ui/button.tsx';
import { Desk } from '../ui/desk.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { useJoinWords } from './words.ts';

/** For whoever opens an invitation while they are signed in: it would make them somebody else. */
export function SignedIn({ name, signOut }: { name: string; signOut: () => Promise<unknown> }) {
  const words = useJoinWords();
  const client = useQueryClient();
  const leave = useMutation({ mutationFn: signOut, onSuccess: () => client.resetQueries() });
  return (
    <Desk title={words.otherTitle(name)} lead={words.other}>
      <ErrorNote error={leave.error} />
      <Button look="big" isBusy={leave.isPending} onClick={() => leave.mutate()}>
        {words.signOut}
      </Button>
      <Link to="/inbox/$view" params={{ view: 'waiting' }} className={buttonClass()}>
        {words.stay}
      </Link>
    </Desk>
  );
}
