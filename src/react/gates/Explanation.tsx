'use client';
import { type ReactNode, useContext, useState } from 'react';
import { type AccessRequest, VoiceContext } from '../store/PermissionContext.js';
import { useExplain } from '../hooks/useExplain.js';
import { useWords } from '../hooks/useWords.js';

interface ExplanationProps {
  readonly request: AccessRequest;
  readonly mode: 'explain' | 'request';
}

/** The reason in the place of what is not allowed, in mode `request` with a way to ask for access. */
export function Explanation({ request, mode }: ExplanationProps): ReactNode {
  const explain = useExplain();
  const { decision } = request;
  return (
    <span className="hs-can" data-mode={mode} data-status={decision.status}>
      <span className="hs-reason" data-reason={reasonCode(request)}>
        {explain(decision)}
      </span>
      {mode === 'request' && decision.status === 'denied' && <RequestButton request={request} />}
    </span>
  );
}

function reasonCode({ decision }: AccessRequest): string | undefined {
  return decision.status === 'denied' ? decision.reason : decision.status === 'unknown' ? decision.cause : undefined;
}

type Step = 'ask' | 'asking' | 'asked' | 'ask-failed';

function RequestButton({ request }: Pick<ExplanationProps, 'request'>): ReactNode {
  const words = useWords();
  const { onAccessRequest, announce } = useContext(VoiceContext);
  const [progress, setProgress] = useState<{ readonly step: Step; readonly request?: AccessRequest }>({ step: 'ask' });
  if (!onAccessRequest) return null;
  // Another record in the same gate has not been asked for.
  const step = isSameRequest(progress.request, request) ? progress.step : 'ask';
  const go = (next: Step) => {
    setProgress({ step: next, request });
    announce(words[next]);
  };
  const ask = async () => {
    if (step === 'asking' || step === 'asked') return;
    go('asking');
    try {
      await onAccessRequest(request);
      go('asked');
    } catch {
      go('ask-failed');
    }
  };
  // It stays a button when it has been used, so that focus has a place to stay.
  return (
    <button
      type="button"
      className="hs-request"
      data-step={step}
      aria-disabled={step === 'asking' || step === 'asked'}
      onClick={() => void ask()}
    >
      {words[step]}
    </button>
  );
}

function isSameRequest(a: AccessRequest | undefined, b: AccessRequest): boolean {
  return a?.permission === b.permission && a.record === b.record;
}
