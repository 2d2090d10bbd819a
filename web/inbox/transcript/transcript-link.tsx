import { Link } from '@tanstack/react-router';
import { useTranscriptWords } from './words.ts';

/** The way from a conversation to all of it on paper. */
export function TranscriptLink({ conversationId }: { conversationId: string }) {
  const words = useTranscriptWords();
  return (
    <Link to="/conversations/$conversationId/transcript" params={{ conversationId }}>
      {words.open}
    </Link>
  );
}
