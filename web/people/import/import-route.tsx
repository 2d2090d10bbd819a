import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { ImportPage } from './import.tsx';
import { type Step, steps } from './steps.tsx';

const route = getRouteApi('/member/people/import/$importId');

/** An import at its address, which names the step as well: the browser's way back is a way back here. */
export function ImportRoute() {
  const { importId } = route.useParams();
  const { at } = route.useSearch();
  const navigate = useNavigate();
  const go = (step: Step) =>
    void navigate({ to: '/people/import/$importId', params: { importId }, search: { at: step } });
  return (
    <ImportPage key={importId} importId={importId} step={steps.find((each) => each === at) ?? 'columns'} go={go} />
  );
}
