import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Navigate, useNavigate, useParams } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { meQuery } from '../../queries.ts';
import { Blocks } from '../../ui/blocks.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { type Broadcast, draftOf, newDraft } from '../content.ts';
import { MayNotSend } from '../may-not-send.tsx';
import { broadcastQuery } from '../queries.ts';
import { Editor } from './editor.tsx';
import { useGone } from './use-gone.ts';

/** A new broadcast, or a draft. A new one gets its address while somebody types, and nothing is drawn anew. */
export function WriteBroadcast() {
  const { broadcastId } = useParams({ strict: false });
  const navigate = useNavigate();
  const { role } = useSuspenseQuery(meQuery).data;
  const madeHere = useRef<{ id: string; key: number }>(undefined);
  const [open, setOpen] = useState({ id: broadcastId, key: 0, isNew: !broadcastId });
  if (open.id !== broadcastId) {
    const isSame = madeHere.current?.id === broadcastId && madeHere.current?.key === open.key;
    setOpen({ id: broadcastId, key: isSame ? open.key : open.key + 1, isNew: isSame || !broadcastId });
  }
  if (role === 'member') return <MayNotSend />;
  if (!open.isNew && broadcastId) return <Known key={broadcastId} id={broadcastId} />;
  const made = ({ id, state }: Broadcast) => {
    // Whoever is leaving is not led back.
    if (!location.pathname.endsWith('/broadcasts/new')) return;
    // One whose answer was lost may have been sent since, from the list.
    if (state === 'draft') madeHere.current = { id, key: open.key };
    void navigate({ to: '/broadcasts/$broadcastId/edit', params: { broadcastId: id }, replace: true });
  };
  return <Editor key={open.key} found={null} initial={newDraft()} made={made} />;
}

function Known({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(broadcastQuery(id));
  useGone(id, data, error);
  if (!data) return error ? <ErrorNote error={error} retry={refetch} /> : <Blocks />;
  // What is on its way is not written any more.
  if (data.state !== 'draft') return <Navigate to="/broadcasts/$broadcastId" params={{ broadcastId: id }} replace />;
  return <Editor found={data} initial={draftOf(data)} made={() => {}} trouble={error} />;
}
