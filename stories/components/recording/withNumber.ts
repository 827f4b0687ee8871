import type { GetSource, RecordingPlayerProps } from 'hookswitch/components/RecordingPlayer';

/** A recording that has a phone number in every text of it: its title, a party, the transcript, the notes. */
export function withNumber(
  number: string,
  getSource: GetSource,
): Pick<RecordingPlayerProps, 'recording' | 'annotations' | 'getSource'> {
  return {
    recording: { id: '7', title: `Call with ${number}`, duration: 21 },
    annotations: [{ id: 'a', at: 3, text: `Call ${number} back`, author: number }],
    getSource: async (request) => ({
      ...(await getSource(request)),
      channels: [
        { id: 'agent', label: 'Agent' },
        { id: 'customer', label: number },
      ],
      transcript: [
        { start: 1, end: 3, party: 'agent', text: 'Harbour Telecom, good morning. How can I help you?' },
        { start: 3, end: 20, party: 'customer', text: `My number is ${number}.` },
      ],
    }),
  };
}
